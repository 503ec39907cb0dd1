"""One editor for each type of fact: text, texts, date, number, choice, yes or no, people. Values are JSON values."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from db.records import Json
from desktop.casework.intake.intake_views import DraftPerson
from desktop.casework.views import ChoiceView, FieldType
from desktop.widgets.choices import Choice, ChoicePills, ChoiceRow
from desktop.widgets.date_field import DateField
from desktop.widgets.fields import Combo, NumberField
from desktop.widgets.growing_text import GrowingText
from desktop.widgets.people_lines import PeopleLines
from resources.vocabulary import ApplicantKind, IdentityDocument

_NUMBER_WIDTH = 96
_WHOLE = re.compile(r"[0-9]{1,12}")
_FRACTION = re.compile(r"[0-9]{1,12}\.[0-9]{1,2}")
"""No count, page or amount of the office has more digits; what has is no number that could be meant."""
_MOST_PILLS = 3
_LONGEST_PILLS = 11
"""More choices, or longer ones (in characters together), become a list that opens."""


class Editor(QWidget):
    """A field for one fact.

    ``edited`` tells each change by the user, ``finished`` that he pressed Enter in it, ``left`` that he went on from a
    day and what he typed is read for good.
    """

    edited = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    @property
    def short(self) -> bool:
        """Whether the field stands beside its label instead of below it."""
        return False

    @property
    def malformed(self) -> bool:
        """Whether something was typed that is no value; ``value`` is None then."""
        return False

    @abstractmethod
    def value(self) -> Json:
        """What was entered, None when nothing was."""

    @abstractmethod
    def set_value(self, value: Json) -> None:
        """Shows a value without telling anybody."""

    def set_refusal(self, sentence: str | None) -> None:
        """Marks the field as refused; the sentence itself stands below it."""

    def set_hint(self, text: str) -> None:
        """Writes an example into the empty field."""


class TextEditor(Editor):
    """Text that grows with its content; Enter ends it."""

    def __init__(self, name: str, *, fewest: int = 1) -> None:
        super().__init__()
        self._text = GrowingText(name, fewest=fewest)
        self._text.edited.connect(self.edited)
        self._text.finished.connect(self.finished)
        self.setFocusProxy(self._text)
        self.row.addWidget(self._text)

    def value(self) -> Json:
        return self._text.value() or None

    def set_value(self, value: Json) -> None:
        self._text.set_value("" if value is None else str(value))

    def set_refusal(self, sentence: str | None) -> None:
        self._text.set_wrong(sentence is not None)
        self._text.setAccessibleDescription(sentence or "")

    def set_hint(self, text: str) -> None:
        self._text.setPlaceholderText(text)


class TextsEditor(Editor):
    """A list of texts, one a line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text = GrowingText(name, "每行一项", fewest=2, many_lines=True)
        self._text.edited.connect(self.edited)
        self.setFocusProxy(self._text)
        self.row.addWidget(self._text)

    def value(self) -> Json:
        lines: list[Json] = [line.strip() for line in self._text.toPlainText().splitlines() if line.strip()]
        return lines or None

    def set_value(self, value: Json) -> None:
        lines = [str(line) for line in value] if isinstance(value, list) else []
        if lines != (self.value() or []):
            self._text.set_value("\n".join(lines))

    def set_refusal(self, sentence: str | None) -> None:
        self._text.set_wrong(sentence is not None)
        self._text.setAccessibleDescription(sentence or "")

    def set_hint(self, text: str) -> None:
        self._text.setPlaceholderText(f"{text}，每行一项" if text else "每行一项")


class DateEditor(Editor):
    """A day, with room for its reason."""

    def __init__(self, name: str, today: date, *, ahead: bool = False) -> None:
        super().__init__()
        self.field = DateField(name, today, ahead=ahead)
        self.field.chosen.connect(lambda _: self.edited.emit())
        self.field.left.connect(self.left)
        self.setFocusProxy(self.field)
        self.row.addWidget(self.field)

    def value(self) -> Json:
        day = self.field.day()
        return None if day is None else day.isoformat()

    @property
    def malformed(self) -> bool:
        return self.field.edit.malformed

    def set_value(self, value: Json) -> None:
        self.field.set_day(None if value is None else date.fromisoformat(str(value)))

    def set_refusal(self, sentence: str | None) -> None:
        self.field.edit.set_wrong(sentence is not None)


