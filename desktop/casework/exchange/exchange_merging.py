"""Merging an exchange file with what the store knows: what is new, what goes on, what contradicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.records import DESTROYED_TEXT, Changes, Event, Json, Letter, Request
from db.request_groups import MARKS
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.exchange.exchange_fields import ExchangeError
from desktop.casework.exchange.exchange_reading import (
    AttachmentLine,
    DisputeLine,
    ExchangeFile,
    LetterLine,
    RequestLine,
)
from desktop.casework.exchange.exchange_writing import dispute_line, event_object, letter_line, request_line
from desktop.casework.letters.merging import REPLY_LETTERS
from desktop.casework.office.settings import HEADER_SETTING, letter_place, office_settings, request_place
from desktop.casework.page_count import page_count
from desktop.rules.particulars import before_corrections, corrections
from desktop.rules.projection import project
from desktop.rules.working_days import WorkingCalendar
from resources.messages import say
from resources.vocabulary import EventKind

_LATER_IN_DISPUTES = frozenset(
    {"copy_received_on", "decided_on", "decision_served_on", "result", "body", "letter", "void_reason"}
)
"""Facts of a dispute that may become known after it came in."""

_LATER_KEYS_OF_DISPUTES = frozenset({"answered_on", "procedure"})
"""The same of those that are no fields of the exchange format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeCounts:
    """``requests``: new; ``updated``: known with new events; ``letters``: new; ``skipped``: known and unchanged."""

    requests: int
    updated: int
    letters: int
    skipped: int

    def as_json(self) -> dict[str, Json]:
        """The document of ``shouban import --json``."""
        return {
            "requests": self.requests,
            "updated": self.updated,
            "letters": self.letters,
            "skipped": self.skipped,
        }


@dataclass(slots=True)
class Plan:
    """What a file adds. ``longer``: known requests with their further events; ``known``: those without any.

    ``voids``: known letters that were voided since. ``links``: known notices, by id, and the requests that a split has
    made of theirs since.
    """

    new: list[Request] = field(default_factory=list)
    longer: list[tuple[Request, tuple[Event, ...]]] = field(default_factory=list)
    known: int = 0
    letters: list[LetterLine] = field(default_factory=list)
    voids: list[Letter] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    attachments: list[AttachmentLine] = field(default_factory=list)
    disputes: list[DisputeLine] = field(default_factory=list)

    @property
    def counts(self) -> ExchangeCounts:
        """The counts that the command prints."""
        return ExchangeCounts(
            requests=len(self.new), updated=len(self.longer), letters=len(self.letters), skipped=self.known
        )


def planned(reading: Reading, file: ExchangeFile) -> Plan:
    """What ``file`` adds to the store. Raises ``ExchangeError`` where it contradicts what is known."""
    is_known = file.office in reading.offices()
    plan = Plan()
    gone = frozenset(line.request.number for line in file.requests if _is_destroyed(line.request))
    for request in file.requests:
        _plan_request(reading, plan, request, is_known=is_known)
    numbers = {line.request.number for line in file.requests}
    for letter in file.letters:
        _plan_letter(reading, plan, letter, gone, is_known=is_known)
    for attachment in file.attachments:
        number = attachment.attachment.request
        _require_request(reading, file.office, number, numbers, attachment.line, is_known=is_known)
        if not is_known or reading.destruction_of(file.office, number) is None:
            plan.attachments.append(attachment)
    for dispute in file.disputes:
        _require_request(reading, file.office, dispute.dispute.request, numbers, dispute.line, is_known=is_known)
        _plan_dispute(reading, plan, dispute, gone, is_known=is_known)
    return plan


