"""What several applicants asked for: a suggestion what to publish of the office's own accord (条例 44)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from db.group_figures import Ended, Sought
from db.records import DESTROYED_TEXT
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.figures.period_counts import SEVERAL
from desktop.casework.progress_reports import Report
from desktop.casework.registers.catalogue import matching
from desktop.casework.registers.register_views import RegisterLine, RegisterWanted, Value, columns_of
from resources.messages import say
from resources.vocabulary import Table3Row

_FIRST_DAY = date(2008, 5, 1)
"""The day on which the first edition of the Regulation came into force."""


def sought_lines(
    context: Context, reading: Reading, office: str, wanted: RegisterWanted, report: Report
) -> list[RegisterLine]:
    """One line an information, most applicants first: how its requests ended, and whether it is public already.

    ``report`` is told how many of how many parts are counted; it may raise to stop.
    """
    first, last = wanted.first or _FIRST_DAY, wanted.last or context.today()
    years = list(_years(first, last))
    ended: defaultdict[int, list[Ended]] = defaultdict(list)
    asked = 0
    with reading.followed(lambda: report(asked, len(years) + 1)):
        several = reading.wanted_by_several(office, first, last, SEVERAL)
        for year in years:
            asked += 1
            for group, ends in reading.ends_of_sought(office, *year).items():
                ended[group] += ends
        return [_line(context, reading, wanted, sought, ended[sought.group]) for sought in several]


def _years(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The period in parts of at most a year."""
    for year in range(first.year, last.year + 1):
        yield max(first, date(year, 1, 1)), min(last, date(year, 12, 31))


def _line(
    context: Context, reading: Reading, wanted: RegisterWanted, sought: Sought, ended: Sequence[Ended]
) -> RegisterLine:
    words = reading.words_of(sought.group)
    published = () if words is None else matching(context, reading, words, 1)
    entry = published[0] if published else None
    disclosed = any(one.row is Table3Row.DISCLOSED for one in ended)
    outcomes: Counter[str] = Counter()
    for one in ended:
        if one.outcome is not None:
            outcomes[one.outcome.label] += one.count
    advice = "published" if entry is not None else "publish" if disclosed else "undisclosed"
    values: dict[str, Value] = {
        "information": DESTROYED_TEXT if words is None else words,
        "applicants": sought.applicants,
        "asked": sum(one.count for one in ended),
        "ended": "，".join(f"{label} {count}" for label, count in outcomes.most_common()),
        "published_as": None if entry is None else f"{entry.index_number} {entry.title}",
        "advice": say(f"registers.advice.{advice}"),
    }
    cells = tuple(values[column.code] for column in columns_of(wanted.which, identities=wanted.identities))
    return RegisterLine(cells=cells, request=sought.first)
