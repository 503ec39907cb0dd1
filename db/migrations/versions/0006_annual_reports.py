"""The ledger, the texts and the filings of annual reports; the log of exchange files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import sqlite_guards

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    _ledger()
    _texts()
    _filed()
    _exchange_files()
    for guard in sqlite_guards.REPORT_GUARDS:
        op.get_bind().exec_driver_sql(guard)


def _ledger() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("value", sa.String()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_ledger_entries_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entries")),
    )
    columns = ["office_id", "year", "item", "id"]
    op.create_index(op.f("ix_ledger_entries_office_id_year_item_id"), "ledger_entries", columns)


def _texts() -> None:
    op.create_table(
        "report_texts",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_report_texts_office_id")),
        sa.PrimaryKeyConstraint("office_id", "subject", "year", "form", "section", name=op.f("pk_report_texts")),
    )


def _filed() -> None:
    op.create_table(
        "filed_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("behind", sa.LargeBinary(), nullable=False),
        sa.Column("chain_head", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("filed_at", sa.String(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_filed_reports_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_reports")),
        sa.UniqueConstraint(
            "office_id", "subject", "year", "version", name=op.f("uq_filed_reports_office_id_subject_year_version")
        ),
    )
    op.create_table(
        "filed_report_files",
        sa.Column("filed_report_id", sa.Integer(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["filed_report_id"], ["filed_reports.id"], name=op.f("fk_filed_report_files_filed_report_id")
        ),
        sa.PrimaryKeyConstraint("filed_report_id", "ending", name=op.f("pk_filed_report_files")),
    )


def _exchange_files() -> None:
    op.create_table(
        "exchange_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date()),
        sa.Column("through", sa.Date()),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("taken_in_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_exchange_files_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_files")),
    )
    op.create_index(op.f("ix_exchange_files_office_id_id"), "exchange_files", ["office_id", "id"])
