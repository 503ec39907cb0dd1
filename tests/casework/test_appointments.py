"""Information that is provided on a later day: told in the reply or agreed; the day may be moved or missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Service
from desktop.casework.steps.steps import StepNotAllowed
from desktop.casework.views import WorkRow
from resources.vocabulary import Band, Delivery, EventKind, LetterKind, Outcome, State, WayOfService
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_file_papers import text_of

LATER: dict[str, Json] = {
    "provided_as": "光盘",
    "provided_on": "2026-04-20",
    "provided_through": "凭本答复书到天津海关办公室领取",
}


def appointments(casework: Casework) -> list[WorkRow]:
    return [row for row in casework.worklist.today().ours if row.content.startswith("提供（查阅）约定")]


def noted(casework: Casework, number: str, on: date, step: str, day: str | None = None) -> None:
    facts: dict[str, Json] = {"appointment": step} | ({"appointment_on": day} if day else {})
    casework.steps.record(number, EventKind.NOTED, on, facts)


@pytest.fixture
def replied_later(casework: Casework, clock: Clock, registered: str) -> str:
    """A request whose reply of 20 March says that the information comes on 20 April."""
    clock.move_to(3, 20)
    screen = casework.letters.begin([registered], LetterKind.DISCLOSURE_REPLY, Outcome.PROVIDED_LATER)
    issued = casework.letters.issue(replace(screen.draft, values=LATER))
    assert "将于2026年4月20日以光盘提供" in text_of(issued.paper.pdf)
    casework.letters.serve(issued.letter.id, Service(way=WayOfService.HAND, on=clock.day, signed_on=clock.day))
    return registered


def test_the_day_told_in_the_reply_stands_in_today_until_it_is_kept(
    casework: Casework, clock: Clock, replied_later: str
) -> None:
    assert casework.requests.view(replied_later).state is State.FINISHED
    (row,) = appointments(casework)
    assert (row.number, row.due_on, row.badge) == (replied_later, date(2026, 4, 20), "按约提供")
    assert casework.requests.view(replied_later).limit.appointment == "约定 04-20 提供（查阅）"
    clock.move_to(4, 20)
    assert [(row.band, row.badge) for row in appointments(casework)] == [(Band.DUE_TODAY, "今日约定")]
    noted(casework, replied_later, clock.day, "kept")
    assert appointments(casework) == []
    assert casework.requests.view(replied_later).timeline[0].facts == "已提供（查阅）"
    assert casework.requests.view(replied_later).limit.appointment is None


def test_a_day_is_missed_and_another_one_agreed(casework: Casework, clock: Clock, replied_later: str) -> None:
    with pytest.raises(StepNotAllowed, match="未到"):
        noted(casework, replied_later, clock.day, "missed")
    clock.move_to(4, 21)
    assert appointments(casework)[0].badge == "约定已过"
    noted(casework, replied_later, clock.day, "missed")
    assert [(row.band, row.badge) for row in appointments(casework)] == [(Band.RED, "未到待约")]
    noted(casework, replied_later, clock.day, "moved", "2026-04-27")
    assert [(row.due_on, row.badge) for row in appointments(casework)] == [(date(2026, 4, 27), "按约提供")]


def test_an_inspection_is_agreed_after_the_reply(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(delivery=Delivery.INSPECTION)).number
    clock.move_to(3, 20)
    screen = casework.letters.begin([number], LetterKind.DISCLOSURE_REPLY, Outcome.PROVIDED)
    values: dict[str, Json] = {"provided_as": "查阅", "pages": 3, "attachments": ["统计表"]}
    issued = casework.letters.issue(replace(screen.draft, values=values))
    casework.letters.serve(issued.letter.id, Service(way=WayOfService.HAND, on=clock.day, signed_on=clock.day))
    assert appointments(casework) == []
    step = next(step for step in casework.steps.of(number) if step.kind is EventKind.NOTED)
    assert [field.name for field in step.fields] == ["appointment", "appointment_on", "note"]
    noted(casework, number, clock.day, "made", "2026-03-27")
    assert [row.due_on for row in appointments(casework)] == [date(2026, 3, 27)]
    assert casework.safekeeping.check().ok
    limits = casework.requests.case(number).limits
    assert (limits.completed, limits.on_time) == (date(2026, 3, 20), True), "no limit depends on it"


def test_an_appointment_needs_its_day_and_lies_ahead(casework: Casework, clock: Clock, replied_later: str) -> None:
    for step, day, words in (
        ("moved", None, "应当填写约定的日期"),
        ("moved", "2026-03-19", "不能早于"),
    ):
        with pytest.raises(StepNotAllowed, match=words):
            noted(casework, replied_later, clock.day, step, day)
    noted(casework, replied_later, clock.day, "kept")
    with pytest.raises(StepNotAllowed, match="没有尚待履行的约定"):
        noted(casework, replied_later, clock.day, "missed")


def test_other_requests_have_a_plain_note(casework: Casework, registered: str) -> None:
    step = next(step for step in casework.steps.of(registered) if step.kind is EventKind.NOTED)
    assert [field.name for field in step.fields] == ["note"]
    casework.steps.record(registered, EventKind.NOTED, date(2026, 3, 2), {"note": "备查"})
    event = casework.requests.case(registered).request.events[-1]
    assert (event.note, dict(event.facts)) == ("备查", {})
