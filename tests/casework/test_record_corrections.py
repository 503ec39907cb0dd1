"""更正申请 (条例 41): its own steps, results and letter; it counts in no table; exchange files carry it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import CheckItem
from desktop.casework.requests.requests import RequestFilter, Standing
from desktop.casework.steps.steps import StepNotAllowed
from desktop.office import open_office
from resources.vocabulary import EventKind, LetterKind, Matter, Outcome, State, Table3Column, Table3Row
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_file_papers import text_of

EVIDENCE = "营业执照副本复印件"


@pytest.fixture
def correction(casework: Casework, make_draft: MakeDraft) -> str:
    """The number of a record correction that was registered today."""
    draft = make_draft(
        record_correction=True,
        evidence=EVIDENCE,
        content="企业注册登记信息中的法定代表人姓名",
        document_title="企业注册登记信息",
        medium=None,
    )
    return casework.intake.register(draft).number


def answered(casework: Casework, number: str, outcome: Outcome = Outcome.RECORD_CORRECTED) -> str:
    screen = casework.letters.begin([number], LetterKind.RECORD_CORRECTION_REPLY, outcome)
    values: dict[str, Json] = {"corrected_from": "张洁芳", "corrected_to": "张杰芳", "reason": "证据与原始单证不符"}
    return casework.letters.issue(replace(screen.draft, values=values)).letter.id


def test_it_is_registered_with_its_evidence_and_twenty_working_days(casework: Casework, correction: str) -> None:
    case = casework.requests.case(correction)
    assert case.request.matter is Matter.RECORD_CORRECTION
    assert str(case.limits.reply_due) == "2026-03-30"
    view = casework.requests.view(correction)
    assert view.subtitle.startswith("更正申请・")
    assert f"证据：{EVIDENCE}" in view.timeline[1].facts


def test_its_receipt_says_what_it_is(casework: Casework, correction: str) -> None:
    with casework.context.store.reading() as reading:
        (receipt,) = reading.letters_of("天津海关", correction)
    assert receipt.title == "政府信息更正申请登记回执"
    text = text_of(casework.letters.pdf(receipt.id).pdf)
    assert "提出的更正申请，内容为" in text
    assert "第四十一条的规定审核" in text


def test_missing_evidence_stops_no_registration(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft(record_correction=True, medium=None)
    preview = casework.intake.preview(draft)
    assert preview.ready
    evidence = preview.checks[-1]
    assert (evidence.item, evidence.complete, len(preview.checks)) == (CheckItem.EVIDENCE, False, 4)
    assert casework.intake.register(draft).number


def test_steps_of_disclosure_are_closed_in_the_words_of_the_rule(casework: Casework, correction: str) -> None:
    steps = {step.kind: step for step in casework.steps.of(correction)}
    for kind in (EventKind.EXTENDED, EventKind.CONSULTED, EventKind.CORRECTION_REQUESTED, EventKind.FEE_NOTICED):
        assert "条例第四十一条" in (steps[kind].reason or "")
    assert steps[EventKind.REPLIED].outcomes == (
        Outcome.RECORD_CORRECTED,
        Outcome.RECORD_REFUSED,
        Outcome.RECORD_PASSED_ON,
    )
    assert steps[EventKind.REPLIED].recommended
    assert steps[EventKind.HANDED_OVER].open
    with pytest.raises(StepNotAllowed, match="第四十一条"):
        casework.letters.begin([correction], LetterKind.DISCLOSURE_REPLY)
    with pytest.raises(StepNotAllowed, match="第四十一条"):
        casework.steps.record(correction, EventKind.CONSULTED, date(2026, 3, 2), {"ref": "1", "party": "third_party"})


def test_a_request_for_disclosure_has_none_of_its_results(casework: Casework, registered: str) -> None:
    replied = next(step for step in casework.steps.of(registered) if step.kind is EventKind.REPLIED)
    assert not {Outcome.RECORD_CORRECTED, Outcome.RECORD_REFUSED} & {*replied.outcomes}
    assert not {outcome for outcome, _ in replied.closed_outcomes} & {Outcome.RECORD_CORRECTED}
    with pytest.raises(StepNotAllowed, match="更正申请的结果"):
        casework.letters.begin([registered], LetterKind.RECORD_CORRECTION_REPLY)


def test_its_letter_knows_record_and_evidence_and_carries_the_remedy(casework: Casework, correction: str) -> None:
    letter = answered(casework, correction)
    text = text_of(casework.letters.pdf(letter).pdf)
    assert f"您提供的证据为：{EVIDENCE}。" in text
    assert "原记录为“张洁芳”，更正为“张杰芳”" in text
    assert "6个月内" in text
    assert casework.requests.view(correction).state is State.AWAITING_SERVICE


def test_it_counts_in_no_table_and_is_counted_apart(casework: Casework, correction: str, registered: str) -> None:
    answered(casework, correction)
    annual = casework.statistics.annual(2026)
    assert annual.cell(Table3Row.RECEIVED, Table3Column.TOTAL) == 1
    assert annual.cell(Table3Row.TOTAL, Table3Column.TOTAL) == 0
    assert "本月新收 1 件" in casework.worklist.today().headline
    assert [row.number for row in casework.worklist.rows()] == [correction, registered]
    only = casework.requests.page(RequestFilter(standing=Standing.ALL, matter=Matter.RECORD_CORRECTION))
    assert [(row.number, row.content[:6]) for row in only.rows] == [(correction, "〔更正申请〕")]
    summary = casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31))
    line = next(line for line in summary.process if line.code == "record_corrections")
    assert (line.value, line.note) == (1, "办结 1：更正 1、不改 0、转 0")
    assert next(figure for figure in summary.figures if figure.code == "average_days").value is None


def test_it_goes_out_and_comes_in_with_exchange_files(
    casework: Casework, correction: str, tmp_path: Path, clock: Clock
) -> None:
    answered(casework, correction, Outcome.RECORD_REFUSED)
    casework.exchange.write(tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    told = next(line for line in lines if line["type"] == "request")
    assert told["matter"] == "record_correction"
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(tmp_path / "out.jsonl")
        request = other.casework.requests.case(correction).request
        assert request.matter is Matter.RECORD_CORRECTION
        assert request.events[1].facts["evidence"] == EVIDENCE
        annual = other.casework.statistics.annual(2026)
        assert annual.cell(Table3Row.RECEIVED, Table3Column.TOTAL) == 0
    finally:
        other.close()


def test_withdrawing_it_is_told_as_what_it_is(casework: Casework, correction: str) -> None:
    screen = casework.letters.begin([correction], LetterKind.TERMINATION_NOTICE)
    issued = casework.letters.issue(replace(screen.draft, values={"withdrawal_proof": "signed"}))
    assert issued.letter.title == "政府信息更正申请终止办理告知书"
    assert "撤回该申请" in text_of(issued.paper.pdf)
