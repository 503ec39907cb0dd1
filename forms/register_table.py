"""What a register prints: its columns and lines. Filled by the use cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TypeAlias

Value: TypeAlias = str | date | int | float | None
"""A value of a line; None, where nothing is known or there is none, leaves its cell empty."""


class ValueKind(Enum):
    """How the values of a column are written."""

    TEXT = auto()
    DAY = auto()
    NUMBER = auto()
    MONEY = auto()
    """Yuan, always with two places, so that they stand under each other."""
    HASH = auto()
    """Shortened on screen and paper, whole in files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column. ``width`` in half characters, 0: what is left of the line; ``summed``: the last line gives its sum.

    ``shortened``: a text of many lines ends in an ellipsis on paper.
    """

    label: str
    width: int
    kind: ValueKind = ValueKind.TEXT
    summed: bool = False
    shortened: bool = False

    @property
    def at_right(self) -> bool:
        """Whether its values end at the right edge."""
        return self.kind in (ValueKind.NUMBER, ValueKind.MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTable:
    """A register of ``office``. ``chain_head``: the hash of the last event that it knows.

    ``counted``: it ends with the number of its lines.
    """

    title: str
    subtitle: str
    office: str
    columns: tuple[TableColumn, ...]
    lines: Iterable[tuple[Value, ...]]
    chain_head: str
    made_on: date
    counted: bool = False


HASH_SHOWN = 12
"""So much of a hash is printed; files hold it whole."""


def in_words(column: TableColumn, value: Value) -> str:
    """A value as paper shows it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:.2f}" if column.kind is ValueKind.MONEY else f"{value:.0f}"
    return value[:HASH_SHOWN] if column.kind is ValueKind.HASH else value
