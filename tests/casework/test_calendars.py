"""The office changes its calendar: notices as text, single days, the second person, and who is told of what."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from db.records import Event
from db.row_filters import RowFilter
from desktop.casework.calendar.calendars import CheckRefused, DayChangeRefused, LoaderNotNamed
from desktop.casework.calendar.moved_limits import NothingMoved
from desktop.casework.casework import Casework
from desktop.rules.projection import project
from desktop.rules.working_days import CalendarMissing
from resources.calendars import CalendarFileError
from resources.vocabulary import EventKind
from tests.casework.conftest import Clock, MakeDraft

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知（测试，虚构）
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
"""
TUESDAY = date(2026, 3, 17)


def days_in(casework: Casework, year: int) -> dict[date, Any]:
    return {day.day: day for month in casework.calendars.year(year).months for day in month.days}


def basis(casework: Casework, year: int) -> dict[str, str]:
    return dict(casework.calendars.year(year).basis)


def free_tuesday(casework: Casework) -> None:
    change = casework.calendars.preview_day(TUESDAY, working=False, why="台风停工")
    casework.calendars.confirm(change, by="何正")


def test_the_text_of_a_notice_dates_the_open_requests(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    clock.move_to(12, 10)
    number = casework.intake.register(make_draft()).number
    change = casework.calendars.preview(NOTICE)
    assert [(move.number, move.old, move.new) for move in change.moves] == [(number, None, date(2027, 1, 8))]
    casework.calendars.confirm(change, by="何正")
    assert casework.requests.view(number).limit.due_on == date(2027, 1, 8)
    assert basis(casework, 2027)["出处"] == "粘贴的通知全文"
    assert casework.calendars.year(2027).wording == NOTICE.strip()


ADJUSTING = """国务院办公厅关于调整2026年清明节假期安排的通知（测试，虚构）
经国务院批准，现将调整2026年清明节假期安排通知如下。
4月3日（星期五）至6日（星期一）放假调休，共4天。3月28日（星期六）上班。
各地区、各部门要妥善安排好值班。
国务院办公厅
2026年3月10日
"""


def test_a_notice_that_adjusts_one_holiday_is_previewed_and_confirmed_as_any_other(
    casework: Casework, registered: str
) -> None:
    """The 20th working day after 2 March is Monday 30 March; with Saturday 28 March worked, it is that Saturday."""
    change = casework.calendars.preview(ADJUSTING)
    assert [(move.day, move.old, move.new) for move in change.days] == [
        (date(2026, 3, 28), "周末", "调休上班"),
        (date(2026, 4, 3), "工作日", "清明节"),
    ]
    assert [(move.number, move.old, move.new) for move in change.moves] == [
        (registered, date(2026, 3, 30), date(2026, 3, 28))
    ]
    casework.calendars.confirm(change, by="何正")
    assert "国务院办公厅关于调整2026年清明节假期安排的通知" in casework.requests.view(registered).timeline[0].facts
    assert basis(casework, 2026)["通知"] == "国务院办公厅关于2026年部分节假日安排的通知"
    assert basis(casework, 2026)["调整"].endswith("2026-03-10")
    assert casework.calendars.year(2026).to_check
    assert ADJUSTING.strip() in str(casework.calendars.year(2026).wording)
    assert casework.safekeeping.check().ok


def test_a_year_that_is_not_loaded_cannot_be_adjusted(casework: Casework) -> None:
    with pytest.raises(CalendarFileError, match="2027 年的放假安排尚未载入"):
        casework.calendars.preview("国务院办公厅关于延长2027年春节假期的通知\n延长2027年春节假期至2月12日。")


def test_a_changed_day_moves_the_limits_that_run_over_it(casework: Casework, registered: str) -> None:
    before = casework.requests.view(registered).limit.due_on
    change = casework.calendars.preview_day(TUESDAY, working=False, why=" 台风停工 ")
    assert [(move.day, move.old, move.new) for move in change.days] == [(TUESDAY, "工作日", "放假（本关调整）")]
    assert [(move.number, move.old, move.days) for move in change.moves] == [(registered, before, 1)]
    assert change.recount is not None
    assert [(day.day.day, day.old, day.new) for day in change.recount.days[-3:]] == [
        (29, "–", "–"),
        (30, "20", "19"),
        (31, "", "20"),
    ]
    assert casework.requests.view(registered).limit.due_on == before, "a preview changes nothing"

    casework.calendars.confirm(change, by="何正")
    newest = casework.requests.view(registered).timeline[0]
    assert newest.kind is EventKind.REDATED
    assert "本关调整：台风停工" in newest.facts
    shown = days_in(casework, 2026)[TUESDAY]
    assert (shown.kind, shown.own) == ("holiday", "台风停工")
    assert basis(casework, 2026)["本关调整"] == "3月17日放假：台风停工（何正）"
    assert casework.safekeeping.check().ok


def test_an_issued_letter_keeps_its_day_and_the_request_shows_both(casework: Casework, registered: str) -> None:
    (receipt,) = casework.letters.register()
    paper = casework.letters.pdf(receipt.letter_id).pdf
    assert casework.requests.view(registered).limit.printed is None
    free_tuesday(casework)
    assert casework.letters.pdf(receipt.letter_id).pdf == paper
    said = casework.requests.view(registered).limit.printed
    assert said is not None
    assert "登记回执" in said
    assert "2026年3月30日" in said
    assert "2026年3月31日" in said


def test_a_day_taken_back_follows_its_notice_again(casework: Casework, registered: str) -> None:
    before = casework.requests.view(registered).limit.due_on
    free_tuesday(casework)
    back = casework.calendars.preview_day(TUESDAY, working=True, why="台风未到")
    assert back.taken_back
    casework.calendars.confirm(back, by="何正")
    assert casework.requests.view(registered).limit.due_on == before
    assert days_in(casework, 2026)[TUESDAY].own is None
    kinds = [event.kind for event in casework.requests.case(registered).request.events]
    assert kinds.count(EventKind.REDATED) == 2


def test_requests_of_another_office_in_the_store_are_previewed_too(
    casework: Casework, registered: str, tmp_path: Path
) -> None:
    lines: list[dict[str, Any]] = [
        {"type": "header", "format": "shouban-exchange", "version": 1, "office": "滨海海关", "made_on": "2026-03-02"},
        {
            "type": "request",
            "id": "2026-0001",
            "channel": "counter",
            "applicant": {"kind": "natural_person", "name": "林示例", "id_type": "resident_id", "id_number": ""},
            "content": "某",
            "medium": "paper",
            "delivery": "post",
            "events": [{"kind": "submitted", "on": "2026-03-02"}],
        },
    ]
    file = tmp_path / "other.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    casework.exchange.read(file)
    change = casework.calendars.preview_day(TUESDAY, working=False, why="台风停工")
    assert [(move.number, move.office) for move in change.moves] == [(registered, ""), ("2026-0001", "滨海海关")]
    assert "2026-0001（滨海海" in text_of(casework.calendars.moves_paper(change).pdf)
    moved = casework.calendars.confirm(change, by="何正").requests
    assert moved == {registered, "2026-0001"}


def test_a_day_is_changed_only_with_a_reason_and_to_something_else(casework: Casework) -> None:
    with pytest.raises(DayChangeRefused, match="的理由"):
        casework.calendars.preview_day(TUESDAY, working=False, why=" ")
    with pytest.raises(DayChangeRefused, match="现在就是这样"):
        casework.calendars.preview_day(TUESDAY, working=True, why="加班")
    with pytest.raises(CalendarMissing):
        casework.calendars.preview_day(date(2027, 3, 16), working=False, why="台风")


def test_another_person_checks_what_was_loaded(casework: Casework) -> None:
    change = casework.calendars.preview(NOTICE)
    with pytest.raises(LoaderNotNamed):
        casework.calendars.confirm(change, by=" ")
    casework.calendars.confirm(change, by="何正")
    assert casework.calendars.day_kind(date(2027, 1, 4)) == "工作日", "used before it is checked"
    assert casework.calendars.year(2027).to_check
    assert basis(casework, 2027)["核对"] == "待核对（由何正以外的人核对）"
    for name, words in (
        ("", "请填写核对人"),
        (" 何正 ", "不能是载入或者改动的人"),
        ("何\u3000正", "不能是载入或者改动的人"),
    ):
        with pytest.raises(CheckRefused, match=words):
            casework.calendars.check(2027, by=name)
    casework.calendars.check(2027, by="周宁")
    assert not casework.calendars.year(2027).to_check
    assert basis(casework, 2027)["核对"].endswith("周宁")
    with pytest.raises(CheckRefused, match="没有待核对"):
        casework.calendars.check(2027, by="周宁")


def test_a_day_changed_after_the_check_waits_for_another_one(casework: Casework, clock: Clock) -> None:
    free_tuesday(casework)
    casework.calendars.check(2026, by="周宁")
    clock.move_to(3, 18)
    other = casework.calendars.preview_day(date(2026, 3, 19), working=False, why="停电")
    casework.calendars.confirm(other, by="周宁")
    assert casework.calendars.year(2026).to_check
    with pytest.raises(CheckRefused):
        casework.calendars.check(2026, by="周宁")
    casework.calendars.check(2026, by="何正")


def test_bundled_years_wait_for_nobody(casework: Casework) -> None:
    assert not casework.calendars.year(2026).to_check
    assert "核对" not in basis(casework, 2026)


@pytest.mark.parametrize(("month", "day", "said"), [(10, 31, False), (11, 1, True), (12, 31, True)])
def test_a_missing_next_year_is_announced_from_november_on(
    casework: Casework, clock: Clock, month: int, day: int, said: bool
) -> None:
    clock.move_to(month, day)
    assert any("2027年放假安排尚未载入" in text for text in casework.worklist.today().reminders) is said


def test_the_present_year_is_announced_in_any_month(casework: Casework, clock: Clock) -> None:
    clock.move_to(2, 1, 2027)
    assert any("2027年放假安排尚未载入" in text for text in casework.worklist.today().reminders)


def test_a_loaded_year_is_announced_until_it_is_checked(casework: Casework, clock: Clock) -> None:
    clock.move_to(11, 20)
    casework.calendars.confirm(casework.calendars.preview(NOTICE), by="何正")
    (waiting,) = casework.worklist.today().reminders
    assert waiting.startswith("2027年放假安排待核对")
    casework.calendars.check(2027, by="周宁")
    assert casework.worklist.today().reminders == ()


def test_what_is_cancelled_changes_nothing(casework: Casework, registered: str) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int, total: int) -> None:
        assert total == 1
        raise Stopped

    before = casework.requests.view(registered)
    change = casework.calendars.preview_day(TUESDAY, working=False, why="台风停工")
    with pytest.raises(Stopped):
        casework.calendars.confirm(change, by="何正", report=stop)
    assert casework.requests.view(registered) == before
    assert casework.calendars.day_kind(TUESDAY) == "工作日"
    with pytest.raises(Stopped):
        casework.calendars.preview_day(TUESDAY, working=False, why="台风停工", report=stop)


