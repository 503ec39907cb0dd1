"""备份与自查: verified copies, the check of store and record, and exchange files out and in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.day_words import full_day
from desktop.casework.exchange.exchange_merging import ExchangeCounts
from desktop.casework.office.safekeeping import BackupView, CheckView, CopyView
from desktop.supervisor.check_lines import check_line
from desktop.supervisor.exchange_card import ExchangeCard
from desktop.supervisor.files import size_of
from desktop.widgets.buttons import primary, secondary, small
from desktop.widgets.confirm_dialog import ConfirmDialog
from desktop.widgets.file_dialogs import ask_folder, ask_source, ask_target
from desktop.widgets.labels import Card, ElidedLabel, clear, heading, label, note, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.tokens import CARD_GAP, NOTE

_MOST_FINDINGS = 12
_EXCHANGE_FILES = "交换文件 (*.jsonl)"


@dataclass(frozen=True, slots=True)
class _ReadIn:
    """What reading an exchange file brought."""

    counts: ExchangeCounts
    changes: Changes


class SafekeepingPage(QWidget):
    """Three cards: copies, check, exchange files."""

    told = Signal(str)
    restore_wanted = Signal(Path)
    backed_up = Signal()

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._backup = _BackupCard()
        self._check = _CheckCard()
        self._exchange = ExchangeCard(casework.context.today())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(CARD_GAP)
        grid.addWidget(self._backup, 0, 0)
        grid.addWidget(self._exchange, 1, 0)
        grid.addWidget(self._check, 0, 1, 2, 1)
        grid.setRowStretch(2, 1)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self._connect()

    def load(self) -> None:
        """Loads what is known of the last copy."""
        keeping = self._casework.safekeeping
        self._operations.run_query(
            self,
            lambda: (keeping.last_backup(), keeping.folder()),
            lambda found: self._backup.show_last(*found),
            lane="last-backup",
        )

    def focus_first(self) -> None:
        """Puts the keys on 立即备份."""
        self._backup.now.setFocus()

    def make_backup(self, folder: Path | None = None) -> None:
        """Makes a verified copy in ``folder``, or in the office's own."""
        self._operations.run_long(
            self,
            "正在备份",
            lambda _progress: self._casework.safekeeping.backup(folder),
            self._backed_up,
            self._backup.show_failure,
            changing=False,
            cancellable=False,
            trigger=self._backup.now,
        )

    def choose_folder(self, folder: Path) -> None:
        """Keeps the folder into which copies go from now on."""
        settings = self._casework.settings
        self._operations.run_change(
            self,
            lambda: settings.save(replace(settings.office(), backup_folder=str(folder))),
            lambda _changes: self.load(),
            self._backup.show_failure,
            trigger=self._backup.choose,
        )

    def examine_copy(self, file: Path) -> None:
        """Looks a copy through and asks whether it shall take the place of the store."""
        self._operations.run_long(
            self,
            "正在核对备份",
            lambda _progress: self._casework.safekeeping.examine_copy(file),
            self._ask_to_restore,
            self._backup.show_failure,
            changing=False,
            cancellable=False,
            trigger=self._backup.restore,
        )

    def run_check(self) -> None:
        """Checks store and record."""
        self._operations.run_long(
            self,
            "正在自查",
            lambda progress: self._casework.safekeeping.check(report=progress.report),
            self._check.show_result,
            self._check.show_failure,
            changing=False,
            trigger=self._check.start,
        )

    def read_file(self, path: Path) -> None:
        """Shows what reading an exchange file would add; nothing is kept yet."""
        self._operations.run_long(
            self,
            "正在检查交换文件",
            lambda _progress: self._casework.exchange.examine(path),
            lambda examined: self._exchange.show_examined(path, examined),
            self._exchange.show_failure,
            changing=False,
            cancellable=False,
            trigger=self._exchange.read_button,
        )

    def write_file(self, path: Path) -> None:
        """Writes an exchange file of the period on the card."""
        if fault := self._exchange.fault:
            self._exchange.refuse(fault)
            return
        first, last = self._exchange.period()
        deidentify = self._exchange.deidentify
        self._operations.run_long(
            self,
            "正在导出",
            lambda _progress: self._casework.exchange.write(path, first, last, deidentify=deidentify),
            lambda counts: self._exchange.show_written(path, counts),
            self._exchange.show_failure,
            changing=False,
            cancellable=False,
            trigger=self._exchange.write_button,
        )

    def _connect(self) -> None:
        self._backup.now.clicked.connect(lambda: self.make_backup())
        self._backup.elsewhere.clicked.connect(self._ask_folder)
        self._backup.choose.clicked.connect(self._ask_own_folder)
        self._backup.restore.clicked.connect(self._ask_copy)
        self._check.start.clicked.connect(self.run_check)
        self._check.rebuild.clicked.connect(self._rebuild)
        self._exchange.write_button.clicked.connect(self._ask_target)
        self._exchange.read_button.clicked.connect(self._ask_source)
        self._exchange.confirmed.connect(self._read_in)

    def _backed_up(self, made: BackupView) -> None:
        self._backup.show_made(made)
        self.told.emit("备份已写成并校验")
        self.backed_up.emit()

    def _ask_to_restore(self, copy: CopyView) -> None:
        made = f"{full_day(copy.made_at.date())} {copy.made_at:%H:%M}"
        lines = (
            f"{made} 的备份，{copy.requests} 件申请、{copy.letters} 份文书，校验无误。",
            f"现在的库有 {copy.now} 件申请，改名保留，不会删除。备份以后登记的内容不在恢复后的库里。",
            "窗口将关闭并重新打开。",
        )
        asked = ConfirmDialog(self.window(), "恢复这份备份？", lines, "恢复")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(lambda: self.restore_wanted.emit(copy.file))
        asked.open()

    def _rebuild(self) -> None:
        self._operations.run_long(
            self,
            "正在重建",
            lambda progress: self._casework.safekeeping.rebuild(progress.report),
            self._check.show_rebuilt,
            self._check.show_failure,
            trigger=self._check.rebuild,
        )

    def _read_in(self, path: Path) -> None:
        self._operations.run_long(
            self,
            "正在导入",
            lambda _progress: _ReadIn(*self._casework.exchange.read(path)),
            lambda read: self._exchange.show_read(path, read.counts),
            self._exchange.show_failure,
            cancellable=False,
            trigger=self._exchange.confirm_button,
        )

    def _ask_folder(self) -> None:
        ask_folder(self, "备份到别处", self.make_backup)

    def _ask_own_folder(self) -> None:
        ask_folder(self, "备份文件夹", self.choose_folder)

    def _ask_copy(self) -> None:
        ask_source(self, "恢复备份", "备份 (*.db)", self.examine_copy, self._backup.folder)

    def _ask_target(self) -> None:
        if fault := self._exchange.fault:
            self._exchange.refuse(fault)
            return
        ask_target(self, "导出交换文件", "申请.jsonl", _EXCHANGE_FILES, self.write_file)

    def _ask_source(self) -> None:
        ask_source(self, "导入交换文件", _EXCHANGE_FILES, self.read_file)


