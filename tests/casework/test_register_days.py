"""What a register shows of entries that were corrected, came back or were taken up again, and where it lists them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.records import DESTROYED_TEXT
from desktop.casework.registers.register_views import Narrowed, Register, RegisterWanted
from tests.casework.conftest import Clock
from tests.casework.test_exchange_reading import LETTER, request
from tests.casework.test_registers import FEE, POSTED, REPLIED, event, lines, taken_in
from tests.casework.test_retention import plan

MARCH = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
APRIL = {"first": date(2026, 4, 1), "last": date(2026, 4, 30)}


def moved(place: int, old: str, new: str, on: str = "2026-04-20") -> dict[str, Any]:
    """A correction of the day of an entry."""
    return event("amended", on, event=place, field="on", old=old, new=new, why="日期录错")


def test_a_corrected_day_decides_period_and_place_of_a_service_and_of_a_fee_notice(
    tmp_path: Path, clock: Clock
) -> None:
    clock.move_to(5, 15)
    by_mail = {"kind": "served", "letter": None, "way": "email"}
    first = request(
        event("replied", "2026-03-20", outcome="provided"),
        {**by_mail, "on": "2026-04-15"},
        moved(2, "2026-04-15", "2026-03-31"),
        moved(2, "2026-03-31", "2026-03-20", on="2026-04-21"),
    )
    second = request(
        event("replied", "2026-03-23", outcome="provided"), {**by_mail, "on": "2026-03-24"}, id="2026-0002"
    )
    third = request(FEE, moved(1, "2026-03-05", "2026-04-07"), id="2026-0003")
    with taken_in(tmp_path, clock, first, second, third) as casework:
        assert [line["request"] for line in lines(casework, Register.SERVICES)] == ["2026-0002", "2026-0001"]
        assert [line["sent_on"].day for line in lines(casework, Register.SERVICES, **MARCH)] == [24, 20]
        assert lines(casework, Register.SERVICES, **APRIL) == []
        assert [line["noticed_on"] for line in lines(casework, Register.FEES, **APRIL)] == [date(2026, 4, 7)]
        assert lines(casework, Register.FEES, **MARCH) == []
        for which, period, total in (
            (Register.SERVICES, MARCH, 2),
            (Register.SERVICES, APRIL, 0),
            (Register.FEES, MARCH, 0),
            (Register.FEES, APRIL, 1),
        ):
            assert casework.registers.page(RegisterWanted(which=which, **period)).total == total
        page = casework.registers.page(RegisterWanted(which=Register.SERVICES), limit=1)
        rest = casework.registers.page(RegisterWanted(which=Register.SERVICES), page.after, limit=1)
        assert [line.request for line in (*page.lines, *rest.lines)] == ["2026-0002", "2026-0001"]
        # The destruction of a file takes the words of the correction, and leaves the day.
        clock.move_to(12, 30, 2037)
        casework.retention.destroy(plan("2026-0001"))
        found = [(line["addressee"], line["sent_on"].day) for line in lines(casework, Register.SERVICES, **MARCH)]
        assert found == [("王**", 24), (DESTROYED_TEXT, 20)]


def test_what_came_back_is_told_of_the_service_that_came_back(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    back = event("returned", "2026-03-26", letter="D1")
    again = {**POSTED, "on": "2026-03-26", "posted_on": "2026-03-26", "way": "post"}
    notice = event("correction_requested", "2026-03-04", items=["范围"], letter="D2", served_on="2026-03-05")
    noticed = {**POSTED, "on": "2026-03-04", "posted_on": "2026-03-04", "letter": "D2"}
    reply = {**REPLIED, "letter": "D3"}
    sent = {**POSTED, "letter": "D3"}
    unnamed = request(
        notice, noticed, event("corrected", "2026-03-09"), reply, sent, event("returned", "2026-03-27"), id="2026-0002"
    )
    letters = [{**LETTER, "id": name, "requests": ["2026-0002"]} for name in ("D2", "D3")]
    with taken_in(tmp_path, clock, request(REPLIED, POSTED, back, again), unnamed, LETTER, *letters) as casework:
        found = [
            (line["request"], line["sent_on"].day, line["returned_on"]) for line in lines(casework, Register.SERVICES)
        ]
        # Sent again on the day on which it came back; a return that names no letter is that of the last one sent.
        assert found == [
            ("2026-0001", 26, None),
            ("2026-0002", 20, date(2026, 3, 27)),
            ("2026-0001", 20, date(2026, 3, 26)),
            ("2026-0002", 4, None),
        ]
        assert [row.returned_on for row in casework.letters.deliveries()] == [each[2] for each in found]
        assert len(lines(casework, Register.SERVICES, state=Narrowed.RETURNED)) == 2


def test_a_request_taken_up_again_shows_its_first_result_and_the_new_round(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    again = event("reopened", "2026-04-08", received_on="2026-04-07")
    anew = event("replied", "2026-04-20", outcome="provided")
    done = request(REPLIED, POSTED, again, anew, {**POSTED, "on": "2026-04-21", "posted_on": "2026-04-21"})
    runs = request({**REPLIED, "letter": None}, {**POSTED, "letter": None}, again, id="2026-0002")
    with taken_in(tmp_path, clock, done, runs, LETTER) as casework:
        open_still, finished = lines(casework, Register.REQUESTS)
        shown = [(line["due_on"], line["completed_on"], line["standing"]) for line in (finished, open_still)]
        # 条例 33: 20 working days from 2 March; anew from 7 April, 1 to 5 May are off, Saturday the 9th is worked.
        assert shown == [
            (date(2026, 3, 30), date(2026, 3, 20), "第三方合法权益；重新办理：2026年4月21日 予以公开"),
            (date(2026, 3, 30), date(2026, 3, 20), "第三方合法权益；重新办理中，答复期限 2026年5月8日"),
        ]


def test_a_late_first_result_is_listed_by_its_own_limit(tmp_path: Path, clock: Clock) -> None:
    """Received on 2 March, due on 30 March, posted on 3 April; taken up again, due anew on 8 May."""
    clock.move_to(5, 15)
    late = [
        {**REPLIED, "on": "2026-04-03", "letter": None},
        {**POSTED, "on": "2026-04-03", "posted_on": "2026-04-03", "letter": None},
        event("reopened", "2026-04-08", received_on="2026-04-07"),
    ]
    anew = {**POSTED, "on": "2026-04-21", "posted_on": "2026-04-21", "letter": None}
    done = request(*late, event("replied", "2026-04-20", outcome="provided"), anew)
    overdue = request(*late, id="2026-0002")
    open_still = request({"kind": "signed", "on": "2026-03-10"}, id="2026-0003", channel="signed_mail")
    with taken_in(tmp_path, clock, done, overdue, open_still) as casework:
        found = [(line["request"], line["due_on"]) for line in lines(casework, Register.LATE)]
        assert found == [
            ("2026-0002", date(2026, 5, 8)),
            ("2026-0003", date(2026, 4, 8)),
            ("2026-0001", date(2026, 3, 30)),
        ]
        for period, numbers in ((MARCH, ["2026-0001"]), (APRIL, ["2026-0003"])):
            assert [line["request"] for line in lines(casework, Register.LATE, **period)] == numbers
            assert casework.registers.page(RegisterWanted(which=Register.LATE, **period)).total == 1
        assert casework.safekeeping.check().ok
        cells = [line.cell for line in casework.statistics.cells("2026-0001").lines]
        assert not any("重新办理" in cell for cell in cells)


@pytest.mark.parametrize(
    ("told", "words", "pending"),
    [
        ({}, "尚未审结", True),
        ({"decided_on": "2026-04-20"}, "已审结，结果未记", False),
        ({"result": "upheld"}, "结果维持（审结日未记）", True),
        ({"decided_on": "2026-04-20", "result": "upheld"}, "结果维持", False),
    ],
)
def test_a_dispute_is_pending_until_it_is_decided_as_in_table_four(
    tmp_path: Path, clock: Clock, told: dict[str, str], words: str, pending: bool
) -> None:
    clock.move_to(5, 15)
    dispute = {"type": "dispute", "id": "F1", "request": "2026-0001", "kind": "review", "filed_on": "2026-04-01"}
    with taken_in(tmp_path, clock, request(REPLIED, POSTED), LETTER, {**dispute, **told}) as casework:
        assert [line["result"] for line in lines(casework, Register.DISPUTES)] == [words]
        assert len(lines(casework, Register.DISPUTES, state=Narrowed.PENDING)) == pending
        assert casework.statistics.annual(2026).table4["review"]["pending"] == pending
