"""新收: a paper request is registered by keyboard alone, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework.intake.intake_views import IdentityProof
from desktop.counter.further_applicants import FurtherApplicants
from desktop.office import Office
from desktop.widgets.choices import ChoicePills
from desktop.widgets.fields import Combo
from desktop.widgets.screen import Place
from resources.vocabulary import ApplicantKind, Channel, Delivery, IdentityDocument, Matter, Medium

if TYPE_CHECKING:
    from desktop.counter.intake import Intake
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Clock, Keyboard

MOST_PRESSES = 240
CONTENT = "2025年关区跨境电商通关时效统计的口径说明，含 <b>A&B</b> 的“说明”。"

Settled = Callable[[], None]


def fill_letter(keyboard: Keyboard, settled: Settled, content: str = CONTENT) -> None:
    """An ordinary letter of 罗敏霞, confirmed by phone today, up to the last step."""
    keyboard.press("3", "Tab")
    keyboard.type("1014")
    keyboard.press("Alt+L", "2", "Return")
    settled()
    keyboard.press("Alt+N")
    keyboard.write("罗敏霞")
    keyboard.press("Tab", "Tab")
    keyboard.type("120101197803140009")
    keyboard.press("Tab", "Tab")
    keyboard.type("13800000007")
    keyboard.press("Tab", "Tab")
    keyboard.write("天津市和平区示例路8号")
    keyboard.press("Tab")
    keyboard.type("300040")
    keyboard.press("Alt+N")
    keyboard.write(content)
    keyboard.press("Alt+M", "1", "Tab", "1", "Alt+N")
    settled()


def test_a_letter_is_registered_by_keyboard_alone(
    intake: Intake, keyboard: Keyboard, settled: Settled, office: Office, window: MainWindow, tmp_path: Path
) -> None:
    fill_letter(keyboard, settled)
    keyboard.press("Ctrl+Return")
    settled()
    assert keyboard.presses <= MOST_PRESSES
    with office.casework.context.store.reading() as reading:
        request = reading.request("天津海关", "0200-2026-0001")
    applicant = request.applicant
    assert (request.channel, request.content) == (Channel.ORDINARY_MAIL, CONTENT)
    assert (request.medium, request.delivery) == (Medium.PAPER, Delivery.POST)
    assert (applicant.name, applicant.id_type) == ("罗敏霞", IdentityDocument.RESIDENT_ID)
    assert (applicant.id_number, applicant.phone) == ("120101197803140009", "13800000007")
    assert (applicant.address, applicant.postcode) == ("天津市和平区示例路8号", "300040")
    assert window.casework.intake.drafts() == ()
    papers = list((tmp_path / "papers").glob("*.pdf"))
    assert len(papers) == 1, "without a printer the receipt is kept as a file"
    assert papers[0].read_bytes().startswith(b"%PDF")
    assert str(papers[0]) in window.status.message
    assert window.screen_shown.help_page == "requests", "the request that was registered is shown"


def test_the_receipt_day_and_its_reason_stand_there_before_anything_is_saved(
    intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("3", "Tab")
    keyboard.type("1014")
    settled()
    assert "2026年10月" not in intake.receipt.decision.text, "nobody has confirmed yet"
    keyboard.press("Alt+L", "2", "Return")
    settled()
    assert "收到日为 2026年10月16日（周五）" in intake.receipt.decision.text
    assert office.casework.worklist.rows() == ()


@pytest.mark.parametrize(("key", "channel"), [("4", Channel.WEB), ("5", Channel.EMAIL), ("6", Channel.FAX)])
def test_what_came_by_wire_counts_from_the_next_working_day_until_both_sides_confirm(
    intake: Intake, keyboard: Keyboard, settled: Settled, key: str, channel: Channel
) -> None:
    keyboard.press(key, "Tab")
    keyboard.type("1013")
    settled()
    assert intake.keeper.draft.channel is channel
    assert "2026年10月14日（周三）" in intake.receipt.decision.text, "条例 31: nobody has confirmed yet"
    keyboard.press("Alt+L", "2", "Return")
    settled()
    assert "收到日为 2026年10月16日（周五）" in intake.receipt.decision.text


def test_what_is_typed_survives_a_kill(
    intake: Intake, keyboard: Keyboard, settled: Settled, store_file: Path, clock: Clock, office: Office
) -> None:
    keyboard.press("1", "Alt+N")
    keyboard.write("王𬱖")
    settled()
    with office.casework.context.store.reading() as reading:
        drafts = reading.drafts("intake")
    assert [draft.content["name"] for draft in drafts] == ["王𬱖"], "saved while the focus is still in the field"


def test_a_draft_is_offered_again_and_gone_on_with(
    window: MainWindow, intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("1", "Alt+N")
    keyboard.write("王𬱖")
    settled()
    keyboard.press("Ctrl+N")
    settled()
    assert intake.keeper.empty
    keyboard.press("Ctrl+O")
    settled()
    keyboard.press("Return")
    settled()
    assert intake.keeper.draft.name == "王𬱖"
    assert intake.applicant.field_of("name").text() == "王𬱖"


def test_a_draft_is_discarded_only_when_asked_and_takes_no_number(
    window: MainWindow, intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("1", "Alt+N")
    keyboard.write("王五")
    settled()
    keyboard.press("Ctrl+Shift+D")
    keyboard.press("Escape")
    settled()
    assert [draft.title for draft in office.casework.intake.drafts()] == ["王五"]
    keyboard.press("Ctrl+Shift+D")
    keyboard.press("Return")
    settled()
    assert office.casework.intake.drafts() == ()
    assert intake.keeper.empty
    keyboard.press("Ctrl+N")
    fill_letter(keyboard, settled)
    keyboard.press("Ctrl+Shift+Return")
    settled()
    assert office.casework.worklist.rows()[0].number == "0200-2026-0001"


def test_bad_input_is_one_sentence_at_its_field_and_nothing_is_lost(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    fill_letter(keyboard, settled)
    keyboard.press("Alt+P", "Alt+P")
    keyboard.press("Ctrl+A", "Delete", "Alt+N", "Alt+N")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    assert intake.applicant.fault_of("name") != ""
    assert QApplication.focusWidget() is intake.applicant.field_of("name")
    assert intake.keeper.draft.content == CONTENT


def test_a_fault_goes_as_soon_as_its_field_is_changed(intake: Intake, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("1", "Alt+N", "Alt+N", "Alt+P")
    settled()
    assert intake.applicant.fault_of("name") != ""
    keyboard.write("罗敏霞")
    assert intake.applicant.fault_of("name") == ""
    keyboard.press("Tab")
    assert intake.applicant.fault_of("name") == "", "leaving at once must not bring the old fault back"


def test_what_a_new_request_begins_with_is_seen(intake: Intake) -> None:
    assert intake.applicant.kinds.value() is ApplicantKind.NATURAL_PERSON
    proof = intake.applicant.field_of("identity_proof")
    assert isinstance(proof, ChoicePills)
    assert proof.value() is IdentityProof.COPY_ENCLOSED


def test_a_day_in_the_future_is_refused_with_its_reason(intake: Intake, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("1", "Tab")
    keyboard.press("Ctrl+A")
    keyboard.type("2026-10-17")
    settled()
    keyboard.press("Alt+N", "Alt+P")
    settled()
    assert intake.receipt.fault_of("arrived_on") == "周末。晚于今日，不能登记"
    assert intake.receipt.decision.text == "日期晚于今日，收到日未定", "no receipt day follows from it"
    assert intake.keeper.draft.arrived_on == date(2026, 10, 17), "what was typed stays to be mended"


def test_an_identity_number_that_does_not_check_is_a_hint_and_no_stop(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("1", "Alt+N", "Tab", "Tab")
    keyboard.type("120101197803140008")
    settled()
    assert intake.applicant.hint.isVisible()
    assert intake.applicant.fault_of("id_number") == ""


def test_what_is_missing_prepares_the_correction_notice(
    intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    fill_letter(keyboard, settled)
    keyboard.press("Tab", "Tab", "Right")
    settled()
    keyboard.write("请写明所需统计的年份和口岸")
    settled()
    keyboard.press("Ctrl+Shift+Return")
    settled()
    number = office.casework.worklist.rows()[0].number
    steps = office.casework.steps.of(number)
    assert steps[0].kind.value == "correction_requested"
    assert steps[0].recommended


def test_earlier_requests_of_the_same_person_appear_while_typing(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    fill_letter(keyboard, settled)
    keyboard.press("Ctrl+Shift+Return")
    settled()
    keyboard.press("Ctrl+N", "1", "Alt+N")
    settled()
    keyboard.write("罗敏霞")
    keyboard.press("Tab", "Tab")
    keyboard.type("120101197803140009")
    settled()
    settled()
    assert intake.side.same.isVisible()
    assert [line.target for line in intake.side.same.view.lines] == ["0200-2026-0001"]


def test_a_file_is_attached_with_its_pages(
    intake: Intake, settled: Settled, keyboard: Keyboard, tmp_path: Path, qtbot: QtBot, office: Office
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "申请表.pdf"
    canvas = Canvas(str(path))
    for _ in range(2):
        canvas.showPage()
    canvas.save()
    intake.receipt.attachments.chosen.emit((path,))
    settled()
    fill_letter(keyboard, settled)
    keyboard.press("Ctrl+Shift+Return")
    settled()
    with office.casework.context.store.reading() as reading:
        kept = reading.attachments_of("天津海关", "0200-2026-0001")
    assert [(file.name, file.pages) for file in kept] == [("申请表.pdf", 2)]


def test_a_new_draft_after_another_keeps_both(
    window: MainWindow, intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    for name in ("甲", "乙"):
        keyboard.press("1", "Alt+N")
        keyboard.write(name)
        keyboard.press("Ctrl+N")
        settled()
    assert {draft.title for draft in office.casework.intake.drafts()} == {"甲", "乙"}


def test_leaving_the_screen_at_once_saves_what_was_typed(
    window: MainWindow, intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("1", "Alt+N")
    keyboard.write("丙")
    window.open_place(Place.TODAY)
    settled()
    assert [draft.title for draft in office.casework.intake.drafts()] == ["丙"]


def test_closing_the_window_at_once_saves_what_was_typed(
    window: MainWindow, intake: Intake, keyboard: Keyboard, office: Office
) -> None:
    keyboard.press("1", "Alt+N")
    keyboard.write("丁")
    window.close()
    assert [draft.title for draft in office.casework.intake.drafts()] == ["丁"]


def test_a_request_of_december_tells_that_the_next_year_is_not_loaded(
    intake: Intake, keyboard: Keyboard, settled: Settled, clock: Clock
) -> None:
    clock.now = clock.now.replace(month=12, day=10)
    keyboard.press("Ctrl+N")
    keyboard.press("1", "Tab", "Ctrl+A")
    keyboard.type("2026-12-10")
    settled()
    keyboard.press("Alt+N", "Alt+N", "Alt+N")
    settled()
    assert "2027" in intake.review.remark


def test_a_record_correction_is_registered_with_its_evidence(
    intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("1", "Alt+N")
    keyboard.write("罗敏霞")
    keyboard.press("Tab", "Tab")
    keyboard.type("120101197803140009")
    keyboard.press("Tab", "Tab")
    keyboard.type("13800000007")
    keyboard.press("Alt+N")
    keyboard.write("企业注册登记信息中的法定代表人姓名")
    keyboard.press("Alt+K")
    settled()
    keyboard.write("营业执照副本复印件")
    assert not intake.content.field_of("medium").isVisible()
    keyboard.press("Alt+D", "4", "Alt+N")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    with office.casework.context.store.reading() as reading:
        request = reading.request("天津海关", "0200-2026-0001")
    assert request.matter is Matter.RECORD_CORRECTION
    assert request.events[1].facts["evidence"] == "营业执照副本复印件"


def test_an_answer_to_what_was_typed_before_takes_nothing_back(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("1")
    settled()
    shown: list[bool] = []
    intake.keeper.previewed.connect(lambda draft, _preview: shown.append(draft.record_correction))
    intake.keeper.preview()
    intake.keeper.edit({"record_correction": True})
    settled()
    assert shown == [True]


def test_other_papers_than_the_usual_ones_are_chosen_from_their_lists(
    intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    """The applicant shows a passport, who asks with him a permit."""
    fill_letter(keyboard, settled)
    intake.go_to(1)
    paper = intake.applicant.field_of("id_type")
    assert isinstance(paper, Combo)
    choose(paper, keyboard, IdentityDocument.PASSPORT)
    settled()
    others = intake.applicant.findChild(FurtherApplicants)
    assert others is not None
    others.box.click()
    settled()
    keyboard.write("陈丽")
    further = others.findChild(Combo)
    assert isinstance(further, Combo)
    choose(further, keyboard, IdentityDocument.MILITARY)
    settled()
    intake.register(printed=False)
    settled()
    request = office.casework.requests.case("0200-2026-0001").request
    assert request.applicant.id_type is IdentityDocument.PASSPORT
    assert [one.id_type for one in request.co_applicants] == [IdentityDocument.MILITARY]


def test_ticking_the_agent_opens_the_fields_of_the_agent(
    intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    fill_letter(keyboard, settled)
    intake.go_to(1)
    keyboard.press("Alt+B")
    settled()
    assert intake.applicant.field_of("agent_name").isVisible()
    keyboard.press("Alt+R")
    keyboard.write("欧阳昇")
    settled()
    intake.register(printed=False)
    settled()
    agent = office.casework.requests.case("0200-2026-0001").request.agent
    assert agent is not None
    assert agent.name == "欧阳昇"


def choose(combo: Combo, keyboard: Keyboard, wanted: IdentityDocument) -> None:
    """Goes down the list to a document."""
    combo.setFocus()
    for _ in range(combo.count()):
        if combo.currentText() == wanted.label:
            break
        keyboard.press("Down")
    assert combo.currentText() == wanted.label
