"""The office's own facts: names, remedies, contact, numbering, who sits at the window."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from db.numbers import Serial
from db.records import Changes, Json
from db.store import Reading, Writing
from desktop.casework.codes import code_of
from desktop.casework.context import Context
from desktop.casework.office.number_format import NumberFormat, plain_place
from desktop.casework.office.number_series import DEFAULT_SERIES, known_series
from desktop.rules.standing import DEFAULT_THRESHOLDS, Thresholds
from desktop.rules.timeline import INTERNAL_MARGIN
from resources.messages import ShoubanError, say
from resources.vocabulary import LetterKind


class OfficeLevel(StrEnum):
    """Where a customs house stands; decides the review body (行政复议法 27)."""

    SUBORDINATE = "subordinate"
    DIRECT = "direct"
    ADMINISTRATION = "administration"


class SettingRefused(ShoubanError):
    """A setting that cannot stand; ``field`` is its name in ``OfficeSettings``."""

    key = "casework.setting_refused"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(label=say(f"casework.setting.{field}"), reason=say(f"casework.setting_fault.{reason}"))
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """What letters and numbers need to know of the office.

    ``name``: short, key of the office in exchange files (天津海关); ``full_name``: as printed (中华人民共和国天津海关).
    ``short_form``: 机关代字 of its letters (津关). ``request_number``: format of request numbers over ``{code}``,
    ``{year}`` and ``{serial:04}``. ``letter_series``: kind -> format of its 发文字号 over ``{short}``, ``{year}`` and
    ``{serial}``; kinds with the same format share a series, a kind without one gets no number. ``red_days``,
    ``amber_days``: up to how many working days left a limit is red or amber; ``target_days``: working days by which
    the internal target lies before the limit.
    """

    name: str
    full_name: str = ""
    code: str = ""
    level: OfficeLevel = OfficeLevel.DIRECT
    remedy_body: str = ""
    remedy_court: str = ""
    remedy_platform: str = ""
    contact_office: str = ""
    contact_phone: str = ""
    address: str = ""
    postcode: str = ""
    short_form: str = ""
    request_number: str = ""
    letter_series: Mapping[LetterKind, str] | None = None
    correction_days: int = 10
    red_days: int = DEFAULT_THRESHOLDS.red
    amber_days: int = DEFAULT_THRESHOLDS.amber
    target_days: int = INTERNAL_MARGIN
    clerk: str = ""
    window: str = ""
    backup_folder: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSettings:
    """How urgent a limit looks, and how many working days before it the internal target lies."""

    thresholds: Thresholds = DEFAULT_THRESHOLDS
    target_days: int = INTERNAL_MARGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """Settings as they stand, with what is missing before letters can be issued (field -> sentence)."""

    settings: OfficeSettings
    next_request_number: str
    next_letter_numbers: Mapping[LetterKind, str]
    missing: Mapping[str, str]


_NEEDED_FOR_LETTERS = ("name", "full_name", "remedy_body", "remedy_court", "contact_office", "contact_phone", "address")
_ADMINISTRATION = "海关总署"
_PREFIX = "中华人民共和国"
_REQUEST_SERIES = "request"
HEADER_SETTING = "exchange_header"
"""Unknown keys of the header of the file that came in last; they go out again."""

_CORRECTION_DAYS = range(5, 16)
_MOST_AMBER = 15
"""A limit is 15 or 20 working days long: bands beyond that would be amber from the first day."""
_CODE = re.compile("(?:[0-9]{4})?")
_TARGET_DAYS = range(1, 11)
_DEFAULT_CORRECTION_DAYS = 10
_TEXTS = (
    "full_name",
    "code",
    "remedy_body",
    "remedy_court",
    "remedy_platform",
    "contact_office",
    "contact_phone",
    "address",
    "postcode",
    "short_form",
    "request_number",
    "clerk",
    "window",
    "backup_folder",
)


def office_settings(reading: Reading, office: str) -> OfficeSettings:
    """The settings of ``office``; what it did not set follows from its name and level."""
    stored = reading.settings(office) if office else {}
    days, own = stored.get("correction_days"), _limits_in(stored)
    return with_defaults(
        OfficeSettings(
            name=office,
            **{name: str(stored.get(name) or "") for name in _TEXTS},
            level=code_of(OfficeLevel, str(stored.get("level") or OfficeLevel.DIRECT)),
            letter_series=_stored_series(stored.get("letter_series")),
            correction_days=days if isinstance(days, int) else _DEFAULT_CORRECTION_DAYS,
            red_days=own.thresholds.red,
            amber_days=own.thresholds.amber,
            target_days=own.target_days,
            demonstration=stored.get("demonstration") is True,
        )
    )


def limit_settings(reading: Reading, office: str) -> LimitSettings:
    """The bands and the internal target of ``office``."""
    return _limits_in(reading.settings(office) if office else {})


def _limits_in(stored: Mapping[str, Json]) -> LimitSettings:
    def days(name: str, default: int) -> int:
        value = stored.get(name)
        return value if isinstance(value, int) else default

    return LimitSettings(
        thresholds=Thresholds(
            red=days("red_days", DEFAULT_THRESHOLDS.red), amber=days("amber_days", DEFAULT_THRESHOLDS.amber)
        ),
        target_days=days("target_days", INTERNAL_MARGIN),
    )


def demonstration_settings(values: Mapping[str, str]) -> OfficeSettings:
    """The settings of a demonstration office by name; only texts are given."""
    texts = {name: values.get(name, "") for name in _TEXTS}
    return OfficeSettings(
        name=values["name"],
        **texts,
        level=OfficeLevel.DIRECT,
        letter_series=None,
        correction_days=_DEFAULT_CORRECTION_DAYS,
        red_days=DEFAULT_THRESHOLDS.red,
        amber_days=DEFAULT_THRESHOLDS.amber,
        target_days=INTERNAL_MARGIN,
        demonstration=True,
    )


def _stored_series(value: Json) -> dict[LetterKind, str]:
    if not isinstance(value, dict):
        return {}
    return {code_of(LetterKind, kind): str(form) for kind, form in value.items()}


def with_defaults(settings: OfficeSettings) -> OfficeSettings:
    """``settings`` with what follows from name and level where nothing was set."""
    name = settings.name
    return replace(
        settings,
        full_name=settings.full_name or (_PREFIX + name if name and not name.startswith(_PREFIX) else name),
        short_form=settings.short_form or name,
        remedy_body=settings.remedy_body or ("" if settings.level is OfficeLevel.SUBORDINATE else _ADMINISTRATION),
        request_number=settings.request_number
        or ("{code}-{year}-{serial:04}" if settings.code else "{year}-{serial:04}"),
        letter_series=dict(DEFAULT_SERIES) | dict(settings.letter_series or {}),
    )


def take_request_number(writing: Writing, settings: OfficeSettings, year: int) -> tuple[str, Serial]:
    """The next request number of the office."""
    serial = writing.next_serial(settings.name, _REQUEST_SERIES, year)
    return _request_number(settings, year, serial.value), serial


def take_letter_number(
    writing: Writing, settings: OfficeSettings, kind: LetterKind, year: int
) -> tuple[str | None, Serial | None]:
    """The next 发文字号 of the kind's series; None for papers without one."""
    form = _series_of(settings, kind)
    if form is None:
        return None, None
    free = _free_serial(writing, settings, form, year)
    writing.pass_over(settings.name, form, year, free - 1)
    serial = writing.next_serial(settings.name, form, year)
    return _letter_number(settings, form, year, serial.value), serial


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """The place of a number in one of the office's own series."""

    series: str
    year: int
    serial: int


