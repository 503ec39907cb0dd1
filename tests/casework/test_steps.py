from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.errors import StoreError
from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Service
from desktop.casework.requests.cases import RequestNotFound
from desktop.casework.requests.requests import RequestFilter, Standing
from desktop.casework.sending.sending import Sending
from desktop.casework.steps.amendable import preview_amendment
from desktop.casework.steps.step_preview import preview_step
from desktop.casework.steps.steps import StepFactRefused, StepNotAllowed
from resources.vocabulary import EventKind, LetterKind, State, WayOfService
from tests.casework.conftest import Clock
from tests.casework.test_letters import replied


def test_a_consultation_stops_the_clock_and_its_answer_starts_it(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 9)
    facts = {"ref": "1", "party": "third_party", "name": "示例企业", "received_on": "2026-03-09"}
    casework.steps.record(registered, EventKind.CONSULTED, clock.day, facts)
    assert casework.requests.view(registered).state is State.CONSULTING
    clock.move_to(3, 20)
    asked = next(step for step in casework.steps.of(registered) if step.kind is EventKind.OPINION_RECEIVED)
    assert {field.name for field in asked.fields if field.required} == {"ref", "opinion"}, (
        "what was said decides (条例 32)"
    )
    casework.steps.record(registered, EventKind.OPINION_RECEIVED, clock.day, {"ref": "1", "opinion": "refuse"})
    limit = casework.requests.view(registered).limit
    assert (limit.stopped, limit.due_on) == (9, date(2026, 4, 13))
    assert [cell.caption for cell in limit.cells if cell.caption][:3] == ["3月3日", "3月10日停", "今日 03-20"]


def test_a_step_that_the_rules_close_is_refused_in_their_words(casework: Casework, registered: str) -> None:
    with pytest.raises(StepNotAllowed) as refused:
        casework.steps.record(registered, EventKind.CORRECTED, date(2026, 3, 2))
    step = next(step for step in casework.steps.of(registered) if step.kind is EventKind.SERVED)
    assert not step.open
    assert step.reason
    assert refused.value.reason in str(refused.value)


@pytest.mark.parametrize("kind", [EventKind.EXTENDED, EventKind.REPLIED, EventKind.CORRECTION_REQUESTED])
def test_what_goes_out_by_letter_is_not_recorded_without_it(
    casework: Casework, registered: str, kind: EventKind
) -> None:
    with pytest.raises(StepNotAllowed, match="文书"):
        casework.steps.record(registered, kind, date(2026, 3, 2), {"days": 5, "approved_by": "何正"})


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"party": "third_party"}, "ref"),
        ({"ref": "1", "party": "nobody"}, "party"),
        ({"ref": "1", "party": "third_party", "received_on": "9.3.2026"}, "received_on"),
    ],
)
def test_a_fact_that_cannot_stand_is_named(
    casework: Casework, registered: str, facts: dict[str, object], field: str
) -> None:
    with pytest.raises(StepFactRefused) as refused:
        casework.steps.record(registered, EventKind.CONSULTED, date(2026, 3, 2), facts)
    assert refused.value.field == field


def test_nothing_happens_tomorrow(casework: Casework, registered: str) -> None:
    with pytest.raises(StepNotAllowed):
        casework.steps.record(registered, EventKind.WITHDRAWN, date(2026, 3, 3))


def test_a_corrected_entry_shows_old_value_and_reason_and_moves_the_limit(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 4)
    casework.steps.amend(registered, 0, "on", "2026-02-27", "收件章日期为2月27日")
    view = casework.requests.view(registered)
    assert view.limit.due_on == date(2026, 3, 26), "28 February is a worked Saturday"
    arrival = view.timeline[-1]
    assert (arrival.on, arrival.struck, arrival.note) == (date(2026, 2, 27), "2026-03-02", "收件章日期为2月27日")
    assert casework.safekeeping.check().ok


@pytest.mark.parametrize(
    ("place", "field", "new"), [(0, "on", "2026-13-01"), (0, "on", "2027-01-01"), (9, "on", "2026-03-01")]
)
def test_a_correction_to_what_cannot_be_is_refused(
    casework: Casework, registered: str, place: int, field: str, new: str
) -> None:
    with pytest.raises(StepFactRefused):
        casework.steps.amend(registered, place, field, new, "笔误")
    with pytest.raises(StepFactRefused):
        casework.steps.amend(registered, 0, "on", "2026-03-01", "  ")


