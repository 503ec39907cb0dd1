"""Inside the agency: a department takes the request, is reminded (催办), answers. No limit depends on it."""

from __future__ import annotations

from dataclasses import replace

from desktop.rules.course import HandOver
from desktop.rules.history import Placed
from desktop.rules.reading import Reading


def handed_over(reading: Reading, placed: Placed) -> None:
    """A department has the request; what another one said before does not count for it."""
    event = placed.event
    reading.hand_over = HandOver(to=event.text("to") or "", on=placed.on, due_on=event.day("due_on"))


def department_answered(reading: Reading, placed: Placed) -> None:
    """The department gave its answer."""
    if reading.hand_over is not None:
        reading.hand_over = replace(reading.hand_over, answered_on=placed.on)


def reminded(reading: Reading, placed: Placed) -> None:
    """The department was reminded."""
    if reading.hand_over is not None:
        reading.hand_over = replace(reading.hand_over, reminded_on=placed.on)
