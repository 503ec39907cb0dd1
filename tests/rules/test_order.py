"""Answers follow their questions: what cannot have happened in its order is told, whatever came late is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Event, Json
from desktop.rules.order import disorders, new_disorder
from desktop.rules.possibility import impossible
from tests.rules.telling import happened
from tests.rules.test_properties import histories

COURSE = (
    happened("submitted", "2026-03-02"),
    happened("handed_over", "2026-03-03", to="监管处", due_on="2026-03-10"),
    happened("reminded", "2026-03-11"),
    happened("correction_requested", "2026-03-05", letter="补1", served_on="2026-03-06", items=["x"]),
    happened("served", "2026-03-05", letter="补1", way="post", signed_on="2026-03-06"),
    happened("corrected", "2026-03-12"),
    happened("consulted", "2026-03-13", ref="1", party="third_party", received_on="2026-03-16"),
    happened("opinion_received", "2026-03-20", ref="1"),
    happened("consulted", "2026-03-13", ref="2", party="other_agency", received_on="2026-03-16"),
    happened("returned", "2026-03-20", ref="2"),
    happened("reasons_requested", "2026-03-23"),
    happened("reasons_given", "2026-03-25"),
    happened("extended", "2026-03-26", days=5, approved_by="何正", approved_on="2026-03-25"),
    happened("delay_fixed", "2026-03-27", until="2026-06-01"),
    happened("fee_noticed", "2026-03-30", received_on="2026-03-31"),
    happened("fee_paid", "2026-04-02"),
    happened("replied", "2026-04-03", letter="答1", outcome="provided"),
    happened("served", "2026-04-03", letter="答1", way="post", posted_on="2026-04-03", signed_on="2026-04-07"),
    happened("returned", "2026-04-08", letter="答1"),
)
TODAY = date(2026, 6, 30)


def amended(place: int, field: str, new: Json) -> tuple[Event, ...]:
    """The course with one entry corrected."""
    return (*COURSE, happened("amended", "2026-04-30", event=place, field=field, old=None, new=new, why="笔误"))


def place_of(kind: str, nth: int = 0) -> int:
    """The place of the nth event of a kind."""
    return [place for place, event in enumerate(COURSE) if event.kind == kind][nth]


def test_a_course_in_order_has_no_disorder() -> None:
    assert disorders(COURSE) == ()


@pytest.mark.parametrize(
    ("kind", "nth", "field", "new", "part"),
    [
        ("handed_over", 0, "due_on", "2026-03-02", "内部期限不能早于转办之日"),
        ("handed_over", 0, "on", "2026-03-11", "内部期限不能早于转办之日"),
        ("reminded", 0, "on", "2026-03-02", "不能早于转办之日"),
        ("correction_requested", 0, "on", "2026-03-13", "送出之日不能早于文书作出之日"),
        ("correction_requested", 0, "served_on", "2026-03-04", "送达之日不能早于告知之日"),
        ("corrected", 0, "on", "2026-03-04", "收到补正之日不能早于告知补正之日（2026年3月5日）"),
        ("served", 0, "on", "2026-03-04", "送出之日不能早于文书作出之日（2026年3月5日）"),
        ("consulted", 0, "received_on", "2026-03-12", "对方收到之日不能早于发出之日"),
        ("consulted", 0, "on", "2026-03-17", "对方收到之日不能早于发出之日"),
        ("opinion_received", 0, "on", "2026-03-12", "不能早于征求意见书发出之日"),
        ("opinion_received", 0, "ref", "9", "没有对应的征求意见"),
        ("returned", 0, "on", "2026-03-12", "不能早于征求意见书发出之日"),
        ("reasons_given", 0, "on", "2026-03-20", "收到理由之日不能早于要求说明理由之日"),
        ("extended", 0, "approved_on", "2026-03-27", "不能晚于告知申请人之日"),
        ("delay_fixed", 0, "until", "2026-03-27", "应当晚于告知之日"),
        ("fee_noticed", 0, "received_on", "2026-03-29", "对方收到之日不能早于发出之日"),
        ("fee_paid", 0, "on", "2026-03-29", "缴费之日不能早于收费通知之日"),
        ("served", 1, "signed_on", "2026-04-02", "签收之日不能早于交邮之日"),
        ("served", 1, "posted_on", "2026-04-02", "送出之日不能早于文书作出之日（2026年4月3日）"),
        ("returned", 1, "on", "2026-04-02", "退回之日不能早于送出之日"),
    ],
)
def test_an_entry_is_not_corrected_into_an_order_that_cannot_be(
    kind: str, nth: int, field: str, new: str, part: str
) -> None:
    refused = new_disorder(COURSE, amended(place_of(kind, nth), field, new))
    assert refused is not None
    assert part in refused.sentence()
    assert refused.sentence("en")


@pytest.mark.parametrize(
    ("kind", "field", "new"),
    [("extended", "on", "2026-05-20"), ("correction_requested", "allowed_days", 3), ("opinion_received", "ref", "2")],
)
def test_what_came_late_or_beyond_a_number_may_be_told(kind: str, field: str, new: Json) -> None:
    assert new_disorder(COURSE, amended(place_of(kind), field, new)) is None


def test_a_disorder_that_was_there_before_stops_no_other_correction() -> None:
    imported = (*COURSE[:1], happened("opinion_received", "2026-03-20", ref="9"))
    note = happened("amended", "2026-04-30", event=1, field="note", old=None, new="来函原文", why="补充")
    assert disorders(imported)
    assert new_disorder(imported, (*imported, note)) is None


def test_an_arrival_ahead_of_today_is_itself_what_cannot_be() -> None:
    found = impossible(amended(0, "on", "2026-07-01"), TODAY)
    assert found is not None
    assert found.sentence() == "日期2026年7月1日晚于今天（2026年6月30日），尚未发生，不能登记。"


@given(histories(), st.integers(0, 30))
def test_an_amendment_to_the_same_value_brings_no_disorder(told: tuple[object, list[Event]], place: int) -> None:
    events = told[1]
    same = events[place % len(events)]
    again = happened(
        "amended", "2026-12-30", event=place % len(events), field="on", old=None, new=str(same.on), why="-"
    )
    assert new_disorder(events, (*events, again)) is None
