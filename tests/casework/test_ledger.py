"""The ledger: numbers month by month with their source; corrections keep the old value; sums follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.casework import Casework
from desktop.casework.reports.ledger import (
    CorrectionUnexplained,
    LedgerItemUnknown,
    MonthAhead,
    NotALedgerNumber,
    SourceMissing,
)
from desktop.office import open_office
from tests.casework.conftest import Clock

TIANJIN = Path(__file__).parents[1] / "acceptance/data/scenarios/tianjin-2017.jsonl"
PUBLISHED_2017 = {
    "portal.news": 75,
    "portal.penalties": 701,
    "portal.permits": 218,
    "portal.auctions": 14,
    "portal.procurement": 8,
    "media.news": 201,
    "new_media.articles": 59,
    "new_media.issues": 24,
    "new_media.followers": 2718,
    "new_media.reads": 22336,
}


@pytest.fixture
def tianjin(tmp_path: Path) -> Iterator[Casework]:
    clock = Clock()
    clock.move_to(1, 10, 2018)
    office = open_office(tmp_path / "store.db", clock=clock)
    office.casework.exchange.read(TIANJIN)
    yield office.casework
    office.close()


def enter(casework: Casework, item: str, month: int, text: str, **more: Any) -> None:
    casework.ledger.enter(2017, month, item, text, **{"source": "门户网站后台", "by": "周宁", **more})


def total(casework: Casework, item: str, year: int = 2017) -> Decimal | None:
    return next(row.total for row in casework.ledger.year(year).rows if row.item.code == item)


def test_what_comes_in_is_added_up_and_a_stock_is_that_of_its_last_month(tianjin: Casework) -> None:
    for month, count in ((1, "10"), (3, "5"), (12, "1")):
        enter(tianjin, "media.news", month, count)
        enter(tianjin, "normative.in_force", month, count)
    assert total(tianjin, "media.news") == 16
    assert total(tianjin, "normative.in_force") == 1
    assert total(tianjin, "portal.news") is None


def test_a_correction_needs_a_reason_and_keeps_the_old_number(tianjin: Casework) -> None:
    enter(tianjin, "media.news", 5, "12")
    with pytest.raises(CorrectionUnexplained) as refused:
        enter(tianjin, "media.news", 5, "21")
    assert "12" in refused.value.sentence()
    enter(tianjin, "media.news", 5, "21", why="数字颠倒")
    assert total(tianjin, "media.news") == 21
    kept = tianjin.ledger.history(2017, "media.news", 5)
    assert [(entry.value, entry.why) for entry in kept] == [(12, None), (21, "数字颠倒")]


def test_a_number_may_be_taken_back_with_a_reason(tianjin: Casework) -> None:
    enter(tianjin, "media.news", 5, "12")
    enter(tianjin, "media.news", 5, "", why="填错月份")
    assert total(tianjin, "media.news") is None
    assert len(tianjin.ledger.history(2017, "media.news", 5)) == 2


def test_the_same_number_again_is_no_second_entry(tianjin: Casework) -> None:
    enter(tianjin, "media.news", 5, "12")
    enter(tianjin, "media.news", 5, "１２")
    assert len(tianjin.ledger.history(2017, "media.news", 5)) == 1


@pytest.mark.parametrize("text", ["-1", "1.5", "十", "=1+1", "1e3", "9" * 13, "<b>"])
def test_what_is_no_whole_number_is_refused_with_a_sentence(tianjin: Casework, text: str) -> None:
    with pytest.raises(NotALedgerNumber) as refused:
        enter(tianjin, "media.news", 5, text)
    assert text in refused.value.sentence()


def test_amounts_have_decimals_and_stay_exact(tianjin: Casework) -> None:
    enter(tianjin, "fee.collected", 1, "0.1")
    enter(tianjin, "fee.collected", 2, "1,000.2")
    assert total(tianjin, "fee.collected") == Decimal("1000.3")


def test_a_number_needs_its_source_a_known_item_and_a_month_that_has_begun(tianjin: Casework) -> None:
    with pytest.raises(SourceMissing):
        enter(tianjin, "media.news", 5, "12", source=" ")
    with pytest.raises(LedgerItemUnknown):
        enter(tianjin, "nothing", 5, "12")
    with pytest.raises(LedgerItemUnknown):
        enter(tianjin, "media.news", 13, "12")
    assert tianjin.context.today() == date(2018, 1, 10)
    with pytest.raises(MonthAhead):
        tianjin.ledger.enter(2018, 2, "media.news", "1", source="后台", by="周宁")


def test_the_proactive_figures_of_tianjin_2017_add_up_as_published(tianjin: Casework) -> None:
    for item, count in PUBLISHED_2017.items():
        enter(tianjin, item, 12, str(count))
    assert dict(tianjin.ledger.year(2017).sums) == {"双公示": 919, "门户网站公开": 1016, "主动公开": 1276}
    text = tianjin.annual_reports.report(2017, "2007").section("three").text
    assert "主动公开政府信息1276条，其中通过门户网站公开政府信息1016条" in text
    assert "发布动态和公告75篇" in text
    assert "“双公示”信息919条（其中行政处罚信息701条，行政许可信息218条）" in text
    assert "共刊（播）发新闻201条" in text
    assert "稿件59篇，发刊24期，用户关注2718人次，累计阅读数22336人次" in text
    assert "公开拍卖信息14条，刊发政府采购信息8条" in text
    assert tianjin.annual_reports.report(2017, "2007").objections == ()


def test_table_2_comes_from_the_ledger_and_says_nothing_where_nothing_was_entered(tianjin: Casework) -> None:
    enter(tianjin, "penalty.decisions", 6, "700")
    enter(tianjin, "penalty.decisions", 7, "1")
    cells = {
        cell.code: cell.value
        for part in tianjin.annual_reports.report(2017).table2
        for _, row in part.rows
        for cell in row
    }
    assert cells["penalty.decisions"] == 701
    assert cells["permit.decisions"] is None
    assert len(cells) == 10


def test_the_form_of_2019_reckons_the_change_from_what_there_was(tianjin: Casework) -> None:
    tianjin.ledger.enter(2016, 12, "permit.items", "20", source="权责清单", by="周宁")
    enter(tianjin, "permit.items", 12, "17")
    parts = tianjin.annual_reports.report(2017, "2019").table2
    assert [part.head for part in parts] == [f"第二十条第（{item}）项" for item in "一五六八九"]
    permits = dict(parts[1].rows)["行政许可"]
    assert parts[1].columns == ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
    assert [cell.value for cell in permits] == [20, -3, None]


def test_an_entry_after_the_filing_is_a_difference_with_its_source(tianjin: Casework) -> None:
    enter(tianjin, "media.news", 5, "12")
    tianjin.annual_reports.file(2017, "2021", by="何正", note="台账未齐")
    enter(tianjin, "media.news", 5, "21", why="数字颠倒")
    (found,) = tianjin.annual_reports.differences(2017, 1)
    assert (found.code, found.filed, found.now) == ("2|media.news", "12", "21")
    assert [(one.name, one.entered) for one in found.moved] == [
        ("5月 12（门户网站后台）", False),
        ("5月 21（门户网站后台）", True),
    ]
