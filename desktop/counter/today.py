"""今日: six counts that are buttons, what waits for us and what waits for others, and the commonest next steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.requests.day_papers import day_paper
from desktop.casework.views import StepView, TodayGroup, TodayView, WorkRow
from desktop.counter.batch_page import BATCH_KEY
from desktop.counter.main_window import NEW_REQUEST_KEY
from desktop.widgets.action_bar import ActionBar
from desktop.widgets.badge import BandBadge
from desktop.widgets.buttons import Button, ButtonKind, secondary
from desktop.widgets.count_button import CountButton
from desktop.widgets.labels import Card, ListCard, clear, heading, label, note, page_title, row, set_ink
from desktop.widgets.operations import Operations
from desktop.widgets.paper_printing import PaperPrinting
from desktop.widgets.screen import Action, NewIntake, OpenBatch, OpenRequest, Place, Screen, TakeStep
from desktop.widgets.step_keys import step_key
from desktop.widgets.tokens import CARD_GAP, GRID, LIST_ROW, PAGE_EDGE
from desktop.widgets.work_table import Heads, WorkTable
from resources.messages import say
from resources.vocabulary import Band, EventKind

_SHAPES: dict[TodayGroup, Band | str] = {
    TodayGroup.OVERDUE: Band.OVERDUE,
    TodayGroup.DUE_TODAY: Band.DUE_TODAY,
    TodayGroup.SOON: Band.RED,
    TodayGroup.AWAITING_CORRECTION: Band.WAITING,
    TodayGroup.CONSULTING: Band.WAITING,
    TodayGroup.AWAITING_SERVICE: "envelope",
}

_OURS = Heads("我方待办", "答复期限 ↑", "剩余工作日", "已用 / 20 个工作日 · 斜线为停止计算")
_OTHERS = Heads("等待他方", "对方期限 ↑", "等待", "等待前已用的天数")
_LEAST_OTHERS = 3
"""Rows that the list of those who wait for others keeps when there is little room."""


class Today(Screen):
    """What waits today, most urgent first."""

    help_page = "today"

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(casework, operations)
        self._view: TodayView | None = None
        self._first: WorkRow | None = None
        self._group: TodayGroup | None = None
        self._chosen: WorkRow | None = None
        self._steps: tuple[StepView, ...] = ()
        self._steps_of = ""
        self._pending: EventKind | None = None
        self._headline = label(second=True)
        self._new = Button("新收申请", NEW_REQUEST_KEY, kind=ButtonKind.PRIMARY, bound=False)
        self._print = secondary("打印今日单", "Ctrl+P", icon="print")
        self._batch = secondary("成批办理", BATCH_KEY)
        self._printing = PaperPrinting(self, operations, self.told.emit)
        self._counts = self._make_counts()
        self._reminders = QVBoxLayout()
        self._reminders.setSpacing(4)
        self.ours = WorkTable(_OURS)
        self.others = WorkTable(_OTHERS)
        self._cards = {table: ListCard(table) for table in (self.ours, self.others)}
        self._empty = _EmptyList()
        self._lists = QWidget()
        self._bar = _RequestBar(self._take, self._open)
        self._lay_out()
        for table, other in ((self.ours, self.others), (self.others, self.ours)):
            table.chosen.connect(partial(self._choose, other))
            table.opened.connect(self._open)
        self._batch.clicked.connect(self._open_batch)

    def opened(self) -> None:
        self._load()
        (self.ours if self.ours.rows or not self.others.rows else self.others).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fits the lists when the room for them has changed: with the window, or with a line above them."""
        if watched is self._lists and event.type() is QEvent.Type.Resize:
            self._fit_lists()
        return super().eventFilter(watched, event)

    def refresh(self, changes: Changes) -> None:
        if changes.requests or changes.calendar or changes.settings:
            self._load()

    def offers(self) -> Sequence[Action]:
        printed = Action("打印今日单", self._print_day, "Ctrl+P")
        batch = Action("成批办理（所列的申请）", self._open_batch, BATCH_KEY)
        if self._chosen is None:
            return (printed, batch)
        number = self._chosen.number
        taken = [
            Action(f"{step.name} {number}", partial(self._take, step), step_key(step.kind)) for step in self._steps
        ]
        return [*taken, Action(f"全部步骤 {number}", lambda: self._open(number), "Enter"), printed, batch]

    @property
    def steps_offered(self) -> tuple[StepView, ...]:
        """The steps in the action bar."""
        return self._steps

    @property
    def shown_instead(self) -> str:
        """What stands where the lists would be, empty while there are lists."""
        return self._empty.text if self._empty.isVisible() else ""

    def choose_group(self, group: TodayGroup | None) -> None:
        """Shows the requests behind one count, or all of them."""
        self._group = group
        for name, button in self._counts.items():
            button.setChecked(name is group)
        self._show_rows()
        (self.others if self.others.rows and not self.ours.rows else self.ours).setFocus()

    def _open_batch(self) -> None:
        """What can be done for all requests that are listed."""
        self.go.emit(OpenBatch(tuple(row.number for row in (*self.ours.rows, *self.others.rows)), Place.TODAY))

    def _make_counts(self) -> dict[TodayGroup, CountButton]:
        counts: dict[TodayGroup, CountButton] = {}
        for number, (group, shape) in enumerate(_SHAPES.items(), start=1):
            button = CountButton(say(f"casework.today.{group}"), shape, f"Alt+{number}")
            button.clicked.connect(lambda checked, group=group: self.choose_group(group if checked else None))
            counts[group] = button
        return counts

    def _lay_out(self) -> None:
        self._new.clicked.connect(lambda: self.go.emit(NewIntake()))
        self._print.clicked.connect(self._print_day)
        page = QVBoxLayout()
        page.setContentsMargins(PAGE_EDGE, CARD_GAP, PAGE_EDGE, 12)
        page.setSpacing(CARD_GAP)
        page.addLayout(row(page_title("今日"), GRID, self._headline, None, self._batch, self._print, self._new))
        page.addLayout(self._reminders)
        page.addLayout(row(*self._counts.values(), spacing=CARD_GAP))
        lists = QVBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(CARD_GAP)
        lists.addWidget(self._cards[self.ours])
        lists.addWidget(self._cards[self.others])
        lists.addWidget(self._empty, 1)
        lists.addStretch(0)
        # Rows give way to what stands above them: the page asks for no more than a few.
        self._lists.setMinimumHeight(self.ours.height_of(2) + self.others.height_of(_LEAST_OTHERS) + CARD_GAP)
        self._lists.installEventFilter(self)
        page.addWidget(self._lists, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(page, 1)
        column.addWidget(self._bar)
        self._empty.hide()

    def _load(self) -> None:
        """The first time the most urgent stand there at once, where all of them take a while."""
        if self._view is not None:
            self._load_all()
            return
        first = self.casework.worklist.first_rows
        self.operations.run_query(self, first, self._show_first, lambda _failure: self._load_all(), lane="today.first")

    def _show_first(self, rows: Sequence[WorkRow]) -> None:
        if self._view is None and rows:
            self._headline.setText(f"先列出最急的 {len(rows)} 件，正在清点其余的")
            self.ours.show_rows(rows)
            self._first = rows[0]
            self._cards[self.ours].setVisible(True)
            self._cards[self.others].setVisible(False)
            self._fit_lists()
            self._keep_choice()
        self._load_all()

    def _load_all(self) -> None:
        worklist = self.casework.worklist
        self.operations.run_long(
            self,
            "正在列出今日的申请",
            lambda progress: worklist.today(progress.report),
            self._show,
            changing=False,
            cancellable=False,
            lane="today",
        )

    def _show(self, view: TodayView) -> None:
        self._view = view
        self._headline.setText(view.headline)
        for count in view.counts:
            self._counts[count.group].show_count(count.label, count.figure, count.note)
        clear(self._reminders)
        for sentence in view.reminders:
            self._reminders.addLayout(_reminder(sentence))
        if self._first is not None and self._chosen == self._first:
            # Nobody chose it: the most urgent of all is on top now.
            self.ours.clearSelection()
        self._first = None
        self._show_rows()

    def _show_rows(self) -> None:
        if self._view is None:
            return
        ours, others = self._view.ours, self._view.others
        if self._group is not None:
            wanted = {found.key for found in self._view.rows_of(self._group)}
            ours = tuple(found for found in ours if found.key in wanted)
            others = tuple(found for found in others if found.key in wanted)
        self.ours.show_rows(ours)
        self.others.show_rows(others)
        self._cards[self.ours].setVisible(bool(ours))
        self._cards[self.others].setVisible(bool(others))
        self._empty.show_group(self._group is not None)
        self._empty.setVisible(not ours and not others)
        self._fit_lists()
        self._keep_choice()

    def _fit_lists(self) -> None:
        """Gives each list whole rows: ours the most, the others at least three if they have them."""
        ours, others = len(self.ours.rows), len(self.others.rows)
        shown = [count for count in (ours, others) if count]
        room = self._lists.height() - len(shown) * (self.ours.height_of(0) + 2) - CARD_GAP * (len(shown) - 1)
        rows = max(room // LIST_ROW, 2)
        rows_of_others = min(others, max(_LEAST_OTHERS, rows - ours)) if ours else min(others, rows)
        self._cards[self.others].setFixedHeight(self.others.height_of(rows_of_others) + 2)
        self._cards[self.ours].setFixedHeight(self.ours.height_of(min(ours, rows - rows_of_others)) + 2)

    def _keep_choice(self) -> None:
        """Selects the request that was selected, else the most urgent one, and asks for its steps again."""
        for table in (self.ours, self.others):
            if (chosen := table.row_chosen()) is not None:
                self._choose(self.others if table is self.ours else self.ours, chosen)
                return
        for table in (self.ours, self.others):
            if table.rows:
                table.choose(table.rows[0].number)
                return
        self._chosen = None
        self._steps = ()
        self._bar.show_nothing()
        if self._group is None and self.isVisible():
            self._new.setFocus()

    def _choose(self, other: WorkTable, work_row: WorkRow) -> None:
        other.clearSelection()
        self._chosen = work_row
        self._pending = None
        number = work_row.number

        def ask() -> tuple[str, tuple[StepView, ...]]:
            return number, self.casework.steps.commonest(number)

        self.operations.run_query(self, ask, self._show_steps, lane="today.steps")

    def _show_steps(self, found: tuple[str, tuple[StepView, ...]]) -> None:
        self._steps_of, self._steps = found
        self._bar.show_steps(*found)
        pending, self._pending = self._pending, None
        step = next((step for step in self._steps if step.kind is pending), None)
        if step is not None:
            self._take(step)

    def _print_day(self) -> None:
        context = self.casework.context
        self._printing.print_composed(lambda: day_paper(context), trigger=self._print)

    def _take(self, step: StepView) -> None:
        if self._chosen is None:
            return
        if self._steps_of != self._chosen.number:
            # Another row was chosen: its own step is taken as soon as its steps are known.
            self._pending = step.kind
            return
        self.go.emit(TakeStep(self._chosen.number, step))

    def _open(self, number: str) -> None:
        listed = tuple(found.number for found in (*self.ours.rows, *self.others.rows))
        self.go.emit(OpenRequest(number, listed))


class _EmptyList(Card):
    """Stands where the lists would be when there is nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self._title = heading("")
        self._advice = note()
        for widget in (self._title, self._advice):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addStretch(1)
        self.body.addWidget(self._title)
        self.body.addWidget(self._advice)
        self.body.addStretch(1)

    @property
    def text(self) -> str:
        """Why nothing is shown."""
        return self._title.text()

    def show_group(self, filtered: bool) -> None:
        """Says why nothing is shown."""
        self._title.setText("这一类没有申请" if filtered else "没有待办的申请")
        self._advice.setText("再按一次该按钮，显示全部待办" if filtered else "收到申请时按 Ctrl+N 登记")


class _RequestBar(ActionBar):
    """The selected request with its three commonest steps, one key and one confirmation away."""

    def __init__(self, take: Callable[[StepView], None], open_request: Callable[[str], None]) -> None:
        super().__init__()
        self._take = take
        self._open = open_request
        self._shown: tuple[str, Sequence[StepView]] | None = None
        self._number = label(bold=True)
        self._next = label("下一步", second=True)
        self._hint = note("↑ ↓ 选择　Tab 换列表")
        self._steps = QHBoxLayout()
        self._steps.setSpacing(GRID)
        self.line.addWidget(self._number)
        self.line.addWidget(self._next)
        self.line.addSpacing(GRID)
        self.line.addLayout(self._steps)
        self.line.addStretch(1)
        self.line.addWidget(self._hint)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No request is selected."""
        self._shown = None
        clear(self._steps)
        self._number.setText("")
        self._next.hide()
        self._hint.hide()

    def show_steps(self, number: str, steps: Sequence[StepView]) -> None:
        """Shows the steps of a request, the recommended one in navy. Keys of an old button go to the first."""
        if (number, steps) == self._shown:
            return
        self._shown = (number, steps)
        had_keys = QApplication.focusWidget()
        clear(self._steps)
        self._number.setText(number)
        self._next.show()
        self._hint.show()
        buttons = [self._button(step) for step in steps]
        everything = Button("全部步骤", "Enter", bound=False)
        everything.clicked.connect(lambda: self._open(number))
        for button in (*buttons, everything):
            self._steps.addWidget(button)
        if had_keys is not None and self.isAncestorOf(had_keys) and not had_keys.isVisible():
            (*buttons, everything)[0].setFocus()

    def _button(self, step: StepView) -> Button:
        kind = ButtonKind.PRIMARY if step.recommended else ButtonKind.SECONDARY
        button = Button(step.name, step_key(step.kind), kind=kind)
        button.setToolTip(step.effect)
        button.setAccessibleDescription(step.effect)
        button.clicked.connect(lambda: self._take(step))
        return button


def _reminder(sentence: str) -> QHBoxLayout:
    """The sentence with the shape of amber before its first line; a long one goes on below."""
    shape, words = BandBadge(Band.AMBER), label(sentence, wrap=True)
    set_ink(words, "gold")
    line = row(spacing=0)
    line.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    return line
