"""登记送达, 退件, 送达回证 and 交寄清单 by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from desktop.casework.letters.letter_views import RegisterRow
from desktop.counter.service_form import ServiceForm
from desktop.office import Office
from desktop.widgets.screen import OpenLetter, Place
from resources.vocabulary import LetterKind, WayOfService
from tests.casework.test_letters import replied
from tests.windows import requests_by_keys
from tests.windows.test_merging_window import PEOPLE, register

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from desktop.counter.main_window import MainWindow
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


@pytest.fixture
def letter(office: Office) -> str:
    """An issued reply that waits to be sent."""
    return replied(office.casework, register(office, *PEOPLE[0]))


@pytest.fixture
def letters(letter: str, window: MainWindow, settled: Settled) -> Letters:
    from desktop.counter.letters import Letters

    screen = window.open_place(Place.LETTERS)
    assert isinstance(screen, Letters)
    settled()
    window.show_destination(OpenLetter(letter))
    settled()
    return screen


def service_form(letters: Letters) -> ServiceForm:
    form = letters.issued.form
    assert isinstance(form, ServiceForm)
    return form


def words_of(form: ServiceForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def test_a_wrong_check_digit_warns_and_the_day_stands_against_the_limit(
    letters: Letters, letter: str, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("F12")
    settled()
    keyboard.type("rb473124828cn")
    settled()
    words = words_of(service_form(letters))
    assert "校验位不对" in words
    assert "期限 2026年11月9日：按期" in words
    keyboard.press("Ctrl+Return")
    settled()
    (row,) = office.casework.letters.deliveries_of(letter)
    assert row.tracking_number == "RB473124828CN"


def test_a_return_is_recorded_and_the_letter_sent_again(
    letters: Letters, letter: str, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("F12")
    settled()
    keyboard.press("Ctrl+Return")
    settled()
    keyboard.press("Shift+F12")
    settled()
    keyboard.write("地址不详")
    keyboard.press("Ctrl+Return")
    settled()
    assert letters.issued.serve_button.text() == "再次送达"
    keyboard.press("F12")
    settled()
    form = service_form(letters)
    form.way.setFocus()
    keyboard.press("Down")
    settled()
    assert form.way.currentData() is WayOfService.HAND or form.way.currentText() == "直接送达"
    keyboard.press("Ctrl+Return")
    settled()
    first, second = office.casework.letters.deliveries_of(letter)
    assert first.returned_on == date(2026, 10, 16)
    assert second.way is WayOfService.HAND


def test_a_day_that_there_is_not_is_named_at_its_field(
    letters: Letters, letter: str, keyboard: Keyboard, settled: Settled, office: Office
) -> None:
    keyboard.press("F12")
    settled()
    form = service_form(letters)
    form.signed.setFocus()
    keyboard.type("2026-02-31")
    keyboard.press("Tab")
    settled()
    assert "没有这一天" in words_of(form), "before anything is recorded"
    keyboard.press("Ctrl+Return")
    settled()
    assert form.signed.edit.hasFocus()
    assert office.casework.letters.deliveries_of(letter) == ()
    keyboard.press("Ctrl+A", "Delete", "Ctrl+Return")
    settled()
    keyboard.press("Shift+F12")
    settled()
    form_of_return = letters.issued.form
    assert form_of_return is not None
    keyboard.press("Shift+Tab", "Ctrl+A")
    keyboard.type("2026-02-31")
    keyboard.press("Ctrl+Return")
    settled()
    told = {label.text() for label in form_of_return.findChildren(QLabel) if label.isVisible()}
    assert "没有这一天" in told


def test_the_day_on_which_a_mail_arrived_can_be_told(
    letters: Letters, keyboard: Keyboard, settled: Settled, office: Office, letter: str
) -> None:
    keyboard.press("F12")
    settled()
    form = service_form(letters)
    form.way.choose(WayOfService.EMAIL)
    assert "对方收到日" in words_of(form).replace("(&E)", "")
    form.signed.setFocus()
    keyboard.type("1016")
    keyboard.press("Ctrl+Return")
    settled()
    (row,) = office.casework.letters.deliveries_of(letter)
    assert (row.way, row.signed_on) == (WayOfService.EMAIL, date(2026, 10, 16))


def test_a_signature_that_became_known_is_what_the_form_asks_for(
    letters: Letters, keyboard: Keyboard, settled: Settled, office: Office, letter: str
) -> None:
    for keys in (("F12",), ("Ctrl+Return",), ("F12",)):
        keyboard.press(*keys)
        settled()
    form = service_form(letters)
    assert form.signed.edit.hasFocus()
    assert "补登送达" in words_of(form)
    keyboard.type("1016")
    keyboard.press("Return")
    settled()
    (row,) = office.casework.letters.deliveries_of(letter)
    assert row.signed_on == date(2026, 10, 16)


def test_the_proof_is_taken_from_a_file_and_a_lost_one_is_told(
    letters: Letters, letter: str, keyboard: Keyboard, settled: Settled, office: Office, tmp_path: Path
) -> None:
    proof = tmp_path / "回证.pdf"
    proof.write_bytes(b"%PDF-1.4 signed")
    keyboard.press("F12")
    settled()
    form = service_form(letters)
    form.proof.take(tmp_path / "没有.pdf")
    keyboard.press("Ctrl+Return")
    settled()
    assert office.casework.letters.deliveries_of(letter) == ()
    assert "“没有.pdf”读不出来：文件不在了，或者没有读取的权限。送达没有登记：" in words_of(form)
    (tmp_path / "空.eml").touch()
    form.proof.take(tmp_path / "空.eml")
    keyboard.press("Ctrl+Return")
    settled()
    assert "“空.eml”是空文件，不能作凭证。" in words_of(form)
    keyboard.press("Ctrl+Shift+I")
    assert form.proof.path() is None, "the service can be recorded without it"
    form.proof.take(proof)
    keyboard.press("Ctrl+Return")
    settled()
    (row,) = office.casework.letters.deliveries_of(letter)
    (kept,) = office.casework.requests.attachments(row.request)
    assert kept.name == "回证.pdf"


def test_a_refusal_to_sign_is_noted_and_the_signed_receipt_added_when_it_is_scanned(
    letters: Letters, letter: str, keyboard: Keyboard, settled: Settled, office: Office, tmp_path: Path
) -> None:
    keyboard.press("F12")
    settled()
    form = service_form(letters)
    form.way.choose(WayOfService.HAND)
    form.note.setFocus()
    keyboard.write("拒收，留置于其住所；见证人：和平区居委会李静")
    keyboard.press("Ctrl+Return")
    settled()
    assert letters.issued.serve_button.isVisible(), "the receipt is scanned later"
    assert "补登凭证" in letters.issued.serve_button.text()
    scan = tmp_path / "回证.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    keyboard.press("F12")
    settled()
    form = service_form(letters)
    assert form.note.value() == "拒收，留置于其住所；见证人：和平区居委会李静"
    form.proof.take(scan)
    keyboard.press("Ctrl+Return")
    settled()
    (row,) = office.casework.letters.deliveries_of(letter)
    assert (row.signed_on, bool(row.proof)) == (date(2026, 10, 16), True)
    assert not letters.issued.serve_button.isVisible()
    added, served = office.casework.requests.view(row.request).timeline[:2]
    assert served.note == "拒收，留置于其住所；见证人：和平区居委会李静", "what was added later does not hide it"
    assert added.facts == f"“送达”的送达凭证 改为 校验值 {row.proof[:12]}…；送达登记"


def test_tab_goes_through_a_form_and_then_to_its_buttons(
    letters: Letters, keyboard: Keyboard, settled: Settled
) -> None:
    keyboard.press("F12")
    settled()
    form = service_form(letters)
    form.way.setFocus()
    stops = []
    for _ in range(7):
        keyboard.press("Tab")
        stops.append(keyboard.focus)
    assert stops[-2:] == [form.back_button, form.confirm_button]


def test_the_form_begins_with_the_way_that_was_asked_for(
    letters: Letters, letter: str, keyboard: Keyboard, settled: Settled, office: Office, window: MainWindow
) -> None:
    number = requests_by_keys.register(office, date(2026, 10, 12), "另一份名单")
    window.show_destination(OpenLetter(replied(office.casework, number)))
    settled()
    keyboard.press("F12")
    settled()
    assert service_form(letters).way.currentData() == WayOfService.HAND, "自行领取"


def test_the_service_receipt_is_printed_for_the_letter(
    letters: Letters, keyboard: Keyboard, settled: Settled, tmp_path: Path
) -> None:
    keyboard.press("Ctrl+R")
    settled()
    (printed,) = (tmp_path / "papers").glob("送达回证*.pdf")
    assert printed.read_bytes().startswith(b"%PDF")


def test_the_registers_on_the_shelf_lead_to_their_paper(
    letters: Letters, keyboard: Keyboard, settled: Settled, window: MainWindow
) -> None:
    from desktop.casework.registers.register_views import Register
    from desktop.supervisor.statistics import StatisticsScreen

    keyboard.press("Escape", "Ctrl+P")
    settled()
    statistics = window.screen_shown
    assert isinstance(statistics, StatisticsScreen)
    assert statistics.registers.wanted().which is Register.LETTERS


def test_what_was_posted_today_is_listed_and_printed(
    letters: Letters, keyboard: Keyboard, settled: Settled, tmp_path: Path
) -> None:
    keyboard.press("F12")
    settled()
    keyboard.type("RB473124829CN")
    keyboard.press("Ctrl+Return")
    settled()
    keyboard.press("Escape")
    settled()
    keyboard.press("Ctrl+T")
    settled()
    assert [line.cells[:2] for line in letters.posting.table.lines()] == [("RB473124829CN", "王䶮")]
    keyboard.press("Ctrl+P")
    settled()
    assert (tmp_path / "papers" / "交寄清单 2026-10-16.pdf").exists()
    letters.posting.day.setFocus()
    keyboard.press("Ctrl+A")
    keyboard.type("2026-02-31")
    settled()
    assert letters.posting.table.lines() == (), "no list of another day under a day that there is not"
    assert not letters.posting.print_button.isEnabled()
    keyboard.press("Escape")
    settled()
    assert letters.register.isVisible()


def test_the_list_of_letters_names_what_waits_to_be_sent() -> None:
    """A notice of an older ledger has no file here: its request says when it was told."""
    from desktop.counter.letter_register import register_line

    notice = RegisterRow(
        letter_id="补1",
        number="津关公开补〔2026〕1号",
        title="政府信息公开申请补正告知书",
        kind=LetterKind.CORRECTION_NOTICE,
        on=date(2026, 10, 16),
        requests=("0200-2026-0001",),
        addressee="王䶮",
        delivery="",
        void_reason=None,
        has_file=True,
    )
    assert register_line(notice).cells[-1] == "待送达"
    assert register_line(replace(notice, delivery="邮寄 10-16")).cells[-1] == "邮寄 10-16"
    assert register_line(replace(notice, has_file=False)).cells[-1] == ""
    assert register_line(replace(notice, kind=LetterKind.RECEIPT)).cells[-1] == ""
