"""Steps that are open, their effect, and the sentence of the rule that closes the others."""

from __future__ import annotations

import pytest

from db.records import Event, Json
from desktop.rules.steps import Step, next_steps, refusal
from resources.vocabulary import Channel, EventKind
from tests.rules.telling import CALENDAR, day, happened, limits_of

RECEIVED = happened("submitted", "2026-03-02")
ASKED = happened("correction_requested", "2026-03-11", served_on="2026-03-13", items=["一"], allowed_days=10)
REPLIED = happened("replied", "2026-03-27", outcome="provided")
POSTED = happened("served", "2026-03-30", way="post", posted_on="2026-03-30")
CLOSED = happened("closed", "2026-04-01")
ARCHIVED = happened("archived", "2026-04-02")


def steps_of(channel: str, *events: Event, on: str) -> dict[str, Step]:
    limits = limits_of(channel, *events, today=on)
    steps = next_steps(Channel(channel), events, limits, CALENDAR, day(on))
    assert all((step.reason is None) is step.open for step in steps)
    assert all(step.effect for step in steps)
    return {step.kind.value: step for step in steps}


def recommended(channel: str, *events: Event, on: str) -> str | None:
    steps = steps_of(channel, *events, on=on)
    marked = [kind for kind, step in steps.items() if step.recommended]
    assert len(marked) <= 1
    assert not marked or next(iter(steps)) == marked[0]
    return marked[0] if marked else None


def refused(
    kind: str,
    on: str,
    *events: Event,
    channel: str = "counter",
    today: str = "2026-06-01",
    letter: str | None = None,
    **facts: Json,
) -> str | None:
    found = refusal(
        EventKind(kind),
        day(on),
        facts,
        channel=Channel(channel),
        events=events,
        calendar=CALENDAR,
        today=day(today),
        letter=letter,
    )
    assert found is None or found.sentence("en")
    return found and found.sentence()


def test_a_fresh_request() -> None:
    steps = steps_of("counter", RECEIVED, on="2026-03-03")
    open_steps = [kind for kind, step in steps.items() if step.open]
    assert open_steps[:3] == ["replied", "extended", "correction_requested"]
    assert steps["replied"].effect == "最迟 03-30 作出并送出"
    assert steps["extended"].effect == "最迟 03-30 告知，至多 20 个工作日"
    assert steps["correction_requested"].effect == "最迟 03-11 告知，须一次性告知"
    assert steps["served"].reason == "尚未作出答复，没有可以送达的答复。"
    assert steps["closed"].reason == "申请尚未答复或者终止。"
    assert not {"confirmed", "corrected", "opinion_received", "fee_paid", "reasons_given"} & steps.keys()


def test_a_late_correction_notice_stays_open_and_says_what_follows() -> None:
    steps = steps_of("counter", RECEIVED, on="2026-03-12")
    step = steps["correction_requested"]
    assert step.open
    assert [kind for kind, other in steps.items() if other.open][-1] == "correction_requested"
    assert step.effect == "已过 03-11，另按原期限办理"


def test_while_a_correction_is_outstanding() -> None:
    steps = steps_of("counter", RECEIVED, ASKED, on="2026-03-20")
    assert steps["corrected"].open
    assert steps["correction_lapsed"].reason == "补正期限未满，最早2026年3月30日可以办理（条例第三十条）。"
    assert steps["correction_lapsed"].effect == "自 03-30 起可办，不再处理申请"
    assert "已告知补正" in (steps["replied"].reason or "")
    assert "没有正在计算的答复期限" in (steps["extended"].reason or "")
    assert "一次性告知" in (steps["correction_requested"].reason or "")


