"""Every limit has its proof: start, length, rule and days agree with the day that is told."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given

from db.records import Dispute, Event
from desktop.rules.limit_proofs import LimitCode, LimitProof, Unit, limit_proofs
from desktop.rules.timeline import TimeLimits
from resources.vocabulary import Channel, DisputeKind, EventKind
from tests.rules.telling import CALENDAR, day, happened, limits_of
from tests.rules.test_properties import histories

RECEIVED = happened("submitted", "2026-03-02")


def proofs(*events: Event, channel: str = "counter", disputes: tuple[Dispute, ...] = ()) -> dict[str, LimitProof]:
    limits = limits_of(channel, *events, disputes=disputes)
    return {proof.key: proof for proof in limit_proofs(limits, events, CALENDAR, disputes)}


def dispute(kind: DisputeKind, **days: str) -> Dispute:
    told = {name: day(text) for name, text in days.items() if name != "procedure"}
    extra = {"procedure": days["procedure"]} if "procedure" in days else {}
    return Dispute(office="天津海关", id="D1", request="1", kind=kind, filed_on=day("2026-06-01"), extra=extra, **told)


def numbers(proof: LimitProof) -> list[int]:
    return [each.count for each in proof.days if each.count is not None]


def told_days(limits: TimeLimits) -> dict[LimitCode, list[date | None]]:
    """What the limits themselves say, by the code of the proof."""
    return {
        LimitCode.CAUTIOUS: [limits.cautious_reply_due],
        LimitCode.CORRECTION_NOTICE: [limits.correction_notice_due],
        LimitCode.CORRECTION: [limits.correction_due],
        LimitCode.CONSULTATION: list(limits.consult_due),
        LimitCode.EXTENSION_NOTICE: [limits.extension_notice_due],
        LimitCode.FEE_NOTICE: [limits.fee_notice_due],
        LimitCode.FEE: [limits.fee_due],
        LimitCode.REVIEW: [limits.review_due],
        LimitCode.SUIT: [limits.suit_due],
    }


@given(histories())
def test_each_proof_ends_on_the_day_that_is_told(told: tuple[Channel, list[Event]]) -> None:
    channel, events = told
    limits = limits_of(channel.value, *events)
    said = told_days(limits)
    for proof in limit_proofs(limits, events, CALENDAR):
        assert proof.due in said[proof.code], proof.key
        count = numbers(proof)
        assert count == list(range(1, len(count) + 1))
        assert sum(bool(each.stopped_by) for each in proof.days) == (proof.excluded if proof.due else 0)
        if proof.due is None or proof.unit is not Unit.WORKING_DAYS:
            continue
        assert len(count) == proof.length
        assert CALENDAR.add(proof.start, proof.length + proof.excluded) == proof.due
        assert proof.days[-1].date == proof.due


@given(histories())
def test_no_limit_that_is_told_lacks_its_proof(told: tuple[Channel, list[Event]]) -> None:
    channel, events = told
    limits = limits_of(channel.value, *events)
    proved = {proof.code for proof in limit_proofs(limits, events, CALENDAR)}
    for code, days in told_days(limits).items():
        same_as_reply = code in (LimitCode.EXTENSION_NOTICE, LimitCode.FEE_NOTICE) and set(days) <= {limits.reply_due}
        delayed = any(event.kind is EventKind.DELAY_FIXED for event in events)
        assert code in proved or same_as_reply or delayed or not any(days), code


def test_the_notice_of_correction_has_seven_working_days() -> None:
    proof = proofs(RECEIVED)["correction_notice"]
    assert (proof.start, proof.due, numbers(proof)) == (day("2026-03-02"), day("2026-03-11"), [1, 2, 3, 4, 5, 6, 7])
    assert [each.date.day for each in proof.days if each.count is None] == [7, 8]
    assert proof.sum_line() == "收到日 2026-03-02（不计入）+ 7 个工作日 = 2026-03-11（条例第三十条）"


def test_each_inquiry_has_a_proof_of_its_own_with_the_rule_of_its_party() -> None:
    found = proofs(
        RECEIVED,
        happened("consulted", "2026-03-05", ref="1", party="third_party", received_on="2026-03-09"),
        happened("consulted", "2026-03-06", ref="2", party="joint_agency"),
    )
    # 9 March + 15: 10-13 (4), 16-20 (9), 23-27 (14), 30 (15). 6 March + 15: 9-13 (5), 16-20 (10), 23-27 (15).
    assert (found["consultation:1"].due, found["consultation:1"].rule) == (day("2026-03-30"), "条例第三十二条")
    assert (found["consultation:2"].due, found["consultation:2"].rule) == (day("2026-03-27"), "条例第三十四条")


def test_the_limit_for_telling_an_extension_is_that_without_it() -> None:
    extension = happened("extended", "2026-03-27", days=20, approved_by="何正")
    assert "extension_notice" not in proofs(RECEIVED)
    assert proofs(RECEIVED, extension)["extension_notice"].due == day("2026-03-30")


def test_remedies_run_in_natural_days_and_months_and_move_off_rest_days() -> None:
    replied = happened("replied", "2026-03-20", outcome="provided")
    served = happened("served", "2026-03-23", way="post", posted_on="2026-03-20", signed_on="2026-04-05")
    found = proofs(RECEIVED, replied, served)
    # 60 days after 5 April is 4 June (Thursday); six months after 5 April is 5 October, in the holiday of 1-7 October.
    assert (found["review"].due, len(found["review"].days)) == (day("2026-06-04"), 60)
    suit = found["suit"]
    assert suit.due == day("2026-10-08")
    assert [each.why for each in suit.days if each.count is None] == ["届满之日为休息日，顺延"] * 3
    assert next(each.why for each in suit.days if each.date == day("2026-05-05")) == "自然日，满 1 个月"
    assert suit.days[-1].rule == "民法典第二百零三条"
    assert suit.sum_line() == (
        "收到答复之日 2026-04-05（不计入）+ 6 个月（2026-10-05 为休息日，顺延） = 2026-10-08（行政诉讼法第四十六条）"
    )
    assert "顺延" not in found["review"].sum_line()


def test_a_refusal_has_no_direct_suit_and_a_withdrawal_no_remedy() -> None:
    served = happened("served", "2026-03-20", way="hand", signed_on="2026-03-20")
    refusal = proofs(RECEIVED, happened("replied", "2026-03-20", outcome="internal_affairs"), served)
    assert LimitCode.SUIT not in {proof.code for proof in refusal.values()}
    assert LimitCode.REVIEW not in proofs(RECEIVED, happened("withdrawn", "2026-03-20"), served)


def test_our_duties_in_review_and_suit() -> None:
    review = dispute(DisputeKind.REVIEW, copy_received_on="2026-06-05", decided_on="2026-08-03")
    simple = dispute(DisputeKind.REVIEW, copy_received_on="2026-06-05", procedure="simple")
    suit = dispute(DisputeKind.SUIT_DIRECT, copy_received_on="2026-06-05")
    # 5 June is a Friday: 8-12 June (5), 15-18 (9), 19-21 is 端午, 22 (10). 15 natural days end on 20 June, in the
    # holiday: Monday 22.
    assert proofs(RECEIVED, disputes=(review,))["answer_to_review:D1"].due == day("2026-06-22")
    assert proofs(RECEIVED, disputes=(simple,))["answer_to_review:D1"].due == day("2026-06-12")
    assert proofs(RECEIVED, disputes=(suit,))["answer_to_suit:D1"].due == day("2026-06-22")


def test_a_missing_calendar_is_named_and_the_days_go_as_far_as_it_does() -> None:
    proof = proofs(happened("submitted", "2026-12-28"))["correction_notice"]
    assert proof.due is None
    assert proof.missing is not None
    assert proof.missing.year == 2027
    assert proof.days[-1].date == date(2026, 12, 31)
    assert all(each.provisional for each in proof.days)


def test_five_working_days_lie_between_telling_a_third_party_and_the_disclosure() -> None:
    found = proofs(
        RECEIVED,
        happened("consulted", "2026-03-05", ref="1", party="third_party", received_on="2026-03-05"),
        happened("opinion_received", "2026-03-10", ref="1", opinion="refuse"),
        happened("third_party_told", "2026-03-12"),
    )["third_party"]
    assert (found.due, found.due and found.due - found.start) == (day("2026-03-19"), timedelta(7))


def test_the_day_given_to_a_department_is_counted_too() -> None:
    """Handed over on Thursday 12 March, due on Saturday 21 March: six working days, the last one Friday."""
    handed = happened("handed_over", "2026-03-12", to="监管处", due_on="2026-03-21")
    proof = proofs(RECEIVED, handed)["department"]
    assert (proof.length, proof.due, proof.rule) == (6, day("2026-03-21"), "本关定")
    assert (numbers(proof)[-1], proof.days[-1].date) == (6, day("2026-03-21"))
    assert proof.met_on is None
    answered = happened("department_answered", "2026-03-18")
    assert proofs(RECEIVED, handed, answered)["department"].met_on == day("2026-03-18")


def test_what_was_done_in_time_is_no_limit_that_still_runs() -> None:
    asked = happened("correction_requested", "2026-03-04", items=["年份"], allowed_days=10)
    told = proofs(RECEIVED, asked, happened("corrected", "2026-03-10"))
    assert told["correction_notice"].met_on == day("2026-03-04")
    assert told["correction"].met_on == day("2026-03-10")
    assert told["correction"].start_words() == "发出补正告知之日（没有送达记录）"
    served = happened("correction_requested", "2026-03-04", served_on="2026-03-05", items=["年份"])
    assert proofs(RECEIVED, served)["correction"].start_words() == "补正告知送达日"
    noticed = happened("fee_noticed", "2026-03-12", received_on="2026-03-13", amount="100")
    paid = proofs(RECEIVED, noticed, happened("fee_paid", "2026-03-20"))
    assert (paid["fee_notice"].met_on, paid["fee"].met_on) == (day("2026-03-12"), day("2026-03-20"))
    extended = proofs(RECEIVED, happened("extended", "2026-03-25", days=5, approved_by="何正"))
    assert extended["extension_notice"].met_on == day("2026-03-25")
    written = happened("extended", "2026-03-25", days=5, approved_by="处长", letter="L3")
    posted = happened("served", "2026-03-27", letter="L3", way="post", posted_on="2026-03-27")
    sent = proofs(RECEIVED, written, posted)["extension_notice"]
    assert sent.met_on == day("2026-03-27"), "told when it was posted"
