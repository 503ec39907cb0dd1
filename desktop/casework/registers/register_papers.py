"""Registers on paper and in files: lines of the screens, named and stamped, given to the forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.registers.register_views import (
    RegisterLine,
    RegisterWanted,
    columns_of,
    day_name,
    register_name,
    states_of,
)
from forms.register_files import register_csv, register_workbook
from forms.register_report import register_report
from forms.register_table import RegisterTable, TableColumn
from resources.messages import say


def pdf(context: Context, reading: Reading, wanted: RegisterWanted, lines: Iterable[RegisterLine]) -> bytes:
    """The register as PDF. Raises ``UnprintableCharacter``."""
    with marked_for(context):
        return register_report(_table(context, reading, wanted, lines)).pdf


def xlsx(context: Context, reading: Reading, wanted: RegisterWanted, lines: Iterable[RegisterLine]) -> bytes:
    """The register as a workbook."""
    return register_workbook(_table(context, reading, wanted, lines))


def csv(context: Context, reading: Reading, wanted: RegisterWanted, lines: Iterable[RegisterLine]) -> bytes:
    """The register as comma separated values."""
    return register_csv(_table(context, reading, wanted, lines))


def _table(context: Context, reading: Reading, wanted: RegisterWanted, lines: Iterable[RegisterLine]) -> RegisterTable:
    columns = tuple(
        TableColumn(
            label=column.label,
            width=column.width,
            kind=column.kind,
            summed=column.summed,
            shortened=column.shortened,
        )
        for column in columns_of(wanted.which, identities=wanted.identities)
    )
    return RegisterTable(
        title=register_name(wanted.which),
        subtitle=_subtitle(context.office_in(reading), wanted),
        office=context.office_in(reading),
        columns=columns,
        lines=(line.cells for line in lines),
        chain_head=reading.chain_head().hash or "",
        made_on=context.today(),
        counted=True,
    )


def _subtitle(office: str, wanted: RegisterWanted) -> str:
    """Office, period and what narrows the register: a printed page says what it leaves out."""
    narrowed = [wanted.channel.label if wanted.channel else "", wanted.department or ""]
    narrowed.append(dict(states_of(wanted.which)).get(wanted.state, "") if wanted.state else "")
    narrowed.append(say(f"registers.identities.{'shown' if wanted.identities else 'masked'}"))
    return "　".join([office, period_words(wanted), *filter(None, narrowed)])


def period_words(wanted: RegisterWanted) -> str:
    """The period by the day of the register."""
    day, first, last = day_name(wanted.which), wanted.first, wanted.last
    if first is None and last is None:
        return say("registers.all_days", day=day)
    return say("registers.period", day=day, first=_or_dots(first), last=_or_dots(last))


def _or_dots(day: date | None) -> str:
    return "…" if day is None else day.isoformat()
