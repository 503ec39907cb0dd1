"""How the report of a year comes about: tables, ledger, figures and texts put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from db.report_records import FiledReport, ReportKey
from db.store import Reading
from desktop.casework.context import TOGETHER, Context
from desktop.casework.figures.equations import carried_as_filed
from desktop.casework.figures.several_offices import counted_twice
from desktop.casework.figures.statistics_views import AnnualTables
from desktop.casework.office.settings import OfficeLevel, office_settings
from desktop.casework.reports.annual import annual_tables
from desktop.casework.reports.annual_report_views import AnnualReportView, FiledVersion, PublishBy, SectionView
from desktop.casework.reports.ledger_items import together, year_values
from desktop.casework.reports.office_reports import offices_view, together_name
from desktop.casework.reports.report_drafts import draft
from desktop.casework.reports.report_terms import report_terms
from desktop.casework.reports.report_texts import Terms, Verdict, loose_numbers, missing_terms, pieces, resolved
from desktop.casework.reports.table2 import table2
from desktop.rules.publication import annual_report, legal_report_day
from desktop.rules.working_days import CalendarMissing
from resources.messages import say
from resources.reports import SectionForm, report_form
from resources.vocabulary import Table3Row

_OBJECTED = (Verdict.CONTRADICTS, Verdict.GLUED)


def make_report(context: Context, reading: Reading, year: int, form: str) -> AnnualReportView:
    """The report of ``year`` as it stands. Raises ``UnknownFormat``, ``OfficeUnknown``."""
    key = report_key(context, reading, year)
    tables = _with_filed_year(reading, key, annual_tables(context, reading, year, form))
    values, before = (ledger_of(context, reading, one) for one in (year, year - 1))
    title_office = _title_office(context, reading, form)
    terms = report_terms(context, reading, tables, title_office, values)
    written = reading.report_texts(key, form) if key.office else {}
    outline = report_form(form)
    sections = tuple(_section(section, written, terms, year) for section in outline.sections)
    return AnnualReportView(
        year=year,
        form=form,
        subject=key.subject,
        title=resolved(outline.title, terms),
        title_office=title_office,
        tables=tables,
        table2=table2(values, before, form),
        ledger=values,
        terms=terms,
        sections=sections,
        publish_by=publish_by(context, reading, year),
        filed=tuple(filed_version(one) for one in reading.filed_reports(key)) if key.office else (),
        objections=tuple(_objections(tables, sections)),
        notes=counted_twice(context, reading).notes,
        own=key.subject == key.office,
        offices=offices_view(context, reading, year) if context.together else None,
    )


def _with_filed_year(reading: Reading, key: ReportKey, tables: AnnualTables) -> AnnualTables:
    """The tables, compared with what the report of the year before said when it was filed."""
    before = reading.filed_reports(replace(key, year=key.year - 1)) if key.office else []
    if not before:
        return tables
    rows: Any = before[-1].figures["table3"]
    carried_out = dict(rows)[Table3Row.CARRIED_OUT.value]
    compared = carried_as_filed(tables.table3[Table3Row.CARRIED_IN], carried_out)
    findings = tables.findings if compared.holds else (*tables.findings, f"{compared.text}：{compared.scope}")
    return replace(
        tables,
        equations=(*tables.equations, compared),
        findings=findings,
        balanced=tables.balanced and compared.holds,
    )


def report_key(context: Context, reading: Reading, year: int) -> ReportKey:
    """Whose report it is; the first office of the store keeps it."""
    offices = reading.offices()
    subject = TOGETHER if context.together else context.office_in(reading)
    return ReportKey(office=offices[0] if offices else "", subject=subject, year=year)


def ledger_of(context: Context, reading: Reading, year: int) -> dict[str, Decimal | None]:
    """The year's numbers of the ledger, of all offices that figures count."""
    offices = context.counted_offices_in(reading)
    return together(year_values(reading.ledger(office, year)) for office in offices)


def publish_by(context: Context, reading: Reading, year: int) -> PublishBy:
    """The day of the law and the last working day up to it (条例 49)."""
    try:
        found = annual_report(year, context.calendar(reading))
    except CalendarMissing:
        return PublishBy(legal_day=legal_report_day(year), day=None)
    return PublishBy(legal_day=found.legal_day, day=found.publish_by)


def filed_version(report: FiledReport) -> FiledVersion:
    """What people see of a filing."""
    return FiledVersion(
        version=report.version,
        filed_at=report.filed_at,
        actor=report.actor,
        sha256=report.sha256,
        chain_head=report.chain_head,
        note=report.note,
    )


def _title_office(context: Context, reading: Reading, form: str) -> str:
    """What the title calls the office: itself, beside others its own part, or all of them."""
    if context.together:
        return together_name(reading)
    office, offices = context.office_in(reading), reading.offices()
    if form == "2007" or len(offices) < 2 or office != offices[0]:
        return office
    is_administration = office_settings(reading, office).level is OfficeLevel.ADMINISTRATION or office == "海关总署"
    return f"{office}（本级机关）" if is_administration else f"{office}（本级）"


def _section(form: SectionForm, written: dict[str, str], terms: Terms, year: int) -> SectionView:
    template = written.get(form.code)
    drafted = draft(form, terms)
    shown = drafted if template is None else template
    return SectionView(
        code=form.code,
        heading=form.heading,
        table=form.table,
        template=shown,
        pieces=pieces(shown, terms),
        edited=template is not None and template != drafted,
        loose=loose_numbers(shown, terms, year) if template is not None else (),
        missing=tuple(term.name for term in missing_terms(shown, terms)),
    )


def _objections(tables: AnnualTables, sections: tuple[SectionView, ...]) -> Iterator[str]:
    """What a filing must explain: sums that fail, figures nobody entered, numbers that contradict the tables."""
    yield from tables.findings
    for section in sections:
        for name in section.missing:
            yield say("reports.objection.missing", name=name, heading=section.heading)
        for loose in section.loose:
            if loose.verdict in _OBJECTED:
                figure = loose.figure
                yield say(
                    f"reports.objection.{loose.verdict}",
                    text=loose.text,
                    clause=loose.clause,
                    name="" if figure is None else figure.name,
                    value="" if figure is None else figure.text,
                )
