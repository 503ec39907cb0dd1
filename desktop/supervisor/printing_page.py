"""打印机: which printer of this workplace takes papers and envelopes, and how; a test page for each."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.casework import Casework
from desktop.casework.sending.envelopes import Envelopes
from desktop.supervisor.envelope_card import EnvelopeCard
from desktop.widgets import cups, system_printing
from desktop.widgets.buttons import secondary
from desktop.widgets.cups import Abilities, NoPrintServer, PrintRefused, Queue
from desktop.widgets.fields import Combo
from desktop.widgets.forms import LABEL_WIDTH, field_name
from desktop.widgets.labels import Card, HintCard, heading, label, note, row
from desktop.widgets.mnemonics import with_mnemonic
from desktop.widgets.operations import Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.tokens import CARD_GAP, GRID
from desktop.widgets.workplace import PrinterSetup, PrintPurpose, Workplace, load_workplace, save_workplace

_log = logging.getLogger(__name__)

_MOST_COPIES = 9
_SILENT = "打印机没有回答，请看是否开机、联网"
_NAME_WIDTH = 96
_FIELD_WIDTH = 344
_TITLES = {PrintPurpose.PAPERS: "文书", PrintPurpose.ENVELOPES: "信封"}
_SIDES = {
    "one-sided": "单面",
    "two-sided-long-edge": "双面，左侧装订",
    "two-sided-short-edge": "双面，上侧装订",
}
_TRAYS = {
    "auto": "自动",
    "main": "主纸盒",
    "alternate": "备用纸盒",
    "manual": "手动进纸",
    "by-pass-tray": "旁路托盘",
    "envelope": "信封进纸",
    "large-capacity": "大容量纸盒",
    "tray-1": "纸盒 1",
    "tray-2": "纸盒 2",
    "tray-3": "纸盒 3",
    "tray-4": "纸盒 4",
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the print server says, and what is kept. ``fault``: why it says nothing."""

    workplace: Workplace
    queues: tuple[Queue, ...] = ()
    fault: str = ""


class PrintingPage(QWidget):
    """Settings of the workplace: each choice is kept at once, in a file of the user."""

    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._workplace = Workplace()
        self._one_writes = Lock()
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._fault = label("", wrap=True)
        self._fault_card = HintCard()
        self._fault_card.body.addWidget(self._fault)
        self._fault_card.hide()
        self.cards = {
            PrintPurpose.PAPERS: PrinterCard(PrintPurpose.PAPERS, operations, "Ctrl+P"),
            PrintPurpose.ENVELOPES: PrinterCard(PrintPurpose.ENVELOPES, operations, "Ctrl+F"),
        }
        self.envelope = EnvelopeCard(casework, operations)
        self.envelope.told.connect(self.told)
        both = QHBoxLayout()
        both.setSpacing(CARD_GAP)
        for purpose, card in self.cards.items():
            both.addWidget(card, 1)
            card.edited.connect(partial(self._keep, purpose))
            card.test.clicked.connect(partial(self._print_test, purpose))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP)
        column.addWidget(self._fault_card)
        column.addLayout(both)
        column.addWidget(self.envelope)
        column.addWidget(
            note("打印机的选择只用于本机。打印机能直接打印 PDF 的，存档原件一字不差地送去；不能的，由系统转换后打印。")
        )
        column.addStretch(1)

    def load(self) -> None:
        """Asks the print server and loads what is kept."""
        self._operations.run_query(self, _known, self._show, lane="printers", outside=True)
        self.envelope.load()

    def focus_first(self) -> None:
        """Puts the focus on the first printer."""
        self.cards[PrintPurpose.PAPERS].printer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, known: _Known) -> None:
        self._workplace = known.workplace
        fault = "本机通过系统的打印窗口打印，每次打印时选择打印机、份数、双面和纸盒。"
        self._fault.setText(fault if system_printing.has_own_dialog() else known.fault)
        self._fault_card.setVisible(bool(self._fault.text()))
        for purpose, card in self.cards.items():
            card.show_setup(known.workplace.setup(purpose), known.queues)

    def _keep(self, purpose: PrintPurpose) -> None:
        self._workplace = self._workplace.with_setup(purpose, self.cards[purpose].setup())
        self._operations.run_query(self, self._save_newest, self.told.emit)

    def _save_newest(self) -> str:
        """Saves what is chosen by now: of choices in quick succession none may be written after a later one."""
        with self._one_writes:
            return _saved(self._workplace)

    def _print_test(self, purpose: PrintPurpose) -> None:
        envelopes = Envelopes(self._casework.context)
        compose = envelopes.trial if purpose is PrintPurpose.ENVELOPES else envelopes.test_page
        self._printing.print_composed(compose, self.cards[purpose].test, purpose=purpose)