class NumberEditor(Editor):
    """A number, typed in digits; an amount may have a fraction."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._field = NumberField(name)
        self._field.setFixedWidth(_NUMBER_WIDTH)
        self._field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._field.edited.connect(lambda _: self.edited.emit())
        self._field.returnPressed.connect(self.finished)
        self.setFocusProxy(self._field)
        self.row.addWidget(self._field)
        self.row.addStretch(1)

    @property
    def short(self) -> bool:
        return True

    def value(self) -> Json:
        """The number; what is no number is handed on as text, so that it can be refused in words."""
        text = self._field.value()
        if not text:
            return None
        if _WHOLE.fullmatch(text):
            return int(text)
        return float(text) if _FRACTION.fullmatch(text) else text

    def set_value(self, value: Json) -> None:
        self._field.set_value("" if value is None else str(value))

    def set_refusal(self, sentence: str | None) -> None:
        self._field.set_wrong(sentence is not None)
        self._field.setAccessibleDescription(sentence or "")


class PillsEditor(Editor):
    """One of a few short choices."""

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._pills: ChoiceRow = ChoicePills(name, choices)
        self._pills.chosen.connect(lambda _: self.edited.emit())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.row.addWidget(self._pills)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._pills.focus_choice()

    def value(self) -> Json:
        value = self._pills.value()
        return value if isinstance(value, str | bool) else None

    def set_value(self, value: Json) -> None:
        self._pills.set_value(value)


class ListEditor(Editor):
    """One of many choices."""

    def __init__(self, name: str, choices: Sequence[ChoiceView]) -> None:
        super().__init__()
        self._combo = Combo(name)
        self._combo.setPlaceholderText("请选择")
        self._combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._combo.setMinimumWidth(120)
        for choice in choices:
            self._combo.addItem(choice.label, choice.code)
        self._combo.setCurrentIndex(-1)
        self._combo.activated.connect(lambda _: self.edited.emit())
        self.setFocusProxy(self._combo)
        self.row.addWidget(self._combo)

    def value(self) -> Json:
        code = self._combo.currentData()
        return None if code is None else str(code)

    def set_value(self, value: Json) -> None:
        self._combo.setCurrentIndex(-1 if value is None else self._combo.findData(value))

    def set_refusal(self, sentence: str | None) -> None:
        self._combo.setAccessibleDescription(sentence or "")


class PeopleEditor(Editor):
    """People, a line each; what else is known of them stays with them."""

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[dict[str, Json], ...] = ()
        self._lines = PeopleLines()
        self._lines.edited.connect(self._take)
        self.setFocusProxy(self._lines)
        self.row.addWidget(self._lines)

    def value(self) -> Json:
        return list(self._known)

    def set_value(self, value: Json) -> None:
        self._known = tuple(dict(one) for one in value if isinstance(one, dict)) if isinstance(value, list) else ()
        self._lines.show_people([_person(one) for one in self._known])

    def _take(self, people: Sequence[DraftPerson]) -> None:
        before = [_person(one) for one in self._known]
        one_edited = len(before) == len(people)
        self._known = tuple(
            _entered(person, self._known[place] if one_edited else _of(person, before, self._known))
            for place, person in enumerate(people)
        )
        self.edited.emit()


def _person(known: dict[str, Json]) -> DraftPerson:
    return DraftPerson(
        kind=ApplicantKind(str(known["kind"])),
        name=str(known["name"]),
        id_type=IdentityDocument(str(known["id_type"])),
        id_number=str(known["id_number"]),
    )


def _of(person: DraftPerson, people: Sequence[DraftPerson], known: Sequence[dict[str, Json]]) -> dict[str, Json]:
    """What was known of ``person`` before one of the others came or went."""
    return known[people.index(person)] if person in people else {}


def _entered(person: DraftPerson, known: dict[str, Json]) -> dict[str, Json]:
    of_the_line: dict[str, Json] = {
        "kind": person.kind.value,
        "name": person.name,
        "id_type": person.id_type.value,
        "id_number": person.id_number,
    }
    return {**known, **of_the_line}


def editor_of(
    name: str,
    type_: FieldType,
    choices: Sequence[ChoiceView],
    today: date,
    *,
    ahead: bool = False,
    lines: int = 1,
) -> Editor:
    """The editor for a fact; ``ahead``: its day may lie after today; ``lines``: how high an empty text is."""
    match type_:
        case FieldType.TEXT:
            return TextEditor(name, fewest=lines)
        case FieldType.TEXTS:
            return TextsEditor(name)
        case FieldType.DATE:
            return DateEditor(name, today, ahead=ahead)
        case FieldType.NUMBER:
            return NumberEditor(name)
        case FieldType.YES_NO:
            return PillsEditor(name, (Choice(True, "是"), Choice(False, "否")))
        case FieldType.PEOPLE:
            return PeopleEditor()
        case FieldType.CHOICE:
            if len(choices) <= _MOST_PILLS and sum(len(choice.label) for choice in choices) <= _LONGEST_PILLS:
                return PillsEditor(name, [Choice(choice.code, choice.label) for choice in choices])
            return ListEditor(name, choices)
