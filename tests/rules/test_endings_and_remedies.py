"""Endings, service that decides about time, remedies and disputes."""

from __future__ import annotations

from datetime import date

import pytest

from db.records import NOTHING, Dispute, Json
from desktop.rules.remedies import remedy_clause, suit_due, third_party_clause
from resources.vocabulary import DisputeKind, Outcome, Remedy, WayOfService
from tests.rules.telling import CALENDAR, day, happened, limits_of

RECEIVED = happened("submitted", "2026-03-02")
REFUSALS = [
    Outcome.STATE_SECRET,
    Outcome.FORBIDDEN_BY_LAW,
    Outcome.SECURITY_AND_STABILITY,
    Outcome.THIRD_PARTY_RIGHTS,
    Outcome.INTERNAL_AFFAIRS,
    Outcome.PROCESS_INFORMATION,
    Outcome.ENFORCEMENT_FILE,
]


@pytest.mark.parametrize(
    ("facts", "completed"),
    [
        ({"way": "post", "posted_on": "2026-03-30", "signed_on": "2026-04-02"}, "2026-03-30"),
        ({"way": "post"}, "2026-03-31"),
        ({"way": "hand", "signed_on": "2026-03-31"}, "2026-03-31"),
        ({"way": "entrusted", "posted_on": "2026-03-30", "signed_on": "2026-04-01"}, "2026-04-01"),
        ({"way": "email", "signed_on": "2026-04-08"}, "2026-03-31"),
        ({"way": "web"}, "2026-03-31"),
        ({"way": "fax"}, "2026-03-31"),
    ],
)
def test_the_way_of_service_decides_the_day_that_counts(facts: dict[str, Json], completed: str) -> None:
    replied = happened("replied", "2026-03-27", outcome="provided")
    limits = limits_of("counter", RECEIVED, replied, happened("served", "2026-03-31", **facts))
    assert limits.completed == day(completed)
    assert limits.on_time is (day(completed) <= day("2026-03-30"))


def test_without_service_the_day_of_the_reply_counts() -> None:
    limits = limits_of("counter", RECEIVED, happened("replied", "2026-03-30", outcome="provided"))
    assert limits.completed == day("2026-03-30")
    assert limits.on_time is True
    assert limits.review_due is None


def test_an_answer_on_the_spot_is_in_time() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("replied", "2026-03-02", outcome="already_public"),
        happened("served", "2026-03-02", way="hand", signed_on="2026-03-02"),
    )
    assert limits.completed == day("2026-03-02")
    assert limits.on_time is True


def test_service_of_another_letter_is_not_service_of_the_reply() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("served", "2026-03-10", letter="L3", way="post", posted_on="2026-03-10"),
        happened("replied", "2026-03-25", letter="L9", outcome="provided"),
        happened("third_party_told", "2026-03-26", letter="L8"),
        happened("served", "2026-03-26", letter="L8", way="post", posted_on="2026-03-26", signed_on="2026-03-27"),
    )
    assert limits.completed == day("2026-03-25")
    assert limits.review_due is None


def test_sent_again_after_a_return_the_first_posting_counts_and_remedies_run_from_the_signature() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("replied", "2026-03-27", letter="L9", outcome="provided"),
        happened("served", "2026-03-30", letter="L9", way="post", posted_on="2026-03-30"),
        happened("returned", "2026-04-09", letter="L9"),
        happened("served", "2026-04-10", letter="L9", way="post", posted_on="2026-04-10", signed_on="2026-04-13"),
    )
    assert limits.on_time is True
    assert limits.review_due == day("2026-06-12")


def test_a_withdrawal_ends_on_its_day_and_has_no_remedy() -> None:
    limits = limits_of(
        "counter",
        RECEIVED,
        happened("withdrawn", "2026-03-20"),
        happened("served", "2026-03-23", way="hand", signed_on="2026-03-23"),
    )
    assert limits.completed == day("2026-03-20")
    assert limits.on_time is True
    assert limits.review_due is None
    assert limits.suit_due is None


def test_reopened_it_is_not_completed_until_the_new_reply() -> None:
    first = happened("replied", "2026-03-20", outcome="provided")
    reopened = limits_of("counter", RECEIVED, first, happened("reopened", "2026-07-01"))
    assert reopened.completed is None
    assert reopened.reply_due == day("2026-03-30")
    again = limits_of(
        "counter",
        RECEIVED,
        first,
        happened("reopened", "2026-07-01"),
        happened("replied", "2026-07-10", outcome="partly_provided"),
    )
    assert again.completed == day("2026-07-10")


def served(outcome: str, replied_on: str, signed_on: str) -> tuple[date | None, date | None]:
    limits = limits_of(
        "counter",
        happened("submitted", replied_on),
        happened("replied", replied_on, outcome=outcome),
        happened("served", replied_on, way="post", posted_on=replied_on, signed_on=signed_on),
    )
    return limits.review_due, limits.suit_due