def request_place(settings: OfficeSettings, number: str) -> SeriesPlace | None:
    """Where a request number that came in from elsewhere would stand in the own series; None when in none."""
    form = NumberFormat(settings.request_number)
    place = form.place(number, code=settings.code, short=settings.short_form) or plain_place(number)
    return SeriesPlace(_REQUEST_SERIES, *place) if place else None


def letter_place(settings: OfficeSettings, kind: LetterKind, number: str | None) -> SeriesPlace | None:
    """Where a 发文字号 that came in from elsewhere would stand in the own series; None when in none."""
    form = _series_of(settings, kind)
    if form is None or number is None:
        return None
    place = NumberFormat(form).place(number, code=settings.code, short=settings.short_form)
    return SeriesPlace(form, *place) if place else None


def next_request_number(reading: Reading, settings: OfficeSettings, year: int) -> str:
    """The number that the next request would get now."""
    return _request_number(settings, year, reading.last_serial(settings.name, _REQUEST_SERIES, year) + 1)


def next_letter_number(reading: Reading, settings: OfficeSettings, kind: LetterKind, year: int) -> str | None:
    """The 发文字号 that the next letter of ``kind`` would get now; None for papers without one."""
    form = _series_of(settings, kind)
    if form is None:
        return None
    return _letter_number(settings, form, year, _free_serial(reading, settings, form, year))


def _free_serial(reading: Reading, settings: OfficeSettings, form: str, year: int) -> int:
    """The next serial whose number no letter has; one can, where it was printed under another name of the office."""
    serial = reading.last_serial(settings.name, form, year) + 1
    while reading.letter_exists(settings.name, _letter_number(settings, form, year, serial)):
        serial += 1
    return serial


def _series_of(settings: OfficeSettings, kind: LetterKind) -> str | None:
    return (settings.letter_series or {}).get(kind) or None


def _request_number(settings: OfficeSettings, year: int, serial: int) -> str:
    form = NumberFormat(settings.request_number)
    return form.number(code=settings.code, short=settings.short_form, year=year, serial=serial)


