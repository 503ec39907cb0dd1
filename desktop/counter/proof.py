"""逐日核算: the sum of the limit in one line, its months, and every day with its reason and rule."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.casework.casework import Casework
from desktop.casework.office_limits import OfficeLimit
from desktop.casework.reckoning import ProofLine, ProofMonth, ProofView, Quantity
from desktop.casework.views import Paper
from desktop.rules.limit_proofs import LimitCode
from desktop.widgets import theme
from desktop.widgets.badge import BandBadge
from desktop.widgets.buttons import secondary, shortcut
from desktop.widgets.dates import weekday
from desktop.widgets.fields import Combo
from desktop.widgets.labels import Card, clear, heading, label, note, page_title, row, rule
from desktop.widgets.list_table import dress_as_list, paint_ground
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.proof_calendar import legend, month_column, weeks_of
from desktop.widgets.table_head import TableHead
from desktop.widgets.tokens import CARD_GAP, NOTE, PAGE_EDGE, PAGE_TITLE, SIDE

_MONTHS_AT_ONCE = 2
_LIST_ROW = 24
_HEADS = ("日期", "第几天", "原因", "依据")
_DATE_WIDTH, _COUNT_WIDTH, _RULE_WIDTH = 84, 44, 150
_REASON, _RULE = 2, 3
_TEXT_LEFT = 8
_TEXT_RIGHT = 2
_SECOND_LINE = 18
_LEAST_LIST = 446
_LIMITS_WIDTH = 264

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ProofPage(QWidget):
    """Shows how a limit comes about, printable: of a request, or one that belongs to none."""

    returned = Signal()
    told = Signal(str)
    loaded = Signal()

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self._number = ""
        self._office_limit: OfficeLimit | None = None
        self._view: ProofView | None = None
        self._first_month = 0
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._limit = LimitCode.REPLY.value
        self._subtitle = label("", second=True)
        self.limits = Combo("期限")
        self.limits.setMinimumWidth(_LIMITS_WIDTH)
        self.limits.setToolTip("各项期限　Ctrl+↑、Ctrl+↓ 换一项")
        self._back = secondary("返回", "Esc")
        self._print = secondary("打印办理期限计算单", "Ctrl+P", icon="print")
        self._sum = _SumLine()
        self._months = QHBoxLayout()
        self._months.setSpacing(20)
        self._explanation_title = heading("")
        self._explanation = label("", wrap=True, second=True)
        self.lines = _DayList()
        self._lay_out()
        self._back.clicked.connect(self.returned)
        self._print.clicked.connect(self._print_paper)
        self.limits.activated.connect(lambda place: self.show_limit(str(self.limits.itemData(place))))
        shortcut(self, "Ctrl+Down").activated.connect(lambda: self._next_limit(1))
        shortcut(self, "Ctrl+Up").activated.connect(lambda: self._next_limit(-1))
        shortcut(self, "PgUp").activated.connect(lambda: self._turn(-1))
        shortcut(self, "PgDown").activated.connect(lambda: self._turn(1))

    @property
    def number(self) -> str:
        """The request whose limit is shown."""
        return self._number

    @property
    def subject(self) -> str:
        """What the limit is of."""
        return "" if self._view is None else self._view.number

    def show_office_limit(self, limit: OfficeLimit) -> None:
        """Loads the proof of a limit that belongs to no request."""
        self._number, self._office_limit = "", limit
        self.reload()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_request(self, number: str) -> None:
        """Loads the proof of a request's reply limit."""
        self._number, self._office_limit = number, None
        self._limit = LimitCode.REPLY.value
        self.reload()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Loads the proof again."""
        number, limit, ask = self._number, self._limit, self._casework.requests.proof
        if (of_office := self._office_limit) is not None:
            show = self._casework.office_limits.proof
            self._operations.run_query(self, lambda: show(of_office), self._show, self._failed, lane="proof")
        elif number:
            self._operations.run_query(self, lambda: ask(number, limit), self._show, self._failed, lane="proof")

    def show_limit(self, limit: str) -> None:
        """Loads the proof of another limit of the request."""
        self._limit = limit
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_explanation()

    def _fit_explanation(self) -> None:
        """Asks for the lines that the words take: in a low window the page scrolls, and no month lies over them."""
        words = self._explanation
        words.setMinimumHeight(max(0, words.heightForWidth(words.width())))

    def _next_limit(self, step: int) -> None:
        place = self.limits.currentIndex() + step
        if 0 <= place < self.limits.count():
            self.limits.setCurrentIndex(place)
            self.show_limit(str(self.limits.itemData(place)))

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, CARD_GAP)
        page.setSpacing(CARD_GAP)
        page.addLayout(row(self._back, 8, page_title("逐日核算"), 8, self._subtitle, None, self.limits, self._print))
        page.addWidget(self._sum)
        columns = QHBoxLayout()
        columns.setSpacing(CARD_GAP)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(self._months)
        left.addLayout(legend())
        card = Card(spacing=0)
        card.body.addWidget(self._explanation_title)
        card.body.addWidget(self._explanation)
        card.body.addStretch(1)
        left.addWidget(card, 1)
        columns.addLayout(left)
        day_card = Card(padding=1, spacing=0)
        day_card.setMinimumWidth(_LEAST_LIST)
        day_card.body.addWidget(self.lines)
        columns.addWidget(day_card, 1)
        page.addLayout(columns, 1)

    def _show(self, view: ProofView) -> None:
        self._view = view
        self._subtitle.setText(" · ".join(part for part in (view.number, view.applicant, view.limit_name) if part))
        self._show_limits(view)
        self._sum.show_proof(view)
        self._explanation_title.setText(view.explanation_title)
        self._explanation.setText(view.explanation)
        self._fit_explanation()
        self.lines.show_lines(view.lines)
        self._first_month = _first_month(view.months)
        self._show_months()
        self._print.set_reason(None if view.lines else view.error if view.choices else "放假安排未载入")
        self.loaded.emit()

    def _show_limits(self, view: ProofView) -> None:
        """Offers the limits of the request; one of another request is left for its reply limit."""
        self._limit = view.limit
        self.limits.clear()
        for choice in view.choices:
            due = "—" if choice.due is None else f"{choice.due:%Y-%m-%d}"
            self.limits.addItem(f"{choice.name}　{due}", choice.key)
        self.limits.choose(view.limit)
        self.limits.setEnabled(len(view.choices) > 1)
        self.limits.setVisible(bool(view.choices))

    def _failed(self, failure: Failure) -> None:
        if self._office_limit is None and self._limit != LimitCode.REPLY:
            self.show_limit(LimitCode.REPLY.value)
            return
        self._explanation_title.setText("不能核算")
        self._explanation.setText(failure.sentence)

    def _show_months(self) -> None:
        if self._view is None:
            return
        clear(self._months)
        shown = self._view.months[self._first_month : self._first_month + _MONTHS_AT_ONCE]
        weeks = max((weeks_of(month) for month in shown), default=5)
        for month in shown:
            self._months.addLayout(month_column(month, weeks))
        self._months.addStretch(1)
        if len(self._view.months) > _MONTHS_AT_ONCE:
            self._months.addWidget(note("PgUp\nPgDn\n换月"), alignment=Qt.AlignmentFlag.AlignTop)

    def _turn(self, months: int) -> None:
        if self._view is None:
            return
        last = max(0, len(self._view.months) - _MONTHS_AT_ONCE)
        wanted = min(last, max(0, self._first_month + months))
        if wanted != self._first_month:
            self._first_month = wanted
            self._show_months()

    def _print_paper(self) -> None:
        number, limit, ask = self._number, self._limit, self._casework.requests.proof_paper
        of_office, make = self._office_limit, self._casework.office_limits.paper

        def compose() -> Paper:
            return ask(number, limit) if of_office is None else make(of_office)

        self._printing.print_composed(compose, trigger=self._print)


def _first_month(months: tuple[ProofMonth, ...]) -> int:
    """The first of the two months that show today, or the last two."""
    last = max(0, len(months) - _MONTHS_AT_ONCE)
    for place, month in enumerate(months):
        if any(day.is_today for day in month.days):
            return min(last, max(0, place - 1))
    return last


class _SumLine(Card):
    """收到日 + 法定期限 + 停止计算 = the last day; at the right how it stands today."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(24, 8, 24, 8)
        self.setMinimumHeight(64)
        self._line = QHBoxLayout()
        self._line.setSpacing(20)
        self.body.addLayout(self._line)

    def show_proof(self, view: ProofView) -> None:
        """Writes the sum; where there is none, the reason why."""
        clear(self._line)
        for place, term in enumerate(view.terms):
            if place:
                self._line.addWidget(_sign(term.sign))
            self._line.addWidget(_quantity(term))
        if view.result is not None:
            self._line.addWidget(_sign("="))
            self._line.addWidget(_quantity(view.result))
        if view.error is not None:
            self._line.addWidget(label(view.error, wrap=True), 1)
        else:
            self._line.addStretch(1)
        upright = rule("upright")
        upright.setFixedHeight(32)
        self._line.addWidget(upright)
        self._line.addWidget(_quantity(view.standing))
        self._line.addWidget(BandBadge(view.band, view.badge, framed=True))


