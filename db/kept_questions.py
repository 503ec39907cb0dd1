"""Questions that are worked out once: a page behind a figure is read sooner than its statement is built and compiled.

What is asked comes apart into its shape and its values. For a shape the statement is built and compiled once, with
places instead of values; its text goes to the driver with the values of the day, through the connection as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Date, Dialect, Integer, Select, String, bindparam

Build = Callable[..., Select[Any]]
Convert = Callable[[Any], Any]
_MOST_QUESTIONS = 512


def rows_of(connection: Connection, build: Build, parts: tuple[object, ...], fixed: tuple[object, ...]) -> list[Any]:
    """The rows of ``build(*parts, *fixed)``.

    ``parts``: records, tuples, days, numbers and texts. ``build`` sees places in place of the values in them, but None,
    True and False as they are: it may ask which values there are, not what they are. ``fixed``: what it may look at.
    """
    values: list[Any] = []
    shape = _taken_apart(parts, values)
    return _question(connection.dialect, build, shape, fixed).ask(connection, values)


@dataclass(frozen=True, slots=True)
class _Filling:
    """What stands at a place of the text: a constant (``place`` None), or the value of that number, converted."""

    name: str
    place: int | None
    constant: Any = None
    convert: Convert | None = None

    def of(self, values: list[Any]) -> Any:
        if self.place is None:
            return self.constant
        value = values[self.place]
        return value if self.convert is None else self.convert(value)


@dataclass(frozen=True, slots=True)
class _Question:
    """A text for the driver, what fills its places, and the columns that are converted when they are read."""

    text: str
    positional: bool
    fillings: tuple[_Filling, ...]
    reads: tuple[tuple[int, Convert], ...]

    def ask(self, connection: Connection, values: list[Any]) -> list[Any]:
        if self.positional:
            given: Any = tuple([filling.of(values) for filling in self.fillings])
        else:
            given = {filling.name: filling.of(values) for filling in self.fillings}
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.text, given)
            rows = list(cursor.fetchall())
        finally:
            cursor.close()
        return [self._read(list(row)) for row in rows] if self.reads else rows

    def _read(self, row: list[Any]) -> list[Any]:
        for column, read in self.reads:
            row[column] = read(row[column])
        return row


@lru_cache(maxsize=_MOST_QUESTIONS)
def _question(dialect: Dialect, build: Build, shape: Any, fixed: tuple[object, ...]) -> _Question:
    places: dict[str, int] = {}
    statement = build(*_put_together(shape, places), *fixed)
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    constants = compiled.params
    fillings = [
        _filling(name, places.get(name), constants[name], compiled.binds.get(name), dialect)
        for name in compiled.positiontup or constants
    ]
    kinds = [column.type.dialect_impl(dialect) for column in statement.selected_columns]
    reads = ((place, kind.result_processor(dialect, None)) for place, kind in enumerate(kinds))
    return _Question(
        text=compiled.string,
        positional=compiled.positiontup is not None,
        fillings=tuple(fillings),
        reads=tuple((place, read) for place, read in reads if read is not None),
    )


def _filling(
    name: str, place: int | None, constant: Any, bound: BindParameter[Any] | None, dialect: Dialect
) -> _Filling:
    convert = None if bound is None else bound.type.dialect_impl(dialect).bind_processor(dialect)
    if place is None:
        return _Filling(name, None, constant if convert is None else convert(constant))
    return _Filling(name, place, convert=convert)


def _taken_apart(value: Any, values: list[Any]) -> Any:
    """The shape of ``value``; what it holds goes to ``values``."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        values.append(value)
        return String
    if isinstance(value, date):
        values.append(value)
        return Date
    if isinstance(value, int):
        values.append(value)
        return Integer
    if isinstance(value, tuple):
        return (tuple, *[_taken_apart(each, values) for each in value])
    return (type(value), *[_taken_apart(getattr(value, name), values) for name in _fields_of(value.__class__)])


def _put_together(shape: Any, places: dict[str, int]) -> Any:
    """What has that shape, with places that are named in the order of their values."""
    if shape is None or isinstance(shape, bool):
        return shape
    if not isinstance(shape, tuple):
        name = f"value_{len(places)}"
        places[name] = len(places)
        return bindparam(name, None, type_=shape)
    kind, *parts = shape
    inside = [_put_together(part, places) for part in parts]
    return tuple(inside) if kind is tuple else kind(**dict(zip(_fields_of(kind), inside, strict=True)))


@lru_cache(maxsize=64)
def _fields_of(kind: type) -> tuple[str, ...]:
    assert is_dataclass(kind)
    return tuple(field.name for field in fields(kind))
