"""What a letter lacks for the way in which it is about to be served; a warning, never a stop."""

from __future__ import annotations

from db.records import Letter
from desktop.casework.context import Context
from desktop.casework.requests.cases import read_case
from desktop.rules.remedies import OVER_INTERNET, REVIEW_FIRST_SINCE
from resources.messages import say
from resources.vocabulary import Remedy, WayOfService


def service_warning(letter: Letter, way: WayOfService) -> str | None:
    """That a letter with a remedy goes out over the internet without naming the channel there (行政复议法 22(2))."""
    told = letter.facts.get("remedy")
    if way not in OVER_INTERNET or letter.date < REVIEW_FIRST_SINCE or told in (None, Remedy.NONE.value):
        return None
    return None if letter.facts.get("served_online") is True else say("receipts.online_clause_missing")


def warn_of_letter(context: Context, letter_id: str, way: WayOfService) -> str | None:
    """The warning for one letter."""
    with context.store.reading() as reading:
        return service_warning(reading.letter(context.office_in(reading), letter_id), way)


def warn_of_reply(context: Context, number: str, way: WayOfService) -> str | None:
    """The warning for the reply that a request waits to send."""
    with context.store.reading() as reading:
        ending = read_case(context, reading, number).limits.course.ending
        office = context.office_in(reading)
        if ending is None or ending.letter is None or not reading.letter_exists(office, ending.letter):
            return None
        return service_warning(reading.letter(office, ending.letter), way)
