"""设置 → 打印与信封: each choice is kept, and a trial goes where it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.casework.sending.envelopes import Envelopes
from desktop.office import Office
from desktop.widgets import cups
from desktop.widgets.cups import Abilities, Queue
from desktop.widgets.screen import Place
from desktop.widgets.workplace import PrintPurpose, load_workplace

if TYPE_CHECKING:
    from desktop.counter.main_window import MainWindow
    from desktop.supervisor.settings import SettingsScreen
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
    said = settings.printing._fault.text()
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
    settings: SettingsScreen, keyboard: Keyboard, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups, "queues", lambda: (Queue("counter", "一号窗口", default=True), Queue("back", "back")))
    monkeypatch.setattr(
        cups, "abilities", lambda _queue: Abilities(True, ("one-sided", "two-sided-long-edge"), ("main",))
    )
    settings.printing.load()
    settled()
    card = settings.printing.cards[PrintPurpose.PAPERS]
    card.printer.setFocus()
    keyboard.press("Down")
    settled()
    for field, times in ((card.copies, 1), (card.sides, 2), (card.tray, 1)):
        field.setFocus()
        keyboard.press(*["Down"] * times)
        settled()
    kept = load_workplace().setup(PrintPurpose.PAPERS)
    assert (kept.printer, kept.copies, kept.sides, kept.tray) == ("counter", 2, "two-sided-long-edge", "main")
    assert "原件直送" in card.way.text()
    assert load_workplace().setup(PrintPurpose.ENVELOPES).printer is None
