"""What is printed can be copied: every character of 通用规范汉字表, and rarer ones, comes back as it was written."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas

from forms.embedding import paper_font, to_unicode
from forms.fonts import UnprintableCharacter, typeface, visible
from forms.page import A4, LEFT, LINE_PITCH, PITCH, TOP, baseline
from forms.sheet import Sheet
from forms.truetype import Face
from resources import fonts
from tests.forms.letter_cases import copied

STANDARD = Path(fonts.__file__).with_name("tgh8105.txt").read_text(encoding="utf-8").strip()
PER_LINE, PER_PAGE = 28, 20


def sheet_with(text: str) -> bytes:
    sheet = Sheet(A4, title="字", author="海关", day=date(2026, 3, 6))
    for place in range(0, len(text), PER_LINE):
        row = place // PER_LINE % PER_PAGE
        if place and not row:
            sheet.next_page()
        glyphs = typeface("body").glyphs(text[place : place + PER_LINE])
        sheet.line_of(glyphs, LEFT, baseline(TOP + row * LINE_PITCH, 16), 16, tracking=PITCH - 16)
    return sheet.finish().pdf


def test_all_characters_of_the_standard_table_can_be_copied() -> None:
    assert len(STANDARD) == 8105
    assert "".join(copied(sheet_with(STANDARD)).split()) == STANDARD


def test_characters_beyond_the_bmp_are_read_alike_by_another_reader() -> None:
    rare = [character for character in STANDARD if ord(character) > 0xFFFF]
    assert "𬱖" in rare
    with pdfplumber.open(io.BytesIO(sheet_with("".join(rare)))) as document:
        assert "".join(char["text"] for page in document.pages for char in page.chars) == "".join(rare)


def test_extension_b_can_be_copied_as_far_as_a_font_has_it() -> None:
    sample = "𠀀𠀁𠂇𠃌𠆢𡈼𡗗𢆉𣎳𤴓𥁕𦍌𧘇𨈏𩙿𪚥"
    has = [character for character in sample if any(face_has(character))]
    if not has:
        pytest.skip("no font of this machine has characters of extension B")
    assert "".join(copied(sheet_with("".join(has))).split()) == "".join(has)


def face_has(character: str) -> list[bool]:
    try:
        typeface("body").glyph(character)
    except UnprintableCharacter:
        return []
    return [True]


def test_a_text_layer_counts_in_utf_16_and_in_blocks_of_100() -> None:
    codes = {chr(0x4E00 + place): place + 1 for place in range(150)} | {"𬱖": 151}
    layer = to_unicode(codes)
    assert "<0097> <D873DC56>" in layer
    assert [line for line in layer.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "51 beginbfchar",
    ]


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(UnprintableCharacter) as refusal:
        typeface("body").glyphs("张\U0001f600")
    assert refusal.value.code == "U+1F600"
    assert "U+1F600" in refusal.value.sentence()


def test_a_name_keeps_its_font_and_takes_the_fallback_for_one_character() -> None:
    names = [glyph.face.name for glyph in typeface("body").glyphs("王䶮喆")]
    assert names == ["FandolFang-Regular", "LXGWWenKai-Light", "LXGWWenKai-Light"]


def test_invisible_characters_fall_away_and_visible_ones_stay() -> None:
    assert visible("张\u200b三\ufeff\t李\u00ad四\ufe0f") == "张三 李四"
    assert visible("<b>A&B</b>\r\n“引”\u2028号") == "<b>A&B</b> “引” 号"
    assert typeface("body").glyph("\u00a0").advance == typeface("body").glyph(" ").advance


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert sheet_with("同样的事实") == sheet_with("同样的事实")


def test_no_font_is_left_outside_the_file() -> None:
    pdf = sheet_with("中华人民共和国𬱖")
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == 2
    assert b"ASCII85" not in pdf


def test_a_font_serves_the_canvas_of_reportlab_too() -> None:
    """Charts are drawn by ReportLab itself with the same fonts."""
    font = paper_font(typeface("heading").glyph("中").face)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, initialFontName=font.fontName)
    canvas.setFont(font.fontName, 12)
    canvas.drawString(100, 700, "中(国)\\A")
    canvas.drawRightString(400, 700, "右")
    canvas.save()
    with pdfplumber.open(io.BytesIO(buffer.getvalue())) as document:
        assert "".join(char["text"] for char in document.pages[0].chars) == "中(国)\\A右"
        assert document.pages[0].chars[-1]["x1"] == pytest.approx(400, abs=0.01)


def test_a_cut_of_composite_glyphs_brings_their_parts(tmp_path: Path) -> None:
    pen = TTGlyphPen(None)
    for point in ((0, 0), (0, 500), (500, 500)):
        pen.lineTo(point) if point != (0, 0) else pen.moveTo(point)
    pen.closePath()
    part = pen.glyph()
    whole = TTGlyphPen({"part": part})
    whole.addComponent("part", (1, 0, 0, 1, 300, 0))
    whole.addComponent("part", (0.5, 0, 0, 0.5, 0, 0))
    builder = FontBuilder(2000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "blank", "part", "whole"])
    builder.setupCharacterMap({0x4E00: "whole", 0x20: "blank"})
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "blank": empty, "part": part, "whole": whole.glyph()})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "blank", "part", "whole"), (2000, 0)))
    builder.setupHorizontalHeader(ascent=1760, descent=-240)
    builder.setupOS2(sTypoAscender=1760, sTypoDescender=-240)
    builder.setupNameTable({"familyName": "Parts", "styleName": "Regular", "psName": "Parts"})
    builder.setupPost()
    builder.save(tmp_path / "parts.ttf")

    face = Face(tmp_path / "parts.ttf")
    assert (face.name, face.ascent, face.advance(face.glyph("一"))) == ("Parts", 880, 1000)
    cut = TTFont(io.BytesIO(face.cut([face.glyph("一")])), checkChecksums=2)
    first = cut["glyf"][cut.getGlyphOrder()[1]]
    assert [cut.getGlyphID(one.glyphName) for one in first.components] == [2, 2]
    assert cut["glyf"][cut.getGlyphOrder()[2]].numberOfContours == 1
