"""新收 by keys, field by field: where the keys lead, what is kept of what was typed, which files are taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.casework.intake.intake_views import CheckItem, DraftPerson, IdentityProof
from desktop.office import Office
from desktop.widgets.fields import CheckBox
from resources.vocabulary import ApplicantKind, Delivery, IdentityDocument, Medium
from tests.windows.conftest import texts
from tests.windows.test_intake import fill_letter

if TYPE_CHECKING:
    from desktop.counter.intake import Intake
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Clock, Keyboard

Settled = Callable[[], None]


def focused_name() -> str:
    focused = QApplication.focusWidget()
    return "" if focused is None else focused.accessibleName()


def test_mnemonics_lead_to_the_rows_of_choices_at_what_is_chosen(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("2", "Alt+N", "Alt+C", "Right", "Alt+E", "Right")
    settled()
    assert intake.keeper.draft.applicant_kind is ApplicantKind.BUSINESS
    assert intake.keeper.draft.identity_proof is IdentityProof.ORIGINAL_SEEN
    keyboard.press("Alt+C")
    assert focused_name() == "商业企业"
    assert "待定 邮寄（签收）" in texts(intake.side), "a channel is no receipt day"


def test_the_last_step_is_done_by_registering_alone(intake: Intake, keyboard: Keyboard, settled: Settled) -> None:
    fill_letter(keyboard, settled)
    keyboard.press("Alt+P")
    settled()
    names = [button.accessibleName() for button in intake.findChildren(QAbstractButton)]
    states = [name.rpartition("，")[2] for name in names if name.startswith("第 ")]
    assert states == ["已填好", "已填好", "当前", "待填"]


def test_mnemonics_lead_to_the_dates(intake: Intake, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("2", "Alt+D")
    assert focused_name() == "签收日"
    keyboard.press("Ctrl+N", "4", "Alt+Q")
    assert focused_name() == "确认日"
    keyboard.press("Alt+D")
    keyboard.write("２０２６－１０－０９")
    keyboard.press("Tab")
    settled()
    assert intake.keeper.draft.arrived_on == date(2026, 10, 9)


def test_numbers_are_folded_and_lines_joined_as_they_are_pasted(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("1", "Alt+N")
    keyboard.write("王䶮\n（代）")
    keyboard.press("Alt+H")
    keyboard.write("１１０１０５ １９４９１２３１ ００２ｘ")
    keyboard.press("Alt+T")
    keyboard.write("１３８００００１２３４")
    # Digits in a number are no code of a character, though 𠈴 has this one.
    keyboard.press("Alt+Y")
    keyboard.write("０２０２３４")
    keyboard.press("Alt+X")
    settled()
    draft = intake.keeper.draft
    assert (draft.name, draft.id_number) == ("王䶮 （代）", "11010519491231002X")
    assert (draft.phone, draft.postcode) == ("13800001234", "020234")
    assert focused_name() == "姓名"
    keyboard.press("Alt+M")
    keyboard.write("1")
    keyboard.press("Alt+N", "Alt+P")
    settled()
    assert "这不是能寄达的电子邮箱" in intake.applicant.fault_of("email")


def test_further_applicants_are_filled_in_by_tab_alone_and_come_back_after_a_slip(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("1", "Alt+N", "Alt+K")
    keyboard.write("乙")
    keyboard.press("Tab", "Tab")
    keyboard.type("120101197803140009")
    keyboard.press("Tab", "Tab", "Space")
    assert focused_name() == "共同申请人 2 姓名"
    keyboard.write("丙公司")
    keyboard.press("Tab", "Down", "Down", "Tab")
    settled()
    second = intake.keeper.draft.co_applicants[1]
    assert (second.name, focused_name()) == ("丙公司", "共同申请人 2 证件号码")
    keyboard.press("Alt+K")
    settled()
    assert intake.keeper.draft.co_applicants == ()
    keyboard.press("Alt+K")
    settled()
    assert [person.name for person in intake.keeper.draft.co_applicants] == ["乙", "丙公司"]


def test_a_company_among_the_further_applicants_is_no_person(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    intake.keeper.edit({"co_applicants": (DraftPerson(name="丙公司", id_type=IdentityDocument.USCC),)})
    intake.applicant.show_draft(intake.keeper.draft)
    keyboard.press("1", "Alt+N", "Alt+G", "Shift+Tab", "Shift+Tab", "Shift+Tab")
    assert focused_name() == "共同申请人 1 证件号码"
    keyboard.type("91110000802100433B")
    settled()
    assert intake.keeper.draft.co_applicants[0].kind is ApplicantKind.BUSINESS


def test_the_boxes_are_named_and_a_tick_for_help_is_never_without_words(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("1", "Alt+N", "Alt+B", "Alt+K", "Alt+G")
    settled()
    assert intake.keeper.draft.assistance == "需要阅读、视听方面的协助"
    boxes = [box for box in intake.applicant.findChildren(CheckBox) if box.isVisible()]
    assert [box.accessibleName() for box in boxes] == ["", "", ""]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not focused.visibleRegion().isEmpty()
    assert focused.visibleRegion().boundingRect() == focused.rect()


def test_a_late_confirmation_shows_the_limit_that_runs_from_the_careful_day(
    intake: Intake, keyboard: Keyboard, settled: Settled, clock: Clock
) -> None:
    """Submitted on Fri 9 October; Sat 10 October is worked and provisional; confirmed on Fri 16 October."""
    keyboard.press("4", "Alt+D")
    keyboard.type("1009")
    keyboard.press("Alt+L", "2", "Return")
    settled()
    assert "从严期限" in texts(intake.side)
    preview = intake.casework.intake.preview(intake.keeper.draft)
    due = {limit.label: limit.day for limit in preview.limits}
    assert (due["从严期限"], due["答复期限"]) == (date(2026, 11, 6), date(2026, 11, 13))


def test_the_inner_target_and_what_is_over_are_told_as_they_are(
    intake: Intake, office: Office, keyboard: Keyboard, settled: Settled
) -> None:
    settings = office.casework.settings
    settings.save(replace(settings.office(), target_days=5))
    keyboard.press("2", "Alt+D")
    keyboard.type("0901")
    settled()
    told = {limit.label: limit.basis for limit in intake.casework.intake.preview(intake.keeper.draft).limits}
    assert told["内部目标"] == "已过；期限前 5 个工作日，本关设定"
    assert told["补正告知最迟"] == "已过；条例第三十条，须一次告知"
    assert not told["延期后最长"].startswith("已过")


@pytest.mark.parametrize(("day", "told"), [(date(2026, 11, 10), "这个期限暂定"), (date(2026, 12, 10), "尚未载入")])
def test_a_december_without_the_next_notice_is_told_and_the_page_keeps_its_width(
    day: date, told: str, clock: Clock, window: MainWindow, intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    clock.now = clock.now.replace(month=day.month, day=day.day)
    window.watch_midnight()
    keyboard.press("1", "Alt+N", "Alt+N", "Alt+N")
    settled()
    assert intake.keeper.draft.arrived_on == day
    assert told in intake.review.remark
    assert intake.minimumSizeHint().width() <= 1208, "1280 less the rail"


def test_each_file_is_taken_once_and_one_that_cannot_be_read_is_named(
    window: MainWindow, intake: Intake, settled: Settled, tmp_path: Path
) -> None:
    first, twin, odd = tmp_path / "申请表.txt", tmp_path / "副本.txt", tmp_path / "附\n件 <b>&.txt"
    first.write_text("同", encoding="utf-8")
    twin.write_text("同", encoding="utf-8")
    odd.write_text("异", encoding="utf-8")
    intake.receipt.attachments.chosen.emit((first, twin, tmp_path / "没有.pdf", odd))
    settled()
    assert [file.name for file in intake.keeper.draft.attachments] == ["申请表.txt", "附 件 <b>&.txt"]
    told = " ".join(texts(window.status))
    assert "“没有.pdf”读不出来" in told
    assert "“副本.txt”与已有的附件内容相同" in told


def test_what_is_missing_is_asked_for_and_nothing_is_judged_before_the_clerk_does(
    window: MainWindow, intake: Intake, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    """条例 29, 30: no proof of identity and no form; both are named in the record of the check."""
    keyboard.press("1", "Alt+N")
    keyboard.write("缺证人")
    keyboard.press("Tab", "Tab", "Tab", "Right", "Right", "Alt+M")
    keyboard.type("a@b.cn")
    keyboard.press("Alt+N")
    keyboard.write("不写形式的申请")
    keyboard.press("Alt+N")
    settled()
    checks = {line.item: line for line in intake.casework.intake.preview(intake.keeper.draft).checks}
    assert checks[CheckItem.IDENTITY].lack == "提供身份证明（居民身份证复印件）"
    assert checks[CheckItem.FORM].lack is None
    verdict = intake.review.verdict_of(CheckItem.FORM)
    assert (intake.review.verdict_of(CheckItem.IDENTITY).value(), verdict.value()) == (False, None)
    verdict.focus_choice()
    keyboard.press("Right")
    settled()
    assert verdict.value() is False
    keyboard.write("写明载体")
    keyboard.press("Ctrl+Shift+Return")
    settled()
    assert "请接着拟补正告知书" in " ".join(texts(window.status))
    with office.casework.context.store.reading() as reading:
        registered = reading.request("天津海关", "0200-2026-0001").events[1]
    assert registered.facts["needs"] == ["提供身份证明（居民身份证复印件）", "写明载体"]
    assert "齐备" not in str(registered.facts["checked"])


def test_arrows_choose_from_the_first_key_on(intake: Intake, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("1", "Alt+N", "Alt+N", "Alt+M", "Right")
    settled()
    assert intake.keeper.draft.medium is Medium.ELECTRONIC
    keyboard.press("Left", "Tab", "Left")
    settled()
    assert (intake.keeper.draft.medium, intake.keeper.draft.delivery) == (Medium.PAPER, Delivery.POST)


def test_a_channel_chosen_by_a_slip_leaves_no_day_behind(intake: Intake, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("1", "4")
    settled()
    assert intake.keeper.draft.arrived_on is None
    keyboard.press("Alt+D")
    keyboard.type("1016")
    keyboard.press("Tab", "Alt+P")
    settled()
    intake.receipt.focus_first()
    keyboard.press("1", "4")
    settled()
    assert intake.keeper.draft.arrived_on == date(2026, 10, 16), "what was typed stays"


def test_a_contact_that_esc_left_is_gone_on_with(intake: Intake, keyboard: Keyboard, settled: Settled) -> None:
    keyboard.press("3", "Alt+D")
    keyboard.type("1016")
    keyboard.press("Alt+L", "Shift+Tab")
    keyboard.write("短信")
    keyboard.press("Escape", "Alt+L", "2", "Return")
    settled()
    assert [entry.how for entry in intake.keeper.draft.contacts] == ["短信"]
    keyboard.press("Alt+L", "1", "Return")
    settled()
    assert [entry.how for entry in intake.keeper.draft.contacts] == ["短信", "电话"]


def test_what_refuses_a_registration_is_led_to_wherever_it_stands(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("3", "Alt+D")
    keyboard.type("1015")
    keyboard.press("Alt+L", "2", "Return", "Alt+D", "Ctrl+A")
    keyboard.type("1016")
    keyboard.press("Alt+N")
    keyboard.write("罗敏霞")
    keyboard.press("Tab", "Tab")
    keyboard.type("120101197803140009")
    keyboard.press("Alt+T")
    keyboard.type("13800000007")
    keyboard.press("Alt+K", "Alt+N")
    keyboard.write("内容")
    keyboard.press("Alt+M", "1", "Tab", "4", "Alt+N")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    assert focused_name() == "共同申请人 1 姓名"
    assert intake.applicant.fault_of("co_applicants") == "请填写共同申请人姓名"
    keyboard.write("孙祎")
    settled()
    assert intake.applicant.fault_of("co_applicants") == ""
    intake.keeper.edit({"contacts": tuple(replace(one, on=date(2026, 10, 14)) for one in intake.keeper.draft.contacts)})
    intake.keeper.edit({"confirmed_on": date(2026, 10, 16)})
    settled()
    intake.go_to(3)
    keyboard.press("Ctrl+Return")
    settled()
    assert (focused_name(), intake.receipt.fault_of("contacts")) == ("联系记录", "联系记录的日期早于到达日或者晚于今日")


def test_only_a_request_of_the_old_regulation_has_a_field_for_its_use(
    intake: Intake, keyboard: Keyboard, settled: Settled
) -> None:
    """国务院令第492号, until 2019-05-14."""
    keyboard.press("2", "Alt+D")
    keyboard.type("2019-05-15")
    keyboard.press("Alt+N", "Alt+N")
    settled()
    assert not intake.content.field_of("purpose").isVisible()
    keyboard.press("Alt+P", "Alt+P", "Alt+D", "Ctrl+A")
    keyboard.type("2019-05-14")
    keyboard.press("Alt+N", "Alt+N")
    settled()
    keyboard.press("Alt+U")
    keyboard.write("科研")
    settled()
    assert intake.keeper.draft.purpose == "科研"