def test_only_requests_that_a_new_day_can_touch_are_reckoned(casework: Casework, registered: str, clock: Clock) -> None:
    """A changed day touches open requests only; a new year those, too, of which something could not be told."""
    clock.move_to(3, 20)
    case = casework.requests.case(registered)
    withdrawn = Event(kind=EventKind.WITHDRAWN, on=clock.day)
    finished = project(replace(case.request, events=(*case.request.events, withdrawn)), case.calendar)
    office, store = case.request.office, casework.calendars.context.store
    with store.writing() as writing:
        writing.append_events(office, registered, (withdrawn,), finished)
    with store.reading() as reading:
        for since, found in ((date(2026, 3, 1), 1), (date(2026, 12, 1), 0)):
            assert len(list(reading.requests(office, RowFilter(reckoned_from=since)))) == found
    seen: list[int] = []
    change = casework.calendars.preview_day(TUESDAY, working=False, why="台风停工")
    casework.calendars.confirm(change, by="何正", report=lambda _done, total: seen.append(total))
    events = casework.requests.case(registered).request.events
    assert EventKind.REDATED not in [event.kind for event in events]
    assert seen == []
    assert casework.safekeeping.check().ok


def test_a_notice_that_was_pasted_is_kept_as_a_file(casework: Casework) -> None:
    change = casework.calendars.preview(NOTICE)
    assert json.loads(change.text)["on"] == {"2027-02-14": "春节"}