def test_a_value_that_cannot_be_read_is_refused_by_the_name_of_its_field(
    casework: Casework, clock: Clock, registered: str
) -> None:
    casework.steps.record(registered, EventKind.HANDED_OVER, clock.day, {"to": "监管处", "due_on": "2026-03-20"})
    place = len(casework.requests.case(registered).request.events) - 1
    wrong = preview_amendment(casework.context, registered, place, "due_on", "20.3.2026")
    assert wrong.refusal == "更正后的值“20.3.2026”不能作为“内部期限”。"


def test_an_answer_is_not_corrected_to_a_day_before_its_question(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 9)
    asked: dict[str, Json] = {"ref": "1", "party": "third_party", "name": "示例企业", "received_on": "2026-03-09"}
    casework.steps.record(registered, EventKind.CONSULTED, clock.day, asked)
    clock.move_to(3, 20)
    casework.steps.record(registered, EventKind.OPINION_RECEIVED, clock.day, {"ref": "1", "opinion": "consent"})
    place = len(casework.requests.case(registered).request.events) - 1
    preview = preview_amendment(casework.context, registered, place, "on", "2026-03-06")
    assert (preview.refused_field, preview.refusal) == ("on", "收到之日不能早于征求意见书发出之日（2026年3月9日）。")
    with pytest.raises(StepFactRefused, match="“日期”不能这样填写") as refused:
        casework.steps.amend(registered, place, "on", "2026-03-06", "笔误")
    assert refused.value.reason == preview.refusal
    assert casework.requests.case(registered).limits.reply_due == date(2026, 4, 13)


def test_an_inquiry_that_came_back_starts_the_clock_again(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 9)
    for ref, name in (("1", "甲公司"), ("2", "乙公司")):
        facts: dict[str, Json] = {"ref": ref, "party": "third_party", "name": name, "received_on": "2026-03-09"}
        casework.steps.record(registered, EventKind.CONSULTED, clock.day, facts)
    step = next(step for step in casework.steps.of(registered) if step.kind is EventKind.RETURNED)
    assert [choice.label for choice in step.fields[0].choices] == ["1 第三方 甲公司", "2 第三方 乙公司"]
    clock.move_to(3, 20)
    with pytest.raises(StepNotAllowed, match="哪一次征求意见"):
        casework.steps.record(registered, EventKind.RETURNED, clock.day)
    for ref in ("1", "2"):
        casework.steps.record(registered, EventKind.RETURNED, clock.day, {"ref": ref})
    view = casework.requests.view(registered)
    assert (view.state, view.limit.stopped, view.limit.due_on) == (State.OPEN, 9, date(2026, 4, 13))
    assert [item.facts for item in view.timeline[:2]] == ["乙公司", "甲公司"]


def test_a_correction_that_makes_a_step_late_says_so_before_it_is_saved(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 11)
    draft = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).draft
    casework.letters.issue(replace(draft, values={"items": ["名称"], "guidance": "写明文号", "allowed_days": 10}))
    place = len(casework.requests.case(registered).request.events) - 1
    clock.move_to(3, 16)
    casework.steps.record(registered, EventKind.CORRECTED, clock.day)
    preview = preview_amendment(casework.context, registered, place, "on", "2026-03-12")
    assert preview.refusal is None
    assert [fault for fault in preview.faults if "补正告知晚于期限（2026年3月11日" in fault]
    assert preview.cautious_due == date(2026, 3, 30)


def test_a_void_registration_keeps_its_number_and_counts_nowhere(casework: Casework, registered: str) -> None:
    casework.steps.void_registration(registered, "重复登记")
    assert casework.requests.view(registered).state is State.VOIDED
    assert casework.worklist.rows() == ()
    limit = casework.requests.view(registered).limit
    assert (limit.badge, limit.due_on, limit.cells) == ("登记作废", None, ())
    assert limit.sentence == "登记已作废，编号保留，不计算期限"
    assert [row.badge for row in casework.requests.page(RequestFilter(standing=Standing.ALL)).rows] == ["登记作废"]
    with pytest.raises(StepNotAllowed, match="除备注外不再办理"):
        casework.steps.amend(registered, 0, "note", "补充", "说明")
    assert casework.statistics.annual(2026).table3["received"]["total"] == 0