def _quantity(quantity: Quantity) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(note(quantity.label))
    column.addWidget(label(quantity.value, PAGE_TITLE, bold=True))
    made.setAccessibleName(f"{quantity.label} {quantity.value}")
    return made


def _sign(sign: str) -> QWidget:
    made = label(sign, PAGE_TITLE, second=True)
    made.setContentsMargins(0, 12, 0, 0)
    return made


class _DayModel(QAbstractTableModel):
    """Each calendar day of the limit."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ProofLine, ...] = ()

    def replace(self, lines: tuple[ProofLine, ...]) -> None:
        """Shows other days."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def lines(self) -> tuple[ProofLine, ...]:
        """The days in their order."""
        return self._lines

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (f"{line.day:%m-%d} {weekday(line.day)}", line.count, line.why, line.rule)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.day:%Y-%m-%d}，{line.count}，{line.why}，{line.rule}"
        return None


class _DayDelegate(QStyledItemDelegate):
    """Rows of 24 pixels: number and 停 bold, days that do not count in second ink, the rule small."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, _LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, ProofLine):
            return
        palette = theme.colours()
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, area, chosen=chosen, edge=None if index.column() else palette.gold)
        counts = line.count.isdigit() or line.count == "停"
        column = index.column()
        size = NOTE if column == len(_HEADS) - 1 else SIDE
        painter.setFont(theme.font(size, bold=column == 1 and counts))
        quiet = column == len(_HEADS) - 1 or not counts
        painter.setPen(QColor(palette.ink_2 if quiet else palette.ink))
        align = Qt.AlignmentFlag.AlignHCenter if column == 1 else Qt.AlignmentFlag.AlignLeft
        left = 0 if column == 1 else 16 if column == 0 else _TEXT_LEFT
        inside = area.adjusted(left, 0, 0 if column == 1 else -_TEXT_RIGHT, 0)
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(inside, int(flags), str(index.data()))
        painter.restore()


class _DayList(QTableView):
    """The days; Up and Down move, Home and End jump."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _DayModel()
        self.setModel(self._model)
        self.setItemDelegate(_DayDelegate(self))
        dress_as_list(self, "逐日核算", TableHead(self, centred=frozenset({1})), _LIST_ROW)
        self._dress_head()

    def show_lines(self, lines: tuple[ProofLine, ...]) -> None:
        """Shows other days, from the first."""
        self._model.replace(lines)
        self._fit_rows()
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """A reason or rule that is wider than its column takes two lines."""
        reasons, rules = QFontMetricsF(theme.font(SIDE)), QFontMetricsF(theme.font(NOTE))
        beside = _TEXT_LEFT + _TEXT_RIGHT
        for place, line in enumerate(self._model.lines()):
            fits = reasons.horizontalAdvance(line.why) <= self.columnWidth(_REASON) - beside
            fits = fits and rules.horizontalAdvance(line.rule) <= self.columnWidth(_RULE) - beside
            self.setRowHeight(place, _LIST_ROW if fits else _LIST_ROW + _SECOND_LINE)

    def _dress_head(self) -> None:
        """The reason takes the room that dates, numbers and rules leave."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, _DATE_WIDTH), (1, _COUNT_WIDTH), (_RULE, _RULE_WIDTH)):
            head.resizeSection(column, width)
