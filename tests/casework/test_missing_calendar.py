"""A request near the end of a year whose successor's holiday notice is not out yet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from desktop.casework.casework import Casework
from desktop.casework.steps.steps import StepNotAllowed
from forms.facts import FactRefused
from resources.calendars import CalendarFileError
from resources.vocabulary import Band, EventKind, LetterKind
from tests.casework.conftest import Clock, MakeDraft

NOTICE_2027: dict[str, Any] = {
    "year": 2027,
    "title": "关于2027年部分节假日安排的通知（测试，虚构）",
    "number": None,
    "published_on": "2026-12-15",
    "source": "测试",
    "off": {"2027-01-01/2027-01-03": "元旦"},
    "on": {},
}


@pytest.fixture
def december(casework: Casework, clock: Clock, make_draft: MakeDraft) -> str:
    """A request received on 2026-12-10: its twentieth working day lies in 2027."""
    clock.move_to(12, 10)
    return casework.intake.register(make_draft()).number


def test_the_limit_says_what_is_missing_and_which_day_is_certain(casework: Casework, december: str) -> None:
    limit = casework.requests.view(december).limit
    assert (limit.due_on, limit.band) == (None, Band.UNKNOWN)
    assert limit.sentence == (
        "2027年放假安排尚未载入，暂不能确定期限届满日；已载入的安排到2026年12月31日为止，"
        "能够确定的最后一日是2026年11月30日，其后各日待2027年通知公布后确定"
    )
    assert casework.requests.case(december).limits.error == "CALENDAR_MISSING_2027"


def test_the_receipt_names_no_last_day(casework: Casework, december: str) -> None:
    (receipt,) = casework.letters.register()
    with pdfplumber.open(BytesIO(casework.letters.pdf(receipt.letter_id).pdf)) as paper:
        text = "".join(page.extract_text() for page in paper.pages).replace("\n", "")
    assert "20个工作日内予以答复" in text
    assert "届满日" not in text
    assert "2027" not in text


def test_an_extension_waits(casework: Casework, december: str) -> None:
    with pytest.raises(StepNotAllowed, match="2027"):
        casework.letters.begin([december], LetterKind.EXTENSION_NOTICE)
    extend = next(step for step in casework.steps.of(december) if step.kind is EventKind.EXTENDED)
    assert not extend.open


def test_an_extension_into_a_year_that_is_not_loaded_is_refused_while_it_is_written(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """Received on 2026-12-01, due on 12-29: 12-30 and 12-31 can still be told, the third day lies in 2027."""
    clock.move_to(12, 1)
    number = casework.intake.register(make_draft()).number
    clock.move_to(12, 21)
    facts = {"reason": "检索量大", "approved_by": "吴敏", "approved_on": "2026-12-21", "new_due_on": "2027-01-15"}
    begun = casework.letters.begin([number], LetterKind.EXTENSION_NOTICE).draft
    far = replace(begun, values={**facts, "extension_days": 3})
    told = {fact.name: fact.refusal for fact in casework.letters.shown(far).screen.facts if fact.refusal}
    assert told == {"extension_days": "2027年放假安排尚未载入，延长后的期限算不到那里，现在至多延长2个工作日"}
    assert "new_due_on" not in {fact.name for fact in casework.letters.screen(far).facts if fact.missing}
    with pytest.raises(FactRefused, match="至多延长2个工作日"):
        casework.letters.issue(far)
    draft = casework.letters.compose(number, LetterKind.EXTENSION_NOTICE, far.values)
    assert [fact.name for fact in draft.missing] == ["new_due_on"], "the command names what cannot be told"
    near = replace(begun, values={**facts, "extension_days": 2})
    assert casework.letters.issue(near).letter.facts["new_due_on"] == "2026-12-31", "computed, never typed"


def test_a_loaded_notice_dates_the_request_with_an_event(casework: Casework, december: str) -> None:
    change = casework.calendars.preview(json.dumps(NOTICE_2027))
    assert [(move.number, move.old, move.new) for move in change.moves] == [(december, None, date(2027, 1, 8))]
    assert casework.requests.view(december).limit.due_on is None, "a preview changes nothing"

    casework.calendars.confirm(change, by="何正")
    view = casework.requests.view(december)
    assert view.limit.due_on == date(2027, 1, 8)
    assert view.timeline[0].kind is EventKind.REDATED
    assert "1月8日" in view.timeline[0].facts
    assert casework.letters.begin([december], LetterKind.EXTENSION_NOTICE).ready is False
    assert casework.safekeeping.check().ok


def test_a_second_reading_of_the_notice_moves_nothing(casework: Casework, december: str) -> None:
    text = json.dumps(NOTICE_2027)
    casework.calendars.confirm(casework.calendars.preview(text), by="何正")
    again = casework.calendars.preview(text)
    assert (again.moves, again.unchanged, again.days) == ((), 1, ())
    casework.calendars.confirm(again, by="何正")
    events = casework.requests.case(december).request.events
    assert [event.kind for event in events].count(EventKind.REDATED) == 1


def test_a_changed_notice_shows_days_and_moved_limits(casework: Casework, registered: str) -> None:
    bundled = casework.calendars.year(2026)
    assert bundled.working_days == 248
    changed = {
        "year": 2026,
        "title": "测试通知，虚构",
        "number": None,
        "published_on": None,
        "source": "测试",
        "off": {"2026-03-30": "测试假"},
        "on": {"2026-03-28": "测试假"},
    }
    days = {day.day.isoformat(): day for month in bundled.months for day in month.days}
    for day, was in days.items():
        if was.kind == "holiday":
            changed["off"] = {**changed["off"], day: was.name}
        if was.kind == "make_up":
            changed["on"] = {**changed["on"], day: was.name}
    change = casework.calendars.preview(json.dumps(changed))
    assert [(move.day, move.old, move.new) for move in change.days] == [
        (date(2026, 3, 28), "周末", "调休上班"),
        (date(2026, 3, 30), "工作日", "测试假"),
    ]
    assert [(move.old, move.new, move.days) for move in change.moves] == [(date(2026, 3, 30), date(2026, 3, 28), -2)]


def test_what_is_no_notice_is_refused_and_changes_nothing(casework: Casework) -> None:
    for text in ("", "{}", json.dumps(NOTICE_2027 | {"off": {}})):
        with pytest.raises(CalendarFileError):
            casework.calendars.preview(text)
    assert 2027 not in casework.calendars.years()
    assert casework.calendars.day_kind(date(2027, 1, 4)) == "放假安排未载入"
