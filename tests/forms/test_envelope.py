"""Envelopes: the sizes and free zones of GB/T 1416-2003, and the shift for the office's printer."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.envelope import ENVELOPE, SIZES
from resources import wording
from tests.forms.letter_cases import lines_of, said

MM = 72 / 25.4
FACTS: dict[str, object] = {
    "addressee": "王䶮",
    "address": "天津市滨海新区新港二号路某某小区12号楼3门402室",
    "postcode": "300456",
    "agency": "中华人民共和国天津海关",
    "contact_office": "办公室",
    "contact_address": "天津市河西区友谊路33号",
    "contact_postcode": "300041",
    "letter_number": "津关公开答〔2026〕31号",
}


def envelope(**changed: object) -> Page:
    facts = ENVELOPE.facts_from({**FACTS, **changed})
    return pdfplumber.open(io.BytesIO(ENVELOPE.render(facts, wording.load(ENVELOPE.kind)).pdf)).pages[0]


@pytest.fixture
def page() -> Page:
    return envelope()


@pytest.mark.parametrize("size", SIZES)
def test_the_sheet_has_the_size_of_the_envelope(size: str) -> None:
    page = envelope(size=size)
    assert (page.width / MM, page.height / MM) == pytest.approx(SIZES[size])


def test_dl_unless_another_size_is_chosen(page: Page) -> None:
    assert (page.width / MM, page.height / MM) == pytest.approx((220, 110))


def test_one_digit_of_the_postcode_in_each_box(page: Page) -> None:
    boxes = sorted((rect for rect in page.rects if rect["x1"] < 90 * MM), key=lambda rect: rect["x0"])
    assert len(boxes) == 6
    for box, digit in zip(boxes, "300456", strict=True):
        (found,) = [
            char["text"]
            for char in page.chars
            if box["x0"] < (char["x0"] + char["x1"]) / 2 < box["x1"] and box["top"] < char["top"] < box["bottom"]
        ]
        assert found == digit


def test_the_zones_for_machines_are_free(page: Page) -> None:
    boxes_bottom = max(rect["bottom"] for rect in page.rects if rect["x1"] < 90 * MM)
    assert boxes_bottom < 26 * MM
    for char in page.chars:
        if char["x0"] < 90 * MM and char["top"] < 26 * MM:
            assert char["text"] in "300456"
        bars = page.width - 160 * MM < char["x1"] and char["x0"] < page.width - 55 * MM
        assert not (bars and char["bottom"] > page.height - 20 * MM)


def test_name_and_address_are_whole(page: Page) -> None:
    lines = [said(line) for line in lines_of(page.chars)]
    assert "王䶮（收）" in lines
    assert FACTS["address"] in lines
    assert "中华人民共和国天津海关办公室" in lines


def test_a_long_name_and_address_stay_on_the_envelope() -> None:
    address = (
        "天津自贸试验区（东疆综合保税区）亚洲路6975号金融贸易中心南区1栋1门2024室（某某秘书服务有限公司托管第1234号）"
    )
    page = envelope(addressee="天津某某国际贸易有限责任公司滨海新区第一分公司法务部", address=address)
    assert all(char["x0"] > 0 and char["x1"] < page.width - 10 * MM for char in page.chars)
    stamp = max(page.rects, key=lambda rect: rect["x1"])
    for char in page.chars:
        if char["text"] not in "贴邮票处":
            assert char["x1"] < stamp["x0"] or char["top"] > stamp["bottom"]


def test_a_long_number_ends_before_the_bar_codes() -> None:
    page = envelope(letter_number="呼关驻乌办政务公开答〔2026〕1231号")
    number = next(line for line in lines_of(page.chars) if "1231" in said(line))
    assert number[-1]["x1"] <= page.width - 160 * MM
    assert "呼关驻乌办政务公开答〔2026〕1231号" in said(number)


def test_preprinted_envelopes_get_the_digits_only() -> None:
    page = envelope(preprinted=True)
    assert not page.rects
    assert "300456" in "".join(char["text"] for char in page.chars)


def test_a_postcode_of_other_length_leaves_the_boxes_empty() -> None:
    page = envelope(postcode="30045")
    assert len(page.rects) == 7
    assert not any(char["top"] < 20 * MM and char["x0"] < 90 * MM for char in page.chars)


def test_everything_shifts_by_millimetres(page: Page) -> None:
    shifted = envelope(shift_x=3, shift_y=-2)
    for before, after in zip(page.chars, shifted.chars, strict=True):
        assert after["x0"] - before["x0"] == pytest.approx(3 * MM, abs=0.01)
        assert after["top"] - before["top"] == pytest.approx(-2 * MM, abs=0.01)


def test_an_envelope_needs_a_name_and_an_address() -> None:
    assert {field.name for field in ENVELOPE.missing({"agency": "天津海关"})} == {"addressee", "address"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("repeated", [1, 2, 3])
def test_long_names_and_addresses_never_lie_over_each_other_nor_beyond_the_edge(size: str, repeated: int) -> None:
    address = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县某某镇某某路某某小区某某号楼" * repeated
    name = "、".join(["买买提·阿布都热依木江·阿卜杜拉·托合提·麦麦提明·伊敏·吐尔逊·玉素甫"] * repeated)
    page = envelope(size=size, addressee=name, address=address, contact_address=address)
    text = "".join(char["text"] for char in page.chars)
    assert all(text.count(part) for part in (name[:20], "（收）", "玉素甫"))
    assert text.count("某某号楼") == 2 * repeated
    ink = [char for char in page.chars if char["text"].strip()]
    assert min(char["x0"] for char in ink) >= 10 * MM
    assert max(char["x1"] for char in ink) <= float(page.width) - 10 * MM
    written = [char for char in ink if char["top"] > 27 * MM]
    lines = sorted({round(char["matrix"][5], 1): char["size"] for char in written}.items(), reverse=True)
    for (above, _), (below, size_below) in pairwise(lines):
        assert above - below < 1.5 or above - below >= 0.95 * size_below, (above, below)
