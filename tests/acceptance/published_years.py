"""Makes the requests of an agency's years from its published tables: an exchange file whose figures are those tables.

The requests are invented; each column of table 三 is filled row by row, first with what the year before carried out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from resources.vocabulary import RESULT_ROWS, Outcome, Table3Column, Table3Row, Table4Column, Table4Group

Line = dict[str, Any]
Key = TypeVar("Key")
KINDS = tuple(column for column in Table3Column if column is not Table3Column.TOTAL)
DECIDED = (Table4Column.UPHELD, Table4Column.CORRECTED, Table4Column.OTHER)
OUTCOMES: Mapping[Table3Row, tuple[Outcome, ...]] = {
    row: tuple(outcome for outcome in Outcome if outcome.row is row) for row in RESULT_ROWS
}
CHANNELS = ("counter", "signed_mail", "web", "email")


@dataclass(frozen=True)
class PublishedYear:
    """The tables of a year as published: ``new`` by column, results by row and column, table 四 by group and column."""

    year: int
    new: Mapping[Table3Column, int]
    results: Mapping[Table3Row, Mapping[Table3Column, int]]
    disputes: Mapping[Table4Group, Mapping[Table4Column, int]]

    def done(self, column: Table3Column) -> int:
        """三（七）of a column."""
        return sum(row[column] for row in self.results.values())


@dataclass
class _Request:
    """A request being made: its arrival, and its steps once they are known."""

    number: str
    kind: str
    channel: str
    received: date
    events: list[Line] = field(default_factory=list)


class Maker:
    """Makes the lines of several years, one after the other."""

    def __init__(self, seed: int, first_year: int) -> None:
        self._rnd = Random(seed)
        self._waiting: dict[Table3Column, list[_Request]] = {kind: [] for kind in KINDS}
        self._pending: dict[Table4Group, list[Line]] = {group: [] for group in Table4Group}
        self._answered: list[str] = []
        self._made: list[Line] = []
        self._header = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "示例市某局"}
        self._header["made_on"] = f"{first_year}-01-01"

    def add(self, published: PublishedYear) -> None:
        """The requests and disputes of a year."""
        for kind in KINDS:
            waiting = self._waiting[kind]
            left = len(waiting) + published.new[kind] - published.done(kind)
            new = [self._new(published, kind, place, left) for place in range(published.new[kind])]
            # What came last is what is carried out.
            waiting += sorted(new, key=lambda request: request.received)
            rows = [row for row, columns in published.results.items() for _ in range(columns[kind])]
            self._rnd.shuffle(rows)
            for row in rows:
                self._end(waiting.pop(0), row, published.year)
        for group in Table4Group:
            self._dispute(published, group)

    def lines(self) -> Iterator[Line]:
        """The file, open requests last."""
        yield self._header
        yield from self._made
        for waiting in self._waiting.values():
            yield from (_line(request) for request in waiting)
        for pending in self._pending.values():
            yield from pending

    def _new(self, published: PublishedYear, kind: Table3Column, place: int, left: int) -> _Request:
        late = place < left
        first = date(published.year, 12 if late else 1, 10 if late else 2)
        received = first + timedelta(self._rnd.randint(0, 20 if late else 320))
        number = f"{published.year}-{KINDS.index(kind)}{place:05}"
        channel = self._rnd.choice(CHANNELS)
        arrival = [{"kind": "signed" if channel == "signed_mail" else "submitted", "on": received.isoformat()}]
        if channel in ("web", "email"):
            arrival.append({"kind": "confirmed", "on": received.isoformat()})
        return _Request(number, kind.value, channel, received, arrival)

    def _end(self, request: _Request, row: Table3Row, year: int) -> None:
        """The request ends in ``year`` with a result of ``row``."""
        first, last = max(request.received, date(year, 1, 1)), date(year, 12, 31)
        on = (first + timedelta(self._rnd.randint(0, min(25, (last - first).days)))).isoformat()
        outcome = self._rnd.choice(OUTCOMES[row])
        if outcome is Outcome.CORRECTION_LAPSED:
            asked = {"kind": "correction_requested", "on": request.received.isoformat(), "items": ["明确内容"]}
            request.events += [asked, {"kind": "correction_lapsed", "on": on}]
        elif outcome is Outcome.FEE_LAPSED:
            asked = {"kind": "fee_noticed", "on": request.received.isoformat(), "amount": 100}
            request.events += [asked, {"kind": "fee_lapsed", "on": on}]
        elif outcome is Outcome.WITHDRAWN:
            request.events.append({"kind": "withdrawn", "on": on})
        else:
            request.events += [
                {"kind": "replied", "on": on, "outcome": outcome.value},
                {"kind": "served", "on": on, "way": "post", "posted_on": on},
            ]
            self._answered.append(request.number)
        self._made.append(_line(request))

    def _dispute(self, published: PublishedYear, group: Table4Group) -> None:
        """Those pending from before are decided first; new ones fill the rest of the year's columns."""
        year, columns, pending = published.year, published.disputes[group], self._pending[group]
        for result in DECIDED:
            for _ in range(columns[result]):
                one = pending.pop(0) if pending else self._file(year, group, 1)
                self._made.append(
                    {**one, "decided_on": f"{year}-12-{self._rnd.randint(1, 31):02}", "result": result.value}
                )
        while len(pending) < columns[Table4Column.PENDING]:
            pending.append(self._file(year, group, 11))

    def _file(self, year: int, group: Table4Group, month: int) -> Line:
        request = self._rnd.choice(self._answered)
        number = f"{group.value}-{year}-{self._rnd.getrandbits(48):x}"
        return {
            "type": "dispute",
            "id": number,
            "request": request,
            "kind": group.value,
            "filed_on": f"{year}-{month:02}-20",
        }


