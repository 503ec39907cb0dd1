"""A complaint or report: entered, and later what was answered. It stands in place of the list until it is left."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.steps.complaints import ComplaintEntry, ComplaintRefused
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.confirm_dialog import ConfirmDialog, ask_to_drop
from desktop.widgets.date_field import NO_SUCH_DAY, DateEdit
from desktop.widgets.fields import Combo, TextArea, TextField
from desktop.widgets.forms import FormField, plain_name
from desktop.widgets.labels import Card, heading, label, note, row
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.tokens import FIELD_GAP
from resources.vocabulary import Channel, Code
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult, ComplaintSource

_TEXT_HEIGHT = 72
_WIDEST = 16_777_215
_LABELS = {
    "kind": "种类 (&K)",
    "received_on": "收到日 (&R)",
    "source": "来源 (&S)",
    "channel": "渠道 (&Q)",
    "complainant": "投诉举报人 (&X)",
    "contact": "联系方式 (&L)",
    "request": "申请编号 (&B)",
    "department": "承办部门 (&D)",
    "due_on": "要求答复日 (&Y)",
    "content": "内容 (&C)",
    "answered_on": "答复日 (&T)",
    "result": "结果 (&J)",
    "closed_on": "办结日 (&Z)",
    "answer": "答复内容 (&W)",
}
_PLACES = (
    ("kind", "source", "channel"),
    ("received_on", "due_on", "department"),
    ("complainant", "contact", "request"),
    ("content",),
    ("answered_on", "result", "closed_on"),
    ("answer",),
)


_COLUMNS = 3


class ComplaintForm(QWidget):
    """``done`` tells that it is left: with a sentence when something was kept."""

    done = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._complaints = casework.complaints
        self._operations = operations
        today = casework.context.today()
        self._number: str | None = None
        self._begun = False
        self._shown: ComplaintEntry | None = None
        self._title = heading("")
        self._fault = label("", wrap=True)
        self.save = primary("保存", "Ctrl+Return")
        self.void_button = secondary("作废", "Ctrl+Shift+V")
        self.why = TextField("作废原因", "例如：重复登记，写明编号")
        self._back = secondary("返回", "Esc")
        self._combos = {
            "kind": _combo("种类", ComplaintKind),
            "source": _combo("来源", ComplaintSource),
            "channel": _combo("渠道", Channel),
            "result": _combo("结果", ComplaintResult, empty="尚未答复"),
        }
        texts = ("complainant", "contact", "request", "department")
        self._texts: dict[str, TextField | TextArea] = {name: TextField(_bare(name)) for name in texts}
        self._texts |= {name: TextArea(_bare(name)) for name in ("content", "answer")}
        self._days = {
            name: DateEdit(_bare(name), today, ahead=name == "due_on")
            for name in ("received_on", "due_on", "answered_on", "closed_on")
        }
        for edge in self._days.values():
            edge.setMaximumWidth(_WIDEST)
        self._forms = {name: FormField(words, self._field(name)) for name, words in _LABELS.items()}
        self._why_line = FormField("作废原因 (&V)", self.why)
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.void_button.clicked.connect(self._ask_to_void)
        self._back.clicked.connect(self._go_back)

    def begin(self, number: str | None) -> None:
        """Shows an empty form, or what is known of one."""
        self._number = number
        self._begun = True
        self._title.setText(f"{number}　答复、办结" if number else "登记投诉、举报")
        self._show_faults({}, "")
        self.why.set_value("")
        self._why_line.hide()
        self._show(ComplaintEntry(received_on=self._casework.context.today()))
        if number is None:
            return
        # What the form said of another one must not be saved under this number.
        for button in (self.save, self.void_button):
            button.hide()
        complaints = self._complaints

        def show(entry: ComplaintEntry) -> None:
            if self._number == number:
                self._show(entry)

        self._operations.run_query(self, lambda: complaints.entry(number), show, self._failed, lane="complaint")

    @property
    def has_new(self) -> bool:
        """Whether one that was begun waits to be saved or left."""
        return self._begun and self._number is None

    def focus_first(self) -> None:
        """Puts the keys where work goes on."""
        known: QWidget = self._days["answered_on"] if self._days["answered_on"].isEnabled() else self._back
        first = known if self._number else self._combos["kind"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def entry(self) -> ComplaintEntry:
        """What the form says."""
        result = self._combos["result"].currentData()
        return ComplaintEntry(
            kind=ComplaintKind(self._combos["kind"].currentData()),
            source=ComplaintSource(self._combos["source"].currentData()),
            channel=Channel(self._combos["channel"].currentData()),
            received_on=self._days["received_on"].day(),
            due_on=self._days["due_on"].day(),
            complainant=self._texts["complainant"].value(),
            contact=self._texts["contact"].value(),
            request=self._texts["request"].value(),
            content=self._texts["content"].value(),
            department=self._texts["department"].value(),
            answered_on=self._days["answered_on"].day(),
            answer=self._texts["answer"].value(),
            result=None if result is None else ComplaintResult(result),
            closed_on=self._days["closed_on"].day(),
        )

    def text(self, name: str) -> TextField | TextArea:
        """A text field. Raises ``KeyError``."""
        return self._texts[name]

    def day(self, name: str) -> DateEdit:
        """A day field. Raises ``KeyError``."""
        return self._days[name]

    def choice(self, name: str) -> Combo:
        """A choice. Raises ``KeyError``."""
        return self._combos[name]

    def fault(self, name: str) -> str:
        """Why a field is refused; empty while it stands."""
        return self._forms[name].fault

    def _field(self, name: str) -> QWidget:
        return self._combos.get(name) or self._days.get(name) or self._texts[name]

    def _lay_out(self) -> None:
        card = Card(spacing=FIELD_GAP)
        card.body.addLayout(row(self._title, note("条例第四十七条、第五十一条；不是申请，不计入年报表三、表四"), None))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(FIELD_GAP)
        for place, names in enumerate(_PLACES):
            for column, name in enumerate(names):
                wide = 1 if len(names) > 1 else _COLUMNS
                grid.addWidget(self._forms[name], place, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        for name in ("content", "answer"):
            self._texts[name].setMaximumHeight(_TEXT_HEIGHT)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self._why_line)
        card.body.addWidget(self._fault)
        card.body.addLayout(row(self._back, self.void_button, None, self.save))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        whole.addStretch(1)

    def _show(self, entry: ComplaintEntry) -> None:
        for name, combo in self._combos.items():
            combo.choose(getattr(entry, name))
        for name, field in self._texts.items():
            field.set_value(getattr(entry, name))
        for name, edge in self._days.items():
            edge.show_day(getattr(entry, name))
        self._shown = self.entry()
        self._show_void(entry.void_reason)
        self.focus_first()

    def _show_void(self, why: str | None) -> None:
        """One that was entered by mistake is only looked at."""
        self.void_button.setVisible(self._number is not None and why is None)
        self.save.setVisible(why is None)
        for name in _LABELS:
            self._field(name).setEnabled(why is None)
        if why is not None:
            self._title.setText(f"{self._number}　登记作废：{why}")

    @property
    def _typed(self) -> bool:
        """Whether something was typed that is not saved."""
        return (
            self._shown != self.entry()
            or bool(self.why.value().strip())
            or any(edge.malformed for edge in self._days.values())
        )

    def _go_back(self) -> None:
        """What was typed is not dropped without asking."""
        if self._typed:
            which = f"{self._number} 改动的内容" if self._number else "这件投诉举报填写的内容"
            ask_to_drop(self, f"{which}没有保存，返回后不再保留。", lambda: self._leave(""))
        else:
            self._leave("")

    def _leave(self, told: str) -> None:
        self._begun = False
        self.done.emit(told)

    def _ask_to_void(self) -> None:
        """The reason first, then once more in a dialog: it cannot be taken back."""
        if not self.why.value().strip():
            self._why_line.show()
            self._show_faults({}, "作废须写明原因；编号留在登记簿中，不再计数")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        lines = (
            f"{self._number} 将标记为登记作废。",
            f"原因：{self.why.value()}",
            "编号和原因保留，不再计数，不能恢复。",
        )
        dialog = ConfirmDialog(self.window(), "作废这件投诉举报？", lines, "作废")
        dialog.accepted.connect(self._void)
        dialog.open()

    def _void(self) -> None:
        number, why, complaints = self._number or "", self.why.value(), self._complaints
        self._operations.run_change(
            self,
            lambda: complaints.void(number, why),
            lambda _changes: self._leave(f"{number} 已登记作废"),
            self._failed,
            trigger=self.void_button,
        )

    def _save(self) -> None:
        wrong = {name: NO_SUCH_DAY for name, edge in self._days.items() if edge.malformed}
        if wrong:
            self._refuse(wrong, "")
            return
        entry, number, complaints = self.entry(), self._number, self._complaints
        if number is None:
            self._operations.run_change(
                self, lambda: _Added(*complaints.add(entry)), self._added, self._failed, trigger=self.save
            )
            return

        def saved(_changes: Changes) -> None:
            # The series is one: a corrected kind changes only the word before the number.
            named = f"{entry.kind.label}{number[2:]}"
            self._leave(f"{number} 已保存" if named == number else f"{number} 已保存，更正为 {named}")

        self._operations.run_change(
            self, lambda: complaints.save(number, entry), saved, self._failed, trigger=self.save
        )

    def _added(self, added: _Added) -> None:
        self._leave(f"已登记 {added.number}")

    def _failed(self, failure: Failure) -> None:
        cause = failure.cause
        faults = dict(cause.faults) if isinstance(cause, ComplaintRefused) else {}
        self._refuse(faults, failure.sentence)

    def _refuse(self, faults: dict[str, str], sentence: str) -> None:
        self._show_faults(faults, sentence)
        for name in faults:
            field = self._field(name)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(field, DateEdit):
                # What is typed now takes the place of the refused day.
                field.selectAll()
            return

    def _show_faults(self, faults: dict[str, str], sentence: str) -> None:
        for name, form in self._forms.items():
            form.set_fault(faults.get(name))
        self._fault.setText("" if faults else sentence)
        self._fault.setVisible(bool(self._fault.text()))


class _Added:
    """A complaint that was entered; ``changes`` tells the open screens."""

    def __init__(self, number: str, changes: Changes) -> None:
        self.number = number
        self.changes = changes


def _bare(name: str) -> str:
    return plain_name(_LABELS[name])


def _combo(name: str, codes: Iterable[Code], empty: str = "") -> Combo:
    made = Combo(name)
    if empty:
        made.addItem(empty, None)
    for code in codes:
        made.addItem(code.label, code)
    return made
