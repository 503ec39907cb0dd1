"""Finding requests and letters by their words."""

from __future__ import annotations

from db import sqlite
from db.letters import LetterReading
from db.lists import ListReading
from db.records import Letter, RequestRow
from db.search import query, query_alike


class SearchReading(ListReading, LetterReading):
    """Searches the two indexes."""

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
