"""The fonts of the papers: which of the office's own are used, and what is wrong with the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from desktop.casework.office.paper_fonts import FontsView
from desktop.supervisor.check_lines import check_line
from desktop.widgets.buttons import secondary
from desktop.widgets.file_dialogs import ask_folder
from desktop.widgets.labels import Card, ElidedLabel, clear, heading, label, note, row
from desktop.widgets.operations import Failure
from desktop.widgets.tokens import NOTE

_USES = {
    "body": "正文　仿宋",
    "title": "标题　小标宋",
    "heading": "一级标题　黑体",
    "fallback": "二级标题　楷体",
    "page_number": "页码　宋体",
}
_ABOUT = (
    "把单位购置的公文字体（仿宋_GB2312、方正小标宋、黑体、楷体_GB2312、宋体，TTF 文件）放进一个文件夹，在这里选定。"
    "按字体名称识别，没有的用随附字体。已定稿的文书不变。"
)


class FontCard(Card):
    """``chosen`` tells the folder, or None for the bundled fonts; ``asked`` that the folder shall be looked into."""

    chosen = Signal(object)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose = secondary("选择文件夹 (&X)")
        self.leave = secondary("不用 (&V)")
        self.again = secondary("重新查看 (&I)")
        self._folder = ElidedLabel(size=NOTE, second=True)
        self._fonts = QGridLayout()
        self._fonts.setHorizontalSpacing(16)
        self._fonts.setColumnStretch(1, 1)
        self._lines: dict[str, ElidedLabel] = {}
        for place, (role, use) in enumerate({**_USES, "last_resort": "生僻字"}.items()):
            self._lines[role] = ElidedLabel()
            self._fonts.addWidget(label(use, second=True), place, 0)
            self._fonts.addWidget(self._lines[role], place, 1)
        self._faults = QVBoxLayout()
        self._faults.setSpacing(4)
        self.body.addLayout(row(heading("文书字体"), None))
        self.body.addWidget(note(_ABOUT, wrap=True))
        self.body.addWidget(self._folder)
        self.body.addLayout(row(self.choose, self.leave, self.again, None))
        self.body.addLayout(self._fonts)
        self.body.addLayout(self._faults)
        self.choose.clicked.connect(self._ask_folder)
        self.leave.clicked.connect(lambda: self.chosen.emit(None))
        self.again.clicked.connect(self.asked)

    def show_fonts(self, view: FontsView) -> None:
        """Shows the folder, the font of each use and the files that cannot be used."""
        self._folder.set_whole(view.folder or "没有选定文件夹，使用随附字体")
        self.leave.setEnabled(bool(view.folder))
        for font in view.rows:
            self._lines[font.role].set_whole(f"{font.name}（{font.own}）" if font.own else f"随附 {font.name}")
        self._lines["last_resort"].set_whole(view.last_resort or "没有找到；遇到其他字体都没有的字，不能定稿")
        clear(self._faults)
        for sentence in view.faults:
            self._faults.addLayout(check_line(sentence, holds=False, word=""))

    def show_failure(self, failure: Failure) -> None:
        """Shows why the folder cannot be taken."""
        clear(self._faults)
        self._faults.addLayout(check_line(failure.sentence, holds=False, word=""))

    def _ask_folder(self) -> None:
        ask_folder(self, "字体文件夹", self.chosen.emit)
