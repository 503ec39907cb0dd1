"""A decision of review or court has a request answered anew: a second round of the same number, counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import FactView, Issued, Service
from desktop.casework.limits.proof_views import proof_terms
from desktop.casework.registers.register_views import Register, RegisterWanted, columns_of
from desktop.casework.steps.amendable import amend, amendable_events
from desktop.casework.steps.dispute_views import DisputeEntry
from desktop.casework.steps.disputes import DisputeRefused, Disputes
from desktop.casework.views import FieldType
from desktop.office import open_office
from desktop.rules.disputes import TakenUp
from resources.vocabulary import (
    DisputeKind,
    DisputeResult,
    EventKind,
    LetterKind,
    Outcome,
    State,
    Table3Column,
    Table3Row,
    Table4Column,
    Table4Group,
    WayOfService,
)
from tests.casework.conftest import Clock

FILED = DisputeEntry(kind=DisputeKind.REVIEW, filed_on=date(2026, 4, 20), body="海关总署")
DECIDED = replace(
    FILED, decided_on=date(2026, 6, 10), decision_served_on=date(2026, 6, 12), result=DisputeResult.CORRECTED
)
ARRIVED = date(2026, 6, 15)


def _typed(fact: FactView, today: date) -> Json:
    """Something that can stand for a missing fact."""
    if fact.choices:
        return fact.choices[0].code
    by_type: dict[FieldType, Json] = {
        FieldType.DATE: today.isoformat(),
        FieldType.NUMBER: 2,
        FieldType.TEXTS: ["某附件"],
        FieldType.YES_NO: True,
    }
    return by_type.get(fact.type, "某事实")


def reply(casework: Casework, number: str, outcome: Outcome, clock: Clock) -> Issued:
    """A reply with every fact it asks for, posted on its day."""
    draft = casework.letters.begin([number], outcome.letter, outcome).draft
    screen = casework.letters.screen(draft)
    values = {fact.name: _typed(fact, clock.day) for fact in screen.missing}
    issued = casework.letters.issue(replace(draft, values={**draft.values, **values}))
    casework.letters.serve(
        issued.letter.id, Service(way=WayOfService.POST, on=clock.day, posted_on=clock.day, tracking_number="EA1")
    )
    return issued


@pytest.fixture
def disputes(casework: Casework) -> Disputes:
    return Disputes(casework.context)


@pytest.fixture
def quashed(casework: Casework, disputes: Disputes, clock: Clock, registered: str) -> tuple[str, str]:
    """A request of 2 March, refused on 25 March, whose review of 20 April was decided on 10 June: number, dispute."""
    clock.move_to(3, 25)
    reply(casework, registered, Outcome.NONEXISTENT, clock)
    clock.move_to(4, 20)
    disputes.file(registered, FILED)
    clock.move_to(6, 16)
    return registered, disputes.of(registered).disputes[0].id


def test_the_decision_may_be_sued_while_the_request_is_answered_anew(
    casework: Casework, disputes: Disputes, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    view = disputes.of(number)
    assert (view.closed, view.silent, len(view.attacked)) == (None, False, 1)
    # 行政诉讼法 45: within 15 days of the decision, whatever the office replies anew.
    first = view.attacked[0][0]
    disputes.file(number, DisputeEntry(kind=DisputeKind.SUIT_AFTER_REVIEW, filed_on=ARRIVED, letter=first))
    table = casework.statistics.annual(2026).table4
    assert table[Table4Group.SUIT_AFTER_REVIEW][Table4Column.PENDING] == 1


def test_the_whole_limit_runs_anew_from_the_arrival_of_the_decision(
    casework: Casework, disputes: Disputes, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    case = casework.requests.case(number)
    # 20 working days after Monday 15 June; 19 June is off.
    assert case.limits.reply_due == date(2026, 7, 14)
    assert case.limits.clock_start == ARRIVED
    assert case.standing.state is State.OPEN
    proof = casework.requests.proof(number)
    assert "重新办理，期限自收到之日起重新计算" in proof.explanation


def test_the_day_that_the_decision_sets_goes_before_the_count(
    casework: Casework, disputes: Disputes, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    until = date(2026, 7, 1)
    assert "2026年7月1日以前答复" in disputes.again_due(number, DECIDED, TakenUp(received_on=ARRIVED, until=until))
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED, until=until))
    case = casework.requests.case(number)
    assert case.limits.reply_due == until
    # 条例 35 has nothing to do with it: the decision set the day.
    assert [term.label for term in proof_terms(case)][-1] == "决定限定的答复日"
    assert {day.rule for day in case.limits.days if day.count} == {"复议决定、裁判限定的期限"}
    extension = next(step for step in casework.requests.view(number).steps if step.kind is EventKind.EXTENDED)
    assert extension.reason == "复议决定、裁判限定在2026年7月1日以前答复，不能延期。"
    assert "决定限定在7月1日以前答复" in casework.requests.proof(number).explanation


def test_what_was_recorded_of_the_decision_can_be_corrected(
    casework: Casework, disputes: Disputes, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED, until=date(2026, 7, 1)))
    entry = next(entry for entry in amendable_events(casework.context, number) if entry.name == "重新办理")
    assert [(field.name, field.label) for field in entry.fields] == [
        ("on", "日期"),
        ("why", "原因"),
        ("received_on", "收到决定之日"),
        ("until", "限定答复日"),
        ("note", "备注"),
    ], "which review it was stands in the record of the review"
    amend(casework.context, number, entry.place, "until", "2026-07-03", "判决书写的是三日")
    assert casework.requests.case(number).limits.reply_due == date(2026, 7, 3)
    amended = next(item for item in casework.requests.view(number).timeline if item.kind is EventKind.AMENDED)
    assert "“重新办理”的限定答复日 改为 2026-07-03" in amended.facts


def test_it_stands_in_the_work_list_again_with_its_steps_open(
    casework: Casework, disputes: Disputes, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    assert number not in {row.number for row in casework.worklist.today().ours}
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    assert number in {row.number for row in casework.worklist.today().ours}
    steps = {step.kind: step.open for step in casework.steps.of(number)}
    assert steps[EventKind.REPLIED]
    assert steps[EventKind.EXTENDED]
    assert steps[EventKind.CONSULTED]


def test_the_new_reply_is_a_letter_of_its_own_and_the_first_result_keeps_its_place_in_the_tables(
    casework: Casework, disputes: Disputes, clock: Clock, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    before = casework.statistics.annual(2026)
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    open_again = casework.statistics.annual(2026)
    clock.move_to(7, 10)
    second = reply(casework, number, Outcome.NEEDS_CREATION, clock)
    after = casework.statistics.annual(2026)
    assert second.letter.kind is LetterKind.NEEDS_CREATION_REPLY
    with pdfplumber.open(BytesIO(second.paper.pdf)) as paper:
        text = "".join(page.extract_text() for page in paper.pages).replace("\n", "")
    assert "根据海关总署行政复议决定，本机关对该申请重新作出处理。" in text
    assert casework.requests.case(number).standing.state is State.FINISHED
    for tables in (open_again, after):
        assert tables.balanced
        assert tables.table3 == before.table3
        assert tables.cell(Table3Row.UNAVAILABLE_NOT_HELD, Table3Column.TOTAL) == 1
        assert tables.table4[Table4Group.REVIEW][Table4Column.CORRECTED] == 1
    assert casework.safekeeping.check().ok


def test_a_second_reply_that_is_not_sent_in_time_is_overdue(
    casework: Casework, disputes: Disputes, clock: Clock, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    clock.move_to(7, 15)
    assert casework.requests.case(number).standing.working_days_left == -1


def test_the_new_reply_can_be_attacked_again(
    casework: Casework, disputes: Disputes, clock: Clock, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    clock.move_to(7, 10)
    second = reply(casework, number, Outcome.NEEDS_CREATION, clock)
    disputes.file(number, replace(FILED, filed_on=clock.day))
    with casework.context.store.reading() as reading:
        letters = {one.id: one.letter for one in reading.disputes_of("天津海关", number)}
    assert letters[disputes.of(number).disputes[1].id] == second.letter.id


@pytest.mark.parametrize(
    ("entry", "taken", "fault"),
    [
        (replace(DECIDED, result=DisputeResult.UPHELD), TakenUp(received_on=ARRIVED), "result"),
        (DECIDED, TakenUp(received_on=date(2026, 6, 9)), "received_on"),
        (DECIDED, TakenUp(received_on=date(2026, 6, 17)), "received_on"),
        (DECIDED, TakenUp(received_on=ARRIVED, until=date(2026, 6, 14)), "until"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_is_kept(
    casework: Casework,
    disputes: Disputes,
    quashed: tuple[str, str],
    entry: DisputeEntry,
    taken: TakenUp,
    fault: str,
) -> None:
    number, dispute = quashed
    with pytest.raises(DisputeRefused) as refused:
        disputes.go_on(number, dispute, entry, taken)
    assert refused.value.field == fault
    assert disputes.of(number).disputes[0].entry.result is None
    assert casework.requests.case(number).standing.state is State.FINISHED


def test_a_decision_takes_a_request_up_only_once(
    disputes: Disputes, clock: Clock, casework: Casework, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    assert disputes.of(number).disputes[0].taken_up
    clock.move_to(7, 10)
    reply(casework, number, Outcome.NEEDS_CREATION, clock)
    with pytest.raises(DisputeRefused):
        disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))


@pytest.mark.parametrize("voided", [False, True])
def test_a_decision_recorded_by_mistake_takes_its_new_round_back(
    casework: Casework, disputes: Disputes, clock: Clock, quashed: tuple[str, str], tmp_path: Path, voided: bool
) -> None:
    number, dispute = quashed
    before = casework.statistics.annual(2026).table3
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    upheld = replace(DECIDED, result=DisputeResult.UPHELD)
    if voided:
        disputes.void(number, dispute, "记错了申请")
    else:
        assert disputes.effect(number, upheld, dispute).startswith("撤销")
        disputes.go_on(number, dispute, upheld)
    case = casework.requests.case(number)
    assert (case.standing.state, case.limits.course.first_result) == (State.FINISHED, None)
    assert not disputes.of(number).disputes[0].taken_up
    tables = casework.statistics.annual(2026)
    assert tables.table3 == before
    assert tables.table4[Table4Group.REVIEW][Table4Column.CORRECTED] == 0
    assert tables.table4[Table4Group.REVIEW][Table4Column.UPHELD] == (not voided)
    assert any("撤销重新办理" in str(line) for line in casework.requests.view(number).timeline)
    casework.exchange.write(tmp_path / "office.jsonl")
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(tmp_path / "office.jsonl")
        assert other.casework.requests.case(number).standing.state is State.FINISHED
    finally:
        other.close()
    if not voided:
        # Mended once more, it is taken up as before.
        disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
        assert casework.requests.case(number).standing.state is State.OPEN


def test_a_new_round_that_went_on_is_not_taken_back(
    casework: Casework, disputes: Disputes, clock: Clock, quashed: tuple[str, str]
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED))
    reply(casework, number, Outcome.NEEDS_CREATION, clock)
    with pytest.raises(DisputeRefused, match="后续步骤"):
        disputes.go_on(number, dispute, replace(DECIDED, result=DisputeResult.OTHER))
    with pytest.raises(DisputeRefused, match="后续步骤"):
        disputes.void(number, dispute, "记错了申请")
    assert disputes.of(number).disputes[0].entry.result is DisputeResult.CORRECTED


def test_a_second_round_goes_to_another_office_and_counts_there_alike(
    casework: Casework, disputes: Disputes, clock: Clock, quashed: tuple[str, str], tmp_path: Path
) -> None:
    number, dispute = quashed
    disputes.go_on(number, dispute, DECIDED, TakenUp(received_on=ARRIVED, until=date(2026, 7, 1)))
    casework.exchange.write(tmp_path / "office.jsonl")
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(tmp_path / "office.jsonl")
        assert other.casework.requests.case(number).limits.reply_due == date(2026, 7, 1)
        assert other.casework.statistics.annual(2026).table3 == casework.statistics.annual(2026).table3
        other.casework.exchange.write(tmp_path / "back.jsonl")
        counts = casework.exchange.read(tmp_path / "back.jsonl")[0]
        assert (counts.requests, counts.updated) == (0, 0)
    finally:
        other.close()


def test_a_late_first_result_keeps_its_own_limit_wherever_it_is_told(
    casework: Casework, disputes: Disputes, clock: Clock, registered: str
) -> None:
    # Received on 2 March, due on 30 March, posted on 2 April: three working days late.
    clock.move_to(4, 2)
    reply(casework, registered, Outcome.NONEXISTENT, clock)
    clock.move_to(4, 20)
    disputes.file(registered, FILED)
    clock.move_to(6, 16)
    disputes.go_on(registered, disputes.of(registered).disputes[0].id, DECIDED, TakenUp(received_on=ARRIVED))

    def late() -> list[tuple[object, ...]]:
        wanted = RegisterWanted(which=Register.LATE)
        codes = [column.code for column in columns_of(Register.LATE)]
        lines = [dict(zip(codes, line.cells, strict=True)) for line in casework.registers.page(wanted).lines]
        return [(line["due_on"], line["completed_on"], line["late_days"]) for line in lines]

    assert late() == [(date(2026, 3, 30), date(2026, 4, 2), 3)]
    told = [line.why for line in casework.statistics.cells(registered).lines if "办结，答复期限" in line.why]
    assert told == ["2026年4月2日 办结，答复期限 2026年3月30日，用时 23 个工作日"]
    # The new reply was due on 14 July.
    clock.move_to(7, 16)
    assert late() == [(date(2026, 7, 14), None, 2)]
