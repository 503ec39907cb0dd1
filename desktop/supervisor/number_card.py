"""How requests and letters are numbered, with the number that comes next in each series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.casework.office.number_format import NumberFormat
from desktop.casework.office.settings import OfficeSettings, SettingsView
from desktop.widgets.fields import Combo, TextField
from desktop.widgets.labels import Card, ElidedLabel, clear, heading, label, note, row
from desktop.widgets.tokens import NOTE
from resources.vocabulary import LetterKind

_WORDS = {
    "{code}": "{关区}",
    "{short}": "{代字}",
    "{year}": "{年}",
    "{serial:04}": "{四位号}",
    "{serial}": "{号}",
}
"""The placeholders of a format as the card shows them."""

_HINT = "{关区} 代码，{代字}，{年}，{号} 序号，{四位号} 补零到四位的序号"
_DAYS = range(5, 16)


def in_words(form: str) -> str:
    """A format with the names of its placeholders in Chinese."""
    for placeholder, word in _WORDS.items():
        form = form.replace(placeholder, word)
    return form


def in_placeholders(words: str) -> str:
    """A format as it is kept; placeholders typed as they are kept stay."""
    for placeholder, word in _WORDS.items():
        words = words.replace(word, placeholder)
    return words


def series_names(series: Mapping[LetterKind, str]) -> dict[str, list[LetterKind]]:
    """The formats of letters, each with all kinds that share it."""
    return {form: [kind for kind, other in series.items() if other == form] for form in series.values()}


class NumberCard(Card):
    """A field a series; the next number stands above it. ``days``: the time for corrections, laid out elsewhere."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self._request = TextField("申请编号格式")
        self._request_next = note()
        self.days = Combo("补正期限")
        self._letters: list[tuple[list[LetterKind], TextField]] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        for days in _DAYS:
            self.days.addItem(f"{days} 个工作日", days)
        self.body.addLayout(row(heading("编号"), note("每年从 1 起；右边是下一号"), None))
        self.body.addLayout(row(label("申请编号", second=True), None, self._request_next))
        self.body.addWidget(self._request)
        self.body.addLayout(self._lines)
        self.body.addWidget(note(_HINT, wrap=True))
        self.body.addStretch(1)
        self._request.edited.connect(lambda _text: self.edited.emit())
        self.days.activated.connect(lambda _place: self.edited.emit())

    def show_view(self, view: SettingsView) -> None:
        """Shows the formats as they stand."""
        settings = view.settings
        self._request.set_value(in_words(settings.request_number))
        self._request.set_wrong(False)
        self._request_next.setText(view.next_request_number)
        self.days.choose(settings.correction_days)
        clear(self._lines)
        self._letters = []
        for form, kinds in series_names(settings.letter_series or {}).items():
            names = "、".join(dict.fromkeys(kind.label.split("（")[0] for kind in kinds))
            field = TextField(f"{names}的发文字号格式")
            field.set_value(in_words(form))
            field.edited.connect(lambda _text: self.edited.emit())
            self._letters.append((kinds, field))
            following = note(view.next_letter_numbers.get(kinds[0], ""))
            line = row(ElidedLabel(names, NOTE, second=True), following)
            line.setStretch(0, 1)
            self._lines.addLayout(line)
            self._lines.addWidget(field)

    def typed(self, settings: OfficeSettings) -> OfficeSettings:
        """The settings with what the card says; kinds that share a series go on sharing it."""
        series = dict(settings.letter_series or {})
        for kinds, field in self._letters:
            series.update(dict.fromkeys(kinds, in_placeholders(field.value())))
        days = self.days.currentData()
        return replace(
            settings,
            request_number=in_placeholders(self._request.value()),
            letter_series=series,
            correction_days=settings.correction_days if days is None else days,
        )

    def mark_wrong(self, field: str) -> None:
        """Marks the formats that were refused, with the keys on the first; none where ``field`` is none of them."""
        wrong = [self._request] if field == "request_number" else []
        if field == "letter_series":
            wrong = [
                shown for _kinds, shown in self._letters if NumberFormat(in_placeholders(shown.value())).letter_fault()
            ]
        for shown in (self._request, *(shown for _kinds, shown in self._letters)):
            shown.set_wrong(shown in wrong)
        if wrong:
            wrong[0].setFocus()
