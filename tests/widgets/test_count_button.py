"""A figure of 今日 in a narrow window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.widgets.count_button import CountButton
from resources.vocabulary import Band

NOTE = "今日寄出即为按期"


def test_a_note_without_room_ends_in_dots_and_is_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    button = CountButton("今日到期", Band.DUE_TODAY, "Alt+2")
    qtbot.addWidget(button)
    assert button.shown_figure == "…", "nothing was counted yet"
    button.show_count("今日到期", 2, NOTE)
    button.resize(220, 72)
    assert button.shown_note == NOTE
    button.resize(160, 72)
    assert button.shown_note.endswith("…")
    assert NOTE.startswith(button.shown_note.removesuffix("…"))
    assert button.toolTip() == NOTE
