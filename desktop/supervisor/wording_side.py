"""Beside the words: the letter in a trial, and its versions with what each of them changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.day_words import full_day, iso_weekday
from desktop.casework.wording.wording_views import Difference, VersionView
from desktop.widgets.buttons import Button, small
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.difference_view import difference_label
from desktop.widgets.fields import TextField
from desktop.widgets.forms import field_name
from desktop.widgets.labels import Card, clear, heading, label, note, pill, row, rule
from desktop.widgets.pages import Pages
from desktop.widgets.pdf_preview import PdfPreview
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.tokens import GRID, SIDE

TRIAL = "trial"
VERSIONS = "versions"
_NUMBER_WIDTH = 160
_STANDINGS = {"in_force": "现行", "coming": "待起用", "past": "", "replaced": "已被取代"}


class WordingSide(Card):
    """``restored`` tells the version whose words shall stand in the editor again; ``wanted`` another request."""

    restored = Signal(object)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=1, spacing=0)
        self.which = Segmented("右栏", (Choice(TRIAL, "试填"), Choice(VERSIONS, "版本")), small=True)
        self.number = TextField("试填的申请", "空着用虚构申请")
        self.number.setFixedWidth(_NUMBER_WIDTH)
        self.preview = PdfPreview("试填 A4")
        self._said = note(wrap=True)
        self._pages = Pages()
        self._versions = QVBoxLayout()
        self._lay_out()
        self.which.chosen.connect(lambda which: self.show_side(str(which)))
        self.number.returnPressed.connect(self.wanted)
        self.number.left.connect(self.wanted)

    def show_side(self, which: str) -> None:
        """Shows ``TRIAL`` or ``VERSIONS``."""
        self.which.set_value(which)
        self._pages.setCurrentIndex(0 if which == TRIAL else 1)
        self._asked.setVisible(which == TRIAL)

    def say(self, sentence: str) -> None:
        """Says why the trial is not that of the words as they stand; empty: it is."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def show_versions(self, versions: Sequence[VersionView]) -> None:
        """Shows all versions, the last to be valid first."""
        clear(self._versions)
        before: QWidget = self.number
        for version in versions:
            restore = small("恢复此版本")
            self._versions.addWidget(self._version(version, restore))
            QWidget.setTabOrder(before, restore)
            before = restore
        self._versions.addStretch(1)

    def _lay_out(self) -> None:
        self.which.set_value(TRIAL)
        self._asked = QWidget()
        name = field_name("试填申请 (&N)", self.number)
        asked = row(name, self.number)
        self._asked.setLayout(asked)
        head = row(self.which, None, self._asked)
        head.setContentsMargins(16, 4, 16, 4)
        trial = QWidget()
        column = QVBoxLayout(trial)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._said.setContentsMargins(16, 4, 16, 4)
        self._said.hide()
        column.addWidget(self._said)
        column.addWidget(self.preview, 1)
        inside = QWidget()
        inside.setLayout(self._versions)
        self._versions.setContentsMargins(16, GRID, 16, GRID)
        self._versions.setSpacing(GRID)
        self._pages.addWidget(trial)
        self._pages.addWidget(ScrolledColumn(inside))
        self.body.addLayout(head)
        self.body.addWidget(rule())
        self.body.addWidget(self._pages, 1)

    def _version(self, version: VersionView, restore: Button) -> QWidget:
        """One version with its day, its author, its reason, its changes, and the way back to it."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        restore.setAccessibleName(f"恢复{version.name}")
        restore.clicked.connect(lambda: self.restored.emit(version))
        head = row(heading(version.name))
        if standing := _STANDINGS[version.standing]:
            head.addWidget(pill(standing, gold=version.standing == "in_force"))
        head.addStretch(1)
        head.addWidget(restore)
        column.addLayout(head)
        column.addWidget(label(_told(version), SIDE, wrap=True))
        for part in difference_widgets(version.changes):
            column.addWidget(part)
        column.addWidget(rule("row"))
        return made


def difference_widgets(changes: Sequence[Difference]) -> list[QWidget]:
    """What changed, part by part."""
    made: list[QWidget] = []
    for change in changes:
        made += [note(change.heading), difference_label(change.pieces)]
    return made


def _told(version: VersionView) -> str:
    if version.effective_from is None or version.recorded_at is None:
        return version.reason
    recorded = f"{iso_weekday(version.recorded_at.date())} {version.recorded_at:%H:%M}"
    return f"{full_day(version.effective_from)}起用，{version.author}：{version.reason}（{recorded} 保存）"
