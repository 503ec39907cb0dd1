"""Formats of numbers that series give out: ``{code}-{year}-{serial:04}``, ``津关公开答〔{year}〕{serial}号``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"\{(code|short|year|serial)(?::0(\d))?\}")
_PLAIN = re.compile(r"(?:^|\D)(\d{4})-(\d{1,6})$")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format over ``{code}``, ``{short}``, ``{year}`` and ``{serial}`` (``{serial:04}``: at least four digits)."""

    text: str

    def fault(self) -> str | None:
        """What is wrong with the format: a key of ``casework.setting_fault``, None when it may be used."""
        names = [found[1] for found in _PLACEHOLDER.finditer(self.text)]
        if names.count("serial") != 1:
            return "no_serial"
        if names.count("year") != 1:
            return "no_year"
        return "unknown_placeholder" if re.search(r"[{}]", _PLACEHOLDER.sub("", self.text)) else None

    def letter_fault(self) -> str | None:
        """What is wrong with the format of a 发文字号: year in 〔〕, neither leading zeros nor 第 (GB/T 9704 7.2.5)."""
        if fault := self.fault():
            return fault
        if any(found[2] for found in _PLACEHOLDER.finditer(self.text)):
            return "leading_zeros"
        if "第{serial}" in self.text:
            return "ordinal"
        return None if "〔{year}〕" in self.text else "year_brackets"

    def number(self, *, code: str, short: str, year: int, serial: int) -> str:
        """The number as printed."""
        values: dict[str, str | int] = {"code": code, "short": short, "year": year, "serial": serial}

        def filled(found: re.Match[str]) -> str:
            value = str(values[found[1]])
            return value.zfill(int(found[2])) if found[2] else value

        return _PLACEHOLDER.sub(filled, self.text)

    def named(self, *, code: str, short: str) -> str:
        """The format with the names of the office filled in: two that agree in it give out the same numbers."""
        return self.text.replace("{code}", code).replace("{short}", short)

    def place(self, number: str, *, code: str, short: str) -> tuple[int, int] | None:
        """Year and serial of ``number`` when it is one of this format, otherwise None."""
        parts = {"code": re.escape(code), "short": re.escape(short), "year": r"(?P<year>\d{4})"}
        parts["serial"] = r"(?P<serial>\d{1,6})"
        pattern, end = "", 0
        for found in _PLACEHOLDER.finditer(self.text):
            pattern += re.escape(self.text[end : found.start()]) + parts[found[1]]
            end = found.end()
        matched = re.fullmatch(pattern + re.escape(self.text[end:]), number)
        return (int(matched["year"]), int(matched["serial"])) if matched else None


def plain_place(number: str) -> tuple[int, int] | None:
    """Year and serial of a request number that ends with ``2026-0031``, whatever stands before it."""
    found = _PLAIN.search(number)
    return (int(found[1]), int(found[2])) if found else None
