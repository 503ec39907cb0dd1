"""The test page of a printer: the type area of letters, a ruler on each edge, and a second page for both sides."""

from __future__ import annotations

from datetime import date
from typing import Final

from forms.articles import printed_date
from forms.form import Rendered
from forms.page import BLACK, MM, Colour
from forms.sheet import Sheet

TITLE: Final = "打印测试页"

_WIDE: Final = 210.0
_HIGH: Final = 297.0
_AREA: Final = (28.0, 37.0, 184.0, 262.0)
"""Left, top, right and bottom edge of the 版心 in mm (GB/T 9704 5.2.2)."""

_GREY: Final = Colour.of("#808080")
_RED: Final = Colour.of("#C8102E")
_LINE: Final = 0.25 * MM
_LONG: Final = 6.0
_SHORT: Final = 3.0
_LINES: Final = (
    "细框是公文版心：上白边 37 毫米，左白边 28 毫米，宽 156 毫米，高 225 毫米。",
    "用尺量四边：每格 10 毫米。偏差超过 2 毫米的，检查打印机是否选了“缩放到页面”。",
    "红线 170 毫米，是信函格式双线的宽度。",
    "生僻字：王䶮、𬱖、喆、堃、镕；西文与数字：Shouban 0123456789。",
)


def printer_page(office: str, day: date) -> Rendered:
    """Two pages, for the front and the back of a sheet."""
    sheet = Sheet((_WIDE * MM, _HIGH * MM), title=TITLE, author=office, day=day)
    for side in ("正面", "背面"):
        if side == "背面":
            sheet.next_page()
        _page(sheet, office, day, side)
    return sheet.finish()


def _page(sheet: Sheet, office: str, day: date, side: str) -> None:
    left, top, right, bottom = (edge * MM for edge in _AREA)
    sheet.frame(left, top, right, bottom, _GREY, _LINE)
    _rulers(sheet)
    centre = _WIDE / 2 * MM
    sheet.words(TITLE, "title", 22, centre, top + 40, align="centre")
    sheet.words(f"{office}　{printed_date(day)}　{side}", "body", 16, centre, top + 75, align="centre")
    for place, words in enumerate(_LINES):
        sheet.words(words, "body", 11, left + 12, top + 115 + 22 * place)
    sheet.box(20 * MM, 200 * MM, 190 * MM, 200 * MM + 1.2, _RED)


def _rulers(sheet: Sheet) -> None:
    """Marks of 10 mm along the four edges, longer ones each 50 mm."""
    for place in range(10, int(_WIDE), 10):
        long = _LONG if place % 50 == 0 else _SHORT
        for near, far in ((0.0, long), (_HIGH - long, _HIGH)):
            sheet.box(place * MM, near * MM, place * MM + _LINE, far * MM, BLACK)
    for place in range(10, int(_HIGH), 10):
        long = _LONG if place % 50 == 0 else _SHORT
        for near, far in ((0.0, long), (_WIDE - long, _WIDE)):
            sheet.box(near * MM, place * MM, far * MM, place * MM + _LINE, BLACK)
