"""Wrong entries: old and new limit before saving, both values afterwards, and the letters that keep the old day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.records import Event, Json
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import CheckItem
from desktop.casework.registers.register_views import Register, RegisterWanted
from desktop.casework.requests.cases import read_case
from desktop.casework.requests.requests import RequestFilter, Standing
from desktop.casework.steps.amendable import amend, amendable_events, preview_amendment
from desktop.casework.steps.event_facts import EVENT_FACTS, fact_label
from desktop.casework.steps.event_words import value_words
from desktop.casework.steps.steps import StepFactRefused, append
from desktop.casework.views import FieldType, TimelineItem
from desktop.office import open_office
from resources.vocabulary import Delivery, EventKind, IdentityDocument, Medium, Outcome, Table3Column, Table3Row
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import replied

ARRIVAL = 0


def correction(casework: Casework, number: str) -> TimelineItem:
    return next(item for item in casework.requests.view(number).timeline if item.kind is EventKind.AMENDED)


def test_before_saving_both_limits_and_the_letters_with_the_old_day_are_named(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 4)
    preview = preview_amendment(casework.context, registered, ARRIVAL, "on", "2026-02-27")
    assert (preview.old_due, preview.new_due) == (date(2026, 3, 30), date(2026, 3, 26))
    assert preview.printed is not None
    assert "登记回执 1号" in preview.printed


def test_afterwards_the_page_says_which_letter_keeps_the_old_day_and_who_corrected(
    casework: Casework, clock: Clock, registered: str
) -> None:
    clock.move_to(3, 4)
    amend(casework.context, registered, ARRIVAL, "on", "2026-02-27", "收件章日期为2月27日")
    item = correction(casework, registered)
    assert "登记回执 1号" in (item.note or "")
    assert "周宁更正" in item.facts


def test_a_correction_that_no_letter_printed_names_none(casework: Casework, clock: Clock, registered: str) -> None:
    casework.steps.record(registered, EventKind.HANDED_OVER, clock.day, {"to": "关税处", "due_on": "2026-03-20"})
    place = amendable_events(casework.context, registered)[0].place
    assert preview_amendment(casework.context, registered, place, "due_on", "2026-03-24").printed is None
    amend(casework.context, registered, place, "due_on", "2026-03-24", "笔误")
    assert correction(casework, registered).note is None


def test_a_name_is_corrected_by_an_event_and_found_under_the_new_one_only(casework: Casework, registered: str) -> None:
    amend(casework.context, registered, ARRIVAL, "applicant.name", "罗敏遐", "身份证上为“遐”")
    assert casework.requests.case(registered).request.applicant.name == "罗敏遐"
    found = {text: casework.requests.page(RequestFilter(standing=Standing.ALL, text=text)).rows for text in NAMES}
    assert [row.number for row in found["罗敏遐"]] == [registered]
    assert found["罗敏霞"] == ()
    assert casework.safekeeping.check().ok


NAMES = ("罗敏遐", "罗敏霞")


def test_the_old_value_stays_visible_masked_on_the_page_and_in_full_when_asked_for(
    casework: Casework, registered: str
) -> None:
    amend(casework.context, registered, ARRIVAL, "applicant.phone", "13900000008", "听错一位")
    item = correction(casework, registered)
    assert item.struck == "138****0007"
    assert "139****0008" in item.facts
    assert "听错一位" in item.facts
    assert ("原电话", "13800000007") in casework.requests.identity(registered).contact


def test_the_arrival_itself_is_not_touched_by_a_corrected_name(casework: Casework, registered: str) -> None:
    amend(casework.context, registered, ARRIVAL, "applicant.name", "罗敏遐", "笔误")
    arrival = casework.requests.view(registered).timeline[-1]
    assert (arrival.struck, arrival.note) == (None, None)
    assert "applicant.name" not in str(casework.requests.case(registered).limits.course)


def test_content_is_corrected_and_the_receipt_keeps_what_it_says(casework: Casework, registered: str) -> None:
    letters = casework.context.store
    with letters.reading() as reading:
        before = [letter.sha256 for letter in reading.letters_of("天津海关", registered)]
    amend(casework.context, registered, ARRIVAL, "content", "2024年关区跨境电商通关时效统计", "年份录错")
    assert casework.requests.view(registered).content == "2024年关区跨境电商通关时效统计"
    with letters.reading() as reading:
        assert [letter.sha256 for letter in reading.letters_of("天津海关", registered)] == before


@pytest.mark.parametrize(
    ("field", "new", "why"),
    [
        ("applicant.name", " ", "笔误"),
        ("content", None, "笔误"),
        ("applicant.name", "罗敏霞", "笔误"),
        ("applicant.name", "罗敏遐", " "),
    ],
)
def test_a_correction_needs_another_value_and_a_reason(
    casework: Casework, registered: str, field: str, new: str | None, why: str
) -> None:
    with pytest.raises(StepFactRefused):
        amend(casework.context, registered, ARRIVAL, field, new, why)


def test_a_corrected_request_goes_to_another_office_and_back(
    casework: Casework, clock: Clock, registered: str, tmp_path: Path
) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    casework.exchange.write(before)
    amend(casework.context, registered, ARRIVAL, "applicant.address", "天津市河西区示例路9号", "门牌抄错")
    casework.exchange.write(after)
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        counts = [other.casework.exchange.read(file)[0] for file in (before, after, before)]
        assert [(one.requests, one.updated, one.skipped) for one in counts] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
        assert other.casework.requests.case(registered).request.applicant.address == "天津市河西区示例路9号"
        assert other.casework.safekeeping.check().ok
    finally:
        other.close()


def test_a_corrected_kind_of_applicant_moves_the_request_to_its_column(
    casework: Casework, clock: Clock, registered: str, tmp_path: Path
) -> None:
    def cell(column: Table3Column) -> int:
        return casework.statistics.annual(2026).cell(Table3Row.RECEIVED, column)

    assert (cell(Table3Column.NATURAL_PERSON), cell(Table3Column.LEGAL_SERVICE)) == (1, 0)
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    casework.exchange.write(before)
    amend(casework.context, registered, ARRIVAL, "applicant.kind", "legal_service", "以律师事务所名义申请")
    assert (cell(Table3Column.NATURAL_PERSON), cell(Table3Column.LEGAL_SERVICE)) == (0, 1)
    item = correction(casework, registered)
    assert (item.struck, "法律服务机构" in item.facts) == ("自然人", True)
    assert casework.safekeeping.check().ok
    casework.exchange.write(after)
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        for file in (before, after):
            other.casework.exchange.read(file)
        assert other.casework.statistics.annual(2026).cell(Table3Row.RECEIVED, Table3Column.LEGAL_SERVICE) == 1
    finally:
        other.close()


def test_an_assumed_form_is_put_right_when_the_correction_tells_it(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft(medium=None, delivery=None, needs_correction={CheckItem.FORM: "写明载体和获取方式"})
    number = casework.intake.register(draft).number
    amend(casework.context, number, ARRIVAL, "medium", "disc", "补正写明")
    amend(casework.context, number, ARRIVAL, "delivery", "pickup", "补正写明")
    request = casework.requests.case(number).request
    assert (request.medium, request.delivery) == (Medium.DISC, Delivery.PICKUP)
    with pytest.raises(StepFactRefused, match="不认识的代码"):
        amend(casework.context, number, ARRIVAL, "delivery", "pigeon", "补正写明")


@pytest.mark.parametrize(("kind", "fact"), [(kind, fact.name) for kind, facts in EVENT_FACTS.items() for fact in facts])
def test_each_fact_has_a_name_on_the_screen(kind: EventKind, fact: str) -> None:
    linking = kind is EventKind.REOPENED and fact in ("dispute", "decision")
    assert linking or fact_label(fact, kind) != fact


def test_the_period_for_a_correction_is_lengthened_for_a_good_reason(
    casework: Casework, clock: Clock, registered: str
) -> None:
    with casework.context.store.writing() as writing:
        case = read_case(casework.context, writing, registered)
        asked = Event(kind=EventKind.CORRECTION_REQUESTED, on=clock.day, facts={"items": ["x"], "allowed_days": 5})
        append(casework.context, writing, case, asked)
    place = len(casework.requests.case(registered).request.events) - 1
    # 3-6 March (4), 9; and ten more: 10-13 (4), 16-20 (9), 23.
    assert casework.requests.case(registered).limits.correction_due == date(2026, 3, 9)
    entry = next(entry for entry in amendable_events(casework.context, registered) if entry.place == place)
    assert [field.name for field in entry.fields] == ["on", "served_on", "items", "allowed_days", "note"]
    amend(casework.context, registered, place, "allowed_days", 15, "申请人住院，请求延长")
    limits = casework.requests.case(registered).limits
    assert (limits.correction_due, limits.close_from) == (date(2026, 3, 23), date(2026, 3, 24))


def test_an_amount_is_corrected_as_a_number(casework: Casework, clock: Clock, registered: str) -> None:
    with casework.context.store.writing() as writing:
        noticed = Event(kind=EventKind.FEE_NOTICED, on=clock.day, facts={"amount": 60})
        append(casework.context, writing, read_case(casework.context, writing, registered), noticed)
    entry = amendable_events(casework.context, registered)[0]
    amount = next(field for field in entry.fields if field.name == "amount")
    assert (amount.type, amount.default) == (FieldType.NUMBER, 60)
    amend(casework.context, registered, entry.place, "amount", 62.5, "漏算一份")
    assert casework.registers.page(RegisterWanted(which=Register.FEES)).lines[0].cells[4] == 62.5


def test_a_second_correction_names_the_value_that_the_first_one_left(
    casework: Casework, clock: Clock, registered: str
) -> None:
    casework.steps.record(registered, EventKind.HANDED_OVER, clock.day, {"to": "关税处", "due_on": "2026-03-20"})
    place = amendable_events(casework.context, registered)[0].place
    amend(casework.context, registered, place, "due_on", "2026-03-24", "笔误")
    amend(casework.context, registered, place, "due_on", "2026-03-25", "又写错")
    last = casework.requests.case(registered).request.events[-1]
    assert (last.facts["old"], last.facts["new"]) == ("2026-03-24", "2026-03-25")


def test_a_request_that_was_taken_up_again_can_be_corrected(casework: Casework, clock: Clock, registered: str) -> None:
    casework.letters.void(replied(casework, registered), "答复内容有误")
    entries = {entry.name: entry for entry in amendable_events(casework.context, registered)}
    reopened = entries[EventKind.REOPENED.label]
    assert [field.name for field in reopened.fields] == ["on", "why", "note"], "no decision arrived"
    amend(casework.context, registered, reopened.place, "why", "答复对象有误", "写错")
    assert casework.safekeeping.check().ok


def test_the_outcome_of_a_reply_without_a_letter_is_corrected_in_its_entry(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """Replies under 国务院令第492号 are recorded, not composed: there is no letter to void and to write anew."""
    number = casework.intake.register(make_draft(arrived_on=date(2019, 4, 8))).number
    casework.steps.record(number, EventKind.EXTENDED, date(2019, 4, 22), {"days": 5, "approved_by": "张三"})
    extended = amendable_events(casework.context, number)[0]
    amend(casework.context, number, extended.place, "days", 15, "笔误")
    casework.steps.record(number, EventKind.REPLIED, clock.day, {"outcome": "nonexistent"})
    entry = amendable_events(casework.context, number)[0]
    outcome = next(field for field in entry.fields if field.name == "outcome")
    offered = {choice.code for choice in outcome.choices}
    assert {"provided", "nonexistent"} <= offered
    assert not offered & {"withdrawn", "fee_lapsed", "record_corrected"}
    amend(casework.context, number, entry.place, "outcome", "provided", "选错")
    ending = casework.requests.case(number).limits.course.ending
    assert ending is not None
    assert ending.outcome is Outcome.PROVIDED
    assert casework.safekeeping.check().ok


def test_what_an_issued_letter_says_is_not_changed_in_its_entry(casework: Casework, registered: str) -> None:
    replied(casework, registered)
    entry = next(one for one in amendable_events(casework.context, registered) if one.name == EventKind.REPLIED.label)
    assert [field.name for field in entry.fields] == ["on", "note"]


@pytest.mark.parametrize(
    ("facts", "field", "new", "struck", "words"),
    [
        ({"party": "third_party"}, "party", "joint_agency", "第三方", "共同制作机关"),
        ({"party": "third_party", "name": "王芳"}, "name", "某公司", "王**", "某公司"),
        ({"party": "third_party", "name": "某公司"}, "name", "王芳", "某公司", "王**"),
    ],
)
def test_both_values_of_a_correction_are_words_and_show_no_name(
    casework: Casework,
    clock: Clock,
    make_draft: MakeDraft,
    facts: dict[str, str],
    field: str,
    new: str,
    struck: str,
    words: str,
) -> None:
    number = casework.intake.register(make_draft(name="王芳")).number
    with casework.context.store.writing() as writing:
        asked = Event(kind=EventKind.CONSULTED, on=clock.day, facts={"ref": "1", **facts})
        append(casework.context, writing, read_case(casework.context, writing, number), asked)
    place = amendable_events(casework.context, number)[0].place
    amend(casework.context, number, place, field, new, "笔误")
    timeline = casework.requests.view(number).timeline
    assert next(item.struck for item in timeline if item.place == place) == struck
    told = correction(casework, number).facts
    assert f"改为 {words}" in told
    assert "王芳" not in told


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("basis", "page", "按量计收"),
        ("reached", True, "是"),
        ("items", ["年份", "名称"], "年份、名称"),
        ("tracking_number", "EMS123456789", "****6789"),
        ("amount", 62.5, "62.5"),
        ("name", None, "空"),
    ],
)
def test_a_value_of_any_kind_is_told_in_words(field: str, value: Json, words: str) -> None:
    assert value_words(field, value) == words


def test_the_agent_is_corrected_or_named_later_and_the_exchange_keeps_it(
    casework: Casework, tmp_path: Path, clock: Clock, make_draft: MakeDraft
) -> None:
    number = casework.intake.register(make_draft()).number
    offered = {field.name for field in amendable_events(casework.context, number)[-1].fields}
    assert "agent.name" in offered
    assert "agent.id_number" not in offered, "nobody has that number"
    with pytest.raises(StepFactRefused):
        amend(casework.context, number, ARRIVAL, "agent.id_number", "E12345678", "漏记")
    first = tmp_path / "first.jsonl"
    casework.exchange.write(first)
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(first)
        amend(casework.context, number, ARRIVAL, "agent.name", "欧阳昇", "漏记代理人")
        amend(casework.context, number, ARRIVAL, "agent.id_type", "passport", "漏记证件")
        amend(casework.context, number, ARRIVAL, "agent.id_number", "E12345678", "漏记证件")
        amend(casework.context, number, ARRIVAL, "agent.name", "欧阳昪", "写错")
        agent = casework.requests.case(number).request.agent
        assert agent is not None
        assert (agent.name, agent.id_type, agent.id_number) == ("欧阳昪", IdentityDocument.PASSPORT, "E12345678")
        told = " ".join(item.facts + (item.struck or "") for item in casework.requests.view(number).timeline)
        assert "欧阳昇" not in told
        assert "E12345678" not in told
        assert casework.safekeeping.check().ok
        casework.exchange.write(tmp_path / "second.jsonl")
        other.casework.exchange.read(tmp_path / "second.jsonl")
        assert other.casework.requests.case(number).request.agent == agent
    finally:
        other.close()
