"""Which service of a letter came back: one reading for the register and for the list of deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.rules.history import Placed
from resources.vocabulary import EventKind


def came_back_on(told: Sequence[Placed], served: Placed) -> date | None:
    """The day on which what was sent came back; None when it did not, or was sent again before.

    ``told``: the history of the request. A return that names no letter is that of the letter sent last.
    """
    last = True
    for each in told[told.index(served) + 1 :]:
        if each.kind is EventKind.SERVED:
            if each.event.letter == served.event.letter:
                return None
            last = False
        elif each.kind is EventKind.RETURNED and each.event.text("ref") is None:
            named = each.event.letter
            if named == served.event.letter if named is not None else last:
                return each.on
    return None
