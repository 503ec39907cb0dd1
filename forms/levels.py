"""Numbers of levels and their type: 一、 黑体, （一） 楷体, 1. and （1） 仿宋 (GB/T 9704 7.3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from forms.fonts import Glyph, Role, typeface

_NUMBERS: Final = "一二三四五六七八九十百"
_FIRST: Final = re.compile(rf"[{_NUMBERS}]+、")
_SECOND: Final = re.compile(rf"（[{_NUMBERS}]+）")
_HEADING: Final = re.compile(r"[^。；：，？！]{1,30}(?:。(?=.)|$)")
"""The words behind a number that are its heading: a phrase without a comma that ends the paragraph or is followed by
further sentences. Of a sentence that is the whole item only the number is set apart."""


@dataclass(frozen=True, slots=True)
class LevelTypeface:
    """仿宋 whose first ``length`` characters are set in the type of their level."""

    role: Role
    length: int

    def glyphs(self, text: str) -> list[Glyph]:
        """The glyphs of ``text``, one a character. Raises ``UnprintableCharacter``."""
        body, level = typeface("body"), typeface(self.role)
        return [*level.glyphs(text[: self.length]), *body.glyphs(text[self.length :])]


def level_typeface(text: str) -> LevelTypeface:
    """The type of a paragraph by the number with which it begins."""
    levels: tuple[tuple[re.Pattern[str], Role], ...] = ((_FIRST, "heading"), (_SECOND, "fallback"))
    for number, role in levels:
        if found := number.match(text):
            heading = _HEADING.match(text, found.end())
            return LevelTypeface(role, heading.end() if heading else found.end())
    return LevelTypeface("body", 0)
