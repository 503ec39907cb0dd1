"""What the page of an issued letter shows: the letter, its bytes, its copies, and how each was sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from db.records import Letter
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import LetterCopy
from desktop.casework.sending.delivery_views import DeliveryRow
from desktop.casework.sending.sending import Sending
from desktop.casework.views import Paper
from resources.messages import ShoubanError
from resources.vocabulary import WayOfService


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """``no_paper``: why there are no bytes to show, empty when there are; ``way``: how it is likely to go out."""

    letter: Letter
    paper: Paper | None
    no_paper: str
    deliveries: tuple[DeliveryRow, ...]
    copies: tuple[LetterCopy, ...]
    wording: str
    way: WayOfService

    def sent(self, numbers: tuple[str, ...]) -> tuple[DeliveryRow, ...]:
        """How the copy for these requests was sent; without them the whole letter."""
        return tuple(row_ for row_ in self.deliveries if not numbers or row_.request in numbers)


def find_letter(casework: Casework, letter_id: str, numbers: tuple[str, ...]) -> FoundLetter:
    """The letter with the bytes of the copy for ``numbers``. For a worker thread. Raises ``LetterNotFound``."""
    letters = casework.letters
    letter = letters.letter(letter_id)
    paper, no_paper = None, ""
    try:
        paper = letters.pdf(letter_id, next(iter(numbers), None))
    except ShoubanError as missing:
        # Imported letters may have come without their file; the entry itself is shown all the same.
        no_paper = missing.sentence()
    deliveries, copies = letters.deliveries_of(letter_id), letters.copies(letter_id)
    way = Sending(casework.context).usual_way(numbers or letter.requests, letter.kind)
    return FoundLetter(letter, paper, no_paper, deliveries, copies, casework.wordings.used_by(letter), way)


def is_signed(sent: Sequence[DeliveryRow]) -> bool:
    """Whether somebody signed for what was sent."""
    return any(delivery.signed_on is not None for delivery in sent)


def lacks_proof(sent: Sequence[DeliveryRow]) -> bool:
    """Whether no file proves what was last sent."""
    return any(not row_.proof for row_ in _last(sent))


def came_back(sent: Sequence[DeliveryRow]) -> bool:
    """Whether what was last sent came back."""
    return any(row_.returned_on is not None for row_ in _last(sent))


def _last(sent: Sequence[DeliveryRow]) -> Collection[DeliveryRow]:
    """The last sending to each request."""
    return {row_.request: row_ for row_ in sorted(sent, key=lambda row_: row_.place)}.values()
