"""Every figure of law 7.5 and 7.1 to 7.4 that 信函格式 uses, read from the PDF to 0.3 pt (GB/T 9704-2012)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.catalogue import form_of
from forms.fonts import typeface
from forms.form import Mark
from resources import wording
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import ink, lines_of, printed, said, values

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 184 * MM
TOP, BOTTOM = 37 * MM, 262 * MM
CHARACTER, LINE = 15.79, 28.99


def near(expected: float) -> Any:
    return pytest.approx(expected, abs=0.3)


@pytest.fixture(scope="module")
def pages() -> Iterator[list[Page]]:
    """A correction notice of several pages, its request without marks so that every line has its 28 characters."""
    pdf = printed(LetterKind.CORRECTION_NOTICE, content="申请公开天津口岸进口冷链食品查验批次" * 90)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        yield document.pages


def body_lines(page: Page) -> list[list[dict[str, Any]]]:
    return [line for line in lines_of(page.chars) if abs(line[0]["size"] - 16) < 0.01]


def test_the_sheet_is_a4(pages: list[Page]) -> None:
    assert (pages[0].width, pages[0].height) == (near(210 * MM), near(297 * MM))


def test_the_red_head_is_30_mm_below_the_edge_centred_and_within_the_text_width(pages: list[Page]) -> None:
    head = lines_of(pages[0].chars)[0]
    assert said(head) == "中华人民共和国天津海关"
    assert ink(pages[0], head, "title")[0] == near(85.0)
    assert head[0]["x0"] + head[-1]["x1"] == near(210 * MM)
    assert head[0]["x0"] >= LEFT
    red, green, blue = head[0]["non_stroking_color"]
    assert red > 0.8
    assert max(green, blue) < 0.1


def test_a_head_of_marks_without_width_leaves_its_place() -> None:
    assert printed(LetterKind.EXTENSION_NOTICE, agency="\u0300\u0301").startswith(b"%PDF")


def test_the_double_lines(pages: list[Page]) -> None:
    """170 mm long; the upper one 4 mm below the head and thick above thin, the lower one 20 mm from the bottom."""
    first, second, third, fourth = pages[0].rects
    for line in (first, second, third, fourth):
        assert (line["x0"], line["x1"]) == (near(56.7), near(538.6))
    assert first["top"] - ink(pages[0], lines_of(pages[0].chars)[0], "title")[1] == near(4 * MM)
    assert first["height"] > second["height"]
    assert third["height"] < fourth["height"]
    assert fourth["bottom"] == near(785.2)
    assert not pages[1].rects


def test_the_number_is_flush_right_under_the_line(pages: list[Page]) -> None:
    number = lines_of(pages[0].chars)[1]
    assert said(number) == "津关公开答〔2026〕31号"
    assert number[-1]["x1"] == near(521.6)
    assert ink(pages[0], number, "body")[0] - pages[0].rects[1]["bottom"] == near(16 * 7 / 8)


def test_the_title_is_centred_two_lines_below_the_number_in_size_2(pages: list[Page]) -> None:
    number, title = lines_of(pages[0].chars)[1:3]
    assert said(title) == "政府信息公开申请补正告知书"
    assert title[0]["size"] == near(22)
    assert "NotoSerif" in title[0]["fontname"]
    assert title[0]["x0"] + title[-1]["x1"] == near(210 * MM)
    assert title[0]["top"] - number[0]["bottom"] == pytest.approx(2 * LINE, abs=1.5)


def test_the_addressee_is_flush_left_with_a_full_width_colon_a_line_below_the_title(pages: list[Page]) -> None:
    title, addressee = lines_of(pages[0].chars)[2:4]
    assert said(addressee) == "张杰芳："
    assert addressee[0]["x0"] == near(79.4)
    assert LINE * 0.9 <= addressee[0]["top"] - title[0]["bottom"] <= 2 * LINE


def test_the_first_line_of_a_full_page_begins_at_the_top_of_the_text_area(pages: list[Page]) -> None:
    assert body_lines(pages[1])[0][0]["top"] == near(104.9)


def test_22_lines_of_28_characters_fill_a_page(pages: list[Page]) -> None:
    lines = body_lines(pages[1])
    assert len(lines) == 22
    full = [line for line in lines if len(line) == 28]
    assert len(full) >= 20
    for line in full:
        assert line[0]["x0"] == near(79.4)
        assert line[-1]["x1"] == pytest.approx(521.6, abs=0.2 * MM)
        assert (line[-1]["x0"] - line[0]["x0"]) / 27 == pytest.approx(CHARACTER, abs=0.01)


def test_lines_are_a_22nd_of_the_text_area_apart(pages: list[Page]) -> None:
    for page in pages[:-1]:
        tops = [line[0]["top"] for line in body_lines(page) if line[0]["top"] > 300 or page.page_number > 1]
        assert all(after - before == near(LINE) for before, after in pairwise(tops))
        assert all(((top - TOP) / LINE) == pytest.approx(round((top - TOP) / LINE), abs=0.02) for top in tops)
        assert max(tops) + 16 <= BOTTOM


def test_paragraphs_are_indented_by_two_characters(pages: list[Page]) -> None:
    opening = next(line for line in lines_of(pages[0].chars) if said(line).startswith("本机关于"))
    assert opening[0]["x0"] == near(LEFT + 31.58)


def test_nothing_stands_outside_the_text_area(pages: list[Page]) -> None:
    for page in pages:
        for line in body_lines(page):
            assert line[0]["x0"] >= LEFT - 0.3
            assert line[-1]["x1"] <= RIGHT + 0.2 * MM


def test_page_numbers_from_page_2_at_the_outer_side(pages: list[Page]) -> None:
    """4号, the dash's upper edge 7 mm below the text area; even pages 1 字 from the left, odd from the right."""
    assert not any("—" in said(line) for line in lines_of(pages[0].chars))
    for page in pages[1:]:
        number = lines_of(page.chars)[-1]
        assert said(number) == f"— {page.page_number} —"
        assert number[0]["size"] == near(14)
        assert "NotoSerif" in number[0]["fontname"]
        dash = typeface("page_number").glyph("—")
        base = float(page.height) - number[0]["matrix"][5]
        assert base - dash.top * 14 == near(762.5)
        if page.page_number % 2:
            assert number[-1]["x1"] == near(RIGHT - CHARACTER)
        else:
            assert number[0]["x0"] == near(LEFT + CHARACTER)


