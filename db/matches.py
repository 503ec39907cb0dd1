"""Finding requests and letters by their words."""

from __future__ import annotations

from sqlalchemy import select

from db import letters, requests, sqlite, tables
from db.catalogue import CatalogueReading, CatalogueWriting
from db.letters import LetterReading
from db.lists import ListReading
from db.records import Letter, RequestRow
from db.requests import RequestReading
from db.search import query, query_alike, terms


class SearchReading(ListReading, RequestReading, LetterReading, CatalogueReading):
    """Searches the indexes."""

    def search(self, office: str, text: str, limit: int = 50) -> list[RequestRow]:
        """Requests in which all words of the text occur, newest first; one whose number is the text comes before.

        Searched are numbers, names, identity and telephone numbers, contents and titles.
        """
        wanted = query(text)
        if wanted is None:
            return []
        found = sqlite.newest_matches(self._connection, "requests_search", self._office_id(office), wanted, limit)
        named = self._find_request(office, text.strip())
        if named is not None:
            found = [named, *(row for row in found if row != named)][:limit]
        return self._rows_of(office, found)

    def search_letters(self, office: str, text: str, limit: int = 50) -> list[Letter]:
        """Letters in whose 发文字号, id or title all words of the text occur, newest first."""
        wanted = query(text)
        if wanted is None:
            return []
        found = sqlite.newest_matches(self._connection, "letters_search", self._office_id(office), wanted, limit)
        return self._letters_of_ids(office, found)

    def alike(self, office: str, text: str, limit: int = 10) -> list[RequestRow]:
        """Requests that share most words with the text, the most alike first."""
        wanted = query_alike(text)
        if wanted is None:
            return []
        found = sqlite.best_matches(self._connection, "requests_search", self._office_id(office), wanted, limit)
        return self._rows_of(office, found)


class SearchWriting(SearchReading, CatalogueWriting):
    """Writes the indexes anew."""

    def mend_search(self) -> None:
        """Index everything anew where ``check`` finds that an index lacks a row or has one too many."""
        if any(sqlite.unindexed(self._connection, table) for table in sqlite.SEARCH_TABLES):
            self.reindex()

    def reindex(self) -> None:
        """Index everything anew."""
        for table in sqlite.SEARCH_TABLES:
            sqlite.clear_terms(self._connection, table)
        for office in self._connection.execute(select(tables.offices).order_by(tables.offices.c.id)).all():
            self._index_requests(office.id, office.name)
            self._index_letters(office.id, office.name)
        self.index_catalogue()

    def _index_requests(self, office_id: int, office: str) -> None:
        last = 0
        while ids := self._portion((tables.requests.c.office_id == office_id,), last):
            for row, request in zip(ids, self._load(office, ids), strict=True):
                put = terms(requests.searched_texts(request))
                sqlite.put_terms(self._connection, "requests_search", row, put)
            last = ids[-1]

    def _index_letters(self, office_id: int, office: str) -> None:
        wanted = select(tables.letters.c.id).where(tables.letters.c.office_id == office_id)
        ids = list(self._connection.scalars(wanted.order_by(tables.letters.c.id)))
        for row, letter in zip(ids, self._letters_of_ids(office, ids), strict=True):
            sqlite.put_terms(self._connection, "letters_search", row, terms(letters.searched_texts(letter)))
