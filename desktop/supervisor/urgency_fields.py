"""期限提示: from how many working days left a limit is red or amber, and where the internal target lies."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.office.settings import OfficeSettings
from desktop.widgets.fields import Combo
from desktop.widgets.forms import field_name
from desktop.widgets.labels import heading, note, row
from desktop.widgets.tokens import FIELD_GAP

_RED = range(1, 11)
_AMBER = range(2, 16)
_TARGET = range(1, 11)


class UrgencyFields(QWidget):
    """Three choices; nothing is kept before the page is saved."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.red = _days("红色", _RED, "余 {} 个工作日以内")
        self.amber = _days("黄色", _AMBER, "余 {} 个工作日以内")
        self.target = _days("内部目标", _TARGET, "早 {} 个工作日")
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for text, combo in (("红色 (&R)", self.red), ("黄色 (&H)", self.amber), ("内部目标 (&N)", self.target)):
            name = field_name(text, combo)
            choices.addWidget(name)
            choices.addWidget(combo, 1)
            combo.activated.connect(lambda _place: self.edited.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(FIELD_GAP)
        column.addLayout(row(heading("期限提示"), note("只改提示，不改法定期限；逾期、今日到期照旧标出"), None))
        column.addLayout(choices)

    def show_settings(self, settings: OfficeSettings) -> None:
        """Shows the numbers as they stand."""
        self.red.choose(settings.red_days)
        self.amber.choose(settings.amber_days)
        self.target.choose(settings.target_days)

    def typed(self, settings: OfficeSettings) -> OfficeSettings:
        """The settings with what is chosen here."""
        red, amber, target = self.red.currentData(), self.amber.currentData(), self.target.currentData()
        return replace(
            settings,
            red_days=settings.red_days if red is None else red,
            amber_days=settings.amber_days if amber is None else amber,
            target_days=settings.target_days if target is None else target,
        )


def _days(name: str, days: range, words: str) -> Combo:
    made = Combo(name)
    for each in days:
        made.addItem(words.format(each), each)
    return made
