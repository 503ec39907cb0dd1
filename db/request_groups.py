"""Who asks, and what for, as numbers that stay when the words are destroyed: figures then count what they counted.

The key of words is a hash, kept only as long as the words themselves stand in the store.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from db import sqlite
from db.records import DESTROYED_TEXT, HIDDEN_TEXT, Request
from db.request_group_tables import group_keys, request_groups
from db.tables import applicants, events, request_texts
from db.transaction import ReadTransaction
from resources.vocabulary import EventKind

APPLICANT_MARK: Final = "same_applicant"
INFORMATION_MARK: Final = "same_information"
MARKS: Final = (APPLICANT_MARK, INFORMATION_MARK)
"""Keys of an exchange file's request that carry the numbers where the words cannot tell them."""

_COLUMNS: Final = ("applicant", "information")
_PORTION = 2000
_BITS = 63
_NO_WORDS = frozenset({"", DESTROYED_TEXT, HIDDEN_TEXT})

Groups: TypeAlias = tuple[int, int]
"""The numbers of the applicant and of the information."""

Keys: TypeAlias = tuple[bytes | None, bytes | None]
"""Hashes of the words of both, None where there are none that tell it."""


def applicant_key(id_number: str | None, name: str | None) -> bytes | None:
    """The key of an applicant: the identity number, or the name where there is none. None: nothing tells who it is."""
    number = "".join((id_number or "").split()).upper()
    if any(character.isdigit() for character in number):
        return _key("number", number)
    return None if HIDDEN_TEXT in number or (name or "").strip() in _NO_WORDS else _key("name", (name or "").strip())


def information_key(document_number: str | None, document_title: str | None, content: str | None) -> bytes | None:
    """The key of what is asked for: its number, else its title, else the words, blanks and punctuation apart."""
    words = next((text for text in (document_number, document_title, content) if (text or "").strip()), "") or ""
    letters = "".join(character for character in words.casefold() if character.isalnum()) or words.strip()
    return None if words.strip() in _NO_WORDS else _key("information", letters)


def keys_of(request: Request) -> Keys:
    """The keys of a request's first applicant and of what it asks for."""
    person = request.applicant
    if person.id_number == HIDDEN_TEXT and INFORMATION_MARK in request.extra:
        # A copy without what identifies people: different words may have become the same.
        return None, None
    return (
        applicant_key(person.id_number, person.name),
        information_key(request.document_number, request.document_title, request.content),
    )


def put_groups(connection: Connection, row: int, request: Request) -> None:
    """Give a new request the numbers of its words; where these are new, the marks that came with it."""
    keys, marks = keys_of(request), [_mark(request.extra.get(name)) for name in MARKS]
    applicant, information = (_number(connection, *one) for one in zip(keys, marks, strict=True))
    values = dict(zip(_COLUMNS, (applicant, information), strict=True))
    connection.execute(insert(request_groups), {"request_id": row, **values})


def stored_keys(connection: Connection, row: int) -> Keys:
    """The keys of the words of a request as they stand; None for those of a destroyed one."""
    return next(((applicant, information) for _, applicant, information in _worded(connection, [row])), (None, None))


def change_groups(connection: Connection, row: int, before: Keys, request: Request) -> None:
    """Give a request whose words were ``before`` the numbers of its words; those of the same words stay.

    Destroyed requests may have the number: nothing else tells any more that they are alike.
    """
    changed = [each for each in zip(_COLUMNS, before, keys_of(request), strict=True) if each[1] != each[2]]
    if not changed:
        return
    _lose(connection, Counter(old for _, old, _ in changed if old is not None))
    numbers = {name: _number(connection, new, None) for name, _, new in changed}
    connection.execute(update(request_groups).where(request_groups.c.request_id == row).values(numbers))


def let_go(connection: Connection, rows: Sequence[int]) -> None:
    """Requests lose their words: keys that no other request needs are deleted, the numbers stay."""
    _lose(connection, Counter(key for _, *keys in _worded(connection, rows) for key in keys if key is not None))


