"""Steps in states that are seldom: each refusal has its sentence and names the field that is wrong."""

from __future__ import annotations

import pytest

from db.records import Event, Json
from desktop.rules.steps import refusal
from resources.vocabulary import Channel, EventKind
from tests.rules.telling import CALENDAR, day, happened, limits_of
from tests.rules.test_next_steps import ASKED, POSTED, RECEIVED, REPLIED, recommended, refused, steps_of


def test_a_silent_department_is_reminded_next_and_an_appointment_waits_for_its_note() -> None:
    handed = happened("handed_over", "2026-03-03", to="法规处", due_on="2026-03-06")
    before, after = (list(steps_of("counter", RECEIVED, handed, on=on)) for on in ("2026-03-06", "2026-03-09"))
    assert before[1] != "reminded"
    assert after[:2] == ["department_answered", "reminded"]
    later = happened("replied", "2026-03-10", outcome="provided_later", provide_on="2026-04-20")
    sent = happened("served", "2026-03-10", way="email")
    assert recommended("counter", RECEIVED, later, sent, on="2026-03-11") == "noted"
    assert steps_of("counter", RECEIVED, later, sent, on="2026-03-11")["noted"].effect == "登记约定：已提供、改期或未到"


NOVEMBER = happened("submitted", "2026-12-01")
ASKED_THIRD = happened("consulted", "2026-12-02", ref="1", party="third_party", received_on="2026-12-02")


@pytest.mark.parametrize(
    ("kind", "on", "events", "facts", "sentence"),
    [
        (
            "delay_fixed",
            "2026-03-31",
            (RECEIVED, happened("reasons_requested", "2026-03-06"), happened("reasons_given", "2026-03-09")),
            {"until": "2026-05-01"},
            "期限已于2026年3月30日届满（条例第三十五条）。",
        ),
        (
            "served",
            "2026-03-20",
            (RECEIVED, happened("withdrawn", "2026-03-18")),
            {"way": "hand"},
            "申请未以答复结束，没有可以送达的答复。",
        ),
        ("returned", "2026-03-30", (RECEIVED, REPLIED), {}, "没有已送出的答复。"),
        (
            "returned",
            "2026-04-03",
            (RECEIVED, REPLIED, happened("served", "2026-04-01", way="hand", signed_on="2026-04-01")),
            {},
            "答复已于2026年4月1日由申请人签收，不会再退回；签收日登记错了的，用“更正登记”改。",
        ),
        ("closed", "2026-04-02", (RECEIVED, REPLIED, POSTED, happened("closed", "2026-04-01")), {}, "申请已办结。"),
        (
            "correction_lapsed",
            "2026-12-30",
            (NOVEMBER, happened("correction_requested", "2026-12-25", items=["x"])),
            {},
            "2027年的节假日安排尚未载入，不能确定对方的期限是否届满。",
        ),
        (
            "replied",
            "2026-12-30",
            (
                NOVEMBER,
                ASKED_THIRD,
                happened("opinion_received", "2026-12-24", ref="1", opinion="refuse"),
                happened("third_party_told", "2026-12-28"),
            ),
            {"outcome": "provided"},
            "2027年的节假日安排尚未载入，不能确定告知第三方后最早的公开日期。",
        ),
        (
            "noted",
            "2026-04-02",
            (RECEIVED, happened("destroyed", "2026-04-01")),
            {},
            "档案保管期限已满并已销毁，不再办理。",
        ),
        ("noted", "2026-04-02", (RECEIVED,), {"appointment_on": "2026-04-10"}, "填了约定日期，请选明是约定还是改期。"),
    ],
)
def test_seldom_refusals_have_their_sentences_too(
    kind: str, on: str, events: tuple[Event, ...], facts: dict[str, Json], sentence: str
) -> None:
    assert refused(kind, on, *events, today="2026-12-31", **facts) == sentence


def test_an_inquiry_does_not_promise_to_stop_a_fixed_delay() -> None:
    asked = happened("reasons_requested", "2026-03-06"), happened("reasons_given", "2026-03-09")
    fixed = happened("delay_fixed", "2026-03-10", until="2026-06-30")
    before = steps_of("counter", RECEIVED, *asked, on="2026-03-11")["consulted"]
    after = steps_of("counter", RECEIVED, *asked, fixed, on="2026-03-11")["consulted"]
    assert before.effect == "停止计算，签收后至多 15 个工作日"
    assert after.effect == "已确定延迟答复日，不停止计算"
    inquiry = happened("consulted", "2026-03-11", ref="1", party="third_party")
    assert limits_of("counter", RECEIVED, *asked, fixed, inquiry).reply_due == day("2026-06-30")


def test_before_2021_no_fee_could_be_charged() -> None:
    assert "2021年1月1日" in (refused("fee_noticed", "2020-06-10", happened("submitted", "2020-06-01")) or "")


def test_what_the_check_found_missing_is_asked_for_first() -> None:
    lacking = happened("registered", "2026-03-02", needs=["请写明年份"])
    assert recommended("counter", RECEIVED, lacking, on="2026-03-03") == "correction_requested"
    assert recommended("counter", RECEIVED, lacking, ASKED, on="2026-03-16") == "corrected"


@pytest.mark.parametrize(
    ("kind", "on", "facts", "field"),
    [
        ("corrected", "2026-03-04", {}, "on"),
        ("extended", "2026-03-31", {"days": 5, "approved_by": "何正"}, "on"),
        ("extended", "2026-03-27", {"days": 21, "approved_by": "何正"}, "days"),
        ("extended", "2026-03-27", {"days": 5, "approved_by": "何正", "approved_on": "2026-03-28"}, "approved_on"),
        ("handed_over", "2026-03-10", {"to": "法规处", "due_on": "2026-03-09"}, "due_on"),
        ("noted", "2026-06-02", {}, "on"),
        ("served", "2026-03-10", {}, None),
    ],
)
def test_a_refusal_names_the_field_that_is_wrong(kind: str, on: str, facts: dict[str, Json], field: str | None) -> None:
    asked = happened("correction_requested", "2026-03-05", items=["x"])
    events = (RECEIVED, asked) if kind == "corrected" else (RECEIVED,)
    found = refusal(
        EventKind(kind),
        day(on),
        facts,
        channel=Channel.COUNTER,
        events=events,
        calendar=CALENDAR,
        today=day("2026-06-01"),
    )
    assert found is not None
    assert found.field == field


def test_after_a_payment_a_further_fee_may_be_told_until_the_limit_that_runs_since() -> None:
    """Received on 2 March 2026, paid on 20 March: 23-27 (5), 30-3 April (10), 7-10 (14), 13-17 (19), 20 April."""
    noticed = happened("fee_noticed", "2026-03-12", received_on="2026-03-13", amount="100")
    steps = steps_of(
        "counter", happened("submitted", "2026-03-02"), noticed, happened("fee_paid", "2026-03-20"), on="2026-04-01"
    )
    assert "04-20" in str(steps["fee_noticed"].effect)
