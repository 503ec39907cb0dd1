"""What a paper needs to know: facts with labels and types, and reading them from JSON values.

A paper declares its facts as a frozen dataclass; each dataclass field carries its ``FactField`` in its metadata::

    @dataclass(frozen=True, slots=True, kw_only=True)
    class ExtensionFacts(LetterFacts):
        extension_days: int = field(metadata=fact("延长的工作日数", "number", low=1, high=20))
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Literal, TypeAlias, TypedDict, TypeVar, Unpack

from resources.messages import ShoubanError, say
from resources.wording import Condition, remedy_clauses

DATED = "date"
"""The fact that is the day of a paper (成文日期)."""

FactType: TypeAlias = Literal["text", "texts", "date", "number", "choice", "yes_no", "rows"]


class Origin(Enum):
    """Who knows a fact: settings of the office, the request's file, the act of issuing, or staff alone."""

    OFFICE = "office"
    REQUEST = "request"
    ISSUE = "issue"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a fact of type ``choice`` may have."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactField:
    """One fact of a paper.

    ``type``: ``text``; ``texts`` (a list); ``date`` (``YYYY-MM-DD``); ``number`` (whole, ``low`` to ``high``);
    ``choice`` (a code of ``choices``); ``yes_no``; ``rows`` (a list of objects that only the program fills in).
    ``when``: the fact belongs to the paper only where all these conditions hold.
    """

    name: str
    label: str
    type: FactType
    required: bool = True
    choices: tuple[Choice, ...] | None = None
    when: tuple[Condition, ...] = ()
    origin: Origin = Origin.STAFF
    low: int | None = None
    high: int | None = None
    hint: str = ""

    def applies(self, values: Mapping[str, object]) -> bool:
        """Whether the fact belongs to a paper with these values."""
        return all(condition.holds(values) for condition in self.when)


@dataclass(frozen=True, slots=True)
class Facts:
    """Base of all facts."""


class FactsMissing(ShoubanError):
    """A paper cannot be issued because required facts (``fields``) are missing."""

    key = "forms.facts_missing"

    def __init__(self, fields: tuple[FactField, ...]) -> None:
        super().__init__(labels="、".join(field.label for field in fields))
        self.fields = fields


class FactRefused(ShoubanError):
    """A value cannot stand for the fact ``field``."""

    key = "forms.fact_refused"

    def __init__(self, field: FactField, reason: str) -> None:
        super().__init__(label=field.label, reason=reason)
        self.field = field


AnyFacts = TypeVar("AnyFacts", bound=Facts)


class _Options(TypedDict, total=False):
    required: bool
    choices: tuple[Choice, ...]
    when: tuple[Condition, ...]
    origin: Origin
    low: int
    high: int
    hint: str


def fact(label: str, type_: FactType = "text", **options: Unpack[_Options]) -> dict[str, FactField]:
    """Metadata of a dataclass field that is a fact; the field's own name becomes the fact's."""
    return {"fact": FactField(name="", label=label, type=type_, **options)}


def choices(labels: Mapping[str, str]) -> tuple[Choice, ...]:
    """Choices from code -> label."""
    return tuple(Choice(code, label) for code, label in labels.items())


def fields_of(facts: type[Facts]) -> tuple[FactField, ...]:
    """The fields of a facts dataclass, in order."""
    return tuple(replace(field.metadata["fact"], name=field.name) for field in dataclasses.fields(facts))


def missing(fields: tuple[FactField, ...], values: Mapping[str, object]) -> tuple[FactField, ...]:
    """The required facts among ``fields`` that belong to the paper and have no value."""
    return tuple(
        field for field in fields if field.required and field.applies(values) and is_empty(values.get(field.name))
    )


def is_empty(value: object) -> bool:
    """Whether a value says nothing: null, blank text, a list without anything in it."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list | tuple):
        return all(is_empty(entry) for entry in value)
    return value is None


def read(facts: type[AnyFacts], values: Mapping[str, object]) -> AnyFacts:
    """The facts in JSON ``values``; names that the paper does not know are ignored.

    Raises ``FactsMissing`` when a required fact has no value, ``FactRefused`` when a value cannot stand.
    """
    fields = fields_of(facts)
    if absent := missing(fields, values):
        raise FactsMissing(absent)
    return facts(**read_known(fields, values))


def read_known(fields: tuple[FactField, ...], values: Mapping[str, object]) -> dict[str, object]:
    """The values that are there, in Python's types, by name. Raises ``FactRefused``."""
    return {
        field.name: read_value(field, values[field.name])
        for field in fields
        if not is_empty(values.get(field.name)) and field.applies(values)
    }


def read_value(field: FactField, value: object) -> object:
    """One JSON value in Python's type: str, tuple of str, date, int, bool, or tuple of mappings.

    Raises ``FactRefused`` with a reason in words.
    """
    match field.type:
        case "text":
            return _text(field, value)
        case "texts":
            return tuple(_text(field, entry) for entry in _list(field, value) if not is_empty(entry))
        case "date":
            return _date(field, value)
        case "number":
            return _number(field, value)
        case "choice":
            return _choice(field, value)
        case "yes_no":
            if not isinstance(value, bool):
                raise _refused(field, "not_yes_no")
            return value
        case "rows":
            return tuple(_list(field, value))


def _refused(field: FactField, reason: str, **facts: object) -> FactRefused:
    return FactRefused(field, say(f"forms.refused.{reason}", **facts))


def _text(field: FactField, value: object) -> str:
    if not isinstance(value, str):
        raise _refused(field, "not_text")
    return value


def _list(field: FactField, value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise _refused(field, "not_list")
    return list(value)


def _date(field: FactField, value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        found = date.fromisoformat(str(value))
    except ValueError as fault:
        raise _refused(field, "not_date") from fault
    if found.isoformat() != value:
        raise _refused(field, "not_date")
    first = remedy_clauses()[0].first
    if field.name == DATED and found < first:
        raise _refused(field, "before_regulation", first=first)
    return found


def _number(field: FactField, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(field, "not_number")
    if isinstance(value, float) and not value.is_integer():  # NaN and Infinity, which JSON files may say, are none
        raise _refused(field, "not_number")
    found = int(value)
    if field.low is not None and found < field.low:
        raise _refused(field, "too_small", low=field.low)
    if field.high is not None and found > field.high:
        raise _refused(field, "too_large", high=field.high)
    return found


def _choice(field: FactField, value: object) -> str:
    codes = [entry.code for entry in field.choices or ()]
    if value not in codes:
        raise _refused(field, "not_choice", labels="、".join(entry.label for entry in field.choices or ()))
    return str(value)
