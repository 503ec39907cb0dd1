"""The bars of the main window: the top bar with day and clerk, and the quiet status line at the foot."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.casework.day_words import full_day
from desktop.casework.office.settings import OfficeSettings
from desktop.widgets import theme
from desktop.widgets.buttons import Button, ButtonSize
from desktop.widgets.drawing import painter_for
from desktop.widgets.icons import paint_icon
from desktop.widgets.labels import ElidedLabel, label, note, pill, rule, set_ink
from desktop.widgets.operations import Activity
from desktop.widgets.tokens import NOTE, PAGE_EDGE, STATUS_LINE_HEIGHT, TOP_BAR_HEIGHT
from resources.weekdays import WEEKDAYS

CANCEL_KEY = "Shift+Esc"


class TopBar(QFrame):
    """The search box, today with its kind, and who sits at the window."""

    def __init__(self, search: QWidget) -> None:
        super().__init__()
        self.setProperty("bar", "top")
        self.setFixedHeight(TOP_BAR_HEIGHT)
        self._day = label(bold=True)
        self._weekday = label()
        self._kind = pill()
        self._kind.hide()
        self._clerk = label()
        upright = rule("upright")
        upright.setFixedHeight(24)
        line = QHBoxLayout(self)
        line.setContentsMargins(PAGE_EDGE, 0, PAGE_EDGE, 0)
        line.setSpacing(8)
        line.addWidget(search)
        line.addStretch(1)
        for widget in (self._day, self._weekday, self._kind):
            line.addWidget(widget)
        line.addSpacing(8)
        line.addWidget(upright)
        line.addSpacing(8)
        self._person = _PersonIcon()
        line.addWidget(self._person)
        line.addWidget(self._clerk)

    def show_day(self, day: date, kind: str) -> None:
        """Shows today and what kind of day it is."""
        self._day.setText(full_day(day))
        self._weekday.setText(f"星期{WEEKDAYS[day.weekday()]}")
        self._kind.setText(kind)
        self._kind.setVisible(bool(kind))

    def show_clerk(self, settings: OfficeSettings) -> None:
        """Shows who works at which window, as far as the settings know."""
        self._clerk.setText(" · ".join(part for part in (settings.clerk, settings.window) if part) or settings.name)


class _PersonIcon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        paint_icon(painter, "user", QRectF(0, 0, 20, 20), QColor(theme.colours().ink))
        painter.end()


class StatusLine(QFrame):
    """Demonstration mark, time of the last save, backup, what was done, and work under way that can be cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "foot")
        self.setFixedHeight(STATUS_LINE_HEIGHT)
        self._office = note()
        set_ink(self._office, "gold")
        self._saved = note()
        self._backup = note()
        self._missing = note()
        set_ink(self._missing, "gold")
        self._message = ElidedLabel(size=NOTE)
        self._activity = note()
        self._cancel = Button("取消", CANCEL_KEY, size=ButtonSize.SMALL)
        self._cancel.setFixedHeight(20)
        self._activity_now: Activity | None = None
        self._cancel.clicked.connect(self._cancel_activity)
        help_hint = QLabel("F1 本页帮助")
        help_hint.setFont(theme.font(NOTE))
        help_hint.setProperty("ink", "second")
        line = QHBoxLayout(self)
        line.setContentsMargins(PAGE_EDGE, 0, PAGE_EDGE, 0)
        line.setSpacing(24)
        for widget in (self._office, self._missing, self._saved, self._backup):
            line.addWidget(widget)
        line.addWidget(self._message, 1)
        line.addWidget(self._activity)
        line.addWidget(self._cancel)
        line.addWidget(help_hint)
        self._cancel.hide()
        for shown_later in (self._office, self._missing, self._saved, self._backup, self._activity):
            shown_later.hide()

    def show_office(self, settings: OfficeSettings) -> None:
        """Marks a demonstration office in gold; a real one needs no mark."""
        self._office.setText(f"演示单位 · {settings.name} · 数据均为虚构")
        self._office.setVisible(settings.demonstration)

    def show_missing_year(self, words: str) -> None:
        """Announces on every screen that a year's notice is not loaded; nothing where none is missing."""
        self._missing.setText(words)
        self._missing.setVisible(bool(words))

    def show_saved(self, moment: datetime) -> None:
        """Shows when the last change was committed."""
        self._saved.setText(f"已保存 {moment:%H:%M}")
        self._saved.show()

    def show_backup(self, made_at: datetime | None, today: date) -> None:
        """Shows when the last verified copy was made."""
        if made_at is None:
            self._backup.setText("尚无备份")
        else:
            day = "今日" if made_at.date() == today else f"{made_at:%m-%d}"
            self._backup.setText(f"备份 {day} {made_at:%H:%M} 已校验")
        self._backup.show()

    @property
    def message(self) -> str:
        """What was told last."""
        return self._message.whole()

    def tell(self, sentence: str) -> None:
        """Shows what was done; assistive technology learns it too."""
        self._message.set_whole(sentence)

    def show_activity(self, activity: Activity | None) -> None:
        """Shows long work under way, or that none is."""
        self._activity_now = activity
        self._activity.setVisible(activity is not None)
        self._cancel.setVisible(activity is not None and activity.cancel is not None)
        if activity is not None:
            share = f" {activity.done}/{activity.total}" if activity.total else ""
            self._activity.setText(f"{activity.title}……{share}")

    def _cancel_activity(self) -> None:
        if self._activity_now is not None and self._activity_now.cancel is not None:
            self._activity_now.cancel()
