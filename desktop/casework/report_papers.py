"""Figures on paper and in workbooks: views of the statistics screens, named and stamped, given to the forms."""

from __future__ import annotations

from desktop.casework.context import Context
from desktop.casework.narrative_words import narrative_figures
from desktop.casework.period_words import names_of_comparison
from desktop.casework.statistics_views import AnnualTables, ComparedLine, SummaryView
from forms.annual_report import annual_report
from forms.report_figures import (
    AnnualFigures,
    CheckedSum,
    ComparedFigure,
    EquationLine,
    HeadFigure,
    MonthCount,
    NamedFigure,
    ProcessFigure,
    SummaryFigures,
)
from forms.sheets import annual_workbook, summary_workbook
from forms.summary_report import summary_report


def summary_pdf(context: Context, view: SummaryView) -> bytes:
    """The summary as PDF. Raises ``UnprintableCharacter``."""
    return summary_report(summary_figures(context, view)).pdf


def summary_xlsx(context: Context, view: SummaryView) -> bytes:
    """The summary as a workbook."""
    return summary_workbook(summary_figures(context, view))


def annual_pdf(context: Context, tables: AnnualTables) -> bytes:
    """The tables as PDF. Raises ``UnprintableCharacter``."""
    return annual_report(annual_figures(context, tables)).pdf


def annual_xlsx(context: Context, tables: AnnualTables) -> bytes:
    """The tables as a workbook."""
    return annual_workbook(annual_figures(context, tables))


def annual_figures(context: Context, tables: AnnualTables) -> AnnualFigures:
    """The tables of a year as they are printed today."""
    return AnnualFigures(
        year=tables.year,
        office=tables.office,
        table3=tables.table3,
        table4=tables.table4,
        equations=tuple(
            EquationLine(text=one.text, figures=one.figures, scope=one.scope, holds=one.holds)
            for one in tables.equations
        ),
        findings=tables.findings,
        chain_head=tables.chain_head,
        made_on=context.today(),
        list_2007=tuple(
            NamedFigure(name=one.name, value=one.value, unit=one.unit, part=one.part)
            for one in narrative_figures(tables.narrative_2007 or {})
        ),
    )


def summary_figures(context: Context, view: SummaryView) -> SummaryFigures:
    """The summary of a period as it is printed today."""
    with context.store.reading() as reading:
        office = context.office_in(reading)
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
        channels=tuple(_compared(line) for line in view.channels),
        results=tuple(_compared(line) for line in view.results),
        process=tuple(ProcessFigure(label=one.label, value=one.value, note=one.note) for one in view.process),
        checks=tuple(CheckedSum(text=one.text, holds=one.holds) for one in view.checks),
        chain_head=view.chain_head,
        made_on=context.today(),
    )


def _compared(line: ComparedLine) -> ComparedFigure:
    return ComparedFigure(
        label=line.label,
        value=line.value,
        before=line.before,
        year_before=line.year_before,
        year_to_date=line.year_to_date,
    )
