"""What the four steps of the intake have in common: fields bound to the draft, and faults shown when it is time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.intake.intake_views import IntakeDraft, IntakePreview
from desktop.widgets.choices import ChoiceRow
from desktop.widgets.date_field import DateField
from desktop.widgets.fields import CheckBox, Combo, TextArea, TextField
from desktop.widgets.forms import FormField, form_column
from desktop.widgets.labels import heading, note, rule
from resources.vocabulary import Code

SECTION_GAP = 16


class IntakeStep(QWidget):
    """One step. A fault is shown once its field was left, or all of them once the clerk went on.

    ``edited`` tells changed fields of the draft by name, ``field_left`` that it is time to save.
    """

    edited = Signal(object)
    field_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[str, TextField | TextArea] = {}
        self._choices: dict[str, ChoiceRow] = {}
        self._combos: dict[str, Combo] = {}
        self._dates: dict[str, DateField] = {}
        self._boxes: dict[str, CheckBox] = {}
        self._frames: dict[str, FormField] = {}
        self._touched: set[str] = set()
        self._tried = False
        self._preview: IntakePreview | None = None
        self._ahead: set[str] = set()
        """Fields that were changed since the preview that is shown."""
        self.column = form_column(self)

    def show_draft(self, draft: IntakeDraft) -> None:
        """Fills the fields from a draft, and forgets which faults were shown."""
        self._touched.clear()
        self._tried = False
        for name, text in self._texts.items():
            text.set_value(str(getattr(draft, name) or ""))
        for name, choice in self._choices.items():
            choice.set_value(getattr(draft, name))
        for name, combo in self._combos.items():
            combo.choose(getattr(draft, name))
        for name, day in self._dates.items():
            value = getattr(draft, name)
            day.set_day(value if isinstance(value, date) else None)
        for name, box in self._boxes.items():
            box.setChecked(bool(getattr(draft, name)))

    def show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        """Shows what follows from the draft as it stands."""
        self._preview = preview
        self._ahead.clear()
        for name, frame in self._frames.items():
            shown = self._tried or name in self._touched
            frame.set_fault(preview.faults.get(name) if shown else None)

    @abstractmethod
    def focus_first(self) -> None:
        """Puts the focus where the step begins."""

    def field_of(self, name: str) -> QWidget:
        """The field bound to ``name``."""
        return self._frames[name].field

    def fault_of(self, name: str) -> str:
        """The sentence shown at the field ``name``, empty while it stands."""
        return self._frames[name].fault

    def try_all(self, faults: Mapping[str, str]) -> None:
        """Shows all faults of the step from now on."""
        self._tried = True
        for name, frame in self._frames.items():
            frame.set_fault(faults.get(name))

    def focus_fault(self, faults: Mapping[str, str]) -> bool:
        """Puts the focus on the first refused field; False when the step has none."""
        for name, frame in self._frames.items():
            if name in faults:
                frame.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def owns(self, faults: Mapping[str, str]) -> bool:
        """Whether any of the faults belongs to a field of this step."""
        return any(name in faults for name in self._frames)

    def bind_text(self, name: str, frame: FormField) -> FormField:
        """Binds a text field to the field ``name`` of the draft."""
        field = frame.field
        if isinstance(field, (TextField, TextArea)):
            self._texts[name] = field
            field.edited.connect(lambda _text: self._change(name, field.value()))
            field.left.connect(lambda: self._leave(name))
        self._frames[name] = frame
        return frame

    def bind_choice(self, name: str, frame: FormField) -> FormField:
        """Binds a row of choices."""
        if isinstance(frame.field, ChoiceRow):
            self._choices[name] = frame.field
            frame.field.chosen.connect(lambda value: self._choose(name, value))
        self._frames[name] = frame
        return frame

    def bind_combo(self, name: str, frame: FormField, codes: type[Code]) -> FormField:
        """Binds a list of ``codes`` to choose from; Qt hands back their bare text."""
        field = frame.field
        if isinstance(field, Combo):
            self._combos[name] = field
            field.activated.connect(lambda _place: self._choose(name, codes(field.currentData())))
        self._frames[name] = frame
        return frame

    def bind_date(self, name: str, frame: FormField) -> FormField:
        """Binds a date field."""
        if isinstance(frame.field, DateField):
            self._dates[name] = frame.field
            frame.field.chosen.connect(lambda day: self._change(name, day))
            frame.field.left.connect(lambda: self._leave(name))
        self._frames[name] = frame
        return frame

    def bind_box(self, name: str, box: CheckBox) -> CheckBox:
        """Binds a box to tick."""
        self._boxes[name] = box
        box.clicked.connect(lambda checked: self._choose(name, checked))
        return box

    def _change(self, name: str, value: object) -> None:
        """A fault goes with the value that it refused; whether the new one stands is told by the next preview."""
        self._ahead.add(name)
        self._frames[name].set_fault(None)
        self.edited.emit({name: value})

    def _choose(self, name: str, value: object) -> None:
        self._touched.add(name)
        self.edited.emit({name: value})
        self.field_left.emit()

    def _leave(self, name: str) -> None:
        self._touched.add(name)
        if self._preview is not None and name in self._frames and name not in self._ahead:
            self._frames[name].set_fault(self._preview.faults.get(name))
        self.field_left.emit()


def section(title: str, remark: str = "", field: QWidget | None = None) -> QHBoxLayout:
    """The bold name of a part of a step with a remark beside it; a mnemonic in it leads to ``field``."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    name = heading(title)
    if field is not None:
        name.setBuddy(field)
    line.addWidget(name)
    line.addWidget(note(remark), 1)
    return line


def add_rule(column: QVBoxLayout) -> None:
    """A hairline between two parts of a step."""
    column.addSpacing(2)
    column.addWidget(rule())
    column.addSpacing(2)
