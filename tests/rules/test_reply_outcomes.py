"""Results that need a step before them: 补正 (条例 30), reasons (35), telling the third party (32)."""

from __future__ import annotations

from db.records import Event
from resources.vocabulary import EventKind
from tests.rules.telling import happened, refusal_of

RECEIVED = happened("submitted", "2026-03-02")
NOTICE = happened("correction_requested", "2026-03-04", items=["一"])
CORRECTED = happened("corrected", "2026-03-09")
ASKED = happened("reasons_requested", "2026-03-04")
GIVEN = happened("reasons_given", "2026-03-06")
INQUIRY = happened("consulted", "2026-03-04", ref="1", party="third_party", name="某公司")
REFUSES = happened("opinion_received", "2026-03-09", ref="1", opinion="refuse")
TOLD = happened("third_party_told", "2026-03-10", name="某公司")


def reply(outcome: str, *events: Event, on: str = "2026-03-10") -> str | None:
    return refusal_of(EventKind.REPLIED, on, (RECEIVED, *events), outcome=outcome)


def tell(*events: Event, on: str = "2026-03-10") -> str | None:
    return refusal_of(EventKind.THIRD_PARTY_TOLD, on, (RECEIVED, *events), name="某公司")


def test_still_unclear_only_after_a_correction() -> None:
    assert "应当先告知补正（条例第三十条）" in str(reply("still_unclear"))
    assert reply("still_unclear", NOTICE, CORRECTED) is None


def test_excessive_only_after_reasons_were_asked_for_and_given() -> None:
    assert "尚未要求申请人说明理由" in str(reply("excessive"))
    assert "理由尚未收到" in str(reply("excessive", ASKED))
    assert reply("excessive", ASKED, GIVEN) is None


def test_other_results_need_no_step_before_them() -> None:
    for outcome in ("provided", "partly_provided", "petition", "repeated", "other_agency"):
        assert reply(outcome) is None


def test_disclosure_waits_until_the_third_party_that_objects_was_told() -> None:
    for outcome in ("provided", "provided_later"):
        assert "应当先将内容和理由书面告知第三方" in str(reply(outcome, INQUIRY, REFUSES))
    assert reply("partly_provided", INQUIRY, REFUSES) is None, "the third party's part may stay closed"
    assert reply("third_party_rights", INQUIRY, REFUSES) is None


def test_disclosure_waits_five_working_days_after_telling() -> None:
    for outcome in ("provided", "partly_provided"):
        refused = reply(outcome, INQUIRY, REFUSES, TOLD, on="2026-03-16")
        assert "最早2026年3月17日" in str(refused), "10 March and five working days: the 17th"
        assert reply(outcome, INQUIRY, REFUSES, TOLD, on="2026-03-17") is None
    for outcome in ("third_party_rights", "provided_later"):
        assert reply(outcome, INQUIRY, REFUSES, TOLD, on="2026-03-16") is None


def test_the_five_days_run_from_the_day_on_which_the_decision_was_sent() -> None:
    told = happened("third_party_told", "2026-03-10", letter="L1")
    sent = happened("served", "2026-03-12", letter="L1", way="post", posted_on="2026-03-12")
    assert "最早2026年3月19日" in str(reply("provided", INQUIRY, REFUSES, told, sent, on="2026-03-18"))
    assert reply("provided", INQUIRY, REFUSES, told, sent, on="2026-03-19") is None


def test_a_decision_is_told_only_after_the_third_party_was_heard() -> None:
    assert "尚未征求第三方意见" in str(tell())
    assert "意见尚未收到" in str(tell(INQUIRY))
    assert tell(INQUIRY, REFUSES) is None
    assert tell(INQUIRY, on="2026-03-30") is None, "its fifteen working days are over"
    agency = happened("consulted", "2026-03-04", ref="1", party="joint_agency")
    assert "尚未征求第三方意见" in str(tell(agency))


def test_a_decision_whose_letter_is_void_was_not_told() -> None:
    told = happened("third_party_told", "2026-03-10", letter="L1")
    void = happened("letter_voided", "2026-03-11", letter="L1")
    assert reply("provided", INQUIRY, REFUSES, told, void, on="2026-03-20") is not None
    other = happened("letter_voided", "2026-03-11", letter="L2")
    assert reply("provided", INQUIRY, REFUSES, told, other, on="2026-03-20") is None