@pytest.fixture(scope="module")
def short() -> Iterator[Page]:
    with pdfplumber.open(io.BytesIO(printed(LetterKind.EXTENSION_NOTICE))) as document:
        assert len(document.pages) == 1
        yield document.pages[0]


def test_the_date_is_4_characters_from_the_right_and_the_name_centred_on_it(short: Page) -> None:
    name, day = [line for line in body_lines(short) if line[0]["top"] > 400 and line[0]["x0"] > 250]
    assert said(name) == "中华人民共和国天津海关"
    assert said(day) == "2026年3月6日"
    assert day[-1]["x1"] == near(521.6 - 63.16)
    assert (name[0]["x0"] + name[-1]["x1"]) / 2 == near((day[0]["x0"] + day[-1]["x1"]) / 2)


def test_the_seal_has_its_place_and_its_top_is_within_a_line_of_the_text(short: Page) -> None:
    """A seal of 42 mm whose centre lies a little above name and date ends within a line of the text above."""
    lines = body_lines(short)
    end = next(line for line in lines if said(line) == "特此告知。")
    name = next(line for line in lines if said(line) == "中华人民共和国天津海关")
    day = next(line for line in lines if said(line) == "2026年3月6日")
    seal_centre = (name[0]["top"] + name[0]["bottom"]) / 2 - 2
    assert 0 <= seal_centre - 21 * MM - end[0]["bottom"] <= LINE
    assert seal_centre + 21 * MM >= day[0]["bottom"] - 4


def test_the_note_stands_below_the_date_two_characters_in(short: Page) -> None:
    note = body_lines(short)[-1]
    assert said(note).startswith("（联系部门：办公室，联系电话：022-84201234）")
    assert note[0]["x0"] == near(LEFT + 31.58)


