"""Typed reading of one line of an exchange file; every fault names the line and the field."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date

from db.records import Json
from desktop.casework.codes import CodeT, code_of
from resources.messages import ShoubanError, say

_MOST_YUAN = 10**9
"""The largest amount of one payment or notice: far above any fee, and sums of a million of them can be stored."""

_MOST_PAGES = 10**9
"""The most pages of one paper: far above any, and the sum of a file's papers can be stored."""


class ExchangeError(ShoubanError):
    """A line of an exchange file that cannot be taken in. ``fault`` is a key of the messages with its ``facts``.

    A fault without a dot is one of ``casework.exchange_fault``.
    """

    key = "casework.exchange_field"

    def __init__(self, line: int, field: str, fault: str, **facts: object) -> None:
        super().__init__(line=line, field=field)
        self.line = line
        self.field = field
        self.fault = fault
        self.fault_facts: Mapping[str, object] = facts

    def reason(self, lang: str = "zh") -> str:
        """What is wrong with the field, without the place and without a full stop: it stands within a sentence."""
        name = self.fault if "." in self.fault else f"casework.exchange_fault.{self.fault}"
        return say(name, lang, **self.fault_facts).rstrip("。.")

    def sentence(self, lang: str = "zh") -> str:
        """Where and what, and that nothing was taken in."""
        key = self.key if self.field else "casework.exchange_line"
        return say(key, lang, line=self.line, field=self.field, fault=self.reason(lang))


class Fields:
    """The fields of one JSON object. What was not asked for when all is read is unknown, and kept (``unread``)."""

    def __init__(self, values: Mapping[str, Json], line: int, path: str = "") -> None:
        self._values = values
        self._asked: set[str] = set()
        self.line = line
        self.path = path

    def fault(self, name: str, fault: str, **facts: object) -> ExchangeError:
        """The error that names the field ``name`` of this object."""
        return ExchangeError(self.line, f"{self.path}{name}", fault, **facts)

    def _optional(self, name: str) -> Json:
        self._asked.add(name)
        return self._values.get(name)

    def _required(self, name: str) -> Json:
        value = self._optional(name)
        if value is None:
            raise self.fault(name, "missing")
        return value

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._optional(name) is not None

    def anything(self, name: str) -> Json:
        """The value as it stands, None where it is missing."""
        return self._optional(name)

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self._required(name)
        if not isinstance(value, str):
            raise self.fault(name, "not_text")
        return value

    def text_or_none(self, name: str) -> str | None:
        """A text, or None where it is missing or null."""
        return None if self._optional(name) is None else self.text(name)

    def code(self, name: str, codes: type[CodeT]) -> CodeT:
        """A code of the vocabulary that must be there."""
        text = self.text(name)
        try:
            return code_of(codes, text)
        except ValueError:
            raise self.fault(name, "unknown_code", text=text) from None

    def code_or_none(self, name: str, codes: type[CodeT]) -> CodeT | None:
        """A code of the vocabulary, or None where it is missing or null."""
        return None if self._optional(name) is None else self.code(name, codes)

    def day(self, name: str) -> date:
        """A date ``YYYY-MM-DD`` that must be there."""
        text = self.text(name)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise self.fault(name, "not_a_date", text=text) from None
        if day.isoformat() != text:
            raise self.fault(name, "not_a_date", text=text)
        return day

    def day_or_none(self, name: str) -> date | None:
        """A date, or None where it is missing or null."""
        return None if self._optional(name) is None else self.day(name)

    def whole_number(self, name: str, least: int = 0) -> int:
        """A whole number of at least ``least`` that must be there."""
        value = self._required(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fault(name, "not_a_whole_number")
        if value < least:
            raise self.fault(name, "too_small", least=least)
        return value

    def pages_or_none(self, name: str) -> int | None:
        """A number of pages, or None where it is missing or null."""
        if self._optional(name) is None:
            return None
        pages = self.whole_number(name)
        if pages > _MOST_PAGES:
            raise self.fault(name, "too_large", most=_MOST_PAGES)
        return pages

    def amount(self, name: str) -> float:
        """A number of yuan, not negative, and no more than sums of them can hold."""
        value = self._required(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(name, "not_a_number")
        if value < 0:
            raise self.fault(name, "too_small", least=0)
        if value > _MOST_YUAN:
            raise self.fault(name, "too_large", most=_MOST_YUAN)
        return value

    def yes_no_or_none(self, name: str) -> bool | None:
        """True or false, or None where it is missing or null."""
        value = self._optional(name)
        if value is not None and not isinstance(value, bool):
            raise self.fault(name, "not_yes_no")
        return value

    def yes_no(self, name: str) -> bool:
        """True or false that must be there."""
        self._required(name)
        return bool(self.yes_no_or_none(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts that must be there."""
        value = self._required(name)
        if not isinstance(value, list):
            raise self.fault(name, "not_a_list")
        for place, item in enumerate(value):
            if not isinstance(item, str):
                raise self.fault(f"{name}[{place}]", "not_text")
        return tuple(str(item) for item in value)

    def content(self, name: str) -> bytes | None:
        """Bytes written as base64, or None where they are missing or null."""
        text = self.text_or_none(name)
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise self.fault(name, "not_base64") from None

    def child(self, name: str) -> Fields:
        """An object that must be there."""
        return self._object(name, self._required(name))

    def child_or_none(self, name: str) -> Fields | None:
        """An object, or None where it is missing or null."""
        return None if self._optional(name) is None else self.child(name)

    def children(self, name: str) -> list[Fields]:
        """A list of objects that must be there."""
        value = self._required(name)
        if not isinstance(value, list):
            raise self.fault(name, "not_a_list")
        return [self._object(f"{name}[{place}]", item) for place, item in enumerate(value)]

    def children_or_none(self, name: str) -> list[Fields]:
        """A list of objects, empty where it is missing or null."""
        return [] if self._optional(name) is None else self.children(name)

    def _object(self, name: str, value: Json) -> Fields:
        if not isinstance(value, dict):
            raise self.fault(name, "not_an_object")
        return Fields(value, self.line, f"{self.path}{name}.")

    def unread(self) -> dict[str, Json]:
        """The fields that nobody asked for, as they stand."""
        return {name: value for name, value in self._values.items() if name not in self._asked}
