"""Pictures of every screen: ``python -m desktop.screenshots DIR`` opens the demonstration office and saves them.

Each screen is saved at 1366×768 and, as ``*-200.png``, at a scale of 200 % (2732×1536); an issued page stands beside
them (``--page`` saves only that one). Both sizes are made in processes of their own, because Qt takes its scale when
it starts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from desktop.app import application, let_run, open_main_window
from desktop.casework.intake_views import CheckItem, ContactEntry, DraftAttachment, IntakeDraft
from desktop.counter.intake import Intake
from desktop.counter.letter_register import Shelf
from desktop.counter.letters import Letters
from desktop.counter.main_window import MainWindow
from desktop.counter.requests import Requests
from desktop.counter.today import Today
from desktop.office import Office, open_demonstration, open_office
from desktop.supervisor.first_start import FirstStartPage
from desktop.supervisor.settings import CALENDAR, SAFEKEEPING, SettingsScreen
from desktop.supervisor.statistics import ANNUAL, StatisticsScreen
from desktop.widgets import theme
from desktop.widgets.operations import Operations
from desktop.widgets.screen import NewIntake, OpenRequest, Place, Screen, TakeStep
from desktop.widgets.tokens import DARK, LIGHT
from resources import calendars, demo
from resources.messages import ShoubanError
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    Delivery,
    EventKind,
    LetterKind,
    Medium,
    Outcome,
    Table3Column,
    Table3Row,
)

SIZE = QSize(1366, 768)
SCALES = {1: "", 2: "-200"}
REQUEST = "0200-2026-0110"
_QUIET = 0.5
"""Seconds without work after which a screen has come to rest; the preview of a letter waits 0.2."""
_PATIENCE = 60.0
_PAGE_DPI = 110
_PAGE = "letter-correction-notice.png"
_COLOURS = 256
_SHADE = 0xE0E0E0
"""The leading three bits of red, green and blue."""
_SMALLEST = 0
"""Qt's "quality" of a PNG: how little it is compressed."""
_SCANS = (
    ("政府信息公开申请表", 2, "信函原件，申请人已签名"),
    ("居民身份证复印件", 1, "加盖“仅供办理政府信息公开申请使用”"),
    ("信封", 1, "无挂号条码，邮戳 10-12"),
)
Shown = TypeVar("Shown", bound=Screen)


class ScreenUnready(ShoubanError):
    """A screen did not come to rest in time."""

    key = "supervisor.screen_unready"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


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
            camera = _Camera(folder, suffix, window)
            for show in (_show_counter, _show_intake, _show_request, _show_letters, _show_figures, _show_settings):
                show(camera, office)
            _show_dark(camera)
            _let_go(window)
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


@dataclass
class _Camera:
    """Waits until the window has come to rest and saves it."""

    folder: Path
    suffix: str
    window: MainWindow

    def take(self, name: str) -> None:
        """Saves what is seen as ``name``."""
        _rest(name, self.window.operations)
        save(self.window, self.folder / f"{name}{self.suffix}.png")


def save(widget: QWidget, path: Path) -> None:
    """Saves a window as it is drawn, in the pixels of its scale."""
    save_picture(widget.grab().toImage(), path)


