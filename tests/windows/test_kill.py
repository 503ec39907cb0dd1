"""The program is killed while a clerk types: what was typed is offered again."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from desktop.office import open_office
from tests.windows.conftest import Clock

TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.app import application, open_main_window
from desktop.office import open_office
from desktop.widgets.screen import NewIntake

made = application()
window = open_main_window(open_office(Path(sys.argv[1])))
QTest.qWaitForWindowActive(window)
window.show_destination(NewIntake())
intake = window.screen_shown
intake.keeper.saved.connect(lambda moment: print("saved", flush=True))
intake.go_to(1)
QTest.keyClicks(QApplication.focusWidget(), "Wang U+2CC56")
QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
made.exec()
"""


def test_what_was_typed_survives_a_kill_and_is_offered_again(store_file: Path, clock: Clock) -> None:
    typing = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(store_file)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert typing.stdout is not None
    assert typing.stdout.readline() == "saved\n"
    typing.send_signal(signal.SIGKILL)
    typing.wait()
    typing.stdout.close()
    office = open_office(store_file, clock=clock)
    try:
        drafts = office.casework.intake.drafts()
        assert [office.casework.intake.draft(draft.id).name for draft in drafts] == ["Wang 𬱖"]
        assert office.casework.safekeeping.check().ok
    finally:
        office.close()
