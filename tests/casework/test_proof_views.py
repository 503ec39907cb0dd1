"""The reckoning of the request in picture 06."""

from __future__ import annotations

from datetime import date

from desktop.casework.casework import Casework
from desktop.casework.views import ProofMark


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
