"""The assessment sheet on paper and in files: its points, and below them the requests that fall short."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.casework.assessment_views import AssessmentSheet
from desktop.casework.context import Context
from desktop.casework.paper_mark import marked_for
from forms.register_files import register_workbook
from forms.register_report import register_report
from forms.register_table import RegisterTable, TableColumn, Value, ValueKind
from resources.messages import say


def pdf(context: Context, sheet: AssessmentSheet) -> bytes:
    """The sheet as PDF. Raises ``UnprintableCharacter``."""
    with marked_for(context):
        return register_report(*_tables(context, sheet), signed=True).pdf


def xlsx(context: Context, sheet: AssessmentSheet) -> bytes:
    """The sheet as a workbook."""
    return register_workbook(*_tables(context, sheet))


def _tables(context: Context, sheet: AssessmentSheet) -> tuple[RegisterTable, RegisterTable]:
    points = (
        (point.label, point.tested, point.proved, point.short_count if point.checked else None, point.verdict)
        for point in sheet.points
    )
    shorts = (
        (point.label, short.number or say("assessment.office"), short.why)
        for point in sheet.points
        for short in point.short
    )
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
