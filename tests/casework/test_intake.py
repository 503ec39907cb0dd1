from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.casework.casework import Casework
from desktop.casework.drafts import DraftNotFound
from desktop.casework.intake.intake import IntakeIncomplete
from desktop.casework.intake.intake_views import CheckItem, ContactEntry, DraftPerson, IdentityProof
from desktop.casework.office.settings import OfficeSettings
from desktop.office import open_office
from resources.vocabulary import ApplicantKind, Channel, Delivery, EventKind, LetterKind, Medium
from tests.casework.conftest import SETTINGS, Clock, MakeDraft


def test_a_draft_comes_back_as_it_was_typed(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft(
        channel=Channel.FAX,
        contacts=(ContactEntry(on=date(2026, 3, 2), how="电话", reached=False, at="16:20", by="周宁"),),
        co_applicants=(DraftPerson(name="陈涛", id_number="1"),),
        content="含“引文”、<b>&与𬱖",
        identity_proof=IdentityProof.ORIGINAL_SEEN,
        accepts_other_form=False,
        needs_correction={CheckItem.DESCRIPTION: "不明确"},
    )
    draft = replace(draft, attachments=(casework.intake.attach(draft.id, "申请表", "application/pdf", b"%PDF-"),))
    casework.intake.save_draft(draft)
    assert casework.intake.draft(draft.id) == draft
    assert [row.title for row in casework.intake.drafts()] == ["罗敏霞 含“引文”、<b>&与𬱖"]


def test_a_discarded_draft_is_gone_with_its_files(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft()
    kept = casework.intake.attach(draft.id, "申请表", "image/png", b"picture")
    casework.intake.save_draft(draft)
    assert casework.intake.attachment_bytes(kept) == b"picture"
    casework.intake.discard(draft.id)
    with pytest.raises(DraftNotFound):
        casework.intake.draft(draft.id)
    with casework.context.store.reading() as reading:
        assert reading.draft(f"{draft.id}:{kept.sha256}") is None


def test_registering_gives_number_receipt_and_events_and_takes_the_draft_away(
    casework: Casework, make_draft: MakeDraft
) -> None:
    draft = make_draft()
    draft = replace(draft, attachments=(casework.intake.attach(draft.id, "申请表", "image/png", b"picture"),))
    casework.intake.save_draft(draft)
    done = casework.intake.register(draft)
    assert (done.number, done.receipt_letter) == ("0200-2026-0001", "津关公开回〔2026〕1号")
    assert casework.letters.pdf(done.receipt_letter or "").pdf.startswith(b"%PDF-")
    assert casework.requests.attachment(done.number, draft.attachments[0].sha256)[2] == b"picture"
    assert casework.intake.drafts() == ()
    kinds = [event.kind for event in casework.requests.case(done.number).request.events]
    assert kinds == [EventKind.SUBMITTED, EventKind.REGISTERED, EventKind.RECEIPT_ISSUED]
    assert done.changes.requests == {done.number}


def test_numbers_follow_each_other_and_a_refused_registration_leaves_no_gap(
    casework: Casework, make_draft: MakeDraft
) -> None:
    first = casework.intake.register(make_draft()).number
    with pytest.raises(IntakeIncomplete):
        casework.intake.register(make_draft(content=""))
    second = casework.intake.register(make_draft()).number
    assert (first, second) == ("0200-2026-0001", "0200-2026-0002")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": None}, "channel"),
        ({"arrived_on": None}, "arrived_on"),
        ({"arrived_on": date(2026, 3, 3)}, "arrived_on"),
        ({"channel": Channel.SIGNED_MAIL}, "signed_on"),
        ({"channel": Channel.WEB, "confirmed_on": date(2026, 3, 1)}, "confirmed_on"),
        ({"name": " "}, "name"),
        ({"id_number": ""}, "id_number"),
        ({"phone": "", "address": "", "delivery": Delivery.PICKUP}, "phone"),
        ({"postcode": ""}, "postcode"),
        ({"delivery": Delivery.EMAIL}, "email"),
        ({"content": ""}, "content"),
        ({"medium": None}, "medium"),
        ({"delivery": None}, "delivery"),
        ({"has_agent": True}, "agent_name"),
    ],
)
def test_what_the_regulation_asks_for_must_be_there(
    casework: Casework, make_draft: MakeDraft, changes: dict[str, object], field: str
) -> None:
    faults = casework.intake.preview(make_draft(**changes)).faults
    assert list(faults) == [field]


