"""The published catalogue: what the office has made public of its own accord, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, func, select, tuple_, update

from db import sqlite
from db.catalogue_tables import catalogue_entries
from db.lists import PageKey
from db.records import CatalogueEntry
from db.search import query, query_alike, terms
from db.transaction import ReadTransaction, WriteTransaction

_TABLE = "catalogue_entries_search"
_PORTION = 500


class CatalogueReading(ReadTransaction):
    """Reads the catalogue."""

    def catalogue_page(
        self, office: str, after: PageKey | None = None, limit: int = 100
    ) -> tuple[list[CatalogueEntry], PageKey | None]:
        """Entries, newest publication first, and where the page ended; None on the last page."""
        columns = catalogue_entries.c
        asked = [columns.office_id == self._office_id(office)]
        if after is not None:
            asked.append(tuple_(columns.published_on, columns.id) < tuple_(after.day, after.row))
        listed = select(catalogue_entries).where(*asked).order_by(columns.published_on.desc(), columns.id.desc())
        found = self._connection.execute(listed.limit(limit + 1)).all()
        shown = found[:limit]
        end = PageKey(shown[-1].published_on, shown[-1].id) if len(found) > limit else None
        return [_entry(row) for row in shown], end

    def catalogue_count(self, office: str) -> int:
        """How many entries the catalogue has."""
        counted = select(func.count()).select_from(catalogue_entries)
        return self._connection.scalar(counted.where(catalogue_entries.c.office_id == self._office_id(office))) or 0

    def catalogue_entry(self, office: str, index_number: str) -> CatalogueEntry | None:
        """The entry of that 索引号, None where there is none."""
        row = self._connection.execute(self._of_number(office, index_number)).one_or_none()
        return None if row is None else _entry(row)

    def catalogue_entries(self, office: str, numbers: Sequence[str]) -> dict[str, CatalogueEntry]:
        """Entries by 索引号; numbers that the catalogue does not have are left out."""
        found: dict[str, CatalogueEntry] = {}
        columns = catalogue_entries.c
        for first in range(0, len(numbers), _PORTION):
            portion = numbers[first : first + _PORTION]
            wanted = select(catalogue_entries).where(
                columns.office_id == self._office_id(office), columns.index_number.in_(portion)
            )
            found |= {row.index_number: _entry(row) for row in self._connection.execute(wanted)}
        return found

    def catalogue_numbered(self, office: str, end: str) -> list[CatalogueEntry]:
        """Entries whose 文号 ends so (〔2025〕77号)."""
        columns = catalogue_entries.c
        wanted = select(catalogue_entries).where(
            columns.office_id == self._office_id(office), columns.document_number.endswith(end, autoescape=True)
        )
        return [_entry(row) for row in self._connection.execute(wanted)]

    def search_catalogue(self, office: str, text: str, limit: int = 50) -> list[CatalogueEntry]:
        """Entries in which all words of the text occur, latest entered first."""
        wanted = query(text)
        if wanted is None:
            return []
        return self._of_ids(sqlite.newest_matches(self._connection, _TABLE, self._office_id(office), wanted, limit))

    def catalogue_alike(self, office: str, text: str, limit: int = 5) -> list[CatalogueEntry]:
        """Entries that share most words with the text, the most alike first."""
        wanted = query_alike(text)
        if wanted is None:
            return []
        return self._of_ids(sqlite.best_matches(self._connection, _TABLE, self._office_id(office), wanted, limit))

    def _of_number(self, office: str, index_number: str) -> Any:
        columns = catalogue_entries.c
        return select(catalogue_entries).where(
            columns.office_id == self._office_id(office), columns.index_number == index_number
        )

    def _of_ids(self, ids: Sequence[int]) -> list[CatalogueEntry]:
        found = self._connection.execute(select(catalogue_entries).where(catalogue_entries.c.id.in_(ids)))
        entries = {row.id: _entry(row) for row in found}
        return [entries[row] for row in ids]


class CatalogueWriting(CatalogueReading, WriteTransaction):
    """Changes the catalogue."""

    def put_catalogue_entries(self, office: str, entries: Iterable[CatalogueEntry]) -> None:
        """Store entries, new or in place of those of the same 索引号."""
        office_id = self._office_id(office)
        columns = catalogue_entries.c
        for entry in entries:
            values = {"office_id": office_id, **_columns(entry)}
            known = self._connection.scalar(
                select(columns.id).where(columns.office_id == office_id, columns.index_number == entry.index_number)
            )
            if known is None:
                row = self._insert_one(catalogue_entries, values)
            else:
                row = known
                self._connection.execute(update(catalogue_entries).where(columns.id == row).values(values))
            sqlite.put_terms(self._connection, _TABLE, row, terms(searched_texts(entry)))

    def delete_catalogue_entry(self, office: str, index_number: str) -> None:
        """Take an entry out."""
        row = self._connection.scalar(self._of_number(office, index_number).with_only_columns(catalogue_entries.c.id))
        if row is not None:
            self._connection.execute(delete(catalogue_entries).where(catalogue_entries.c.id == row))
            sqlite.drop_terms(self._connection, _TABLE, row)

    def index_catalogue(self) -> None:
        """Index all entries anew into the emptied index."""
        for row in self._connection.execute(select(catalogue_entries)).all():
            sqlite.put_terms(self._connection, _TABLE, row.id, terms(searched_texts(_entry(row))))


def searched_texts(entry: CatalogueEntry) -> tuple[str | None, ...]:
    """What an entry is found by."""
    return (entry.index_number, entry.title, entry.document_number, entry.category, entry.publisher)


def _columns(entry: CatalogueEntry) -> dict[str, Any]:
    return {
        "index_number": entry.index_number,
        "category": entry.category,
        "title": entry.title,
        "document_number": entry.document_number,
        "formed_on": entry.formed_on,
        "published_on": entry.published_on,
        "validity": entry.validity,
        "publisher": entry.publisher,
        "address": entry.address,
    }


def _entry(row: Row[Any]) -> CatalogueEntry:
    published: date = row.published_on
    return CatalogueEntry(
        index_number=row.index_number,
        category=row.category,
        title=row.title,
        document_number=row.document_number,
        formed_on=row.formed_on,
        published_on=published,
        validity=row.validity,
        publisher=row.publisher,
        address=row.address,
    )