def _lose(connection: Connection, lost: Counter[bytes]) -> None:
    if not lost:
        return
    fewer = update(group_keys).where(group_keys.c.key == bindparam("words"))
    fewer = fewer.values(requests=group_keys.c.requests - bindparam("gone"))
    connection.execute(fewer, [{"words": key, "gone": count} for key, count in lost.items()])
    unused = delete(group_keys).where(group_keys.c.key == bindparam("words"), group_keys.c.requests <= 0)
    connection.execute(unused, [{"words": key} for key in lost])


def marks_of(groups: Groups) -> dict[str, str]:
    """The numbers as an exchange file carries them."""
    return dict(zip(MARKS, (f"{number:016x}" for number in groups), strict=True))


def wrongly_grouped(connection: Connection, rows: Sequence[int]) -> Iterator[int]:
    """Those of some requests (inner ids) whose words have another number than stands beside them, or none."""
    groups, worded = groups_of(connection, rows), list(_worded(connection, rows))
    known = _numbers_of(connection, {key for _, *keys in worded for key in keys if key is not None})
    for row, *keys in worded:
        numbers = [None if key is None else known.get(key, -1) for key in keys]
        stored = groups.get(row)
        if stored is None or any(n not in (None, s) for n, s in zip(numbers, stored, strict=True)):
            yield row


def groups_of(connection: Connection, rows: Sequence[int]) -> dict[int, Groups]:
    """The numbers of the applicant and of the information, by inner id."""
    wanted = select(request_groups).where(request_groups.c.request_id.in_(rows))
    return {row.request_id: (row.applicant, row.information) for row in connection.execute(wanted)}


def draw_all(connection: Connection) -> None:
    """Draw the numbers of all requests into the empty tables: of those that were destroyed each has its own."""
    sqlite.add_functions(connection, {"applicant_key": applicant_key, "information_key": information_key})
    connection.exec_driver_sql(_KEYED)
    for column in _COLUMNS:
        connection.exec_driver_sql(_COUNTED.format(column))
    connection.exec_driver_sql(_GROUPED)
    connection.exec_driver_sql("DROP TABLE temp.keyed")


def mend_groups(connection: Connection, rows: Sequence[int]) -> bool:
    """Give requests the numbers of their words where they have others; whether one had."""
    wrong = list(wrongly_grouped(connection, rows))
    for row, *keys in list(_worded(connection, wrong)):
        numbers = {name: _number(connection, key, None) for name, key in zip(_COLUMNS, keys, strict=True)}
        of_row = request_groups.c.request_id == row
        if not connection.execute(update(request_groups).where(of_row).values(numbers)).rowcount:
            connection.execute(insert(request_groups), {"request_id": row, **numbers})
    return bool(wrong)


def count_keys(connection: Connection) -> None:
    """Count anew how many requests have the words of each key."""
    counted: Counter[bytes] = Counter()
    last = 0
    while rows := _next_rows(connection, last):
        last = rows[-1]
        counted.update(key for _, *keys in _worded(connection, rows) for key in keys if key is not None)
    known = connection.execute(select(group_keys.c.key, group_keys.c.requests)).all()
    wrong = [{"words": row.key, "count": counted[row.key]} for row in known if row.requests != counted[row.key]]
    of_key = group_keys.c.key == bindparam("words")
    if wrong:
        connection.execute(update(group_keys).where(of_key).values(requests=bindparam("count")), wrong)
        connection.execute(delete(group_keys).where(group_keys.c.requests <= 0))


class GroupMarkReading(ReadTransaction):
    """Reads the numbers for copies of requests."""

    def group_marks(self, office: str, number: str) -> dict[str, str]:
        """The numbers of a request as an exchange file carries them. Raises ``RequestUnknown``."""
        row = self._request_id(office, number)
        return self.group_marks_of([row])[row]

    def group_marks_of(self, rows: Sequence[int]) -> dict[int, dict[str, str]]:
        """The same by inner id."""
        return {row: marks_of(groups) for row, groups in groups_of(self._connection, rows).items()}

    def marks_of_destroyed(self) -> frozenset[tuple[str, str]]:
        """The numbers, each with its mark, that destroyed requests have: only by them others are seen to be alike."""
        gone = select(events.c.request_id).where(events.c.kind == EventKind.DESTROYED)
        wanted = select(request_groups).where(request_groups.c.request_id.in_(gone))
        found = (marks_of((row.applicant, row.information)) for row in self._connection.execute(wanted))
        return frozenset(pair for marks in found for pair in marks.items())

    def wrongly_grouped(self, office: str, numbers: Sequence[str]) -> list[str]:
        """Those of some requests whose words have another number than stands beside them."""
        rows = self._rows_by_number(office, numbers)
        wrong = set(wrongly_grouped(self._connection, list(rows.values())))
        return [number for number, row in rows.items() if row in wrong]


