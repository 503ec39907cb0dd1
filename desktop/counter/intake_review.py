"""新收, step 4 审查与登记: four checks, and the limits with their days before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.day_words import iso_weekday
from desktop.casework.intake.intake_views import CheckItem, CheckLine, IntakeDraft, IntakePreview, LimitLine
from desktop.casework.views import LimitCell
from desktop.counter.intake_step import SECTION_GAP, IntakeStep, section
from desktop.widgets import theme
from desktop.widgets.buttons import small
from desktop.widgets.choices import Choice, Segmented
from desktop.widgets.drawing import draw_text, painter_for
from desktop.widgets.fields import TextField
from desktop.widgets.icons import paint_icon
from desktop.widgets.labels import Card, ElidedLabel, ListCard, heading, label, note, row
from desktop.widgets.lines import Cell, Line, LinesView
from desktop.widgets.tokens import BODY, DAY_MARK, LIST_ROW

_VERDICTS = (Choice(True, "齐备"), Choice(False, "需补正"))
_NOTE_ON_LIMITS = "收到日不计入；均为工作日"
_NO_LIMITS = "收到日确定后计算"
_NOTE_ON_DAYS = "一格一个工作日，空隙为休息日。金线为内部目标，深色为最后一日；邮寄以交邮日为准，当日寄出即为按期。"


class ReviewStep(IntakeStep):
    """The check list and the limits."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: IntakeDraft | None = None
        self._checks = {item: _CheckRow(item) for item in CheckItem}
        self._calendar_note = note(wrap=True)
        self._limits = LinesView("登记后的期限", quiet=True)
        self._limits_card = ListCard(self._limits, on_paper=True)
        self._strip = DayStrip()
        self._strip_note = note(_NOTE_ON_DAYS, wrap=True)
        self.spot = small("当场答复", "Alt+O")
        self._spot_closed = note()
        self._lay_out()
        for check in self._checks.values():
            check.judged.connect(self._judge)
            check.left.connect(self.field_left)

    def show_draft(self, draft: IntakeDraft) -> None:
        self._draft = draft
        super().show_draft(draft)

    def show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        self._draft = draft
        super().show_preview(draft, preview)
        found = {line.item: line for line in preview.checks}
        for item, check in self._checks.items():
            check.setVisible(item in found)
            if item in found:
                check.show_line(found[item])
        self._calendar_note.setText(preview.calendar_sentence or (_NOTE_ON_LIMITS if preview.limits else _NO_LIMITS))
        self._limits.show_lines([_limit_line(limit) for limit in preview.limits])
        self._limits_card.setFixedHeight(self._limits.height_of(len(preview.limits)) + 2)
        self._limits_card.setVisible(bool(preview.limits))
        self._strip.show_cells(preview.cells)
        self._strip.setVisible(bool(preview.cells))
        self._strip_note.setVisible(bool(preview.cells))

    def show_spot(self, closed: str | None) -> None:
        """Offers the answer on the spot, or says why there is none."""
        self.spot.setVisible(closed is None)
        self._spot_closed.setText("" if closed is None else f"当场答复：{closed}")

    @property
    def remark(self) -> str:
        """What is said beside the limits: that the receipt day does not count, or which year is not loaded."""
        return self._calendar_note.text()

    def verdict_of(self, item: CheckItem) -> Segmented:
        """The choice between 齐备 and 需补正 for an item of the check."""
        return self._checks[item].verdict

    def focus_first(self) -> None:
        self._checks[CheckItem.IDENTITY].verdict.focus_choice()

    def _lay_out(self) -> None:
        card = Card(padding=0, spacing=0)
        for check in self._checks.values():
            card.body.addWidget(check)
        column = self.column
        column.addLayout(section("审查", "四项逐一核对；任何一项需补正，登记后直接拟补正告知书"))
        column.addWidget(card)
        column.addSpacing(SECTION_GAP - 8)
        head = row(heading("登记后的期限"), self._calendar_note, spacing=12)
        head.setStretch(1, 1)
        column.addLayout(head)
        column.addWidget(self._limits_card)
        column.addSpacing(8)
        column.addWidget(self._strip)
        column.addWidget(self._strip_note)
        column.addSpacing(8)
        column.addLayout(row(heading("其他去向"), self.spot, self._spot_closed, None, spacing=12))
        column.addStretch(1)

    def _judge(self, item: CheckItem, lack: object) -> None:
        if self._draft is None:
            return
        lacks = {name: text for name, text in self._draft.needs_correction.items() if name != item.value}
        if isinstance(lack, str):
            lacks[item.value] = lack
        self.edited.emit({"needs_correction": lacks})