def test_attachments_are_named_a_line_below_the_text() -> None:
    with pdfplumber.open(io.BytesIO(printed(LetterKind.DISCLOSURE_REPLY))) as document:
        lines = [line for page in document.pages for line in body_lines(page)]
    first = next(place for place, line in enumerate(lines) if said(line).startswith("附件：1."))
    assert lines[first][0]["x0"] == near(LEFT + 31.58)
    assert lines[first][0]["top"] - lines[first - 1][0]["top"] == near(2 * LINE)
    assert said(lines[first + 1]) == "2.处置情况说明"
    assert lines[first + 1][0]["x0"] == near(lines[first][3]["x0"])
    assert not said(lines[first]).endswith(("。", "；"))


@pytest.mark.parametrize("length", range(0, 900, 30))
def test_the_signature_never_stands_on_a_page_without_text(length: int) -> None:
    """Whatever the length of the request (GB/T 9704 7.3.5.5); the last page keeps at least two lines of text."""
    pdf = printed(LetterKind.EXTENSION_NOTICE, content="冷链食品查验" + "批次处置情况" * (length // 6))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        last = [said(line) for line in body_lines(document.pages[-1])]
        day = next(place for place, line in enumerate(last) if line == "2026年3月6日")
        text = [line for line in last[: day - 1] if "津关公开答" not in line and not line.endswith("告知书")]
        assert len(text) >= 2
        assert document.pages[-1].chars[-1]["bottom"] < 785


@pytest.mark.parametrize(
    "agency",
    ["天津海关", "中华人民共和国重庆西永综合保税区海关", "中华人民共和国海关总署驻天津特派员办事处业务监督管理处"],
)
def test_the_head_fits_names_of_any_length(agency: str) -> None:
    with pdfplumber.open(io.BytesIO(printed(LetterKind.EXTENSION_NOTICE, agency=agency))) as document:
        page = document.pages[0]
        head = lines_of(page.chars)[0]
        assert said(head) == agency
        assert head[0]["x0"] >= LEFT - 0.3
        assert head[0]["x0"] + head[-1]["x1"] == near(210 * MM)
        signature = next(line for line in body_lines(page) if said(line) == agency)
        assert signature[-1]["x1"] <= RIGHT + 0.3


@pytest.mark.parametrize("mark", Mark)
def test_a_mark_is_a_shape_and_no_text(mark: Mark) -> None:
    form, words = form_of(LetterKind.EXTENSION_NOTICE), wording.load(LetterKind.EXTENSION_NOTICE)
    facts = form.facts_from(values(LetterKind.EXTENSION_NOTICE))
    final, draft = form.render(facts, words).pdf, form.render(facts, words, mark=mark).pdf
    with pdfplumber.open(io.BytesIO(final)) as one, pdfplumber.open(io.BytesIO(draft)) as other:
        assert other.pages[0].extract_text() == one.pages[0].extract_text()
        assert mark[-1] not in other.pages[0].extract_text()
        assert not one.pages[0].curves
        drawn = other.pages[0].curves
        assert drawn
        assert max(shape["x1"] for shape in drawn) - min(shape["x0"] for shape in drawn) > 100 * MM


def test_a_draft_keeps_the_place_of_the_number_that_is_given_on_issuing() -> None:
    form, words = form_of(LetterKind.EXTENSION_NOTICE), wording.load(LetterKind.EXTENSION_NOTICE)
    numbered = form.preview(values(LetterKind.EXTENSION_NOTICE), words).pdf
    open_number = form.preview(values(LetterKind.EXTENSION_NOTICE, letter_number=None), words).pdf
    with pdfplumber.open(io.BytesIO(numbered)) as one, pdfplumber.open(io.BytesIO(open_number)) as other:
        titles = [next(c for c in page.chars if c["size"] == 22) for page in (one.pages[0], other.pages[0])]
        assert titles[0]["top"] == titles[1]["top"]


def test_line_breaks_in_names_are_no_fault() -> None:
    pdf = printed(LetterKind.EXTENSION_NOTICE, addressee="张杰芳\n", contact_office="办公室\r\n（一楼）")
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert "张杰芳：" in [said(line) for line in lines_of(document.pages[0].chars)]
