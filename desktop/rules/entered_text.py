"""What was typed or pasted, as it is kept: without marks that no paper and no file can hold.

Names are never normalised (GB 18030): only the digits, letters and signs of numbers are folded, and only there.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase

_LARGE = {ord(letter): letter.upper() for letter in ascii_lowercase}
_MAIL_ADDRESS = re.compile(r"[^\s@,;:<>()，；]+@[^\s@,;:<>()，；.]+(\.[^\s@,;:<>()，；.]+)+")
_BREAKS = {ord(mark): "\n" for mark in "\r\v\f\x85\u2028\u2029"}
_UNSEEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
"""Marks that nobody sees: a text with them reads like another and is not found; some turn the reading direction."""

_HALF_WIDTH = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: ord(" ")}
"""Full-width digits, letters and signs (U+FF01-FF5E), and the ideographic space."""


def plain_text(text: str) -> str:
    """``text`` without control characters and unseen marks; line breaks stay, a tab becomes a blank."""
    lines = text.replace("\r\n", "\n").translate(_BREAKS).replace("\t", " ")
    return "".join(one for one in lines if one == "\n" or _is_seen(one))


def one_line(text: str) -> str:
    """``text`` as it stands in a field of one line: a line break becomes a blank."""
    return plain_text(text).replace("\n", " ")


def half_width(text: str) -> str:
    """A number, address of mail or code in one line, its full-width digits, letters and signs folded."""
    return one_line(text).translate(_HALF_WIDTH)


def identity_number(text: str) -> str:
    """The number of an identity paper: without blanks, its letters large (GB 11643: x is X), so that it is found."""
    return "".join(half_width(text).split()).translate(_LARGE)


def is_mail_address(text: str) -> bool:
    """Whether a message can be sent to ``text``: one address, with a host that has a name."""
    return _MAIL_ADDRESS.fullmatch(text.strip()) is not None


def _is_seen(character: str) -> bool:
    return character not in _UNSEEN and unicodedata.category(character) not in ("Cc", "Cs")
