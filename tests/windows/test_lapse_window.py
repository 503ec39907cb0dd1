"""A correction that never came: proposed in 今日 on the day after the limit, one key and one confirmation (条例 30)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from desktop.casework.letters.letter_views import Service
from desktop.office import Office
from desktop.widgets.screen import OpenRequest, Place
from resources.vocabulary import EventKind, LetterKind, State, WayOfService
from tests.windows.conftest import CHINA, Clock
from tests.windows.letters_by_keys import confirm

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


@pytest.fixture
def asked(office: Office, clock: Clock, number: str) -> str:
    """Asked on 16 October to correct, signed for on the 19th: ten working days end on 2 November."""
    letters = office.casework.letters
    draft = letters.begin([number], LetterKind.CORRECTION_NOTICE).draft
    notice = letters.issue(replace(draft, values={"items": ["写明年份"], "guidance": "写明年份和企业范围"}))
    clock.now = datetime(2026, 10, 19, 9, 0, tzinfo=CHINA)
    posted = date(2026, 10, 16)
    letters.serve(
        notice.letter.id, Service(way=WayOfService.POST, on=posted, posted_on=posted, signed_on=date(2026, 10, 19))
    )
    return number


def test_one_key_and_one_confirmation_on_the_day_after_the_limit(
    asked: str, office: Office, clock: Clock, window: MainWindow, keyboard: Keyboard, settled: Settled
) -> None:
    clock.now = datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)
    window.open_place(Place.TODAY)
    settled()
    keyboard.press("Ctrl+F2")
    settled()
    assert office.casework.requests.view(asked).state is State.AWAITING_CORRECTION, "the last day is the applicant's"
    clock.now = datetime(2026, 11, 3, 9, 0, tzinfo=CHINA)
    window.open_place(Place.LETTERS)
    window.open_place(Place.TODAY)
    settled()
    assert office.casework.letters.drafts() == (), "nothing was done silently"
    keyboard.press("Ctrl+F2")
    settled()
    confirm(keyboard, settled, "Ctrl+Return")
    ended = office.casework.requests.case(asked).limits.course.ending
    assert ended is not None
    assert (ended.kind, ended.on) == (EventKind.CORRECTION_LAPSED, date(2026, 11, 3))
    notice = office.casework.letters.register(2026)[0]
    assert notice.kind is LetterKind.LAPSE_NOTICE
    assert office.casework.safekeeping.check().ok
    recommended = next(step for step in office.casework.steps.of(asked) if step.recommended)
    assert recommended.kind is EventKind.SERVED, "the notice has a remedy, whose days run from its service"
    window.show_destination(OpenRequest(asked))
    settled()
    keyboard.press("F12")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    (row,) = office.casework.letters.deliveries_of(notice.letter_id)
    assert row.posted_on == date(2026, 11, 3)
    assert not any(step.recommended for step in office.casework.steps.of(asked))
