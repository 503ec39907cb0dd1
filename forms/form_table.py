"""Forms as tables: a title, rows of named boxes that grow with what stands in them, notes below. A4 upright."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, takewhile
from typing import Final

from forms.fonts import Role
from forms.form import Rendered
from forms.page import A4, BLACK, MM
from forms.report_pages import GREY, LINE, broken, write
from forms.sheet import Sheet

LEFT: Final = 24 * MM
RIGHT: Final = 190 * MM
_TOP: Final = 18 * MM
_BOTTOM: Final = 280 * MM
_FOOT: Final = 286 * MM
_TITLE: Final = 20.0
_BELOW_TITLE: Final = 14.0
_ABOVE: Final = 10.5
_SIZE: Final = 11.5
_LEADING: Final = 17.0
_PADDING: Final = 5.0
_GROUP: Final = 26.0
_NOTE: Final = 9.5
_NOTE_LEADING: Final = 14.0
_FEWEST_LINES: Final = 4
"""A row that is parted between pages leaves at least so many lines on each."""

_GOING_ALONG: Final = 240.0
"""The height up to which the last row goes over to the page of the notes."""

_SHARES: Final = (1.0, 0.95, 0.9, 0.85, 0.8)

ROW: Final = 25.0
"""The height of a row with one line."""

_NAME: Final = 0.18
"""A name's share of its row."""

BESIDE_GROUPS: Final = (_GROUP + _NAME * (RIGHT - LEFT - _GROUP)) / (RIGHT - LEFT)
"""The share that lets a name end where names in groups end."""

EMPTY_DAY: Final = "　　　　年　　月　　日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of a row. ``share`` of the row's width; ``foot`` stands at its lower right, for signatures."""

    text: str = ""
    share: float
    label: bool = False
    centred: bool = False
    foot: str = ""

    @property
    def role(self) -> Role:
        """Names in 黑体, values in 仿宋."""
        return "heading" if self.label else "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of boxes, at least ``height`` points high; rows with the same ``group`` share its name at their left."""

    boxes: tuple[Box, ...]
    height: float = ROW
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A table with its title; ``above``: words over its left and right edge; ``notes`` stand below it.

    ``heads``: rows on top of the table, repeated on each page that it goes on to.
    """

    title: str
    rows: tuple[Row, ...]
    heads: tuple[Row, ...] = ()
    above: tuple[str, str] = ("", "")
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row with the lines of its boxes."""

    row: Row
    lines: tuple[tuple[str, ...], ...]
    left: float
    padding: float = _PADDING

    @property
    def height(self) -> float:
        """As high as its fullest box needs."""
        feet = [bool(box.foot) for box in self.row.boxes]
        most = max(len(lines) + foot for lines, foot in zip(self.lines, feet, strict=True))
        return max(self.row.height, most * _LEADING + 2 * self.padding)

    def parted(self, room: float) -> tuple[_Laid, _Laid] | None:
        """What fits into ``room`` and the rest, under the same labels; None where it stays whole.

        What is longer than a page is always parted on an empty one.
        """
        longest = max(len(lines) for lines in self.lines)
        fitting = min(int((room - 2 * _PADDING) / _LEADING), longest - _FEWEST_LINES)
        if fitting < _FEWEST_LINES:
            return None
        boxes = self.row.boxes
        first = tuple(lines if box.label else lines[:fitting] for box, lines in zip(boxes, self.lines, strict=True))
        rest = tuple(lines if box.label else lines[fitting:] for box, lines in zip(boxes, self.lines, strict=True))
        footless = replace(self.row, height=0.0, boxes=tuple(replace(box, foot="") for box in boxes))
        return replace(self, row=footless, lines=first), replace(self, lines=rest)


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of a page; ``part``: the table that begins on it, ``notes``: those that stand at its end."""

    part: FormPart | None
    rows: tuple[_Laid, ...]
    notes: tuple[str, ...] = ()


def labelled(*pairs: tuple[str, str], group: str = "", height: float = ROW) -> Row:
    """A row of names and values of equal widths."""
    share = 1 / len(pairs)
    name = min(_NAME, share / 2)
    boxes: list[Box] = []
    for label, value in pairs:
        boxes += [Box(text=label, share=name, label=True), Box(text=value, share=share - name)]
    return Row(boxes=tuple(boxes), height=height, group=group)


def signed(
    label: str,
    foot: str = f"签名：　　　　　　{EMPTY_DAY}",
    *,
    text: str = "",
    height: float = 62.0,
    share: float = _NAME,
) -> Row:
    """A row for an opinion with its signature and day; ``share``: that of its name."""
    boxes = (Box(text=label, share=share, label=True), Box(text=text, share=1 - share, foot=foot))
    return Row(boxes=boxes, height=height)


def ticked(options: Mapping[str, str], *chosen: str | None) -> str:
    """The options in one line, the chosen ones filled: ``■纸质 □光盘``."""
    return " ".join(f"{'■' if code in chosen else '□'}{name}" for code, name in options.items())


def draw_form(parts: Sequence[FormPart], agency: str, day: date, number: str | None = None) -> Rendered:
    """Each part begins on a page of its own; of several pages each tells whose it is: ``number`` of the request.

    Raises ``UnprintableCharacter``.
    """
    pages = [page for part in parts for page in _fitted(part)]
    sheet = Sheet(A4, title=parts[0].title, author=agency, day=day)
    for place, page in enumerate(pages, start=1):
        if place > 1:
            sheet.next_page()
        _draw_page(sheet, page)
        if len(pages) > 1:
            words = f"第 {place} 页　共 {len(pages)} 页"
            write(sheet, words, (LEFT, RIGHT), _FOOT, _NOTE, align="right", colour=GREY)
            whose = "　".join(filter(None, (parts[0].title, number and f"登记编号 {number}")))
            write(sheet, whose, (LEFT, RIGHT), _FOOT, _NOTE, colour=GREY)
    return sheet.finish()


def _fitted(part: FormPart) -> list[_Page]:
    """The part's pages; one that is a little too full for a single page leaves less room to write in its rows."""
    for share in _SHARES:
        pages = list(_pages(part, share))
        if len(pages) == 1:
            return pages
    return list(_pages(part, 1.0))


