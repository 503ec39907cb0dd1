"""The texts of the annual report: drafted from the figures, edited here, their numbers bound to the tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.reports.annual_report_views import AnnualReportView, SectionView
from desktop.casework.reports.report_texts import LooseNumber, Verdict
from desktop.widgets.bound_text import BoundText, Figure
from desktop.widgets.buttons import secondary, small
from desktop.widgets.fields import Combo
from desktop.widgets.labels import Card, clear, heading, label, note, row, rule
from desktop.widgets.name_list import NameList
from desktop.widgets.tokens import CARD_GAP

_SAVE_AFTER = 400
_SIDE_WIDTH = 330
_MOST_LOOSE = 6
_TERM_ROW = 28


class ReportPage(QWidget):
    """Edits the sections of a report. ``written`` tells section and text; text None: drafted again."""

    written = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._view: AnnualReportView | None = None
        self._code = ""
        self._place: object = None
        self._shown: object = None
        self._choices = Combo("部分")
        self._choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._text = BoundText("这一部分的文字")
        self._state = note("")
        self._redraft = small("按数字重新起草", "Ctrl+R")
        self._figures = _FigureList()
        self._checks = _CheckCard()
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_AFTER)
        self._lay_out()
        self._timer.timeout.connect(self._save)
        self._text.edited.connect(self._timer.start)
        self._text.left.connect(self.keep)
        self._choices.activated.connect(lambda _place: self.choose(str(self._choices.currentData())))
        self._redraft.clicked.connect(self._draft_again)
        self._figures.chosen.connect(self._text.insert_figure)

    @property
    def text(self) -> BoundText:
        """The text that is edited."""
        return self._text

    def show_view(self, view: AnnualReportView) -> None:
        """Shows a report, or the same one as it was saved."""
        before = self._view
        self._view = view
        codes = [section.code for section in view.sections if not section.table]
        if before is None or [s.code for s in before.sections] != [s.code for s in view.sections]:
            self._fill_choices(view)
        if self._code not in codes:
            self._code = codes[0]
        self._choices.choose(self._code)
        self._figures.show_terms([(term.name, term.text) for term in view.terms.values()])
        self._figures.setEnabled(view.shown is None)
        self._show_section(view.section(self._code))

    def keep(self) -> None:
        """Saves at once what was typed last."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def choose(self, code: str) -> None:
        """Shows another section."""
        self.keep()
        self._code = code
        if self._view is not None:
            self._choices.choose(code)
            self._show_section(self._view.section(code))

    def focus_first(self) -> None:
        """Puts the keys on the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        card = Card()
        card.body.addLayout(row(self._choices, None, self._redraft))
        card.body.addWidget(self._text, 1)
        card.body.addWidget(self._state)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self._checks)
        side.addWidget(self._figures, 1)
        holder = QWidget()
        holder.setFixedWidth(_SIDE_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(side)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addWidget(card, 1)
        whole.addWidget(holder)

    def _fill_choices(self, view: AnnualReportView) -> None:
        self._choices.clear()
        for section in view.sections:
            if not section.table:
                self._choices.addItem(section.heading or "开头", section.code)

    def _show_section(self, section: SectionView) -> None:
        view = self._view
        if view is None:
            return
        is_filed = view.shown is not None
        self._text.setReadOnly(is_filed)
        self._redraft.setVisible(section.edited and not is_filed)
        figures = self._known_figures()
        if is_filed:
            figures = [Figure(piece.term, piece.text) for piece in section.pieces if piece.term is not None]
        place = (view.year, view.form, view.subject, view.shown, section.code)
        shown = (section.template, figures)
        if place != self._place or (shown != self._shown and not self._timer.isActive()):
            at = self._text.textCursor().position() if place == self._place else 0
            self._text.show_template(section.template, figures)
            self._text.go_to(at)
            self._place, self._shown = place, shown
        self._state.setText(_state_of(view, section))
        self._checks.show_section(section)

    def _save(self) -> None:
        if self._view is not None and self._view.shown is None:
            # What comes back is what stands here already: the cursor stays where it is.
            self._shown = (self._text.template(), self._known_figures())
            self.written.emit(self._code, self._text.template())

    def _known_figures(self) -> list[Figure]:
        terms = {} if self._view is None else self._view.terms
        return [Figure(term.name, term.text, term.missing) for term in terms.values()]

    def _draft_again(self) -> None:
        self._timer.stop()
        self.focus_first()
        self.written.emit(self._code, None)


def _state_of(view: AnnualReportView, section: SectionView) -> str:
    if view.shown is not None:
        return "已报送，不能改动"
    return (
        "已改写，自动保存；有底色的数字随登记和台账变动" if section.edited else "由数字起草；可以直接改写，改动自动保存"
    )


class _CheckCard(Card):
    """Numbers typed by hand, and figures that nobody has entered."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addWidget(heading("文字与数字"))
        self.body.addLayout(self._lines)

    def show_section(self, section: SectionView) -> None:
        clear(self._lines)
        sentences = [f"未填：{name}（在“台账”中填写）" for name in section.missing]
        sentences += [_judged(loose) for loose in section.loose if loose.verdict is not Verdict.UNKNOWN]
        for sentence in sentences[:_MOST_LOOSE]:
            self._lines.addWidget(label(sentence, bold="不一致" in sentence, wrap=True))
        if len(sentences) > _MOST_LOOSE:
            self._lines.addWidget(note(f"另有 {len(sentences) - _MOST_LOOSE} 处"))
        unknown = sum(loose.verdict is Verdict.UNKNOWN for loose in section.loose)
        if unknown:
            self._lines.addWidget(note(f"另有 {unknown} 个手写的数字没有对应的统计数，请自行核对", wrap=True))
        if not sentences and not unknown:
            self._lines.addWidget(label("数字都与报表一致", second=True))


def _judged(loose: LooseNumber) -> str:
    if loose.verdict is Verdict.GLUED:
        return f"不一致：“{loose.text}”是手写数字与绑定数字连在一起"
    figure = loose.figure
    name, value = ("", "") if figure is None else (figure.name, figure.text)
    if loose.verdict is Verdict.CONTRADICTS:
        return f"不一致：手写“{loose.text}”，“{name}”是 {value}"
    return f"手写“{loose.text}”与“{name}”相同，但不会随它变动"


class _FigureList(Card):
    """The figures that may be put into the text. ``chosen`` tells the name."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._list = NameList("可以插入的数字", _TERM_ROW)
        self._names: list[str] = []
        self._insert = secondary("插入")
        self.body.addLayout(row(heading("插入数字"), None, note("Enter 插入")))
        self.body.addWidget(rule("row"))
        self.body.addWidget(self._list, 1)
        self.body.addLayout(row(None, self._insert))
        self._list.opened.connect(self._choose)
        self._insert.clicked.connect(self._choose)

    def show_terms(self, terms: Sequence[tuple[str, str]]) -> None:
        """Shows names with their values; the place in the list stays."""
        at = self._list.currentRow()
        self._names = [name for name, _ in terms]
        self._list.show_names([f"{name}　{value}" for name, value in terms], at)

    def _choose(self) -> None:
        if self._names:
            self.chosen.emit(self._names[self._list.currentRow()])
