"""Further applicants, a line each: name, paper and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.intake.intake_views import DraftPerson
from desktop.rules.identity import kind_of_paper
from desktop.widgets.buttons import small
from desktop.widgets.fields import Combo, IdentityField, TextField
from desktop.widgets.labels import row
from desktop.widgets.tab_order import put_in_place
from resources.vocabulary import IdentityDocument


class PeopleLines(QWidget):
    """``edited`` tells the people as they stand."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[DraftPerson, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._more = small("再加一人")
        self._more.clicked.connect(self._add)
        self.setFocusProxy(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._lines)
        column.addLayout(row(self._more, None))

    @property
    def people(self) -> tuple[DraftPerson, ...]:
        """The people as they stand."""
        return self._people

    def show_people(self, people: Sequence[DraftPerson]) -> None:
        """Shows people without telling anybody."""
        self._people = tuple(people)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, person in enumerate(self._people):
            line = _PersonLine(place, person)
            line.edited.connect(self._edit)
            line.dismissed.connect(self._remove)
            self._lines.addWidget(line)
            # A layout shows it only later; the next key must find it.
            line.show()
            put_in_place(self._more, line.stops)

    def focus_last(self) -> None:
        """Puts the keys on the name of the last one."""
        self._focus(len(self._people) - 1)

    def focus_nameless(self) -> None:
        """Puts the keys on the first one who has no name yet, or on the first."""
        nameless = (place for place, person in enumerate(self._people) if not person.name.strip())
        self._focus(next(nameless, 0))

    def _focus(self, place: int) -> None:
        item = self._lines.itemAt(place)
        if item is not None and (line := item.widget()) is not None:
            line.setFocus()

    def _add(self) -> None:
        self.show_people((*self._people, DraftPerson()))
        self.edited.emit(self._people)
        self.focus_last()

    def _edit(self, place: int, person: DraftPerson) -> None:
        self._people = (*self._people[:place], person, *self._people[place + 1 :])
        self.edited.emit(self._people)

    def _remove(self, place: int) -> None:
        self.show_people(self._people[:place] + self._people[place + 1 :])
        self.edited.emit(self._people)
        self._more.setFocus()


class _PersonLine(QWidget):
    """Name, paper and number of one further applicant; ``stops``: where Tab stops, in order."""

    edited = Signal(int, object)
    dismissed = Signal(int)

    def __init__(self, place: int, person: DraftPerson) -> None:
        super().__init__()
        name = TextField(f"共同申请人 {place + 1} 姓名", "姓名或者名称")
        name.set_value(person.name)
        document = Combo(f"共同申请人 {place + 1} 证件")
        for kind in IdentityDocument:
            document.addItem(kind.label, kind)
        document.choose(person.id_type)
        number = IdentityField(f"共同申请人 {place + 1} 证件号码", "证件号码")
        number.set_value(person.id_number)
        remove = small("移除")
        remove.setAccessibleName(f"移除共同申请人 {place + 1}")

        def tell() -> None:
            # Qt hands back the bare text of a code.
            paper, known_by = IdentityDocument(document.currentData()), number.value()
            same = (paper, known_by) == (person.id_type, person.id_number)
            kind = person.kind if same else kind_of_paper(paper, known_by)
            self.edited.emit(place, replace(person, kind=kind, name=name.value(), id_type=paper, id_number=known_by))

        name.edited.connect(tell)
        document.activated.connect(tell)
        number.edited.connect(tell)
        remove.clicked.connect(lambda: self.dismissed.emit(place))
        self.stops = (name, document, number, remove)
        self.setFocusProxy(name)
        line = row(name, document, number, remove)
        line.setStretch(0, 1)
        line.setStretch(2, 1)
        document.setFixedWidth(176)
        self.setLayout(line)