@pytest.mark.parametrize(
    ("channel", "events", "on", "step"),
    [
        ("counter", (RECEIVED,), "2026-03-03", "replied"),
        ("ordinary_mail", (RECEIVED,), "2026-03-03", "confirmed"),
        ("web", (RECEIVED,), "2026-03-03", "confirmed"),
        ("counter", (RECEIVED, ASKED), "2026-03-20", "corrected"),
        ("counter", (RECEIVED, ASKED), "2026-03-30", "correction_lapsed"),
        ("counter", (RECEIVED, happened("fee_noticed", "2026-03-10")), "2026-03-20", "fee_paid"),
        ("counter", (RECEIVED, happened("fee_noticed", "2026-03-10")), "2026-04-30", "fee_lapsed"),
        (
            "counter",
            (RECEIVED, happened("consulted", "2026-03-09", ref="1", party="third_party")),
            "2026-03-20",
            "opinion_received",
        ),
        (
            "counter",
            (RECEIVED, happened("handed_over", "2026-03-09", to="法规处")),
            "2026-03-20",
            "department_answered",
        ),
        ("counter", (RECEIVED, REPLIED), "2026-03-27", "served"),
        ("counter", (RECEIVED, REPLIED, POSTED), "2026-03-31", None),
        ("counter", (RECEIVED, happened("registration_voided", "2026-03-03")), "2026-03-31", None),
    ],
)
def test_the_recommended_step_is_what_the_request_waits_for(
    channel: str, events: tuple[Event, ...], on: str, step: str | None
) -> None:
    assert recommended(channel, *events, on=on) == step


def test_after_the_end_nothing_but_its_own_steps() -> None:
    steps = steps_of("counter", RECEIVED, REPLIED, POSTED, on="2026-03-31")
    assert {kind for kind, step in steps.items() if step.open} == {
        "served",
        "returned",
        "closed",
        "reopened",
        "amended",
        "noted",
    }
    assert steps["served"].effect == "登记签收日，救济期限由此起算"
    assert steps["extended"].reason == "申请已于2026年3月27日因“答复”结束。"


def test_a_void_registration_takes_notes_only() -> None:
    steps = steps_of("counter", RECEIVED, happened("registration_voided", "2026-03-03"), on="2026-03-31")
    assert {kind for kind, step in steps.items() if step.open} == {"noted"}


def test_three_days_of_vain_attempts_open_the_way_by_letter() -> None:
    tries = [happened("contact_attempted", on, how="电话") for on in ("2026-03-02", "2026-03-03", "2026-03-04")]
    steps = steps_of("ordinary_mail", RECEIVED, *tries, on="2026-03-05")
    assert "发函之日即为确认之日" in steps["contact_attempted"].effect


def test_reminding_says_whether_the_department_has_answered() -> None:
    handed = happened("handed_over", "2026-03-04", to="法规处", due_on="2026-03-20")
    assert steps_of("counter", RECEIVED, handed, on="2026-03-18")["reminded"].effect == "尚未反馈，内部期限 03-20"
    answered = happened("department_answered", "2026-03-17")
    steps = steps_of("counter", RECEIVED, handed, answered, on="2026-03-18")
    assert steps["reminded"].effect == "承办部门已反馈"
    assert steps["department_answered"].reason == "法规处已反馈。"


def test_an_extension_waits_for_the_calendar() -> None:
    late = happened("submitted", "2026-12-10")
    step = steps_of("counter", late, on="2026-12-11")["extended"]
    assert step.reason == "2027年的节假日安排尚未载入，新的期限不能确定；载入通知后再办理延期。"
    november = happened("submitted", "2026-11-20")
    assert steps_of("counter", november, on="2026-12-10")["extended"].open
    far = refused("extended", "2026-12-10", november, days=20, approved_by="主任", today="2026-12-10")
    assert far == "2027年的节假日安排尚未载入，新的期限不能确定；载入通知后再办理延期。"


