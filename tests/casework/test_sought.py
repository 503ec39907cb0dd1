"""What three applicants ask for is suggested for publication, unless the catalogue has it (条例 44)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desktop.casework.casework import Casework
from desktop.casework.registers.register_views import Register, RegisterWanted
from resources.vocabulary import Outcome
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_catalogue import ENTRY
from tests.casework.test_second_rounds import reply

CONTENT = "2025年关区跨境电商通关时效统计"


def lines(casework: Casework, **asked: Any) -> list[tuple[object, ...]]:
    return [line.cells for line in casework.registers.page(RegisterWanted(which=Register.SOUGHT, **asked)).lines]


def ask(casework: Casework, make_draft: MakeDraft, *people: str) -> list[str]:
    """A request of each person for the same."""
    return [
        casework.intake.register(
            make_draft(name=person, id_number=f"12010119780314{place:03}9", phone=f"1380000000{place}")
        ).number
        for place, person in enumerate(people, start=1)
    ]


def test_two_applicants_are_not_several(casework: Casework, make_draft: MakeDraft) -> None:
    ask(casework, make_draft, "甲某", "乙某")
    casework.intake.register(make_draft(name="乙某", id_number="120101197803140029"))
    assert lines(casework) == []


def test_what_was_disclosed_and_is_asked_for_by_three_is_suggested(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    numbers = ask(casework, make_draft, "甲某", "乙某", "丙某")
    assert lines(casework) == [(CONTENT, 3, 3, "", None, "尚无予以公开的")]
    clock.move_to(3, 10)
    reply(casework, numbers[0], Outcome.PROVIDED, clock)
    assert lines(casework) == [(CONTENT, 3, 3, "予以公开 1", None, "可以公开，建议主动公开")]
    casework.catalogue.save(replace(ENTRY, published_on=date(2026, 3, 9)))
    assert lines(casework)[0][4:] == ("0200-2025-0001 2025年关区跨境电商通关时效统计", "目录中可能已有，核对")
    assert lines(casework, last=date(2026, 3, 1)) == []


def test_the_suggestions_are_printed_and_exported_like_a_register(casework: Casework, make_draft: MakeDraft) -> None:
    ask(casework, make_draft, "甲某", "乙某", "丙某")
    wanted = RegisterWanted(which=Register.SOUGHT)
    assert casework.registers.pdf(wanted, lambda _done, _total: None).startswith(b"%PDF")
    assert CONTENT in casework.registers.csv(wanted, lambda _done, _total: None).decode("utf-8-sig")
