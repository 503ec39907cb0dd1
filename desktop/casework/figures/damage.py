"""Damaged records in what is counted: each is named, none is averaged away.

A sound store has none of them; ``shouban check`` compares every request with its events, which takes longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from db.figures import CompletedGroup, ReceivedGroup
from db.store import Reading
from desktop.casework.letters.reply_letters import REPLIES
from desktop.rules.counted_steps import SECOND
from resources.messages import say
from resources.vocabulary import Outcome, Table3Column, Table3Row

_CELLS = tuple((outcome.value, outcome.row.value) for outcome in Outcome if outcome.row is not None)


def damage_in(
    reading: Reading,
    office: str,
    first: date,
    last: date,
    received: Iterable[ReceivedGroup],
    completed: Iterable[CompletedGroup],
) -> tuple[str, ...]:
    """Sentences that name the requests and papers of a period whose record contradicts itself."""
    if not office:
        return ()
    return (
        *_received(reading, office, first, last, received),
        *_completed(reading, office, first, last, completed),
        *_second_endings(reading, office, first, last),
        *_named("half_decided", reading.half_decided(office, first, last)),
        *_loose(reading, office, first, last),
    )


def damage_of_years(reading: Reading, office: str, first: date, last: date) -> tuple[str, ...]:
    """The same for a long period: the sums by which damage is named are only asked for where there is any."""
    received: Iterable[ReceivedGroup] = ()
    completed: Iterable[CompletedGroup] = ()
    if reading.contradicts_itself(office, first, last, _CELLS):
        received = reading.received_groups(office, first, last)
        completed = reading.completed_groups(office, first, last)
    return damage_in(reading, office, first, last, received, completed)


def _received(
    reading: Reading, office: str, first: date, last: date, received: Iterable[ReceivedGroup]
) -> Iterator[str]:
    wrong = {(group.column, group.applicant_kind) for group in received if group.column != group.applicant_kind}
    for column, kind in sorted(wrong):
        numbers = reading.received_in(office, first, last, column, kind)
        yield from _named("column", numbers, column=_column_words(column), kind=_column_words(kind))


def _completed(
    reading: Reading, office: str, first: date, last: date, completed: Iterable[CompletedGroup]
) -> Iterator[str]:
    for group in completed:
        fault = _fault_of(group)
        if fault is not None:
            yield from _named(fault, reading.completed_in(office, first, last, group), row=_row_words(group.row))


def _row_words(code: str | None) -> str:
    """A row of table 三 in its words; a code that is none as it stands."""
    known = next((row.label for row in Table3Row if row == code), code or "")
    return known.split("｜")[-1].partition("（区分")[0]


def _column_words(code: str) -> str:
    known = next((column.label for column in Table3Column if column == code), code)
    return known.split("｜")[-1].partition("（区分")[0]


def _fault_of(group: CompletedGroup) -> str | None:
    """What is wrong with the results of a group."""
    if group.row is None or group.outcome is None:
        return "no_row"
    if not group.received:
        return "not_received"
    return "two_cells" if _row_of(group.outcome) != group.row else None


def _row_of(outcome: str) -> str | None:
    try:
        return Outcome(outcome).row
    except ValueError:
        return None


def _second_endings(reading: Reading, office: str, first: date, last: date) -> Iterator[str]:
    yield from _named("second_ending", reading.steps_with(office, SECOND, first, last))


def _loose(reading: Reading, office: str, first: date, last: date) -> Iterator[str]:
    yield from _named("reply_without_request", reading.loose_letters(office, REPLIES, first, last))
    yield from _named("event_without_request", reading.loose_events(first, last))


def _named(fault: str, numbers: Sequence[str], **facts: object) -> Iterator[str]:
    for number in numbers:
        yield say(f"statistics.damage.{fault}", number=number, **facts)