def _pages(part: FormPart, share: float) -> Iterator[_Page]:
    """The part's rows, with the ``share`` of their least heights and paddings, on as many pages as they need."""
    room = _BOTTOM - _TOP - _head_height(part)
    heads, waiting = ([_fitting(row, share) for row in rows] for rows in (part.heads, part.rows))
    on_top = sum(head.height for head in heads)
    placed: list[_Laid] = []
    begun: FormPart | None = part
    room -= on_top
    while waiting:
        row = waiting.pop(0)
        if row.height <= room:
            placed.append(row)
            room -= row.height
            continue
        parted = row.parted(room)
        if parted is not None:
            placed.append(parted[0])
            waiting.insert(0, parted[1])
        else:
            placed, along = _kept_together(placed, [row, *waiting])
            waiting[:0] = [*along, row]
        yield _Page(begun, (*heads, *placed))
        placed, begun, room = [], None, _BOTTOM - _TOP - on_top
    if _notes_height(part.notes) > room:
        placed, along = _without_last(placed)
        yield _Page(begun, (*heads, *placed))
        heads, placed, begun = heads if along else [], along, None
    yield _Page(begun, (*heads, *placed), part.notes)


def _without_last(placed: list[_Laid]) -> tuple[list[_Laid], list[_Laid]]:
    """The rows, and those at their end that go over with the notes, so that these do not stand on a page alone."""
    *before, last = placed
    before, along = _kept_together(before, [last])
    if not before or last.height > _GOING_ALONG:
        return placed, []
    return before, [*along, last]


