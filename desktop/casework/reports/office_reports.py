"""Which offices have reported a year, through which day, and what each of them counts; all together without doubles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Changes, Json
from db.report_records import TakenIn
from db.store import Reading
from desktop.casework.context import TOGETHER, Context
from desktop.casework.exchange.excerpts import excerpts_of
from desktop.casework.exchange.exchange_writing import ALL_DAYS, Days
from desktop.casework.figures.figure_readings import figures, join_offices
from desktop.casework.figures.several_offices import counted_twice
from desktop.casework.office.settings import OfficeLevel, office_settings
from desktop.casework.reports.annual import annual_tables
from desktop.casework.reports.office_report_views import OfficeLine, OfficesView
from resources.messages import say
from resources.vocabulary import Table3Column, Table3Row

TOGETHER_NAME = "together_name"
"""The setting that says what the title calls all offices together."""

EXPECTED = "expected_offices"
"""The setting that names the offices which are to report."""

FIGURES = (Table3Row.RECEIVED, Table3Row.CARRIED_IN, Table3Row.TOTAL, Table3Row.CARRIED_OUT)


@dataclass(frozen=True)
class OfficeReports:
    """The list of who has reported."""

    context: Context

    def view(self, year: int) -> OfficesView:
        """Every office of the store and every one that is to report."""
        with figures(self.context) as reading:
            return offices_view(self.context, reading, year)

    def expect(self, offices: tuple[str, ...], name: str) -> Changes:
        """Keep which offices are to report, and what all together are called."""
        with self.context.store.writing() as writing:
            own = self.context.named_office_in(writing)
            named: list[Json] = list(dict.fromkeys(office.strip() for office in offices if office.strip()))
            writing.put_setting(own, EXPECTED, named or None)
            writing.put_setting(own, TOGETHER_NAME, name.strip() or None)
        return Changes(settings=True)


def offices_view(context: Context, reading: Reading, year: int) -> OfficesView:
    """The offices as they stand in ``reading``."""
    offices = reading.offices()
    whole = context.looking_at(TOGETHER)
    join_offices(whole, reading)
    doubles = counted_twice(whole, reading)
    return OfficesView(
        year=year,
        name=together_name(reading),
        lines=tuple(_lines(context, reading, year)),
        together=_figures(whole, reading, year) if offices else (0,) * len(FIGURES),
        twice=len(doubles.left_out),
        notes=doubles.notes,
        expected=expected_offices(reading),
    )


def together_name(reading: Reading) -> str:
    """What all offices together are called: 全国海关 for the 总署, 天津关区 for 天津海关."""
    offices = reading.offices()
    if not offices:
        return ""
    own = offices[0]
    name = reading.setting(own, TOGETHER_NAME)
    if isinstance(name, str) and name:
        return name
    if office_settings(reading, own).level is OfficeLevel.ADMINISTRATION or own == "海关总署":
        return "全国海关"
    return f"{own.removesuffix('海关')}关区" if own.endswith("海关") else f"{own}（汇总）"


def expected_offices(reading: Reading) -> tuple[str, ...]:
    """The offices that are to report."""
    offices = reading.offices()
    named = reading.setting(offices[0], EXPECTED) if offices else None
    return tuple(str(name) for name in named) if isinstance(named, list) else ()


def _lines(context: Context, reading: Reading, year: int) -> Iterator[OfficeLine]:
    offices = reading.offices()
    for office in offices:
        figures = _figures(context.looking_at(office), reading, year)
        yield _line(office, year, figures, _files(reading, office), own=office == offices[0])
    for office in expected_offices(reading):
        if office not in offices:
            yield OfficeLine(office=office, state=say("reports.offices.missing"), complete=False)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was taken in, and the days to which it is limited."""

    log: TakenIn
    arrived: Days

    @property
    def until(self) -> date:
        """Until when it tells: the day on which it was made, else the last day of which it tells.

        An excerpt tells no further than the requests in it, and one that begins later leaves out what went on with
        those before: by itself it reports nothing.
        """
        first, last = self.arrived
        told = self.log.made_on or self.log.through or date.min
        if first is not None:
            return date.min
        return told if last is None else min(told, last + timedelta(1))


def _files(reading: Reading, office: str) -> list[_File]:
    excerpts = excerpts_of(reading, office)
    return [_File(log, excerpts.get(log.sha256, ALL_DAYS)) for log in reading.taken_in(office)]


def _line(office: str, year: int, figures: tuple[int, ...], files: Sequence[_File], *, own: bool) -> OfficeLine:
    if own:
        return OfficeLine(office=office, state=say("reports.offices.own"), complete=True, figures=figures)
    latest = max(files, key=lambda file: file.until, default=None)
    if latest is None:
        return OfficeLine(office=office, state=say("reports.offices.earlier"), complete=False, figures=figures)
    complete = latest.until > date(year, 12, 31)
    return OfficeLine(
        office=office,
        state=say("reports.offices.complete") if complete else _incomplete(latest),
        complete=complete,
        made_on=latest.log.made_on,
        through=latest.log.through,
        figures=figures,
    )


def _incomplete(latest: _File) -> str:
    first, last = latest.arrived
    if first is not None:
        return say("reports.offices.excerpt_from", day=first)
    if last is not None and latest.until > last:
        return say("reports.offices.until", day=last)
    return say("reports.offices.until", day="—" if latest.until == date.min else latest.until)


def _figures(context: Context, reading: Reading, year: int) -> tuple[int, ...]:
    table3 = annual_tables(context, reading, year, "2021").table3
    return tuple(table3[row][Table3Column.TOTAL] for row in FIGURES)
