"""Codes of the vocabulary from text."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

CodeT = TypeVar("CodeT", bound=StrEnum)


def code_of(codes: type[CodeT], text: str) -> CodeT:
    """The member of ``codes`` whose code is ``text``. Raises ``ValueError`` when there is none."""
    return codes(text)