def _worded(connection: Connection, rows: Sequence[int]) -> Iterator[tuple[int, bytes | None, bytes | None]]:
    wanted = _WORDS.where(request_texts.c.request_id.in_(rows))
    for row in connection.execute(wanted).all():
        yield row.request_id, *_keys_of_row(row)


def _keys_of_row(row: Any) -> Keys:
    if row.id_number == HIDDEN_TEXT and INFORMATION_MARK in (row.extra or ""):
        return None, None
    return (
        applicant_key(row.id_number, row.name),
        information_key(row.document_number, row.document_title, row.content),
    )


def _next_rows(connection: Connection, after: int) -> list[int]:
    wanted = select(request_texts.c.request_id).where(request_texts.c.request_id > after)
    return list(connection.scalars(wanted.order_by(request_texts.c.request_id).limit(_PORTION)))


def _number(connection: Connection, key: bytes | None, mark: int | None) -> int:
    """The number of the words, which have one request more now."""
    fresh = secrets.randbits(_BITS) if mark is None else mark
    if key is None:
        return fresh
    known: int | None = connection.scalar(select(group_keys.c.number).where(group_keys.c.key == key))
    if known is None:
        connection.execute(insert(group_keys), {"key": key, "number": fresh, "requests": 1})
        return fresh
    more = update(group_keys).where(group_keys.c.key == key)
    connection.execute(more.values(requests=group_keys.c.requests + 1))
    return known


def _numbers_of(connection: Connection, keys: Iterable[bytes]) -> dict[bytes, int]:
    wanted = select(group_keys.c.key, group_keys.c.number).where(group_keys.c.key.in_(list(keys)))
    return {row.key: row.number for row in connection.execute(wanted)}


def _mark(told: object) -> int | None:
    """A number that came with a request; None for anything else."""
    if not isinstance(told, str) or len(told) != _BITS // 4 + 1:
        return None
    try:
        number = int(told, 16)
    except ValueError:
        return None
    return number if 0 <= number < 1 << _BITS else None


def _key(kind: str, words: str) -> bytes:
    return hashlib.sha256(f"{kind}\n{words}".encode("utf-8", "surrogatepass")).digest()[:16]


_WORDS = select(
    request_texts.c.request_id,
    request_texts.c.document_number,
    request_texts.c.document_title,
    request_texts.c.content,
    request_texts.c.extra,
    applicants.c.id_number,
    applicants.c.name,
).outerjoin(applicants, and_(applicants.c.request_id == request_texts.c.request_id, applicants.c.place == 0))

_KEYED = """CREATE TEMP TABLE keyed AS
    SELECT requests.id AS request_id, applicant_key(id_number, name) AS applicant,
        CASE WHEN content IS NULL THEN NULL ELSE information_key(document_number, document_title, content) END
            AS information
    FROM requests LEFT JOIN request_texts ON request_texts.request_id = requests.id
    LEFT JOIN applicants ON applicants.request_id = requests.id AND place = 0"""
_COUNTED = """INSERT INTO group_keys (key, number, requests)
    SELECT {0}, random() & 0x7fffffffffffffff, count(*) FROM temp.keyed WHERE {0} IS NOT NULL GROUP BY {0}"""
_GROUPED = """INSERT INTO request_groups (request_id, applicant, information)
    SELECT request_id, coalesce(a.number, random() & 0x7fffffffffffffff),
        coalesce(i.number, random() & 0x7fffffffffffffff)
    FROM temp.keyed LEFT JOIN group_keys a ON a.key = applicant LEFT JOIN group_keys i ON i.key = information"""
