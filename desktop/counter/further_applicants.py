"""Further applicants on the same form: the applicant of the form represents them and decides the column of table 三."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.intake.intake_views import DraftPerson
from desktop.widgets.fields import CheckBox
from desktop.widgets.forms import LABEL_WIDTH
from desktop.widgets.people_lines import PeopleLines


class FurtherApplicants(QWidget):
    """A box, and below it a line for each. ``edited`` tells the people as they stand."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.box = CheckBox("共同申请，上面为代表人 (&K)")
        self.box.clicked.connect(self._switch)
        self._lines = PeopleLines()
        self._lines.edited.connect(self.edited)
        self._set_aside: tuple[DraftPerson, ...] = ()
        """Who stood here when the box was unticked; ticked again, it brings them back."""
        column = QVBoxLayout(self)
        column.setContentsMargins(LABEL_WIDTH, 0, 0, 0)
        column.addWidget(self._lines)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()

    def show_people(self, people: Sequence[DraftPerson]) -> None:
        """Shows the people of a draft without telling anybody."""
        self._set_aside = ()
        self._lines.show_people(people)
        self.box.setChecked(bool(people))
        self.setVisible(bool(people))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._lines.focus_nameless()

    def _switch(self, wanted: bool) -> None:
        people = (self._set_aside or (DraftPerson(),)) if wanted else ()
        self._set_aside = () if wanted else self._lines.people
        self.setVisible(wanted)
        self._lines.show_people(people)
        self.edited.emit(people)
        if wanted:
            self._lines.focus_last()
