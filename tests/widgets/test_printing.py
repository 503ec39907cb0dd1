"""Papers on printers: a print server and printers of the test's own, and what is told when there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework.views import Paper
from desktop.office import open_office
from desktop.widgets import cups, workplace
from desktop.widgets.cups import Abilities, Job
from desktop.widgets.ipp import Attributes, IppBroken, Operation, answer, message
from desktop.widgets.operations import Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.print_jobs import JobOutcome, JobState, job_state
from desktop.widgets.printing import print_paper, prints_both_sides
from desktop.widgets.system_printing import draw_pages, drawn_area, runs_of_one_size, sheet_for
from desktop.widgets.workplace import PrinterSetup, PrintPurpose, Workplace
from forms.catalogue import form_of
from forms.envelope import ENVELOPE
from resources import wording
from resources.vocabulary import LetterKind
from tests.casework.conftest import SETTINGS, Clock
from tests.casework.test_letters import replied
from tests.counter_drafts import counter_draft
from tests.forms.letter_cases import COMMON, OWN
from tests.forms.test_envelope import FACTS as ENVELOPE_FACTS
from tests.widgets.print_server import Printer, PrintServer, raster_pages, raster_size

PAPER = Paper(pdf=b"%PDF-1.7 receipt", pages=2, name="登记回执 0200-2026-0001")
PDF_PRINTER = ("application/pdf", "image/urf", "image/pwg-raster", "application/octet-stream")
RASTER_PRINTER = ("image/urf", "image/pwg-raster", "application/octet-stream")


@pytest.fixture(scope="module")
def counter(served: PrintServer) -> Printer:
    """A printer that takes PDF, and prints at once."""
    return served.add_printer("counter", formats=PDF_PRINTER, command="/bin/true")


@pytest.fixture(autouse=True)
def _own_workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workplace, "workplace_file", lambda: tmp_path / "workplace.json")
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")


@pytest.fixture
def issued(tmp_path: Path) -> Iterator[Paper]:
    """A letter that an office has issued, as its store keeps it."""
    opened = open_office(tmp_path / "office.db", clock=Clock())
    opened.casework.settings.save(SETTINGS)
    intake = opened.casework.intake
    draft = counter_draft(opened.casework, arrived_on=date(2026, 3, 2), name="王䶮")
    letter_id = replied(opened.casework, intake.register(draft).number)
    yield opened.casework.letters.pdf(letter_id)
    opened.close()


def ended(job: Job | None) -> JobState:
    """How a job ended."""
    assert job is not None
    until = time.monotonic() + 60
    while (state := job_state(job)).outcome is JobOutcome.WAITING:
        assert time.monotonic() < until, state
        time.sleep(0.2)
    return state


def use(printer: str, *, copies: int = 1, sides: str | None = None, tray: str | None = None) -> None:
    chosen = PrinterSetup(printer=printer, copies=copies, sides=sides, tray=tray)
    workplace.save_workplace(Workplace().with_setup(PrintPurpose.PAPERS, chosen))


def letter() -> Paper:
    """A real letter."""
    form, words = form_of(LetterKind.REFUSAL), wording.load(LetterKind.REFUSAL)
    rendered = form.render(form.facts_from({**COMMON, **OWN[LetterKind.REFUSAL]}), words)
    return Paper(pdf=rendered.pdf, pages=rendered.pages, name="津关公开答〔2026〕31号.pdf")


def envelope_pdf(size: str) -> bytes:
    facts = ENVELOPE.facts_from({**ENVELOPE_FACTS, "size": size})
    return ENVELOPE.render(facts, wording.load(ENVELOPE.kind)).pdf


def test_the_very_bytes_of_an_issued_letter_arrive_at_a_printer_that_takes_pdf(
    online: PrintServer, counter: Printer, issued: Paper
) -> None:
    paper = issued
    use("counter")
    result = print_paper(paper)
    assert result.job is not None
    assert "原件直送" in result.sentence
    assert "排队" in result.sentence, "accepted is not printed"
    assert ended(result.job).outcome is JobOutcome.DONE
    assert counter.arrived()[-1] == paper.pdf


def test_copies_sides_and_tray_reach_the_printer(online: PrintServer, counter: Printer) -> None:
    able = cups.abilities("counter")
    assert able.takes_pdf
    assert "two-sided-long-edge" in able.sides
    assert "by-pass-tray" in able.trays
    use("counter", copies=2, sides="two-sided-long-edge", tray="by-pass-tray")
    paper = letter()
    result = print_paper(paper)
    assert "各印 2 份" in result.sentence
    assert ended(result.job).outcome is JobOutcome.DONE
    assert counter.arrived()[-1] == paper.pdf
    told = counter.last_job()
    assert (told["copies"], told["sides"], told["media-source"]) == ("2", "two-sided-long-edge", "by-pass-tray")
    use("counter")
    assert ended(print_paper(paper).job).outcome is JobOutcome.DONE
    told = counter.last_job()
    assert (told.get("copies", "1"), told.get("media-source")) == ("1", None), "nothing chosen: as the printer does"


def test_a_printer_that_takes_no_pdf_gets_a_converted_page_and_it_is_said(online: PrintServer) -> None:
    raster = online.add_printer("raster", formats=RASTER_PRINTER, command="/bin/true")
    use("raster", copies=2, sides="two-sided-long-edge", tray="by-pass-tray")
    paper = letter()
    result = print_paper(paper)
    assert "由系统转换" in result.sentence
    assert ended(result.job).outcome is JobOutcome.DONE
    (pages,) = raster.arrived()
    assert raster_pages(pages) == 2 * paper.pages, "the filters make the copies, the printer gets the rest in words"
    told = raster.last_job()
    assert (told["sides"], told["media-source"]) == ("two-sided-long-edge", "by-pass-tray")


@pytest.mark.parametrize("formats", [PDF_PRINTER, RASTER_PRINTER])
def test_the_printer_is_told_the_size_of_an_envelope(online: PrintServer, formats: tuple[str, ...]) -> None:
    queue = f"envelopes-{len(formats)}"
    printer = online.add_printer(queue, formats=formats, command="/bin/true")
    use(queue, tray="manual")
    envelope = Paper(pdf=envelope_pdf("dl"), pages=1, name="信封.pdf")
    assert ended(print_paper(envelope).job).outcome is JobOutcome.DONE
    told = printer.last_job()
    assert (told["x-dimension"], told["y-dimension"], told["media-source"]) == ("11000", "22000", "manual")
    if formats is RASTER_PRINTER:
        assert sorted(raster_size(printer.arrived()[0])) == [110, 220], "converted to the envelope, not to a sheet"
    large = Paper(pdf=envelope_pdf("c4"), pages=1, name="大信封.pdf")
    assert ended(print_paper(large).job).outcome is JobOutcome.DONE, "a size that it does not know is not asked for"


def test_a_printer_that_refuses_is_reported(online: PrintServer) -> None:
    online.add_printer("jammed", formats=PDF_PRINTER, command="/bin/false")
    use("jammed")
    result = print_paper(letter())
    state = ended(result.job)
    assert state.outcome is JobOutcome.FAILED, "the server may call it completed; the printer knows better"
    assert state.said


def test_a_queue_that_takes_nothing_is_quoted_and_the_paper_kept(online: PrintServer, tmp_path: Path) -> None:
    online.add_queue("closed", "file:/dev/null", accepts=False)
    use("closed")
    result = print_paper(PAPER, tmp_path / "papers")
    assert "没有接收" in result.sentence
    assert result.path is not None
    assert result.path.read_bytes() == PAPER.pdf


def test_a_queue_that_was_taken_away_is_told_and_no_other_one_prints(
    online: PrintServer, counter: Printer, tmp_path: Path
) -> None:
    before = len(counter.arrived())
    use("gone")
    result = print_paper(PAPER, tmp_path)
    assert result.job is None
    assert "gone" in result.sentence
    assert len(counter.arrived()) == before


def test_a_sheet_is_shared_only_where_the_printer_is_known_to_print_one_side(
    online: PrintServer, counter: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    use("counter", sides="one-sided")
    assert not prints_both_sides()
    use("counter", sides="two-sided-long-edge")
    assert prints_both_sides()
    use("counter")
    assert not prints_both_sides(), "the printer says so itself"
    online.administrate("lpadmin", "-p", "counter", "-o", "sides-default=two-sided-long-edge")
    assert prints_both_sides()
    online.administrate("lpadmin", "-p", "counter", "-R", "sides-default")
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    assert prints_both_sides(), "nobody can tell"


def test_the_default_queue_serves_where_none_is_chosen(online: PrintServer, counter: Printer, tmp_path: Path) -> None:
    online.add_queue("other", "file:/dev/null")
    result = print_paper(PAPER, tmp_path)
    assert "有几台打印机，还没有选定一台" in result.sentence, "not a word of having none"
    assert result.path is not None
    online.administrate("lpadmin", "-d", "counter")
    assert next(queue.default for queue in cups.queues())
    assert print_paper(letter()).printer == "counter"


def test_how_a_job_ended_is_told_in_the_window(
    online: PrintServer, counter: Printer, qtbot: QtBot, qapp: QApplication
) -> None:
    use("counter")
    window, operations, told = QWidget(), Operations(), list[str]()
    qtbot.addWidget(window)
    PaperPrinting(window, operations, told.append).print_composed(letter)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=60_000)
    assert "排队" in told[0]
    assert told[1].startswith("已打印：津关公开答〔2026〕31号")
    operations.close()


def test_that_nothing_was_printed_is_told_in_the_window(online: PrintServer, qtbot: QtBot, qapp: QApplication) -> None:
    online.add_printer("broken", formats=PDF_PRINTER, command="/bin/false")
    use("broken")
    window, operations, told = QWidget(), Operations(), list[str]()
    qtbot.addWidget(window)
    PaperPrinting(window, operations, told.append).print_composed(letter)
    qtbot.waitUntil(lambda: len(told) >= 2, timeout=60_000)
    assert told[-1] == "没有打印：津关公开答〔2026〕31号，打印机 broken 报告“被打印机中止”。文书已在库中，可以重印。"
    operations.close()


def test_without_a_print_server_the_paper_is_kept_and_its_place_told(tmp_path: Path) -> None:
    result = print_paper(PAPER, tmp_path / "papers")
    assert result.sentence.startswith("没有打印：本机的打印服务没有回答")
    assert result.path == tmp_path / "papers" / "登记回执 0200-2026-0001.pdf"
    assert str(result.path) in result.sentence
    assert result.path.read_bytes() == PAPER.pdf


def test_another_paper_of_the_same_name_is_kept_beside_the_first(tmp_path: Path) -> None:
    first, other = (Paper(pdf=text, pages=1, name="登记回执 3份 2026-10-16.pdf") for text in (b"%PDF 1", b"%PDF 2"))
    for paper in (first, other, first):
        print_paper(paper, tmp_path)
    kept = {file.name: file.read_bytes() for file in tmp_path.glob("*.pdf")}
    assert kept == {"登记回执 3份 2026-10-16.pdf": b"%PDF 1", "登记回执 3份 2026-10-16 (2).pdf": b"%PDF 2"}


def test_a_name_that_is_no_file_name_is_made_one(tmp_path: Path) -> None:
    result = print_paper(Paper(pdf=b"%PDF", pages=1, name="津关公开答/2026:31?"), tmp_path)
    assert result.path == tmp_path / "津关公开答_2026_31_.pdf"


def test_a_folder_that_takes_nothing_is_told_too(tmp_path: Path) -> None:
    occupied = tmp_path / "papers"
    occupied.write_text("a file where the folder should be")
    result = print_paper(PAPER, occupied)
    assert result.path is None
    assert "重印" in result.sentence


def test_the_workplace_remembers_a_printer_for_papers_and_one_for_envelopes(tmp_path: Path) -> None:
    chosen = Workplace().with_setup(PrintPurpose.PAPERS, PrinterSetup("counter", 2, "two-sided-long-edge", "main"))
    chosen = chosen.with_setup(PrintPurpose.ENVELOPES, PrinterSetup("envelopes", tray="manual"))
    workplace.save_workplace(chosen)
    assert workplace.load_workplace() == chosen
    for broken in ("", "[]", '{"printing": {"papers": {"colour": 1}}}', '{"printing": {"pens": {}}}'):
        (tmp_path / "workplace.json").write_text(broken, encoding="utf-8")
        assert workplace.load_workplace() == Workplace()


@pytest.mark.parametrize("data", [b"", b"\x02\x00", b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x44\x00\x05ab"])
def test_an_answer_that_is_cut_is_no_answer(data: bytes) -> None:
    with pytest.raises(IppBroken):
        answer(data)


def test_a_message_is_read_as_it_was_written() -> None:
    asked = Attributes(
        uri="ipp://localhost/printers/a", user="周宁", job_name="答" * 200, job_id=7, requested=("a", "b")
    )
    read = answer(message(Operation.GET_JOB_ATTRIBUTES, asked))
    (_, found) = read.groups[0]
    assert found["requesting-user-name"] == ("周宁",)
    assert found["job-id"] == (7,)
    assert found["requested-attributes"] == ("a", "b")
    assert len(str(found["job-name"][0]).encode()) <= 255


def test_the_systems_own_dialog_gets_each_page_in_its_size(tmp_path: Path, qapp: QApplication) -> None:
    """On Windows QPrinter is a real printer; here it writes a file, through the same drawing."""
    import pdfplumber

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    file = tmp_path / "drawn.pdf"
    printer.setOutputFileName(str(file))
    paper = letter()
    assert draw_pages(paper.pdf, printer)
    with pdfplumber.open(file) as drawn:
        assert len(drawn.pages) == paper.pages
        assert (round(drawn.pages[0].width), round(drawn.pages[0].height)) == (595, 842)
        assert drawn.pages[0].images


def test_the_systems_printer_gets_a_sheet_that_it_does_not_refuse_for_its_margins() -> None:
    """Qt hands a layout without margins to a real printer in full page mode only; any other stays as it was."""
    lying = sheet_for(QSizeF(841.89, 595.28))
    assert lying.mode() is QPageLayout.Mode.FullPageMode
    assert lying.orientation() is QPageLayout.Orientation.Landscape
    assert lying.pageSize().id() is QPageSize.PageSizeId.A4
    assert sheet_for(QSizeF(595.28, 841.89)).orientation() is QPageLayout.Orientation.Portrait


def test_pages_of_another_size_are_a_job_of_their_own() -> None:
    letter_page, envelope = QSizeF(595, 842), QSizeF(624, 312)
    pages = [letter_page, letter_page, envelope, letter_page]
    assert runs_of_one_size(pages) == [[0, 1], [2], [3]]
    assert runs_of_one_size([]) == []


def test_a_page_is_never_stretched_and_shrunk_only_where_the_sheet_is_smaller() -> None:
    a4, dots = QSizeF(595.28, 841.89), (600, 600)
    assert drawn_area(a4, QSizeF(4960, 7015), dots).size().toSize() == QSize(4961, 7016)
    on_a3 = drawn_area(a4, QSizeF(7016, 9921), dots)
    assert (on_a3.topLeft(), on_a3.size().toSize()) == (QPointF(0, 0), QSize(4961, 7016))
    on_letter = drawn_area(a4, QSizeF(5100, 6600), dots)
    assert on_letter.height() == 6600
    assert on_letter.width() / on_letter.height() == pytest.approx(a4.width() / a4.height())
    assert on_letter.center() == QPointF(2550, 3300)


def test_abilities_are_those_of_the_printer_not_of_the_filters(online: PrintServer) -> None:
    online.add_queue("plain", "file:/dev/null")
    able = cups.abilities("plain")
    assert able == Abilities(False, able.sides, (), "file:/dev/null", able.usual_sides)
