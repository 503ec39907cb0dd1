"""The side of the intake: always a summary; beside the applicant his earlier requests; the main action at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.records import CatalogueEntry
from desktop.casework.day_words import iso_weekday
from desktop.casework.intake.intake_views import (
    DraftRow,
    EarlierRequest,
    IntakeDraft,
    IntakePreview,
    LimitLine,
    SameApplicant,
    SummaryLine,
)
from desktop.counter.catalogue_card import PublishedCard
from desktop.widgets import theme
from desktop.widgets.badge import SHAPE
from desktop.widgets.buttons import Button, ButtonKind, ButtonSize
from desktop.widgets.labels import Card, ElidedLabel, clear, heading, label, note, row, rule
from desktop.widgets.lines import Cell, Line, LinesView
from desktop.widgets.tokens import CARD_PADDING, GRID, SIDE

WIDTH = 406
_LABEL = 88
_EARLIER_ROW = 28
_STANDING = 104
_MOST_DRAFTS = 6
_MOST_EARLIER = 3
_TIGHT = 10
"""Above and below the cards beside a step, so that all of them stand in a window 768 high."""
_SHORT_LABELS = ("申请人", "所需信息", "获取方式")


class IntakeSide(QWidget):
    """Cards for the step that is shown. ``opened`` tells the number of an earlier request, ``draft_chosen`` a draft."""

    opened = Signal(object)
    draft_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(WIDTH)
        self.summary = SummaryCard()
        self.same = SameApplicantCard()
        self.similar = SimilarCard()
        self.published = PublishedCard()
        self.short = ShortSummaryCard()
        self.drafts = DraftsCard()
        self.register = Button("登记并打印回执", "Ctrl+Return", kind=ButtonKind.PRIMARY, size=ButtonSize.MAIN)
        self.register.fill_width()
        self.summary.body.addWidget(self.register)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for card in (self.drafts, self.same, self.similar, self.published, self.short):
            card.body.setContentsMargins(CARD_PADDING, _TIGHT, CARD_PADDING, _TIGHT)
            column.addWidget(card)
        column.addWidget(self.summary, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self.same.opened.connect(self.opened)
        self.similar.opened.connect(self.opened)
        self.drafts.chosen.connect(self.draft_chosen)
        self._step = 0
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Shows the cards of a step, counted from 0; the list of drafts gives way."""
        self._step = step
        beside = step in (1, 2)
        self.drafts.hide()
        self.same.setVisible(step == 1 and self.same.has_rows)
        self.similar.setVisible(beside and self.similar.has_rows)
        self.published.setVisible(beside and self.published.has_rows)
        self.short.setVisible(beside)
        self._rest.setVisible(beside)
        self.summary.setVisible(not beside)
        self.summary.show_short(short=step == 0)
        self.register.setVisible(step == 3)

    def show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        """Shows what follows from the draft as it stands."""
        self.summary.show_preview(preview)
        self.short.show_preview(draft, preview)

    def show_earlier(
        self, same: SameApplicant | None, similar: Sequence[EarlierRequest], published: Sequence[CatalogueEntry]
    ) -> None:
        """Shows earlier requests of the applicant, similar ones, and what is already public."""
        self.same.show_requests(same)
        self.similar.show_requests(similar)
        self.published.show_entries(published)
        if not self.drafts.isVisible():
            self.show_step(self._step)

    def show_drafts(self, drafts: Sequence[DraftRow]) -> None:
        """Puts the list of other drafts at the top and the focus into it."""
        self.drafts.show_drafts(drafts)
        self.drafts.show()
        self.drafts.view.setFocus(Qt.FocusReason.OtherFocusReason)


