"""The assessment sheet on paper and in files: its points, and below them the requests that fall short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.casework.context import Context
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.reports.assessment_views import AssessmentPoint, AssessmentSheet
from forms.register_files import register_workbook
from forms.register_report import register_report
from forms.register_table import RegisterTable, TableColumn, Value, ValueKind
from resources.messages import say

MOST_PRINTED = 500
"""So many shortfalls of a point are printed; the workbook and the screen have them all."""


def pdf(context: Context, sheet: AssessmentSheet) -> bytes:
    """The sheet as PDF, of many shortfalls of a point the first ones. Raises ``UnprintableCharacter``."""
    with marked_for(context):
        return register_report(*_tables(context, sheet, MOST_PRINTED), signed=True).pdf


def xlsx(context: Context, sheet: AssessmentSheet) -> bytes:
    """The sheet as a workbook."""
    return register_workbook(*_tables(context, sheet))


def _tables(context: Context, sheet: AssessmentSheet, most: int | None = None) -> tuple[RegisterTable, RegisterTable]:
    points = (
        (
            point.label,
            point.tested,
            point.proved,
            point.counted_short,
            point.verdict,
        )
        for point in sheet.points
    )
    shorts = (line for point in sheet.points for line in _shorts(point, most))
    return (
        _table(
            context,
            sheet,
            "title",
            (
                _column("point", 16),
                _column("tested", 0),
                _column("proved", 40),
                _column("short", 12, ValueKind.NUMBER),
                _column("verdict", 14),
            ),
            points,
        ),
        _table(
            context,
            sheet,
            "shorts",
            (_column("point", 16), _column("request", 24), _column("why", 0)),
            shorts,
        ),
    )


def _shorts(point: AssessmentPoint, most: int | None) -> Iterator[tuple[str, str, str]]:
    for short in point.short[:most]:
        yield point.label, short.number or say("assessment.office"), short.why
    if most is not None and len(point.short) > most:
        yield point.label, "", say("assessment.more", count=len(point.short) - most)


def _table(
    context: Context,
    sheet: AssessmentSheet,
    title: str,
    columns: tuple[TableColumn, ...],
    lines: Iterable[tuple[Value, ...]],
) -> RegisterTable:
    return RegisterTable(
        title=say(f"assessment.{title}"),
        subtitle=say("assessment.subtitle", office=sheet.office, first=sheet.first, last=sheet.last),
        office=sheet.office,
        columns=columns,
        lines=lines,
        chain_head=sheet.chain_head,
        made_on=context.today(),
    )


def _column(code: str, width: int, kind: ValueKind = ValueKind.TEXT) -> TableColumn:
    return TableColumn(label=say(f"assessment.column.{code}"), width=width, kind=kind)
