"""Exchange files that were limited to some days: requests that arrived on others are not in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from db.records import Json
from db.report_records import TakenIn
from db.store import Reading, Writing
from desktop.casework.exchange.exchange_writing import ALL_DAYS, Days

_SETTING = "exchange_excerpts"
"""The setting of an office that holds, by SHA-256, the days to which each excerpt that was taken in is limited."""


def keep_excerpt(writing: Writing, file: TakenIn, arrived: Days) -> None:
    """Keep to which days a file that was taken in is limited."""
    if arrived == ALL_DAYS:
        return
    known = writing.setting(file.office, _SETTING)
    limits: list[Json] = [None if day is None else day.isoformat() for day in arrived]
    writing.put_setting(file.office, _SETTING, {**(known if isinstance(known, dict) else {}), file.sha256: limits})


def excerpts_of(reading: Reading, office: str) -> Mapping[str, Days]:
    """The days of each excerpt of an office, by the SHA-256 of the file."""
    known = reading.setting(office, _SETTING)
    return {sha256: _days(limits) for sha256, limits in known.items()} if isinstance(known, dict) else {}


def _days(limits: Json) -> Days:
    if not isinstance(limits, list):
        return ALL_DAYS
    first, last = (None if day is None else date.fromisoformat(str(day)) for day in limits)
    return first, last