def test_a_hand_over_names_the_department_from_then_on(casework: Casework, clock: Clock, registered: str) -> None:
    casework.steps.record(registered, EventKind.HANDED_OVER, clock.day, {"to": "关税处", "due_on": "2026-03-20"})
    assert casework.requests.view(registered).department == "关税处"
    assert casework.steps.commonest(registered)[0].kind is EventKind.DEPARTMENT_ANSWERED


def test_unknown_numbers_are_named(casework: Casework) -> None:
    with pytest.raises(RequestNotFound, match="0200-2026-9999"):
        casework.steps.record("0200-2026-9999", EventKind.NOTED, date(2026, 3, 2))


def test_a_closed_request_is_archived_once_under_its_file_number(
    casework: Casework, clock: Clock, registered: str
) -> None:
    """条例 45: 申请登记、审核、办理、答复、归档."""
    reply = replied(casework, registered)
    Sending(casework.context).serve(reply, Service(way=WayOfService.POST, on=clock.day, posted_on=clock.day))
    kinds = {step.kind for step in casework.steps.of(registered)}
    assert EventKind.ARCHIVED not in kinds, "nothing is closed yet"
    casework.steps.record(registered, EventKind.CLOSED, clock.day)
    offered = next(step for step in casework.steps.of(registered) if step.kind is EventKind.ARCHIVED)
    assert (offered.open, [field.name for field in offered.fields]) == (True, ["file_number"])
    casework.steps.record(registered, EventKind.ARCHIVED, clock.day, {"file_number": "2026-012-0007"})
    item = casework.requests.view(registered).timeline[0]
    assert (item.name, item.facts) == ("归档", "档号 2026-012-0007")
    with pytest.raises(StepNotAllowed, match="已归档"):
        casework.steps.record(registered, EventKind.ARCHIVED, clock.day, {})
    assert casework.safekeeping.check().ok


def test_a_refused_step_leaves_nothing_behind(casework: Casework, registered: str) -> None:
    before = casework.context.store
    with before.reading() as reading:
        head = reading.chain_head()
    with pytest.raises((StepNotAllowed, StoreError)):
        casework.steps.record(registered, EventKind.CLOSED, date(2026, 3, 2))
    with before.reading() as reading:
        assert reading.chain_head() == head


def test_what_is_typed_wrongly_is_named_at_its_field_before_it_is_saved(
    casework: Casework, clock: Clock, registered: str
) -> None:
    half = preview_step(casework.context, registered, EventKind.CONSULTED, clock.day, {"party": "third_party"})
    assert half.refusal is None, "what is not there yet is no fault"
    facts: dict[str, Json] = {"ref": "1", "party": "third_party", "received_on": "9.3.2026"}
    wrong = preview_step(casework.context, registered, EventKind.CONSULTED, clock.day, facts)
    assert (wrong.refused_field, wrong.refusal) == ("received_on", "“9.3.2026”不是有效的“年-月-日”日期")


def test_a_late_notice_of_correction_is_written_with_its_own_limit_in_sight(
    casework: Casework, clock: Clock, registered: str
) -> None:
    shown = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE)
    assert shown.limit_sentence == "补正告知最迟 03-11 周三；答复期限 03-30 周一，收到补正后重新计算"
    clock.move_to(3, 12)
    late = casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE)
    assert late.limit_sentence == "补正告知已过 03-11 周三，仍须一次性告知；另按原答复期限 03-30 周一 掌握"


def test_the_preview_names_the_field_that_is_wrong(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 10)
    ahead = preview_step(casework.context, registered, EventKind.NOTED, date(2026, 3, 11))
    assert (ahead.refused_field, "尚未发生" in (ahead.refusal or "")) == ("on", True)
    facts: dict[str, Json] = {"to": "监管处", "due_on": "2026-03-09"}
    inner = preview_step(casework.context, registered, EventKind.HANDED_OVER, clock.day, facts)
    assert (inner.refused_field, "内部期限不能早于" in (inner.refusal or "")) == ("due_on", True)


def test_an_extension_dated_after_the_limit_is_refused_at_its_date(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 20)
    screen = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE)
    clock.move_to(4, 2)
    late = casework.letters.screen(replace(screen.draft, values={"date": "2026-04-01"}))
    refused = {fact.name: fact.refusal for fact in late.facts if fact.refusal}
    assert "期限已于2026年3月30日届满（条例第三十三条第二款）" in (refused["date"] or "")
    ahead = casework.letters.screen(replace(screen.draft, values={"date": "2026-04-03"}))
    assert any("尚未发生" in (fact.refusal or "") for fact in ahead.facts if fact.name == "date")
