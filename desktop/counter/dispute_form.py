"""登记复议、诉讼, and how one went on: who decides, the days, the result; the limit of our answer before saving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.steps.dispute_views import DisputeEntry, DisputesView, DisputeView
from desktop.casework.steps.disputes import DisputeRefused, Disputes
from desktop.counter.step_frame import FieldLine, StepFrame
from desktop.rules.disputes import TakenUp
from desktop.rules.remedies import ProcedureKind
from desktop.widgets.date_field import NO_SUCH_DAY, DateField
from desktop.widgets.fields import CheckBox, Combo, TextField
from desktop.widgets.forms import field_name
from desktop.widgets.mnemonics import with_mnemonic
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.timers import once_after
from resources.vocabulary import DisputeKind, DisputeResult

_PREVIEW_AFTER = 150
_PAIRED = 88
"""Room for the name of the second day in a line, so that the fields stand under each other."""
_PROCEDURES = ((ProcedureKind.ORDINARY, "普通程序"), (ProcedureKind.SIMPLE, "简易程序"))


class DisputeForm(StepFrame):
    """Records a new review or suit, or the progress of ``known``."""

    def __init__(
        self,
        casework: Casework,
        operations: Operations,
        number: str,
        view: DisputesView,
        known: DisputeView | None = None,
    ) -> None:
        title = "登记复议、诉讼" if known is None else f"进展：{known.title}"
        super().__init__(title, "计入年度报告表四；答复、答辩期限列入今日", "登记")
        self._disputes = Disputes(casework.context)
        self._operations = operations
        self._number = number
        self._suggested = view
        self._known = known
        today = casework.context.today()
        self.kind = Combo("种类")
        for kind in DisputeKind:
            self.kind.addItem(kind.label, kind)
        self.body = TextField("复议机关、法院")
        self.procedure = Combo("程序")
        for procedure, words in _PROCEDURES:
            self.procedure.addItem(words, procedure)
        self.days = {name: DateField(words, today) for name, words in _DAYS.items()}
        self.result = Combo("结果")
        self.result.addItem("尚未审结", None)
        for result in DisputeResult:
            self.result.addItem(result.label, result)
        self.attacked = Combo("被诉的答复")
        if view.silent or not view.attacked:
            self.attacked.addItem("逾期未答复" if view.silent else "答复（没有文书）", None)
        for letter, name in view.attacked:
            self.attacked.addItem(name, letter)
        self.mistaken = CheckBox("登记有误，作废这件复议、诉讼（不计入表四）")
        self.why = TextField("作废原因", "例如：记错了申请，写明编号")
        self._why_line: QWidget | None = None
        self.again = CheckBox("按决定重新办理本件（第二次答复用原编号）")
        self.arrived = DateField("收到决定日期", today)
        self.until = DateField("决定限定的答复日", today, ahead=True)
        self._again_lines: list[QWidget] = []
        self._wait = once_after(self, _PREVIEW_AFTER, self._ask_effect)
        self._procedure_line = self._lay_out()
        self._fill()
        self._connect()
        self._ask_effect()

    def entry(self) -> DisputeEntry | None:
        """What the form says; None without a day of filing."""
        filed_on = self._day("filed_on")
        if filed_on is None:
            return None
        return DisputeEntry(
            kind=DisputeKind(self.kind.currentData()),
            filed_on=filed_on,
            body=self.body.value(),
            copy_received_on=self._day("copy_received_on"),
            procedure=ProcedureKind(self.procedure.currentData()),
            answered_on=self._day("answered_on"),
            decided_on=self._day("decided_on"),
            decision_served_on=self._day("decision_served_on"),
            result=self._result(),
            letter=self._letter(),
        )

    def taken_up(self) -> TakenUp | None:
        """That the decision has the request answered anew, as the form says it; None when it does not."""
        arrived = self.arrived.day()
        if not self._offers_again() or not self.again.isChecked() or arrived is None:
            return None
        return TakenUp(received_on=arrived, until=self.until.day())

    def complete(self) -> bool:
        if self.mistaken.isChecked():
            return bool(self.why.value().strip())
        lacking = self._offers_again() and self.again.isChecked() and self.arrived.day() is None
        return self.entry() is not None and not lacking and self._malformed() is None

    def focus_first(self) -> None:
        first = self.kind if self._known is None else self.days["copy_received_on"]
        missing = self.days["filed_on"] if self._known is None and self._typed() else first
        missing.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        entry, malformed = self.entry(), self._malformed()
        if malformed is not None and not self.mistaken.isChecked():
            malformed.set_reason(NO_SUCH_DAY, refused=True)
            malformed.ask_again()
            return
        if entry is None or not self.complete():
            words, missing = self._missing(entry)
            self.refuse(words)
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._operations.run_change(self, self._change(entry), self._done, self._failed, trigger=self.confirm_button)

    def _malformed(self) -> DateField | None:
        """The first field in which something stands that is no day."""
        fields = self._fields().values()
        return next((field for field in fields if field.isVisibleTo(self) and field.edit.malformed), None)

    def _missing(self, entry: DisputeEntry | None) -> tuple[str, QWidget]:
        """What is to be filled in first."""
        if self.mistaken.isChecked():
            return "请写明作废的原因", self.why
        return ("请填写提出日期", self.days["filed_on"]) if entry is None else ("请填写收到决定日期", self.arrived)

    def _change(self, entry: DisputeEntry) -> Callable[[], Changes]:
        disputes, number, known = self._disputes, self._number, self._known
        if known is None:
            return lambda: disputes.file(number, entry)
        if self.mistaken.isChecked():
            why = self.why.value()
            return lambda: disputes.void(number, known.id, why)
        taken_up = self.taken_up()
        return lambda: disputes.go_on(number, known.id, entry, taken_up)

    def _offers_again(self) -> bool:
        """Whether the decision may have the request answered anew: it was corrected, and that was not recorded yet."""
        corrected = self._result() is DisputeResult.CORRECTED
        return self._known is not None and corrected and not self._known.taken_up

    def _letter(self) -> str | None:
        chosen = self.attacked.currentData()
        return None if chosen is None else str(chosen)

    def _show_mistaken(self) -> None:
        if self._why_line is not None:
            self._why_line.setVisible(self.mistaken.isChecked())
        if self.mistaken.isChecked():
            self.show_words("登记和原因留在登记簿，不再计入表四；不能恢复")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _result(self) -> DisputeResult | None:
        # Qt hands back the bare text of a code.
        chosen = self.result.currentData()
        return None if chosen is None else DisputeResult(chosen)

    def _show_again(self) -> None:
        offered = self._offers_again()
        self.again.setVisible(offered)
        taken_up = offered and self.again.isChecked()
        self.mistaken.setVisible(self._known is not None and not taken_up)
        if taken_up:
            self.mistaken.setChecked(False)
        for line in self._again_lines:
            line.setVisible(offered and self.again.isChecked())
        if self.arrived.day() is None:
            self.arrived.set_day(self._day("decision_served_on") or self._day("decided_on"))

    def _day(self, name: str) -> date | None:
        return self.days[name].day()

    def _typed(self) -> bool:
        """Whether something was typed already: then Enter leads to the day of filing."""
        return bool(self.body.value()) and self.body.hasFocus()

    def _lay_out(self) -> FieldLine:
        if self._known is None:
            self.add_field("种类", self.kind)
        self.add_field("被诉的答复", self.attacked)
        self.add_field("机关、法院", self.body, required=False)
        self._pair(("filed_on", "copy_received_on"))
        procedure = self.add_field("程序", self.procedure)
        if self._known is not None:
            self.add_field(_DAYS["answered_on"], self.days["answered_on"], required=False)
            self._pair(("decided_on", "decision_served_on"))
            self.add_field("结果", self.result)
            self.fields.addWidget(self.again)
            self._again_lines = [
                self.add_field("收到决定日期", self.arrived),
                self.add_field("限定答复日", self.until, required=False),
            ]
            self.fields.addWidget(self.mistaken)
            self._why_line = self.add_field("作废原因", self.why)
            self._why_line.hide()
        return procedure

    def _pair(self, names: tuple[str, str]) -> None:
        """Two days beside each other under the name of the first."""
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        first, second = (self.days[name] for name in names)
        line.addWidget(first, 1)
        both.setFocusProxy(first)
        self.add_field(_DAYS[names[0]], both)
        words = field_name(with_mnemonic(_DAYS[names[1]], self.next_place()), second)
        words.setMinimumWidth(_PAIRED)
        line.addWidget(words)
        line.addWidget(second, 1)

    def _fill(self) -> None:
        if self._known is None:
            self.days["filed_on"].set_day(None)
            self._suggest_body()
            return
        entry = self._known.entry
        self.kind.choose(entry.kind)
        self.body.set_value(entry.body)
        self.procedure.choose(entry.procedure)
        self.result.choose(entry.result)
        if entry.letter is not None:
            self.attacked.choose(entry.letter)
        for name, field in self.days.items():
            field.set_day(getattr(entry, name))
        self._show_procedure()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._suggest_body())
        for combo in (self.kind, self.procedure, self.result):
            combo.currentIndexChanged.connect(lambda _: self._wait.start())
        for field in self.days.values():
            field.chosen.connect(lambda _: self._wait.start())
        for field in (self.arrived, self.until):
            field.chosen.connect(lambda _: self._wait.start())
        self.result.currentIndexChanged.connect(lambda _: self._show_again())
        self.again.toggled.connect(lambda _: self._show_again())
        self.again.toggled.connect(lambda _: self._wait.start())
        self.mistaken.toggled.connect(lambda _: self._show_mistaken())
        self._show_again()

    def _suggest_body(self) -> None:
        review = DisputeKind(self.kind.currentData()) is DisputeKind.REVIEW
        if self.body.value() in ("", self._suggested.body, self._suggested.court):
            self.body.set_value(self._suggested.body if review else self._suggested.court)
        self._show_procedure()

    def _show_procedure(self) -> None:
        self._procedure_line.setVisible(DisputeKind(self.kind.currentData()) is DisputeKind.REVIEW)

    def _ask_effect(self) -> None:
        entry, effect = self.entry(), self._disputes.effect
        taken_up, again_due, number = self.taken_up(), self._disputes.again_due, self._number
        if entry is not None and taken_up is not None:
            self._operations.run_query(
                self, lambda: again_due(number, entry, taken_up), self._show_effect, self._told_wrong, lane="dispute"
            )
        elif entry is not None:
            known = "" if self._known is None else self._known.id
            self._operations.run_query(
                self, lambda: effect(number, entry, known), self._show_effect, self._told_wrong, lane="dispute"
            )

    def _show_effect(self, sentence: str) -> None:
        for field in self._fields().values():
            field.set_reason("")
        self.show_words(sentence)

    def _fields(self) -> dict[str, DateField]:
        return {**self.days, "received_on": self.arrived, "until": self.until}

    def _told_wrong(self, failure: Failure) -> None:
        """Says beside the day that cannot be why it cannot; what concerns no day stands below."""
        refused = failure.cause if isinstance(failure.cause, DisputeRefused) else None
        fields = self._fields()
        for name, field in fields.items():
            wrong = refused is not None and name == refused.field
            field.set_reason(refused.reason if refused is not None and wrong else "", refused=wrong)
        told = refused is not None and refused.field in fields
        self.refuse("" if told else refused.reason if refused is not None else failure.sentence)
        self.hide_effect()

    def _done(self, _: Changes) -> None:
        done = "已作废一件复议、诉讼的登记" if self.mistaken.isChecked() else "已登记复议、诉讼"
        self.recorded.emit(f"{self._number} {done}")

    def _failed(self, failure: Failure) -> None:
        self._told_wrong(failure)
        field = failure.cause.field if isinstance(failure.cause, DisputeRefused) else ""
        if field in self._fields():
            self._fields()[field].ask_again()


_DAYS = {
    "filed_on": "提出日期",
    "copy_received_on": "收到副本日期",
    "answered_on": "提交答复日期",
    "decided_on": "决定、裁判日期",
    "decision_served_on": "送达日期",
}