class PrinterCard(Card):
    """One purpose: printer, copies, sides, tray, and what its printer does with a PDF."""

    edited = Signal()

    def __init__(self, purpose: PrintPurpose, operations: Operations, test_key: str) -> None:
        super().__init__(spacing=GRID)
        self._operations = operations
        self._setup = PrinterSetup()
        title = _TITLES[purpose]
        first = 4 * list(PrintPurpose).index(purpose)
        self.printer = Combo(f"{title}打印机")
        self.copies = Combo(f"{title}份数")
        self.sides = Combo(f"{title}单双面")
        self.tray = Combo(f"{title}纸盒")
        self.way = note("", wrap=True)
        self.test = secondary("打印测试页", test_key)
        for number in range(1, _MOST_COPIES + 1):
            self.copies.addItem(f"{number} 份", number)
        self.body.addWidget(heading(title))
        fields = (("打印机", self.printer), ("份数", self.copies), ("单双面", self.sides), ("纸盒", self.tray))
        for place, (name, field) in enumerate(fields):
            field.setMinimumWidth(_FIELD_WIDTH)
            words = field_name(with_mnemonic(name, first + place), field, LABEL_WIDTH - GRID)
            self.body.addLayout(row(words, field, None))
        self.body.addLayout(row(self.test, 8, self.way))
        self.printer.activated.connect(lambda _: self._printer_chosen())
        for other in (self.copies, self.sides, self.tray):
            other.activated.connect(lambda _: self.edited.emit())

    def show_setup(self, setup: PrinterSetup, queues: tuple[Queue, ...]) -> None:
        """Shows what is kept; a printer that is gone is shown as such."""
        self._setup = setup
        self.printer.clear()
        default = next((queue.title for queue in queues if queue.default), None)
        self.printer.addItem(f"系统默认（{default}）" if default else "系统默认", None)
        for queue in queues:
            same = queue.title in ("", queue.name)
            self.printer.addItem(queue.name if same else f"{queue.title}（{queue.name}）", queue.name)
        if setup.printer is not None and setup.printer not in [queue.name for queue in queues]:
            self.printer.addItem(f"{setup.printer}（现在找不到）", setup.printer)
        self.printer.choose(setup.printer)
        self.copies.choose(setup.copies)
        default_queue = next((queue.name for queue in queues if queue.default), None)
        self._ask_abilities(setup.printer or default_queue)

    def setup(self) -> PrinterSetup:
        """What is chosen."""
        return PrinterSetup(
            printer=self.printer.currentData(),
            copies=self.copies.currentData() or 1,
            sides=self.sides.currentData(),
            tray=self.tray.currentData(),
        )

    def _printer_chosen(self) -> None:
        self._setup = replace(self.setup(), sides=None, tray=None)
        self._ask_abilities(self.printer.currentData())
        self.edited.emit()

    def _ask_abilities(self, queue: str | None) -> None:
        self._show_abilities(Abilities(False, (), ()), "")
        if queue is not None:
            lane = f"abilities-{self.printer.accessibleName()}"
            self._operations.run_query(
                self, lambda: _abilities(queue), lambda found: self._show_abilities(*found), lane=lane, outside=True
            )

    def _show_abilities(self, able: Abilities, way: str) -> None:
        for field, known, names, kept in (
            (self.sides, able.sides, _SIDES, self._setup.sides),
            (self.tray, able.trays, _TRAYS, self._setup.tray),
        ):
            field.clear()
            field.addItem("按打印机设置", None)
            for code in known:
                field.addItem(names.get(code, code), code)
            if kept is not None and kept not in known:
                field.addItem(names.get(kept, kept), kept)
            field.choose(kept)
        self.way.setText(way)


def _known() -> _Known:
    workplace = load_workplace()
    if system_printing.has_own_dialog():
        return _Known(workplace)
    try:
        found = cups.queues()
    except (NoPrintServer, PrintRefused):
        _log.info("the print server says nothing", exc_info=True)
        return _Known(workplace, fault="本机的打印服务没有运行，或者没有回答。文书打印时存为 PDF，并写明位置。")
    fault = "" if found else "本机还没有打印机。文书打印时存为 PDF，并写明位置。"
    return _Known(workplace, found, fault)


def _abilities(queue: str) -> tuple[Abilities, str]:
    try:
        able = cups.abilities(queue)
    except (NoPrintServer, PrintRefused):
        _log.info("no abilities of %s", queue, exc_info=True)
        return Abilities(False, (), ()), _SILENT
    if not able.answered and not able.takes_pdf:
        return able, _SILENT
    return able, "能直接打印 PDF，原件直送" if able.takes_pdf else "不能直接打印 PDF，由系统转换后打印"


def _saved(workplace: Workplace) -> str:
    try:
        save_workplace(workplace)
    except OSError as failed:
        _log.warning("settings of the workplace not kept: %s", failed)
        return "打印机设置没有保存：本机的设置文件不能写入"
    return "打印机设置已保存"
