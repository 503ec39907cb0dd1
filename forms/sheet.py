"""A PDF being drawn, page by page. All places are points from the top left corner of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from typing import Any, Final, Literal, TypeAlias, cast

from forms.draft_mark import draw_mark, mark_in_force
from forms.fonts import Glyph, Role, typeface, visible
from forms.form import Mark, Rendered
from forms.page import BLACK, Colour

Align: TypeAlias = Literal["left", "centre", "right"]

_PDF_VERSION: Final = (1, 7)


class Sheet:
    """A document being drawn, PDF/A-2b. The same drawing gives the same bytes.

    ``number``: the 发文字号, which the file's properties carry. ``mark`` lies across each page; without one of its own
    a document bears the mark in force (``forms.draft_mark.marked``).
    """

    def __init__(
        self,
        size: tuple[float, float],
        *,
        title: str,
        author: str,
        day: date,
        number: str = "",
        mark: Mark | None = None,
    ) -> None:
        # ReportLab takes a tenth of a second to import: only the first paper pays it, not the start of the program.
        from reportlab.pdfgen.canvas import Canvas

        from forms.archive import Properties, complete
        from forms.embedding import paper_font

        self._font_of = paper_font
        self.width, self.height = size
        self.pages = 1
        self._buffer = BytesIO()
        initial = paper_font(typeface("body").glyph("一").face).fontName
        self._canvas = Canvas(
            self._buffer,
            pagesize=size,
            pageCompression=0,
            invariant=1,
            pdfVersion=_PDF_VERSION,
            initialFontName=cast(Any, initial),
            lang="zh-CN",
        )
        self._document = cast(Any, self._canvas)._doc
        self._properties = Properties(title=title, author=author, day=day, number=number)
        self._complete = complete
        self._draw = self._canvas.addLiteral
        self._mark = mark or mark_in_force()
        draw_mark(self, self._mark)

    def text(
        self,
        glyphs: Sequence[Glyph],
        lefts: Sequence[float],
        baseline: float,
        size: float,
        *,
        colour: Colour = BLACK,
        stretch: float = 1.0,
    ) -> None:
        """Draw each glyph with its left edge at its place of ``lefts``; ``stretch`` scales the glyphs' width.

        The characters go along as text of their own (ActualText, PDF 32000-1, 14.9.4): without it readers take the
        gaps of a justified line for blanks and copy them.
        """
        if not glyphs:
            return
        self._fill(colour)
        written = "".join(glyph.character for glyph in glyphs)
        self._draw(f"/Span <</ActualText <FEFF{written.encode('utf-16-be').hex().upper()}>>> BDC")
        place = 0
        for (face, rise), group in groupby(glyphs, key=lambda glyph: (glyph.face, glyph.rise)):
            run = list(group)
            font = self._font_of(face)
            codes = [font.encoded(glyph.character, self._document) for glyph in run]
            gaps = [
                lefts[place + one + 1] - lefts[place + one] - run[one].advance * size * stretch
                for one in range(len(run) - 1)
            ]
            y = self.height - baseline + rise * size
            scale = f"{stretch * 100:.2f} Tz " if stretch != 1.0 else ""
            self._draw(
                f"BT {font.internal_name(self._document)} {size:g} Tf {scale}{lefts[place]:.3f} {y:.3f} Td "
                f"{_shown(codes, gaps, size, stretch)}{' 100 Tz' if scale else ''} ET"
            )
            place += len(run)
        self._draw("EMC")

    def line_of(
        self,
        glyphs: Sequence[Glyph],
        left: float,
        baseline: float,
        size: float,
        *,
        tracking: float = 0.0,
        colour: Colour = BLACK,
        stretch: float = 1.0,
    ) -> None:
        """Draw glyphs one after the other, ``tracking`` points apart."""
        lefts = []
        for glyph in glyphs:
            lefts.append(left)
            left += glyph.advance * size * stretch + tracking
        self.text(glyphs, lefts, baseline, size, colour=colour, stretch=stretch)

    def words(
        self,
        text: str,
        role: Role,
        size: float,
        place: float,
        baseline: float,
        *,
        align: Align = "left",
        colour: Colour = BLACK,
    ) -> None:
        """Write one line of text from, around or up to ``place``."""
        glyphs = typeface(role).glyphs(visible(text))
        width = size * sum(glyph.advance for glyph in glyphs)
        left = place - {"left": 0.0, "centre": width / 2, "right": width}[align]
        self.line_of(glyphs, left, baseline, size, colour=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill a rectangle."""
        self._fill(colour)
        self._draw(f"{left:.3f} {self.height - bottom:.3f} {right - left:.3f} {bottom - top:.3f} re f")

    def frame(self, left: float, top: float, right: float, bottom: float, colour: Colour, width: float) -> None:
        """Draw the outline of a rectangle; its line lies on the edge."""
        self._draw(
            f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} RG {width:.3f} w "
            f"{left:.3f} {self.height - bottom:.3f} {right - left:.3f} {bottom - top:.3f} re S"
        )

    def hatch(self, left: float, top: float, right: float, bottom: float, colour: Colour, *, gap: float = 5.5) -> None:
        """Fill a rectangle with thin slanting lines."""
        height = bottom - top
        low, high = self.height - bottom, self.height - top
        starts = [left - height + place * gap for place in range(int((right - left + height) / gap) + 1)]
        lines = " ".join(f"{start:.2f} {low:.2f} m {start + height:.2f} {high:.2f} l" for start in starts)
        self._draw(
            f"q {left:.3f} {low:.3f} {right - left:.3f} {height:.3f} re W n 0.5 w "
            f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} RG {lines} S Q"
        )

    def shape(self, path: str, matrix: tuple[float, float, float, float, float, float], colour: Colour) -> None:
        """Fill ``path`` (PDF operators in its own units, y upwards) under ``matrix``; it is a drawing, never text."""
        placed = " ".join(f"{number:.4f}" for number in (*matrix[:4], matrix[4], self.height - matrix[5]))
        self._draw(f"q {placed} cm {colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg {path} f Q")

    def next_page(self, size: tuple[float, float] | None = None) -> None:
        """Go on with a new page, of another size where one is given."""
        self._canvas.showPage()
        if size is not None:
            self.width, self.height = size
            self._canvas.setPageSize(size)
        self.pages += 1
        draw_mark(self, self._mark)

    def finish(self) -> Rendered:
        """The PDF's bytes."""
        self._canvas.showPage()
        self._complete(self._document, self._properties, self._document.Pages.pages)
        self._canvas.save()
        return Rendered(self._buffer.getvalue(), self.pages)

    def _fill(self, colour: Colour) -> None:
        self._draw(f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg")


def _shown(codes: Sequence[str], gaps: Sequence[float], size: float, stretch: float) -> str:
    """The operators that show the codes: the commonest gap as character spacing, the others as adjustments."""
    rounded = [round(gap, 3) for gap in gaps]
    spacing = Counter(rounded).most_common(1)[0][0] if rounded else 0.0
    parts: list[str] = []
    start = 0
    for place, gap in enumerate(rounded):
        if gap != spacing:
            adjustment = (spacing - gap) / size / stretch * 1000
            parts.append(f"<{''.join(codes[start : place + 1])}> {adjustment:.1f}")
            start = place + 1
    parts.append(f"<{''.join(codes[start:])}>")
    tracked = spacing / stretch
    return f"{tracked:.3f} Tc [{' '.join(parts)}] TJ" if len(parts) > 1 else f"{tracked:.3f} Tc {parts[0]} Tj"
