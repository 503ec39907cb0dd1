"""文件格式 and 版记 read from the PDF to 0.3 pt: the figures of law 7.2, 7.4 and 7.5 (GB/T 9704-2012)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.fonts import typeface
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import ink, lines_of, printed, said

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 184 * MM
TOP, BOTTOM = 37 * MM, 262 * MM
CHARACTER, LINE = 15.79, 28.99
COPIES = ["海关总署办公厅", "天津新港海关", "天津东疆海关", "天津滨海机场海关", "天津经济技术开发区海关"]


def near(expected: float) -> Any:
    return pytest.approx(expected, abs=0.3)


def opened(kind: LetterKind = LetterKind.EXTENSION_NOTICE, **changed: object) -> list[Page]:
    """The pages of a letter in 文件格式."""
    return pages_of(printed(kind, **{"layout": "document", "printed_by": "中华人民共和国天津海关办公室", **changed}))


def pages_of(pdf: bytes) -> list[Page]:
    return pdfplumber.open(io.BytesIO(pdf)).pages


def line_that(page: Page, begins: str) -> list[dict[str, Any]]:
    return next(line for line in lines_of(page.chars) if said(line).startswith(begins))


@pytest.fixture(scope="module")
def first() -> Iterator[Page]:
    """The first page of a 文件."""
    return opened()[0]


def test_the_red_head_begins_35_mm_below_the_text_area_and_says_document(first: Page) -> None:
    head = line_that(first, "中华人民共和国天津海关文件")
    assert ink(first, head, "title")[0] == near(204.1)
    assert head[0]["x0"] + head[-1]["x1"] == near(210 * MM)
    assert head[0]["x0"] >= LEFT
    red, green, blue = head[0]["non_stroking_color"]
    assert red > 0.8
    assert max(green, blue) < 0.1


@pytest.mark.parametrize("name", ["天津海关", "中华人民共和国天津海关", "中华人民共和国天津经济技术开发区海关"])
def test_the_red_head_fits_long_names(name: str) -> None:
    page = opened(agency=name)[0]
    head = line_that(page, f"{name}文件")
    assert head[0]["x0"] >= LEFT - 0.3
    assert head[-1]["x1"] <= RIGHT + 0.3
    assert 24 <= ink(page, head, "title")[1] - ink(page, head, "title")[0] <= 62


def test_the_number_is_centred_two_lines_below_the_head(first: Page) -> None:
    head, number = line_that(first, "中华人民共和国天津海关文件"), line_that(first, "津关公开答〔2026〕31号")
    assert number[0]["x0"] + number[-1]["x1"] == near(210 * MM)
    assert ink(first, number, "body")[0] - ink(first, head, "title")[1] == near(2 * LINE)
    assert number[0]["size"] == near(16)


def test_the_red_line_is_4_mm_below_the_number_and_as_wide_as_the_text_area(first: Page) -> None:
    number = line_that(first, "津关公开答")
    (line,) = first.rects
    assert (line["x0"], line["x1"]) == (near(79.4), near(521.6))
    assert line["top"] - (ink(first, number, "body")[0] + 16) == near(4 * MM)
    assert 0.35 * MM <= line["height"] <= 0.7 * MM


def test_the_title_is_two_lines_below_the_red_line_and_text_stands_on_page_1(first: Page) -> None:
    title = line_that(first, "政府信息公开申请延期答复告知书")
    assert title[0]["size"] == near(22)
    assert title[0]["x0"] + title[-1]["x1"] == near(210 * MM)
    assert title[0]["top"] - first.rects[0]["bottom"] == pytest.approx(2 * LINE, abs=3)
    assert line_that(first, "张杰芳：")[0]["x0"] == near(79.4)
    assert line_that(first, "本机关于")[0]["x0"] == near(LEFT + 31.58)


def test_every_page_is_numbered_odd_ones_right_even_ones_left() -> None:
    pages = opened(reason="需要检索的档案数量较多" * 120)
    assert len(pages) > 2
    for page in pages:
        number = lines_of(page.chars)[-1]
        assert said(number) == f"— {page.page_number} —"
        assert number[0]["size"] == near(14)
        dash = typeface("page_number").glyph("—")
        assert float(page.height) - number[0]["matrix"][5] - dash.top * 14 == near(762.5)
        if page.page_number % 2:
            assert number[-1]["x1"] == near(RIGHT - CHARACTER)
        else:
            assert number[0]["x0"] == near(LEFT + CHARACTER)


def test_the_record_ends_the_last_even_page_between_lines_of_035_and_025_mm() -> None:
    page = opened(copies_to=COPIES)[-1]
    assert page.page_number % 2 == 0
    top, inner, bottom = page.rects
    for line in (top, inner, bottom):
        assert (line["x0"], line["x1"]) == (near(79.4), near(521.6))
    assert (top["height"], inner["height"], bottom["height"]) == (
        pytest.approx(0.35 * MM, abs=0.02),
        pytest.approx(0.25 * MM, abs=0.02),
        pytest.approx(0.35 * MM, abs=0.02),
    )
    assert bottom["bottom"] == near(742.7)


def test_the_copies_are_one_character_in_turn_over_below_the_first_and_end_with_a_full_stop() -> None:
    page = opened(copies_to=COPIES)[-1]
    lines = [line for line in lines_of(page.chars) if line[0]["size"] == near(14) and line[0]["x0"] < 300]
    first, second = [line for line in lines if "海关" in said(line) and "印发" not in said(line)][:2]
    assert said(first).startswith("抄送：海关总署办公厅，")
    assert first[0]["x0"] == near(LEFT + CHARACTER)
    assert second[0]["x0"] == near(first[3]["x0"])
    assert said(second).endswith("。")
    assert max(first[-1]["x1"], second[-1]["x1"]) <= RIGHT - CHARACTER + 0.3


def test_who_printed_it_stands_left_and_when_right() -> None:
    page = opened(printed_on="2026-03-09")[-1]
    record = line_that(page, "中华人民共和国天津海关办公室")
    assert said(record) == "中华人民共和国天津海关办公室2026年3月9日印发"
    assert record[0]["x0"] == near(LEFT + CHARACTER)
    assert record[-1]["x1"] == near(RIGHT - CHARACTER)
    assert record[0]["size"] == near(14)


def test_a_long_name_of_who_printed_it_turns_over_and_leaves_the_day_its_place() -> None:
    name = "中华人民共和国天津东疆综合保税区海关办公室"
    page = opened(printed_by=name, printed_on="2026-12-20")[-1]
    lines = [line for line in lines_of(page.chars) if line[0]["size"] == near(14) and line[0]["top"] < BOTTOM]
    first, second = lines[-2:]
    assert said(first) + said(second).removesuffix("2026年12月20日印发") == name
    assert (first[0]["x0"], second[0]["x0"]) == (near(LEFT + CHARACTER), near(LEFT + CHARACTER))
    day = second[-len("2026年12月20日印发")]
    assert first[-1]["x1"] <= day["x0"] - CHARACTER + 0.3
    assert second[-1]["x1"] == near(RIGHT - CHARACTER)
    assert page.rects[0]["top"] <= first[0]["top"]


def test_without_a_day_of_printing_the_day_of_the_letter_stands_there() -> None:
    assert said(line_that(opened()[-1], "中华人民共和国天津海关办公室")).endswith("2026年3月6日印发")


@pytest.mark.parametrize("length", range(0, 1200, 60))
def test_the_record_stands_on_an_even_page_and_a_page_after_a_blank_one_bears_no_number(length: int) -> None:
    pages = opened(reason="需" * length or "多", copies_to=COPIES)
    assert len(pages) % 2 == 0
    last, before = pages[-1], pages[-2]
    assert "抄送：" in (last.extract_text() or "")
    blank = not before.chars
    assert ("—" in (last.extract_text() or "").splitlines()[-1]) is not blank
    body = [line for line in lines_of(last.chars) if line[0]["size"] == near(16)]
    if body:
        assert max(line[0]["bottom"] for line in body) < min(rect["top"] for rect in last.rects)


@pytest.mark.parametrize("length", range(0, 900, 30))
def test_copies_of_a_letter_never_stand_on_a_page_without_text(length: int) -> None:
    """公文最后一面版心内最下方 (GB/T 9704 10.1): the page is tightened or lines go over with the signature."""
    pdf = printed(
        LetterKind.EXTENSION_NOTICE, content="冷链食品查验" + "批次处置情况" * (length // 6), copies_to=COPIES
    )
    pages = pages_of(pdf)
    body = [line for line in lines_of(pages[-1].chars) if line[0]["size"] == near(16)]
    record = line_that(pages[-1], "抄送：")
    assert "2026年3月6日" in [said(line) for line in body]
    assert max(line[0]["bottom"] for line in body) < record[0]["top"]


@pytest.mark.parametrize("length", range(0, 1200, 60))
def test_no_blank_page_stands_before_the_record_of_a_document_without_annex(length: int) -> None:
    pages = opened(reason="需" * length or "多", copies_to=COPIES)
    assert all(page.chars for page in pages)


def test_a_paper_to_a_superior_names_its_signer_and_its_number_stands_left() -> None:
    page = opened(LetterKind.AGENCY_INQUIRY, report_signer="王䶮")[0]
    line = line_that(page, "津关公开征")
    assert said(line) == "津关公开征〔2026〕3号签发人：王䶮"
    assert line[0]["x0"] == near(LEFT + CHARACTER)
    assert line[-1]["x1"] == near(RIGHT - CHARACTER)
    assert "WenKai" in line[-2]["fontname"]
    assert "Fandol" in line[-4]["fontname"]


def test_urgency_stands_top_left_in_black_type() -> None:
    page = opened(urgency="加急")[0]
    line = line_that(page, "加急")
    assert (line[0]["x0"], line[0]["top"]) == (near(79.4), pytest.approx(TOP, abs=3))
    assert "NotoSans" in line[0]["fontname"]
    letter = pages_of(printed(LetterKind.EXTENSION_NOTICE, urgency="特急"))[0]
    line = line_that(letter, "特急")
    assert line[0]["x0"] == near(79.4)
    assert ink(letter, line[:2], "heading")[0] - letter.rects[1]["bottom"] == near(16 * 7 / 8)


def test_copies_of_a_letter_stand_at_the_foot_of_its_last_page_without_lines() -> None:
    """信函格式: 版记不加印发机关和印发日期、分隔线，位于公文最后一面版心内最下方 (GB/T 9704 10.1)."""
    page = pages_of(printed(LetterKind.EXTENSION_NOTICE, copies_to=["海关总署办公厅"]))[-1]
    line = line_that(page, "抄送：海关总署办公厅。")
    assert line[0]["x0"] == near(LEFT + CHARACTER)
    assert BOTTOM - 24 <= line[0]["top"] <= line[0]["bottom"] <= BOTTOM
    assert not any(rect["height"] < 0.36 * MM and rect["x0"] > 60 for rect in page.rects)
    assert "印发" not in page.extract_text()


def test_without_a_seal_the_name_is_2_characters_from_the_right_and_the_date_2_further_in() -> None:
    page = pages_of(printed(LetterKind.EXTENSION_NOTICE, sealing="none"))[0]
    end = line_that(page, "特此告知。")
    name, day = line_that_last(page, "中华人民共和国天津海关"), line_that(page, "2026年3月6日")
    assert name[-1]["x1"] == near(521.6 - 31.58)
    assert day[0]["x0"] == near(name[0]["x0"] + 31.58)
    assert name[0]["top"] - end[0]["top"] == near(2 * LINE)
    assert day[0]["top"] - name[0]["top"] == near(LINE)


def test_without_a_seal_a_date_longer_than_the_name_is_2_characters_from_the_right() -> None:
    page = pages_of(printed(LetterKind.EXTENSION_NOTICE, sealing="none", agency="天津海关"))[0]
    name, day = line_that_last(page, "天津海关"), line_that(page, "2026年3月6日")
    assert day[-1]["x1"] == near(521.6 - 31.58)
    assert day[0]["x0"] == near(name[0]["x0"] + 31.58)


def line_that_last(page: Page, says: str) -> list[dict[str, Any]]:
    return [line for line in lines_of(page.chars) if said(line) == says][-1]


def test_a_stamp_has_its_place_with_the_signers_office_left_of_it() -> None:
    """下空二行右空四字加盖签名章，左空二字标注职务，下空一行右空四字编排成文日期 (GB/T 9704 7.3.5.3)."""
    page = pages_of(printed(LetterKind.EXTENSION_NOTICE, sealing="stamp", stamp_title="关长"))[0]
    end, title, day = line_that(page, "特此告知。"), line_that(page, "关长"), line_that(page, "2026年3月6日")
    assert title[0]["top"] - end[0]["top"] == near(3 * LINE)
    assert day[0]["top"] - title[0]["top"] == near(2 * LINE)
    assert day[-1]["x1"] == near(521.6 - 63.16)
    stamp_left = 521.6 - 63.16 - 5 * CHARACTER
    assert stamp_left - title[-1]["x1"] == near(31.58)


def test_levels_are_set_in_their_type() -> None:
    pages = opened(LetterKind.PARTIAL_REPLY)
    lines = [line for page in pages for line in lines_of(page.chars)]
    for begins, fonts in (("二、下列", ("NotoSans", "Fandol")), ("（一）处置", ("WenKai", "WenKai"))):
        line = next(line for line in lines if said(line).startswith(begins))
        assert fonts[0] in line[0]["fontname"]
        assert fonts[1] in line[3]["fontname"]


@pytest.mark.parametrize("layout", ["letter", "document"])
@pytest.mark.parametrize("wanted", [1, 2, 5, 30])
def test_letters_of_1_to_30_pages_keep_text_beside_their_signature(layout: str, wanted: int) -> None:
    reason = "需要检索的档案数量较多，" * (wanted * 51 - 45 if wanted > 1 else 1)
    pages = [page for page in opened(layout=layout, reason=reason) if any(c["size"] == 16 for c in page.chars)]
    assert abs(len(pages) - wanted) <= 2
    with_day = next(page for page in pages if "2026年3月6日" in [said(line) for line in lines_of(page.chars)])
    lines = [said(line) for line in lines_of(with_day.chars) if line[0]["size"] == near(16)]
    assert len(lines[: lines.index("2026年3月6日")]) >= 3


def test_an_annex_comes_before_the_record_on_a_page_of_its_own() -> None:
    """另面编排，“附件”黑体在版心第一行，标题居中在第三行，在版记之前 (GB/T 9704 7.3.7)."""
    pages = opened(LetterKind.FEE_NOTICE)
    place = next(n for n, page in enumerate(pages) if said(lines_of(page.chars)[0]) == "附件")
    label, title = lines_of(pages[place].chars)[:2]
    assert (label[0]["x0"], label[0]["top"]) == (near(79.4), pytest.approx(TOP, abs=3))
    assert "NotoSans" in label[0]["fontname"]
    assert title[0]["x0"] + title[-1]["x1"] == near(LEFT + RIGHT)
    base = float(pages[place].height) - title[0]["matrix"][5]
    assert base - 0.88 * 22 == near(TOP + 2 * LINE)
    assert "印发" in pages[-1].extract_text()
    assert len(pages) - 1 >= place