def save_picture(image: QImage, path: Path) -> None:
    """Saves a picture in 256 colours, a third as large; what it loses no eye sees."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = [colour for colour, _ in Counter(memoryview(image.constBits()).cast("I")).most_common()]
    # Each shade that occurs keeps its commonest colour, so that a small red mark is not lost among many greys.
    shades: dict[int, int] = {}
    for colour in colours:
        shades.setdefault(colour & _SHADE, colour)
    kept = list(dict.fromkeys([*list(shades.values())[: _COLOURS // 2], *colours]))[:_COLOURS]
    avoid = Qt.ImageConversionFlag.AvoidDither
    image.convertToFormat(QImage.Format.Format_Indexed8, kept, avoid).save(str(path), quality=_SMALLEST)


def _rest(name: str, operations: Operations) -> None:
    """Lets the window work until nothing is under way for a while. Raises ``ScreenUnready``."""
    end = time.monotonic() + _PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < _QUIET:
        let_run(50)
        if not operations.idle:
            quiet_since = time.monotonic()
        if time.monotonic() > end:
            raise ScreenUnready(name)


def _show_counter(camera: _Camera, office: Office) -> None:
    _rest("01-today", camera.window.operations)
    _screen(camera, Today).ours.choose(REQUEST)
    camera.take("01-today")


def _show_intake(camera: _Camera, office: Office) -> None:
    """The four steps with a letter from the letter box, and the receipt that comes out."""
    intake = office.casework.intake
    for waiting in (Channel.COUNTER, Channel.WEB):
        intake.save_draft(replace(intake.new_draft(), channel=waiting, arrived_on=date(2026, 10, 16), name="赵明远"))
    draft = _letter_from_the_box(intake.new_draft())
    draft = replace(draft, attachments=tuple(_scanned(office, draft.id)))
    intake.save_draft(draft)
    camera.window.show_destination(NewIntake(draft.id))
    screen = _screen(camera, Intake)
    for step, name in enumerate(("02-intake-receipt", "03-intake-applicant", "03b-intake-content", "04-intake-review")):
        _rest(name, camera.window.operations)
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


def _show_request(camera: _Camera, office: Office) -> None:
    camera.window.show_destination(OpenRequest(REQUEST))
    camera.take("05-request")
    _screen(camera, Requests).show_proof(REQUEST)
    camera.take("06-proof")


def _show_letters(camera: _Camera, office: Office) -> None:
    """A reply from its result to the page, a register, and the page of a correction notice."""
    reply = next(step for step in office.casework.steps.of(REQUEST) if step.kind is EventKind.REPLIED)
    camera.window.show_destination(TakeStep(REQUEST, reply))
    camera.take("07a-outcome")
    screen = _screen(camera, Letters)
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


def _show_figures(camera: _Camera, office: Office) -> None:
    camera.window.open_place(Place.STATISTICS)
    camera.take("08-summary")
    screen = _screen(camera, StatisticsScreen)
    screen.show_part(ANNUAL)
    screen.show_year(2025)
    screen.annual.go_to(Table3Row.WITHHELD_THIRD_PARTY_RIGHTS, Table3Column.NATURAL_PERSON)
    camera.take("09-annual")


def _show_settings(camera: _Camera, office: Office) -> None:
    """The office, a year of working days with a notice under examination, and the care for the store."""
    camera.window.open_place(Place.SETTINGS)
    screen = _screen(camera, SettingsScreen)
    camera.take("15-office")
    screen.show_section(CALENDAR)
    _rest("12-calendar", camera.window.operations)
    screen.calendar.examine(_invented_notice())
    camera.take("12-calendar")
    screen.show_section(SAFEKEEPING)
    screen.safekeeping.run_check()
    camera.take("16-safekeeping")


def _show_dark(camera: _Camera) -> None:
    theme.apply(application(), DARK)
    camera.window.open_place(Place.TODAY)
    camera.take("10-today-dark")
    theme.apply(application(), LIGHT)


def _invented_notice() -> str:
    """The arrangement of 2026 with two days exchanged, as a file that an office might load."""
    notice = calendars.load(demo.NOW.year)
    off = {day.isoformat(): name for day, name in notice.off.items()} | {"2026-10-30": "临时调休"}
    on = {day.isoformat(): name for day, name in notice.on.items()} | {"2026-10-25": "临时调休"}
    content = {
        "year": notice.year,
        "title": "关于2026年10月临时调休的通知（演示，虚构）",
        "number": None,
        "published_on": None,
        "source": "虚构",
        "off": off,
        "on": on,
    }
    return json.dumps(content, ensure_ascii=False)


def _show_first_start(folder: Path, suffix: str, store: Path) -> None:
    empty = open_office(store / "empty.db", clock=lambda: demo.NOW)
    operations = Operations()
    page = FirstStartPage(empty.casework, operations, offers_demonstration=True)
    page.resize(SIZE)
    page.show()
    _rest("17-first-start", operations)
    save(page, folder / f"17-first-start{suffix}.png")
    _let_go(page)
    operations.close()
    empty.close()


def _let_go(window: QWidget) -> None:
    """Closes a window for good: none may outlive the application."""
    window.close()
    window.deleteLater()
    let_run(0)


def _screen(camera: _Camera, kind: type[Shown]) -> Shown:
    """The screen at the front. Raises ``ScreenUnready`` when it is another."""
    shown = camera.window.screen_shown
    if not isinstance(shown, kind):
        raise ScreenUnready(kind.__name__)
    return shown


if __name__ == "__main__":
    sys.exit(main())
