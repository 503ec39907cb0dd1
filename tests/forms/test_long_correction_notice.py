"""Correction notices for 王䶮 and 𬱖某 with a request of 3,000 characters: nothing lost, nothing blank, rules kept."""

from __future__ import annotations

import io
import random
from itertools import pairwise

import pdfplumber
import pytest

from forms.fonts import UnprintableCharacter
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import copied, lines_of, printed, said, sentences

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 184 * MM
NOT_FIRST = set("，。、；：？！）》」』】〕”’")
NOT_LAST = set("（《“‘「『【〔")
PARTS = (
    "请公开天津口岸2025年度进口冷链食品的查验批次、查验结果及处置情况",
    "（包括<b>不合格</b>批次的品名、数量和处置方式）",
    "，依据《中华人民共和国政府信息公开条例》第二十七条",
    "，并说明“退运”与“销毁”的比例（以百分比计，如 12.5%）",
    "；其中A&B贸易（天津）有限公司的报关单号为0202-2025-1234567890",
    "，联系邮箱wang.yan_2026@mail.example.com.cn，电话13812345678",
    "。相关文件《关于加强进口冷链食品监管的通知》（署食发〔2025〕18号）亦请一并提供",
    "？如不能提供，请说明“理由”……",
    "！申请人认为——该信息应当公开。",
)


def request_of(length: int) -> str:
    chance = random.Random(9704)
    text = ""
    while len(text) < length:
        text += chance.choice(PARTS)
    return text[:length]


@pytest.fixture(scope="module", params=["王䶮", "𬱖某"])
def notice(request: pytest.FixtureRequest) -> tuple[str, str, bytes]:
    content = request_of(3000)
    return request.param, content, printed(LetterKind.CORRECTION_NOTICE, addressee=request.param, content=content)


def test_the_request_is_quoted_whole(notice: tuple[str, str, bytes]) -> None:
    _, content, pdf = notice
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        text = "".join(said(line) for page in document.pages for line in lines_of(page.chars) if line[0]["size"] > 15)
    assert content.replace(" ", "") in text.replace(" ", "")


def test_copied_text_is_the_written_text(notice: tuple[str, str, bytes]) -> None:
    """Apart from line breaks, heads and page numbers; both readers agree."""
    addressee, content, pdf = notice
    text = "".join(line for line in copied(pdf).splitlines() if not line.strip().startswith("— "))
    text = "".join(text.split())
    assert addressee + "：" in text
    written = sentences(LetterKind.CORRECTION_NOTICE, addressee=addressee, content=content)
    assert "".join(written.split()) in text


def test_no_line_is_copied_with_blanks_that_nobody_wrote(notice: tuple[str, str, bytes]) -> None:
    """The gaps of a justified line are no blanks."""
    addressee, content, pdf = notice
    written = "".join(sentences(LetterKind.CORRECTION_NOTICE, addressee=addressee, content=content).split("\n"))
    lines = [line.strip() for line in copied(pdf).replace("\f", "").splitlines()]
    body = [line for line in lines if len(line) > 20 and not line.startswith("（联系")]
    assert len(body) > 80
    assert [line for line in body if line not in written] == []


def test_no_glyph_is_blank_and_every_font_is_in_the_file(notice: tuple[str, str, bytes]) -> None:
    addressee, _, pdf = notice
    assert b"/FontFile2" in pdf
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        name = [char for char in document.pages[0].chars if char["text"] in addressee and char["size"] > 15][
            : len(addressee)
        ]
        picture = document.pages[0].to_image(resolution=100).original.convert("L")
    for char in name:
        scale = 100 / 72
        box = (char["x0"] * scale, char["top"] * scale, char["x1"] * scale, char["bottom"] * scale)
        assert picture.crop(tuple(round(edge) for edge in box)).getextrema()[0] < 100


def test_no_line_begins_or_ends_with_the_wrong_mark(notice: tuple[str, str, bytes]) -> None:
    _, _, pdf = notice
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        lines = [said(line) for page in document.pages for line in lines_of(page.chars)]
    assert len(lines) > 110
    for line in lines:
        assert line[0] not in NOT_FIRST
        assert line[-1] not in NOT_LAST


def test_lines_are_flush_and_within_the_measure(notice: tuple[str, str, bytes]) -> None:
    _, _, pdf = notice
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        pages = [[line for line in lines_of(page.chars) if 15 < line[0]["size"] < 17] for page in document.pages]
    body = [line for page in pages for line in page if said(line)[0] != "津"]
    for line, after in pairwise(body[1:]):
        assert line[0]["x0"] >= LEFT - 0.3
        assert line[-1]["x1"] <= RIGHT + 0.2 * MM
        if after[0]["x0"] < LEFT + 1:
            assert line[-1]["x1"] == pytest.approx(RIGHT, abs=0.2 * MM)


def test_numbers_stay_whole_and_addresses_part_behind_their_signs(notice: tuple[str, str, bytes]) -> None:
    _, content, pdf = notice
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        lines = [said(line) for page in document.pages for line in lines_of(page.chars)]
    for word in ("13812345678", "<b>", "A&B"):
        assert sum(line.count(word) for line in lines) == content.count(word)
    number = "0202-2025-1234567890"
    parted = [(line, following) for line, following in pairwise(lines) if line.endswith(("0202-", "0202-2025-"))]
    assert all(number in line[-10:] + following[:16] for line, following in parted)
    assert sum(line.count(number) for line in lines) + len(parted) == content.count(number)
    assert len(parted) < content.count(number) / 3
    assert not any(line.endswith(("wang", "yan", "mail", "example", "com", "2026")) for line in lines)


def test_a_request_of_10000_characters_with_line_breaks() -> None:
    content = "\n".join(request_of(2500) for _ in range(4))
    pdf = printed(LetterKind.CORRECTION_NOTICE, content=content)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) >= 15
        text = "".join(
            said(line) for page in document.pages for line in lines_of(page.chars) if 15 < line[0]["size"] < 17
        )
    assert "".join(content.split()) in "".join(text.split())


def test_a_character_that_no_font_has_stops_the_letter() -> None:
    with pytest.raises(UnprintableCharacter) as refusal:
        printed(LetterKind.CORRECTION_NOTICE, addressee="王\U0003134a")
    assert refusal.value.code == "U+3134A"


def test_nothing_personal_stands_in_the_files_properties() -> None:
    with pdfplumber.open(io.BytesIO(printed(LetterKind.CORRECTION_NOTICE))) as document:
        properties = document.metadata
    assert properties["Title"] == "政府信息公开申请补正告知书"
    assert properties["Author"] == "中华人民共和国天津海关"
    assert "张杰芳" not in str(properties)
    assert "0200-2026-0031" not in str(properties)
    assert properties["CreationDate"].startswith("D:20260306")


def test_the_same_facts_give_the_same_bytes() -> None:
    assert printed(LetterKind.REFUSAL) == printed(LetterKind.REFUSAL)
