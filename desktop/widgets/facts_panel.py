"""The facts of a letter: what is missing on top, what is known below, in one card that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.casework.letters.letter_views import FactView
from desktop.widgets.fact_field import FactField
from desktop.widgets.labels import Card, gap_mark, heading, note, rule
from desktop.widgets.overlay_scroll import OverlayScrollBar
from desktop.widgets.tokens import GRID

_HEAD_HEIGHT = 32


class FactsPanel(Card):
    """``edited`` tells name and JSON value at each change by the user."""

    edited = Signal(str, object)

    def __init__(self, today: date) -> None:
        super().__init__(padding=1, spacing=0)
        self._today = today
        self._fields: dict[str, FactField] = {}
        self._spare: dict[str, FactField] = {}
        self._order: list[str] = []
        self._missing = gap_mark("")
        self._filled = note()
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(GRID)
        head.addWidget(heading("事实"))
        head.addWidget(self._missing)
        head.addStretch(1)
        head.addWidget(self._filled)
        bar = QWidget()
        bar.setFixedHeight(_HEAD_HEIGHT)
        bar.setLayout(head)
        self._inside = QWidget()
        self._inside.setProperty("page", "true")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        self._bar = OverlayScrollBar(self._scroll)
        self.body.addWidget(bar)
        self.body.addWidget(rule())
        self.body.addWidget(self._scroll, 1)

    def fields(self) -> tuple[FactField, ...]:
        """The facts in the order in which they are shown."""
        return tuple(self._fields[name] for name in self._order)

    def field(self, name: str) -> FactField:
        """One fact. Raises ``KeyError``."""
        return self._fields[name]

    def begin(self) -> None:
        """Forgets the facts of another letter; rows that nobody worked in serve the next one.

        The rows of the next letter come up together: shown one by one, each would have the others laid out anew.
        """
        self._inside.hide()
        for name, field in self._fields.items():
            self._column.removeWidget(field)
            field.hide()
            if field.untouched and name not in self._spare:
                self._spare[name] = field
            else:
                field.deleteLater()
        self._fields = {}
        self._order = []

    def show_facts(self, facts: Sequence[FactView]) -> None:
        """Takes new states of the facts. A fact in which the user works keeps its place and its text.

        What the file could tell and does not, such as a correction that never was, is left out.
        """
        facts = [fact for fact in facts if fact.missing or fact.shown or not fact.derived]
        known = {fact.name for fact in facts}
        for name in [name for name in self._fields if name not in known]:
            field = self._fields.pop(name)
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()
        for place, fact in enumerate(facts):
            if fact.name in self._fields:
                self._fields[fact.name].show_fact(fact)
            else:
                self._add(fact, place, self._place_in_column(facts[:place]) if fact.missing else len(self._order))
        self._inside.show()
        self._count(facts)
        if not any(field.has_focus_inside() for field in self._fields.values()):
            self._arrange()

    def focus_next_missing(self) -> bool:
        """Leads to the next fact that is missing or refused, from the top again after the last; False if none is."""
        wanting = [field for field in self.fields() if field.wants_attention]
        if not wanting:
            return False
        here = next((place for place, field in enumerate(wanting) if field.has_focus_inside()), -1)
        self._go_to(wanting[(here + 1) % len(wanting)])
        return True

    def focus_first(self) -> None:
        """Puts the focus where work begins: on what is missing, or on the first row."""
        fields = self.fields()
        if fields and not self.focus_next_missing():
            self._go_to(fields[0])

    def _go_to(self, field: FactField) -> None:
        field.focus_editor()
        self._scroll.ensureWidgetVisible(field, 0, 24)

    def _place_in_column(self, before: Sequence[FactView]) -> int:
        """Where a missing fact comes up: behind those missing ones that precede it, or behind the row worked in."""
        missing = [
            fact.name for fact in before if fact.name in self._fields and self._fields[fact.name].wants_attention
        ]
        worked_in = [name for name, field in self._fields.items() if field.has_focus_inside()]
        anchors = missing or worked_in
        return max((self._order.index(name) for name in anchors), default=len(self._order) - 1) + 1

    def _add(self, fact: FactView, place: int, column: int) -> None:
        field = self._spare.pop(fact.name, None)
        if field is None:
            field = FactField(fact, self._today, place)
            field.edited.connect(self.edited)
            field.closed.connect(self._settle)
            field.passed.connect(self._pass_on)
        else:
            field.place = place
            field.show_fact(fact)
            field.show()
        self._fields[fact.name] = field
        self._order.insert(column, fact.name)
        self._column.insertWidget(column, field)
        if column < len(self._order) - 1:
            self._chain([self._fields[name] for name in self._order])

    def _pass_on(self, name: str) -> None:
        """From a missing fact to the next one, if another is missing."""
        if any(field.wants_attention for field in self.fields() if field.fact.name != name):
            self.focus_next_missing()

    def _settle(self, name: str) -> None:
        """The user left a fact: it becomes quiet when nothing is wrong, and takes its place among the others."""
        if name in self._fields:
            self._fields[name].settle()
        if not any(field.has_focus_inside() for field in self._fields.values()):
            self._arrange()

    def _arrange(self) -> None:
        """What wants attention on top, then what has a value, then what may stay empty; each in the letter's order."""
        ranked = sorted(self._fields.values(), key=lambda field: (_rank(field), field.place))
        order = [field.fact.name for field in ranked]
        if order == self._order:
            return
        self._order = order
        for place, field in enumerate(ranked):
            self._column.removeWidget(field)
            self._column.insertWidget(place, field)
        self._chain(ranked)

    def _chain(self, fields: Sequence[FactField]) -> None:
        """Tab follows the column."""
        stops = [stop for field in fields for stop in field.focus_targets()]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _count(self, facts: Sequence[FactView]) -> None:
        missing = sum(fact.missing or fact.refusal is not None for fact in facts)
        filled = sum(not fact.missing and fact.value is not None for fact in facts)
        self._missing.setText(f"缺 {missing}")
        self._missing.setVisible(missing > 0)
        self._filled.setText(f"已填 {filled} · Alt+↓ 下一缺项" if missing else f"已填 {filled}")


def _rank(field: FactField) -> int:
    if field.wants_attention:
        return 0
    return 1 if field.fact.shown else 2
