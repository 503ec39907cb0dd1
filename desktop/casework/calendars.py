"""Years of working days: what is loaded, and loading or changing a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.records import Changes
from desktop.casework.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of the year picture. ``kind``: working, weekend, holiday, make_up; ``name``: the holiday's."""

    day: date
    kind: str
    name: str | None
    provisional: bool
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month of the year picture with its number of working days."""

    month: int
    working_days: int
    days: tuple[CalendarDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """A loaded year. ``basis``: lines (通知, 文号, 日期, 载入, 确定至) as (label, value)."""

    year: int
    working_days: int
    months: tuple[CalendarMonth, ...]
    basis: tuple[tuple[str, str], ...]
    certain_through: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMove:
    """A day whose kind a notice changes."""

    day: date
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitMove:
    """An open request whose limit a notice moves. ``days``: working days later (negative: earlier), None when new."""

    number: str
    applicant: str
    old: date | None
    new: date | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What a notice would do. ``text`` is the notice file's content, to be given to ``confirm``."""

    year: int
    title: str
    text: str
    days: tuple[DayMove, ...]
    moves: tuple[LimitMove, ...]
    unchanged: int


@dataclass(frozen=True)
class Calendars:
    """Loading the State Council's notices."""

    context: Context

    def years(self) -> tuple[int, ...]:
        """Loaded years, ascending."""
        raise NotImplementedError

    def last_certain_day(self) -> date:
        """The last day of which it is certain whether it is worked."""
        raise NotImplementedError

    def day_kind(self, day: date) -> str:
        """工作日, 周末, 国庆节, 调休上班; 放假安排未载入 for a year that is not loaded."""
        raise NotImplementedError

    def year(self, year: int) -> CalendarYear:
        """The picture of a loaded year. Raises ``CalendarMissing``."""
        raise NotImplementedError

    def preview(self, text: str) -> CalendarChange:
        """What a notice file would change. Raises ``CalendarFileError``."""
        raise NotImplementedError

    def confirm(self, change: CalendarChange) -> Changes:
        """Load the notice; each open request whose limit moves gets a ``redated`` event, in one transaction."""
        raise NotImplementedError
