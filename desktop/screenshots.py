"""Pictures of every screen: ``python -m desktop.screenshots DIR`` opens the demonstration office and saves them.

Each screen is saved at 1366×768 and, as ``*-200.png``, at a scale of 200 % (2732×1536); an issued page stands beside
them (``--page`` saves only that one). Both sizes are made in processes of their own, because Qt takes its scale when
it starts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument

from desktop.app import application, open_main_window
from desktop.casework.intake.intake_views import CheckItem, ContactEntry, DraftAttachment, IntakeDraft
from desktop.counter.intake import Intake
from desktop.counter.letter_register import Shelf
from desktop.counter.letters import Letters
from desktop.counter.requests import Requests
from desktop.counter.today import Today
from desktop.office import Office, open_demonstration, open_office
from desktop.screenshot_camera import Camera, let_go, rest, save, save_picture, screen_of
from desktop.screenshots_supervisor import show_annual, show_figures, show_registers, show_settings
from desktop.supervisor.first_start import FirstStartPage
from desktop.widgets import theme
from desktop.widgets.operations import Operations
from desktop.widgets.screen import NewIntake, OpenRequest, Place, TakeStep
from desktop.widgets.tokens import DARK, LIGHT
from resources import demo
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    Delivery,
    EventKind,
    LetterKind,
    Medium,
    Outcome,
)

SIZE = QSize(1366, 768)
SCALES = {1: "", 2: "-200"}
REQUEST = "0200-2026-0110"
_PAGE_DPI = 110
_PAGE = "letter-correction-notice.png"
_SCANS = (
    ("政府信息公开申请表", 2, "信函原件，申请人已签名"),
    ("居民身份证复印件", 1, "加盖“仅供办理政府信息公开申请使用”"),
    ("信封", 1, "无挂号条码，邮戳 10-12"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Saves the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m desktop.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--page", action="store_true", help="only the page of an issued letter")
    parser.add_argument("--scale", type=int, choices=tuple(SCALES), help="only this scale, in this process")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.page:
        photograph_page(asked.folder)
        return 0
    if asked.scale is not None:
        photograph(asked.folder, SCALES[asked.scale])
        return 0
    return max(_in_own_process(asked.folder, scale) for scale in SCALES)


def _in_own_process(folder: Path, scale: int) -> int:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale)}
    command = [sys.executable, "-m", "desktop.screenshots", str(folder), "--scale", str(scale)]
    return subprocess.run(command, env=environment, check=False).returncode


def photograph(folder: Path, suffix: str) -> None:
    """Shows all screens of the demonstration office one after the other. Raises ``ScreenUnready``."""
    application()
    with tempfile.TemporaryDirectory(prefix="shouban-screens-") as store:
        office = open_demonstration(Path(store))
        try:
            window = open_main_window(office)
            window.resize(SIZE)
            camera = Camera(folder, suffix, window)
            for show in _SHOWN:
                show(camera, office)
            _show_dark(camera)
            let_go(window)
        finally:
            office.close()
        _show_first_start(folder, suffix, Path(store))


def photograph_page(folder: Path) -> None:
    """Issues a correction notice in a demonstration office and saves its first page."""
    with tempfile.TemporaryDirectory(prefix="shouban-page-") as store:
        office = open_demonstration(Path(store))
        try:
            _save_page(_correction_notice(office)[1], folder / _PAGE)
        finally:
            office.close()


def _show_counter(camera: Camera, office: Office) -> None:
    camera.rest("01-today")
    screen_of(camera, Today).ours.choose(REQUEST)
    camera.take("01-today")


def _show_intake(camera: Camera, office: Office) -> None:
    """The four steps with a letter from the letter box, and the receipt that comes out."""
    intake = office.casework.intake
    for waiting in (Channel.COUNTER, Channel.WEB):
        intake.save_draft(replace(intake.new_draft(), channel=waiting, arrived_on=date(2026, 10, 16), name="赵明远"))
    draft = _letter_from_the_box(intake.new_draft())
    draft = replace(draft, attachments=tuple(_scanned(office, draft.id)))
    intake.save_draft(draft)
    camera.window.show_destination(NewIntake(draft.id))
    screen = screen_of(camera, Intake)
    for step, name in enumerate(("02-intake-receipt", "03-intake-applicant", "03b-intake-content", "04-intake-review")):
        camera.rest(name)
        screen.go_to(step)
        camera.take(name)
    screen.register(printed=False)
    camera.take("04b-registered")


def _letter_from_the_box(draft: IntakeDraft) -> IntakeDraft:
    contacts = (
        ContactEntry(on=date(2026, 10, 14), at="16:20", how="电话", reached=False, by="周宁"),
        ContactEntry(on=date(2026, 10, 15), at="10:05", how="电话", reached=False, by="周宁"),
        ContactEntry(on=date(2026, 10, 16), at="09:12", how="电话", reached=True, by="周宁", note="本人确认，申请属实"),
    )
    return replace(
        draft,
        channel=Channel.ORDINARY_MAIL,
        arrived_on=date(2026, 10, 14),
        confirmed_on=date(2026, 10, 16),
        contacts=contacts,
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        name="罗敏霞",
        id_number="120101197803140009",
        phone="13800000007",
        address="天津市和平区示例路8号",
        postcode="300040",
        content="2025年关区跨境电商通关时效统计的口径说明",
        medium=Medium.PAPER,
        delivery=Delivery.POST,
        accepts_other_form=True,
        department="统计分析处",
    )


def _scanned(office: Office, draft_id: str) -> Iterator[DraftAttachment]:
    """What came in the envelope: blank pages stand for the scans."""
    for name, pages, remark in _SCANS:
        data = _blank_pages(name, pages)
        yield office.casework.intake.attach(draft_id, f"{name}.pdf", "application/pdf", data, note=remark)


def _blank_pages(title: str, pages: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    painter = QPainter(writer)
    for _ in range(pages - 1):
        writer.newPage()
    painter.end()
    return bytes(buffer.data().data())


def _show_request(camera: Camera, office: Office) -> None:
    camera.window.show_destination(OpenRequest(REQUEST))
    camera.take("05-request")
    screen_of(camera, Requests).show_proof(REQUEST)
    camera.take("06-proof")


def _show_letters(camera: Camera, office: Office) -> None:
    """A reply from its result to the page, a register, and the page of a correction notice."""
    reply = next(step for step in office.casework.steps.of(REQUEST) if step.kind is EventKind.REPLIED)
    camera.window.show_destination(TakeStep(REQUEST, reply))
    camera.take("07a-outcome")
    screen = screen_of(camera, Letters)
    screen.outcomes.chosen.emit(Outcome.THIRD_PARTY_RIGHTS)
    camera.take("07-letter")
    screen.show_shelf(Shelf.REGISTER)
    camera.take("13-letter-register")
    letter_id, page = _correction_notice(office)
    if not camera.suffix:
        _save_page(page, camera.folder / _PAGE)
    screen.show_letter(letter_id)
    camera.take("14-issued-letter")


def _correction_notice(office: Office) -> tuple[str, bytes]:
    """A correction notice for an applicant whose name is a rare character: its id and its bytes."""
    draft = replace(
        office.casework.intake.new_draft(),
        channel=Channel.COUNTER,
        arrived_on=date(2026, 10, 16),
        name="王䶮",
        id_number="120101199003070012",
        phone="13800000021",
        address="天津市和平区示例路22号",
        postcode="300040",
        content="与我公司有关的全部材料",
        medium=Medium.PAPER,
        delivery=Delivery.POST,
        needs_correction={CheckItem.DESCRIPTION: "写明所需信息的名称、文号或者其他特征性描述，如年份、事项、业务编号"},
    )
    number = office.casework.intake.register(draft).number
    letters = office.casework.letters
    started = letters.begin((number,), LetterKind.CORRECTION_NOTICE).draft
    guidance = "“与我公司有关的全部材料”没有指明具体的政府信息。请写明所涉业务的种类、时间和单证编号，以便本机关检索。"
    issued = letters.issue(replace(started, values={**started.values, "guidance": guidance}))
    return issued.letter.id, issued.paper.pdf


def _save_page(pdf: bytes, path: Path) -> None:
    """Saves the first page of a PDF as a picture."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pixels = document.pagePointSize(0) * (_PAGE_DPI / 72)
    page = QImage(pixels.toSize(), QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(0, page.size()))
    painter.end()
    save_picture(page, path)


def _show_dark(camera: Camera) -> None:
    theme.apply(application(), DARK)
    camera.window.open_place(Place.TODAY)
    camera.take("10-today-dark")
    theme.apply(application(), LIGHT)


def _show_first_start(folder: Path, suffix: str, store: Path) -> None:
    empty = open_office(store / "empty.db", clock=lambda: demo.NOW)
    operations = Operations()
    page = FirstStartPage(empty.casework, operations, offers_demonstration=True)
    page.resize(SIZE)
    page.show()
    rest("17-first-start", operations)
    save(page, folder / f"17-first-start{suffix}.png")
    let_go(page)
    operations.close()
    empty.close()


_SHOWN = (
    _show_counter,
    _show_intake,
    _show_request,
    _show_letters,
    show_figures,
    show_annual,
    show_registers,
    show_settings,
)
"""The places one after the other."""


if __name__ == "__main__":
    sys.exit(main())
