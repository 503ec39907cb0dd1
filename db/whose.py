"""Whose rows a sum or a list takes: those of one office, or of several together without what counts twice."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement


@dataclass(frozen=True, slots=True)
class Whose:
    """Inner ids of offices, and of the requests among theirs that count at another one of them."""

    offices: tuple[int, ...]
    left_out: tuple[int, ...] = ()


def of(column: Column[int], whose: Whose) -> ColumnElement[bool]:
    """The rows of these offices; of a single one along its index."""
    return column == whose.offices[0] if len(whose.offices) == 1 else column.in_(whose.offices)


def once(column: Column[int], whose: Whose) -> list[ColumnElement[bool]]:
    """Without the requests that count elsewhere."""
    return [column.not_in(whose.left_out)] if whose.left_out else []
