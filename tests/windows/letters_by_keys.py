"""What tests of letters do by keyboard: write a notice of correction or a reply, and confirm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel

if TYPE_CHECKING:
    from desktop.counter.letters import Letters
    from tests.windows.conftest import Keyboard

Settled = Callable[[], None]

TODAY = date(2026, 10, 16)


def words_on(letters: Letters) -> str:
    """All that is written on the screen."""
    return "\n".join(label.text() for label in letters.findChildren(QLabel) if label.isVisible())


def begin_correction_notice(keyboard: Keyboard, composed: Settled) -> None:
    keyboard.press("F2")
    composed()


def fill_correction_notice(keyboard: Keyboard, composed: Settled) -> None:
    """The two things that only staff can know, one after the other."""
    keyboard.write("写明要获取的信息的名称或者文号")
    composed()
    keyboard.press("Alt+Down")
    keyboard.write("可以写明制作机关和大致时间")
    composed()


def confirm(keyboard: Keyboard, settled: Settled, key: str) -> None:
    """The key, and Enter on the question that it asks."""
    keyboard.press(key)
    settled()
    assert QApplication.activeModalWidget() is not None
    keyboard.press("Return")
    settled()


def reply(letters: Letters, keyboard: Keyboard, composed: Settled, settled: Settled) -> None:
    """Replies that the information is not ours to disclose, by keys."""
    from desktop.counter.outcome_page import OutcomePage

    keyboard.press("F5")
    settled()
    page = letters.findChild(OutcomePage)
    assert page is not None
    tile = next(tile for tile in page.tiles() if tile.text() == "不属于本机关负责公开")
    keyboard.press(tile.key)
    composed()
    for _ in range(4):
        if letters.letter.issue_button.isEnabled():
            break
        keyboard.write("该信息由另一机关制作")
        composed()
        keyboard.press("Alt+Down")
    composed()
    confirm(keyboard, settled, "Ctrl+Return")
