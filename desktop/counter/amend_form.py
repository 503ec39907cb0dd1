"""更正登记: which entry was wrong, which field of it, the right value and the reason. The old value stays visible."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Changes, Json
from desktop.casework.casework import Casework
from desktop.casework.steps.amendable import AmendableEvent, amend, amendable_events, preview_amendment
from desktop.casework.steps.step_preview import StepPreview
from desktop.casework.steps.steps import StepFactRefused
from desktop.casework.views import FieldType, RequestView, StepField, StepView
from desktop.counter.step_frame import FieldLine, StepFrame
from desktop.widgets.date_field import NO_SUCH_DAY
from desktop.widgets.editors import Editor, TextEditor, editor_of
from desktop.widgets.fields import Combo
from desktop.widgets.labels import clear
from desktop.widgets.mnemonics import focus_target
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.timers import once_after

_PREVIEW_AFTER = 150
_VALUE_PLACE = 1


class AmendForm(StepFrame):
    """Corrects one field of one entry; nothing is overwritten."""

    def __init__(self, casework: Casework, operations: Operations, view: RequestView, step: StepView) -> None:
        super().__init__(step.name, step.effect, "更正")
        self._casework = casework
        self._operations = operations
        self._number = view.number
        self._events: tuple[AmendableEvent, ...] = ()
        self.entry = Combo("更正哪一项")
        self.field = Combo("更正什么")
        self._value_line: FieldLine | None = None
        self.why = TextEditor("更正原因")
        self._value: Editor | None = None
        self._value_place = QVBoxLayout()
        which = QHBoxLayout()
        which.setSpacing(8)
        which.addWidget(self.entry, 2)
        which.addWidget(self.field, 1)
        both = QWidget()
        both.setLayout(which)
        which.setContentsMargins(0, 0, 0, 0)
        both.setFocusProxy(self.entry)
        self.add_field("更正哪一项", both)
        self.fields.addLayout(self._value_place)
        self.add_field("更正原因", self.why, place=_VALUE_PLACE + 1)
        self.entry.currentIndexChanged.connect(lambda _: self._show_fields())
        self.field.currentIndexChanged.connect(lambda _: self._show_value())
        self._wait = once_after(self, _PREVIEW_AFTER, self._ask_preview)
        number, context = self._number, casework.context
        operations.run_query(self, lambda: amendable_events(context, number), self._show_events, self._failed)

    @property
    def value(self) -> Editor | None:
        """The editor of the right value, once entry and field are chosen."""
        return self._value

    def complete(self) -> bool:
        field = self._chosen_field()
        if field is None or self._value is None or self.why.value() is None or self._value.malformed:
            return False
        return self._value.value() != field.default and (self._value.value() is not None or not field.required)

    def focus_first(self) -> None:
        field = self._chosen_field()
        if field is not None and self._value is not None and self._value.value() != field.default:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        event, field, why = self._chosen_event(), self._chosen_field(), self.why.value()
        if self._value is not None and self._value.malformed:
            self._refuse_value(NO_SUCH_DAY)
            self._value.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if event is None or field is None or self._value is None or not self.complete():
            self.refuse("请改成正确的内容，并写明更正的原因")
            self.focus_first()
            return
        new, context, number = self._value.value(), self._casework.context, self._number

        def change() -> Changes:
            return amend(context, number, event.place, field.name, new, str(why))

        self._operations.run_change(self, change, self._done, self._failed, trigger=self.confirm_button)

    def _chosen_event(self) -> AmendableEvent | None:
        place = self.entry.currentIndex()
        return self._events[place] if 0 <= place < len(self._events) else None

    def _chosen_field(self) -> StepField | None:
        event, place = self._chosen_event(), self.field.currentIndex()
        return event.fields[place] if event is not None and 0 <= place < len(event.fields) else None

    def _show_events(self, events: tuple[AmendableEvent, ...]) -> None:
        self._events = events
        for event in events:
            self.entry.addItem(f"{event.on:%Y-%m-%d}　{event.name}" if event.on else event.name, event.place)
        self.entry.setCurrentIndex(0)
        self._show_fields()

    def _show_fields(self) -> None:
        event = self._chosen_event()
        self.field.clear()
        for field in event.fields if event is not None else ():
            self.field.addItem(field.label, field.name)

    def _show_value(self) -> None:
        self.refuse(None)
        self.hide_effect()
        clear(self._value_place)
        self._value = self._value_line = None
        field = self._chosen_field()
        if field is None:
            return
        today = self._casework.context.today()
        self._value = editor_of("更正为", field.type, field.choices, today, ahead=field.type is FieldType.DATE)
        self._value.edited.connect(self._wait.start)
        self._value_line = FieldLine("更正为", self._value, _VALUE_PLACE, required=True)
        self._value_place.addWidget(self._value_line)
        # It was made after the reason, which Tab would reach first.
        QWidget.setTabOrder(self.field, focus_target(self._value))
        QWidget.setTabOrder(focus_target(self._value), focus_target(self.why))
        # Lines of people are found by Tab where their editor stands.
        self._value.set_value(field.default)

    def _ask_preview(self) -> None:
        event, field = self._chosen_event(), self._chosen_field()
        if self._value is not None and self._value.malformed:
            self._refuse_value(NO_SUCH_DAY)
            return
        if event is None or field is None or self._value is None or self._value.value() == field.default:
            self.hide_effect()
            return
        if self._value.value() is None and field.required:
            self._refuse_value(f"请填写“{field.label}”")
            return
        new: Json = self._value.value()
        context, number, name, place = self._casework.context, self._number, field.name, event.place

        def ask() -> StepPreview:
            return preview_amendment(context, number, place, name, new)

        self._operations.run_query(
            self,
            ask,
            lambda preview: self._show_preview((event, field, new), preview),
            self._failed,
            lane="step_preview",
        )

    def _show_preview(self, asked: tuple[AmendableEvent, StepField, Json], preview: StepPreview) -> None:
        value = None if self._value is None else self._value.value()
        if asked != (self._chosen_event(), self._chosen_field(), value):
            return
        if preview.refusal is not None:
            self._refuse_value(preview.refusal)
            return
        if self._value is not None:
            self._value.set_refusal(None)
        self.show_effect(preview)

    def _refuse_value(self, sentence: str) -> None:
        """Marks the new value as one that cannot be, and says why below it."""
        if self._value is None or self._value_line is None:
            self.refuse(sentence)
            return
        self._value.set_refusal(sentence)
        self.refuse_field(self._value_line, sentence)

    def _done(self, _: Changes) -> None:
        self.recorded.emit(f"{self._number} 已更正，原记录保留")

    def _failed(self, failure: Failure) -> None:
        if isinstance(failure.cause, StepFactRefused) and self._value is not None:
            self._refuse_value(failure.cause.reason)
            self._value.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refuse(failure.sentence)
