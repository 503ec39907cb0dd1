"""The figures that annual reports gave in words until 2018, as a list to copy from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.casework.narrative_words import narrative_figures
from desktop.widgets.labels import Card, heading, label, note, row, rule

_COLUMNS = 2


class NarrativeCard(Card):
    """Names and numbers in two columns, in the order of the report."""

    def __init__(self) -> None:
        super().__init__()
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self.body.addLayout(row(heading("2008—2018 年口径"), note("文书按印出的标题计数，与申请件数分别计算"), None))
        self.body.addWidget(self._grid_holder)
        self.setMinimumWidth(760)

    def show_figures(self, figures: Mapping[str, object]) -> None:
        """Shows the figures of another year."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(48)
        grid.setVerticalSpacing(0)
        lines = list(narrative_lines(figures))
        half = -(-len(lines) // _COLUMNS)
        for place, (name, value) in enumerate(lines):
            grid.addWidget(_line(name, value), place % half, place // half)
        self.body.replaceWidget(self._grid_holder, holder)
        self._grid_holder.deleteLater()
        self._grid_holder = holder


def narrative_lines(figures: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each figure with its name; parts after the line they belong to."""
    for figure in narrative_figures(figures):
        name = f"其中{figure.name}" if figure.part else figure.name
        yield (f"{name}（元）" if figure.unit == "元" else name), str(figure.value)


def _line(name: str, value: str) -> QWidget:
    made = QWidget()
    lines = QGridLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    shown = label(value, bold=True)
    shown.setFixedHeight(31)
    lines.addWidget(label(name), 0, 0)
    lines.addWidget(shown, 0, 1)
    lines.setColumnStretch(0, 1)
    lines.addWidget(rule("row"), 1, 0, 1, 2)
    return made
