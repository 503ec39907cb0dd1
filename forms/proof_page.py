"""Pages of the office's own sheets (办理期限计算单): margins, colours, running foot, turning the page."""

from __future__ import annotations

from typing import Final

from forms.composer import Setting, compose
from forms.fonts import Role, typeface, visible
from forms.page import MM, Colour, baseline
from forms.sheet import Sheet

LEFT: Final = 20 * MM
RIGHT: Final = 190 * MM
TOP: Final = 18 * MM
BOTTOM: Final = 274 * MM
_FOOT: Final = 284 * MM

INK: Final = Colour.of("#17202B")
SECOND_INK: Final = Colour.of("#4F5D6C")
LINE: Final = Colour.of("#D9DFE7")
DARK_LINE: Final = Colour.of("#7F8B9A")
HATCH: Final = Colour.of("#B4BDC8")
NAVY: Final = Colour.of("#12365D")
GOLD: Final = Colour.of("#B8860B")
DESK: Final = Colour.of("#F5F7FA")
SELECTED: Final = Colour.of("#E7EEF6")
WHITE: Final = Colour.of("#FFFFFF")

SMALL: Final = 8.0
TEXT: Final = 9.5
TEXT_PITCH: Final = 15.5
HAIR: Final = 0.5


class ProofPages:
    """A sheet that is filled from the top; ``top`` is where the next thing goes."""

    def __init__(self, *, running: str, sheet: Sheet, total: int) -> None:
        self.running = running
        self.sheet = sheet
        self.total = total
        self.top = TOP
        self._foot()

    def room(self, height: float) -> bool:
        """Whether ``height`` fits on this page; otherwise go to the next one and say False."""
        if self.top + height <= BOTTOM:
            return True
        self.sheet.next_page()
        self.top = TOP
        self._foot()
        return False

    def text(self, words: str, left: float, width: float, role: Role = "heading", colour: Colour = INK) -> None:
        """A paragraph at ``top``, which moves down."""
        for line in compose(visible(words), Setting(typeface(role), TEXT, width)):
            lefts = [left + one for one in line.lefts]
            self.sheet.text(line.glyphs, lefts, baseline(self.top, TEXT), TEXT, colour=colour)
            self.top += TEXT_PITCH

    def _foot(self) -> None:
        self.sheet.box(LEFT, BOTTOM + 10, RIGHT, BOTTOM + 10 + HAIR, LINE)
        self.sheet.words(self.running, "heading", SMALL, LEFT, _FOOT, colour=SECOND_INK)
        pages = f"第 {self.sheet.pages} 页，共 {self.total} 页"
        self.sheet.words(pages, "heading", SMALL, RIGHT, _FOOT, align="right", colour=SECOND_INK)


def text_height(words: str, width: float) -> float:
    """How high a paragraph of ``ProofPages.text`` is."""
    return len(compose(visible(words), Setting(typeface("heading"), TEXT, width))) * TEXT_PITCH
