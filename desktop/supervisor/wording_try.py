"""The words as they stand, tried a moment after the last key: their faults below them, the letter beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.casework.views import Paper
from desktop.casework.wording.wording_faults import PartFault
from desktop.casework.wording.wording_views import WordingDraft
from desktop.casework.wording.wordings import Wordings
from desktop.supervisor.wording_editor import WordingEditor
from desktop.supervisor.wording_side import WordingSide
from desktop.widgets.operations import Operations
from desktop.widgets.timers import once_after
from resources.messages import ShoubanError

_TRY_AFTER = 250


@dataclass(frozen=True, slots=True)
class _Tried:
    """The words as they stand: their faults, or the letter in them, or why it cannot be shown."""

    faults: tuple[PartFault, ...] = ()
    paper: Paper | None = None
    sentence: str = ""


class WordingTry(QObject):
    """``draft`` gives the words as they stand, None while no letter is on show."""

    def __init__(
        self,
        wordings: Wordings,
        operations: Operations,
        editor: WordingEditor,
        side: WordingSide,
        draft: Callable[[], WordingDraft | None],
    ) -> None:
        super().__init__(editor)
        self._wordings = wordings
        self._operations = operations
        self._editor = editor
        self._side = side
        self._draft = draft
        self._wait = once_after(self, _TRY_AFTER, self.now)

    @property
    def waits(self) -> bool:
        """Whether something was typed that is not tried yet."""
        return self._wait.isActive()

    def soon(self) -> None:
        """Tries them once the keys rest."""
        self._wait.start()

    def stop(self) -> None:
        """They need not be tried any more."""
        self._wait.stop()

    def now(self) -> None:
        """Tries them."""
        self.stop()
        draft = self._draft()
        if draft is None:
            return
        wordings, number, part = self._wordings, self._side.number.value(), self._editor.current or None

        def work() -> _Tried:
            if faults := wordings.faults(draft):
                return _Tried(faults=faults, sentence="用语有不妥之处，试填为改动以前的样子")
            try:
                return _Tried(paper=wordings.trial(draft, number, part))
            except ShoubanError as error:
                return _Tried(sentence=error.sentence())

        self._operations.run_query(self, work, self._show, lane="wording-trial")

    def _show(self, tried: _Tried) -> None:
        self._editor.show_faults(tried.faults)
        self._side.say(tried.sentence)
        if tried.paper is not None:
            self._side.preview.show_pdf(tried.paper.pdf)
