"""Which requests have the same applicant, and which ask for the same: numbers that say nothing and outlive the words.

A number is drawn at random, so nothing can be read back from it. ``group_keys`` finds the number of words that the
store still holds; when the last request with these words is destroyed, their key goes too.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table

from db.tables import metadata

request_groups = Table(
    "request_groups",
    metadata,
    Column("request_id", Integer, ForeignKey("requests.id"), primary_key=True),
    Column("applicant", BigInteger, nullable=False),
    Column("information", BigInteger, nullable=False),
)
Index(None, request_groups.c.applicant)
Index(None, request_groups.c.information, request_groups.c.applicant)

group_keys = Table(
    "group_keys",
    metadata,
    # A hash of the words.
    Column("key", LargeBinary, primary_key=True),
    Column("number", BigInteger, nullable=False),
    # So many requests have these words.
    Column("requests", Integer, nullable=False),
    sqlite_with_rowid=False,
)
