"""The shape of a band on paper, the same as on the screen: told apart without colour."""

from __future__ import annotations

from typing import Final

from forms.page import BLACK
from forms.sheet import Sheet
from resources.vocabulary import Band

_CIRCLE: Final = (
    "0 50 m 0 77.6 22.4 100 50 100 c 77.6 100 100 77.6 100 50 c 100 22.4 77.6 0 50 0 c 22.4 0 0 22.4 0 50 c h"
)
_HOLE: Final = (
    "13 50 m 13 29.6 29.6 13 50 13 c 70.4 13 87 29.6 87 50 c 87 70.4 70.4 87 50 87 c 29.6 87 13 70.4 13 50 c h"
)
_RIGHT_HALF_HOLE: Final = "50 13 m 70.4 13 87 29.6 87 50 c 87 70.4 70.4 87 50 87 c h"
_EDGES: Final = (
    "0 0 28 12 re 44 0 28 12 re 0 88 28 12 re 44 88 28 12 re 88 0 12 28 re 88 44 12 28 re 0 28 12 28 re 0 72 12 28 re "
    "88 88 12 12 re"
)

_PATHS: Final = {
    Band.OVERDUE: "50 100 m 100 0 l 0 0 l h 44 62 m 44 34 l 56 34 l 56 62 l h 44 24 m 44 12 l 56 12 l 56 24 l h",
    Band.DUE_TODAY: "50 100 m 100 50 l 50 0 l 0 50 l h",
    Band.RED: _CIRCLE,
    Band.AMBER: f"{_CIRCLE} {_RIGHT_HALF_HOLE}",
    Band.GREEN: f"{_CIRCLE} {_HOLE}",
    Band.WAITING: "14 5 26 90 re 60 5 26 90 re",
    Band.UNKNOWN: _EDGES,
    Band.DONE: "4 46 m 36 12 l 98 82 l 86 92 l 36 36 l 14 58 l h",
}
"""PDF operators in a square of 100, y upwards; an outline that runs the other way round is a hole."""


def draw_shape(sheet: Sheet, band: Band, left: float, top: float, size: float) -> None:
    """Draw the shape of ``band`` into the square of ``size`` points with its upper left corner there."""
    scale = size / 100
    sheet.shape(_PATHS[band], (scale, 0, 0, scale, left, top + size), BLACK)
