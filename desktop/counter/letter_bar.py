"""The foot of a letter being written: how the limit stands, what is missing, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.casework.letters.letter_views import LetterScreen
from desktop.widgets import theme
from desktop.widgets.action_bar import ActionBar
from desktop.widgets.badge import BandBadge
from desktop.widgets.buttons import Button, ButtonKind, secondary
from desktop.widgets.labels import label, note
from desktop.widgets.operations import Failure
from desktop.widgets.tokens import BODY, NOTE
from resources.vocabulary import Band

ISSUE_KEY = "Ctrl+Return"
_SHORT = 40
"""So many characters stand in one line beside the buttons."""


class LetterBar(ActionBar):
    """How the limit stands, what is still missing, 定稿 and 打印草稿."""

    def __init__(self) -> None:
        super().__init__()
        self._badge = BandBadge(Band.GREEN, "")
        self._limit = label("", second=True, wrap=True)
        self._state = note("", wrap=True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.issue = Button("定稿", ISSUE_KEY, kind=ButtonKind.PRIMARY, bound=False)
        self.print_draft = secondary("打印草稿", "Ctrl+P")
        self.merge = secondary("合并答复", "Ctrl+M")
        self.line.addWidget(self._badge)
        self.line.addWidget(self._limit, 1)
        self.line.addWidget(self._state, 1)
        for part in (self.merge, self.issue, self.print_draft):
            self.line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def await_letter(self) -> None:
        """Nothing can be done before the letter is there."""
        self._badge.hide()
        self._limit.setText("")
        self._state.setText("")
        self.issue.setEnabled(False)
        self.print_draft.setEnabled(False)
        self.merge.hide()

    def show_screen(self, screen: LetterScreen, *, batch: int = 0) -> None:
        """Shows limit and readiness; ``batch``: for so many requests at once."""
        self.issue.setText(f"成批定稿 {batch} 件" if batch else "定稿")
        self._badge.show_band(screen.band, screen.badge)
        self._badge.setVisible(bool(screen.badge))
        # Why no limit can be told is a long sentence; it must not make the window wider.
        self._limit.setFont(theme.font(NOTE if len(screen.limit_sentence) > _SHORT else BODY))
        self._limit.setText(screen.limit_sentence)
        missing = len(screen.missing)
        ready = f"还缺 {missing} 项，填齐后可定稿；定稿时取号" if missing else "定稿时取号"
        closed = "" if batch else screen.closed
        self._state.setText(f"现在不能定稿：{closed}" if closed else ready)
        self._state.setToolTip(closed)
        self.issue.setEnabled(not missing and not closed)
        self.print_draft.setEnabled(True)
        self.merge.setVisible(screen.mergeable and not batch)
        number = len(screen.draft.requests)
        self.merge.setText("合并答复" if number == 1 else f"合并答复 {number} 件")

    def refuse(self, failure: Failure) -> None:
        """Shows why the letter cannot be composed or issued."""
        self._state.setText(failure.sentence)
        self._state.setToolTip(failure.sentence)
