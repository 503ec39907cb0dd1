"""Tables of the annual report: the ledger, its texts, what was filed, and the exchange files that were taken in."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from db.tables import metadata

ledger_entries = Table(
    "ledger_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    Column("item", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    # A decimal number as text; null where a later entry takes the number back.
    Column("value", String),
    Column("source", Text, nullable=False),
    Column("why", Text),
    Column("actor", String, nullable=False),
    Column("recorded_at", String, nullable=False),
)
Index(None, ledger_entries.c.office_id, ledger_entries.c.year, ledger_entries.c.item, ledger_entries.c.id)

report_texts = Table(
    "report_texts",
    metadata,
    Column("office_id", Integer, ForeignKey("offices.id"), primary_key=True, nullable=False),
    Column("subject", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("form", String, primary_key=True),
    Column("section", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("actor", String, nullable=False),
    Column("saved_at", String, nullable=False),
)

filed_reports = Table(
    "filed_reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    # Whose report it is: the name of an office, or of all together.
    Column("subject", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("form", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("texts", Text, nullable=False),
    # Which requests and disputes made each figure: compressed JSON.
    Column("behind", LargeBinary, nullable=False),
    Column("chain_head", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("filed_at", String, nullable=False),
    Column("note", Text),
    UniqueConstraint("office_id", "subject", "year", "version"),
)

filed_report_files = Table(
    "filed_report_files",
    metadata,
    Column("filed_report_id", Integer, ForeignKey("filed_reports.id"), primary_key=True, nullable=False),
    Column("ending", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

exchange_files = Table(
    "exchange_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("offices.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("made_on", Date),
    # The last day on which something happened in the file.
    Column("through", Date),
    Column("requests", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("actor", String, nullable=False),
    Column("taken_in_at", String, nullable=False),
)
Index(None, exchange_files.c.office_id, exchange_files.c.id)

transfer_links = Table(
    "transfer_links",
    metadata,
    # A request that was handed over, and the same request at the office it went to.
    Column("request_id", Integer, ForeignKey("requests.id"), primary_key=True, nullable=False),
    Column("other_id", Integer, ForeignKey("requests.id"), nullable=False),
)
