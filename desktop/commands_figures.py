"""Commands about days and figures: fee, calendar, summary, annual."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from db.records import SYSTEM_ACTOR, Json
from desktop.casework.files import text_of, write_bytes
from desktop.commands_answer import Answer, Say, WrongArguments
from desktop.commands_figure_words import summary_lines, table_lines, told
from desktop.commands_limits import report_limit
from desktop.rules.fees import Fee, fee_by_item, fee_by_page

ENDINGS = ("pdf", "xlsx", "docx")
"""The files of an annual report."""

_NO_FIGURES = frozenset({"behind", "about"})
"""Parts of a view that lead to the record and tell its words."""

if TYPE_CHECKING:
    from desktop.casework.calendar.calendar_views import CalendarChange
    from desktop.casework.casework import Casework
    from desktop.casework.figures.statistics_views import AnnualTables
    from desktop.casework.figures.summary_views import BehindRow, SummaryView
    from desktop.casework.reports.annual_report_views import AnnualReportView, Difference
    from desktop.casework.reports.office_report_views import OfficeLine


def fee_item(asked: Namespace, say: Say) -> Answer:
    """The fee of the ``count`` requests of one applicant in one calendar month."""
    return _fee(fee_by_item(asked.count), say)


def fee_page(asked: Namespace, say: Say) -> Answer:
    """The fee of one request for ``pages`` pages."""
    return _fee(fee_by_page(asked.pages), say)


def _fee(fee: Fee, say: Say) -> Answer:
    lines = [
        say("commands.fee_band", first=band.first, last=band.last, price=band.price, count=band.count, sum=band.amount)
        for band in fee.bands
    ]
    return Answer(document=fee.as_json(), lines=(*lines, say("commands.fee_total", total=fee.total)))


def calendar_import(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """Loads a notice, a calendar file or its text; answers with its counts and the requests that move."""
    text = text_of(asked.file)
    change = casework.calendars.preview(text)
    is_new = change.year not in casework.calendars.years()
    if not asked.dry_run:
        casework.calendars.confirm(change, by=asked.by or SYSTEM_ACTOR)
    document: dict[str, Json] = {
        "year": change.year,
        "title": change.title,
        "days_changed": len(change.days),
        "moved": [{"id": move.number, "old": _iso(move.old), "new": _iso(move.new)} for move in change.moves],
        "unchanged": change.unchanged,
        "unnamed": list(change.unnamed),
    }
    return Answer(document=document, lines=_moves(change, is_new, say))


def _moves(change: CalendarChange, is_new: bool, say: Say) -> tuple[str, ...]:
    counts = {"days": len(change.days), "moved": len(change.moves), "unchanged": change.unchanged}
    head = say(f"commands.{'year' if is_new else 'notice'}_loaded", title=change.title, year=change.year, **counts)
    names = "、".join(change.unnamed)
    warning = (say("casework.calendar.unnamed", names=names),) if names else ()
    moves = (f"{move.number}  {_iso(move.old) or '–'} → {_iso(move.new) or '–'}" for move in change.moves)
    return (head, *warning, *moves)


def calendar_check(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """Notes that a second person compared the days of a year with the notice."""
    casework.calendars.check(asked.year, by=asked.by)
    return Answer(
        document={"year": asked.year, "checked_by": asked.by},
        lines=(say("commands.calendar_checked", year=asked.year, by=asked.by),),
    )


def calendar_show(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """The working days of a loaded year, and every day that is not an ordinary one."""
    year = casework.calendars.year(asked.year)
    special: list[Json] = [
        {"date": day.day.isoformat(), "kind": day.kind, "name": day.name}
        for month in year.months
        for day in month.days
        if day.kind in ("holiday", "make_up")
    ]
    document: dict[str, Json] = {
        "year": year.year,
        "working_days": year.working_days,
        "months": [month.working_days for month in year.months],
        "days": special,
        "certain_through": year.certain_through.isoformat(),
        "to_check": year.to_check,
    }
    lines = [say("commands.year_head", year=year.year, days=year.working_days)]
    lines += [f"{label}  {value}" for label, value in year.basis]
    lines += [say("commands.month_line", month=month.month, days=month.working_days) for month in year.months]
    return Answer(document=document, lines=tuple(lines))


def summary(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """All figures of a period."""
    if asked.first > asked.last:
        raise WrongArguments("period")
    statistics = casework.statistics
    view = statistics.summary(asked.first, asked.last)
    if asked.out is not None:
        makers = {".pdf": lambda: statistics.summary_pdf(view), ".xlsx": lambda: statistics.summary_xlsx(view)}
        _print_to(asked.out, makers)
    lines = [_title(view, asked.lang), *view.findings, *summary_lines(view, asked.lang)]
    for check in view.checks:
        lines += [_checked(check.text, check.holds, say), *(f"  {cell}" for cell in check.failing)]
    if asked.list is not None:
        return _listed(casework, view, asked.list)
    finding = bool(view.findings) or not all(check.holds for check in view.checks)
    return Answer(document=_summary_document(view), lines=tuple(lines), finding=finding)


def _title(view: SummaryView, lang: str) -> str:
    return view.title if lang == "zh" else f"{view.office} {view.first} – {view.last}"


def _listed(casework: Casework, view: SummaryView, code: str) -> Answer:
    """What a line of the summary counts, page after page. Raises ``WrongArguments`` for an unknown line."""
    found = next((line for section in view.sections for line in section.lines if line.code == code), None)
    if found is None:
        raise WrongArguments("no_such_line", value=code)
    rows = tuple(casework.statistics.rows(found.behind[0])) if found.behind[0] is not None else ()
    return _list(code, f"{found.label}  {told(found.value)} {found.unit}", found.value, rows)


def _list(code: str, head: str, value: Json, rows: tuple[BehindRow, ...]) -> Answer:
    lines = (head, *("  ".join(entry.texts) for entry in rows))
    return Answer(document={"code": code, "value": value, "rows": _plain(rows)}, lines=lines)


def _listed_cell(casework: Casework, view: AnnualReportView, cell: str) -> Answer:
    """What a number of the annual report counts. Raises ``WrongArguments`` for one that the report does not have."""
    from desktop.casework.reports.report_cells import BAR, cell_name, numbers_of

    code = cell.replace(":", BAR)
    value = numbers_of(view).get(code)
    if value is None:
        raise WrongArguments("no_such_line", value=cell)
    rows = casework.annual_reports.behind(view, code)
    return _list(cell, f"{cell_name(code)}  {value}", float(value) if "." in value else int(value), rows)


def cells(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """In which cells of which report a request counts, and why."""
    found = casework.statistics.cells(asked.id)
    nowhere = () if found.nowhere is None else (found.nowhere,)
    lines = (found.number, *nowhere, *(f"{line.report}  {line.cell}  {line.why}" for line in found.lines))
    return Answer(document=_plain(found), lines=lines)


def _summary_document(view: SummaryView) -> dict[str, Json]:
    """All its figures, those of the chosen sections also under the names by which the screen has them."""
    document = _plain(view)
    assert isinstance(document, dict)
    return document | {"channels": _plain(view.channels), "results": _plain(view.results)}


def annual(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """The report of a year, or one that was filed; with format 2007 also the figures of that report."""
    if asked.limit:
        return report_limit(casework, asked, say)
    reports = casework.annual_reports
    view = reports.report(asked.year, asked.format)
    differing: tuple[Difference, ...] = ()
    if asked.filed is not None:
        version = asked.filed or len(view.filed)
        view, differing = reports.filed(asked.year, version), reports.differences(asked.year, version)
    tables = view.tables
    if asked.list is not None:
        return _listed_cell(casework, view, asked.list)
    if asked.out is not None:
        _print_to(asked.out, {f".{ending}": reports.maker(view, ending) for ending in ENDINGS})
    document = _annual_document(tables)
    lines = [say("commands.annual_head", office=view.title_office, year=tables.year)]
    lines += table_lines(tables, asked.lang)
    lines += [_checked(equation.text, equation.holds, say) for equation in tables.equations]
    lines += dict.fromkeys((*tables.findings, *view.notes, *view.objections))
    lines += [*_publication(view, say), *_differences(differing, say)]
    if casework.context.together:
        offices = casework.office_reports.view(asked.year)
        document["offices"] = _plain(offices)
        lines += [" ".join(_office_words(line)) for line in offices.lines]
    if view.shown is not None:
        document |= {"filed": _plain(view.shown), "differences": _plain(differing)}
    return Answer(document=document, lines=tuple(lines), finding=not tables.balanced or bool(tables.findings))


def _publication(view: AnnualReportView, say: Say) -> list[str]:
    """The day by which to publish, and what was filed."""
    due = view.publish_by
    key = "commands.annual_publish_by" if due.day is not None else "commands.annual_publish_by_unknown"
    lines = [say(key, day=due.day or due.legal_day)]
    for filed in view.filed:
        facts = {"version": filed.version, "day": filed.filed_at.date(), "by": filed.actor, "sha256": filed.sha256}
        lines.append(say("commands.annual_filed", **facts))
    return lines


def _differences(differing: tuple[Difference, ...], say: Say) -> list[str]:
    """Each cell that is another one now, and below it what came and what left."""
    lines = []
    for one in differing:
        lines.append(say("commands.annual_differs", name=one.name, filed=one.filed, now=one.now))
        for moved in one.moved:
            key = "commands.annual_came" if moved.entered else "commands.annual_left"
            lines.append(say(key, name=f"{moved.office} {moved.name}", why=moved.why))
    return lines


def _office_words(line: OfficeLine) -> tuple[str, ...]:
    """An office with its state, its file and its four sums."""
    days = (str(day) for day in (line.made_on, line.through) if day is not None)
    return line.office, line.state, *days, *(str(figure) for figure in line.figures or ())


def _annual_document(tables: AnnualTables) -> dict[str, Json]:
    document: dict[str, Json] = {
        "year": tables.year,
        "format": tables.format,
        "table3": _plain(tables.table3),
        "table4": _plain(tables.table4),
        "balanced": tables.balanced,
        "findings": list(tables.findings),
    }
    if tables.narrative_2007 is not None:
        document["narrative_2007"] = _plain(tables.narrative_2007)
    return document


def _checked(text: str, holds: bool, say: Say) -> str:
    return f"{say('commands.holds') if holds else say('commands.does_not_hold')}  {text}"


def _print_to(out: Path, makers: Mapping[str, Callable[[], bytes]]) -> None:
    make = makers.get(out.suffix.lower())
    if make is None:
        raise WrongArguments("out", name=out.name, endings=" ".join(makers))
    write_bytes(out, make())


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _plain(value: object) -> Json:
    """A view as a JSON value: dates as ``YYYY-MM-DD``, codes as strings."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        shown = (field.name for field in dataclasses.fields(value) if field.name not in _NO_FIGURES)
        return {name: _plain(getattr(value, name)) for name in shown}
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "items"):
        return {str(_plain(key)): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"no JSON value: {type(value).__name__}")
