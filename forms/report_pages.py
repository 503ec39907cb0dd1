"""Pages of a report: blocks one below the other, tables parted between pages with their head, a foot on each page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from forms.articles import printed_date
from forms.composer import Setting, compose
from forms.fonts import Role, typeface, visible
from forms.form import Rendered
from forms.grid import Align
from forms.page import BLACK, MM, Colour, baseline
from forms.sheet import Sheet

GREY: Final = Colour.of("#555555")
LINE: Final = 0.5
"""The width of thin lines, in points."""

_FOOT_SIZE: Final = 8.0
_FOOT_PITCH: Final = 11.0
_FOOT_GAP: Final = 8.0
_BELOW_TITLE: Final = 7.0


class Block(ABC):
    """Something of a known height that stands on a page. Measures in points."""

    keeps_next: bool = False
    """Whether it must not be the last on its page."""

    below: float = 0.0
    """The gap at its end, which may run into the margin."""

    @property
    @abstractmethod
    def height(self) -> float:
        """The height with the gap at its end."""

    @property
    def least(self) -> float:
        """The height of the smallest part that may stand alone, without its gap."""
        return self.height - self.below

    @abstractmethod
    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw it with its upper left corner there. Raises ``UnprintableCharacter``."""

    def parted(self, room: float) -> tuple[Block, Block] | None:
        """The part that fits into ``room`` and the rest; None where it cannot be parted so."""
        return None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where blocks stand on a page, in points."""

    size: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.right - self.left


PORTRAIT: Final = Frame((210 * MM, 297 * MM), 28 * MM, 188 * MM, 22 * MM, 272 * MM)
LANDSCAPE: Final = Frame((297 * MM, 210 * MM), 20 * MM, 277 * MM, 14 * MM, 193 * MM)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the foot of each page and the file's properties say. ``chain_head`` None: the foot does not name it."""

    title: str
    office: str
    made_on: date
    chain_head: str | None = None


@dataclass(frozen=True, kw_only=True)
class Text(Block):
    """A line of text."""

    text: str
    size: float
    width: float
    role: Role = "heading"
    align: Align = "left"
    below: float = 4.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """The line and the gap."""
        return self.size + self.below

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the line."""
        write(sheet, self.text, (left, left + self.width), top, self.size, role=self.role, align=self.align)


@dataclass(frozen=True)
class Gap(Block):
    """Empty room between blocks."""

    below: float = 0.0

    @property
    def height(self) -> float:
        """The room."""
        return self.below

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        """Nothing is seen of it."""


class NewPage(Gap):
    """What follows begins a page."""


def write(
    sheet: Sheet,
    text: str,
    between: tuple[float, float],
    top: float,
    size: float,
    *,
    role: Role = "heading",
    align: Align = "left",
    colour: Colour = BLACK,
) -> None:
    """One line of text; a longer one than the place between the edges is narrowed into it."""
    left, right = between
    face = typeface(role)
    glyphs = face.glyphs(visible(text))
    width = size * sum(glyph.advance for glyph in glyphs)
    stretch = min(1.0, (right - left) / width) if width else 1.0
    spare = right - left - width * stretch
    start = left + {"left": 0.0, "centre": spare / 2, "right": spare}[align]
    sheet.line_of(glyphs, start, baseline(top, size), size, colour=colour, stretch=stretch)


def broken(text: str, size: float, width: float, role: Role = "heading") -> list[str]:
    """``text`` in lines of at most ``width`` points. Raises ``UnprintableCharacter``."""
    setting = Setting(typeface(role), size, width)
    paragraphs = visible(text).splitlines() or [""]
    return [
        paragraph[line.start : line.end]
        for paragraph in paragraphs
        for line in compose(paragraph, setting, justified=False)
    ]


def centred(text: str, size: float, width: float, role: Role = "heading") -> list[Block]:
    """A title, in as many lines as it needs. Raises ``UnprintableCharacter``."""
    lines = broken(text, size, width, role)
    return [Text(text=line, size=size, width=width, role=role, align="centre", below=_BELOW_TITLE) for line in lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Pages of one frame; ``head`` stands on each of them above the blocks."""

    frame: Frame
    blocks: Sequence[Block]
    head: Sequence[Block] = ()

    @property
    def pages(self) -> list[list[Block]]:
        """The blocks of each page, head included."""
        above = sum(block.height for block in self.head)
        room = self.frame.bottom - self.frame.top - above
        return [[*self.head, *page] for page in paginate(self.blocks, room)]


def print_pages(blocks: Sequence[Block], head: Sequence[Block], frame: Frame, imprint: Imprint) -> Rendered:
    """The report: ``head`` stands on each page above the blocks. Raises ``UnprintableCharacter``."""
    return print_parts([Part(frame=frame, blocks=blocks, head=head)], imprint)


def print_parts(parts: Sequence[Part], imprint: Imprint) -> Rendered:
    """A report of upright and broad pages, numbered through. Raises ``UnprintableCharacter``."""
    pages = [(part.frame, page) for part in parts for page in part.pages]
    first = pages[0][0]
    sheet = Sheet(first.size, title=imprint.title, author=imprint.office, day=imprint.made_on)
    for number, (frame, page) in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page(frame.size)
        top = frame.top
        for block in page:
            block.draw(sheet, frame.left, top)
            top += block.height
        _draw_foot(sheet, frame, imprint, f"第 {number} 页　共 {len(pages)} 页")
    return sheet.finish()


def paginate(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """The blocks of each page of ``room`` points; one that cannot be parted and is higher stands alone."""
    pages: list[list[Block]] = [[]]
    left = room
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, NewPage):
            pages.append([])
            left = room
            continue
        if isinstance(block, Gap) and not pages[-1]:
            continue
        if _needed(block, waiting) <= left:
            pages[-1].append(block)
            left -= block.height
            continue
        parts = block.parted(left)
        if parts is not None:
            pages[-1].append(parts[0])
            waiting.insert(0, parts[1])
        elif not pages[-1]:
            pages[-1].append(block)
        else:
            waiting.insert(0, block)
        if waiting:
            pages.append([])
            left = room
    return pages


def _needed(block: Block, following: Sequence[Block]) -> float:
    """The room that a block needs together with those it must not be parted from."""
    height = 0.0
    for one in (block, *following):
        if not one.keeps_next:
            return height + (one.height - one.below if one is block else one.least)
        height += one.height
    return height


def _draw_foot(sheet: Sheet, frame: Frame, imprint: Imprint, page: str) -> None:
    top = frame.bottom + _FOOT_GAP
    sheet.box(frame.left, top, frame.right, top + LINE, GREY)
    top += _FOOT_GAP / 2
    between = (frame.left, frame.right)
    made = f"{imprint.office}　{printed_date(imprint.made_on)}制表"
    write(sheet, made, between, top, _FOOT_SIZE, colour=GREY)
    write(sheet, page, between, top, _FOOT_SIZE, align="right", colour=GREY)
    if imprint.chain_head is None:
        return
    chain = f"登记链首 {imprint.chain_head or '（尚无登记）'}"
    write(sheet, chain, between, top + _FOOT_PITCH, _FOOT_SIZE, colour=GREY)
