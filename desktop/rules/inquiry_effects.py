"""What inquiries, their answers and returns do to a request, and what a void letter undoes (条例 32-34)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desktop.rules.consultations import Consultation
from desktop.rules.ending_effects import concerns_reply
from desktop.rules.faults import FaultCode
from desktop.rules.history import Placed, code_in
from desktop.rules.reading import Reading
from resources.vocabulary import Opinion, Party

_OBJECTIONS = frozenset({Opinion.REFUSE.value, Opinion.PARTIAL.value})


def consulted(reading: Reading, placed: Placed) -> None:
    """An inquiry went out; the clock stands still if its party stops it and it was not too late."""
    event = placed.event
    party = code_in(event, "party", Party, Party.THIRD_PARTY)
    stops = party in reading.edition.stopped_by
    passed = reading.limit_passed_on(placed.on) if stops else None
    if passed is not None:
        reading.fault(FaultCode.CONSULTED_LATE, placed.place, limit=passed)
    reading.consultations.append(
        Consultation(
            place=placed.place,
            ref=event.text("ref"),
            party=party,
            name=event.text("name"),
            sent=placed.on,
            received_on=event.day("received_on") or reading.delivered_on(event.letter),
            ended_on=None,
            effective=stops and passed is None,
            letter=event.letter,
        )
    )


def opinion_received(reading: Reading, placed: Placed) -> None:
    """An opinion arrived; an objection of a third party is kept in mind (条例 32)."""
    ref = placed.event.text("ref")
    if not _end_consultations(reading, placed.on, lambda inquiry: inquiry.ref == ref):
        reading.fault(FaultCode.ANSWER_WITHOUT_INQUIRY, placed.place)
    for index, inquiry in enumerate(reading.consultations):
        if inquiry.ref == ref and inquiry.came_back:
            # Its time had ended with the return; the opinion that came all the same is kept in mind.
            reading.consultations[index] = replace(inquiry, came_back=False)
    if placed.event.text("opinion") in _OBJECTIONS and any(
        inquiry.ref == ref and inquiry.party is Party.THIRD_PARTY for inquiry in reading.consultations
    ):
        reading.third_party_objected = True


def third_party_told(reading: Reading, placed: Placed) -> None:
    """The third party was told of the decision (条例 32)."""
    reading.third_party_told_on = placed.on
    reading.third_party_letter = placed.event.letter


def letter_voided(reading: Reading, placed: Placed) -> None:
    """A decision whose letter is void was not told; a notice is to be written anew."""
    letter = placed.event.letter
    if letter is None:
        return
    if letter == reading.third_party_letter:
        reading.third_party_told_on = reading.third_party_letter = None
    reading.void_notices(letter)


def _end_consultations(
    reading: Reading, on: date, belongs: Callable[[Consultation], bool], *, came_back: bool = False
) -> bool:
    """The answer or return that came in on ``on`` ends the open inquiries it belongs to; whether there were any."""
    found = False
    for index, inquiry in enumerate(reading.consultations):
        if belongs(inquiry):
            found = True
            if inquiry.ended_on is None:
                reading.consultations[index] = replace(inquiry, ended_on=on, came_back=came_back)
    return found


def returned(reading: Reading, placed: Placed) -> None:
    """An inquiry or the reply came back undelivered."""
    event = placed.event
    ref, letter = event.text("ref"), event.letter
    if ref is not None:
        _end_consultations(reading, placed.on, lambda inquiry: inquiry.ref == ref, came_back=True)
        return
    own = letter is not None and _end_consultations(
        reading, placed.on, lambda inquiry: inquiry.letter == letter, came_back=True
    )
    if own:
        return
    if reading.services and concerns_reply(reading, letter):
        reading.reply_returned = True
