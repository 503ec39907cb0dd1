"""The panels of a letter keep their rows for the next one: what the row said before is gone."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.casework.letters.letter_views import FactView, RemedyView, SentenceView
from desktop.casework.views import FieldType
from desktop.widgets.facts_panel import FactsPanel
from desktop.widgets.sentences_panel import SentencesPanel

REMEDY = RemedyView(code="none", heading="不附救济途径", lines=(), why="程序性文书，不附救济途径。")


def known(value: str, label: str = "收件人") -> FactView:
    return FactView(
        name="addressee", label=label, type=FieldType.TEXT, value=value, shown=value, missing=False, derived=True
    )


def missing() -> FactView:
    return FactView(
        name="addressee", label="收件人", type=FieldType.TEXT, value=None, shown="", missing=True, derived=False
    )


def said(panel: FactsPanel) -> set[str]:
    return {text.text() for text in panel.findChildren(QLabel) if text.isVisibleTo(panel)}


def test_a_quiet_row_serves_the_next_letter_with_its_own_value(qtbot: QtBot) -> None:
    panel = FactsPanel(date(2026, 10, 16))
    qtbot.addWidget(panel)
    panel.show_facts([known("张杰芳")])
    row = panel.field("addressee")
    panel.begin()
    assert panel.fields() == ()
    assert "张杰芳" not in said(panel)
    panel.show_facts([known("王䶮", "收件的第三方")])
    assert panel.field("addressee") is row
    assert {"王䶮", "收件的第三方"} <= said(panel)


def test_a_row_that_was_worked_in_is_thrown_away(qtbot: QtBot) -> None:
    panel = FactsPanel(date(2026, 10, 16))
    qtbot.addWidget(panel)
    panel.show_facts([missing()])
    row = panel.field("addressee")
    panel.begin()
    panel.show_facts([known("王䶮")])
    assert panel.field("addressee") is not row


def test_a_row_that_served_once_can_be_missing_in_the_next_letter(qtbot: QtBot) -> None:
    panel = FactsPanel(date(2026, 10, 16))
    qtbot.addWidget(panel)
    panel.show_facts([known("张杰芳")])
    panel.begin()
    panel.show_facts([missing()])
    assert panel.field("addressee").is_open
    assert panel.field("addressee").wants_attention


def test_rows_of_locked_sentences_serve_others_and_editable_ones_do_not(qtbot: QtBot) -> None:
    panel = SentencesPanel()
    qtbot.addWidget(panel)
    first = [
        SentenceView(id="opening", text="本机关收到申请。", locked=True, edited=False),
        SentenceView(id="reason", text="因人手不足。", locked=False, edited=True),
    ]
    panel.show_sentences(first, "2026-11", REMEDY)
    opening, reason = panel.row_text("opening"), panel.row_text("reason")
    panel.begin()
    second = [
        SentenceView(id="basis", text="经审查。", locked=True, edited=False),
        SentenceView(id="reason", text="因档案较多。", locked=False, edited=False),
    ]
    panel.show_sentences(second, "2026-11", REMEDY)
    assert panel.row_text("basis") is opening
    assert panel.row_text("basis").toPlainText() == "经审查。"
    assert panel.row_text("reason") is not reason
    assert panel.row_text("reason").toPlainText() == "因档案较多。"
