"""The register of complaints: entered, answered, closed; its figures; its lines on screen and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.casework.casework import Casework
from desktop.casework.registers.register_views import Narrowed, Register, RegisterWanted
from desktop.casework.steps.complaints import (
    ComplaintEntry,
    ComplaintRefused,
    ComplaintUnknown,
    ComplaintVoid,
    VoidWithoutReason,
)
from resources.vocabulary import Channel, EventKind
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult, ComplaintSource
from tests.casework.conftest import Clock

CAME = date(2026, 3, 2)
ENTRY = ComplaintEntry(
    received_on=CAME,
    complainant="王䶮",
    contact="13800000007",
    content="申请逾期没有答复 =1+1",
    source=ComplaintSource.SUPERIOR,
    due_on=date(2026, 3, 20),
)
ANSWERED = replace(ENTRY, answered_on=date(2026, 3, 24), result=ComplaintResult.FOUNDED, answer="已补发答复书")


def lines(casework: Casework, **asked: Any) -> list[tuple[object, ...]]:
    wanted = RegisterWanted(which=Register.COMPLAINTS, **asked)
    return [line.cells for line in casework.registers.page(wanted).lines]


def test_numbers_run_through_the_year_of_receipt(casework: Casework, clock: Clock) -> None:
    add = casework.complaints.add
    numbers = [add(ENTRY)[0], add(replace(ENTRY, kind=ComplaintKind.REPORT))[0]]
    clock.move_to(1, 4, 2027)
    numbers.append(add(replace(ENTRY, received_on=date(2027, 1, 4), due_on=None))[0])
    assert numbers == ["投诉2026-0001", "举报2026-0002", "投诉2027-0001"]


def test_what_is_known_comes_back_and_grows(casework: Casework, clock: Clock) -> None:
    number, _ = casework.complaints.add(ENTRY)
    assert casework.complaints.entry(number) == ENTRY
    clock.move_to(3, 25)
    casework.complaints.save(number, replace(ANSWERED, closed_on=date(2026, 3, 25)))
    assert casework.complaints.entry(number).result is ComplaintResult.FOUNDED
    assert lines(casework, state=Narrowed.OPEN) == []
    assert len(lines(casework, state=Narrowed.DONE)) == 1


def test_the_history_of_the_request_says_so(casework: Casework, clock: Clock, registered: str) -> None:
    number, changes = casework.complaints.add(replace(ENTRY, request=registered))
    assert changes.requests == {registered}
    clock.move_to(3, 25)
    casework.complaints.save(number, replace(ANSWERED, request=registered))
    notes = [each.note for each in casework.requests.view(registered).timeline if each.kind is EventKind.NOTED]
    assert notes == ["投诉2026-0001：已答复，属实", "投诉2026-0001：涉及本件"]
    assert casework.safekeeping.check().ok


def test_the_histories_follow_when_it_concerns_another_request(casework: Casework, registered: str) -> None:
    number, _ = casework.complaints.add(ENTRY)

    def notes() -> list[str | None]:
        return [each.note for each in casework.requests.view(registered).timeline if each.kind is EventKind.NOTED]

    assert casework.complaints.save(number, replace(ENTRY, request=registered)).requests == {registered}
    assert notes() == ["投诉2026-0001：涉及本件"]
    assert casework.complaints.save(number, ENTRY).requests == {registered}
    assert notes() == ["投诉2026-0001：改为不涉及本件", "投诉2026-0001：涉及本件"]


def test_the_history_tells_a_corrected_kind_and_a_corrected_answer(
    casework: Casework, clock: Clock, registered: str
) -> None:
    number, _ = casework.complaints.add(replace(ENTRY, request=registered))
    clock.move_to(3, 25)
    answered = replace(ANSWERED, request=registered)
    casework.complaints.save(number, answered)
    report = replace(answered, kind=ComplaintKind.REPORT, result=ComplaintResult.PARTLY)
    casework.complaints.save(number, report)
    casework.complaints.save("举报2026-0001", replace(report, answered_on=None, result=None))
    notes = [each.note for each in casework.requests.view(registered).timeline if each.kind is EventKind.NOTED]
    assert sorted(filter(None, notes[:3])) == [
        "举报2026-0001：撤销答复的登记",
        "举报2026-0001：更正答复，部分属实",
        "投诉2026-0001 更正为 举报2026-0001",
    ]


def test_one_entered_by_mistake_keeps_its_number_with_the_reason_and_counts_nowhere(
    casework: Casework, clock: Clock, registered: str
) -> None:
    number, _ = casework.complaints.add(replace(ENTRY, request=registered))
    clock.move_to(3, 25)
    casework.complaints.save(number, replace(ANSWERED, request=registered))
    changes = casework.complaints.void(number, "与举报2026-0009重复")
    assert changes.complaints
    year = casework.complaints.counts(date(2026, 1, 1), date(2026, 12, 31))
    assert (year.received, year.answered, year.late, year.open) == ({}, {}, 0, 0)
    [line] = casework.registers.page(RegisterWanted(which=Register.COMPLAINTS, state=Narrowed.VOID)).lines
    assert line.void
    assert {"投诉2026-0001", "登记作废：与举报2026-0009重复"} <= set(line.cells)
    assert lines(casework, state=Narrowed.OPEN) == lines(casework, state=Narrowed.DONE) == []
    assert casework.requests.view(registered).timeline[0].note == "投诉2026-0001：登记作废"
    # Its number is not given again, and nothing can be changed any more.
    assert casework.complaints.add(ENTRY)[0] == "投诉2026-0002"
    with pytest.raises(ComplaintVoid):
        casework.complaints.void(number, "再次作废")
    with pytest.raises(ComplaintVoid):
        casework.complaints.save(number, ANSWERED)


def test_a_complaint_is_voided_with_a_reason_only(casework: Casework) -> None:
    number, _ = casework.complaints.add(ENTRY)
    with pytest.raises(VoidWithoutReason):
        casework.complaints.void(number, "  ")


def test_figures_of_a_period(casework: Casework, clock: Clock) -> None:
    first, _ = casework.complaints.add(ENTRY)
    casework.complaints.add(replace(ENTRY, kind=ComplaintKind.REPORT))
    clock.move_to(4, 2)
    casework.complaints.save(first, replace(ANSWERED, closed_on=date(2026, 4, 1)))
    march = casework.complaints.counts(date(2026, 3, 1), date(2026, 3, 31))
    assert march.received == {ComplaintKind.COMPLAINT: 1, ComplaintKind.REPORT: 1}
    assert march.answered == {ComplaintResult.FOUNDED: 1}
    assert (march.late, march.open) == (1, 2)
    april = casework.complaints.counts(date(2026, 4, 1), date(2026, 4, 30))
    assert (april.received, april.answered, april.late, april.open) == ({}, {}, 0, 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"received_on": None}, "received_on"),
        ({"received_on": date(2026, 3, 3), "due_on": None}, "received_on"),
        ({"content": "  "}, "content"),
        ({"request": "没有的编号"}, "request"),
        ({"answered_on": CAME}, "result"),
        ({"result": ComplaintResult.PARTLY}, "answered_on"),
        ({"closed_on": CAME}, "closed_on"),
        ({"due_on": date(2026, 3, 1)}, "due_on"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(casework: Casework, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ComplaintRefused) as refused:
        casework.complaints.add(replace(ENTRY, **wrong))
    assert refused.value.faults.keys() == {field}
    assert lines(casework) == []


def test_names_are_masked_and_contacts_left_out_unless_asked_for(casework: Casework) -> None:
    casework.complaints.add(ENTRY)
    assert "王**" in lines(casework)[0]
    assert "13800000007" not in lines(casework)[0]
    assert {"王䶮", "13800000007"} <= set(lines(casework, identities=True)[0])


@pytest.mark.parametrize("number", ["投诉2026-0009", "x", "投诉2026"])
def test_a_number_that_nobody_has_is_said(casework: Casework, number: str) -> None:
    with pytest.raises(ComplaintUnknown):
        casework.complaints.entry(number)


def test_complaints_count_in_no_table(casework: Casework, registered: str) -> None:
    before = casework.statistics.annual(2026)
    casework.complaints.add(replace(ENTRY, request=registered))
    after = casework.statistics.annual(2026)
    assert (after.table3, after.table4) == (before.table3, before.table4)


def test_a_channel_narrows_by_the_way_the_complaint_came(casework: Casework, registered: str) -> None:
    casework.complaints.add(replace(ENTRY, request=registered, channel=Channel.WEB))
    assert len(lines(casework, channel=Channel.WEB)) == 1
    assert lines(casework, channel=Channel.COUNTER) == []


def test_the_summary_names_complaints_in_a_section_of_their_own(casework: Casework) -> None:
    casework.complaints.add(ENTRY)
    view = casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31))
    section = next(section for section in view.sections if section.code == "complaints")
    assert {line.label: line.value for line in section.lines if line.value} == {"投诉": 1, "期末未办结": 1}


def test_the_summary_counts_complaints_and_each_figure_opens_them(
    casework: Casework, clock: Clock, registered: str
) -> None:
    first, _ = casework.complaints.add(replace(ENTRY, request=registered))
    casework.complaints.add(replace(ENTRY, kind=ComplaintKind.REPORT))
    clock.move_to(4, 2)
    casework.complaints.save(first, replace(ANSWERED, request=registered, closed_on=date(2026, 4, 1)))
    view = casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31))
    counted = {line.code: line for line in view.section("complaints").lines}
    assert {code: line.value for code, line in counted.items() if line.value} == {
        "complaints.complaint": 1,
        "complaints.report": 1,
        "complaints.founded": 1,
        "complaints.late": 1,
        "complaints.open": 2,
    }
    for line in counted.values():
        if line.behind[0] is not None:
            rows = casework.statistics.page(line.behind[0]).rows
            assert len(rows) == line.value
            assert all((row.number == registered) is row.opens for row in rows)
