"""Reviews and suits: recorded once there is something to attack, with our limit for the answer, counted in table 四."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.casework.casework import Casework
from desktop.casework.registers.register_views import Narrowed, Register, RegisterWanted
from desktop.casework.requests.requests import RequestFilter, Standing
from desktop.casework.steps.dispute_views import DisputeEntry, DisputeView
from desktop.casework.steps.disputes import DisputeRefused, Disputes, DisputeVoid
from desktop.casework.views import TodayGroup
from desktop.office import open_office
from desktop.rules.disputes import TakenUp
from desktop.rules.remedies import ProcedureKind
from resources.vocabulary import Band, DisputeKind, DisputeResult, EventKind, Outcome
from tests.casework.conftest import Clock
from tests.casework.test_second_rounds import reply

FILED = date(2026, 4, 8)
COPY = date(2026, 4, 13)


@pytest.fixture
def disputes(casework: Casework) -> Disputes:
    return Disputes(casework.context)


@pytest.fixture
def silent(casework: Casework, clock: Clock, registered: str) -> str:
    """A request that was not answered in time: due on 30 March."""
    clock.move_to(4, 13)
    return registered


def only(disputes: Disputes, number: str) -> DisputeView:
    (view,) = disputes.of(number).disputes
    return view


def test_before_a_result_and_within_the_limit_there_is_nothing_to_attack(
    disputes: Disputes, clock: Clock, registered: str
) -> None:
    assert disputes.of(registered).closed is not None
    with pytest.raises(DisputeRefused):
        disputes.file(registered, DisputeEntry(filed_on=clock.day))


def test_silence_can_be_attacked_from_the_day_after_the_limit(
    disputes: Disputes, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 30)
    assert disputes.of(registered).closed is not None
    clock.move_to(3, 31)
    assert disputes.of(registered).closed is None


def test_a_result_can_be_attacked_at_once(demonstration: Casework) -> None:
    finished = demonstration.requests.page(RequestFilter(standing=Standing.FINISHED)).rows[0]
    assert Disputes(demonstration.context).of(finished.number).closed is None


@pytest.mark.parametrize(
    ("kind", "procedure", "due"),
    [
        (DisputeKind.REVIEW, ProcedureKind.ORDINARY, date(2026, 4, 27)),
        (DisputeKind.REVIEW, ProcedureKind.SIMPLE, date(2026, 4, 20)),
        (DisputeKind.SUIT_DIRECT, ProcedureKind.ORDINARY, date(2026, 4, 28)),
    ],
)
def test_our_answer_has_its_own_limit(
    disputes: Disputes, silent: str, kind: DisputeKind, procedure: ProcedureKind, due: date
) -> None:
    entry = DisputeEntry(kind=kind, filed_on=FILED, copy_received_on=COPY, procedure=procedure)
    told = f"2026年4月{due.day}日"
    assert told in disputes.effect(silent, entry)
    disputes.file(silent, entry)
    view = only(disputes, silent)
    assert view.answer_due == due
    assert told in view.line


def test_nothing_is_attacked_before_it_is_there(
    disputes: Disputes, casework: Casework, clock: Clock, silent: str
) -> None:
    due = casework.requests.case(silent).limits.reply_due
    assert due is not None
    for refuse in (disputes.effect, disputes.file):
        with pytest.raises(DisputeRefused, match="答复期限也未届满"):
            refuse(silent, DisputeEntry(filed_on=due))
    disputes.file(silent, DisputeEntry(filed_on=due + timedelta(days=1)))
    known = disputes.of(silent).disputes[0]
    with pytest.raises(DisputeRefused, match="答复期限也未届满"):
        disputes.go_on(silent, known.id, DisputeEntry(filed_on=due))


def test_the_duty_stands_in_today_until_the_answer_was_sent(
    disputes: Disputes, casework: Casework, clock: Clock, silent: str
) -> None:
    entry = DisputeEntry(filed_on=FILED, copy_received_on=COPY, procedure=ProcedureKind.SIMPLE)
    disputes.file(silent, entry)
    clock.move_to(4, 17)
    duty = next(row for row in casework.worklist.today().ours if row.content.startswith("复议答复"))
    assert (duty.number, duty.band, duty.badge, duty.due_on) == (silent, Band.RED, "复议 余 1 天", date(2026, 4, 20))
    clock.move_to(4, 20)
    assert only(disputes, silent).badge == "复议 今日到期"
    clock.move_to(4, 21)
    assert (only(disputes, silent).band, only(disputes, silent).badge) == (Band.OVERDUE, "复议逾期 1 天")
    today = casework.worklist.today()
    overdue = next(count for count in today.counts if count.group is TodayGroup.OVERDUE)
    assert overdue.figure == 2, "the silent reply and the answer to the review"
    assert sorted(row.duty != "" for row in today.rows_of(TodayGroup.OVERDUE)) == [False, True]
    disputes.go_on(silent, only(disputes, silent).id, replace(entry, answered_on=date(2026, 4, 20)))
    assert only(disputes, silent).band is None
    assert not any(row.content.startswith("复议答复") for row in casework.worklist.today().ours)


def test_a_decision_ends_the_duty_and_opens_the_limit_of_the_suit(
    disputes: Disputes, casework: Casework, clock: Clock, silent: str
) -> None:
    entry = DisputeEntry(filed_on=FILED, copy_received_on=COPY)
    disputes.file(silent, entry)
    clock.move_to(6, 10)
    decided = replace(
        entry,
        decided_on=date(2026, 6, 5),
        decision_served_on=date(2026, 6, 8),
        result=DisputeResult.CORRECTED,
    )
    disputes.go_on(silent, only(disputes, silent).id, decided)
    view = only(disputes, silent)
    assert (view.band, view.suit_due) == (None, date(2026, 6, 23))
    review = casework.statistics.annual(2026).table4["review"]
    assert (review["corrected"], review["pending"], review["total"]) == (1, 0, 1)


def test_the_history_says_what_was_recorded(disputes: Disputes, casework: Casework, silent: str) -> None:
    disputes.file(silent, DisputeEntry(filed_on=FILED, body="海关总署"))
    newest = casework.requests.view(silent).timeline[0]
    assert newest.kind is EventKind.NOTED
    assert newest.note == "登记复议、诉讼：行政复议；海关总署；2026年4月8日提出"
    assert casework.safekeeping.check().ok


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"filed_on": date(2026, 4, 14)}, "filed_on"),
        ({"copy_received_on": date(2026, 4, 7)}, "copy_received_on"),
        ({"answered_on": date(2026, 4, 9)}, "answered_on"),
        ({"decided_on": date(2026, 4, 10)}, "result"),
        ({"result": DisputeResult.UPHELD}, "decided_on"),
        ({"decision_served_on": date(2026, 4, 10)}, "decision_served_on"),
    ],
)
def test_what_cannot_be_is_refused(disputes: Disputes, silent: str, wrong: dict[str, object], field: str) -> None:
    entry = replace(DisputeEntry(filed_on=FILED), **wrong)
    with pytest.raises(DisputeRefused) as refused:
        disputes.file(silent, entry)
    assert refused.value.field == field
    assert disputes.of(silent).disputes == ()


def test_an_answer_goes_to_another_office(
    disputes: Disputes, casework: Casework, clock: Clock, silent: str, tmp_path: Path
) -> None:
    entry = DisputeEntry(filed_on=FILED, copy_received_on=COPY, procedure=ProcedureKind.SIMPLE)
    disputes.file(silent, entry)
    casework.exchange.write(tmp_path / "before.jsonl")
    disputes.go_on(silent, only(disputes, silent).id, replace(entry, answered_on=COPY))
    casework.exchange.write(tmp_path / "after.jsonl")
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        for name in ("before.jsonl", "after.jsonl"):
            other.casework.exchange.read(tmp_path / name)
        assert only(Disputes(other.casework.context), silent).entry == replace(entry, answered_on=COPY)
    finally:
        other.close()


def test_one_recorded_by_mistake_stays_with_the_reason_and_counts_nowhere(
    casework: Casework, disputes: Disputes, silent: str, tmp_path: Path, clock: Clock
) -> None:
    before = casework.statistics.annual(2026).table4
    disputes.file(silent, DisputeEntry(filed_on=FILED, copy_received_on=COPY))
    with pytest.raises(DisputeRefused):
        disputes.void(silent, only(disputes, silent).id, " ")
    disputes.void(silent, only(disputes, silent).id, "记错了申请")
    view = only(disputes, silent)
    assert (view.void, view.line, view.band) == (True, "登记作废：记错了申请", None)
    assert casework.statistics.annual(2026).table4 == before
    assert not [row for row in casework.worklist.today().ours if row.badge.startswith("复议")]
    section = casework.statistics.summary(date(2026, 4, 1), date(2026, 4, 30)).section("remedies")
    assert not any(line.value for line in section.lines)
    [line] = casework.registers.page(RegisterWanted(which=Register.DISPUTES, state=Narrowed.VOID)).lines
    assert line.void
    assert line.cells[-1] == "登记作废：记错了申请"
    assert casework.registers.page(RegisterWanted(which=Register.DISPUTES, state=Narrowed.PENDING)).total == 0
    with pytest.raises(DisputeVoid):
        disputes.void(silent, view.id, "再次作废")
    with pytest.raises(DisputeVoid):
        disputes.go_on(silent, view.id, DisputeEntry(filed_on=FILED))
    assert casework.safekeeping.check().ok


def test_a_dispute_voided_since_the_last_file_is_void_at_the_other_office_too(
    casework: Casework, disputes: Disputes, silent: str, tmp_path: Path, clock: Clock
) -> None:
    disputes.file(silent, DisputeEntry(filed_on=FILED))
    casework.exchange.write(tmp_path / "a.jsonl")
    disputes.void(silent, only(disputes, silent).id, "记错了申请")
    casework.exchange.write(tmp_path / "b.jsonl")
    casework.exchange.write(tmp_path / "c.jsonl", deidentify=True)
    assert "记错了申请" not in (tmp_path / "c.jsonl").read_text(encoding="utf-8")
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        for name, void in (("a", False), ("b", True), ("a", True)):
            other.casework.exchange.read(tmp_path / f"{name}.jsonl")
            assert only(Disputes(other.casework.context), silent).void is void
    finally:
        other.close()


def test_the_reply_that_is_attacked_is_named_and_can_be_an_earlier_one(
    casework: Casework, disputes: Disputes, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 25)
    first = reply(casework, registered, Outcome.NONEXISTENT, clock).letter
    clock.move_to(4, 20)
    disputes.file(registered, DisputeEntry(filed_on=clock.day))
    assert only(disputes, registered).line.startswith(f"针对{first.number}；")
    decided = replace(only(disputes, registered).entry, decided_on=clock.day, result=DisputeResult.CORRECTED)
    disputes.go_on(registered, only(disputes, registered).id, decided, TakenUp(received_on=clock.day))
    clock.move_to(4, 22)
    second = reply(casework, registered, Outcome.NEEDS_CREATION, clock).letter
    view = disputes.of(registered)
    assert view.attacked == ((second.id, second.number), (first.id, first.number))
    entry = DisputeEntry(kind=DisputeKind.SUIT_AFTER_REVIEW, filed_on=clock.day)
    disputes.file(registered, entry)
    disputes.file(registered, replace(entry, letter=first.id))
    lines = [one.line.split("；")[0] for one in disputes.of(registered).disputes[1:]]
    assert lines == [f"针对{second.number}", f"针对{first.number}"]
    with pytest.raises(DisputeRefused, match="重新办理"):
        disputes.void(registered, view.disputes[0].id, "记错了申请")
