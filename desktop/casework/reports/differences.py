"""Two texts side by side: what stayed, what went, what is new. Cut between words of western text, not within them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

_UNITS = re.compile(r"〔[^〔〕]*〕|\{[a-z0-9_]+\}|[A-Za-z0-9]+|.", re.DOTALL)


class Change(Enum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ChangedPiece:
    """A run of text that stayed, went or is new."""

    change: Change
    text: str


def compared(before: str, after: str) -> tuple[ChangedPiece, ...]:
    """``after`` beside ``before``. The pieces that are not new make ``before``, those that are not gone ``after``."""
    old, new = _UNITS.findall(before), _UNITS.findall(after)
    pieces: list[ChangedPiece] = []
    for _, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        gone, added = "".join(old[i:j]), "".join(new[k:m])
        if gone == added:
            pieces.append(ChangedPiece(Change.SAME, gone))
            continue
        pieces += [ChangedPiece(Change.GONE, gone)] if gone else []
        pieces += [ChangedPiece(Change.NEW, added)] if added else []
    return tuple(pieces)
