"""补记: what is entered for an earlier day says so, and shows before saving what it does to the limit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.casework.casework import Casework
from desktop.casework.steps.step_preview import preview_step
from desktop.office import open_office
from resources.vocabulary import EventKind
from tests.casework.conftest import Clock, MakeDraft

FACTS = {"ref": "1", "party": "third_party", "received_on": "2026-03-03"}


def test_a_step_of_an_earlier_day_shows_its_effect_before_and_is_marked_after(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 9)
    preview = preview_step(casework.context, registered, EventKind.CONSULTED, date(2026, 3, 3), FACTS)
    assert preview.late
    assert preview.old_due == date(2026, 3, 30)
    casework.steps.record(registered, EventKind.CONSULTED, date(2026, 3, 3), FACTS)
    item = next(item for item in casework.requests.view(registered).timeline if item.kind is EventKind.CONSULTED)
    assert item.on == date(2026, 3, 3)
    assert item.facts.endswith("3月9日补记")


def test_a_step_of_today_is_not_marked(casework: Casework, clock: Clock, registered: str) -> None:
    casework.steps.record(registered, EventKind.HANDED_OVER, clock.day, {"to": "关税处"})
    assert not any("补记" in item.facts for item in casework.requests.view(registered).timeline)
    assert not preview_step(casework.context, registered, EventKind.NOTED, clock.day).late


def test_an_arrival_entered_late_says_so_at_the_field_and_in_the_history(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    draft = make_draft(arrived_on=date(2026, 2, 27))
    assert "补记：今日已是其后第 2 个工作日" in casework.intake.preview(draft).date_notes["arrived_on"].sentence
    number = casework.intake.register(draft).number
    arrival = casework.requests.view(number).timeline[-1]
    assert "3月2日补记" in arrival.facts


def test_an_arrival_of_today_says_nothing_of_it(casework: Casework, make_draft: MakeDraft) -> None:
    assert "补记" not in casework.intake.preview(make_draft()).date_notes["arrived_on"].sentence


def test_the_mark_goes_out_with_the_request(casework: Casework, clock: Clock, registered: str, tmp_path: Path) -> None:
    clock.move_to(3, 9)
    casework.steps.record(registered, EventKind.HANDED_OVER, date(2026, 3, 3), {"to": "关税处"})
    casework.exchange.write(tmp_path / "out.jsonl")
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(tmp_path / "out.jsonl")
        marked = [item.name for item in other.casework.requests.view(registered).timeline if "补记" in item.facts]
    finally:
        other.close()
    assert marked == ["转办"]
