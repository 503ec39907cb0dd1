"""Letters: what was printed, the bytes, and the requests they answer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from db import json_text, sqlite
from db.errors import BytesDiffer, LetterExists, LetterUnknown, LetterVoid
from db.numbers import NumberReading, NumberWriting, Serial
from db.records import Letter
from db.search import terms
from db.tables import letter_bytes, letter_requests, letter_texts, letters, requests
from resources.vocabulary import LetterKind

_PORTION = 500


class LetterReading(NumberReading):
    """Reads letters."""

    def letter(self, office: str, letter_id: str) -> Letter:
        """A letter without its bytes. Raises ``LetterUnknown``."""
        return self._letters_of_ids(office, [self._letter_row(office, letter_id)])[0]

    def letter_exists(self, office: str, letter_id: str) -> bool:
        """Whether the office has a letter of that id."""
        return self._find_letter(office, letter_id) is not None

    def letter_pdf(self, office: str, letter_id: str) -> bytes | None:
        """The bytes as issued; None when only its data came in. Raises ``LetterUnknown``."""
        row = self._letter_row(office, letter_id)
        return self._connection.scalar(select(letter_bytes.c.bytes).where(letter_bytes.c.letter_id == row))

    def letters_of(self, office: str, number: str) -> list[Letter]:
        """The letters that answer a request, oldest first. Raises ``RequestUnknown``."""
        answering = select(letter_requests.c.letter_id).where(
            letter_requests.c.request_id == self._request_id(office, number)
        )
        listed = select(letters.c.id).where(letters.c.id.in_(answering)).order_by(letters.c.dated_on, letters.c.id)
        return self._letters_of_ids(office, list(self._connection.scalars(listed)))

    def letters(
        self,
        office: str,
        start: date | None = None,
        end: date | None = None,
        *,
        before: Letter | None = None,
        limit: int | None = None,
    ) -> list[Letter]:
        """The register of letters dated in the period (days inclusive), newest first.

        ``before``: the last letter of the page before. Without ``limit`` all of them.
        """
        asked = self._dated(office, start, end)
        if before is not None:
            here = tuple_(before.date, self._letter_row(office, before.id))
            asked.append(tuple_(letters.c.dated_on, letters.c.id) < here)
        listed = select(letters.c.id).where(*asked).order_by(letters.c.dated_on.desc(), letters.c.id.desc())
        return self._letters_of_ids(office, list(self._connection.scalars(listed.limit(limit))))

    def letter_count(self, office: str) -> int:
        """How many letters the office has, void ones too."""
        counted = select(func.count()).where(letters.c.office_id == self._office_id(office))
        return self._connection.scalar(counted) or 0

    def letter_counts(self, office: str, start: date, end: date) -> dict[str, int]:
        """How many letters of each printed title are dated in the period; void ones do not count."""
        counted = select(letters.c.title, func.count().label("issued")).where(
            *self._dated(office, start, end), letters.c.void_reason.is_(None)
        )
        return {row.title: row.issued for row in self._connection.execute(counted.group_by(letters.c.title))}

    def _dated(self, office: str, start: date | None, end: date | None) -> list[ColumnElement[bool]]:
        asked = [letters.c.office_id == self._office_id(office)]
        if start is not None:
            asked.append(letters.c.dated_on >= start)
        if end is not None:
            asked.append(letters.c.dated_on <= end)
        return asked

    def _find_letter(self, office: str, letter_id: str) -> int | None:
        wanted = select(letters.c.id).where(letters.c.office_id == self._office_id(office), letters.c.name == letter_id)
        return self._connection.scalar(wanted)

    def _letter_row(self, office: str, letter_id: str) -> int:
        row = self._find_letter(office, letter_id)
        if row is None:
            raise LetterUnknown(office, letter_id)
        return row

    def _letters_of_ids(self, office: str, ids: Sequence[int]) -> list[Letter]:
        found: dict[int, Letter] = {}
        for first in range(0, len(ids), _PORTION):
            found.update(self._load_letters(office, ids[first : first + _PORTION]))
        return [found[row] for row in ids]

    def _load_letters(self, office: str, ids: Sequence[int]) -> dict[int, Letter]:
        answered: defaultdict[int, list[str]] = defaultdict(list)
        links = select(letter_requests.c.letter_id, requests.c.number).join(requests)
        ordered = links.order_by(letter_requests.c.letter_id, letter_requests.c.place)
        for letter_id, number in self._connection.execute(ordered.where(letter_requests.c.letter_id.in_(ids))):
            answered[letter_id].append(number)
        wanted = select(letters, letter_texts.c.facts, letter_texts.c.extra).outerjoin(letter_texts)
        rows = self._connection.execute(wanted.where(letters.c.id.in_(ids)))
        return {row.id: _letter(office, row, tuple(answered[row.id])) for row in rows}


class LetterWriting(LetterReading, NumberWriting):
    """Stores letters, which never change afterwards."""

    def add_letter(self, letter: Letter, pdf: bytes | None, serial: Serial | None = None) -> Letter:
        """Store a letter with its bytes before the event that names it; returns it with sha256 filled in.

        ``serial``: its number from an own series. Raises ``LetterExists``, ``RequestUnknown``, and ``BytesDiffer``
        for bytes that are not those of ``letter.sha256``.
        """
        stored = replace(letter, sha256=checked_hash(letter.id, letter.sha256, pdf))
        office_id = self._office_id(letter.office)
        values = {"office_id": office_id, **self._use(office_id, serial), **_columns(stored)}
        try:
            row = self._insert_one(letters, values)
        except IntegrityError as error:
            raise LetterExists(letter.office, letter.id) from error
        extra = json_text.write_extra(letter.extra)
        self._insert(letter_texts, {"letter_id": row, "facts": json_text.write(letter.facts), "extra": extra})
        if pdf is not None:
            self._insert(letter_bytes, {"letter_id": row, "bytes": pdf})
        answered = [self._request_id(letter.office, number) for number in letter.requests]
        self._insert(
            letter_requests,
            *({"letter_id": row, "place": place, "request_id": request} for place, request in enumerate(answered)),
        )
        sqlite.put_terms(self._connection, "letters_search", row, terms(searched_texts(letter)))
        return stored

    def link_letter(self, office: str, letter_id: str, number: str) -> None:
        """The letter stands for a further request, which a split made of one that it was written for.

        Raises ``LetterUnknown``, ``RequestUnknown``.
        """
        letter, request = self._letter_row(office, letter_id), self._request_id(office, number)
        links = letter_requests.c
        highest = self._connection.scalar(select(func.max(links.place)).where(links.letter_id == letter))
        place = 0 if highest is None else highest + 1
        self._insert(letter_requests, {"letter_id": letter, "place": place, "request_id": request})

    def void_letter(self, office: str, letter_id: str, reason: str) -> None:
        """Mark a letter as void; number and bytes stay. Raises ``LetterUnknown``, ``LetterVoid``."""
        row = self._letter_row(office, letter_id)
        if self._connection.scalar(select(letters.c.void_reason).where(letters.c.id == row)) is not None:
            raise LetterVoid(office, letter_id)
        self._connection.execute(update(letters).where(letters.c.id == row).values(void_reason=reason))


def searched_texts(letter: Letter) -> tuple[str | None, ...]:
    """What a letter is found by."""
    return (letter.number, letter.id, letter.title)


def checked_hash(name: str, sha256: str | None, data: bytes | None) -> str | None:
    """Hex SHA-256 of the bytes, or the given one when there are none. Raises ``BytesDiffer`` where both disagree."""
    if data is None:
        return sha256
    actual = hashlib.sha256(data).hexdigest()
    if sha256 is not None and sha256.lower() != actual:
        raise BytesDiffer(name)
    return actual


def _columns(letter: Letter) -> dict[str, Any]:
    return {
        "name": letter.id,
        "kind": letter.kind,
        "title": letter.title,
        "number": letter.number,
        "dated_on": letter.date,
        "sha256": letter.sha256,
        "pages": letter.pages,
        "wording_version": letter.wording_version,
        "issued_at": None if letter.issued_at is None else letter.issued_at.isoformat(),
        "void_reason": letter.void_reason,
    }


def _letter(office: str, row: Row[Any], answered: tuple[str, ...]) -> Letter:
    return Letter(
        office=office,
        id=row.name,
        kind=LetterKind(row.kind),
        title=row.title,
        date=row.dated_on,
        requests=answered,
        number=row.number,
        sha256=row.sha256,
        pages=row.pages,
        facts=json_text.read_mapping(row.facts),
        wording_version=row.wording_version,
        issued_at=None if row.issued_at is None else datetime.fromisoformat(row.issued_at),
        void_reason=row.void_reason,
        extra=json_text.read_mapping(row.extra),
    )
