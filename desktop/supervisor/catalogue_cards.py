"""The cards of 公开目录: one entry with its fields, and a file that is looked at before it is taken in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.records import CatalogueEntry
from desktop.casework.registers.catalogue import CatalogueExamined, fault_words
from desktop.widgets.buttons import primary, secondary
from desktop.widgets.date_field import NO_SUCH_DAY, DateEdit
from desktop.widgets.fields import TextField
from desktop.widgets.forms import FormField, plain_name
from desktop.widgets.labels import Card, heading, label, note, row
from desktop.widgets.limit_card import PROOF_KEY
from desktop.widgets.tokens import FIELD_GAP

_MOST_FAULTS = 12
_WIDEST = 16_777_215
"""As wide as there is room (QWIDGETSIZE_MAX)."""

_FIELDS = (
    ("index_number", "索引号 (&X)"),
    ("title", "名称 (&M)"),
    ("document_number", "文号 (&W)"),
    ("category", "分类 (&F)"),
    ("formed_on", "成文日期 (&C)"),
    ("published_on", "发布日期 (&P)"),
    ("validity", "有效性 (&V)"),
    ("publisher", "发布机构 (&G)"),
    ("address", "网址、地点 (&A)"),
)
_DAYS = ("formed_on", "published_on")


class EntryCard(Card):
    """One entry: ``wanted`` tells it with the 索引号 that it had (None: it is new), ``dropped`` one to be taken out.

    ``foot``: its buttons, laid out where they stay in view.
    """

    wanted = Signal(object, object)
    dropped = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__(spacing=FIELD_GAP)
        self._known: str | None = None
        self._asked_to_drop = False
        self._shown: tuple[str, ...] = ()
        self._title = heading("")
        self._hint = note("", wrap=True)
        self.save = primary("保存", "Ctrl+Return")
        self.limit = secondary("期限核算", PROOF_KEY)
        self.drop = secondary("删除 (&D)")
        self._texts = {name: TextField(plain_name(words)) for name, words in _FIELDS if name not in _DAYS}
        self._days = {name: DateEdit(plain_name(dict(_FIELDS)[name]), today) for name in _DAYS}
        for edge in self._days.values():
            edge.setMaximumWidth(_WIDEST)
        self._forms = {name: FormField(words, self._field(name)) for name, words in _FIELDS}
        self.body.addWidget(self._title)
        for form in self._forms.values():
            self.body.addWidget(form)
        self.body.addWidget(self._hint)
        self.foot = QWidget()
        foot = row(self.drop, self.limit, None, self.save)
        foot.setContentsMargins(0, 0, 8, 0)
        self.foot.setLayout(foot)
        self.save.clicked.connect(self._save)
        self.drop.clicked.connect(self._drop)
        self.show_entry(None)

    def field(self, name: str) -> TextField:
        """A text field. Raises ``KeyError``."""
        return self._texts[name]

    def day(self, name: str) -> DateEdit:
        """A day field. Raises ``KeyError``."""
        return self._days[name]

    def show_entry(self, entry: CatalogueEntry | None) -> None:
        """Shows an entry, or an empty one to be filled in."""
        self._known = None if entry is None else entry.index_number
        self._title.setText("新增条目" if entry is None else f"条目 {entry.index_number}")
        for name, field in self._texts.items():
            field.set_value("" if entry is None else getattr(entry, name) or "")
        for name, edge in self._days.items():
            edge.show_day(None if entry is None else getattr(entry, name))
        self._shown = self._values()
        self.drop.setVisible(entry is not None)
        self.refuse({}, "")
        self._asked_to_drop = False

    @property
    def typed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._values() != self._shown

    def _values(self) -> tuple[str, ...]:
        return tuple(field.text() for field in (*self._texts.values(), *self._days.values()))

    def show_limit(self, sentence: str) -> None:
        """Says by when the information was to be published."""
        self._hint.setText(sentence)

    def focus_first(self) -> None:
        """Puts the focus into the first field."""
        self._texts["index_number"].setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, faults: dict[str, str], sentence: str) -> None:
        """Shows what is wrong beside its field."""
        for name, form in self._forms.items():
            form.set_fault(faults.get(name))
        self._hint.setText("" if faults else sentence)

    def entry(self) -> CatalogueEntry | None:
        """What the fields say; None without a day of publication."""
        published = self._days["published_on"].day()
        if published is None:
            return None
        texts = {name: field.value() for name, field in self._texts.items()}
        return CatalogueEntry(
            index_number=texts["index_number"],
            title=texts["title"],
            published_on=published,
            address=texts["address"],
            category=texts["category"] or None,
            document_number=texts["document_number"] or None,
            formed_on=self._days["formed_on"].day(),
            validity=texts["validity"] or None,
            publisher=texts["publisher"] or None,
        )

    def _field(self, name: str) -> TextField | DateEdit:
        return self._days[name] if name in _DAYS else self._texts[name]

    def _save(self) -> None:
        if wrong := [name for name, edge in self._days.items() if edge.malformed]:
            self.refuse(dict.fromkeys(wrong, NO_SUCH_DAY), "")
            self._days[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        entry = self.entry()
        if entry is None:
            self.refuse({"published_on": "没有填"}, "")
            self._days["published_on"].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.wanted.emit(entry, self._known)

    def _drop(self) -> None:
        """The first press asks, the second takes the entry out."""
        if self._known is None:
            return
        if self._asked_to_drop:
            self.dropped.emit(self._known)
            return
        self._asked_to_drop = True
        self._hint.setText("再按一次“删除”，这一条从目录中去掉；已经发出的答复书不受影响")


class ImportCard(Card):
    """A file: what it would do, its faults by row and column, and taking it in. ``confirmed`` tells what was seen."""

    confirmed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choose = secondary("选择文件", "Ctrl+I")
        self.confirm_button = primary("确认导入 (&Y)")
        self._drop_button = secondary("放弃 (&Q)")
        self._examined: CatalogueExamined | None = None
        self._told = label("", wrap=True)
        self._faults = label("", wrap=True)
        self.body.addLayout(row(heading("导入"), None, self.choose))
        self.body.addWidget(
            note(
                "xlsx 或者 csv（UTF-8、GB18030）。要有“索引号、信息名称、发布日期、网址”四列，其余可有可无。", wrap=True
            )
        )
        self.body.addWidget(self._told)
        self.body.addWidget(self._faults)
        self.body.addLayout(row(None, self._drop_button, self.confirm_button))
        self.confirm_button.clicked.connect(self._confirm)
        self._drop_button.clicked.connect(self._drop)
        self.show_sentence("")

    @property
    def told(self) -> str:
        """What the card says of the file."""
        return f"{self._told.text()}{self._faults.text()}"

    def show_examined(self, examined: CatalogueExamined) -> None:
        """Shows what a file would do; one with faults cannot be taken in."""
        faults = examined.file.faults
        if faults:
            self.show_sentence(f"“{examined.name}”有 {len(faults)} 处不能导入，请改好后再选；一条也没有写入。")
            lines = [fault_words(fault) for fault in faults[:_MOST_FAULTS]]
            if len(faults) > _MOST_FAULTS:
                lines.append(f"另有 {len(faults) - _MOST_FAULTS} 处")
            self._faults.setText("\n".join(lines))
            self._faults.show()
            return
        counts = f"新增 {examined.new} 条，更新 {examined.changed} 条，未变 {examined.same} 条"
        self.show_sentence(f"“{examined.name}”：{counts}。")
        if examined.new or examined.changed:
            self._examined = examined
            self._offer(shown=True)
            self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sentence(self, sentence: str) -> None:
        """Shows a sentence, and offers nothing."""
        self._examined = None
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        self._faults.setText("")
        self._faults.hide()
        self._offer(shown=False)

    def _drop(self) -> None:
        self.show_sentence("")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, *, shown: bool) -> None:
        for button in (self.confirm_button, self._drop_button):
            button.setVisible(shown)

    def _confirm(self) -> None:
        if self._examined is not None:
            self.confirmed.emit(self._examined)
