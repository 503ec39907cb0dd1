"""What became of a fee notice: paid, lapsed, void, or another one in its place (国办函〔2020〕109号)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Event
from desktop.rules.history import Placed
from desktop.rules.payment import FEN, told_fen
from resources.messages import say
from resources.vocabulary import EventKind

_FOLLOWS = frozenset({EventKind.FEE_PAID, EventKind.FEE_LAPSED, EventKind.FEE_NOTICED})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeStanding:
    """``due``: what it asks for in yuan, in words where nobody owes it any more; ``paid``: the payments for it.

    ``is_open``: nothing was paid; ``void``: it counts no more.
    """

    due: float | str | None
    paid: tuple[Event, ...]
    words: str
    is_open: bool
    void: bool

    @property
    def amount_paid(self) -> float | None:
        """All payments together in yuan, None where none tells how much."""
        given = [amount for amount in map(told_fen, self.paid) if amount is not None]
        return sum(given) / FEN if given else None

    @property
    def receipts(self) -> str | None:
        """The numbers of the receipts."""
        return "、".join(filter(None, (event.text("receipt_number") for event in self.paid))) or None


def fee_standing(noticed: Placed, placed: Sequence[Placed]) -> FeeStanding:
    """What followed a notice of the request with the history ``placed``; the payment is that of the last notice."""
    void = {each.event.letter for each in placed if each.kind is EventKind.LETTER_VOIDED} - {None}
    after = [each for each in placed[placed.index(noticed) + 1 :] if each.kind in _FOLLOWS]
    after = [each for each in after if each.kind is not EventKind.FEE_NOTICED or each.event.letter not in void]
    followed = after[0].kind if after else None
    asked = told_fen(noticed.event)
    due = None if asked is None else asked / FEN
    if any(each.kind is EventKind.REGISTRATION_VOIDED for each in placed) or noticed.event.letter in void:
        return _no_more("void", due)
    if followed is EventKind.FEE_NOTICED:
        return _no_more("noticed_again", due)
    paid = tuple(each.event for each in _until_next_notice(after) if each.kind is EventKind.FEE_PAID)
    name = "paid" if paid else "lapsed" if followed is EventKind.FEE_LAPSED else "unpaid"
    return FeeStanding(due=due, paid=paid, words=say(f"registers.fee.{name}"), is_open=not paid, void=False)


def _no_more(name: str, asked: float | None) -> FeeStanding:
    """The amount stands in words, so that the sum of the column is what is owed."""
    told = None if asked is None else say("registers.fee.asked", yuan=f"{asked:.2f}")
    return FeeStanding(due=told, paid=(), words=say(f"registers.fee.{name}"), is_open=False, void=True)


def _until_next_notice(after: Sequence[Placed]) -> Sequence[Placed]:
    end = next((at for at, each in enumerate(after) if each.kind is EventKind.FEE_NOTICED), len(after))
    return after[:end]