@pytest.mark.parametrize(
    ("kind", "on", "events", "facts", "part"),
    [
        ("noted", "2026-06-02", (RECEIVED,), {}, "尚未发生"),
        ("handed_over", "2026-03-01", (RECEIVED,), {"to": "法规处"}, "早于申请最早到达之日"),
        ("confirmed", "2026-03-03", (RECEIVED,), {}, "无须确认"),
        ("corrected", "2026-03-20", (RECEIVED,), {}, "没有尚待补正的告知"),
        ("corrected", "2026-03-10", (RECEIVED, ASKED), {}, "不能早于告知补正之日"),
        ("corrected", "2026-04-01", (RECEIVED, ASKED, happened("corrected", "2026-03-20")), {}, "只重新计算一次"),
        ("correction_requested", "2026-03-20", (RECEIVED, ASKED), {}, "一次性告知"),
        ("correction_requested", "2026-03-10", (RECEIVED,), {"allowed_days": 4}, "5至15个工作日"),
        ("correction_requested", "2026-03-10", (RECEIVED,), {"served_on": "2026-03-09"}, "不能早于告知之日"),
        ("correction_lapsed", "2026-03-27", (RECEIVED, ASKED), {}, "最早2026年3月30日"),
        ("correction_lapsed", "2026-03-27", (RECEIVED,), {}, "没有尚待补正的告知"),
        ("extended", "2026-03-31", (RECEIVED,), {"days": 5, "approved_by": "主任"}, "已于2026年3月30日届满"),
        ("extended", "2026-03-20", (RECEIVED,), {"days": 21, "approved_by": "主任"}, "最长期限20个工作日"),
        ("extended", "2026-03-20", (RECEIVED,), {"days": 0, "approved_by": "主任"}, "1至20个工作日"),
        ("extended", "2026-03-20", (RECEIVED,), {"days": 5}, "负责人同意"),
        (
            "extended",
            "2026-03-20",
            (RECEIVED,),
            {"days": 5, "approved_by": "主任", "approved_on": "2026-03-23"},
            "不能晚于告知",
        ),
        (
            "extended",
            "2026-04-10",
            (RECEIVED, happened("extended", "2026-03-27", days=10, approved_by="主任")),
            {"days": 5, "approved_by": "主任"},
            "不能再次延长",
        ),
        ("opinion_received", "2026-03-20", (RECEIVED,), {"ref": "1"}, "没有尚未答复"),
        (
            "opinion_received",
            "2026-03-06",
            (RECEIVED, happened("consulted", "2026-03-09", ref="1", party="third_party")),
            {"ref": "1"},
            "不能早于征求意见书发出之日",
        ),
        (
            "opinion_received",
            "2026-03-20",
            (RECEIVED, happened("consulted", "2026-03-09", ref="1", party="third_party")),
            {"ref": "2"},
            "没有对应",
        ),
        ("consulted", "2026-03-20", (RECEIVED,), {"ref": "1", "received_on": "2026-03-19"}, "不能早于发出之日"),
        ("delay_fixed", "2026-03-20", (RECEIVED,), {"until": "2026-05-01"}, "先要求申请人说明理由"),
        ("reasons_given", "2026-03-20", (RECEIVED,), {}, "没有尚待说明的理由"),
        ("reasons_given", "2026-03-09", (RECEIVED, happened("reasons_requested", "2026-03-10")), {}, "不能早于要求"),
        (
            "returned",
            "2026-03-20",
            (RECEIVED, happened("consulted", "2026-03-09", ref="1", party="third_party")),
            {},
            "请选明退回的是哪一次征求意见",
        ),
        ("fee_paid", "2026-03-20", (RECEIVED,), {}, "没有尚待缴费"),
        ("fee_paid", "2026-03-09", (RECEIVED, happened("fee_noticed", "2026-03-10")), {}, "不能早于收费通知"),
        ("fee_noticed", "2026-03-31", (RECEIVED,), {}, "已于2026年3月30日届满"),
        ("fee_lapsed", "2026-04-01", (RECEIVED, happened("fee_noticed", "2026-03-10")), {}, "最早2026年4月9日"),
        ("served", "2026-03-20", (RECEIVED,), {"way": "post"}, "尚未作出答复"),
        ("served", "2026-03-30", (RECEIVED, REPLIED), {"way": "post", "posted_on": "2026-03-26"}, "不能早于作出答复"),
        (
            "served",
            "2026-03-30",
            (RECEIVED, REPLIED),
            {"way": "post", "posted_on": "2026-03-30", "signed_on": "2026-03-29"},
            "不能早于交邮之日",
        ),
        ("closed", "2026-03-30", (RECEIVED, REPLIED), {}, "尚未送达"),
        ("archived", "2026-04-02", (RECEIVED, REPLIED, POSTED), {}, "办结以后才能归档"),
        ("archived", "2026-04-07", (RECEIVED, REPLIED, POSTED, CLOSED, ARCHIVED), {}, "已归档"),
        ("reopened", "2026-03-30", (RECEIVED,), {}, "尚未答复或者终止"),
        ("department_answered", "2026-03-30", (RECEIVED,), {}, "尚未转办"),
        ("replied", "2026-04-01", (RECEIVED, REPLIED), {"outcome": "provided"}, "因“答复”结束"),
        ("registration_voided", "2026-04-01", (RECEIVED, REPLIED), {}, "2026年3月27日因“答复”结束"),
    ],
)
def test_what_cannot_be_taken_says_why(
    kind: str, on: str, events: tuple[Event, ...], facts: dict[str, Json], part: str
) -> None:
    sentence = refused(kind, on, *events, **facts)
    assert sentence is not None
    assert part in sentence


