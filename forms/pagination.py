"""Rows to pages: 22 a page, and the seal never on a page without text (GB/T 9704 7.3.5.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from forms.page import BOTTOM, LINE_PITCH, LINES, row_top

AnyRow = TypeVar("AnyRow")

TIGHTEST: Final = 25.5
"""The line pitch (pt) down to which a page is tightened so that the signature stays on it."""

_TEXT_WITH_SIGNATURE: Final = 2
"""At least so many lines of text stand on the page of the signature."""

_LONGEST_KEPT: Final = 10


@dataclass(frozen=True, slots=True)
class PageRows(Generic[AnyRow]):
    """The rows of one page with the upper edge of the first and the distance from one to the next."""

    rows: tuple[AnyRow, ...]
    top: float
    pitch: float = LINE_PITCH


def _never(row: object) -> bool:
    return False


def paginate(
    text: Sequence[AnyRow],
    tail: Sequence[AnyRow],
    first_row: int,
    *,
    kept: int = 0,
    begins: Callable[[AnyRow], bool] = _never,
) -> list[PageRows[AnyRow]]:
    """Pages with ``text`` (lines of the body) and the ``tail`` (signature and date, with the rows kept with them).

    The first page begins at grid row ``first_row``. The tail stays with the last ``kept`` lines of the text (附件说明)
    and two more: a page that is a little too full is tightened, otherwise these lines go over to a new page. A
    paragraph (whose first line ``begins``) that would leave one line behind then goes over with them.
    """
    together = _TEXT_WITH_SIGNATURE + (kept if kept <= _LONGEST_KEPT else 0)
    pages: list[PageRows[AnyRow]] = []
    rest, row = tuple(text), first_row
    while True:
        pitch = min(LINE_PITCH, (BOTTOM - row_top(row)) / (len(rest) + len(tail)))
        free = len(rest) - together
        if pitch >= TIGHTEST or free <= 0:
            return [*pages, PageRows((*rest, *tail), row_top(row), pitch)]
        taken = min(LINES - row, free)
        if taken == free > 1 and begins(rest[taken - 1]) and not begins(rest[taken]):
            taken -= 1
        pages.append(PageRows(rest[:taken], row_top(row)))
        rest, row = rest[taken:], 0
