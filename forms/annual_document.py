"""The annual report as a Word document: the text to work on further, the tables in their exact form."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from forms.annual_report import BROAD, grid_of
from forms.grid import Cell, Grid, Role
from forms.report_figures import AnnualFigures, SectionTable

_BODY: Final = "仿宋"
_HEADING: Final = "黑体"
_TITLE: Final = "方正小标宋简体"
_CELL: Final = "宋体"
_BODY_SIZE: Final = 16
_TITLE_SIZE: Final = 22
_CELL_SIZE: Final = 9
_LINE: Final = 28
_HEAD_GROUND: Final = "EDEDED"
_PORTRAIT: Final = (210, 297, 28, 22, 26)
_LANDSCAPE: Final = (297, 210, 20, 20, 20)
"""Width and height of the page; margins at the left, at the right, above and below. In millimetres."""

_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def annual_document(figures: AnnualFigures) -> bytes:
    """The report as docx. Characters that no XML can hold are refused with ``ValueError``."""
    document = Document()
    _properties(document, figures)
    _styles(document)
    _page(document.sections[0], broad=False)
    title = document.add_paragraph(style="Title")
    title.add_run(figures.title)
    was_broad = False
    for section in figures.sections:
        is_broad = section.table is BROAD
        if is_broad or was_broad:
            _page(document.add_section(), broad=is_broad)
        was_broad = is_broad
        if section.heading:
            document.add_heading(section.heading, level=1)
        for paragraph in section.paragraphs:
            document.add_paragraph(paragraph)
        if section.table is not SectionTable.NONE:
            _add_table(document, grid_of(section.table, figures))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _properties(document: Any, figures: AnnualFigures) -> None:
    made_at = datetime.combine(figures.made_on, time())
    properties = document.core_properties
    properties.title = figures.title
    properties.author = figures.office
    properties.comments = f"登记链首 {figures.chain_head}"
    properties.language = "zh-CN"
    properties.created = properties.modified = made_at


def _styles(document: Any) -> None:
    """Typefaces and distances of 公文: 三号仿宋, lines 28 points apart, paragraphs two characters in."""
    normal = document.styles["Normal"]
    _face(normal, _BODY, _BODY_SIZE)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE)
    spacing.first_line_indent = Pt(2 * _BODY_SIZE)
    _face(document.styles["Heading 1"], _HEADING, _BODY_SIZE)
    title = document.styles["Title"]
    _face(title, _TITLE, _TITLE_SIZE)
    borders = title.element.find(f".//{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)
    for style, align in ((document.styles["Heading 1"], "left"), (title, "centre")):
        style.font.bold = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.space_after = Pt(0 if align == "left" else _LINE)
        style.paragraph_format.alignment = _ALIGN[align]
    title.paragraph_format.first_line_indent = Pt(0)
    title.paragraph_format.line_spacing = Pt(_LINE + 4)


def _face(style: Any, name: str, size: float) -> None:
    style.font.name = "Times New Roman"
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _page(section: Any, *, broad: bool) -> None:
    width, height, left, right, end = _LANDSCAPE if broad else _PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if broad else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin = section.bottom_margin = Mm(end)


def _add_table(document: Any, grid: Grid) -> None:
    """A table with its merged cells; its head repeats on each page."""
    table: Table = document.add_table(rows=len(grid.heights), cols=len(grid.widths))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(width)
    rows = list(table.rows)
    for place, (row, height) in enumerate(zip(rows, grid.heights, strict=True)):
        row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        row_properties = row._tr.get_or_add_trPr()
        row_properties.append(OxmlElement("w:cantSplit"))
        if place < grid.head_rows:
            row_properties.append(OxmlElement("w:tblHeader"))
    places = [list(row.cells) for row in rows]
    for cell in grid.cells:
        _fill(places, cell, grid)


def _fill(places: list[list[Any]], cell: Cell, grid: Grid) -> None:
    first = places[cell.row][cell.column]
    last = places[cell.row + cell.rows - 1][cell.column + cell.columns - 1]
    merged = first.merge(last) if cell.rows > 1 or cell.columns > 1 else first
    merged.width = Pt(sum(grid.widths[cell.column : cell.column + cell.columns]))
    merged.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if cell.role is Role.HEAD:
        ground = OxmlElement("w:shd")
        ground.set(qn("w:val"), "clear")
        ground.set(qn("w:fill"), _HEAD_GROUND)
        merged._tc.get_or_add_tcPr().append(ground)
    _write(merged.paragraphs[0], cell)
    # A head of a group of lines stands on the page of the first of them.
    merged.paragraphs[0].paragraph_format.keep_with_next = cell.role is Role.HEAD


def _write(paragraph: Paragraph, cell: Cell) -> None:
    """The words; a break stands only where a narrow upright label needs it."""
    spacing = paragraph.paragraph_format
    spacing.first_line_indent = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.alignment = _ALIGN[cell.align]
    run = paragraph.add_run(cell.text.replace("\n", ""))
    run.bold = cell.strong
    run.font.size = Pt(_CELL_SIZE)
    run.font.name = "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CELL)
