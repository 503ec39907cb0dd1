"""Letters for Alt: one for each field of a form, in reading order."""

from __future__ import annotations

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWYZ"
"""Without X: Alt+X turns a code into a character."""


def with_mnemonic(name: str, place: int) -> str:
    """``日期 (&A)`` for the first field of a form; fields beyond the alphabet have none."""
    plain = name.replace("&", "&&")
    return f"{plain} (&{_LETTERS[place]})" if place < len(_LETTERS) else plain