@pytest.mark.parametrize(
    ("kind", "on", "events", "facts"),
    [
        ("corrected", "2026-04-01", (RECEIVED, ASKED), {}),
        ("correction_requested", "2026-03-20", (RECEIVED,), {"allowed_days": 15}),
        ("correction_lapsed", "2026-03-30", (RECEIVED, ASKED), {}),
        ("extended", "2026-03-30", (RECEIVED,), {"days": 20, "approved_by": "主任", "approved_on": "2026-03-30"}),
        ("consulted", "2026-04-10", (RECEIVED,), {"ref": "1", "party": "third_party"}),
        ("withdrawn", "2026-04-10", (RECEIVED, ASKED), {}),
        ("replied", "2026-04-30", (RECEIVED,), {"outcome": "provided"}),
        ("served", "2026-04-02", (RECEIVED, REPLIED, POSTED), {"way": "post", "signed_on": "2026-04-02"}),
        ("closed", "2026-04-02", (RECEIVED, REPLIED, POSTED), {}),
        ("archived", "2026-04-02", (RECEIVED, REPLIED, POSTED, CLOSED), {}),
        ("noted", "2026-04-02", (RECEIVED, REPLIED, POSTED), {}),
    ],
)
def test_what_can_be_taken(kind: str, on: str, events: tuple[Event, ...], facts: dict[str, Json]) -> None:
    assert refused(kind, on, *events, **facts) is None


def test_a_step_entered_late_is_judged_by_its_own_day() -> None:
    facts: dict[str, Json] = {"days": 5, "approved_by": "主任"}
    assert refused("extended", "2026-03-27", RECEIVED, today="2026-04-02", **facts) is None
    assert refused("extended", "2026-04-02", RECEIVED, today="2026-04-02", **facts) is not None
    assert refused("opinion_received", "2026-03-20", RECEIVED, REPLIED, ref="1") is not None


def test_a_notice_is_served_by_its_letter_before_any_reply() -> None:
    assert refused("served", "2026-03-20", RECEIVED, ASKED, letter="L2", way="post") is None


def test_web_confirmation() -> None:
    assert refused("confirmed", "2026-03-04", RECEIVED, channel="web") is None
    again = refused("confirmed", "2026-03-05", RECEIVED, happened("confirmed", "2026-03-04"), channel="web")
    assert again == "收到日已确定为2026年3月4日（条例第三十一条）。"
    assert "尚未确定" in (refused("extended", "2026-03-05", RECEIVED, channel="ordinary_mail", days=1) or "")


@pytest.mark.parametrize(
    ("kind", "part"), [("reasons_requested", "第492号"), ("delay_fixed", "第492号"), ("fee_noticed", "2021年1月1日")]
)
def test_the_old_edition_knows_fewer_steps(kind: str, part: str) -> None:
    assert part in (refused(kind, "2017-09-20", happened("submitted", "2017-09-15")) or "")


@pytest.mark.parametrize(
    ("kind", "events", "facts", "cited"),
    [
        (
            "extended",
            (),
            {"days": 16, "approved_by": "主任"},
            "期限15个工作日（条例（国务院令第492号）第二十四条第二款）",
        ),
        ("corrected", (), {}, "条例（国务院令第492号）第二十一条第四项"),
        (
            "replied",
            (happened("correction_requested", "2017-09-18", items=["x"]),),
            {},
            "（国务院令第492号）第二十一条",
        ),
        ("confirmed", (), {}, "条例（国务院令第492号）第二十四条"),
    ],
)
def test_under_the_old_edition_its_own_articles_are_cited(
    kind: str, events: tuple[Event, ...], facts: dict[str, Json], cited: str
) -> None:
    sentence = refused(kind, "2017-09-20", happened("submitted", "2017-09-15"), *events, **facts)
    assert sentence is not None
    assert cited in sentence
    assert "条例第三十" not in sentence


def test_faults_and_receipt_cite_the_edition_of_the_request() -> None:
    late = happened("extended", "2017-10-13", days=15, approved_by="主任")
    old = limits_of("counter", happened("submitted", "2017-09-15"), late)
    (fault,) = old.faults
    assert fault.sentence().startswith(
        "延期应当在期限届满（2017年10月12日）前告知申请人（条例（国务院令第492号）第二十四条第二款）"
    )
    assert "国务院令第492号" in old.course.receipt.reason()
    assert "条例第三十一条" in limits_of("counter", RECEIVED).course.receipt.reason()