class _BackupCard(Card):
    """The last copy, and making one."""

    def __init__(self) -> None:
        super().__init__()
        self.now = primary("立即备份", "Ctrl+B")
        self.elsewhere = secondary("备份到别处 (&E)")
        self.choose = small("更换 (&G)")
        self.restore = secondary("恢复备份 (&R)")
        self.folder: Path | None = None
        self._folder = ElidedLabel(size=NOTE, second=True)
        self._when = label("")
        self._where = note(wrap=True)
        self._hash = note(wrap=True)
        self._fault = label("", wrap=True)
        self._fault.hide()
        self.body.addWidget(heading("备份"))
        for line in (self._when, self._where, self._hash, self._fault):
            self.body.addWidget(line)
        self.body.addLayout(row(self.now, self.elsewhere, None, self.restore))
        folder = row(note("备份文件夹"))
        folder.addWidget(self._folder, 1)
        folder.addWidget(self.choose)
        self.body.addLayout(folder)

    def show_last(self, made: BackupView | None, folder: Path) -> None:
        """Shows the last copy, if one was made, and where copies go."""
        self.folder = folder
        self._folder.set_whole(str(folder))
        self.show_made(made)

    def show_made(self, made: BackupView | None) -> None:
        self._fault.hide()
        if made is None:
            self._when.setText("还没有备份")
            self._where.setText("备份写成后重新打开核对，校验值和登记链首一并记下。")
            self._hash.hide()
            return
        at = made.made_at
        self._when.setText(f"{full_day(at.date())} {at:%H:%M} 已备份并校验，{size_of(made.size)}")
        self._where.setText(str(made.path))
        self._hash.show()
        self._hash.setText(f"SHA-256 {made.sha256}")

    def show_failure(self, failure: Failure) -> None:
        """Says below the last copy why nothing was copied or brought back."""
        self._fault.setText(failure.sentence)
        self._fault.show()


class _CheckCard(Card):
    """The check and what it found."""

    def __init__(self) -> None:
        super().__init__()
        self.start = secondary("开始自查", "Ctrl+J")
        self.rebuild = secondary("重建列表数据 (&L)")
        self._result = QVBoxLayout()
        self._result.setSpacing(4)
        words = "核对库的结构、登记链、编号有无断号、文书字节与校验值，并把每件申请的期限和归类重新计算一遍。只看不改。"
        self.body.addWidget(heading("自查"))
        self.body.addWidget(label(words, wrap=True))
        self.body.addLayout(row(self.start, self.rebuild, None))
        self.body.addWidget(note("重建：按登记经过重新写列表数据，检索索引有出入的也重写；登记本身不动。", wrap=True))
        self.body.addLayout(self._result)
        self.body.addStretch(1)

    def show_result(self, view: CheckView) -> None:
        clear(self._result)
        counted = f"{view.requests} 件申请、{view.letters} 份文书"
        if view.ok:
            self._result.addLayout(check_line(f"未发现问题：{counted}", holds=True, bold=True))
            return
        heads = f"{counted}，发现 {len(view.findings)} 处问题"
        self._result.addWidget(label(heads, bold=True))
        for finding in view.findings[:_MOST_FINDINGS]:
            self._result.addLayout(check_line(f"{finding.subject}：{finding.sentence}", holds=False))
        if len(view.findings) > _MOST_FINDINGS:
            self._result.addWidget(note(f"另有 {len(view.findings) - _MOST_FINDINGS} 处，用 shouban check 列出"))

    def show_rebuilt(self, requests: int) -> None:
        clear(self._result)
        self._result.addLayout(check_line(f"已重建，{requests} 件申请的列表数据有变化", holds=True))

    def show_failure(self, failure: Failure) -> None:
        clear(self._result)
        self._result.addWidget(label(failure.sentence, wrap=True))
