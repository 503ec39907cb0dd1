"""What the annual report rests on only grows, and an altered file of a filed report is found."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from db.check import check
from db.errors import BytesDiffer
from db.report_records import FiledFile, FiledReport, LedgerEntry, ReportKey
from db.sqlite import Mode, connect
from db.store import Store, open_store

KEY = ReportKey(office="天津海关", subject="天津海关", year=2025)
PDF = b"%PDF-1.7 filed"


@pytest.fixture
def location(tmp_path: Path) -> Path:
    """A closed store with a filed report and an entry of the ledger."""
    path = tmp_path / "store.db"
    with open_store(path, clock=lambda: datetime(2026, 1, 26, 9, tzinfo=UTC)) as store:
        _file(store)
    return path


def _file(store: Store) -> None:
    report = FiledReport(
        key=KEY,
        version=1,
        form="2021",
        title="年度报告",
        figures={"table3": []},
        texts={},
        chain_head="",
        sha256="0" * 64,
        actor="何正",
        filed_at=store.clock(),
    )
    with store.writing() as writing:
        writing.add_office("天津海关")
        entry = LedgerEntry(office="天津海关", item="media.news", year=2025, month=1, value=None, source="后台")
        writing.add_ledger_entry(entry)
        file = FiledFile(ending="pdf", data=PDF, sha256=hashlib.sha256(PDF).hexdigest())
        writing.file_report(report, {"3|received|business": [["天津海关", "2025-0001"]]}, [file])


def reopened(location: Path) -> Store:
    return open_store(location, clock=lambda: datetime(2026, 2, 1, tzinfo=UTC))


def test_a_filed_report_comes_back_as_it_was(location: Path) -> None:
    with reopened(location) as store, store.reading() as reading:
        (report,) = reading.filed_reports(KEY)
        assert (report.title, report.filed_at, report.note) == ("年度报告", datetime(2026, 1, 26, 9, tzinfo=UTC), None)
        assert reading.filed_file(KEY, 1, "pdf").data == PDF
        assert reading.filed_behind(KEY, 1) == {"3|received|business": [["天津海关", "2025-0001"]]}


@pytest.mark.parametrize("table", ["ledger_entries", "filed_reports", "filed_report_files"])
def test_nothing_of_it_can_be_changed_or_taken_away(location: Path, table: str) -> None:
    connection = connect(location, Mode.WRITE)
    column = {"ledger_entries": "source", "filed_reports": "title", "filed_report_files": "sha256"}[table]
    for change in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(dbapi2.IntegrityError, match="never changed"):
            connection.execute(change)
    connection.close()


def test_bytes_that_were_altered_past_the_guards_are_found_and_not_given_out(location: Path) -> None:
    connection = connect(location, Mode.WRITE)
    (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'filed_report_files_stand'").fetchone()
    connection.execute("DROP TRIGGER filed_report_files_stand")
    connection.execute("UPDATE filed_report_files SET bytes = ?", (b"%PDF-1.7 other",))
    connection.execute(guard)
    connection.close()
    with reopened(location) as store:
        assert [finding.code for finding in check(store)] == ["report_altered"]
        with store.reading() as reading, pytest.raises(BytesDiffer):
            reading.filed_file(KEY, 1, "pdf")