def test_what_the_correction_notice_will_ask_for_may_be_missing(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft(
        id_number="", address="", postcode="", needs_correction={CheckItem.IDENTITY: "", CheckItem.CONTACT: ""}
    )
    preview = casework.intake.preview(draft)
    assert preview.ready
    assert [line.complete for line in preview.checks] == [False, False, True, True]
    assert casework.intake.register(draft).needs_correction


def test_the_limits_are_shown_before_saving(casework: Casework, make_draft: MakeDraft) -> None:
    preview = casework.intake.preview(make_draft())
    assert [(line.label, line.day) for line in preview.limits] == [
        ("补正告知最迟", date(2026, 3, 11)),
        ("内部目标", date(2026, 3, 25)),
        ("答复期限", date(2026, 3, 30)),
        ("延期后最长", date(2026, 4, 28)),
    ]
    assert [cell.text for cell in preview.cells] == [str(day) for day in range(1, 21)]
    assert preview.cells[-1].is_last


def test_the_arrival_of_an_ordinary_letter_is_explained_away(casework: Casework, make_draft: MakeDraft) -> None:
    tried = ContactEntry(on=date(2026, 3, 2), how="电话", reached=False, at="16:20")
    receipt = casework.intake.preview(make_draft(channel=Channel.ORDINARY_MAIL, contacts=(tried,))).receipt
    assert receipt.day is None
    assert receipt.sentence == "收到日待与申请人确认"
    assert receipt.why_not_title == "为什么不是 3月2日"
    assert receipt.why_not is not None
    assert "3月2日 16:20（电话）尝试联系，未联系上" in receipt.why_not


def test_the_identity_number_hints_and_never_stops(casework: Casework, make_draft: MakeDraft) -> None:
    good = casework.intake.preview(make_draft()).identity_hint
    doubtful = casework.intake.preview(make_draft(id_number="120101197803140008"))
    assert good is not None
    assert good.matches
    assert doubtful.identity_hint is not None
    assert not doubtful.identity_hint.matches
    assert doubtful.ready


def test_earlier_requests_of_the_applicant_are_counted_by_month_and_year(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    clock.move_to(2, 2)
    casework.intake.register(make_draft())
    clock.move_to(3, 2)
    casework.intake.register(make_draft())
    casework.intake.register(make_draft(id_number="另一证件"))
    casework.intake.register(make_draft(name="陈涛", id_number="1", phone="2"))
    same = casework.intake.same_applicant(make_draft())
    assert same is not None
    assert (same.this_month, same.this_year, same.open) == (3, 4, 3)
    assert same.note == "证件号相同 2 件；同名同电话 1 件，请核对"


def test_similar_contents_are_found(casework: Casework, make_draft: MakeDraft) -> None:
    alike = casework.intake.register(make_draft(content="2024年关区跨境电商通关时效分企业统计")).number
    casework.intake.register(make_draft(content="公务用车采购合同"))
    found = casework.intake.similar(make_draft(name="陈涛"))
    assert found[0].number == alike
    assert casework.intake.similar(make_draft(content="", document_title="")) == ()


def test_settings_that_lack_what_the_receipt_says_stop_no_registration(
    tmp_path: Path, clock: Clock, make_draft: MakeDraft
) -> None:
    opened = open_office(tmp_path / "bare.db", clock=clock)
    try:
        casework = opened.casework
        casework.settings.save(OfficeSettings(name="某海关"))
        done = casework.intake.register(make_draft())
        assert done.receipt_letter is None
        assert "联系部门" in (done.receipt_refusal or "")
        steps = casework.steps.of(done.number)
        owed = next(step for step in steps if step.kind is EventKind.RECEIPT_ISSUED)
        assert (owed.open, owed.letter, owed.name) == (True, LetterKind.RECEIPT, "出具回执")
        casework.settings.save(replace(SETTINGS, name="某海关"))
        screen = casework.letters.begin([done.number], LetterKind.RECEIPT)
        casework.letters.issue(screen.draft)
        assert EventKind.RECEIPT_ISSUED not in {step.kind for step in casework.steps.of(done.number)}
        assert casework.safekeeping.check().ok
    finally:
        opened.close()


def test_a_name_that_no_font_has_stops_no_registration(casework: Casework, make_draft: MakeDraft) -> None:
    done = casework.intake.register(make_draft(name="张\U0003fffd"))
    assert done.receipt_letter is None
    assert "U+3FFFD" in (done.receipt_refusal or "")
    assert casework.requests.view(done.number).content
    following = casework.intake.register(make_draft())
    assert (following.number, following.receipt_letter) == ("0200-2026-0002", "津关公开回〔2026〕1号")


def test_a_form_that_was_not_asked_for_is_assumed_and_said_so(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft(medium=None, delivery=None, needs_correction={CheckItem.FORM: "写明载体和获取方式"})
    assert casework.intake.preview(draft).ready
    number = casework.intake.register(draft).number
    request = casework.requests.case(number).request
    assert (request.medium, request.delivery) == (Medium.PAPER, Delivery.POST)
    assert "暂按纸质、邮寄登记" in casework.requests.view(number).timeline[1].facts


def test_an_organisation_is_not_masked(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft(name="天津1号示例贸易有限公司", applicant_kind=ApplicantKind.BUSINESS)
    view = casework.requests.view(casework.intake.register(draft).number)
    assert view.applicant == "天津1号示例贸易有限公司"
    assert SETTINGS.clerk in view.timeline[1].facts


def test_a_request_of_the_old_regulation_gets_no_receipt_that_promises_the_limit_of_the_new_one(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """L01 says 国务院令第711号 and 20 working days; a request of 2018 had 15 under 国务院令第492号 (条例 24)."""
    registered = casework.intake.register(make_draft(arrived_on=date(2018, 3, 5)))
    assert registered.receipt_letter is None
    assert registered.receipt_refusal is None
    assert casework.letters.register() == ()
    assert casework.intake.register(make_draft()).receipt_letter is not None
