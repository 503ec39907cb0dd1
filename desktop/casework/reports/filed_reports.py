"""Filed reports: what is frozen of a view, the view made from it again, and what differs from today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from db.annual_reports import ReportNotFiled
from db.records import Event, Json, Request
from db.report_records import FiledReport, ReportKey
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.day_words import month_day
from desktop.casework.figures.statistics_views import AnnualTables, Equation
from desktop.casework.reports.annual_report_making import filed_version, make_report, publish_by
from desktop.casework.reports.annual_report_views import AnnualReportView, Difference, MovedThing, SectionView
from desktop.casework.reports.report_cells import Ref, behind_cells, cell_name, members, numbers_of
from desktop.casework.reports.report_texts import BoundPiece
from desktop.casework.reports.table2 import Table2Cell, Table2Part
from desktop.casework.steps.particular_words import words_on_screen
from resources.vocabulary import EventKind, Table3Column, Table4Column, Table4Group

_MOST_MOVED = 200
_TELLING = (EventKind.AMENDED, EventKind.REGISTRATION_VOIDED, EventKind.REOPENED)


def figures_as_json(view: AnnualReportView) -> dict[str, Json]:
    """All numbers of a report, as they are frozen."""
    tables = view.tables
    figures: dict[str, Any] = {
        # Lists where the order counts: the keys of stored objects are sorted.
        "table3": [[row, {str(column): n for column, n in columns.items()}] for row, columns in tables.table3.items()],
        "table4": {str(group): {str(column): n for column, n in row.items()} for group, row in tables.table4.items()},
        "table2": [
            {
                "head": part.head,
                "columns": list(part.columns),
                "rows": [[name, [[cell.code, _text(cell.value)] for cell in cells]] for name, cells in part.rows],
            }
            for part in view.table2
        ],
        "ledger": {code: f"{value:f}" for code, value in view.ledger.items() if value is not None},
        "equations": [asdict(equation) for equation in tables.equations],
        "findings": list(tables.findings),
        "balanced": tables.balanced,
        "narrative_2007": _narrative(tables.narrative_2007),
    }
    return figures


def texts_as_json(view: AnnualReportView) -> dict[str, Json]:
    """All texts of a report, their figures marked."""
    sections: list[Json] = [
        {
            "code": section.code,
            "heading": section.heading,
            "table": section.table,
            "template": section.template,
            "pieces": [[piece.text, piece.term] for piece in section.pieces],
        }
        for section in view.sections
    ]
    return {"title": view.title, "title_office": view.title_office, "sections": sections}


def view_of_filed(context: Context, reading: Reading, key: ReportKey, version: int) -> AnnualReportView:
    """The report as it was filed. Raises ``ReportNotFiled``."""
    filed = reading.filed_reports(key)
    report = _version(filed, key, version)
    figures: Any = report.figures
    texts: Any = report.texts
    return AnnualReportView(
        year=key.year,
        form=report.form,
        subject=key.subject,
        title=report.title,
        title_office=texts["title_office"],
        tables=_tables(report, figures),
        table2=tuple(_table2_part(part) for part in figures["table2"]),
        ledger={code: Decimal(value) for code, value in figures["ledger"].items()},
        terms={},
        sections=tuple(_section(section) for section in texts["sections"]),
        publish_by=publish_by(context, reading, key.year),
        filed=tuple(filed_version(one) for one in filed),
        shown=filed_version(report),
        own=key.subject == key.office,
    )


def differences(context: Context, reading: Reading, key: ReportKey, version: int, own: str) -> tuple[Difference, ...]:
    """Each cell that is another one now, with the requests that came or left since, in the eyes of the office ``own``.

    Raises ``ReportNotFiled``.
    """
    filed = view_of_filed(context, reading, key, version)
    assert filed.shown is not None
    now = make_report(context, reading, key.year, filed.form)
    old, new = numbers_of(filed), numbers_of(now)
    was = {code: _refs(refs) for code, refs in reading.filed_behind(key, version).items()}
    is_now = behind_cells(context, reading, key.year)
    found = []
    for code in dict.fromkeys([*old, *new, *was, *is_now]):
        if not _is_told(code, filed.form):
            continue
        moved = _moved(reading, own, members(was, code), members(is_now, code), filed.shown.filed_at)
        is_sum = _is_sum(code, filed.form)
        if old.get(code) != new.get(code) or (moved and not is_sum):
            found.append(
                Difference(
                    code=code,
                    name=cell_name(code),
                    filed=old.get(code, "—"),
                    now=new.get(code, "—"),
                    moved=() if is_sum else moved[:_MOST_MOVED],
                )
            )
    return tuple(found)


def _version(filed: Iterable[FiledReport], key: ReportKey, version: int) -> FiledReport:
    found = next((report for report in filed if report.version == version), None)
    if found is None:
        raise ReportNotFiled(key.subject, key.year)
    return found


def _is_told(code: str, form: str) -> bool:
    """Whether the form tells the number: that of 2007 does not tell kinds of applicant apart."""
    return form != "2007" or not code.startswith("3|") or code.endswith("|total")


def _is_sum(code: str, form: str) -> bool:
    """Whether the cell is a sum of others, whose requests are told there."""
    if not code.startswith("3|"):
        return False
    return code.startswith(("3|total|", "3|other|")) or (form != "2007" and code.endswith("|total"))


def _moved(reading: Reading, own: str, was: list[Ref], now: list[Ref], since: datetime) -> tuple[MovedThing, ...]:
    before, after = set(was), set(now)
    gone = [(ref, False) for ref in was if ref not in after]
    come = [(ref, True) for ref in now if ref not in before]
    return tuple(
        MovedThing(
            office=office,
            name=name,
            entered=entered,
            why=_why(reading, office, name, since),
            request=_request_of(reading, name, own) if office == own else None,
        )
        for (office, name), entered in [*gone, *come][: _MOST_MOVED + 1]
    )


def _request_of(reading: Reading, name: str, own: str) -> str | None:
    """The request that is meant: itself, or that of a dispute; an entry of the ledger has none."""
    if reading.request_exists(own, name):
        return name
    dispute = reading.dispute(own, name)
    return None if dispute is None else dispute.request


def _why(reading: Reading, office: str, number: str, since: datetime) -> str:
    """What was recorded about a request after the filing: an amendment before all else."""
    if not reading.request_exists(office, number):
        return ""
    request = reading.request(office, number)
    later = [event for event in request.events if event.recorded_at is not None and event.recorded_at >= since]
    telling = [event for event in later if event.kind in _TELLING] or later
    return _in_words(telling[-1], request) if telling else ""


def _in_words(event: Event, request: Request) -> str:
    words = words_on_screen(request, event)
    recorded = event.recorded_at.date() if event.recorded_at is not None else event.on
    return f"{month_day(recorded)}{event.kind.label}" + (f"：{words}" if words else "")


def _tables(report: FiledReport, figures: Any) -> AnnualTables:
    return AnnualTables(
        year=report.key.year,
        format=report.form,
        office=report.key.subject,
        table3={row: {column: numbers[column] for column in Table3Column} for row, numbers in figures["table3"]},
        table4={group: {column: figures["table4"][group][column] for column in Table4Column} for group in Table4Group},
        balanced=figures["balanced"],
        findings=tuple(figures["findings"]),
        equations=tuple(Equation(**equation) for equation in figures["equations"]),
        narrative_2007=_named(figures["narrative_2007"]),
        chain_head=report.chain_head,
    )


def _table2_part(part: Any) -> Table2Part:
    return Table2Part(
        head=part["head"],
        columns=tuple(part["columns"]),
        rows=tuple(
            (name, tuple(Table2Cell(code=code, value=_decimal(value)) for code, value in cells))
            for name, cells in part["rows"]
        ),
    )


def _section(section: Any) -> SectionView:
    return SectionView(
        code=section["code"],
        heading=section["heading"],
        table=section["table"],
        template=section["template"],
        pieces=tuple(BoundPiece(text, term) for text, term in section["pieces"]),
        edited=True,
    )


def _refs(refs: Json) -> list[Ref]:
    return [(str(one[0]), str(one[1])) for one in refs if isinstance(one, list)] if isinstance(refs, list) else []


def _narrative(figures: Mapping[str, object] | None) -> Json:
    """Names and figures in their order; a figure may itself be such a list."""
    if figures is None:
        return None
    return [
        [name, _narrative(value) if isinstance(value, Mapping) else _plain(value)] for name, value in figures.items()
    ]


def _plain(value: object) -> Json:
    return value if isinstance(value, int | float) else str(value)


def _named(pairs: Any) -> dict[str, object] | None:
    """What ``_narrative`` made of a mapping."""
    if pairs is None:
        return None
    return {name: _named(value) if isinstance(value, list) else value for name, value in pairs}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
