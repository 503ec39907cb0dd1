"""The office's envelopes: size, printed boxes, and the shift by millimetres that its printer needs."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.casework.casework import Casework
from desktop.casework.sending.envelopes import MOST_SHIFT, Envelopes, EnvelopeSettings
from desktop.widgets.fields import CheckBox, Combo
from desktop.widgets.forms import field_name
from desktop.widgets.labels import Card, heading, note, row
from desktop.widgets.mnemonics import with_mnemonic
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.tokens import GRID

_FIRST_MNEMONIC = 8
_FIELD_WIDTH = 216
_HINT = "先打印测试页，放在真信封上对光看，偏多少毫米就移多少。已印红框的信封，打勾后只印文字。"


class EnvelopeCard(Card):
    """Each choice is kept at once, for the whole office."""

    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(spacing=GRID)
        self._envelopes = Envelopes(casework.context)
        self._operations = operations
        self.kind = Combo("信封规格")
        self.across = Combo("向右移动")
        self.down = Combo("向下移动")
        self.preprinted = CheckBox(with_mnemonic("信封已印邮政编码框和贴票框", _FIRST_MNEMONIC + 3))
        for code, name in Envelopes.sizes().items():
            self.kind.addItem(name, code)
        for field, ways in ((self.across, ("向右", "向左")), (self.down, ("向下", "向上"))):
            for shift in range(-MOST_SHIFT, MOST_SHIFT + 1):
                way = ways[shift < 0]
                field.addItem("不移动" if shift == 0 else f"{way} {abs(shift)} 毫米", shift)
        self.body.addLayout(row(heading("信封版面"), note("全单位共用"), None))
        line = row()
        for place, (name, field) in enumerate((("规格", self.kind), ("左右", self.across), ("上下", self.down))):
            field.setMinimumWidth(_FIELD_WIDTH)
            line.addWidget(field_name(with_mnemonic(name, _FIRST_MNEMONIC + place), field))
            line.addWidget(field)
            line.addSpacing(2 * GRID)
            field.activated.connect(lambda _: self._keep())
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addLayout(row(self.preprinted, None))
        self.body.addWidget(note(_HINT, wrap=True))
        self.preprinted.clicked.connect(lambda _: self._keep())

    def load(self) -> None:
        """Loads what is kept."""
        self._operations.run_query(self, self._envelopes.settings, self._show, lane="envelopes")

    def settings(self) -> EnvelopeSettings:
        """What is chosen."""
        return EnvelopeSettings(
            size=str(self.kind.currentData()),
            preprinted=self.preprinted.isChecked(),
            shift_x=int(self.across.currentData()),
            shift_y=int(self.down.currentData()),
        )

    def _show(self, kept: EnvelopeSettings) -> None:
        self.kind.choose(kept.size)
        self.across.choose(kept.shift_x)
        self.down.choose(kept.shift_y)
        self.preprinted.setChecked(kept.preprinted)

    def _keep(self) -> None:
        chosen, save = self.settings(), self._envelopes.save
        self._operations.run_change(
            self, lambda: save(chosen), lambda _: self.told.emit("信封版面已保存"), self._failed
        )

    def _failed(self, failure: Failure) -> None:
        self.told.emit(failure.sentence)
        self.load()
