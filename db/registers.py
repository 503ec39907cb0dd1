"""The registers of an office as keyset pages: which rows of which table, newest first, blind of what they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
    tuple_,
    union,
    union_all,
)

from db.complaint_tables import complaints
from db.complaints import ComplaintReading
from db.corrected_days import corrected_day, corrected_events, is_corrected
from db.disputes import DisputeReading
from db.lists import PageKey
from db.matches import SearchReading
from db.records import Applicant, Dispute, Letter, Request, RequestRow
from db.register_records import Narrowed, Register, RegisterFilter, RegisterKey
from db.tables import disputes, events, letter_requests, letters, requests
from db.taken_up_again import is_reopened, missed_limit, reopened_ones
from resources.vocabulary import DisputeResult, EventKind, Party, WayOfService

_RETURNED, _UNSENT = "returned", "service"
"""What a reply waits for that came back, and one that was never sent: the names that a projection has for them."""


class RegisterReading(SearchReading, DisputeReading, ComplaintReading):
    """Reads registers. A state that only amendments decide is asked for generously: casework looks at each row."""

    def register(
        self, office: str, which: Register, wanted: RegisterFilter, after: PageKey | None = None, limit: int = 100
    ) -> list[RegisterKey]:
        """The next rows after ``after``, newest first; fewer than ``limit`` at the end."""
        parts = [part.listed(self._office_id(office), wanted, after).limit(limit) for part in _parts(which, wanted)]
        if not parts:
            return []
        if len(parts) == 1:
            return [_key(row) for row in self._connection.execute(parts[0])]
        joined = union_all(*(select(part.subquery()) for part in parts)).subquery()
        ordered = select(joined).order_by(joined.c.day.desc(), joined.c.row.desc()).limit(limit)
        return [_key(row) for row in self._connection.execute(ordered)]

    def register_count(self, office: str, which: Register, wanted: RegisterFilter) -> int:
        """How many rows the register has."""
        alone = wanted.department is None and wanted.channel is None and self._is_only_office(office)
        mine = self._office_id(office)
        return sum(
            sign * (self._connection.scalar(part.counted(mine, wanted, alone=alone)) or 0)
            for sign, part in _counted_parts(which, wanted)
        )

    def handlers(self, office: str) -> list[str]:
        """The departments that work or worked on requests of the office, or on complaints."""
        mine, handler, asked = self._office_id(office), requests.c.handler, complaints.c.department
        worked = select(handler.label("name")).where(requests.c.office_id == mine, handler.is_not(None))
        answering = select(asked).where(complaints.c.office_id == mine, asked.is_not(None))
        return list(self._connection.scalars(union(worked, answering).order_by("name")))

    def request_rows(self, office: str, ids: Sequence[int]) -> dict[int, RequestRow]:
        """List rows of requests by inner id."""
        return dict(zip(ids, self._rows_of(office, ids), strict=True))

    def whole_requests(self, office: str, ids: Sequence[int]) -> dict[int, Request]:
        """Requests with their events by inner id."""
        return dict(zip(sorted(set(ids)), self._load(office, ids), strict=True))

    def taken_up_again(self, ids: Sequence[int]) -> set[int]:
        """Those of the requests that were reopened, by inner id."""
        wanted = select(events.c.request_id).where(events.c.request_id.in_(ids), events.c.kind == EventKind.REOPENED)
        return set(self._connection.scalars(wanted))

    def people_of(self, ids: Sequence[int]) -> Mapping[int, Sequence[Applicant]]:
        """The applicants of requests by inner id, the representative first; none of those that were destroyed."""
        return self._applicants(ids)

    def answered_by(self, ids: Sequence[int]) -> dict[int, list[int]]:
        """The inner ids of the requests that letters answer, by the inner id of the letter."""
        links = letter_requests.c
        wanted = select(links.letter_id, links.request_id).where(links.letter_id.in_(ids))
        found: defaultdict[int, list[int]] = defaultdict(list)
        for letter, request in self._connection.execute(wanted.order_by(links.letter_id, links.place)):
            found[letter].append(request)
        return found

    def registered_letters(self, office: str, ids: Sequence[int]) -> dict[int, Letter]:
        """Letters by inner id."""
        return dict(zip(ids, self._letters_of_ids(office, ids), strict=True))

    def letters_named(self, office: str, names: Sequence[str]) -> dict[str, Letter]:
        """Letters by their id; an id that the office does not have is left out."""
        wanted = select(letters.c.id).where(letters.c.office_id == self._office_id(office), letters.c.name.in_(names))
        found = self._letters_of_ids(office, list(self._connection.scalars(wanted)))
        return {letter.id: letter for letter in found}

    def registered_disputes(self, office: str, ids: Sequence[int]) -> dict[int, Dispute]:
        """Reviews and suits by inner id."""
        return self._disputes_of_ids(office, ids)


@dataclass(frozen=True)
class _Part:
    """One table of a register. ``joined`` leads to the request for the filters that ask about it.

    ``concerns``: where a row concerns several requests, whether one of them is as asked.
    """

    day: ColumnElement[Any]
    row: Column[Any]
    request: ColumnElement[Any]
    position: ColumnElement[Any] | None
    office: ColumnElement[Any]
    joined: Callable[[Select[Any]], Select[Any]]
    always: tuple[ColumnElement[bool], ...] = ()
    states: Mapping[Narrowed, ColumnElement[bool]] | None = None
    channel: Column[Any] = requests.c.channel
    department: Column[Any] = requests.c.handler
    concerns: Callable[[list[ColumnElement[bool]]], ColumnElement[bool]] | None = None

    def listed(self, office_id: int, wanted: RegisterFilter, after: PageKey | None) -> Select[Any]:
        """The rows after ``after``, newest first."""
        columns = [self.day.label("day"), self.row.label("row"), self.request.label("request")]
        if self.position is not None:
            columns.append(self.position.label("position"))
        asked = self._asked(office_id, wanted)
        if after is not None:
            asked.append(tuple_(self.day, self.row) < tuple_(after.day, after.row))
        listed = self.joined(select(*columns)).where(*asked)
        return listed.order_by(self.day.desc(), self.row.desc())

    def counted(self, office_id: int, wanted: RegisterFilter, *, alone: bool = False) -> Select[Any]:
        """How many rows there are. ``alone``: nothing is asked of the request, not even whose it is."""
        if alone and self.row.table is events:
            return select(func.count()).select_from(events).where(*self._narrowed(wanted))
        return self.joined(select(func.count())).where(*self._asked(office_id, wanted))

    def _asked(self, office_id: int, wanted: RegisterFilter) -> list[ColumnElement[bool]]:
        return [self.office == office_id, *self._narrowed(wanted)]

    def _narrowed(self, wanted: RegisterFilter) -> list[ColumnElement[bool]]:
        asked = [*self.always]
        if wanted.first is not None:
            asked.append(self.day >= wanted.first)
        if wanted.last is not None:
            asked.append(self.day <= wanted.last)
        of_request = []
        if wanted.department is not None:
            of_request.append(self.department == wanted.department)
        if wanted.channel is not None:
            of_request.append(self.channel == wanted.channel)
        if of_request:
            asked += of_request if self.concerns is None else [self.concerns(of_request)]
        narrowed = None if wanted.state is None else (self.states or {}).get(wanted.state)
        return asked if narrowed is None else [*asked, narrowed]


def _key(row: Row[Any]) -> RegisterKey:
    return RegisterKey(day=row.day, row=row.row, request=row.request, position=getattr(row, "position", None))


def _parts(which: Register, wanted: RegisterFilter) -> tuple[_Part, ...]:
    if which is Register.SOUGHT:
        return ()
    if which is Register.LATE:
        return _late(wanted.today)
    part = _PARTS[which]
    if which not in _EVENTS:
        return (part,)
    return replace(part, always=(*part.always, not_(is_corrected()))), _corrected(which)


def _counted_parts(which: Register, wanted: RegisterFilter) -> tuple[tuple[int, _Part], ...]:
    """What is added up: all events by the day first written down, those that were corrected by their new day."""
    if which not in _EVENTS:
        return tuple((1, part) for part in _parts(which, wanted))
    corrected = _corrected(which)
    return (1, _PARTS[which]), (-1, replace(corrected, day=events.c.happened_on)), (1, corrected)


def _corrected(which: Register) -> _Part:
    # The office is hidden from its index, so that the few corrections are looked up first.
    office = requests.c.office_id + 0
    return replace(_PARTS[which], day=corrected_day(), always=corrected_events(_EVENTS[which]), office=office)


def _from_requests(listed: Select[Any]) -> Select[Any]:
    return listed.select_from(requests)


def _part(
    table: Table,
    day: ColumnElement[Any],
    joined: Callable[[Select[Any]], Select[Any]],
    request: Column[Any],
    states: Mapping[Narrowed, ColumnElement[bool]],
) -> _Part:
    """A register whose rows are those of a table of the office."""
    return _Part(
        day=day,
        row=table.c.id,
        request=request,
        position=None,
        office=table.c.office_id,
        joined=joined,
        states=states,
    )


def _requests_part(
    day: ColumnElement[Any], states: Mapping[Narrowed, ColumnElement[bool]], *always: ColumnElement[bool]
) -> _Part:
    return replace(_part(requests, day, _from_requests, requests.c.id, states), always=always)


def _late(today: date) -> tuple[_Part, ...]:
    """Requests whose result came late, and those that are past their limit today; each read by an index of its own.

    Of those that were reopened the limit that was missed may be that of the first result. While another party's answer
    is awaited the limit stands still (条例 33(3)); a reply that came back was sent.
    """
    rows = requests.c
    valid = rows.voided.is_(false())
    others = rows.waits_for.in_([party.value for party in Party])
    stands = and_(others, or_(rows.waits_until.is_(None), rows.waits_until >= today))
    sent = rows.waits_for == _RETURNED
    runs = or_(rows.waits_for.is_(None), not_(or_(stands, sent)))
    overdue = (rows.is_open.is_(true()), rows.list_due < today, runs)
    on_time_so_far = or_(rows.late.is_(None), rows.late.is_(false()))
    answered = and_(rows.late.is_(true()), or_(rows.waits_for.is_(None), rows.waits_for != _UNSENT))
    states = {Narrowed.OPEN: not_(answered), Narrowed.DONE: answered}
    came_late = (rows.late.is_(true()), valid)
    missed = missed_limit(today, _UNSENT, _RETURNED)
    again = replace(_requests_part(missed, states, *came_late, reopened_ones()), office=rows.office_id + 0)
    return (
        _requests_part(rows.list_due, states, *came_late, not_(is_reopened())),
        again,
        _requests_part(rows.list_due, states, *overdue, valid, on_time_so_far),
    )


def _of_events(listed: Select[Any]) -> Select[Any]:
    return listed.select_from(events).join(requests, requests.c.id == events.c.request_id)


def _fact(name: str, value: str = "") -> ColumnElement[bool]:
    """Whether the event has the fact, or was perhaps amended since. Facts are canonical JSON text."""
    told = events.c.facts.contains(f'"{name}":"{value}', autoescape=True)
    return or_(told, _happened(EventKind.AMENDED))


def _happened(kind: EventKind) -> ColumnElement[bool]:
    """Whether something of that kind happened to the request of the event."""
    other = events.alias()
    # The kind is hidden from its index: read are the events of the one request, not all of that kind.
    return exists().where(other.c.request_id == events.c.request_id, other.c.kind.concat("") == kind)


def _events_part(kind: EventKind, states: Mapping[Narrowed, ColumnElement[bool]]) -> _Part:
    return _Part(
        day=events.c.happened_on,
        row=events.c.id,
        request=events.c.request_id,
        position=events.c.position,
        office=requests.c.office_id,
        joined=_of_events,
        always=(events.c.kind == kind,),
        states=states,
    )


def _of_letters(listed: Select[Any]) -> Select[Any]:
    first = and_(letter_requests.c.letter_id == letters.c.id, letter_requests.c.place == 0)
    return listed.select_from(letters).outerjoin(letter_requests, first)


def _answers_one(asked: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether a letter answers a request that is as asked; a merged reply answers several."""
    other = letter_requests.alias()
    return exists().where(other.c.letter_id == letters.c.id, other.c.request_id == requests.c.id, *asked)


