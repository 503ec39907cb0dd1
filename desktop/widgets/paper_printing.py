"""Printing and saving of papers from a screen: composed and printed in the worker thread, told in one sentence.

The job is followed afterwards; how it ended is told as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.casework.files import write_bytes
from desktop.casework.views import Paper
from desktop.widgets import system_printing
from desktop.widgets.file_dialogs import ask_target
from desktop.widgets.operations import Busy, Failure, Operations
from desktop.widgets.print_following import JobFollower
from desktop.widgets.printing import PrintResult, print_paper
from desktop.widgets.workplace import PrintPurpose


class PaperPrinting:
    """Belongs to one screen; ``tell`` writes into the status line."""

    def __init__(self, owner: QWidget, operations: Operations, tell: Callable[[str], None]) -> None:
        self._owner = owner
        self._operations = operations
        self._tell = tell

    def print_composed(
        self,
        compose: Callable[[], Paper],
        trigger: Busy | None = None,
        *,
        purpose: PrintPurpose = PrintPurpose.PAPERS,
        before: str = "",
    ) -> None:
        """Composes a paper and prints it; ``trigger`` is busy meanwhile. ``before`` stands before what is told."""

        def tell(sentence: str) -> None:
            self._tell(before + sentence)

        def printed(found: tuple[Paper, PrintResult]) -> None:
            paper, result = found
            tell(result.sentence)
            if result.job is not None:
                JobFollower(self._owner, self._operations, result.job, paper.name, self._tell)

        def composed(paper: Paper) -> None:
            system_printing.ask_for_printer(self._owner.window(), paper.name, partial(self._print_on, paper, tell))

        def work() -> tuple[Paper, PrintResult]:
            paper = compose()
            return paper, print_paper(paper, purpose=purpose)

        if system_printing.has_own_dialog():
            self._operations.run_query(self._owner, compose, composed, self._failed, trigger=trigger)
        else:
            self._operations.run_query(self._owner, work, printed, self._failed, trigger=trigger, outside=True)

    def _print_on(self, paper: Paper, tell: Callable[[str], None], printer: QPrinter | None) -> None:
        if printer is None:
            tell(system_printing.cancelled().sentence)
            return
        self._operations.run_query(
            self._owner,
            lambda: system_printing.print_on(printer, paper),
            lambda result: tell(result.sentence),
            self._failed,
        )

    def print_now(self, paper: Paper, trigger: Busy, *, before: str = "") -> None:
        """Prints a paper that is there."""
        self.print_composed(lambda: paper, trigger, before=before)

    def save(self, data: bytes, name: str) -> None:
        """Asks where to, then writes the bytes there."""
        kinds = f"*{Path(name).suffix}"
        ask_target(self._owner, "另存为", name, kinds, lambda path: self.save_to(path, data))

    def save_to(self, path: Path, data: bytes) -> None:
        """Writes the bytes to ``path``."""
        self._operations.run_query(self._owner, lambda: _write(path, data), self._tell, self._failed)

    def _failed(self, failure: Failure) -> None:
        self._tell(failure.sentence)


def _write(path: Path, data: bytes) -> str:
    write_bytes(path, data)
    return f"已保存到 {path}"