def test_the_list_of_moved_limits_names_the_letters_that_hold_the_old_day(casework: Casework, registered: str) -> None:
    with pytest.raises(NothingMoved):
        casework.calendars.last_moves_paper()
    change = casework.calendars.preview_day(TUESDAY, working=False, why="台风停工")
    before = text_of(casework.calendars.moves_paper(change).pdf)
    free_tuesday(casework)
    made = text_of(casework.calendars.last_moves_paper().pdf)
    (receipt,) = casework.letters.register()
    for text in (before, made):
        for word in (registered, "2026-03-30周一", "2026-03-31周二", "晚1天", "罗**", receipt.number):
            assert word in text
    assert "待确认" in before
    assert "2026年3月2日调整" in made
    assert "罗敏霞" not in made


def test_only_the_last_change_stands_on_its_list(casework: Casework, registered: str, make_draft: MakeDraft) -> None:
    free_tuesday(casework)
    other = casework.intake.register(make_draft(name="陈例")).number
    friday = casework.calendars.preview_day(date(2026, 3, 20), working=False, why="停电")
    casework.calendars.confirm(friday, by="何正")
    made = text_of(casework.calendars.last_moves_paper().pdf)
    assert "停电" in made
    assert "台风停工" not in made
    assert {registered, other} <= {word for word in (registered, other) if word in made}


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return "".join("".join(page.extract_text() for page in paper.pages).split())