def _of_disputes(listed: Select[Any]) -> Select[Any]:
    return listed.select_from(disputes).join(requests, requests.c.id == disputes.c.request_id)


def _of_complaints(listed: Select[Any]) -> Select[Any]:
    return listed.select_from(complaints).outerjoin(requests, requests.c.id == complaints.c.request_id)


_EVENTS: Mapping[Register, EventKind] = {Register.SERVICES: EventKind.SERVED, Register.FEES: EventKind.FEE_NOTICED}
"""Registers that list events."""

_STANDING = disputes.c.void_reason.is_(None)
_DECIDED = and_(_STANDING, disputes.c.decided_on.is_not(None))

_PARTS: Mapping[Register, _Part] = {
    Register.REQUESTS: _requests_part(
        requests.c.registered_on,
        {
            Narrowed.OPEN: and_(requests.c.is_open.is_(true())),
            Narrowed.DONE: and_(requests.c.is_open.is_(false()), requests.c.voided.is_(false())),
            Narrowed.VOID: requests.c.voided.is_(true()),
        },
    ),
    Register.LETTERS: replace(
        _part(
            letters,
            letters.c.dated_on,
            _of_letters,
            letter_requests.c.request_id,
            {Narrowed.VALID: letters.c.void_reason.is_(None), Narrowed.VOID: letters.c.void_reason.is_not(None)},
        ),
        concerns=_answers_one,
    ),
    Register.SERVICES: _events_part(
        _EVENTS[Register.SERVICES],
        {
            Narrowed.SIGNED: _fact("signed_on"),
            Narrowed.UNSIGNED: _fact("way", WayOfService.POST.value),
            Narrowed.RETURNED: _happened(EventKind.RETURNED),
        },
    ),
    Register.FEES: _events_part(_EVENTS[Register.FEES], {Narrowed.PAID: _happened(EventKind.FEE_PAID)}),
    Register.COMPLAINTS: replace(
        _part(
            complaints,
            complaints.c.received_on,
            _of_complaints,
            complaints.c.request_id,
            {
                Narrowed.OPEN: and_(complaints.c.closed_on.is_(None), complaints.c.void_reason.is_(None)),
                Narrowed.DONE: and_(complaints.c.closed_on.is_not(None), complaints.c.void_reason.is_(None)),
                Narrowed.VOID: complaints.c.void_reason.is_not(None),
            },
        ),
        channel=complaints.c.channel,
        department=complaints.c.department,
    ),
    Register.DISPUTES: _part(
        disputes,
        disputes.c.filed_on,
        _of_disputes,
        disputes.c.request_id,
        {
            Narrowed.PENDING: and_(_STANDING, disputes.c.decided_on.is_(None)),
            Narrowed.UPHELD: and_(_DECIDED, disputes.c.result == DisputeResult.UPHELD.value),
            Narrowed.CORRECTED: and_(_DECIDED, disputes.c.result == DisputeResult.CORRECTED.value),
            Narrowed.OTHER: and_(_DECIDED, disputes.c.result == DisputeResult.OTHER.value),
            Narrowed.VOID: disputes.c.void_reason.is_not(None),
        },
    ),
}
