"""Jobs that do not end as they should: what is told, by real printers that are out of paper, held, or gone."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets import cups, print_following, workplace
from desktop.widgets.cups import Job, Way
from desktop.widgets.ipp import Ticket
from desktop.widgets.operations import Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.print_jobs import JobOutcome, JobState, job_state
from desktop.widgets.printing import print_paper
from tests.widgets.print_server import PrintServer
from tests.widgets.test_printing import PDF_PRINTER, ended, letter, use

_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "OFFICE.PPD"
*Manufacturer: "Office"
*Product: "(Office)"
*ModelName: "Office Laser"
*NickName: "Office Laser"
*ShortNickName: "Office Laser"
*PSVersion: "(3010) 0"
*1284DeviceID: "MFG:Office;MDL:Laser;CMD:PCL,PDF,PostScript;"
*ColorDevice: False
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Page Region: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/Two-sided: PickOne
*DefaultDuplex: None
*Duplex None/Off: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble/Long: "<</Duplex true>>setpagedevice"
*CloseUI: *Duplex
"""


@pytest.fixture(autouse=True)
def _own_workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workplace, "workplace_file", lambda: tmp_path / "workplace.json")
    monkeypatch.setattr("desktop.widgets.printing.print_folder", lambda: tmp_path / "papers")


