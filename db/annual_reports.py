"""Annual reports: their texts while they are worked on, and what was filed, unchanged for ever."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, select

from db import json_text
from db.errors import BytesDiffer
from db.records import Json
from db.report_records import FiledFile, FiledReport, ReportKey
from db.report_tables import filed_report_files, filed_reports, report_texts
from db.row_filters import RowFilter, conditions
from db.tables import requests
from db.transaction import ReadTransaction, WriteTransaction
from resources.messages import ShoubanError


class ReportNotFiled(ShoubanError):
    """No report of that year was filed, or not in that version."""

    key = "db.report_not_filed"

    def __init__(self, subject: str, year: int) -> None:
        super().__init__(subject=subject, year=year)


class AnnualReportReading(ReadTransaction):
    """Reads texts and filed reports."""

    def report_texts(self, key: ReportKey, form: str) -> dict[str, str]:
        """The texts that staff wrote, by section."""
        wanted = select(report_texts.c.section, report_texts.c.text).where(*self._texts_of(key, form))
        return {row.section: row.text for row in self._connection.execute(wanted)}

    def filed_reports(self, key: ReportKey) -> list[FiledReport]:
        """All versions that were filed, oldest first."""
        wanted = select(filed_reports).where(*self._filed(key)).order_by(filed_reports.c.version)
        return [_filed_report(key, row) for row in self._connection.execute(wanted)]

    def filed_behind(self, key: ReportKey, version: int) -> Mapping[str, Json]:
        """What made each figure of a filed report. Raises ``ReportNotFiled``."""
        wanted = select(filed_reports.c.behind).where(*self._filed(key), filed_reports.c.version == version)
        packed = self._connection.scalar(wanted)
        if packed is None:
            raise ReportNotFiled(key.subject, key.year)
        return json_text.read_mapping(zlib.decompress(packed).decode())

    def filed_file(self, key: ReportKey, version: int, ending: str) -> FiledFile:
        """The bytes of a filed report as they were. Raises ``ReportNotFiled``, ``BytesDiffer``."""
        wanted = (
            select(filed_report_files)
            .join(filed_reports)
            .where(*self._filed(key), filed_reports.c.version == version, filed_report_files.c.ending == ending)
        )
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise ReportNotFiled(key.subject, key.year)
        if hashlib.sha256(row.bytes).hexdigest() != row.sha256:
            raise BytesDiffer(f"{key.subject} {key.year} {ending}")
        return FiledFile(ending=ending, data=row.bytes, sha256=row.sha256)

    def placed(self, office: str, wanted: RowFilter) -> list[tuple[str, str | None, str]]:
        """Number, row and column of table 三 of the requests that the filter takes."""
        rows = requests.c
        found = select(rows.number, rows.table_row, rows.table_column).where(
            rows.office_id == self._office_id(office), *conditions(wanted)
        )
        return [(row.number, row.table_row, row.table_column) for row in self._connection.execute(found)]

    def _filed(self, key: ReportKey) -> tuple[ColumnElement[bool], ...]:
        rows = filed_reports.c
        return rows.office_id == self._office_id(key.office), rows.subject == key.subject, rows.year == key.year

    def _texts_of(self, key: ReportKey, form: str) -> tuple[ColumnElement[bool], ...]:
        rows = report_texts.c
        return (
            rows.office_id == self._office_id(key.office),
            rows.subject == key.subject,
            rows.year == key.year,
            rows.form == form,
        )


class AnnualReportWriting(AnnualReportReading, WriteTransaction):
    """Stores texts and files reports."""

    def put_report_text(self, key: ReportKey, form: str, section: str, text: str | None, actor: str) -> None:
        """Keep the text of a section; None takes it back."""
        self._connection.execute(
            delete(report_texts).where(*self._texts_of(key, form), report_texts.c.section == section)
        )
        if text is not None:
            self._insert(
                report_texts,
                {
                    "office_id": self._office_id(key.office),
                    "subject": key.subject,
                    "year": key.year,
                    "form": form,
                    "section": section,
                    "text": text,
                    "actor": actor,
                    "saved_at": self._recorded_at.isoformat(),
                },
            )

    def next_report_version(self, key: ReportKey) -> int:
        """The number that the next filing gets."""
        last = self._connection.scalar(select(func.max(filed_reports.c.version)).where(*self._filed(key)))
        return (last or 0) + 1

    def file_report(self, report: FiledReport, behind: Mapping[str, Json], files: Sequence[FiledFile]) -> None:
        """Freeze a report with its bytes."""
        row = self._insert_one(
            filed_reports,
            {
                "office_id": self._office_id(report.key.office),
                "subject": report.key.subject,
                "year": report.key.year,
                "version": report.version,
                "form": report.form,
                "title": report.title,
                "figures": json_text.write(report.figures),
                "texts": json_text.write(report.texts),
                "behind": zlib.compress(json_text.write(behind).encode()),
                "chain_head": report.chain_head,
                "sha256": report.sha256,
                "actor": report.actor,
                "filed_at": report.filed_at.isoformat(),
                "note": report.note,
            },
        )
        self._insert(
            filed_report_files,
            *(
                {"filed_report_id": row, "ending": file.ending, "sha256": file.sha256, "bytes": file.data}
                for file in files
            ),
        )


def _filed_report(key: ReportKey, row: Row[Any]) -> FiledReport:
    return FiledReport(
        key=key,
        version=row.version,
        form=row.form,
        title=row.title,
        figures=json_text.read_mapping(row.figures),
        texts=json_text.read_mapping(row.texts),
        chain_head=row.chain_head,
        sha256=row.sha256,
        actor=row.actor,
        filed_at=datetime.fromisoformat(row.filed_at),
        note=row.note,
    )