class SummaryCard(Card):
    """登记摘要, and in the first step the limits that follow from the receipt day."""

    def __init__(self) -> None:
        super().__init__()
        self._summary: tuple[tuple[SummaryLine, ...], ...] = ()
        self._short = True
        self._groups = QVBoxLayout()
        self._groups.setSpacing(GRID)
        self._limits = _LimitsPart()
        self.body.addWidget(heading("登记摘要"))
        self.body.addLayout(self._groups)
        self.body.addWidget(self._limits)
        self.body.addStretch(1)

    def show_short(self, *, short: bool) -> None:
        """Short: one line for applicant, content and way, and the limits below; else all groups."""
        self._short = short
        self._limits.setVisible(short)
        self._show_groups()

    def show_preview(self, preview: IntakePreview) -> None:
        """Shows the groups of the summary, hairlines between them."""
        self._summary = preview.summary
        self._show_groups()
        self._limits.show_preview(preview)

    def _show_groups(self) -> None:
        clear(self._groups)
        groups = self._summary
        if self._short and groups:
            rest = tuple(line for group in groups[1:] for line in group[:2] if line.label in _SHORT_LABELS)
            groups = (groups[0], rest)
        for place, group in enumerate(groups):
            if place:
                self._groups.addWidget(rule())
            self._groups.addWidget(_Group(group, wrap=not self._short))


class _Group(QWidget):
    """Labels at the left, values at the right."""

    def __init__(self, lines: Sequence[SummaryLine], *, wrap: bool) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GRID)
        grid.setHorizontalSpacing(0)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(lines):
            grid.addWidget(label(line.label, second=True), place, 0, Qt.AlignmentFlag.AlignTop)
            if wrap and "\n" in line.value:
                value: QLabel = label(line.value, bold=line.strong, wrap=True)
            else:
                value = ElidedLabel(line.value, bold=line.strong, second=line.pending)
            grid.addWidget(value, place, 1)


class _LimitsPart(QWidget):
    """The limits of the receipt day, and why it is not the day of arrival."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._why_title = heading("")
        self._why = label(second=True, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(rule())
        column.addWidget(heading("按此收到日计算的期限"))
        column.addLayout(self._lines)
        column.addSpacing(GRID)
        column.addWidget(self._why_title)
        column.addWidget(self._why)

    def show_preview(self, preview: IntakePreview) -> None:
        """Shows limits; without a receipt day, why there are none yet."""
        clear(self._lines)
        for limit in _up_to_decisive(preview.limits):
            self._lines.addLayout(_limit_row(limit))
            self._lines.addWidget(rule("row"))
        if not preview.limits:
            self._lines.addWidget(label("收到日确定后计算", second=True))
        self._why_title.setText(preview.receipt.why_not_title or "")
        self._why.setText(preview.receipt.why_not or "")
        self._why_title.setVisible(bool(preview.receipt.why_not_title))
        self._why.setVisible(bool(preview.receipt.why_not))


def _up_to_decisive(limits: Sequence[LimitLine]) -> Sequence[LimitLine]:
    places = [place for place, limit in enumerate(limits) if limit.decisive]
    return limits[: places[0] + 1] if places else limits


def _limit_row(limit: LimitLine) -> QHBoxLayout:
    day = label(iso_weekday(limit.day) if limit.day is not None else "—", bold=limit.decisive)
    day.setFixedWidth(128)
    length = label(limit.working_days, second=True)
    length.setFixedWidth(80)
    length.setAlignment(Qt.AlignmentFlag.AlignRight)
    return row(label(limit.label, bold=limit.decisive), None, day, length, spacing=4)


class SameApplicantCard(Card):
    """同一申请人: how many this month and this year, and the earlier requests."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.has_rows = False
        self._counts = label(second=True, wrap=True)
        self._note = note(wrap=True)
        self.view = LinesView("同一申请人的申请", height=_EARLIER_ROW, padding=0)
        self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.view.opened.connect(self.opened)
        head = row(heading("同一申请人"))
        head.addWidget(self._counts, 1)
        self.body.addLayout(head)
        self.body.addWidget(rule("row"))
        self.body.addWidget(self.view)
        self.body.addWidget(self._note)

    def show_requests(self, same: SameApplicant | None) -> None:
        """Shows the earlier requests of the applicant."""
        self.has_rows = same is not None and bool(same.rows)
        if same is None:
            return
        self._counts.setText(f"本月 {same.this_month} 件 · 今年 {same.this_year} 件（含本件）· 在办 {same.open} 件")
        self._note.setText(same.note)
        self._note.setVisible(bool(same.note))
        _show_earlier(self.view, same.rows[:_MOST_EARLIER])


