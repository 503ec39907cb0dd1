"""A letter that the office keeps, by its id."""

from __future__ import annotations

from collections.abc import Sequence

from db.records import Letter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.letters.letter_errors import LetterNotFound
from desktop.rules.unsent import UnsentNotice


def letter_of(context: Context, reading: Reading, letter_id: str) -> Letter:
    """The office's letter of that id. Raises ``LetterNotFound``."""
    office = context.office_in(reading)
    if not office or not reading.letter_exists(office, letter_id):
        raise LetterNotFound(letter_id)
    return reading.letter(office, letter_id)


def standing_requests(reading: Reading, letter: Letter) -> tuple[str, ...]:
    """The requests of the letter on which something can still be recorded: their registration was not voided."""
    return tuple(one for one in letter.requests if not reading.row(letter.office, one).projection.voided)


def letter_to_send(reading: Reading, office: str, unsent: Sequence[UnsentNotice]) -> Letter | None:
    """The first of the notices that is kept here; events of a file may name letters that it did not bring."""
    kept = (notice.letter for notice in unsent if reading.letter_exists(office, notice.letter))
    first = next(kept, None)
    return None if first is None else reading.letter(office, first)
