"""The sentences of a letter: those fixed by law are locked, the others can be edited and put back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.casework.letters.letter_views import RemedyView, SentenceView
from desktop.widgets.buttons import small
from desktop.widgets.growing_text import GrowingText
from desktop.widgets.icon_mark import IconMark
from desktop.widgets.labels import Card, HintCard, clear, heading, label, note, pill, rule
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import GRID, SIDE

_HEAD_HEIGHT = 32
_EDITABLE = ("pencil", "可以修改")
_WHAT_WIDTH = 88
_FOCUS_FRAME = 4
_LOCKED_SHOWN = 44
"""Characters of a locked sentence that stand in two lines."""


class SentencesPanel(Card):
    """``edited`` tells the id and the sentence at each change by the user; None puts the standard text back."""

    edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(padding=1, spacing=0)
        self._rows: dict[str, _SentenceRow] = {}
        self._spare: list[_SentenceRow] = []
        self._version = note()
        self._remedy = _RemedyPart()
        self._inside = QWidget()
        self._inside.setProperty("page", "true")
        self._inside.installEventFilter(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setProperty("reads", "true")
        self._scroll.setAccessibleName("语句")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._bar = OverlayScrollBar(self._scroll)
        self.body.addWidget(_part_head("语句", self._version))
        self.body.addWidget(rule())
        self.body.addWidget(self._scroll, 1)
        below = rule()
        below.hide()
        # Sentences that go on out of sight end at a line, those that stand whole end with their own.
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda _least, most: below.setVisible(most > 0))
        self.body.addWidget(below)
        self.body.addWidget(self._remedy)
        self.body.addStretch(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The sentences take no more height than they need, so that the remedy follows them."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            needed = self._column.heightForWidth(self._inside.width()) if self._column.hasHeightForWidth() else -1
            self._scroll.setMaximumHeight(max(needed, self._column.sizeHint().height()) + _FOCUS_FRAME)
        return super().eventFilter(watched, event)

    def begin(self) -> None:
        """Forgets the sentences of another letter; rows of locked ones serve the next one, and come up together."""
        self._inside.hide()
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            if row.locked:
                self._spare.append(row)
            else:
                row.deleteLater()
        self._rows = {}

    def row_text(self, sentence_id: str) -> GrowingText:
        """The text field of a sentence. Raises ``KeyError``."""
        return self._rows[sentence_id].text

    def show_sentences(self, sentences: Sequence[SentenceView], version: str, remedy: RemedyView) -> None:
        """Takes new states. A sentence in which the user works keeps its text."""
        self._version.setText(f"用语 {version} 版 · 锁住的不能改" if version else "锁住的不能改")
        wanted = [sentence.id for sentence in sentences]
        for gone in [name for name in self._rows if name not in wanted]:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, sentence in enumerate(sentences):
            if sentence.id not in self._rows:
                self._rows[sentence.id] = self._row_for(sentence)
            row = self._rows[sentence.id]
            row.show_sentence(sentence)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        self._inside.show()
        self._remedy.show_remedy(remedy)

    def _row_for(self, sentence: SentenceView) -> _SentenceRow:
        if sentence.locked and self._spare:
            row = self._spare.pop()
            row.show()
            return row
        row = _SentenceRow(sentence)
        row.edited.connect(self.edited)
        return row


class _SentenceRow(QWidget):
    """Lock or pencil, the sentence, and 恢复 when it was changed."""

    edited = Signal(str, object)

    def __init__(self, sentence: SentenceView) -> None:
        super().__init__()
        self._id = sentence.id
        self.locked = sentence.locked
        self.text = GrowingText("可改语句", most=12, size=SIDE)
        if sentence.locked:
            self.text.make_plain()
        mark = IconMark(*(("lock", _why_locked(sentence)) if sentence.locked else _EDITABLE))
        self._restore = small("恢复原句")
        self._restore.clicked.connect(self._put_back)
        self._restore.hide()
        line = QHBoxLayout()
        line.setContentsMargins(16, 6, 16, 6)
        line.setSpacing(12)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.text)
        column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignRight)
        line.addLayout(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(line)
        outer.addWidget(rule("row"))
        if not sentence.locked:
            self.text.edited.connect(self._tell)

    def show_sentence(self, sentence: SentenceView) -> None:
        """Takes a new state; while the user works in the sentence its text stays as he has it."""
        self._id = sentence.id
        if sentence.locked:
            self.text.set_value(_shortened(sentence.text))
            self.text.setToolTip(sentence.text)
        elif not self.text.hasFocus():
            self.text.set_value(sentence.text)
        self._restore.setVisible(sentence.edited)

    def _tell(self, text: str) -> None:
        self.edited.emit(self._id, text)

    def _put_back(self) -> None:
        self.edited.emit(self._id, None)


def _why_locked(sentence: SentenceView) -> str:
    """What fixes a sentence: the law, or the office's wording for all its letters."""
    return f"法定语句：{sentence.law}" if sentence.law else "本关统一的用语，在设置的“文书用语”中修改"


def _shortened(text: str) -> str:
    """The beginning of a locked sentence: two lines, unless something in it is missing. The page shows it whole.

    It ends before a comma or a bracket, so that no number or date is cut in two.
    """
    if "〔" in text or len(text) <= _LOCKED_SHOWN:
        return text
    shown = text[: _LOCKED_SHOWN - 3]
    end = max(shown.rfind(mark) for mark in "，；。（")
    return f"{shown[:end] if end > _LOCKED_SHOWN // 3 else shown}……"


class _RemedyPart(QWidget):
    """The remedy that the law attaches to the letter, and why it is this one."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = pill("", gold=True)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(16, 8, 16, 8)
        self._lines.setSpacing(4)
        self._why = label("", SIDE, wrap=True)
        hint = HintCard()
        hint.body.addWidget(label("为什么", SIDE, bold=True))
        hint.body.addWidget(self._why)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(_part_head("救济", None, self._heading))
        outer.addWidget(rule())
        outer.addLayout(self._lines)
        frame = QVBoxLayout()
        frame.setContentsMargins(16, 0, 16, 16)
        frame.addWidget(hint)
        outer.addLayout(frame)

    def show_remedy(self, remedy: RemedyView) -> None:
        """Shows the remedy of the letter as it stands."""
        self._heading.setText(remedy.heading)
        self._heading.setVisible(bool(remedy.heading))
        clear(self._lines)
        for what, words in remedy.lines:
            self._lines.addWidget(_remedy_line(what, words))
        self._why.setText(remedy.why)


def _remedy_line(what: str, words: str) -> QWidget:
    line = QWidget()
    inside = QHBoxLayout(line)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(GRID)
    if what:
        name = label(what, SIDE, second=True, wrap=True)
        name.setFixedWidth(_WHAT_WIDTH)
        inside.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(label(words, SIDE, wrap=True), 1)
    return line


def _part_head(name: str, at_right: QLabel | None, *beside: QLabel) -> QWidget:
    bar = QWidget()
    bar.setFixedHeight(_HEAD_HEIGHT)
    line = QHBoxLayout(bar)
    line.setContentsMargins(16, 0, 16, 0)
    line.setSpacing(GRID)
    line.addWidget(heading(name))
    for widget in beside:
        line.addWidget(widget)
    line.addStretch(1)
    if at_right is not None:
        line.addWidget(at_right)
    return bar
