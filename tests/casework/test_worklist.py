"""The day of the demonstration office, as it stands in the picture of the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.casework.casework import Casework, casework_of
from desktop.casework.context import Context
from desktop.casework.requests.requests import RequestFilter, Standing
from desktop.casework.requests.work_rows import limit_bar
from desktop.casework.views import SegmentKind, TodayGroup
from desktop.office import open_office
from resources.vocabulary import Band, Outcome, State
from tests.casework.conftest import Clock


def test_the_six_counts_of_the_day(demonstration: Casework) -> None:
    view = demonstration.worklist.today()
    assert view.headline == "我方待办 13 件，等待他方 7 件；本月新收 13 件，办结 7 件"
    assert [(count.label, count.figure, count.note) for count in view.counts] == [
        ("已逾期", 1, "最长逾期 2 天"),
        ("今日到期", 2, "今日寄出即为按期"),
        ("三日内到期", 3, "10-19 至 10-21"),
        ("待补正", 4, "等申请人"),
        ("征求意见中", 3, "等对方意见"),
        ("待送达", 2, "已答复，尚未寄出"),
    ]
    assert len(view.rows_of(TodayGroup.SOON)) == 3


def test_ours_and_others_stand_apart_most_urgent_first(demonstration: Casework) -> None:
    view = demonstration.worklist.today()
    assert [row.number[-4:] for row in view.ours[:7]] == ["0111", "0112", "0113", "0114", "0115", "0116", "0110"]
    assert [(row.number[-4:], row.badge) for row in view.others[:3]] == [
        ("0126", "申请人补正"),
        ("0128", "申请人补正"),
        ("0117", "第三方意见"),
    ]
    assert {row.band for row in view.others} == {Band.WAITING}


def test_names_are_masked_and_organisations_are_not(demonstration: Casework) -> None:
    names = [row.applicant for row in demonstration.worklist.today().ours[:2]]
    assert names == ["陈**", "天津4号示例贸易有限公司"]


def test_the_bar_shows_used_stopped_left_and_beyond(demonstration: Casework) -> None:
    bars = {row.number[-4:]: row.bar for row in demonstration.worklist.rows()}
    stopped, overdue, waiting = bars["0110"], bars["0111"], bars["0126"]
    assert stopped is not None
    assert [(part.kind, part.days) for part in stopped.segments] == [
        (SegmentKind.USED, 6),
        (SegmentKind.STOPPED, 9),
        (SegmentKind.USED, 9),
        (SegmentKind.LEFT, 5),
    ]
    assert overdue is not None
    assert (overdue.label, overdue.segments[-1].kind, overdue.segments[-1].days) == ("22/20", SegmentKind.OVER, 2)
    assert waiting is not None
    assert waiting.label == "4/20"


def test_the_bar_of_spans_is_the_proof_counted_day_by_day(demonstration: Casework) -> None:
    for case in demonstration.worklist.cases():
        kinds = [
            SegmentKind.STOPPED
            if day.stopped_by
            else SegmentKind.USED
            if day.date <= case.counted_through
            else SegmentKind.LEFT
            for day in case.limits.days
            if day.count is not None or day.stopped_by
        ]
        bar = limit_bar(case)
        drawn = [] if bar is None else [part.kind for part in bar.segments for _day in range(part.days)]
        assert drawn[: len(kinds)] == kinds, case.number
        assert SegmentKind.STOPPED not in drawn[len(kinds) :]


def test_the_most_urgent_stand_there_before_all_are_counted(demonstration: Casework) -> None:
    assert demonstration.worklist.first_rows() == (), "so few are counted at once"
    whole = demonstration.worklist.today().ours
    first = demonstration.worklist.first_rows(most=4)
    assert first == whole[: len(first)]
    assert first


def test_word_filters_narrow_the_list(demonstration: Casework) -> None:
    def numbers(wanted: RequestFilter) -> list[str]:
        return [row.number[-4:] for row in demonstration.requests.page(wanted).rows]

    assert len(numbers(RequestFilter())) == 20
    assert numbers(RequestFilter(standing=Standing.WAITING, department="法规处")) == ["0126"]
    assert numbers(RequestFilter(standing=Standing.OURS, department="财务处")) == ["0116", "0121"]
    assert numbers(RequestFilter(text="通关时效分企业", outcome=Outcome.NEEDS_CREATION)) == ["0087"]


def test_pages_of_all_requests_meet_without_gap(demonstration: Casework) -> None:
    wanted = RequestFilter(standing=Standing.ALL)
    page = demonstration.requests.page(wanted, limit=100)
    rows = list(page.rows)
    total = page.total
    while page.after is not None:
        page = demonstration.requests.page(wanted, page.after, limit=100)
        rows += page.rows
    assert len({row.number for row in rows}) == len(rows) == total == 276
    assert {row.state for row in rows} >= {State.FINISHED, State.OPEN, State.AWAITING_SERVICE}


def test_an_earlier_day_knows_only_what_had_happened(demonstration: Casework) -> None:
    store = demonstration.context.store
    context = Context(store=store, clock=demonstration.context.clock, as_of=date(2026, 10, 12))
    earlier = casework_of(context)
    case = earlier.requests.case("0200-2026-0114")
    assert (case.standing.state, case.standing.band) == (State.OPEN, Band.AMBER)
    numbers = [case.number[-4:] for case in earlier.worklist.cases()]
    assert "0131" in numbers, "answered since"
    assert "0134" not in numbers, "not yet received"


def test_an_empty_store_has_an_empty_day(tmp_path: Path) -> None:
    office = open_office(tmp_path / "empty.db")
    try:
        casework = office.casework
        assert casework.worklist.rows() == ()
        assert [count.figure for count in casework.worklist.today().counts] == [0] * 6
        assert casework.requests.page(RequestFilter()).total == 0
        assert casework.search.find("天津") == ()
        assert casework.letters.register() == casework.letters.deliveries() == ()
        assert casework.intake.same_applicant(casework.intake.new_draft()) is None
        assert casework.safekeeping.check().ok
        assert not office.demonstration
    finally:
        office.close()


def test_search_finds_by_name_number_content_and_letter_number(demonstration: Casework) -> None:
    def targets(text: str) -> list[str]:
        return [hit.target for hit in demonstration.search.find(text)]

    assert targets("0200-2026-0110")[0] == "0200-2026-0110"
    assert set(targets("罗敏霞")) == {"0200-2026-0031", "0200-2026-0064", "0200-2026-0115"}
    assert "0200-2025-0087" in targets("通关时效")
    assert targets("津关公开答〔2026〕3号")[0] == "津关公开答〔2026〕3号"
    assert targets("   ") == []


def test_a_computer_clock_set_back_hides_no_request(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(2, 27)
    assert [row.number for row in casework.worklist.rows()] == [registered]
    assert casework.requests.view(registered).number == registered