def _letter_number(settings: OfficeSettings, form: str, year: int, serial: int) -> str:
    return NumberFormat(form).number(code=settings.code, short=settings.short_form, year=year, serial=serial)


@dataclass(frozen=True)
class Settings:
    """Reading and changing the office's settings."""

    context: Context

    def office(self) -> OfficeSettings:
        """The office's settings; defaults where nothing was set."""
        with self.context.store.reading() as reading:
            return office_settings(reading, self.context.office_in(reading))

    def offices(self) -> tuple[str, ...]:
        """The offices of the store, the own one first."""
        with self.context.store.reading() as reading:
            return reading.offices()

    def demonstration(self) -> bool:
        """Whether the first office of the store is a demonstration office, whichever one is looked at."""
        with self.context.store.reading() as reading:
            offices = reading.offices()
            return bool(offices) and reading.setting(offices[0], "demonstration") is True

    def view(self) -> SettingsView:
        """Settings as they stand."""
        year = self.context.today().year
        with self.context.store.reading() as reading:
            settings = office_settings(reading, self.context.office_in(reading))
            letters = {kind: next_letter_number(reading, settings, kind, year) for kind in LetterKind}
            return SettingsView(
                settings=settings,
                next_request_number=next_request_number(reading, settings, year),
                next_letter_numbers={kind: number for kind, number in letters.items() if number},
                missing=missing_for_letters(settings),
            )

    def save(self, settings: OfficeSettings) -> Changes:
        """Keep ``settings``; the name makes the office known. Raises ``SettingRefused``."""
        _check(settings)
        with self.context.store.writing() as writing:
            known = self.context.office_in(writing)
            if known and known != settings.name:
                raise SettingRefused("name", "name_fixed")
            # A code that was kept before this rule stays until it is changed: issued numbers begin with it.
            if settings.code != office_settings(writing, known).code and not _CODE.fullmatch(settings.code):
                raise SettingRefused("code", "code")
            writing.add_office(settings.name)
            kept = _with_known_series(settings, writing.series_names(settings.name))
            for name, value in _as_json(kept).items():
                writing.put_setting(settings.name, name, value)
        return Changes(settings=True)


def missing_for_letters(settings: OfficeSettings) -> dict[str, str]:
    """What must be set before every letter can be issued: field -> sentence."""
    return {
        name: say("casework.setting_missing", label=say(f"casework.setting.{name}"))
        for name in _NEEDED_FOR_LETTERS
        if not getattr(settings, name)
    }


def _with_known_series(settings: OfficeSettings, used: Sequence[str]) -> OfficeSettings:
    own = with_defaults(settings)
    series = known_series(settings.letter_series or {}, used, code=own.code, short=own.short_form)
    return replace(settings, letter_series=series)


def _check(settings: OfficeSettings) -> None:
    """Raises ``SettingRefused`` for the first setting that cannot stand."""
    if not settings.name.strip():
        raise SettingRefused("name", "empty")
    subordinate = settings.level is OfficeLevel.SUBORDINATE
    if settings.remedy_body.strip() and _goes_to_administration(settings) is subordinate:
        raise SettingRefused("remedy_body", "remedy_body_of_subordinate" if subordinate else "remedy_body")
    if settings.correction_days not in _CORRECTION_DAYS:
        raise SettingRefused("correction_days", "correction_days")
    if not 1 <= settings.red_days < settings.amber_days <= _MOST_AMBER:
        raise SettingRefused("amber_days", "amber_days")
    if settings.target_days not in _TARGET_DAYS:
        raise SettingRefused("target_days", "target_days")
    if settings.request_number and (fault := NumberFormat(settings.request_number).fault()):
        raise SettingRefused("request_number", fault)
    for form in filter(None, (settings.letter_series or {}).values()):
        if fault := NumberFormat(form).letter_fault():
            raise SettingRefused("letter_series", fault)
    if "{code}" in settings.request_number and not settings.code:
        raise SettingRefused("request_number", "no_code")


def _goes_to_administration(settings: OfficeSettings) -> bool:
    """Whether a review goes to 海关总署: from all but 隶属海关, whose 直属海关 decides (行政复议法 25, 27)."""
    return settings.remedy_body.strip().removeprefix(_PREFIX) == _ADMINISTRATION


def _as_json(settings: OfficeSettings) -> dict[str, Json]:
    """The settings that are stored; the name is the office's key."""
    values: dict[str, Json] = {
        field.name: getattr(settings, field.name)
        for field in fields(OfficeSettings)
        if field.name not in ("name", "letter_series", "level")
    }
    series: dict[str, Json] = {kind.value: form for kind, form in (settings.letter_series or {}).items()}
    return values | {"level": settings.level.value, "letter_series": series}
