"""The tables. Codes, dates and numbers stand in rows that stay; private texts and bytes in tables of their own.

Destroying a file after its retention deletes from the latter only (``db.destroyed_words``): the event chain covers them
by salted hashes and stays valid without them. Moments are ISO texts with their offset, JSON is canonical text.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _refers(to: str, *, primary_key: bool = False) -> Column[int]:
    """A column that holds the id of a row of the table ``to``."""
    name = f"{to.removesuffix('s')}_id"
    return Column(name, Integer, ForeignKey(f"{to}.id"), primary_key=primary_key, nullable=False)


offices = Table(
    "offices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
)

settings = Table(
    "settings",
    metadata,
    _refers("offices", primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    _refers("offices"),
    Column("number", String, nullable=False),
    Column("series", String),
    Column("serial_year", Integer),
    Column("serial", Integer),
    Column("matter", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("applicant_kind", String, nullable=False),
    Column("medium", String, nullable=False),
    Column("delivery", String, nullable=False),
    Column("accepts_other_form", Boolean),
    Column("department", String),
    Column("subject", String),
    Column("registered_on", Date, nullable=False),
    # The projection: what events and calendar decide.
    Column("received_on", Date),
    Column("due_on", Date),
    Column("waits_for", String),
    Column("waits_until", Date),
    Column("close_from", Date),
    Column("completed_on", Date),
    Column("outcome", String),
    Column("table_row", String),
    Column("table_column", String, nullable=False),
    Column("late", Boolean),
    Column("days_used", Integer),
    Column("voided", Boolean, nullable=False),
    Column("error", String),
    Column("extended", Boolean),
    Column("handler", String),
    # What follows from the projection, for indexes: still to be done; ``due_on`` or the end of time.
    Column("is_open", Boolean, nullable=False),
    Column("list_due", Date, nullable=False),
    Column("long_open", Boolean),
    UniqueConstraint("office_id", "number"),
    UniqueConstraint("office_id", "series", "serial_year", "serial"),
)
Index(None, requests.c.office_id, requests.c.registered_on, requests.c.id)
Index(None, requests.c.office_id, requests.c.channel, requests.c.registered_on, requests.c.id)
Index(None, requests.c.office_id, requests.c.outcome, requests.c.registered_on, requests.c.id)
Index(None, requests.c.office_id, requests.c.department, requests.c.registered_on, requests.c.id)
Index(
    None,
    requests.c.office_id,
    requests.c.list_due,
    requests.c.id,
    sqlite_where=requests.c.is_open.is_(true()),
    postgresql_where=requests.c.is_open.is_(true()),
)
Index(
    "ix_requests_late",
    requests.c.office_id,
    requests.c.list_due,
    requests.c.id,
    sqlite_where=requests.c.late.is_(true()),
    postgresql_where=requests.c.late.is_(true()),
)

request_texts = Table(
    "request_texts",
    metadata,
    _refers("requests", primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("content", Text, nullable=False),
    Column("document_title", Text),
    Column("document_number", Text),
    Column("purpose", Text),
    Column("assistance", Text),
    Column("extra", Text),
)

applicants = Table(
    "applicants",
    metadata,
    _refers("requests", primary_key=True),
    # 0 is the applicant or the representative of several.
    Column("place", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("id_type", String, nullable=False),
    Column("id_number", Text, nullable=False),
    Column("contact_name", Text),
    Column("legal_representative", Text),
    Column("phone", Text),
    Column("email", Text),
    Column("fax", Text),
    Column("address", Text),
    Column("postcode", Text),
    Column("extra", Text),
)
Index(None, applicants.c.id_number, applicants.c.request_id)
Index(None, applicants.c.name, applicants.c.request_id)
Index(None, applicants.c.phone, applicants.c.request_id)

agents = Table(
    "agents",
    metadata,
    _refers("requests", primary_key=True),
    Column("name", Text, nullable=False),
    Column("id_type", String),
    Column("id_number", Text),
    Column("authority", Text),
    Column("extra", Text),
)

events = Table(
    "events",
    metadata,
    # The place in the chain of the store, from 1, without gaps.
    Column("id", Integer, primary_key=True, autoincrement=False),
    _refers("requests"),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("facts", Text, nullable=False),
    Column("letter", String),
    Column("letter_sha256", String),
    Column("actor", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    # The request's particulars as they stand from this event on (db.particulars).
    Column("particulars", Text),
    Column("texts_hash", String),
    Column("hash", String, nullable=False),
    UniqueConstraint("request_id", "position"),
)
Index(None, events.c.kind, events.c.happened_on)

event_texts = Table(
    "event_texts",
    metadata,
    _refers("events", primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("body", Text, nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    _refers("offices"),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text),
    Column("series", String),
    Column("serial_year", Integer),
    Column("serial", Integer),
    Column("dated_on", Date, nullable=False),
    Column("sha256", String),
    Column("pages", Integer),
    Column("wording_version", String),
    Column("issued_at", String),
    Column("void_reason", Text),
    UniqueConstraint("office_id", "name"),
    UniqueConstraint("office_id", "series", "serial_year", "serial"),
)
Index(None, letters.c.office_id, letters.c.dated_on, letters.c.id)

letter_requests = Table(
    "letter_requests",
    metadata,
    _refers("letters", primary_key=True),
    Column("place", Integer, primary_key=True),
    _refers("requests"),
    UniqueConstraint("letter_id", "request_id"),
)
Index(None, letter_requests.c.request_id)

letter_texts = Table(
    "letter_texts",
    metadata,
    _refers("letters", primary_key=True),
    Column("facts", Text, nullable=False),
    Column("extra", Text),
)

letter_bytes = Table(
    "letter_bytes",
    metadata,
    _refers("letters", primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", Integer, primary_key=True),
    _refers("requests"),
    Column("name", Text, nullable=False),
    Column("media_type", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("pages", Integer),
    Column("size", Integer),
    Column("extra", Text),
    UniqueConstraint("request_id", "sha256", "name"),
)

attachment_bytes = Table(
    "attachment_bytes",
    metadata,
    _refers("attachments", primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    Column("id", Integer, primary_key=True),
    _refers("offices"),
    Column("name", String, nullable=False),
    _refers("requests"),
    Column("kind", String, nullable=False),
    Column("letter", String),
    Column("body", Text),
    Column("filed_on", Date, nullable=False),
    Column("copy_received_on", Date),
    Column("decided_on", Date),
    Column("decision_served_on", Date),
    Column("result", String),
    Column("extra", Text),
    Column("void_reason", Text),
    UniqueConstraint("office_id", "name"),
)
Index(None, disputes.c.request_id)
Index(None, disputes.c.office_id, disputes.c.filed_on, disputes.c.id)

number_series = Table(
    "number_series",
    metadata,
    _refers("offices", primary_key=True),
    Column("name", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

passed_over = Table(
    "passed_over",
    metadata,
    _refers("offices", primary_key=True),
    Column("name", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("purpose", String, nullable=False),
    Column("content", Text, nullable=False),
    Column("saved_at", String, nullable=False),
)

calendar_notices = Table(
    "calendar_notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("loaded_at", String, nullable=False),
    Column("actor", String, nullable=False),
    # The last event of the store at that moment: what was recorded before knew nothing of it.
    Column("after_event", Integer, nullable=False),
)

changed_days = Table(
    "changed_days",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    # Null: the day follows its notice again.
    Column("working", Boolean),
    Column("name", Text, nullable=False),
    Column("why", Text),
    Column("actor", String, nullable=False),
    Column("changed_at", String),
    Column("after_event", Integer, nullable=False),
)

calendar_checks = Table(
    "calendar_checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("checked_at", String, nullable=False),
    Column("actor", String, nullable=False),
)

backups = Table(
    "backups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("made_at", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("events", Integer, nullable=False),
    Column("requests", Integer, nullable=False),
    Column("letters", Integer, nullable=False),
    Column("chain_head", String),
)