class _CheckRow(QWidget):
    """One item: what was found, and whether it is complete; if not, what is missing."""

    judged = Signal(CheckItem, object)
    left = Signal()

    def __init__(self, item: CheckItem) -> None:
        super().__init__()
        self._item = item
        self._divided = item is not CheckItem.IDENTITY
        self._name = label(bold=True)
        self._name.setFixedWidth(88)
        self._finding = ElidedLabel()
        self.lack = TextField("缺什么", "写明需要补正的事项，照录在补正告知书里")
        self.lack.hide()
        self.verdict = Segmented("审查结论", _VERDICTS, small=True)
        self.verdict.chosen.connect(self._choose)
        self.lack.edited.connect(lambda _text: self.judged.emit(self._item, self.lack.value()))
        self.lack.left.connect(self.left)
        self.setMinimumHeight(LIST_ROW - 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(40, 3, 12, 3)
        line.setSpacing(8)
        line.addWidget(self._name)
        line.addWidget(self._finding, 1)
        line.addWidget(self.lack, 2)
        line.addWidget(self.verdict)

    def show_line(self, line: CheckLine) -> None:
        """Shows what was found; no verdict stands where something is missing and nobody has judged yet."""
        self._name.setText(line.label)
        self._finding.set_whole(line.finding)
        self.verdict.setAccessibleName(f"{line.label}：{line.finding}")
        self.verdict.set_value(line.complete or (None if line.lack is None else False))
        self.lack.setVisible(line.lack is not None)
        if not self.lack.hasFocus():
            self.lack.set_value(line.lack or "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        if self._divided:
            painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(theme.colours().row_line))
        icon = "check" if self.verdict.value() else "warning"
        paint_icon(painter, icon, QRectF(14, (self.height() - 16) / 2, 16, 16), QColor(theme.colours().ink))
        painter.end()

    def _choose(self, complete: bool) -> None:
        self.lack.setVisible(not complete)
        if complete:
            self.judged.emit(self._item, None)
        else:
            self.judged.emit(self._item, self.lack.value())
            # The key that chose still moves the focus to its segment.
            QTimer.singleShot(0, self, self._write_lack)
        self.update()
        self.left.emit()

    def _write_lack(self) -> None:
        self.lack.setFocus(Qt.FocusReason.OtherFocusReason)


def _limit_line(limit: LimitLine) -> Line:
    day = iso_weekday(limit.day) if limit.day is not None else "—"
    cells = (
        Cell(text=limit.label, width=136, bold=limit.decisive),
        Cell(text=day, width=144, bold=limit.decisive),
        Cell(text=limit.working_days, width=120),
        Cell(text=limit.basis, second=True),
    )
    return Line(cells=cells, target=None)


class DayStrip(QWidget):
    """A cell of 36×40 a working day with its number and date; a gap stands for days off."""

    _CELL = 36
    _HEIGHT = 40
    _GAP = 8

    def __init__(self) -> None:
        super().__init__()
        self._cells: Sequence[LimitCell] = ()
        self.setAccessibleName("逐日")
        self.setFixedHeight(self._HEIGHT)

    def show_cells(self, cells: Sequence[LimitCell]) -> None:
        """Shows the days of the limit."""
        self._cells = cells
        spoken = "，".join(f"第{cell.text}天 {cell.day:%m-%d}" for cell in cells)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * self._CELL + 4 * self._GAP, self._HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        gaps = sum(1 for a, b in zip(self._cells, self._cells[1:], strict=False) if (b.day - a.day).days > 1)
        width = min(self._CELL, (self.width() - gaps * self._GAP) / max(len(self._cells), 1))
        left = 0.0
        before: LimitCell | None = None
        for cell in self._cells:
            if before is not None and (cell.day - before.day).days > 1:
                left += self._GAP
            self._paint_cell(painter, QRectF(left, 0, width, self._HEIGHT), cell)
            left += width
            before = cell
        painter.end()

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: LimitCell) -> None:
        palette = theme.colours()
        ground = palette.primary if cell.is_last else palette.gold_tint if cell.is_target else palette.paper
        painter.fillRect(area, QColor(palette.line if not cell.is_last else palette.primary))
        painter.fillRect(area.adjusted(1, 1, 0, -1), QColor(ground))
        painter.fillRect(QRectF(area.right(), area.top(), 1, area.height()), QColor(palette.line))
        if cell.is_target:
            painter.fillRect(QRectF(area.left() + 1, area.bottom() - 3, area.width() - 1, 3), QColor(palette.gold))
        painter.setFont(theme.font(BODY, bold=True))
        strong = QColor(palette.on_navy if cell.is_last else palette.ink)
        weak = QColor(palette.on_navy if cell.is_last else palette.ink_2)
        draw_text(painter, area.adjusted(0, 3, 0, -17), cell.text, strong, Qt.AlignmentFlag.AlignHCenter)
        painter.setFont(theme.font(DAY_MARK))
        draw_text(painter, area.adjusted(0, 22, 0, -3), f"{cell.day:%m-%d}", weak, Qt.AlignmentFlag.AlignHCenter)