def test_remedies_of_a_free_choice() -> None:
    assert served("provided", "2026-03-18", "2026-03-20") == (day("2026-05-19"), day("2026-09-20"))


@pytest.mark.parametrize("outcome", REFUSALS)
def test_a_refusal_goes_to_review_first(outcome: Outcome) -> None:
    assert served(outcome.value, "2026-03-18", "2026-03-20") == (day("2026-05-19"), None)


def test_the_open_part_of_a_partial_reply_may_be_sued_directly() -> None:
    assert served("partly_provided", "2026-03-18", "2026-03-20") == (day("2026-05-19"), day("2026-09-20"))


def test_before_2024_the_choice_was_free_for_refusals_too() -> None:
    assert served("state_secret", "2023-12-29", "2024-01-03") == (day("2024-03-04"), day("2024-07-03"))


def test_before_may_2015_a_suit_was_open_for_three_months() -> None:
    assert served("provided", "2015-04-30", "2015-05-04") == (day("2015-07-03"), day("2015-08-04"))
    assert served("provided", "2015-05-04", "2015-05-04") == (day("2015-07-03"), day("2015-11-04"))


def test_a_month_without_that_day_ends_on_its_last() -> None:
    assert suit_due(day("2025-08-31"), 6, CALENDAR) == day("2026-02-28")


def test_remedies_that_reach_an_unknown_year_cannot_be_told() -> None:
    review, suit = served("provided", "2026-07-29", "2026-07-31")
    assert review == day("2026-09-29")
    assert suit is None


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_the_clause_of_its_date(outcome: Outcome) -> None:
    now, then = remedy_clause(outcome, day("2026-03-18")), remedy_clause(outcome, day("2023-12-31"))
    assert now.remedy is outcome.remedy
    assert then.remedy is (Remedy.NONE if outcome is Outcome.WITHDRAWN else Remedy.RA)
    assert now.suit_months == (None if outcome.remedy in (Remedy.RF, Remedy.NONE) else 6)
    assert now.why("zh")
    assert then.why("en")


def test_three_months_stand_in_letters_before_may_2015() -> None:
    assert remedy_clause(Outcome.PROVIDED, day("2015-04-30")).suit_months == 3
    assert remedy_clause(Outcome.PROVIDED, day("2015-05-01")).suit_months == 6


@pytest.mark.parametrize(
    ("way", "online"), [(WayOfService.WEB, True), (WayOfService.EMAIL, True), (WayOfService.FAX, False), (None, False)]
)
def test_served_over_the_internet_the_online_way_is_told(way: WayOfService | None, online: bool) -> None:
    assert remedy_clause(Outcome.PROVIDED, day("2026-03-18"), way).online is online
    assert remedy_clause(Outcome.PROVIDED, day("2023-03-18"), way).online is False


def test_a_third_party_has_its_own_clause() -> None:
    clause = third_party_clause(day("2026-03-18"))
    assert (clause.remedy, clause.suit_months) == (Remedy.RT, 6)


def dispute(kind: DisputeKind = DisputeKind.REVIEW, procedure: str | None = None) -> Dispute:
    return Dispute(
        office="天津海关",
        id="F1",
        request="2026-0001",
        kind=kind,
        filed_on=day("2026-04-20"),
        copy_received_on=day("2026-04-27"),
        decided_on=day("2026-05-06"),
        decision_served_on=day("2026-05-08"),
        extra=NOTHING if procedure is None else {"procedure": procedure},
    )


@pytest.mark.parametrize(
    ("kind", "procedure", "answer_due", "suit"),
    [
        (DisputeKind.REVIEW, None, "2026-05-13", "2026-05-25"),
        (DisputeKind.REVIEW, "simple", "2026-05-07", "2026-05-25"),
        (DisputeKind.SUIT_DIRECT, None, "2026-05-12", None),
        (DisputeKind.SUIT_AFTER_REVIEW, None, "2026-05-12", None),
    ],
)
def test_answers_to_review_and_court(
    kind: DisputeKind, procedure: str | None, answer_due: str, suit: str | None
) -> None:
    limits = limits_of("counter", RECEIVED, disputes=(dispute(kind, procedure),))
    assert limits.as_json("1")["disputes"] == [{"id": "F1", "answer_due": answer_due, "suit_due": suit}]


def test_before_the_copy_arrives_nothing_is_due() -> None:
    filed = Dispute(office="x", id="F2", request="1", kind=DisputeKind.REVIEW, filed_on=day("2026-04-20"))
    limits = limits_of("counter", RECEIVED, disputes=(filed,))
    assert limits.as_json("1")["disputes"] == [{"id": "F2", "answer_due": None, "suit_due": None}]
