"""Annual reports: put together, written, printed, filed; what changed since a filing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db import json_text
from db.records import Changes, Json
from db.report_records import FiledFile, FiledReport
from db.store import Writing
from desktop.casework.context import Context, OfficeNotNamed
from desktop.casework.figures.behind import frozen_rows
from desktop.casework.figures.figure_readings import figures, join_offices
from desktop.casework.figures.several_offices import keep_links
from desktop.casework.figures.statistics import Statistics
from desktop.casework.figures.summary_views import Behind, BehindRow
from desktop.casework.reports.annual_report_making import make_report, report_key
from desktop.casework.reports.annual_report_views import AnnualReportView, Difference
from desktop.casework.reports.filed_reports import differences, figures_as_json, texts_as_json, view_of_filed
from desktop.casework.reports.report_behind import behind_number
from desktop.casework.reports.report_cells import behind_cells, members
from desktop.rules.entered_text import plain_text
from resources.messages import ShoubanError
from resources.reports import report_form

ENDINGS = ("pdf", "xlsx", "docx")


class YearNotOver(ShoubanError):
    """A report is filed when its year has ended."""

    key = "reports.year_not_over"

    def __init__(self, year: int) -> None:
        super().__init__(year=year)


class FilerUnnamed(ShoubanError):
    """Nobody says who files."""

    key = "reports.filer_unnamed"


class ObjectionsUnexplained(ShoubanError):
    """Something in the report does not add up, and nobody says why it is filed all the same."""

    key = "reports.objections_unexplained"

    def __init__(self, objections: tuple[str, ...]) -> None:
        super().__init__(count=len(objections), first=objections[0])


class RefilingUnexplained(ShoubanError):
    """A further version says why it replaces the one before."""

    key = "reports.refiling_unexplained"


class FiledNothingNew(ShoubanError):
    """Nothing differs from the version that was filed last."""

    key = "reports.filed_nothing_new"


def check_filing(objections: tuple[str, ...], by: str, note: str) -> None:
    """What a filing needs beside the report. Raises ``FilerUnnamed``, ``ObjectionsUnexplained``."""
    if not by.strip():
        raise FilerUnnamed
    if objections and not note.strip():
        raise ObjectionsUnexplained(objections)


@dataclass(frozen=True)
class AnnualReports:
    """Reports of a year. ``subject``: the name of an office, ``TOGETHER``, or None for the office at work."""

    context: Context

    def report(self, year: int, form: str = "2021", subject: str | None = None) -> AnnualReportView:
        """The report as it stands. Raises ``UnknownFormat``, ``OfficeUnknown``."""
        context = self.context.looking_at(subject)
        with figures(context) as reading:
            return make_report(context, reading, year, form)

    def filed(self, year: int, version: int, subject: str | None = None) -> AnnualReportView:
        """A report as it was filed. Raises ``ReportNotFiled``."""
        context = self.context.looking_at(subject)
        with self.context.store.reading() as reading:
            return view_of_filed(context, reading, report_key(context, reading, year), version)

    def filed_file(self, year: int, version: int, ending: str, subject: str | None = None) -> bytes:
        """The very bytes that were filed. Raises ``ReportNotFiled``, ``BytesDiffer``."""
        context = self.context.looking_at(subject)
        with self.context.store.reading() as reading:
            return reading.filed_file(report_key(context, reading, year), version, ending).data

    def differences(self, year: int, version: int, subject: str | None = None) -> tuple[Difference, ...]:
        """What is another number now than in that version, with what made it so. Raises ``ReportNotFiled``."""
        context = self.context.looking_at(subject)
        with figures(context) as reading:
            own = self.context.office_in(reading)
            return differences(context, reading, report_key(context, reading, year), version, own)

    def behind_now(self, view: AnnualReportView, code: str) -> Behind | None:
        """What stands behind a number of a report as it is counted now; None for a filed one and for the ledger."""
        return None if view.shown is not None else behind_number(code, view.year, view.subject)

    def behind(self, view: AnnualReportView, code: str) -> tuple[BehindRow, ...]:
        """All that stands behind a number of ``view``; what is of another office names it."""
        now = self.behind_now(view, code)
        if now is not None:
            return tuple(Statistics(self.context).rows(now))
        context = self.context.looking_at(view.subject)
        with figures(context) as reading:
            key = report_key(context, reading, view.year)
            if view.shown is None:
                behind = behind_cells(context, reading, view.year)
            else:
                packed = reading.filed_behind(key, view.shown.version)
                behind = {cell: _refs(refs) for cell, refs in packed.items()}
            own = self.context.office_in(reading)
            return tuple(frozen_rows(reading, own, members(behind, code)))

    def pdf(self, view: AnnualReportView) -> bytes:
        """The report as PDF, what differs from a filed one on its check page; a filed one is the filed file.

        Raises ``UnprintableCharacter``."""
        from desktop.casework.reports import report_papers

        return self._stored(view, "pdf") or report_papers.annual_pdf(self.context, view, self._changed(view))

    def _changed(self, view: AnnualReportView) -> tuple[Difference, ...]:
        """What is another number now than in the version that was filed last."""
        return self.differences(view.year, view.filed[-1].version, view.subject) if view.filed else ()

    def xlsx(self, view: AnnualReportView) -> bytes:
        """The report as a workbook; a filed one is the filed file."""
        from desktop.casework.reports import report_papers

        return self._stored(view, "xlsx") or report_papers.annual_xlsx(self.context, view)

    def docx(self, view: AnnualReportView) -> bytes:
        """The report as a Word document; a filed one is the filed file."""
        from desktop.casework.reports import report_papers

        return self._stored(view, "docx") or report_papers.annual_docx(self.context, view)

    def maker(self, view: AnnualReportView, ending: str) -> Callable[[], bytes]:
        """What makes the file with that ending."""
        makers = {"pdf": self.pdf, "xlsx": self.xlsx, "docx": self.docx}
        return lambda: makers[ending](view)

    def write(
        self, year: int, form: str, section: str, text: str | None, *, by: str, subject: str | None = None
    ) -> Changes:
        """Keep the text of a section with the names of its figures; None: drafted from the figures again."""
        context = self.context.looking_at(subject)
        report_form(form).section(section)
        with self.context.store.writing() as writing:
            key = report_key(context, writing, year)
            if not key.office:
                raise OfficeNotNamed
            writing.put_report_text(key, form, section, None if text is None else plain_text(text), by)
        return Changes(settings=True)

    def file(self, year: int, form: str, *, by: str, note: str = "", subject: str | None = None) -> Changes:
        """Freeze the report with its bytes.

        Raises ``YearNotOver``, ``FilerUnnamed``, ``ObjectionsUnexplained``, ``RefilingUnexplained``,
        ``FiledNothingNew``.
        """
        context = self.context.looking_at(subject)
        check_filing((), by, note)
        if year >= context.today().year:
            raise YearNotOver(year)
        with self.context.store.writing() as writing:
            self._file(context, writing, year, form, plain_text(by).strip(), plain_text(note).strip())
        return Changes(settings=True)

    def _file(self, context: Context, writing: Writing, year: int, form: str, by: str, note: str) -> None:
        key = report_key(context, writing, year)
        if not key.office:
            raise OfficeNotNamed
        keep_links(context, writing)
        join_offices(context, writing)
        view = make_report(context, writing, year, form)
        figures, texts = figures_as_json(view), texts_as_json(view)
        if view.filed:
            last = writing.filed_reports(key)[-1]
            if (last.form, dict(last.figures), dict(last.texts)) == (form, figures, texts):
                raise FiledNothingNew
            if not note:
                raise RefilingUnexplained
        check_filing(view.objections, by, note)
        behind: dict[str, Json] = {
            code: [list(ref) for ref in refs] for code, refs in behind_cells(context, writing, year).items()
        }
        files = [_file_of(ending, self.maker(view, ending)()) for ending in ENDINGS]
        report = FiledReport(
            key=key,
            version=writing.next_report_version(key),
            form=form,
            title=view.title,
            figures=figures,
            texts=texts,
            chain_head=view.tables.chain_head,
            sha256=_sha256_of(figures, texts, files),
            actor=by,
            filed_at=context.clock(),
            note=note or None,
        )
        writing.file_report(report, behind, files)

    def _stored(self, view: AnnualReportView, ending: str) -> bytes | None:
        """The file of a filed report."""
        if view.shown is None:
            return None
        return self.filed_file(view.year, view.shown.version, ending, view.subject)


def _file_of(ending: str, data: bytes) -> FiledFile:
    return FiledFile(ending=ending, data=data, sha256=hashlib.sha256(data).hexdigest())


def _sha256_of(figures: Mapping[str, Json], texts: Mapping[str, Json], files: list[FiledFile]) -> str:
    """One hash over all that was filed."""
    covered: list[Json] = [dict(figures), dict(texts), {file.ending: file.sha256 for file in files}]
    return hashlib.sha256(json_text.write(covered).encode()).hexdigest()


def _refs(refs: object) -> list[tuple[str, str]]:
    return [(str(one[0]), str(one[1])) for one in refs] if isinstance(refs, list) else []
