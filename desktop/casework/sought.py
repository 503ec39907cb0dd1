"""What several applicants asked for: a suggestion what to publish of the office's own accord (条例 44)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from db.lists import Grouping, RowFilter
from db.records import CatalogueEntry, Json
from db.store import Reading
from desktop.casework.catalogue import matching
from desktop.casework.context import Context
from desktop.casework.period_counts import SEVERAL
from desktop.casework.register_views import Cell, RegisterLine, RegisterWanted, columns_of
from resources.messages import say
from resources.vocabulary import Outcome, Table3Row

_FIRST_DAY = date(2008, 5, 1)
"""The day on which the first edition of the Regulation came into force."""


def sought_lines(context: Context, reading: Reading, office: str, wanted: RegisterWanted) -> list[RegisterLine]:
    """One line an information, most applicants first: how its requests ended, and whether it is public already."""
    first, last = wanted.first or _FIRST_DAY, wanted.last or context.today()
    asked = reading.wanted_by_several(office, first, last, SEVERAL)
    lines = []
    for one in asked:
        about = RowFilter(voided=False, information=(one.clue,), received_from=first, received_through=last)
        ended = reading.count_cells(office, about, (Grouping.OUTCOME, Grouping.TABLE_ROW))
        first_of_them = next((request.number for request in reading.requests(office, about)), "")
        entries = matching(context, reading, one.clue, 1)
        lines.append(_line(wanted, one.clue, one.count, ended, entries, first_of_them))
    return lines


def _line(
    wanted: RegisterWanted,
    information: str,
    applicants: int,
    ended: Mapping[tuple[Json, ...], int],
    published: Sequence[CatalogueEntry],
    number: str,
) -> RegisterLine:
    entry = published[0] if published else None
    disclosed = any(row == Table3Row.DISCLOSED for _, row in ended)
    outcomes = Counter({Outcome(str(code)).label: count for (code, _), count in ended.items() if code is not None})
    advice = "published" if entry is not None else "publish" if disclosed else "undisclosed"
    values: dict[str, Cell] = {
        "information": information,
        "applicants": applicants,
        "asked": sum(ended.values()),
        "ended": "，".join(f"{label} {count}" for label, count in outcomes.most_common()),
        "published_as": None if entry is None else f"{entry.index_number} {entry.title}",
        "advice": say(f"registers.advice.{advice}"),
    }
    cells = tuple(values[column.code] for column in columns_of(wanted.which, identities=wanted.identities))
    return RegisterLine(cells=cells, request=number)