def test_a_notice_may_change_the_last_days_of_the_december_before(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(12, 3)
    number = casework.intake.register(make_draft()).number
    before = casework.requests.view(number).limit.due_on
    assert before == date(2026, 12, 31)
    notice = """国务院办公厅关于2027年部分节假日安排的通知（测试，虚构）
    一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。1月3日（周日）上班。"""
    change = casework.calendars.preview(notice)
    assert [(move.day, move.old) for move in change.days] == [(date(2026, 12, 31), "工作日")]
    assert [(move.number, move.old, move.new) for move in change.moves] == [(number, before, date(2027, 1, 3))]
    casework.calendars.confirm(change, by="何正")
    assert casework.requests.view(number).limit.due_on == date(2027, 1, 3)
    assert casework.safekeeping.check().ok


def test_the_limit_of_an_inquiry_stays_once_the_request_has_ended(casework: Casework, registered: str) -> None:
    """The applicant was asked to correct and went away while a third party still had time: nobody awaits its answer."""
    case = casework.requests.case(registered)
    more = (
        Event(kind=EventKind.CONSULTED, on=date(2026, 3, 2), facts={"ref": "1", "party": "third_party"}),
        Event(kind=EventKind.CORRECTION_REQUESTED, on=date(2026, 3, 2), facts={"items": ["年份"], "allowed_days": 5}),
        Event(kind=EventKind.WITHDRAWN, on=date(2026, 3, 2)),
    )
    ended = project(replace(case.request, events=(*case.request.events, *more)), case.calendar)
    assert (ended.due_on, ended.completed_on) == (None, date(2026, 3, 2))
    with casework.context.store.writing() as writing:
        writing.append_events(case.request.office, registered, more, ended)
    free_tuesday(casework)
    assert casework.safekeeping.check().findings == ()
    with casework.context.store.reading() as reading:
        steps = reading.projection(case.request.office, registered).steps
    assert [step.due_on for step in steps if step.kind is EventKind.CONSULTED] == [date(2026, 3, 23)]
