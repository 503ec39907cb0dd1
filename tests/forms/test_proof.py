"""办理期限计算单: the sum, the months, and every day with its number or the reason why it has none."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.envelope import ENVELOPE
from forms.proof import TIME_LIMIT_PROOF
from resources import wording
from tests.forms.letter_cases import copied, lines_of, said

START = date(2026, 9, 8)


def days(count: int) -> list[dict[str, object]]:
    return [
        {
            "date": str(START + timedelta(place)),
            "count": str(place) if place else None,
            "why": "工作日" if place else "收到之日，当日不计入",
            "rule": "条例第三十三条第二款" if place == 1 else "",
        }
        for place in range(count)
    ]


def calendar(months: int) -> list[dict[str, object]]:
    first = date(2026, 9, 1)
    last = date(2026 + (8 + months) // 12, (8 + months) % 12 + 1, 1) - timedelta(1)
    return [
        {
            "date": str(day),
            "mark": "stopped" if day == date(2026, 9, 17) else "used" if day > START else "outside",
            "text": "停" if day == date(2026, 9, 17) else str((day - START).days) if day > START else "",
            "corner": "休" if day == date(2026, 9, 25) else None,
            "note": "收到日" if day == START else None,
            "today": day == date(2026, 9, 18),
        }
        for day in (first + timedelta(place) for place in range((last - first).days + 1))
    ]


def proof(count: int = 46, months: int = 2, **changed: object) -> bytes:
    values: dict[str, object] = {
        "agency": "中华人民共和国天津海关",
        "request_number": "0200-2026-0110",
        "applicant": "张**",
        "terms": [
            {"label": "收到日（不计入）", "value": "9月8日 周二"},
            {"label": "法定期限", "value": "20 个工作日"},
            {"label": "停止计算 9-17 至 9-29", "value": "9 个工作日"},
        ],
        "result_label": "第 29 个工作日",
        "result_value": "10月23日 周五",
        "calendar": calendar(months),
        "days": days(count),
        "date": "2026-10-16",
        **changed,
    }
    facts = TIME_LIMIT_PROOF.facts_from(values)
    return TIME_LIMIT_PROOF.render(facts, wording.load(TIME_LIMIT_PROOF.kind)).pdf


def pages(pdf: bytes) -> list[Page]:
    return pdfplumber.open(io.BytesIO(pdf)).pages


def test_the_sum_stands_in_one_line() -> None:
    lines = [said(line) for line in lines_of(pages(proof())[0].chars)]
    assert "9月8日 周二+20 个工作日+9 个工作日=10月23日 周五" in lines


def test_every_day_is_listed_with_its_number_reason_and_rule() -> None:
    text = "".join(copied(proof()).split())
    for place in range(46):
        day = START + timedelta(place)
        count = str(place) if place else "–"
        assert f"{day}周{'一二三四五六日'[day.weekday()]}{count}" in text
    assert "收到之日，当日不计入" in text
    assert text.count("条例第三十三条第二款") == 1


def test_months_lie_side_by_side_and_show_each_day() -> None:
    lines = [said(line) for line in lines_of(pages(proof())[0].chars)]
    assert "2026年9月2026年10月" in lines
    assert "一二三四五六日一二三四五六日" in lines
    text = "".join(lines)
    for mark in ("收到日", "停", "休"):
        assert mark in text


def test_two_holidays_on_one_day_stand_inside_its_cell() -> None:
    both = [row | {"note": "国庆节、中秋节"} if row["date"] == "2026-10-01" else row for row in calendar(2)]
    chars = pages(proof(calendar=both))[0].chars
    upper, lower = (next(char for char in chars if char["text"] == middle) for middle in "庆秋")
    assert abs(upper["x0"] - lower["x0"]) < 1, "both are centred in the cell"
    assert upper["bottom"] <= lower["top"] + 1


def test_long_limits_take_several_pages_with_the_head_of_the_table_on_each() -> None:
    found = pages(proof(count=120, months=7))
    assert len(found) >= 3
    for number, page in enumerate(found, start=1):
        text = "".join(char["text"] for char in page.chars)
        assert f"第 {number} 页，共 {len(found)} 页" in text
        assert max(char["bottom"] for char in page.chars) < page.height - 20
    assert all("第几天" in "".join(char["text"] for char in page.chars) for page in found[2:])


def test_without_a_result_the_reason_stands_there() -> None:
    reason = "2027年的放假安排尚未载入，计算到2026年12月31日为止。"
    text = "".join(copied(proof(result_label=None, result_value=None, error=reason)).split())
    assert reason in text
    assert "=" not in text


def test_nothing_stands_outside_the_margins() -> None:
    for page in pages(proof(count=80, months=4, explanation="停止计算的说明。" * 30)):
        for char in page.chars:
            assert char["x0"] >= 56
            assert char["x1"] <= page.width - 56


def test_a_proof_needs_its_terms_and_takes_no_other_facts() -> None:
    assert "terms" in {field.name for field in TIME_LIMIT_PROOF.missing({})}
    others = ENVELOPE.facts_from({"addressee": "张", "address": "路", "agency": "关"})
    with pytest.raises(TypeError):
        TIME_LIMIT_PROOF.render(others, wording.load(TIME_LIMIT_PROOF.kind))
