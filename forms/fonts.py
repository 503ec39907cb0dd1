"""Typefaces by their role on paper: which font prints a character, with fallback, and which character none can print.

A typeface is a chain of fonts: the office's own for the role, the bundled one, then 楷体 (all of 通用规范汉字表), then
the last resort for rare characters and whatever else lies in the office's folder. Fonts load when first needed, once a
process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from forms.office_fonts import OfficeFonts, find_fonts, further_face
from forms.truetype import Face
from resources.fonts import Role as Role
from resources.fonts import bundled
from resources.messages import ShoubanError

_FALLBACK_RISE: Final = -0.06
_BLANKS: Final = "\u00a0\u2007\u202f"
_LINE_BREAKS: Final = re.compile("\r\n|[\n\r\t\v\f\x85\u2028\u2029]")
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class UnprintableCharacter(ShoubanError):
    """No font has the character: the paper is not made, because a blank in its place would go unseen."""

    key = "forms.unprintable_character"

    def __init__(self, character: str) -> None:
        code = f"U+{ord(character):04X}"
        super().__init__(character=character, code=code)
        self.character = character
        self.code = code


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """A character in the font that prints it. Measures in em.

    ``rise``: how far it is lifted to sit well beside the font that it stands in for; ``before`` and ``after``: blank
    beside the ink; ``top`` and ``bottom`` of the ink above the base line.
    """

    character: str
    face: Face
    index: int
    advance: float
    rise: float
    before: float
    after: float
    top: float
    bottom: float


class Typeface:
    """A chain of fonts."""

    def __init__(self, role: Role) -> None:
        self.role = role
        self._glyphs: dict[str, Glyph] = {}

    def glyph(self, character: str) -> Glyph:
        """The glyph of ``character`` in the first font that has it. Raises ``UnprintableCharacter``."""
        known = self._glyphs.get(character)
        if known is None:
            known = self._glyphs[character] = self._find(character)
        return known

    def glyphs(self, text: str) -> list[Glyph]:
        """The glyphs of ``text``, one a character. Raises ``UnprintableCharacter``."""
        return [self.glyph(character) for character in text]

    def width(self, text: str, size: float) -> float:
        """The width of ``text`` on one line, in points."""
        return size * sum(glyph.advance for glyph in self.glyphs(text))

    def _find(self, character: str) -> Glyph:
        for face, rise in _faces(self.role):
            if face.has(character):
                return _glyph(character, face, face.glyph(character), rise)
        if character in _BLANKS:
            return replace(self.glyph(" "), character=character)
        raise UnprintableCharacter(character)


@dataclass(slots=True)
class _Chosen:
    """The font folder of the office whose papers this process prints."""

    folder: Path | None = None


_CHOSEN: Final = _Chosen()


def use_font_folder(folder: Path | None) -> None:
    """Print with the office's own fonts in ``folder`` from now on; None: with the bundled ones."""
    if folder != _CHOSEN.folder:
        _CHOSEN.folder = folder
        reload_fonts()


def reload_fonts() -> None:
    """Look into the folder anew when the next character is printed."""
    office_fonts.cache_clear()
    typeface.cache_clear()


@cache
def office_fonts() -> OfficeFonts:
    """The office's own fonts, and what is wrong with files that cannot be used."""
    return find_fonts(_CHOSEN.folder)


@cache
def typeface(role: Role) -> Typeface:
    """The typeface of a role: 仿宋 body, 小标宋 title, 黑体 heading, 楷体 fallback."""
    return Typeface(role)


def visible(text: str) -> str:
    """``text`` as one line prints it: line breaks and tabulators become blanks, what never prints falls away.

    Direction and joining marks, soft hyphens and variation selectors never print.
    """
    if text.isprintable() and not _SELECTORS.search(text):
        return text
    return "".join(_shown(character) for character in _LINE_BREAKS.sub(" ", text))


def _shown(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf") or _SELECTORS.match(character):
        return ""
    return character


def _glyph(character: str, face: Face, index: int, rise: float) -> Glyph:
    advance = face.advance(index)
    left, bottom, right, top = face.ink(index)
    return Glyph(
        character=character,
        face=face,
        index=index,
        advance=advance / 1000,
        rise=rise,
        before=left / 1000,
        after=(advance - right) / 1000,
        top=top / 1000,
        bottom=bottom / 1000,
    )


def _faces(role: Role) -> Iterator[tuple[Face, float]]:
    """The fonts of a role, best first, with their rise in em; each loads when it is asked for."""
    own = office_fonts()
    if role in own.by_role:
        yield own.by_role[role].face, 0.0
    yield _face(bundled(role)), 0.0
    if role != "fallback":
        yield _face(bundled("fallback")), _FALLBACK_RISE if role == "body" else 0.0
    if own.last_resort is not None:
        yield _face(own.last_resort), 0.0
    for file in own.further:
        if (face := further_face(file)) is not None:
            yield face, 0.0


@cache
def _face(path: Path) -> Face:
    return Face(path)
