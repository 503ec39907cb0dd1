"""Splitting one paper with several items into requests of their own (law 13(23), 国办函〔2020〕109号 4: 一事一申请).

The request stays as the first part; each further part gets a number of its own, with the same applicant, receipt day,
steps so far and files. Each counts once, wherever requests are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.records import Changes, Event, Json, Request
from db.store import Writing
from desktop.casework.context import Context
from desktop.casework.letters.issuing import NewLetter, issue_letter
from desktop.casework.letters.letter_copies import own_files
from desktop.casework.letters.letter_values import receipt_values
from desktop.casework.office.settings import OfficeSettings, office_settings, take_request_number
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.steps.particulars import particular_amendment
from desktop.rules.editions import EDITION_711
from desktop.rules.history import history
from desktop.rules.particulars import with_particular
from desktop.rules.projection import project
from forms.facts import FactsMissing
from forms.fonts import UnprintableCharacter
from resources.messages import ShoubanError, say
from resources.vocabulary import EventKind, LetterKind, State

_OF_THE_PAPER = frozenset(
    {
        EventKind.REGISTERED,
        EventKind.RECEIPT_ISSUED,
        EventKind.REPRINTED,
        EventKind.NOTED,
        EventKind.REMINDED,
        EventKind.REDATED,
        EventKind.SPLIT,
        EventKind.MERGED,
    }
)
"""Entries that concern the paper that was split, not its parts."""

_FEES = frozenset({EventKind.FEE_NOTICED, EventKind.FEE_PAID})


class SplitRefused(ShoubanError):
    """The request cannot be split, or not into these parts."""

    key = "splitting.refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """``numbers``: the request that was split, then its new parts; ``receipts``: the receipts of the new ones.

    ``receipt_refusal``: why there are none, so that they are issued later.
    """

    numbers: tuple[str, ...]
    receipts: tuple[str, ...]
    receipt_refusal: str | None = None
    changes: Changes


@dataclass(frozen=True)
class Splitting:
    """Splitting requests."""

    context: Context

    def closed(self, number: str) -> str | None:
        """Why the request cannot be split now; None when it can. Raises ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            return _closed(read_case(self.context, reading, number))

    def split(self, number: str, parts: Sequence[str]) -> Split:
        """Split a request into ``parts``, each in words of its own, in one transaction. Raises ``SplitRefused``.

        Receipts that cannot be printed stop no split, as they stop no registration; they are issued later.
        """
        contents = [part.strip() for part in parts]
        if len(contents) < 2 or not all(contents):
            raise SplitRefused(say("splitting.parts_missing"))
        if len(set(contents)) < len(contents):
            raise SplitRefused(say("splitting.parts_same"))
        try:
            return self._split(number, contents, receipt_refusal=None)
        except (FactsMissing, UnprintableCharacter) as unready:
            return self._split(number, contents, receipt_refusal=unready.sentence())

    def _split(self, number: str, contents: Sequence[str], *, receipt_refusal: str | None) -> Split:
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            if reason := _closed(case):
                raise SplitRefused(reason)
            settings = office_settings(writing, case.request.office)
            made = [self._add_part(writing, case, settings, content) for content in contents[1:]]
            self._narrow(writing, case, settings, contents[0], [part.number for part in made])
            issued = () if receipt_refusal else [self._issue_receipt(writing, case, part, settings) for part in made]
        numbers = (number, *(part.number for part in made))
        receipts = tuple(receipt for receipt in issued if receipt)
        return Split(
            numbers=numbers,
            receipts=receipts,
            receipt_refusal=receipt_refusal,
            changes=Changes(requests=frozenset(numbers), letters=frozenset(receipts)),
        )

    def _add_part(self, writing: Writing, case: Case, settings: OfficeSettings, content: str) -> Request:
        """A request for one part, with its files."""
        today, origin = self.context.today(), case.request
        number, serial = take_request_number(writing, settings, today.year)
        came_from = Event(kind=EventKind.SPLIT, on=today, facts={"from": origin.number})
        events = (*_course(origin), _registered(origin, settings, today), came_from)
        part = replace(origin, number=number, content=content, events=events)
        writing.add_request(part, project(part, case.calendar), serial)
        # Sent, voided or kept longer, the notices so far are those of the part too.
        for letter in dict.fromkeys(event.letter for event in events):
            if letter is not None and writing.letter_exists(origin.office, letter):
                writing.link_letter(origin.office, letter, number)
        for file in own_files(writing.attachments_of(origin.office, origin.number)):
            data = None
            if file.size is not None:
                data = writing.attachment_bytes(origin.office, origin.number, file.sha256)
            writing.add_attachment(replace(file, request=number), data)
        return part

    def _issue_receipt(self, writing: Writing, case: Case, part: Request, settings: OfficeSettings) -> str | None:
        """The receipt that tells the applicant the new number; none for a request of the old Regulation."""
        if case.limits.edition is not EDITION_711:
            return None
        today, files = self.context.today(), own_files(writing.attachments_of(part.office, part.number))
        values = receipt_values(part, settings, case.calendar, files, today)
        new = NewLetter(kind=LetterKind.RECEIPT, requests=(part.number,), values=values)
        letter, _ = issue_letter(self.context, writing, settings, new)
        issued = Event(kind=EventKind.RECEIPT_ISSUED, on=today, letter=letter.id)
        complete = replace(part, events=(*part.events, issued))
        writing.append_events(part.office, part.number, (issued,), project(complete, case.calendar))
        return letter.id

    def _narrow(
        self, writing: Writing, case: Case, settings: OfficeSettings, content: str, parts: Sequence[str]
    ) -> None:
        """The request goes on with its first part; the words of the whole paper stay in its history."""
        today, request = self.context.today(), case.request
        into: list[Json] = list(parts)
        events: tuple[Event, ...] = (Event(kind=EventKind.SPLIT, on=today, facts={"into": into}),)
        if content == request.content:
            longer = replace(request, events=(*request.events, *events))
            writing.append_events(request.office, request.number, events, project(longer, case.calendar))
            return
        why = say("splitting.why")
        amendment = particular_amendment(request, today, "content", content, why, settings.clerk)
        changed = with_particular(request, "content", content)
        changed = replace(changed, events=(*request.events, *events, amendment))
        writing.amend_request(changed, project(changed, case.calendar))


def _closed(case: Case) -> str | None:
    if case.standing.state is not State.OPEN:
        return say("splitting.state", state=case.standing.state)
    if any(placed.kind in _FEES for placed in history(case.request.events)):
        return say("splitting.fees")
    return None


def _course(request: Request) -> tuple[Event, ...]:
    """What happened to the paper so far, corrections folded in: it holds for each part."""
    kept = [placed for placed in history(request.events) if placed.kind not in _OF_THE_PAPER]
    # For the part they are recorded only now, with places of their own in the chain.
    return tuple(replace(placed.event, chain_place=None) for placed in kept)


def _registered(request: Request, settings: OfficeSettings, on: date) -> Event:
    """The registration of a part, on the day of the split; what the check found missing goes with it."""
    found = next((event for event in request.events if event.kind is EventKind.REGISTERED), None)
    facts = {} if found is None else {name: found.facts[name] for name in ("checked", "needs") if name in found.facts}
    who: dict[str, Json] = {
        name: value for name, value in (("clerk", settings.clerk), ("window", settings.window)) if value
    }
    return Event(kind=EventKind.REGISTERED, on=on, facts={**who, **facts})
