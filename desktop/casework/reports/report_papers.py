"""Figures on paper and in workbooks: views of the statistics screens, named and stamped, given to the forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.casework.context import TOGETHER, Context
from desktop.casework.figures.period_words import names_of_comparison
from desktop.casework.figures.summary_views import ComparedLine, Section, SummaryView
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.reports.annual import plain_amount
from desktop.casework.reports.annual_report_views import AnnualReportView, Difference
from desktop.casework.reports.narrative_words import narrative_figures
from desktop.casework.reports.office_report_views import OfficesView
from desktop.casework.reports.office_reports import together_name
from desktop.casework.reports.table2 import Table2Part
from forms.annual_report import annual_report
from forms.report_figures import (
    AnnualFigures,
    ComparedFigure,
    DifferenceLine,
    EquationLine,
    HeadFigure,
    MonthCount,
    NamedFigure,
    OfficeFigures,
    ReportSection,
    SectionFigures,
    SectionTable,
    SummaryFigures,
    Table2Figures,
)
from forms.sheets import annual_workbook, summary_workbook
from forms.summary_report import summary_report

_MOST_MOVED = 5
_BY_OTHERS = "由其他格相加"


def summary_pdf(context: Context, view: SummaryView) -> bytes:
    """The summary as PDF. Raises ``UnprintableCharacter``."""
    with marked_for(context):
        return summary_report(summary_figures(context, view)).pdf


def summary_xlsx(context: Context, view: SummaryView) -> bytes:
    """The summary as a workbook."""
    return summary_workbook(summary_figures(context, view))


def annual_pdf(context: Context, view: AnnualReportView, changed: tuple[Difference, ...] = ()) -> bytes:
    """The report as PDF; its check page lists what ``changed`` since a filing. Raises ``UnprintableCharacter``."""
    figures = replace(annual_figures(context, view), differences=tuple(_difference(one) for one in changed))
    with marked_for(context):
        return annual_report(figures).pdf


def annual_xlsx(context: Context, view: AnnualReportView) -> bytes:
    """The report as a workbook."""
    return annual_workbook(annual_figures(context, view))


def annual_docx(context: Context, view: AnnualReportView) -> bytes:
    """The report as a Word document."""
    # Imported here: only who asks for it waits for the library.
    from forms.annual_document import annual_document

    return annual_document(annual_figures(context, view))


def annual_figures(context: Context, view: AnnualReportView) -> AnnualFigures:
    """The report of a year as it is printed today."""
    tables = view.tables
    return AnnualFigures(
        year=view.year,
        title=view.title,
        office=view.title_office,
        sections=tuple(
            ReportSection(
                heading=section.heading,
                paragraphs=tuple(line for line in section.text.split("\n") if line.strip()),
                table=SectionTable(section.table),
            )
            for section in view.sections
        ),
        table2=tuple(_table2(part) for part in view.table2),
        table3=tables.table3,
        table4=tables.table4,
        equations=tuple(
            EquationLine(text=one.text, figures=one.figures, scope=one.scope, holds=one.holds)
            for one in tables.equations
        ),
        findings=(*tables.findings, *view.notes),
        chain_head=tables.chain_head,
        made_on=context.today(),
        offices=_offices(view.offices),
        list_2007=tuple(
            NamedFigure(name=one.name, value=one.value, unit=one.unit, part=one.part)
            for one in narrative_figures(tables.narrative_2007 or {})
        ),
    )


def _difference(one: Difference) -> DifferenceLine:
    """A cell with the first of the requests that came or left."""
    moved = [f"{'移入' if thing.entered else '移出'} {thing.name}　{thing.why}" for thing in one.moved[:_MOST_MOVED]]
    more = [f"等 {len(one.moved)} 件"] if len(one.moved) > _MOST_MOVED else []
    return DifferenceLine(cell=one.name, filed=one.filed, now=one.now, why="\n".join((*moved, *more)) or _BY_OTHERS)


def _offices(view: OfficesView | None) -> tuple[OfficeFigures, ...]:
    """A line an office, and one for all together."""
    if view is None:
        return ()
    blank: tuple[int | None, ...] = (None,) * len(view.together)
    lines = [
        OfficeFigures(
            name=line.office,
            state=line.state,
            made_on="" if line.made_on is None else str(line.made_on),
            through="" if line.through is None else str(line.through),
            values=line.figures or blank,
        )
        for line in view.lines
    ]
    state = f"{sum(line.complete for line in view.lines)} / {len(view.lines)}"
    total = OfficeFigures(name=f"合计：{view.name}", state=state, made_on="", through="", values=view.together)
    return (*lines, total)


def _table2(part: Table2Part) -> Table2Figures:
    rows = tuple((name, tuple(_number(cell.value) for cell in cells)) for name, cells in part.rows)
    return Table2Figures(head=part.head, columns=part.columns, rows=rows)


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else plain_amount(value)


def summary_figures(context: Context, view: SummaryView) -> SummaryFigures:
    """The summary of a period as it is printed today."""
    with context.store.reading() as reading:
        office = together_name(reading) if view.office == TOGETHER else view.office or context.office_in(reading)
    return SummaryFigures(
        office=office,
        first=view.first,
        last=view.last,
        title=f"{office}政府信息公开申请办理情况汇总",
        subtitle=f"{view.title}　{view.subtitle}",
        names=names_of_comparison(view.first, view.last),
        figures=tuple(
            HeadFigure(
                label=one.label,
                value=one.value,
                unit=one.unit,
                before=one.before,
                year_before=one.year_before,
                of=one.of,
            )
            for one in view.figures
        ),
        months=tuple(
            MonthCount(year=one.year, month=one.month, received=one.received, completed=one.completed)
            for one in view.months
        ),
        results=tuple(_compared(line) for line in view.results),
        days=tuple(_compared(line) for line in view.days),
        sections=tuple(_section(section) for section in view.sections if section.lines),
        checks=view.checks,
        findings=view.findings,
        chain_head=view.chain_head,
        made_on=context.today(),
    )


def _section(section: Section) -> SectionFigures:
    return SectionFigures(
        name=section.label,
        lines=tuple(_compared(line) for line in section.lines),
        sums=section.sums if section.summed else (),
    )


def _compared(line: ComparedLine) -> ComparedFigure:
    return ComparedFigure(
        label=line.words,
        value=line.value,
        before=line.before,
        year_before=line.year_before,
        year_to_date=line.year_to_date,
        unit=line.unit,
        part=line.part,
    )