def _line(request: _Request) -> Line:
    name = f"申请人{request.number}"
    return {
        "type": "request",
        "id": request.number,
        "channel": request.channel,
        "applicant": {"kind": request.kind, "name": name, "id_type": "other", "id_number": request.number},
        "content": f"{request.number}所涉政府信息",
        "medium": "paper",
        "delivery": "post",
        "events": request.events,
    }


def write_years(path: Path, years: Sequence[PublishedYear], seed: int) -> None:
    """The exchange file of all years."""
    maker = Maker(seed, years[0].year)
    for year in years:
        maker.add(year)
    with path.open("w", encoding="utf-8") as file:
        for line in maker.lines():
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def years_like(totals: Sequence[tuple[int, int, int]], first_year: int, seed: int) -> list[PublishedYear]:
    """Years with these totals (new, completed, carried out), spread over columns, rows and table 四 as agencies' are.

    Raises ``ValueError`` where the totals do not balance: new and carried in are completed and carried out.
    """
    rnd, years, carried = Random(seed), list[PublishedYear](), dict.fromkeys(KINDS, 0)
    pending = dict.fromkeys(Table4Group, 0)
    for place, (new, done, left) in enumerate(totals):
        if new + sum(carried.values()) != done + left:
            raise ValueError(f"{new} + {sum(carried.values())} != {done} + {left}")
        arrived = _spread(rnd, new, dict(zip(KINDS, (90, 5, 1, 1, 2, 1), strict=True)))
        before, carried = carried, _taken(rnd, left, {kind: arrived[kind] for kind in KINDS})
        results: dict[Table3Row, dict[Table3Column, int]] = {row: dict.fromkeys(KINDS, 0) for row in RESULT_ROWS}
        weights = {row: rnd.choice((1, 3, 10, 30)) for row in RESULT_ROWS}
        for kind in KINDS:
            for row, count in _spread(rnd, before[kind] + arrived[kind] - carried[kind], weights).items():
                results[row][kind] = count
        disputes = {group: _of_table4(rnd, done, pending[group]) for group in Table4Group}
        pending = {group: columns[Table4Column.PENDING] for group, columns in disputes.items()}
        years.append(PublishedYear(first_year + place, arrived, results, disputes))
    return years


def _of_table4(rnd: Random, done: int, pending: int) -> dict[Table4Column, int]:
    decided = {result: rnd.randint(0, max(1, done // 60)) for result in DECIDED}
    left = max(0, pending - sum(decided.values()))
    return {**decided, Table4Column.PENDING: left + rnd.randint(0, max(1, done // 100))}


def _spread(rnd: Random, total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """``total`` parted at random by weight."""
    found = dict.fromkeys(weights, 0)
    for key in rnd.choices(list(weights), list(weights.values()), k=total):
        found[key] += 1
    return found


def _taken(rnd: Random, total: int, most: Mapping[Table3Column, int]) -> dict[Table3Column, int]:
    """``total`` drawn from what there is."""
    drawn = rnd.sample([kind for kind, count in most.items() for _ in range(count)], total)
    return {kind: drawn.count(kind) for kind in most}