def _kept_together(placed: list[_Laid], waiting: Sequence[_Laid]) -> tuple[list[_Laid], list[_Laid]]:
    """The rows, and those at their end that go over with ``waiting``: a group's name needs room on either page."""
    group = waiting[0].row.group
    name = len(group) * _SIZE
    same = len(list(takewhile(lambda laid: laid.row.group == group, reversed(placed))))
    following = sum(laid.height for laid in takewhile(lambda laid: laid.row.group == group, waiting))
    going = 0
    while going < same and following < name:
        going += 1
        following += placed[-going].height
    if sum(laid.height for laid in placed[len(placed) - same : len(placed) - going]) < name:
        going = same
    return (placed[:-going], placed[-going:]) if group and 0 < going < len(placed) else (placed, [])


def _fitting(row: Row, share: float) -> _Laid:
    """The row with the ``share`` of its least height and its padding."""
    return replace(_laid(replace(row, height=share * row.height)), padding=share * _PADDING)


def _laid(row: Row) -> _Laid:
    left = LEFT + (_GROUP if row.group else 0.0)
    width = RIGHT - left
    lines = tuple(tuple(_lines(box, box.share * width)) for box in row.boxes)
    return _Laid(row, lines, left)


def _lines(box: Box, width: float) -> list[str]:
    measure = width - 2 * _PADDING
    return [line for words in box.text.split("\n") for line in broken(words, _SIZE, measure, box.role)]


def _head_height(part: FormPart) -> float:
    above = _ABOVE + 6 if any(part.above) else 0.0
    return _TITLE + _BELOW_TITLE + above


def _notes_height(notes: Sequence[str]) -> float:
    return sum(len(broken(note, _NOTE, RIGHT - LEFT, "body")) * _NOTE_LEADING for note in notes) + _PADDING


def _draw_page(sheet: Sheet, page: _Page) -> None:
    top = _TOP
    if page.part is not None:
        write(sheet, page.part.title, (LEFT, RIGHT), top, _TITLE, role="title", align="centre")
        top += _TITLE + _BELOW_TITLE
        if any(page.part.above):
            write(sheet, page.part.above[0], (LEFT, RIGHT), top, _ABOVE, role="body")
            write(sheet, page.part.above[1], (LEFT, RIGHT), top, _ABOVE, role="body", align="right")
            top += _ABOVE + 6
    for group, rows in groupby(page.rows, key=lambda laid: laid.row.group):
        start = top
        for laid in rows:
            _draw_row(sheet, laid, top)
            top += laid.height
        if group:
            _draw_group(sheet, group, start, top)
    top += _PADDING
    for note in page.notes:
        for line in broken(note, _NOTE, RIGHT - LEFT, "body"):
            write(sheet, line, (LEFT, RIGHT), top, _NOTE, role="body")
            top += _NOTE_LEADING


def _draw_row(sheet: Sheet, laid: _Laid, top: float) -> None:
    left, bottom = laid.left, top + laid.height
    width = RIGHT - laid.left
    for box, lines in zip(laid.row.boxes, laid.lines, strict=True):
        right = left + box.share * width
        sheet.frame(left, top, right, bottom, BLACK, LINE)
        between = (left + _PADDING, right - _PADDING)
        height = len(lines) * _LEADING
        line_top = top + _PADDING if box.foot else (top + bottom - height) / 2
        for line in lines:
            _draw_line(sheet, line, between, line_top + (_LEADING - _SIZE) / 2, box)
            line_top += _LEADING
        if box.foot:
            write(sheet, box.foot, between, bottom - _PADDING - _SIZE, _SIZE, role="body", align="right")
        left = right


def _draw_line(sheet: Sheet, line: str, between: tuple[float, float], top: float, box: Box) -> None:
    write(sheet, line, between, top, _SIZE, role=box.role, align="centre" if box.label or box.centred else "left")


def _draw_group(sheet: Sheet, name: str, top: float, bottom: float) -> None:
    """The name of a group, written downwards."""
    sheet.frame(LEFT, top, LEFT + _GROUP, bottom, BLACK, LINE)
    leading = min(_LEADING, (bottom - top - _PADDING) / len(name))
    line_top = (top + bottom - len(name) * leading) / 2
    for character in name:
        write(sheet, character, (LEFT, LEFT + _GROUP), line_top, _SIZE, role="heading", align="centre")
        line_top += leading
