"""Chinese full-text search: text is cut into pairs of neighbouring characters, so two characters are enough to find it.

The same cut serves SQLite FTS5 and PostgreSQL's ``simple`` configuration: terms are plain ASCII. A pair is ``c`` and
the two code points in base 36 (four digits each), so that characters newer than any tokenizer's tables are found; the
last character of a run also stands alone. Runs of ASCII letters and digits stay whole: ``w`` and the word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LONE_LENGTH = 5
_MOST_TERMS_ALIKE = 48


def terms(texts: Iterable[str | None]) -> str:
    """The terms under which texts are indexed."""
    return " ".join(term for text in texts if text for run in _runs(text) for term in _cut(run))


def query(text: str) -> str | None:
    """What finds every row in which all words of the text occur; None when the text has no word.

    The end of a word may be left out, and of Chinese any part of a sentence is found.
    """
    return " AND ".join(_phrase(run) for run in _runs(text)) or None


def query_alike(text: str) -> str | None:
    """What finds rows that share words or pairs with the text; None when it has none."""
    cut = (term for run in _runs(text) for term in _cut(run))
    shared = dict.fromkeys(term for term in cut if term[0] == "w" or len(term) > _LONE_LENGTH)
    return " OR ".join(f'"{term}"' for term in list(shared)[:_MOST_TERMS_ALIKE]) or None


def _runs(text: str) -> Iterator[str]:
    """Runs of letters and digits, ASCII apart from all others; case and full width make no difference."""
    folded = text.translate(_HALF_WIDTH).casefold()
    for kind, run in groupby(folded, _kind):
        if kind:
            yield "".join(run)


@lru_cache(maxsize=4096)
def _kind(character: str) -> int:
    """1 for ASCII letters and digits, 2 for other characters of words, 0 for what stands between words."""
    if character.isascii():
        return 1 if character.isalnum() else 0
    category = unicodedata.category(character)
    # Characters newer than this Python's tables (Cn) and private ones (Co) occur in names.
    return 2 if category[0] in "LNM" or category in ("Cn", "Co") else 0


def _cut(run: str) -> list[str]:
    if run.isascii():
        return [f"w{run}"]
    codes = [_code(character) for character in run]
    pairs = [f"c{first}{second}" for first, second in pairwise(codes)]
    return [*pairs, f"c{codes[-1]}"]


def _phrase(run: str) -> str:
    cut = _cut(run)
    if run.isascii() or len(cut) == 1:
        return f'"{cut[0]}"*'
    return f'"{" ".join(cut[:-1])}"'


@lru_cache(maxsize=8192)
def _code(character: str) -> str:
    number = ord(character)
    return "".join(_DIGITS[number // 36**power % 36] for power in (3, 2, 1, 0))
