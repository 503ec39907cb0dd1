"""设置 → 打印与信封: each choice is kept, and a trial goes where it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.casework.sending.envelopes import Envelopes
from desktop.office import Office
from desktop.widgets.screen import Place
from desktop.widgets.workplace import PrintPurpose, load_workplace
from tests.windows.conftest import texts

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.supervisor.settings import SettingsScreen
    from tests.widgets.print_server import PrintServer
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]


@pytest.fixture
def settings(window: MainWindow, settled: Settled) -> SettingsScreen:
    from desktop.supervisor.parts import PRINTING
    from desktop.supervisor.settings import SettingsScreen

    screen = window.open_place(Place.SETTINGS)
    assert isinstance(screen, SettingsScreen)
    screen.show_section(PRINTING)
    settled()
    return screen


def test_without_a_print_server_it_says_where_papers_go(settings: SettingsScreen) -> None:
    said = " ".join(texts(settings.printing))
    assert "存为 PDF" in said
    assert "Errno" not in said, "a clerk reads a sentence, the log keeps the detail"


def test_the_envelope_is_moved_by_keyboard_and_tried(
    settings: SettingsScreen, keyboard: Keyboard, settled: Settled, office: Office, tmp_path: Path
) -> None:
    settings.printing.envelope.across.setFocus()
    keyboard.press("Down", "Down")
    settled()
    assert Envelopes(office.casework.context).settings().shift_x == 2
    keyboard.press("Ctrl+F")
    settled()
    assert (tmp_path / "papers" / "信封试印.pdf").exists()


def test_printer_copies_sides_and_tray_are_kept_at_this_workplace(
    settings: SettingsScreen, keyboard: Keyboard, settled: Settled, online: PrintServer
) -> None:
    online.add_printer("window", formats=("application/pdf", "image/urf"), command="/bin/true")
    settings.printing.load()
    settled()
    card = settings.printing.cards[PrintPurpose.PAPERS]
    assert card.printer.findData("window") > 0
    for letter, field, wanted in (
        ("A", card.printer, "window"),
        ("B", card.copies, 2),
        ("C", card.sides, "two-sided-long-edge"),
        ("D", card.tray, "manual"),
    ):
        keyboard.press(f"Alt+{letter}", *["Down"] * (field.findData(wanted) - field.currentIndex()))
        settled()
    kept = load_workplace().setup(PrintPurpose.PAPERS)
    assert (kept.printer, kept.copies, kept.sides, kept.tray) == ("window", 2, "two-sided-long-edge", "manual")
    assert "原件直送" in card.way.text()
    assert load_workplace().setup(PrintPurpose.ENVELOPES).printer is None
