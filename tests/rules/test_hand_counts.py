"""Limits of all years, counted by hand on the texts of the notices before they were run: one line says how."""

from __future__ import annotations

from datetime import date

import pytest

from db.records import Dispute, Event
from desktop.rules.publication import annual_report, publication_due
from desktop.rules.reply_outcomes import DAYS_BEFORE_DISCLOSURE
from desktop.rules.timeline import dispute_limits
from resources.vocabulary import DisputeKind
from tests.rules.telling import CALENDAR, day, happened, limits_of


def asked(ref: str, sent: str, received: str | None = None, party: str = "third_party") -> Event:
    return happened("consulted", sent, ref=ref, party=party, **({"received_on": received} if received else {}))


def came(on: str, kind: str = "submitted") -> Event:
    return happened(kind, on)


def extended(on: str, days: int) -> Event:
    return happened("extended", on, days=days, approved_by="何正")


def correction(on: str, served: str | None = None, days: int = 10) -> Event:
    return happened(
        "correction_requested", on, items=["x"], allowed_days=days, **({"served_on": served} if served else {})
    )


A_2013 = came("2013-09-16")
A_2023 = (
    came("2023-04-10"),
    asked("1", "2023-04-12", "2023-04-14"),
    asked("2", "2023-04-26", "2023-04-27", "joint_agency"),
    happened("opinion_received", "2023-05-12", ref="2"),
)
A_2024 = (came("2024-01-22"), happened("fee_noticed", "2024-02-08", received_on="2024-02-09", amount="100"))
A_2022 = (came("2022-04-20"), correction("2022-04-28", "2022-05-05", 7))
LATE_NOTICE = (came("2026-04-27"), correction("2026-05-11"), happened("corrected", "2026-05-18"))


def signed(on: str, outcome: str = "nonexistent", received: str = "2014-12-15") -> tuple[Event, ...]:
    replied = happened("replied", on, outcome=outcome)
    return came(received), replied, happened("served", on, way="hand", signed_on=on)


