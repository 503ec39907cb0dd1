"""The form of a step that writes no letter: its day with the reason, its facts, what it does to the limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt

from db.records import Changes, Json
from desktop.casework.casework import Casework
from desktop.casework.steps.step_preview import StepPreview, preview_step
from desktop.casework.steps.steps import StepFactRefused, StepNotAllowed
from desktop.casework.views import RequestView, StepField, StepView
from desktop.counter.step_frame import FieldLine, StepFrame
from desktop.widgets.date_field import NO_SUCH_DAY, DateField
from desktop.widgets.editors import Editor, editor_of
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.timers import once_after
from resources.vocabulary import EventKind

_PREVIEW_AFTER = 150
"""Milliseconds of quiet after which the effect is computed anew."""

_AHEAD = frozenset({"due_on", "until", "appointment_on"})
"""Facts whose day lies ahead."""


class StepForm(StepFrame):
    """Records one step of one request."""

    def __init__(self, casework: Casework, operations: Operations, view: RequestView, step: StepView) -> None:
        super().__init__(step.name, step.effect, "记录")
        self._casework = casework
        self._operations = operations
        self._number = view.number
        self._step = step
        self._today = casework.context.today()
        self.day = DateField("日期", self._today)
        self.day.set_day(self._today)
        self.day.chosen.connect(lambda _: self._changed())
        self._day_line = self.add_field("日期", self.day)
        self._fact_lines: dict[str, FieldLine] = {}
        self._editors: dict[str, tuple[StepField, Editor]] = {}
        for fact in step.fields:
            self._add_field(fact)
        self._wait = once_after(self, _PREVIEW_AFTER, self._ask_preview)
        self._ask_preview()

    def facts(self) -> dict[str, Json]:
        """What was entered; facts without a value are left out."""
        found = {name: editor.value() for name, (_, editor) in self._editors.items()}
        return {name: value for name, value in found.items() if value is not None}

    def refusal_of(self, name: str) -> str:
        """Why the field of a fact is refused, as it stands below it; empty while it is not."""
        return self._fact_lines[name].refusal

    def editor(self, name: str) -> Editor:
        """The field of a fact."""
        return self._editors[name][1]

    def complete(self) -> bool:
        return self.day.day() is not None and self._first_missing() is None and self._first_malformed() is None

    def focus_first(self) -> None:
        wanted = self._first_malformed() or self._first_missing()
        target = self.day if wanted is None or self.day.edit.malformed else self.editor(wanted.name)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        on, malformed = self.day.day(), self._first_malformed()
        missing = self._first_missing()
        if on is not None and malformed is not None:
            self._refuse_at(malformed.name, NO_SUCH_DAY)
            self.focus_first()
            return
        if on is None or missing is not None:
            self.refuse(f"请填写“{'日期' if missing is None else missing.label}”")
            self.focus_first()
            return
        facts = self.facts()
        self._operations.run_change(
            self, lambda: self._record(on, facts), self._done, self._failed, trigger=self.confirm_button
        )

    def _record(self, on: date, facts: Mapping[str, Json]) -> Changes:
        return self._casework.steps.record(self._number, self._step.kind, on, facts)

    def _add_field(self, fact: StepField) -> None:
        editor = editor_of(fact.label, fact.type, fact.choices, self._today, ahead=fact.name in _AHEAD)
        editor.set_value(fact.default)
        editor.edited.connect(self._changed)
        self._editors[fact.name] = (fact, editor)
        self._fact_lines[fact.name] = self.add_field(fact.label, editor, required=fact.required)

    def _first_missing(self) -> StepField | None:
        for fact, editor in self._editors.values():
            if fact.required and editor.value() is None:
                return fact
        return None

    def _first_malformed(self) -> StepField | None:
        """The first field in which something stands that is no value."""
        return next((fact for fact, editor in self._editors.values() if editor.malformed), None)

    def _changed(self) -> None:
        self._wait.start()

    def _ask_preview(self) -> None:
        on = self.day.day()
        if on is None:
            sentence = NO_SUCH_DAY if self.day.edit.malformed else "请填写日期"
            self.refuse(None)
            self.hide_effect()
            self.day.set_reason(sentence, refused=self.day.edit.malformed)
            return
        facts, context = self.facts(), self._casework.context
        kind_of_day = self._casework.calendars.day_kind
        number, kind = self._number, self._step.kind

        def ask() -> tuple[str, StepPreview]:
            return kind_of_day(on), preview_step(context, number, kind, on, facts)

        self._operations.run_query(self, ask, self._show_preview, self._failed, lane="step_preview")

    def _show_preview(self, found: tuple[str, StepPreview]) -> None:
        kind_of_day, preview = found
        self.day.set_reason(kind_of_day, refused=False)
        if (malformed := self._first_malformed()) is not None:
            self._refuse_at(malformed.name, NO_SUCH_DAY)
            return
        if preview.refusal is not None and not self._awaits(preview.refused_field):
            self._refuse_at(preview.refused_field, preview.refusal)
            return
        self.refuse(None)
        self._mark(None, None)
        if self.complete():
            self.show_effect(preview)

    def _awaits(self, field: str | None) -> bool:
        """Whether what is refused is a field that nobody has filled in yet."""
        return field in self._editors and self.editor(str(field)).value() is None

    def _refuse_at(self, field: str | None, sentence: str) -> None:
        """Marks the field that cannot be as it is and says why beside it; what concerns no field stands below."""
        self._mark(field, sentence)
        if field == "on":
            self.day.set_reason(sentence, refused=True)
            self.refuse_field(self._day_line, sentence, told=True)
        elif field in self._fact_lines:
            self.refuse_field(self._fact_lines[field], sentence)
        else:
            self.refuse(sentence)

    def _mark(self, field: str | None, sentence: str | None) -> None:
        for name, (_, editor) in self._editors.items():
            editor.set_refusal(sentence if name == field else None)

    def _done(self, _: Changes) -> None:
        slip = "，转办单在“案卷”中打印" if self._step.kind is EventKind.HANDED_OVER else ""
        self.recorded.emit(f"{self._number} 已记录：{self._step.name}{slip}")

    def _failed(self, failure: Failure) -> None:
        cause = failure.cause
        field = cause.field if isinstance(cause, StepNotAllowed | StepFactRefused) else None
        if isinstance(cause, StepNotAllowed | StepFactRefused) and (field == "on" or field in self._fact_lines):
            self._refuse_at(field, cause.reason)
            if field == "on":
                self.day.ask_again()
            else:
                self.editor(str(field)).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refuse(failure.sentence)
        self.focus_first()
