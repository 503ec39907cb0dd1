"""The reckoning of the request in picture 06."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from desktop.casework.casework import Casework
from desktop.casework.limits.limit_proof_views import LimitUnknown
from desktop.casework.office.reckoning import ProofMark, ProofView
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_exchange_reading import CORRECTION, HEADER, request

ProofOf = Callable[..., ProofView]


@pytest.fixture
def proof_of(casework: Casework, clock: Clock, tmp_path: Path) -> ProofOf:
    """The reckoning, on 1 April, of a request of 2 March with these further events."""

    def prove(*events: dict[str, Any]) -> ProofView:
        clock.move_to(4, 1)
        lines = (HEADER, request(*events))
        path = tmp_path / "one.jsonl"
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        casework.exchange.read(path)
        return casework.requests.proof("2026-0001")

    return prove


def test_the_limit_is_a_sum_in_one_line(demonstration: Casework) -> None:
    proof = demonstration.requests.proof("0200-2026-0110")
    assert [(term.label, term.value) for term in proof.terms] == [
        ("收到日（不计入）", "9月8日 周二"),
        ("法定期限", "20 个工作日"),
        ("停止计算 09-17 至 09-29", "9 个工作日"),
    ]
    assert proof.result is not None
    assert (proof.result.label, proof.result.value) == ("第 29 个工作日", "10月23日 周五")
    assert (proof.standing.label, proof.standing.value) == ("今日 10-16", "已用 15，余 5")


def test_every_calendar_day_has_its_number_or_its_reason(demonstration: Casework) -> None:
    lines = {line.day: line for line in demonstration.requests.proof("0200-2026-0110").lines}
    assert len(lines) == (date(2026, 10, 23) - date(2026, 9, 8)).days + 1
    assert (lines[date(2026, 9, 8)].count, lines[date(2026, 9, 8)].rule) == ("–", "条例第三十一条")
    assert (lines[date(2026, 9, 9)].count, lines[date(2026, 9, 9)].why) == ("1", "工作日")
    assert lines[date(2026, 9, 9)].rule == "条例第三十三条第二款"
    assert lines[date(2026, 9, 12)].why == "周末"
    assert (lines[date(2026, 9, 20)].count, lines[date(2026, 9, 20)].rule) == ("停", "条例第三十三条第三款")
    assert "国庆" in lines[date(2026, 10, 1)].why
    assert lines[date(2026, 10, 23)].count == "20"


def test_the_months_mark_start_use_standstill_and_last_day(demonstration: Casework) -> None:
    months = demonstration.requests.proof("0200-2026-0110").months
    assert [(month.year, month.month, len(month.days)) for month in months] == [(2026, 9, 30), (2026, 10, 31)]
    days = {day.day: day for month in months for day in month.days}
    marks = [days[date(2026, 9, day)].mark for day in (7, 8, 9, 12, 17)]
    assert marks == [ProofMark.OUTSIDE, ProofMark.START, ProofMark.USED, ProofMark.NOT_COUNTED, ProofMark.STOPPED]
    assert [days[date(2026, 10, day)].mark for day in (19, 23)] == [ProofMark.LEFT, ProofMark.LAST]
    assert (days[date(2026, 9, 8)].note, days[date(2026, 9, 20)].corner) == ("收到日", "班")
    assert (days[date(2026, 10, 1)].corner, days[date(2026, 10, 2)].note) == ("休", None)
    assert days[date(2026, 10, 16)].is_today


def test_the_standstill_is_explained(demonstration: Casework) -> None:
    proof = demonstration.requests.proof("0200-2026-0110")
    assert proof.explanation_title == "停止计算怎样得出"
    assert "9月16日发出" in proof.explanation
    assert "第 15 个工作日，即10月14日，未触及" in proof.explanation


def test_without_a_limit_the_reckoning_says_why(demonstration: Casework) -> None:
    proof = demonstration.requests.proof("0200-2026-0126")
    assert (proof.result, proof.badge) == (None, "申请人补正")
    assert proof.error == "已告知补正，申请人最迟于2026年10月20日补正；答复期限自收到补正之日起重新计算"


def test_after_a_correction_the_reckoning_starts_with_it(proof_of: ProofOf) -> None:
    proof = proof_of(CORRECTION, {"kind": "corrected", "on": "2026-03-10"})
    assert (proof.lines[0].why, proof.lines[0].rule) == ("收到补正之日，当日不计入", "条例第三十条")
    assert start_note(proof) == "收到补正"
    assert proof.explanation.startswith(
        "申请于3月2日收到，补正于3月10日收到；答复期限自收到补正之日起重新计算，当日不计（条例第三十条）。此后每个工作日"
    )


def test_after_a_payment_the_reckoning_starts_with_it(proof_of: ProofOf) -> None:
    proof = proof_of({"kind": "fee_noticed", "on": "2026-03-03"}, {"kind": "fee_paid", "on": "2026-03-11"})
    assert (proof.lines[0].why, proof.lines[0].rule) == ("缴费之日，当日不计入", "国办函〔2020〕109号")
    assert start_note(proof) == "缴费日"
    assert proof.explanation.startswith(
        "申请于3月2日收到，3月11日缴费；答复期限自缴费次日起重新计算（国办函〔2020〕109号第六条）。此后每个工作日"
    )


def test_a_standstill_after_a_correction_is_explained_after_it(proof_of: ProofOf) -> None:
    consulted = {"kind": "consulted", "on": "2026-03-12", "ref": "1", "party": "third_party"}
    proof = proof_of(CORRECTION, {"kind": "corrected", "on": "2026-03-10"}, consulted)
    assert "自收到补正之日起重新计算，当日不计（条例第三十条）。意见书3月12日发出" in proof.explanation


def test_an_inquiry_that_ended_before_the_limit_started_anew_is_not_in_its_reckoning(proof_of: ProofOf) -> None:
    proof = proof_of(
        {"kind": "correction_requested", "on": "2026-03-04", "items": ["年份"], "allowed_days": 10},
        {"kind": "consulted", "on": "2026-03-04", "ref": "1", "party": "third_party", "received_on": "2026-03-05"},
        {"kind": "opinion_received", "on": "2026-03-09", "ref": "1"},
        {"kind": "corrected", "on": "2026-03-10"},
    )
    assert proof.explanation_title == "期限怎样得出"
    assert "意见书" not in proof.explanation
    assert all(line.count != "停" for line in proof.lines)


def test_a_limit_in_a_december_that_awaits_the_next_notice_is_said_to_be_provisional(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    said = "2026年12月1日属于尚待 2027 年放假安排确定的 12 月，这个期限暂定，通知载入后可能变动"
    for day, provisional in ((2, False), (3, True)):
        clock.move_to(11, day)
        number = casework.intake.register(make_draft()).number
        assert casework.requests.view(number).limit.provisional == (said if provisional else None)
        assert casework.requests.proof(number).explanation.endswith(f"{said}。") is provisional


def test_a_delay_that_was_told_takes_the_place_of_the_count(proof_of: ProofOf) -> None:
    proof = proof_of(
        {"kind": "reasons_requested", "on": "2026-03-03"},
        {"kind": "reasons_given", "on": "2026-03-05"},
        {"kind": "delay_fixed", "on": "2026-03-06", "until": "2026-04-30"},
    )
    assert proof.explanation.endswith("已告知申请人延迟至4月30日答复，以该日代替答复期限（条例第三十五条）。")


def start_note(proof: ProofView) -> str | None:
    return next(day.note for month in proof.months for day in month.days if day.mark is ProofMark.START)


def test_every_limit_can_be_shown_and_printed(casework: Casework, registered: str) -> None:
    reply = casework.requests.proof(registered)
    assert [(choice.key, str(choice.due)) for choice in reply.choices] == [
        ("reply", "2026-03-30"),
        ("correction_notice", "2026-03-11"),
    ]
    notice = casework.requests.proof(registered, "correction_notice")
    assert notice.limit_name == "补正告知期限"
    assert [term.value for term in notice.terms] == ["3月2日 周一", "7 个工作日"]
    assert notice.result is not None
    assert (notice.result.label, notice.result.value) == ("第 7 个工作日", "3月11日 周三")
    assert (notice.lines[0].why, notice.lines[-1].count) == ("收到日，当日不计入", "7")
    marks = {day.day.day: day.mark for day in notice.months[0].days}
    assert (marks[2], marks[3], marks[7], marks[11]) == (
        ProofMark.START,
        ProofMark.LEFT,
        ProofMark.NOT_COUNTED,
        ProofMark.LAST,
    )
    with pdfplumber.open(BytesIO(casework.requests.proof_paper(registered, "correction_notice").pdf)) as paper:
        text = "".join(page.extract_text() for page in paper.pages)
    assert "补正告知期限" in text
    assert "2026-03-11" in text


def test_an_unknown_limit_names_those_there_are(casework: Casework, registered: str) -> None:
    with pytest.raises(LimitUnknown, match="correction_notice"):
        casework.requests.proof(registered, "fee")
