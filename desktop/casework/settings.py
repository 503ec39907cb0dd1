"""The office's own facts: names, remedies, contact, numbering, who sits at the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.records import Changes
from desktop.casework.context import Context
from resources.vocabulary import LetterKind


class OfficeLevel(StrEnum):
    """Where a customs house stands; decides the review body (行政复议法 27)."""

    SUBORDINATE = "subordinate"
    DIRECT = "direct"
    ADMINISTRATION = "administration"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """What letters and numbers need to know of the office.

    ``name``: short, key of the office in exchange files (天津海关); ``full_name``: as printed (中华人民共和国天津海关).
    ``request_number``: format of request numbers over ``{code}``, ``{year}``, ``{serial:04}``. ``letter_series``: kind
    -> format of its 发文字号 over ``{year}`` and ``{serial}``; kinds with the same format share a series.
    """

    name: str
    full_name: str = ""
    code: str = ""
    level: OfficeLevel = OfficeLevel.DIRECT
    remedy_body: str = ""
    remedy_court: str = ""
    contact_office: str = ""
    contact_phone: str = ""
    address: str = ""
    postcode: str = ""
    short_form: str = ""
    request_number: str = ""
    letter_series: Mapping[LetterKind, str] | None = None
    correction_days: int = 10
    clerk: str = ""
    window: str = ""
    backup_folder: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """Settings as they stand, with what is missing before letters can be issued (field -> sentence)."""

    settings: OfficeSettings
    next_request_number: str
    next_letter_numbers: Mapping[LetterKind, str]
    missing: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """Reading and changing the office's settings."""

    context: Context

    def view(self) -> SettingsView:
        """Settings as they stand."""
        raise NotImplementedError

    def office(self) -> OfficeSettings:
        """The office's settings; defaults where nothing was set."""
        raise NotImplementedError

    def save(self, settings: OfficeSettings) -> Changes:
        """Keep ``settings``; the name makes the office known. Raises ``SettingRefused(field, why)``."""
        raise NotImplementedError