class SimilarCard(Card):
    """相近的申请: earlier requests with similar content and their result."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.has_rows = False
        self._view = LinesView("相近的申请", height=_EARLIER_ROW, padding=0)
        self._view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._view.opened.connect(self.opened)
        self.body.addLayout(row(heading("相近的申请"), note("按第 3 步已填内容"), None))
        self.body.addWidget(rule("row"))
        self.body.addWidget(self._view)

    def show_requests(self, similar: Sequence[EarlierRequest]) -> None:
        """Shows similar requests."""
        self.has_rows = bool(similar)
        _show_earlier(self._view, similar[:_MOST_EARLIER])


def _show_earlier(view: LinesView, requests: Sequence[EarlierRequest]) -> None:
    view.show_lines([_earlier_line(earlier) for earlier in requests])
    view.setFixedHeight(view.height_of(len(requests)))


def _earlier_line(earlier: EarlierRequest) -> Line:
    number = earlier.number.split("-", 1)[-1] if earlier.number.count("-") > 1 else earlier.number
    # The standing is never cut off; the content gives way.
    shape = SHAPE + GRID if earlier.band is not None else 0
    room = max(_STANDING, round(QFontMetricsF(theme.font(SIDE)).horizontalAdvance(earlier.standing)) + shape + 2)
    cells = (
        Cell(text=number, width=80, size=SIDE),
        Cell(text=" ".join(earlier.content.split()), size=SIDE),
        Cell(text=earlier.standing, width=room, right=True, size=SIDE, band=earlier.band),
    )
    return Line(cells=cells, target=earlier.number)


class ShortSummaryCard(Card):
    """The summary in three lines, while other cards need the room."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._values = {name: ElidedLabel() for name in ("收到日", "所需信息", "答复期限")}
        self.body.addWidget(heading("登记摘要"))
        for name, value in self._values.items():
            title = label(name, second=True)
            title.setFixedWidth(72)
            line = row(title, value, spacing=0)
            line.setStretch(1, 1)
            self.body.addLayout(line)

    def show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        """Shows receipt day, content and limit."""
        received = iso_weekday(preview.receipt.day) if preview.receipt.day is not None else "待定"
        came = f"{received}　{draft.channel.label}" if draft.channel is not None else "待填（第 1 步）"
        self._values["收到日"].set_whole(came)
        self._values["所需信息"].set_whole(draft.content or "待填（第 3 步）")
        limit = next((found for found in preview.limits if found.decisive), None)
        due = None if limit is None or limit.day is None else f"{iso_weekday(limit.day)}　{limit.working_days}"
        self._values["答复期限"].set_whole(due or "待定")


class DraftsCard(Card):
    """其他草稿: Enter goes on with one, Esc leaves the list."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.view = LinesView("其他草稿", padding=8)
        self.view.opened.connect(self.chosen)
        self._none = note("没有其他草稿")
        self.body.addLayout(row(heading("其他草稿"), note("Enter 接着填，Esc 关闭"), None))
        self.body.addWidget(self.view)
        self.body.addWidget(self._none)
        self.hide()

    def show_drafts(self, drafts: Sequence[DraftRow]) -> None:
        """Shows saved drafts, newest first."""
        self.view.show_lines([_draft_line(draft) for draft in drafts])
        self.view.setFixedHeight(self.view.height_of(min(len(drafts), _MOST_DRAFTS)))
        self.view.setVisible(bool(drafts))
        self._none.setVisible(not drafts)


def _draft_line(draft: DraftRow) -> Line:
    saved = Cell(text=f"{draft.saved_at:%m-%d %H:%M}", width=96, second=True, right=True)
    return Line(cells=(Cell(text=draft.title), saved), target=draft.id)
