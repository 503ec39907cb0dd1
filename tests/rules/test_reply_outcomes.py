"""Results that need a step before them: 补正后仍不明确 (条例 30), 大量反复申请 (条例 35)."""

from __future__ import annotations

from db.records import Event
from desktop.rules.steps import refusal
from resources.vocabulary import Channel, EventKind
from tests.rules.telling import CALENDAR, day, happened

RECEIVED = happened("submitted", "2026-03-02")
NOTICE = happened("correction_requested", "2026-03-04", items=["一"])
CORRECTED = happened("corrected", "2026-03-09")
ASKED = happened("reasons_requested", "2026-03-04")
GIVEN = happened("reasons_given", "2026-03-06")


def reply(outcome: str, *events: Event) -> str | None:
    return refusal(
        EventKind.REPLIED,
        day("2026-03-10"),
        {"outcome": outcome},
        channel=Channel.COUNTER,
        events=(RECEIVED, *events),
        calendar=CALENDAR,
        today=day("2026-03-10"),
    )


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