def merge(context: Context, writing: Writing, file: ExchangeFile) -> tuple[ExchangeCounts, Changes]:
    """Store what ``file`` adds, inside the running transaction. Raises ``ExchangeError``."""
    plan = planned(writing, file)
    writing.add_office(file.office)
    if file.header and file.header != writing.setting(file.office, HEADER_SETTING):
        writing.put_setting(file.office, HEADER_SETTING, file.header)
    calendar = context.calendar(writing)
    later = [_add_request(writing, request, calendar) for request in plan.new] + plan.longer
    _add_letters(writing, file.office, plan)
    for request, events in later:
        if any(corrections(events)):
            writing.amend_request(request, project(request, calendar))
        elif events:
            writing.append_events(request.office, request.number, events, project(request, calendar))
    for letter_id, number in plan.links:
        if writing.request_exists(file.office, number):
            writing.link_letter(file.office, letter_id, number)
    for letter in plan.voids:
        _void(writing, letter.office, letter.id, letter.void_reason or "")
    _void_by_events(writing, later)
    for attachment in plan.attachments:
        writing.add_attachment(attachment.attachment, attachment.data)
    for dispute in plan.disputes:
        writing.put_dispute(dispute.dispute)
    _pass_over(writing, file)
    touched = frozenset(request.number for request, _ in later)
    return plan.counts, Changes(requests=touched, letters=frozenset(line.letter.id for line in plan.letters))


def _plan_request(reading: Reading, plan: Plan, line: RequestLine, *, is_known: bool) -> None:
    request = line.request
    if not is_known or not reading.request_exists(request.office, request.number):
        plan.new.append(request)
        return
    if reading.destruction_of(request.office, request.number) is not None:
        plan.known += 1
        return
    known = reading.request(request.office, request.number)
    common = min(len(known.events), len(request.events))
    if _is_destroyed(request) and not _is_destroyed(known):
        # Its words are gone there; here the file stays until its own term is over.
        for place, (here, there) in enumerate(zip(known.events, request.events, strict=False)):
            if (here.kind, here.on) != (there.kind, there.on):
                raise ExchangeError(line.line, f"events[{place}]", "known_differs")
        plan.known += 1
        return
    ours, theirs = (request_line(before_corrections(one, common)) for one in (known, request))
    _refuse_difference(line.line, _without_events(ours), _without_events(theirs))
    for place in range(common):
        event, same = event_object(known.events[place]), event_object(request.events[place])
        _refuse_difference(line.line, event, same, f"events[{place}].")
    if further := request.events[common:]:
        # What is known stays as it is stored, with its places in the chain.
        plan.longer.append((replace(request, events=(*known.events, *further)), further))
    else:
        plan.known += 1


def _is_destroyed(request: Request) -> bool:
    return any(event.kind is EventKind.DESTROYED for event in request.events)


def _plan_letter(reading: Reading, plan: Plan, line: LetterLine, gone: frozenset[str], *, is_known: bool) -> None:
    letter = line.letter
    if not is_known or not reading.letter_exists(letter.office, letter.id):
        plan.letters.append(line)
        return
    known = reading.letter(letter.office, letter.id)
    if letter.kind not in REPLY_LETTERS:
        letter = _split_alike(plan, known, letter)
    if known.void_reason is None and letter.void_reason is not None:
        plan.voids.append(letter)
    if known.void_reason is None or letter.void_reason is None:
        # A letter may be voided after it came in; an older file does not know it yet.
        known, letter = replace(known, void_reason=None), replace(letter, void_reason=None)
    ours, theirs = letter_line(known, None), letter_line(letter, None)
    if ours.get("sha256") is None or theirs.get("sha256") is None:
        # One side has only the data of the letter.
        ours, theirs = _less(ours, "sha256"), _less(theirs, "sha256")
    if letter.requests and gone.issuperset(letter.requests):
        ours, theirs = _left(ours, theirs)
    _refuse_difference(line.line, ours, theirs)


def _split_alike(plan: Plan, known: Letter, letter: Letter) -> Letter:
    """The notice with the requests that are known of it, where only a split lies between the two."""
    ours, theirs = known.requests, letter.requests
    common = min(len(ours), len(theirs))
    if not common or ours[:common] != theirs[:common]:
        return letter
    plan.links += [(letter.id, number) for number in theirs[common:]]
    return replace(letter, requests=ours)


