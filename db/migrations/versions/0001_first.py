"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db import sqlite, sqlite_guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store from nothing to 0001."""
    _offices()
    _requests()
    _events()
    _letters()
    _files_and_disputes()
    _numbers()
    _rest()
    connection = op.get_bind()
    sqlite.mark_as_ours(connection)
    sqlite.create_search(connection)
    for guard in sqlite_guards.GUARDS:
        connection.exec_driver_sql(guard)


def _offices() -> None:
    """Offices and their settings."""
    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
        sa.UniqueConstraint("name", name=op.f("uq_offices_name")),
    )
    op.create_table(
        "settings",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_settings_office_id")),
        sa.PrimaryKeyConstraint("office_id", "key", name=op.f("pk_settings")),
    )


def _requests() -> None:
    """Requests with the projection beside them; who asks, and for what, in tables of their own."""
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("series", sa.String()),
        sa.Column("serial_year", sa.Integer()),
        sa.Column("serial", sa.Integer()),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("applicant_kind", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("accepts_other_form", sa.Boolean()),
        sa.Column("department", sa.String()),
        sa.Column("subject", sa.String()),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("waits_for", sa.String()),
        sa.Column("waits_until", sa.Date()),
        sa.Column("close_from", sa.Date()),
        sa.Column("completed_on", sa.Date()),
        sa.Column("outcome", sa.String()),
        sa.Column("table_row", sa.String()),
        sa.Column("table_column", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean()),
        sa.Column("days_used", sa.Integer()),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String()),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("list_due", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_requests_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_requests_office_id_number")),
        sa.UniqueConstraint(
            "office_id", "series", "serial_year", "serial", name=op.f("uq_requests_office_id_series_serial_year_serial")
        ),
    )
    op.create_index(
        "ix_requests_completed",
        "requests",
        ["office_id", "completed_on", "voided", "matter", "table_row", "table_column"],
    )
    op.create_index(
        op.f("ix_requests_office_id_channel_registered_on_id"),
        "requests",
        ["office_id", "channel", "registered_on", "id"],
    )
    op.create_index(
        op.f("ix_requests_office_id_department_registered_on_id"),
        "requests",
        ["office_id", "department", "registered_on", "id"],
    )
    op.create_index(
        op.f("ix_requests_office_id_list_due_id"),
        "requests",
        ["office_id", "list_due", "id"],
        sqlite_where=sa.text("is_open IS 1"),
        postgresql_where=sa.text("is_open IS TRUE"),
    )
    op.create_index(
        op.f("ix_requests_office_id_outcome_registered_on_id"),
        "requests",
        ["office_id", "outcome", "registered_on", "id"],
    )
    op.create_index(op.f("ix_requests_office_id_registered_on_id"), "requests", ["office_id", "registered_on", "id"])
    op.create_index(
        "ix_requests_received",
        "requests",
        ["office_id", "received_on", "voided", "matter", "completed_on", "table_column"],
    )
    op.create_table(
        "request_texts",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("document_title", sa.Text()),
        sa.Column("document_number", sa.Text()),
        sa.Column("purpose", sa.Text()),
        sa.Column("assistance", sa.Text()),
        sa.Column("extra", sa.Text()),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_request_texts_request_id")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request_texts")),
    )
    op.create_table(
        "applicants",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_type", sa.String(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text()),
        sa.Column("legal_representative", sa.Text()),
        sa.Column("phone", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("fax", sa.Text()),
        sa.Column("address", sa.Text()),
        sa.Column("postcode", sa.Text()),
        sa.Column("extra", sa.Text()),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_applicants_request_id")),
        sa.PrimaryKeyConstraint("request_id", "place", name=op.f("pk_applicants")),
    )
    op.create_index(op.f("ix_applicants_id_number_request_id"), "applicants", ["id_number", "request_id"])
    op.create_index(op.f("ix_applicants_name_request_id"), "applicants", ["name", "request_id"])
    op.create_index(op.f("ix_applicants_phone_request_id"), "applicants", ["phone", "request_id"])
    op.create_table(
        "agents",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_type", sa.String()),
        sa.Column("id_number", sa.Text()),
        sa.Column("authority", sa.Text()),
        sa.Column("extra", sa.Text()),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_agents_request_id")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_agents")),
    )


def _events() -> None:
    """The append-only events."""
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("letter", sa.String()),
        sa.Column("letter_sha256", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("particulars", sa.Text()),
        sa.Column("texts_hash", sa.String()),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_events_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_events_request_id_position")),
    )
    op.create_index(op.f("ix_events_kind_happened_on"), "events", ["kind", "happened_on"])
    op.create_table(
        "event_texts",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_texts_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_texts")),
    )


def _letters() -> None:
    """Letters, the requests they answer, their facts and bytes."""
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("series", sa.String()),
        sa.Column("serial_year", sa.Integer()),
        sa.Column("serial", sa.Integer()),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String()),
        sa.Column("pages", sa.Integer()),
        sa.Column("wording_version", sa.String()),
        sa.Column("issued_at", sa.String()),
        sa.Column("void_reason", sa.Text()),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_letters_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_letters_office_id_name")),
        sa.UniqueConstraint(
            "office_id", "series", "serial_year", "serial", name=op.f("uq_letters_office_id_series_serial_year_serial")
        ),
    )
    op.create_index(op.f("ix_letters_office_id_dated_on_id"), "letters", ["office_id", "dated_on", "id"])
    op.create_table(
        "letter_requests",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_requests_letter_id")),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_letter_requests_request_id")),
        sa.PrimaryKeyConstraint("letter_id", "place", name=op.f("pk_letter_requests")),
        sa.UniqueConstraint("letter_id", "request_id", name=op.f("uq_letter_requests_letter_id_request_id")),
    )
    op.create_index(op.f("ix_letter_requests_request_id"), "letter_requests", ["request_id"])
    op.create_table(
        "letter_texts",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("extra", sa.Text()),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_texts_letter_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_texts")),
    )
    op.create_table(
        "letter_bytes",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_bytes_letter_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_bytes")),
    )


def _files_and_disputes() -> None:
    """Files of requests; reviews and suits."""
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer()),
        sa.Column("size", sa.Integer()),
        sa.Column("extra", sa.Text()),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_attachments_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("request_id", "sha256", "name", name=op.f("uq_attachments_request_id_sha256_name")),
    )
    op.create_table(
        "attachment_bytes",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachments.id"], name=op.f("fk_attachment_bytes_attachment_id")),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_bytes")),
    )
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("letter", sa.String()),
        sa.Column("body", sa.Text()),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("copy_received_on", sa.Date()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("decision_served_on", sa.Date()),
        sa.Column("result", sa.String()),
        sa.Column("extra", sa.Text()),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_disputes_office_id")),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_disputes_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_disputes_office_id_name")),
    )
    op.create_index(op.f("ix_disputes_request_id"), "disputes", ["request_id"])


def _numbers() -> None:
    """Number series."""
    op.create_table(
        "number_series",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_number_series_office_id")),
        sa.PrimaryKeyConstraint("office_id", "name", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "passed_over",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_passed_over_office_id")),
        sa.PrimaryKeyConstraint("office_id", "name", "year", "first", name=op.f("pk_passed_over")),
    )


def _rest() -> None:
    """Drafts, the office's part of the calendar, and the log of copies."""
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "calendar_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_notices")),
    )
    op.create_table(
        "day_changes",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("changed_at", sa.String()),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_changes")),
    )
    op.create_table(
        "calendar_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_checks")),
    )
    op.create_table(
        "backups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("chain_head", sa.String()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backups")),
    )
