"""The reckoning of a limit as screens, papers and commands show it, as frozen records without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resources.vocabulary import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A word with its value in the sum line of the proof (法定期限 / 20 个工作日).

    ``sign``: how it joins what stands before it.
    """

    label: str
    value: str
    sign: str = "+"


class ProofMark(StrEnum):
    """How a day of the proof's calendar is drawn."""

    OUTSIDE = "outside"
    START = "start"
    USED = "used"
    LEFT = "left"
    STOPPED = "stopped"
    NOT_COUNTED = "not_counted"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofDay:
    """A day of a month grid. ``corner``: 休 or 班; ``note``: 收到日 or the holiday's name."""

    day: date
    mark: ProofMark
    text: str
    corner: str | None = None
    note: str | None = None
    is_today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofMonth:
    """All days of one month, first to last."""

    year: int
    month: int
    days: tuple[ProofDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """A line of the day list. ``count``: 1, 2 ..., 停 or –."""

    day: date
    count: str
    why: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChoice:
    """A limit of the request whose reckoning can be shown; ``due`` None: it cannot be told."""

    key: str
    name: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """The reckoning of a limit: ``terms`` are added, ``result`` is their sum. ``choices``: all limits of the request.

    ``error`` says why no day can be told (a calendar year is missing, the applicant's answer is outstanding).
    """

    number: str
    applicant: str
    terms: tuple[Quantity, ...]
    result: Quantity | None
    standing: Quantity
    band: Band
    badge: str
    months: tuple[ProofMonth, ...]
    lines: tuple[ProofLine, ...]
    explanation_title: str
    explanation: str
    error: str | None = None
    limit: str = "reply"
    limit_name: str = ""
    choices: tuple[LimitChoice, ...] = ()
