"""Exchange files: written for a period, read after a look at what they would add."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from desktop.casework.exchange.exchange import Examined
from desktop.casework.exchange.exchange_merging import ExchangeCounts
from desktop.casework.exchange.exchange_writing import Days
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.date_field import NO_SUCH_DAY, DateEdit
from desktop.widgets.fields import CheckBox
from desktop.widgets.forms import field_name
from desktop.widgets.labels import Card, heading, label, note, row, rule
from desktop.widgets.operations import Failure


def in_words(counts: ExchangeCounts) -> str:
    """新增 3 件，更新 1 件，文书 4 份，未变 2 件."""
    parts = (
        f"新增 {counts.requests} 件",
        f"更新 {counts.updated} 件",
        f"文书 {counts.letters} 份",
        f"未变 {counts.skipped} 件",
    )
    return "，".join(parts)


def _excerpt(arrived: Days) -> str:
    """，只含 2026-01-01 至 2026-06-30 收到的申请; nothing for a file with all requests."""
    first, last = ("" if day is None else day.isoformat() for day in arrived)
    between = f"{first} 至 {last}" if first and last else f"{first} 以后" if first else f"{last} 以前"
    return f"，只含 {between}收到的申请" if first or last else ""


class ExchangeCard(Card):
    """``confirmed`` tells the examined file that shall be read in."""

    confirmed = Signal(Path)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._path: Path | None = None
        self._first = DateEdit("收到日自", today)
        self._last = DateEdit("收到日至", today)
        self.write_button = secondary("导出 (&X)")
        self.read_button = secondary("导入 (&I)")
        self.confirm_button = primary("确认导入", "Ctrl+Return")
        self._drop_button = secondary("放弃 (&Q)")
        self._deidentify = CheckBox("去标识化 (&T)")
        self._deidentify.setToolTip("姓名只留姓，证件、电话、地址、备注、附件和文书正文不写出；统计数字不变")
        self._told = label("", wrap=True)
        self.body.addWidget(heading("交换文件"))
        self.body.addWidget(note("一行一件，供上下级海关交接和长期保存；不填日期即导出全部，填了的是摘录。", wrap=True))
        until = label("至", second=True)
        self.body.addLayout(
            row(
                field_name("收到日 (&S)", self._first),
                self._first,
                until,
                self._last,
                None,
                self._deidentify,
                self.write_button,
            )
        )
        self.body.addWidget(rule("row"))
        self.body.addLayout(row(label("先检查再导入，全部写入或者一件不写", second=True), None, self.read_button))
        self.body.addWidget(self._told)
        self.body.addLayout(row(None, self._drop_button, self.confirm_button))
        self._offer(None)
        self._told.hide()
        self.confirm_button.clicked.connect(self._confirm)
        self._drop_button.clicked.connect(self._drop)

    def period(self) -> tuple[date | None, date | None]:
        """The period to be written; None where it is open."""
        return self._first.day(), self._last.day()

    @property
    def fault(self) -> str:
        """Why the days make no period; empty while they do."""
        first, last = self.period()
        for edge in (self._first, self._last):
            if edge.malformed:
                return f"{edge.accessibleName()}：{NO_SUCH_DAY}，没有导出。"
        return "起始日晚于截止日，没有导出。" if first is not None and last is not None and first > last else ""

    @property
    def deidentify(self) -> bool:
        """Whether the file shall name nobody."""
        return self._deidentify.isChecked()

    def show_examined(self, path: Path, examined: Examined) -> None:
        """Shows of whom a file is and what it would add, and offers to read it."""
        counts, day = examined.counts, "" if examined.made_on is None else f"，{examined.made_on} 制作"
        day += _excerpt(examined.arrived)
        file = f"“{path.name}”（{examined.office}{'，本单位' if examined.own else ''}{day}）"
        disputes = f"，复议、诉讼 {examined.disputes} 件有新内容" if examined.disputes else ""
        brings = bool(counts.requests or counts.updated or counts.letters or examined.disputes)
        if brings:
            self._tell(f"{file}将{in_words(counts)}{disputes}。")
        elif examined.seen:
            self._tell(f"{file}中的 {counts.skipped} 件都已登记，没有新内容。")
        else:
            # Who has reported through which day depends on the files that were read.
            self._tell(f"{file}中的 {counts.skipped} 件都已登记；导入后记入上报情况。")
        self._offer(path if brings or not examined.seen else None)

    def show_read(self, path: Path, counts: ExchangeCounts) -> None:
        """Shows what was read."""
        self._offer(None)
        self._tell(f"已导入“{path.name}”：{in_words(counts)}。")

    def show_written(self, path: Path, counts: ExchangeCounts) -> None:
        """Shows what was written."""
        self._offer(None)
        self._tell(f"已导出 {counts.requests} 件申请、{counts.letters} 份文书到 {path}。")

    def refuse(self, sentence: str) -> None:
        """Shows why nothing was asked for, with the keys on the days."""
        self._offer(None)
        self._tell(sentence)
        wrong = self._last if self._last.malformed and not self._first.malformed else self._first
        wrong.setFocus(Qt.FocusReason.TabFocusReason)

    def show_failure(self, failure: Failure) -> None:
        """Shows why a file was not read or written."""
        self._offer(None)
        self._tell(failure.sentence)

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()

    def _offer(self, path: Path | None) -> None:
        """Offers to read ``path``; None takes the offer back."""
        self._path = path
        for button in (self.confirm_button, self._drop_button):
            button.setVisible(path is not None)
        if path is not None:
            self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if self._path is not None:
            self.confirmed.emit(self._path)

    def _drop(self) -> None:
        self._offer(None)
        self._told.hide()
        self.read_button.setFocus(Qt.FocusReason.OtherFocusReason)
