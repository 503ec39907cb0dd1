"""The figures that annual reports gave in words until 2018, as a list; each opens what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.casework.reports.narrative_words import NarrativeFigure, narrative_figures
from desktop.supervisor.figure_cards import NumberButton
from desktop.widgets.labels import Card, heading, label, note, row, rule
from desktop.widgets.tab_order import put_in_place

_COLUMNS = 2


class NarrativeCard(Card):
    """Names and numbers in two columns, in the order of the report. ``opening``: the name of a figure."""

    opening = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, NumberButton] = {}
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self.body.addLayout(row(heading("2008—2018 年口径"), note("文书按印出的标题计数，与申请件数分别计算"), None))
        self.body.addWidget(self._grid_holder)
        self.setMinimumWidth(760)

    def show_figures(self, figures: Mapping[str, object]) -> None:
        """Shows the figures of another year; the keys stay on the figure where they were."""
        had_keys, kept = self._has_keys(), self._name_under_keys()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(48)
        grid.setVerticalSpacing(0)
        told = list(narrative_figures(figures))
        lines = [self._line(figure) for figure in told]
        half = -(-len(told) // _COLUMNS)
        for place, line in enumerate(lines):
            grid.addWidget(line, place % half, place // half)
        self.body.replaceWidget(self._grid_holder, holder)
        self._grid_holder.deleteLater()
        self._grid_holder = holder
        self._numbers = {
            figure.name: button
            for figure, line in zip(told, lines, strict=True)
            for button in line.findChildren(NumberButton)
        }
        put_in_place(self, self._numbers.values())
        if had_keys:
            self.take_keys(kept)

    def take_keys(self, name: str | None = None) -> None:
        """Puts the keys on the figure of that name, else on the first one that counts something."""
        opening = {each: button for each, button in self._numbers.items() if button.isEnabled()}
        wanted = opening.get(name or "") or next(iter(opening.values()), self)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keys(self) -> bool:
        return self.hasFocus() or self._name_under_keys() is not None

    def _name_under_keys(self) -> str | None:
        return next((name for name, button in self._numbers.items() if button.hasFocus()), None)

    def _line(self, figure: NarrativeFigure) -> QWidget:
        shown = NumberButton(figure.value, figure.name, opens=bool(figure.value))
        shown.setFixedHeight(31)
        shown.clicked.connect(partial(self.opening.emit, figure.name))
        made = QWidget()
        lines = QGridLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(told_name(figure)), 0, 0)
        lines.addWidget(shown, 0, 1)
        lines.setColumnStretch(0, 1)
        lines.addWidget(rule("row"), 1, 0, 1, 2)
        return made


def told_name(figure: NarrativeFigure) -> str:
    """How a line calls its figure: a part of the line above as such, money with its unit."""
    name = f"其中{figure.name}" if figure.part else figure.name
    return f"{name}（元）" if figure.unit == "元" else name
