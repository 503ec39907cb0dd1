"""变动单: the limits that a changed calendar moves, with the letters on which the old day is printed. Masked names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from db.event_lists import Happened
from db.records import DESTROYED_TEXT
from db.store import Reading
from desktop.casework.calendar.calendar_views import CalendarChange, LimitMove
from desktop.casework.context import Context
from desktop.casework.day_words import iso_weekday
from desktop.casework.letters.printed_days import printed_with
from desktop.casework.masking import masked_name
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.views import Paper
from forms.register_report import register_report
from forms.register_table import RegisterTable, TableColumn, Value
from resources.messages import ShoubanError, say
from resources.vocabulary import EventKind

_WIDTHS = {"number": 18, "applicant": 18, "old": 16, "new": 16, "moved": 12, "letters": 0}


class NothingMoved(ShoubanError):
    """No change of the calendar has moved a limit."""

    key = "moves.nothing"


def change_paper(context: Context, change: CalendarChange) -> Paper:
    """The limits that ``change`` would move. Raises ``NothingMoved``, ``UnprintableCharacter``."""
    with context.store.reading() as reading:
        subtitle = say("moves.to_confirm", title=change.title, count=len(change.moves))
        return _paper(context, reading, change.moves, subtitle)


def last_paper(context: Context) -> Paper:
    """The limits that the last change moved. Raises ``NothingMoved``, ``UnprintableCharacter``."""
    with context.store.reading() as reading:
        office = context.office_in(reading)
        found = reading.last_change(office, EventKind.REDATED) if office else []
        # Two changes of one moment are told apart by what they rest on.
        title = found[-1].event.text("notice") if found else None
        found = [one for one in found if one.event.text("notice") == title]
        names = reading.first_applicants([one.row for one in found])
        moves = [_made(one, names.get(one.row, DESTROYED_TEXT)) for one in found]
        moves.sort(key=lambda move: (move.new or date.max, move.number))
        on = found[-1].event.on if found else context.today()
        return _paper(context, reading, moves, say("moves.made", title=title or "", day=on, count=len(moves)))


def _made(one: Happened, applicant: str) -> LimitMove:
    old, new = one.event.day("old"), one.event.day("new")
    shown = masked_name(applicant, one.applicant_kind)
    return LimitMove(number=one.number, applicant=shown, old=old, new=new, days=distance(old, new))


def distance(old: date | None, new: date | None) -> int | None:
    """By how many calendar days a limit moves; None where one of the days is not known."""
    return None if old is None or new is None else (new - old).days


def moved_words(move: LimitMove) -> str:
    """早 1 天, 晚 2 天, or what else happened to the limit."""
    if move.days is None:
        return say("moves.now_known" if move.new is not None else "moves.no_longer_known")
    return say("moves.earlier" if move.days < 0 else "moves.later", days=abs(move.days))


def _paper(context: Context, reading: Reading, moves: Iterable[LimitMove], subtitle: str) -> Paper:
    lines = list(_lines(context, reading, moves))
    if not lines:
        raise NothingMoved
    office = context.office_in(reading)
    table = RegisterTable(
        title=say("moves.title"),
        subtitle=f"{office}　{subtitle}",
        office=office,
        columns=tuple(TableColumn(label=say(f"moves.column.{name}"), width=width) for name, width in _WIDTHS.items()),
        lines=lines,
        chain_head=reading.chain_head().hash or "",
        made_on=context.today(),
    )
    with marked_for(context):
        printed = register_report(table)
    return Paper(pdf=printed.pdf, pages=printed.pages, name=f"{say('moves.title')} {context.today().isoformat()}.pdf")


def _lines(context: Context, reading: Reading, moves: Iterable[LimitMove]) -> Iterator[tuple[Value, ...]]:
    office = context.office_in(reading)
    for move in moves:
        dated = frozenset() if move.old is None else frozenset({move.old.isoformat()})
        letters = printed_with(reading.letters_of(move.office or office, move.number), dated) if dated else ()
        names = "、".join(letter.number or letter.title for letter in letters)
        shown = tuple(say("moves.unknown") if day is None else iso_weekday(day) for day in (move.old, move.new))
        number = f"{move.number}（{move.office}）" if move.office else move.number
        yield (number, move.applicant, *shown, moved_words(move), names or "—")
