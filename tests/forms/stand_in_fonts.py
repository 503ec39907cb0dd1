"""Small TrueType files that carry the names of official fonts: the fonts themselves may not be kept here."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

CHARACTERS = "一海关答复书123 "


def stand_in(path: Path, name: str, characters: str = CHARACTERS, *, restricted: bool = False) -> Path:
    """A font called ``name`` whose every character is a black square."""
    names = [".notdef", *(f"u{ord(character):04X}" for character in characters)]
    pen = TTGlyphPen(None)
    for place, point in enumerate(((60, -60), (60, 800), (940, 800), (940, -60))):
        pen.lineTo(point) if place else pen.moveTo(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): f"u{ord(character):04X}" for character in characters})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 60)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=2 if restricted else 0)
    family = {"en": name, "zh": name}
    builder.setupNameTable(
        {"familyName": family, "styleName": "Regular", "fullName": family, "psName": "仿宋 Stand-In"}
    )
    builder.setupPost()
    builder.save(path)
    return path
