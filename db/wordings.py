"""The office's own wording of its letters, version after version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select

from db import json_text
from db.records import WordingVersion
from db.transaction import ReadTransaction, WriteTransaction
from db.wording_tables import wording_versions
from resources.vocabulary import LetterKind


class WordingReading(ReadTransaction):
    """Reads versions of wording."""

    def wording_versions(self, office: str, kind: LetterKind | None = None) -> list[WordingVersion]:
        """The versions of a letter, or of all letters, the oldest of each first."""
        rows = wording_versions.c
        wanted = select(wording_versions).where(rows.office_id == self._office_id(office))
        if kind is not None:
            wanted = wanted.where(rows.kind == kind)
        return [_version(office, row) for row in self._connection.execute(wanted.order_by(rows.kind, rows.version))]

    def wording_on(self, office: str, kind: LetterKind, day: date) -> WordingVersion | None:
        """The version in force on ``day``: the one that began last; of several that began that day the newest."""
        rows = wording_versions.c
        wanted = select(wording_versions).where(
            rows.office_id == self._office_id(office), rows.kind == kind, rows.effective_from <= day
        )
        newest = wanted.order_by(rows.effective_from.desc(), rows.version.desc()).limit(1)
        row = self._connection.execute(newest).one_or_none()
        return None if row is None else _version(office, row)


class WordingWriting(WordingReading, WriteTransaction):
    """Adds versions of wording."""

    def add_wording(self, new: WordingVersion) -> WordingVersion:
        """Keep ``new`` under the next number of its letter; returns it with the number."""
        office_id = self._office_id(new.office)
        rows = wording_versions.c
        last = self._connection.scalar(
            select(func.max(rows.version)).where(rows.office_id == office_id, rows.kind == new.kind)
        )
        values = {
            "office_id": office_id,
            "kind": new.kind,
            "version": (last or 0) + 1,
            "effective_from": new.effective_from,
            "base": new.base,
            "texts": json_text.write(new.texts),
            "reason": new.reason,
            "actor": new.actor,
            "recorded_at": new.recorded_at.isoformat(),
        }
        row = self._insert_one(wording_versions, values)
        kept = self._connection.execute(select(wording_versions).where(rows.id == row)).one()
        return _version(new.office, kept)


def _version(office: str, row: Row[Any]) -> WordingVersion:
    return WordingVersion(
        office=office,
        kind=LetterKind(row.kind),
        version=row.version,
        effective_from=row.effective_from,
        base=row.base,
        texts={name: str(text) for name, text in json_text.read_mapping(row.texts).items()},
        reason=row.reason,
        actor=row.actor,
        recorded_at=datetime.fromisoformat(row.recorded_at),
    )