def _plan_dispute(reading: Reading, plan: Plan, line: DisputeLine, gone: frozenset[str], *, is_known: bool) -> None:
    dispute = line.dispute
    known = reading.dispute(dispute.office, dispute.id) if is_known else None
    if known is None:
        plan.disputes.append(line)
        return
    ours, theirs = dispute_line(known), dispute_line(dispute)
    if dispute.request in gone:
        ours, theirs = _left(ours, theirs)
    later = _LATER_IN_DISPUTES | _LATER_KEYS_OF_DISPUTES
    unknown_yet = {name for name in later if name not in ours or name not in theirs}
    _refuse_difference(line.line, _less(ours, *unknown_yet), _less(theirs, *unknown_yet))
    if any(name not in ours for name in unknown_yet & theirs.keys()):
        kept = {name: getattr(known, name) for name in _LATER_IN_DISPUTES if getattr(dispute, name) is None}
        extra = {**known.extra, **dispute.extra}
        plan.disputes.append(replace(line, dispute=replace(dispute, **kept, extra=extra)))


def _require_request(
    reading: Reading, office: str, number: str, in_file: set[str], line: int, *, is_known: bool
) -> None:
    """What belongs to a request needs it in the file or in the store."""
    if number not in in_file and not (is_known and reading.request_exists(office, number)):
        raise ExchangeError(line, "request", "no_such_request", text=number)


def _refuse_difference(line: int, ours: Mapping[str, Json], theirs: Mapping[str, Json], path: str = "") -> None:
    """Known facts must be the same in the file."""
    for name in [*theirs, *ours]:
        if ours.get(name) != theirs.get(name):
            raise ExchangeError(line, f"{path}{name}", "known_differs")


def _left(ours: Mapping[str, Json], theirs: Mapping[str, Json]) -> tuple[dict[str, Json], dict[str, Json]]:
    """What both tell of the facts that the destruction of a file there has left."""
    told = {name: value for name, value in theirs.items() if value != DESTROYED_TEXT or name not in ours}
    return {name: value for name, value in ours.items() if name in told}, told


def _less(values: Mapping[str, Json], *names: str) -> dict[str, Json]:
    return {name: value for name, value in values.items() if name not in names}


def _without_events(values: Mapping[str, Json]) -> dict[str, Json]:
    return _less(values, "events", *MARKS)


def _add_request(writing: Writing, request: Request, calendar: WorkingCalendar) -> tuple[Request, tuple[Event, ...]]:
    """Store a new request up to the first event that names a letter; returns the events still to come.

    Letters need their requests, and events that name letters need those.
    """
    named = (place for place, event in enumerate(request.events) if event.letter is not None)
    first = max(next(named, len(request.events)), 1)
    beginning = replace(request, events=request.events[:first])
    writing.add_request(beginning, project(beginning, calendar))
    return request, request.events[first:]


def _add_letters(writing: Writing, office: str, plan: Plan) -> None:
    """Store the letters. Requests that a letter answers elsewhere are kept as it names them."""
    for line in plan.letters:
        letter = line.letter
        here = tuple(number for number in letter.requests if writing.request_exists(office, number))
        if here != letter.requests:
            named: list[Json] = list(letter.requests)
            letter = replace(letter, requests=here, extra={**letter.extra, "requests": named})
        if line.pdf is not None:
            letter = replace(letter, pages=page_count("application/pdf", line.pdf))
        writing.add_letter(letter, line.pdf)


def _void_by_events(writing: Writing, added: Sequence[tuple[Request, tuple[Event, ...]]]) -> None:
    """A letter that an event tells as void keeps its number in the register with the reason (law 5.4)."""
    for request, events in added:
        for event in events:
            if event.kind is EventKind.LETTER_VOIDED and event.letter is not None:
                why = event.text("why") or event.note or say("casework.letter.voided_untold")
                _void(writing, request.office, event.letter, why)


def _void(writing: Writing, office: str, letter: str, reason: str) -> None:
    if writing.letter(office, letter).void_reason is None:
        writing.void_letter(office, letter, reason)


def _pass_over(writing: Writing, file: ExchangeFile) -> None:
    """Own series go on after the highest numbers that came in."""
    settings = office_settings(writing, file.office)
    places = [request_place(settings, line.request.number) for line in file.requests]
    places += [letter_place(settings, line.letter.kind, line.letter.number) for line in file.letters]
    highest: dict[tuple[str, int], int] = {}
    for place in places:
        if place is not None:
            highest[place.series, place.year] = max(place.serial, highest.get((place.series, place.year), 0))
    for (series, year), serial in highest.items():
        writing.pass_over(file.office, series, year, serial)
