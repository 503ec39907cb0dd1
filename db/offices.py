"""Offices and their settings."""

from __future__ import annotations

from sqlalchemy import delete, select

from db import json_text
from db.records import Json
from db.tables import offices, settings
from db.transaction import ReadTransaction, WriteTransaction


class OfficeReading(ReadTransaction):
    """Reads offices and settings."""

    def offices(self) -> tuple[str, ...]:
        """The names of the offices in the store, in the order in which they were added."""
        return tuple(self._connection.scalars(select(offices.c.name).order_by(offices.c.id)))

    def setting(self, office: str, key: str) -> Json:
        """A setting of the office; None when it is not set."""
        wanted = select(settings.c.value).where(settings.c.office_id == self._office_id(office), settings.c.key == key)
        value = self._connection.scalar(wanted)
        return None if value is None else json_text.read(value)

    def settings(self, office: str) -> dict[str, Json]:
        """All settings of the office by key."""
        wanted = select(settings.c.key, settings.c.value).where(settings.c.office_id == self._office_id(office))
        return {key: json_text.read(value) for key, value in self._connection.execute(wanted)}


class OfficeWriting(OfficeReading, WriteTransaction):
    """Changes offices and settings."""

    def add_office(self, office: str) -> None:
        """Add an office; nothing happens when it is there."""
        if office not in self.offices():
            self._insert(offices, {"name": office})

    def put_setting(self, office: str, key: str, value: Json) -> None:
        """Set a setting; None takes it back."""
        office_id = self._office_id(office)
        self._connection.execute(delete(settings).where(settings.c.office_id == office_id, settings.c.key == key))
        if value is not None:
            self._insert(settings, {"office_id": office_id, "key": key, "value": json_text.write(value)})
