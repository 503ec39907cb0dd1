"""A register on paper: heads on each page, days and numbers under each other, sums, nothing beyond the margins."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pdfplumber

from forms.page import MM
from forms.register_report import register_report
from forms.register_table import RegisterTable, TableColumn, ValueKind

COLUMNS = (
    TableColumn(label="通知日", width=10, kind=ValueKind.DAY),
    TableColumn(label="申请编号", width=15),
    TableColumn(label="申请内容", width=0),
    TableColumn(label="应缴（元）", width=9, kind=ValueKind.NUMBER, summed=True),
)


def table(count: int, content: str = "某报告") -> RegisterTable:
    first = date(2026, 1, 5)
    return RegisterTable(
        title="收费登记簿",
        subtitle="天津海关　通知日：全部",
        office="天津海关",
        columns=COLUMNS,
        lines=[
            (first + timedelta(place), f"0200-2026-{place:04}", content, 100 * (place % 11)) for place in range(count)
        ],
        chain_head="c0ffee" + "0" * 58,
        made_on=date(2026, 10, 16),
    )


def test_head_title_page_and_chain_stand_on_each_page() -> None:
    with pdfplumber.open(BytesIO(register_report(table(100)).pdf)) as paper:
        texts = [page.extract_text() for page in paper.pages]
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert "收费登记簿" in text
        assert "申请编号" in text
        assert f"第 {number} 页 共 {len(texts)} 页" in text
        assert "登记链首 c0ffee" in text
    assert sum(text.count("0200-2026-") for text in texts) == 100


def test_numbers_end_at_one_edge_and_the_last_line_is_their_sum() -> None:
    with pdfplumber.open(BytesIO(register_report(table(12)).pdf)) as paper:
        words = paper.pages[0].extract_words()
    amounts = [word for word in words if word["text"].isdigit() and word["x0"] > 240 * MM and word["top"] < 190 * MM]
    assert {round(word["x1"], 1) for word in amounts} == {round(amounts[0]["x1"], 1)}
    assert [int(word["text"]) for word in amounts][-1] == sum(100 * (place % 11) for place in range(12))
    assert {"合计", "12"} <= {word["text"] for word in words}


def test_a_very_long_content_ends_in_an_ellipsis_inside_its_column() -> None:
    rare = "王䶮𬱖 <b>&amp;</b> " + "很长的内容" * 2000
    with pdfplumber.open(BytesIO(register_report(table(3, rare)).pdf)) as paper:
        page = paper.pages[0]
        words = page.extract_words()
        assert "王䶮𬱖 <b>&amp;</b>" in page.extract_text()
    assert max(word["x1"] for word in words) <= 277 * MM + 0.1
    assert any(word["text"].endswith("…") for word in words)


def test_an_empty_register_says_that_there_is_nothing() -> None:
    with pdfplumber.open(BytesIO(register_report(table(0)).pdf)) as paper:
        assert "（无）" in paper.pages[0].extract_text()
