"""Correcting how a request came, who asks besides, who acts for it and in what form: old and new stay, all follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.records import Event, Json
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import CheckItem, DraftPerson
from desktop.casework.requests.cases import read_case
from desktop.casework.steps.amendable import amend, amendable_events, preview_amendment
from desktop.casework.steps.particulars import BROUGHT_BY
from desktop.casework.steps.steps import StepFactRefused, append
from desktop.office import open_office
from resources.vocabulary import Channel, Delivery, EventKind, Matter
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import replied

WHY = "录入时看错"


def corrected(casework: Casework, number: str, field: str, new: Json) -> None:
    amend(casework.context, number, BROUGHT_BY, field, new, WHY)


def refused(casework: Casework, number: str, field: str, new: Json) -> str:
    """Why a correction is refused, the same before it is saved and when it is."""
    before = preview_amendment(casework.context, number, BROUGHT_BY, field, new).refusal
    with pytest.raises(StepFactRefused) as fault:
        corrected(casework, number, field, new)
    assert fault.value.reason == before
    return fault.value.reason


def told_of(casework: Casework, number: str) -> str:
    view = casework.requests.view(number)
    return " ".join(item.facts + (item.struck or "") for item in view.timeline if item.kind is EventKind.AMENDED)


def person(name: str, number: str) -> dict[str, Json]:
    return {"kind": "natural_person", "name": name, "id_type": "resident_id", "id_number": number}


def test_another_channel_moves_the_receipt_day_and_names_the_receipt_that_keeps_the_old_one(
    casework: Casework, registered: str
) -> None:
    """Put down as handed in on Mon 2 March 2026; it came by web, where Tue 3 March holds until it is confirmed."""
    preview = preview_amendment(casework.context, registered, BROUGHT_BY, "channel", "web")
    assert (preview.old_due, preview.new_due) == (date(2026, 3, 30), date(2026, 3, 31))
    assert "登记回执 1号" in (preview.printed or "")
    corrected(casework, registered, "channel", "web")
    case = casework.requests.case(registered)
    assert (case.request.channel, case.limits.receipt) == (Channel.WEB, date(2026, 3, 3))
    assert "当面" in told_of(casework, registered)
    notes = [item.note for item in casework.requests.view(registered).timeline if item.kind is EventKind.AMENDED]
    assert "登记回执 1号" in (notes[0] or "")
    assert casework.safekeeping.check().ok


def test_on_an_earlier_day_the_channel_is_that_which_was_recorded_then(
    casework: Casework, registered: str, clock: Clock
) -> None:
    clock.move_to(3, 6)
    corrected(casework, registered, "channel", "web")
    clock.move_to(3, 9)
    corrected(casework, registered, "channel", "oral")
    seen = [replace(casework.context, as_of=date(2026, 3, day)) for day in (5, 6, 9)]
    with casework.context.store.reading() as reading:
        days = [read_case(context, reading, registered).limits.receipt for context in seen]
    assert days == [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 2)]


def test_an_ended_request_keeps_a_channel_that_gives_it_a_receipt_day(casework: Casework, registered: str) -> None:
    replied(casework, registered)
    assert "收到日不能确定" in refused(casework, registered, "channel", "ordinary_mail")
    corrected(casework, registered, "channel", "oral")


def test_a_request_turns_out_to_be_one_for_the_correction_of_a_record(casework: Casework, registered: str) -> None:
    corrected(casework, registered, "matter", "record_correction")
    assert casework.requests.case(registered).request.matter is Matter.RECORD_CORRECTION
    corrected(casework, registered, "matter", "disclosure")
    with casework.context.store.writing() as writing:
        asked = Event(kind=EventKind.REASONS_REQUESTED, on=date(2026, 3, 2))
        append(casework.context, writing, read_case(casework.context, writing, registered), asked)
    assert "已经办理“要求说明理由”" in refused(casework, registered, "matter", "record_correction")


def test_further_applicants_come_and_go_with_their_papers(
    casework: Casework, make_draft: MakeDraft, tmp_path: Path, clock: Clock
) -> None:
    number = casework.intake.register(make_draft(co_applicants=(DraftPerson(name="孙祎", id_number="1"),))).number
    first = tmp_path / "first.jsonl"
    casework.exchange.write(first)
    both: list[Json] = [person("孙祎", "120101199203070011"), person("王𬱖", "１２０１０１１９７８０３１４０００９")]
    corrected(casework, number, "co_applicants", both)
    people = casework.requests.case(number).request.co_applicants
    assert [(one.name, one.id_number) for one in people] == [
        ("孙祎", "120101199203070011"),
        ("王𬱖", "120101197803140009"),
    ]
    assert "120101********0009" in told_of(casework, number)
    assert "王𬱖" not in told_of(casework, number)
    assert refused(casework, number, "co_applicants", [*both, person(" ", "")]) == "请填写共同申请人姓名"
    corrected(casework, number, "co_applicants", [])
    assert casework.requests.case(number).request.co_applicants == ()
    shown = dict(reversed(casework.requests.identity(number).contact))
    assert shown["原共同申请人"] == "孙祎 120101199203070011、王𬱖 120101197803140009"
    assert casework.safekeeping.check().ok
    assert casework.exchange.read(first)[0].skipped == 1, "an older file of the same request adds nothing"


def test_an_agent_who_acts_for_nobody_is_taken_out_with_his_papers(
    casework: Casework, make_draft: MakeDraft, tmp_path: Path, clock: Clock
) -> None:
    draft = make_draft(has_agent=True, agent_name="欧阳昇", agent_id_number="E12345678", agent_authority="代为申请")
    number = casework.intake.register(draft).number
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    casework.exchange.write(first)
    corrected(casework, number, "agent.name", None)
    assert casework.requests.case(number).request.agent is None
    assert "欧阳昇" not in told_of(casework, number)
    assert casework.exchange.read(first)[0].skipped == 1
    casework.exchange.write(second)
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(first)
        assert other.casework.exchange.read(second)[0].updated == 1
        assert other.casework.requests.case(number).request.agent is None
    finally:
        other.close()
    corrected(casework, number, "agent.name", "赵六")
    assert casework.safekeeping.check().ok


def test_all_who_ask_and_who_acts_for_them_are_seen_in_full(casework: Casework, make_draft: MakeDraft) -> None:
    others = (DraftPerson(name="孙祎", id_number="120101199203070011"), DraftPerson(name="王𬱖"))
    draft = make_draft(
        co_applicants=others, has_agent=True, agent_name="赵六", agent_id_number="E12345678", agent_authority="代为申请"
    )
    shown = casework.requests.identity(casework.intake.register(draft).number).contact
    assert ("共同申请人", "孙祎 120101199203070011、王𬱖") in shown
    assert ("代理人", "赵六 E12345678") in shown
    assert ("委托事项", "代为申请") in shown


def test_help_and_the_form_are_corrected(casework: Casework, registered: str) -> None:
    corrected(casework, registered, "assistance", "需要放大字体")
    corrected(casework, registered, "accepts_other_form", True)
    request = casework.requests.case(registered).request
    assert (request.assistance, request.accepts_other_form) == ("需要放大字体", True)
    corrected(casework, registered, "subject", "关税")
    assert casework.requests.case(registered).request.subject == "关税"
    corrected(casework, registered, "assistance", None)
    corrected(casework, registered, "accepts_other_form", False)
    assert "可以接受其他方式" in told_of(casework, registered)
    request = casework.requests.case(registered).request
    assert (request.assistance, request.accepts_other_form) == (None, False)


def test_a_way_of_delivery_needs_what_it_leads_to(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(email="", fax="")).number
    assert refused(casework, number, "delivery", "email") == "获取方式为电子邮件，请填写电子邮箱"
    assert refused(casework, number, "delivery", "fax") == "获取方式为传真，请填写传真号码"
    assert refused(casework, number, "applicant.address", "") == "获取方式为邮寄，请填写通信地址"
    assert "name@example.cn" in refused(casework, number, "applicant.email", "1")
    corrected(casework, number, "applicant.email", "ｌｕｏ＠example.cn")
    corrected(casework, number, "delivery", "email")
    corrected(casework, number, "applicant.postcode", "")
    request = casework.requests.case(number).request
    assert (request.delivery, request.applicant.email) == (Delivery.EMAIL, "luo@example.cn")


def test_the_last_way_to_reach_the_applicant_stays(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(address="", postcode="", delivery=Delivery.PICKUP)).number
    assert refused(casework, number, "applicant.phone", "") == "电话、邮箱、地址、传真至少填一项"


def test_an_identity_number_that_was_missing_first_does_not_part_the_copies_of_a_request(
    casework: Casework, make_draft: MakeDraft, tmp_path: Path
) -> None:
    draft = make_draft(id_number="", needs_correction={CheckItem.IDENTITY: "身份证明复印件"})
    number = casework.intake.register(draft).number
    casework.exchange.write(tmp_path / "first.jsonl")
    corrected(casework, number, "applicant.id_number", "１２０１０１１９７８０３１４０００９")
    assert casework.requests.case(number).request.applicant.id_number == "120101197803140009"
    assert casework.exchange.read(tmp_path / "first.jsonl")[0].skipped == 1


def test_what_is_offered_fits_the_request(casework: Casework, make_draft: MakeDraft, clock: Clock) -> None:
    def offered(number: str) -> set[str]:
        return {field.name for field in amendable_events(casework.context, number)[-1].fields}

    plain = casework.intake.register(make_draft()).number
    of_a_record = casework.intake.register(make_draft(record_correction=True, medium=None, evidence="执照")).number
    assert {"channel", "matter", "co_applicants", "assistance", "accepts_other_form", "agent.name"} <= offered(plain)
    assert "accepts_other_form" not in offered(of_a_record)
    assert "purpose" not in offered(plain)
    clock.move_to(3, 2, 2018)
    assert "purpose" in offered(casework.intake.register(make_draft(purpose="科研")).number)
