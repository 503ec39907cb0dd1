"""One request through the whole office: registered, corrected, extended, answered, posted, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import ContactEntry
from desktop.casework.letters.letter_views import Service
from desktop.casework.views import TodayGroup
from resources.vocabulary import (
    Band,
    Channel,
    EventKind,
    LetterKind,
    Outcome,
    State,
    Table3Column,
    Table3Row,
    WayOfService,
)
from tests.casework.conftest import Clock, MakeDraft


def test_a_paper_letter_is_carried_from_the_letter_box_to_the_figures_of_the_year(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(3, 3)
    draft = make_draft(
        channel=Channel.ORDINARY_MAIL,
        arrived_on=date(2026, 3, 2),
        contacts=(
            ContactEntry(on=date(2026, 3, 2), how="电话", reached=False),
            ContactEntry(on=date(2026, 3, 3), how="电话", reached=True),
        ),
        needs_correction={"description": "请提供信息名称、文号或者其他特征描述"},
    )
    preview = casework.intake.preview(draft)
    assert preview.receipt.day == date(2026, 3, 3), "an ordinary letter is received when its sender confirms it"
    number = casework.intake.register(draft).number
    assert number == "0200-2026-0001" == preview.expected_number
    assert casework.requests.view(number).limit.due_on == date(2026, 3, 31)

    # The correction notice asks for what the check found missing.
    begun = casework.letters.begin([number], LetterKind.CORRECTION_NOTICE)
    asked = {fact.name: fact.value for fact in begun.filled}
    assert asked["items"] == ["请提供信息名称、文号或者其他特征描述"]
    notice = casework.letters.issue(replace(begun.draft, values={"guidance": "写明年份和企业范围"}))
    casework.letters.serve(notice.letter.id, _posted(clock.day))
    waiting = casework.requests.view(number)
    assert (waiting.state, waiting.limit.due_on) == (State.AWAITING_CORRECTION, None)
    assert number in _group(casework, TodayGroup.AWAITING_CORRECTION)

    # What came in starts the limit anew (条例 30).
    clock.move_to(3, 10)
    casework.steps.record(number, EventKind.CORRECTED, clock.day)
    assert casework.requests.view(number).limit.due_on == date(2026, 4, 8)

    clock.move_to(4, 7)
    begun = casework.letters.begin([number], LetterKind.EXTENSION_NOTICE)
    values = {"extension_days": 10, "reason": "检索量大", "approved_by": "何正", "approved_on": "2026-04-07"}
    extension = casework.letters.issue(replace(begun.draft, values=values))
    assert extension.letter.facts["new_due_on"] == "2026-04-22"
    assert casework.requests.view(number).limit.due_on == date(2026, 4, 22)

    clock.move_to(4, 21)
    begun = casework.letters.begin([number], LetterKind.DISCLOSURE_REPLY, Outcome.PROVIDED)
    values = {"provided_as": "纸质复印件邮寄的方式", "pages": 12, "attachments": ["统计表"]}
    reply = casework.letters.issue(replace(begun.draft, values=values))
    assert casework.requests.view(number).state is State.AWAITING_SERVICE
    casework.letters.serve(reply.letter.id, _posted(clock.day, tracking_number="XA100000001"))

    done = casework.requests.view(number)
    assert (done.state, done.limit.band) == (State.FINISHED, Band.DONE)
    assert [item.kind for item in reversed(done.timeline)] == [
        EventKind.SUBMITTED,
        EventKind.CONTACT_ATTEMPTED,
        EventKind.CONTACT_ATTEMPTED,
        EventKind.CONFIRMED,
        EventKind.REGISTERED,
        EventKind.RECEIPT_ISSUED,
        EventKind.CORRECTION_REQUESTED,
        EventKind.SERVED,
        EventKind.CORRECTED,
        EventKind.EXTENDED,
        EventKind.REPLIED,
        EventKind.SERVED,
    ]
    tables = casework.statistics.annual(2026)
    assert tables.cell(Table3Row.DISCLOSED, Table3Column.NATURAL_PERSON) == 1
    assert tables.cell(Table3Row.RECEIVED, Table3Column.TOTAL) == 1
    assert tables.balanced
    assert casework.safekeeping.check().ok


def _posted(day: date, tracking_number: str = "") -> Service:
    return Service(way=WayOfService.POST, on=day, posted_on=day, tracking_number=tracking_number)


def _group(casework: Casework, group: TodayGroup) -> list[str]:
    return [row.number for row in casework.worklist.today().rows_of(group)]
