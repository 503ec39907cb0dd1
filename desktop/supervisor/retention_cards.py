"""The cards of 档案保管: terms, keeping a file on, destruction, and the records of destruction."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal

from desktop.casework.retention.retention_views import DestructionPlan, DestructionView, DueFile
from desktop.rules.retention import ALLOWED_TERMS, PERMANENT, RetentionClass, RetentionTerms
from desktop.widgets.buttons import primary, secondary, small
from desktop.widgets.fields import Combo, TextField
from desktop.widgets.forms import FormField, field_name
from desktop.widgets.labels import Card, heading, label, note, row
from desktop.widgets.lines import Cell, Line, LinesView
from desktop.widgets.tokens import FIELD_GAP

_FOR_EVER = "永久"
_KEPT_YEARS = (1, 2, 3, 5, 10, 20, 30)


class TermsCard(Card):
    """How long files are kept, by class."""

    def __init__(self) -> None:
        super().__init__()
        self.save = secondary("保存期限 (&S)")
        self._choices = {kept: _terms_combo(kept.label) for kept in RetentionClass}
        self._fault = label("", wrap=True)
        self._known: dict[RetentionClass, int] | None = None
        self.body.addWidget(heading("保管期限"))
        self.body.addWidget(note("从办结次年1月1日起算；几种情形并存的，按最长的。年度报告永久保存。", wrap=True))
        for kept, combo in self._choices.items():
            self.body.addLayout(row(field_name(kept.label, combo), None, combo))
        self.body.addWidget(self._fault)
        self.body.addLayout(row(None, self.save))
        self._fault.hide()

    def show_terms(self, terms: RetentionTerms) -> None:
        """Shows the terms as they stand; what was chosen and is not saved yet stays."""
        if self._known is not None and self.years() != self._known:
            return
        self._fault.hide()
        for kept, combo in self._choices.items():
            combo.choose(terms.years[kept])
        self._known = self.years()

    def show_saved(self) -> None:
        """What is chosen is saved."""
        self._known = self.years()

    def choice(self, kept: RetentionClass) -> Combo:
        """The field of a class."""
        return self._choices[kept]

    def years(self) -> dict[RetentionClass, int]:
        """What is chosen."""
        return {kept: int(combo.currentData()) for kept, combo in self._choices.items()}

    def refuse(self, sentence: str) -> None:
        """Shows why the terms were not kept."""
        self._fault.setText(sentence)
        self._fault.show()


class KeepCard(Card):
    """Keeps one file on: ``wanted`` tells number, year (None: for ever), reason and who appraised."""

    wanted = Signal(str, object, str, str)

    def __init__(self) -> None:
        super().__init__(spacing=FIELD_GAP)
        self.confirm_button = secondary("继续保管 (&W)")
        self._number = ""
        self._years: list[int] = []
        self._until = Combo("保管至")
        self._why = TextField("理由")
        self._by = TextField("鉴定人")
        self._which = note("在左边选中一件")
        self._fault = label("", wrap=True)
        self.body.addLayout(row(heading("继续保管"), self._which, None))
        for name, field in (("保管至 (&G)", self._until), ("理由 (&L)", self._why), ("鉴定人 (&J)", self._by)):
            self.body.addWidget(FormField(name, field))
        self.body.addWidget(self._fault)
        self.body.addLayout(row(None, self.confirm_button))
        self._fault.hide()
        self.confirm_button.clicked.connect(self._confirm)
        self.release()

    def propose(self, clerk: str, today: date) -> None:
        """Proposes who appraised, and the years that can be chosen; what was typed for a file stays."""
        if not self._by.value():
            self._by.set_value(clerk)
        years = [today.year + more for more in _KEPT_YEARS]
        if years == self._years:
            return
        chosen, self._years = self._until.currentData(), years
        self._until.clear()
        for year in years:
            self._until.addItem(f"{year}年底", year)
        self._until.addItem(_FOR_EVER, None)
        if chosen in years:
            self._until.choose(chosen)

    def offer(self, file: DueFile) -> None:
        """Takes a file that shall stay; a reason that was typed stands for this one, too."""
        self._take(file.number)
        self._until.setFocus(Qt.FocusReason.OtherFocusReason)

    def release(self) -> None:
        """The file was kept on or destroyed: none is chosen."""
        self._why.set_value("")
        self._take("")

    def _take(self, number: str) -> None:
        self._number = number
        self._which.setText(number or "在左边选中一件")
        self._fault.hide()
        for field in (self._why, self._by):
            field.set_wrong(False)
        for widget in (self._until, self._why, self._by, self.confirm_button):
            widget.setEnabled(bool(number))

    def refuse(self, sentence: str) -> None:
        """Shows why the file was not kept on, with the keys on what is missing."""
        self._fault.setText(sentence)
        self._fault.show()
        missing = [field for field in (self._why, self._by) if not field.value()]
        for field in (self._why, self._by):
            field.set_wrong(field in missing)
        (missing[0] if missing else self._until).setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        self.wanted.emit(self._number, self._until.currentData(), self._why.value(), self._by.value())


class DestroyCard(Card):
    """Who approves, the two who see to it, and the result of the appraisal; ``wanted``: files shall be destroyed."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=FIELD_GAP)
        self.confirm_button = primary("销毁 (&D)")
        self._fields = {
            "approved_by": TextField("批准人"),
            "first_witness": TextField("监销人"),
            "second_witness": TextField("另一监销人"),
            "why": TextField("鉴定意见", "如 期满，无继续保存价值"),
        }
        self._fault = label("", wrap=True)
        self.body.addLayout(row(heading("销毁"), note("三个人各不相同（档案法实施条例第二十四条）"), None))
        names = ("批准人 (&P)", "监销人 (&X)", "另一监销人 (&Y)", "鉴定意见 (&Z)")
        for name, field in zip(names, self._fields.values(), strict=True):
            self.body.addWidget(FormField(name, field))
        self.body.addWidget(self._fault)
        self.body.addLayout(row(None, self.confirm_button))
        self._fault.hide()
        self.confirm_button.clicked.connect(self.wanted)

    @property
    def plan(self) -> DestructionPlan:
        """Who approves and sees to it, as typed; the files are not named yet."""
        return DestructionPlan(numbers=(), **{name: field.value() for name, field in self._fields.items()})

    @property
    def fault(self) -> str:
        """Why nothing was destroyed; empty while there is no reason."""
        return self._fault.text() if self._fault.isVisibleTo(self) else ""

    def field(self, name: str) -> TextField:
        """The field of a person, or ``why``."""
        return self._fields[name]

    def offer(self, due: int | None) -> None:
        """Offers to destroy so many files; None: they are not counted yet. Where none is due nothing is asked."""
        self._fault.hide()
        self.confirm_button.setText(f"销毁所列 {due} 件 (&D)" if due else "销毁 (&D)")
        self.confirm_button.setEnabled(bool(due))
        for field in self._fields.values():
            field.setEnabled(due != 0)

    def propose(self, clerk: str) -> None:
        """Proposes ``clerk`` as a witness."""
        if not self._fields["first_witness"].value():
            self._fields["first_witness"].set_value(clerk)

    def refuse(self, sentence: str) -> None:
        """Shows why nothing was destroyed, with the keys on the first name that is missing or stands twice."""
        self._fault.setText(sentence)
        self._fault.show()
        values = [field.value() for field in self._fields.values()]
        wrong = [field for field in self._fields.values() if not field.value() or values.count(field.value()) > 1]
        for field in self._fields.values():
            field.set_wrong(field in wrong)
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Nothing is wrong with what was typed."""
        self._fault.hide()
        for field in self._fields.values():
            field.set_wrong(False)


class RecordsCard(Card):
    """The records of destruction; the one chosen is printed. ``print_wanted`` tells its name."""

    print_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.print_button = small("打印清册 (&Q)")
        self.lines = LinesView("销毁清册", least=4, padding=0)
        self._empty = note("还没有销毁过档案")
        self.body.addLayout(row(heading("销毁清册"), None, self.print_button))
        self.body.addWidget(self._empty)
        self.body.addWidget(self.lines)
        self.lines.opened.connect(lambda name: self.print_wanted.emit(str(name)))
        self.print_button.clicked.connect(self._print_chosen)

    def show_records(self, records: tuple[DestructionView, ...]) -> None:
        """Shows the records, newest first."""
        self.lines.show_lines([_record_line(record) for record in records])
        self.lines.setVisible(bool(records))
        self._empty.setVisible(not records)
        self.print_button.setEnabled(bool(records))

    def _print_chosen(self) -> None:
        place = max(0, self.lines.currentIndex().row())
        self.print_wanted.emit(str(self.lines.lines[place].target))


def _terms_combo(name: str) -> Combo:
    made = Combo(name)
    for years in ALLOWED_TERMS:
        made.addItem(_FOR_EVER if years == PERMANENT else f"{years}年", years)
    return made


def _record_line(record: DestructionView) -> Line:
    cells = (
        Cell(text=record.name, width=70, bold=True),
        Cell(text=record.destroyed_on.isoformat(), width=100, second=True),
        Cell(text=f"{record.files} 件，{record.first_witness}、{record.second_witness}监销"),
    )
    return Line(cells=cells, target=record.name)
