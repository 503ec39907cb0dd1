"""L25: the way of charging with its article, the amount in 大写, the table behind the letter."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from forms.amounts import amount_in_capitals
from forms.catalogue import form_of
from forms.facts import FactRefused
from resources import wording
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import copied, printed, sentences, values


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (0, "零元整"),
        (10, "壹拾元整"),
        (100, "壹佰元整"),
        (2_200, "贰仟贰佰元整"),
        (2_003, "贰仟零叁元整"),
        (11_500, "壹万壹仟伍佰元整"),
        (10_010, "壹万零壹拾元整"),
        (100_500, "壹拾万零伍佰元整"),
        (10_005_000, "壹仟万伍仟元整"),
        (100_000_001, "壹亿零壹元整"),
        (305_020_000, "叁亿零伍佰零贰万元整"),
    ],
)
def test_amounts_are_written_in_capitals(yuan: int, words: str) -> None:
    assert amount_in_capitals(yuan) == words


@pytest.mark.parametrize("yuan", [-1, 10**12])
def test_what_cannot_be_written_is_refused(yuan: int) -> None:
    with pytest.raises(ValueError, match="capitals"):
        amount_in_capitals(yuan)


@pytest.mark.parametrize(
    ("name", "basis", "number"), [("pages", "page", 10**11), ("item_place", "item", 10**6), ("amount", "item", 10**12)]
)
def test_a_slip_of_the_keys_is_refused_by_name(name: str, basis: str, number: int) -> None:
    form = form_of(LetterKind.FEE_NOTICE)
    facts = {**values(LetterKind.FEE_NOTICE, basis=basis, pages=31), name: number}
    with pytest.raises(FactRefused) as refused:
        form.preview(facts, wording.load(LetterKind.FEE_NOTICE))
    assert refused.value.field.name == name


def test_charging_by_item_names_the_count_of_the_month_and_article_four() -> None:
    words = sentences(LetterKind.FEE_NOTICE)
    assert "您于2026年3月累计向本机关提出政府信息公开申请35件，本件为当月第35件" in words
    assert "第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条的规定" in words
    assert "应缴纳200元（大写：贰佰元整）" in words
    assert "自收到本通知的次日起20个工作日内" in words
    assert "逾期未缴纳的，视为放弃申请" in words


def test_charging_by_page_rests_on_article_five() -> None:
    bands = [{"first": 31, "last": 31, "count": 1, "price": 10, "amount": 10}]
    facts = {"basis": "page", "pages": 31, "amount": 10, "bands": bands}
    assert "提供的政府信息共31页" in sentences(LetterKind.FEE_NOTICE, **facts)
    text = copied(printed(LetterKind.FEE_NOTICE, **facts))
    assert "第31页" in text
    assert "第五条" in text
    assert "当月" not in text


def test_the_table_stands_on_a_page_of_its_own_with_its_sum() -> None:
    text = copied(printed(LetterKind.FEE_NOTICE))
    table = text[text.rindex("附件") :]
    assert "信息处理费计算表" in table
    for cell in ("第1至10件", "第11至30件", "第31至35件", "2000", "3000"):
        assert cell in table
    assert "本件为2026年3月收到的第35件，应缴200元" in table.replace("\n", "")


def bands_of(items: int) -> list[dict[str, int]]:
    """国办函〔2020〕109号 4: ten free, twenty at 100 yuan, each further ten at 100 yuan more."""
    ends = [10, 30, *range(40, items + 10, 10)]
    starts = [1, *(end + 1 for end in ends)]
    found = []
    for place, (first, end) in enumerate(zip(starts, ends, strict=False)):
        if first <= items:
            last = min(end, items)
            count, price = last - first + 1, 100 * place
            found.append({"first": first, "last": last, "count": count, "price": price, "amount": count * price})
    return found


@pytest.mark.parametrize("layout", ["letter", "document"])
@pytest.mark.parametrize("items", [35, 200, 245, 500, 1200])
def test_the_table_of_a_long_month_goes_on_under_its_head(items: int, layout: str) -> None:
    bands = bands_of(items)
    pdf = printed(
        LetterKind.FEE_NOTICE, month_count=items, item_place=items, bands=bands, layout=layout, agency="天津海关"
    )
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        tables = [page for page in document.pages if "小计（元）" in (page.extract_text() or "")]
        rows = [row for page in tables for row in page.extract_tables()[0]]
        assert all(row["bottom"] <= 262 * 72 / 25.4 + 0.3 for page in tables for row in page.rects)
        notes = copied(pdf).replace("\n", "")
    printed_bands = [row[0] for row in rows if row[0] and row[0].startswith("第")]
    assert len(printed_bands) == len(bands)
    assert [row[0] for row in rows].count("当月申请（件）") == len(tables)
    assert rows[-1][3] == str(sum(int(str(band["amount"])) for band in bands))
    assert "同一申请人一个自然月内累计计算" in notes