CASES: dict[str, tuple[str, tuple[Event, ...], str, str]] = {
    # 17, 18 (2), Sunday 22 worked, 23-27 (8), Sunday 29 worked, 30 (10), 8-11 October (14), Saturday 12 worked.
    "492 over two holidays": ("counter", (A_2013,), "reply_due", "2013-10-12"),
    # 14-18 October (20), 21-25 (25), 28-31 (29), 1 November.
    "492 extended by 15 on its last day, a worked Saturday": (
        "counter",
        (A_2013, extended("2013-10-12", 15)),
        "reply_due",
        "2013-11-01",
    ),
    # 25, 26 December (2); still: 27, 28, 31 December, 4, Saturday 5, Sunday 6, 7 January; 8-11 (6), 14-18 (11), 21-24.
    "492 stopped by a third party over the end of a year": (
        "counter",
        (came("2012-12-24"), asked("1", "2012-12-26"), happened("opinion_received", "2013-01-07", ref="1")),
        "reply_due",
        "2013-01-24",
    ),
    # 12-15 June (4), 19-22 (8), 25-29 (13), 2, 3 July.
    "492 does not stop for another agency": (
        "counter",
        (came("2018-06-11"), asked("1", "2018-06-12", "2018-06-13", "other_agency")),
        "reply_due",
        "2018-07-03",
    ),
    # 15-17 May (3), 20-24 (8), 27-31 (13), 3, 4 June.
    "the last day of 492": ("counter", (came("2019-05-14"),), "reply_due", "2019-06-04"),
    # 16, 17 May (2), 20-24 (7), 27-31 (12), 3-6 June (16), 10-13.
    "the first day of 711": ("counter", (came("2019-05-15"),), "reply_due", "2019-06-13"),
    # Received on Sunday 19 January, worked; 20-23 (4), holiday to 2 February, 3-7 (9), 10-14, 17-21, 24.
    "web, not confirmed, over the longer Spring Festival of 2020": (
        "web",
        (came("2020-01-17"),),
        "reply_due",
        "2020-02-24",
    ),
    # 5-7 February (3), 10-14 (8), 17-21 (13), 24-28 (18), 2, 3 March.
    "web, confirmed late": ("web", (came("2020-01-17"), came("2020-02-04", "confirmed")), "reply_due", "2020-03-03"),
    "web, confirmed late, from the earlier day": (
        "web",
        (came("2020-01-17"), came("2020-02-04", "confirmed")),
        "cautious_reply_due",
        "2020-02-24",
    ),
    # 18, 19 February (2), Saturday 20 worked, 22-26 (8), 1-5 March (13), 8-12 (18), 15, 16.
    "signed for on a holiday": ("signed_mail", (came("2021-02-13", "signed"),), "reply_due", "2021-03-16"),
    # 21, 22 April, Sunday 24 worked, 25-28.
    "notice of correction over a worked Sunday": ("counter", A_2022, "correction_notice_due", "2022-04-28"),
    # 6 May, Saturday 7 worked, 9-13.
    "seven days to correct over a worked Saturday": ("counter", A_2022, "correction_due", "2022-05-13"),
    "a lapse from the next working day": ("counter", A_2022, "close_from", "2022-05-16"),
    # 23-27 May (5), 30 May-2 June (9), 6-10 (14), 13-17 (19), 20.
    "corrected after the period": ("counter", (*A_2022, came("2022-05-20", "corrected")), "reply_due", "2022-06-20"),
    # Still from 13 April to 12 May: 13, 14, 17-21, Sunday 23 worked, 24-28, 4, 5, Saturday 6 worked, 8-12: 21 days.
    # 11, 12 April (2), 15-19 May (7), 22-26 (12), 29-2 June (17), 5-7.
    "two parties overlap, one silent": ("counter", A_2023, "reply_due", "2023-06-07"),
    # 8, 9 June (2), 12-16 (7), 19-21.
    "two parties overlap, then extended": ("counter", (*A_2023, extended("2023-06-07", 10)), "reply_due", "2023-06-21"),
    # 17-21 April (5), Sunday 23 (6), 24-28 (11), 4, 5 (13), Saturday 6 (14), 8 May.
    "a silent third party": ("counter", A_2023[:2], "consult_due", "2023-05-08"),
    # 23-26 January (4), 29-2 February (9), Sunday 4 (10), 5-9 (15), Sunday 18 (16), 19-22.
    "until when a fee may be told": ("counter", A_2024, "fee_notice_due", "2024-02-22"),
    # Sunday 18 (1), 19-23 (6), 26-1 March (11), 4-8 (16), 11-14.
    "twenty days to pay": ("counter", A_2024, "fee_due", "2024-03-14"),
    # 4-8 March, 11-15, 18-22, 25-29.
    "anew from the payment": ("counter", (*A_2024, came("2024-03-01", "fee_paid")), "reply_due", "2024-03-29"),
    # 11-14 February (4), 17-21 (9), 24-28 (14), 3-7 March (19), 10.
    "corrected after a holiday": (
        "counter",
        (came("2025-01-20"), correction("2025-01-22", "2025-01-23"), came("2025-02-10", "corrected")),
        "reply_due",
        "2025-03-10",
    ),
    # 11-14 March (4), 17-21 (9), 24-28 (14), 31-3 April (18), 7, 8.
    "extended after a correction": (
        "counter",
        (
            came("2025-01-20"),
            correction("2025-01-22", "2025-01-23"),
            came("2025-02-10", "corrected"),
            extended("2025-03-10", 20),
        ),
        "reply_due",
        "2025-04-08",
    ),
    "a fixed delay": (
        "counter",
        (came("2025-09-22"), happened("delay_fixed", "2025-10-20", until="2025-12-05")),
        "reply_due",
        "2025-12-05",
    ),
    # Still: 3, 4 September, 7-11, 14, 15: 9 days.
    # 1, 2 (2), 16-18 (5), Sunday 20 (6), 21-24 (10), 28-30 (13), 8-10 October (16), 12-15.
    "an inquiry that comes back": (
        "counter",
        (came("2026-08-31"), asked("1", "2026-09-02"), happened("returned", "2026-09-15", ref="1")),
        "reply_due",
        "2026-10-15",
    ),
    # 25, 26 June (2), 29-3 July (7), 6-10 (12), 13-17 (17), 20-22.
    "ordinary mail, confirmed": (
        "ordinary_mail",
        (came("2026-06-15"), came("2026-06-24", "confirmed")),
        "reply_due",
        "2026-07-22",
    ),
    # Received on Monday 28 September; 29, 30 (2), 8-10 October (5), 12-16, 19-23, 26-30.
    "fax before a holiday, not confirmed": ("fax", (came("2026-09-24"),), "reply_due", "2026-10-30"),
    # 28-30 April (3), 6-8 May (6), Saturday 9: one working day late.
    "notice of correction over the holiday of May": ("counter", LATE_NOTICE, "correction_notice_due", "2026-05-09"),
    # 19-22 May (4), 25-29 (9), 1-5 June (14), 8-12 (19), 15.
    "a late notice restarts": ("counter", LATE_NOTICE, "reply_due", "2026-06-15"),
    # 9 May is the seventh, 11-15 (12), 18-22 (17), 25-27.
    "a late notice, from the receipt": ("counter", LATE_NOTICE, "cautious_reply_due", "2026-05-27"),
    # 28 + 31 days and the 31st of March.
    "review of 2015": ("counter", signed("2015-01-30"), "review_due", "2015-03-31"),
    "three months to sue before May 2015": ("counter", signed("2015-01-30"), "suit_due", "2015-04-30"),
    "six months to sue from May 2015": ("counter", signed("2015-05-04"), "suit_due", "2015-11-04"),
    # 29 days of December and 31 of January: a Saturday, so Monday.
    "review ends on a Saturday": ("counter", signed("2025-12-02", received="2025-11-03"), "review_due", "2026-02-02"),
    # 10 of December, 31 of January, 19 of February, within the Spring Festival of 15 to 23.
    "review ends in a holiday": ("counter", signed("2025-12-21", received="2025-12-01"), "review_due", "2026-02-24"),
    # February 2026 has no 31st; its 28th is a Saturday that is worked.
    "six months end in February": ("counter", signed("2025-08-31", received="2025-08-04"), "suit_due", "2026-02-28"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_day_is_the_one_counted_by_hand(name: str) -> None:
    channel, events, limit, expected = CASES[name]
    told = getattr(limits_of(channel, *events), limit)
    assert (told[0] if isinstance(told, tuple) else told) == day(expected)


def of(kind: DisputeKind, **days: str) -> Dispute:
    told = {name: day(text) for name, text in days.items() if name != "procedure"}
    extra = {"procedure": days["procedure"]} if "procedure" in days else {}
    return Dispute(office="天津海关", id="D1", request="1", kind=kind, filed_on=day("2025-09-01"), extra=extra, **told)


@pytest.mark.parametrize(
    ("dispute", "expected"),
    [
        # 30 September (1), 9, 10 October (3), Saturday 11 (4), 13-17 (9), 20.
        (of(DisputeKind.REVIEW, copy_received_on="2025-09-29"), "2025-10-20"),
        # 30 September, 9, 10, Saturday 11, 13 October.
        (of(DisputeKind.REVIEW, copy_received_on="2025-09-29", procedure="simple"), "2025-10-13"),
        # 15 days end on 7 October, in the holiday of 1 to 8.
        (of(DisputeKind.SUIT_DIRECT, copy_received_on="2025-09-22"), "2025-10-09"),
    ],
)
def test_our_answer_to_a_review_or_suit(dispute: Dispute, expected: str) -> None:
    assert dispute_limits(dispute, CALENDAR).answer_due == day(expected)


def test_a_suit_after_a_review_within_a_holiday() -> None:
    """15 days after 3 February 2026 is the 18th, in the Spring Festival until the 23rd."""
    review = of(DisputeKind.REVIEW, decision_served_on="2026-02-03")
    assert dispute_limits(review, CALENDAR).suit_due == day("2026-02-24")


@pytest.mark.parametrize(("year", "expected"), [(2024, date(2025, 1, 27)), (2025, date(2026, 1, 30))])
def test_a_report_is_published_on_the_working_day_before(year: int, expected: date) -> None:
    """31 January 2025 lies in the Spring Festival that began on the 28th; 31 January 2026 is a Saturday."""
    assert annual_report(year, CALENDAR).publish_by == expected


def test_publication_within_twenty_working_days() -> None:
    """2-6 February (5), 9-13 (10), Saturday 14 (11), 24-27 (15), Saturday 28 (16), 2-5 March."""
    assert publication_due(date(2026, 1, 30), CALENDAR) == date(2026, 3, 5)


def test_five_working_days_before_disclosure() -> None:
    """30 September, 8, 9 October, Saturday 10, 12."""
    assert CALENDAR.add(date(2026, 9, 29), DAYS_BEFORE_DISCLOSURE) == date(2026, 10, 12)
