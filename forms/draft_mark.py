"""A mark across the page, drawn as a shape: 草稿 or 演示. It is no text, so nobody copies or finds it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final, Protocol, TypeAlias

from forms.form import Mark
from forms.page import Colour
from resources.fonts import bundled

_Point: TypeAlias = tuple[float, float]

_GREY: Final = Colour.of("#EDF0F3")
_SHARE: Final = 0.5
"""How much of the page's diagonal the mark takes."""
_SPACING: Final = 1.35
"""From one character to the next, in em."""


_MARK: ContextVar[Mark | None] = ContextVar("mark of all papers", default=None)


class Marked(Protocol):
    """A page in points that shapes can be filled on (``forms.sheet.Sheet``)."""

    width: float
    height: float

    def shape(self, path: str, matrix: tuple[float, float, float, float, float, float], colour: Colour) -> None:
        """Fill ``path`` under ``matrix``."""


@contextmanager
def marked(mark: Mark | None) -> Iterator[None]:
    """Every sheet that is begun within bears ``mark``, unless it brings one of its own."""
    before = _MARK.set(mark)
    try:
        yield
    finally:
        _MARK.reset(before)


def mark_in_force() -> Mark | None:
    """The mark that sheets bear now."""
    return _MARK.get()


def draw_mark(sheet: Marked, mark: Mark | None) -> None:
    """Draw the mark across the page, if there is one; call it before the text, which then lies above."""
    if mark is None:
        return
    width = (len(mark) - 1) * _SPACING + 1
    angle = math.atan2(sheet.height, sheet.width)
    size = math.hypot(sheet.width, sheet.height) * _SHARE / width
    cosine, sine = size * math.cos(angle), size * math.sin(angle)
    x = sheet.width / 2 - (width * cosine - 0.76 * sine) / 2
    y = sheet.height / 2 + (width * sine + 0.76 * cosine) / 2
    sheet.shape(_outline(mark), (cosine, sine, -sine, cosine, x, y), _GREY)


@cache
def _outline(mark: Mark) -> str:
    """The characters side by side, one unit high, as PDF operators."""
    from fontTools.pens.recordingPen import RecordingPen  # imported with the first draft, not with the program
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    pen = RecordingPen()
    with TTFont(bundled("title"), lazy=True) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap() or {}
        scale = 1 / font["head"].unitsPerEm
        for place, character in enumerate(mark):
            shifted = TransformPen(pen, (scale, 0, 0, scale, place * _SPACING, 0))
            glyphs[names[ord(character)]].draw(shifted)
    return " ".join(_operators(pen.value))


def _operators(segments: Iterable[tuple[str, tuple[_Point, ...]]]) -> Iterator[str]:
    """The segments of a TrueType outline as PDF operators; PDF knows cubic curves only."""
    from fontTools.pens.basePen import decomposeQuadraticSegment

    here: _Point = (0.0, 0.0)
    for name, points in segments:
        if name == "closePath":
            yield "h"
        elif name == "qCurveTo":
            for control, end in decomposeQuadraticSegment(points):
                yield _operator("c", _towards(here, control), _towards(end, control), end)
                here = end
        else:
            here = points[0]
            yield _operator("m" if name == "moveTo" else "l", here)


def _towards(point: _Point, control: _Point) -> _Point:
    """The cubic control point beside ``point`` of a quadratic curve with ``control``: two thirds of the way."""
    return (point[0] + (control[0] - point[0]) * 2 / 3, point[1] + (control[1] - point[1]) * 2 / 3)


def _operator(letter: str, *points: _Point) -> str:
    return " ".join(f"{x:.4f} {y:.4f}" for x, y in points) + f" {letter}"