@pytest.fixture
def told(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    monkeypatch.setattr(print_following, "ASK_EVERY", 100)
    made = Told(qtbot)
    yield made
    made.operations.close()


class Told:
    """What the window says while a paper is printed."""

    def __init__(self, qtbot: QtBot) -> None:
        self.sentences: list[str] = []
        self.operations = Operations()
        self._qtbot = qtbot
        self._window = QWidget()
        qtbot.addWidget(self._window)

    def begin(self) -> None:
        PaperPrinting(self._window, self.operations, self.sentences.append).print_composed(letter)

    def print(self, printer: str) -> None:
        use(printer)
        self.begin()
        self.wait(1)

    def wait(self, sentences: int) -> str:
        """The newest sentence once there are so many."""
        self._qtbot.waitUntil(lambda: len(self.sentences) >= sentences, timeout=30_000)
        return self.sentences[-1]


def state_of(job: Job | None, wanted: JobOutcome) -> JobState:
    """The state of a job once it is ``wanted``."""
    assert job is not None
    until = time.monotonic() + 30
    while (state := job_state(job)).outcome is not wanted:
        assert time.monotonic() < until, state
        time.sleep(0.1)
    return state


def test_a_printer_out_of_paper_is_told_and_then_that_it_printed(
    online: PrintServer, told: Told, tmp_path: Path
) -> None:
    fed = tmp_path / "fed"
    tmp_path.chmod(0o755)
    feeding = tmp_path / "feeding.sh"
    feeding.write_text(
        f"#!/bin/sh\necho 'STATE: +media-empty-error' >&2\nwhile [ ! -e {fed} ]; do sleep 0.2; done\n"
        "echo 'STATE: -media-empty-error' >&2\n"
    )
    feeding.chmod(0o755)
    online.add_printer("empty", formats=PDF_PRINTER, command=str(feeding))
    told.print("empty")
    assert told.wait(2) == "还没有打印：津关公开答〔2026〕31号，打印机 empty 停住（缺纸）。"
    fed.touch()
    assert told.wait(3).startswith("已打印：津关公开答〔2026〕31号")


def test_a_stopped_queue_is_told_with_what_it_says(online: PrintServer, told: Told) -> None:
    online.add_printer("mended", formats=PDF_PRINTER, command="/bin/true")
    online.administrate("cupsdisable", "-r", "维修中", "mended")
    told.print("mended")
    assert told.wait(2) == "还没有打印：津关公开答〔2026〕31号，打印机 mended 停住（维修中）。"
    online.administrate("cupsenable", "mended")
    assert told.wait(3).startswith("已打印")


def test_a_held_job_is_told_and_a_cancelled_one_is_not_printed(online: PrintServer, told: Told) -> None:
    online.add_printer("held", formats=PDF_PRINTER, command="/bin/true")
    online.administrate("lpadmin", "-p", "held", "-o", "job-hold-until-default=indefinite")
    told.print("held")
    assert "挂起，须放行" in told.wait(2)
    online.administrate("cancel", "-a", "held")
    assert told.wait(3) == "没有打印：津关公开答〔2026〕31号，打印机 held 报告“被取消”。文书已在库中，可以重印。"


def test_a_printer_that_vanished_is_told(online: PrintServer, told: Told) -> None:
    printer = online.add_printer("unplugged", formats=PDF_PRINTER, command="/bin/true")
    printer.vanish()
    told.print("unplugged")
    assert "打印机没有回应，不知道能否直接打印 PDF" in told.sentences[0]
    assert "打印机没有回应，请看是否开机、联网" in told.wait(2)
    online.administrate("cancel", "-a", "unplugged")
    assert told.wait(3).startswith("没有打印")


def test_a_job_that_the_server_forgot_is_not_called_printed(online: PrintServer) -> None:
    online.add_queue("forgetful", "socket://127.0.0.1:9")
    online.administrate("cupsdisable", "forgetful")
    use("forgetful")
    job = print_paper(letter()).job
    assert state_of(job, JobOutcome.STOPPED).said == "打印机已停止"
    online.administrate("cancel", "-x", "-a", "forgetful")
    state_of(job, JobOutcome.LOST)


def test_an_earlier_job_of_the_same_name_does_not_make_a_lost_one_printed(online: PrintServer) -> None:
    online.add_printer("twice", formats=PDF_PRINTER, command="/bin/true")
    use("twice")
    state_of(print_paper(letter()).job, JobOutcome.DONE)
    online.administrate("cupsdisable", "twice")
    again = print_paper(letter()).job
    state_of(again, JobOutcome.STOPPED)
    online.administrate("cancel", "-x", "-a", "twice")
    assert again is not None
    assert job_state(again).outcome is JobOutcome.LOST
    online.administrate("cupsenable", "twice")
    state_of(print_paper(letter()).job, JobOutcome.DONE)


def test_two_prints_of_a_letter_are_told_apart_at_the_printer(online: PrintServer) -> None:
    """The first one's end must not be taken for the second one's while that still lies in the printer."""
    online.add_printer("both", formats=PDF_PRINTER, command="/bin/true")
    use("both")
    online.administrate("cupsdisable", "both")
    first, second = print_paper(letter()).job, print_paper(letter()).job
    assert first is not None
    assert second is not None
    online.administrate("cupsenable", "both")
    for job in (first, second):
        state_of(job, JobOutcome.DONE)
    ended_as = [cups.number_of(cups.last_ended(job.device, job.name)) for job in (first, second)]
    assert ended_as[0] < ended_as[1]


def test_a_printer_that_speaks_in_secret_gets_the_very_bytes_too(online: PrintServer) -> None:
    secret = online.add_printer("secret", formats=PDF_PRINTER, command="/bin/true", scheme="ipps")
    use("secret")
    paper = letter()
    result = print_paper(paper)
    assert "原件直送" in result.sentence
    assert ended(result.job).outcome is JobOutcome.DONE
    assert secret.arrived() == [paper.pdf]


def test_sides_on_a_printer_without_ipp_are_left_to_its_driver(online: PrintServer, tmp_path: Path) -> None:
    """Bytes alone tell such a printer nothing of sides and trays."""
    driver = tmp_path / "office.ppd"
    driver.write_text(_PPD)
    online.administrate("lpadmin", "-p", "cable", "-E", "-v", "file:/dev/null", "-P", str(driver))
    assert cups.abilities("cable").takes_pdf
    assert "two-sided-long-edge" in cups.abilities("cable").sides
    use("cable")
    assert "原件直送" in print_paper(letter()).sentence
    use("cable", sides="two-sided-long-edge")
    sentence = print_paper(letter()).sentence
    assert "要由系统告诉打印机" in sentence
    assert "由系统转换" in sentence
    assert cups.abilities("cable").way(Ticket(media_source="main")) is Way.BY_DRIVER


def test_the_dialog_of_the_system_prints_the_whole_letter_or_says_that_nothing_was_printed(
    told: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The dialog of Windows, driven here as Qt draws it where there is no printer: it prints into a file."""
    monkeypatch.setattr(sys, "platform", "win32")

    def dialog() -> QPrintDialog:
        told.begin()
        qtbot.waitUntil(lambda: any(map(_is_open_dialog, QApplication.topLevelWidgets())))
        found = next(filter(_is_open_dialog, QApplication.topLevelWidgets()))
        assert isinstance(found, QPrintDialog)
        return found

    dialog().reject()
    assert told.wait(1) == "没有打印：已在系统的打印窗口取消。"
    shown = dialog()
    file = shown.findChild(QLineEdit, "filename")
    assert file is not None
    file.setText(str(tmp_path / "printed.pdf"))
    shown.accept()
    assert "共 2 页；是否印出请看系统的打印队列" in told.wait(2)
    with pdfplumber.open(tmp_path / "printed.pdf") as printed:
        assert len(printed.pages) == letter().pages


def _is_open_dialog(widget: QWidget) -> bool:
    return isinstance(widget, QPrintDialog) and widget.isVisible()
