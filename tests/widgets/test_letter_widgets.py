"""Parts of the letters screen: growing texts, editors of facts, the facts and sentences panels, the PDF preview."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from db.records import Json
from desktop.casework.letters.letter_views import FactView, RemedyView, SentenceView
from desktop.casework.views import ChoiceView, FieldType
from desktop.widgets.date_field import NO_SUCH_DAY
from desktop.widgets.editors import Editor, editor_of
from desktop.widgets.facts_panel import FactsPanel
from desktop.widgets.growing_text import GrowingText
from desktop.widgets.pdf_preview import PdfPreview
from desktop.widgets.sentences_panel import SentencesPanel
from tests.widgets.showing import put

TODAY = date(2026, 10, 16)
NO_REMEDY = RemedyView(code="none", heading="不附救济途径", lines=(), why="程序性文书，不附救济途径。")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    made.resize(344, 560)
    qtbot.addWidget(made)
    return made


def commit(text: str) -> None:
    """What an input method commits to the field that has the focus."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_text_is_as_high_as_its_lines(page: QWidget, qtbot: QtBot) -> None:
    text = GrowingText("理由")
    put(page, text)
    one_line = text.height()
    text.set_value("公开会使该企业失去议价优势。" * 10)
    qtbot.waitUntil(lambda: text.height() > 2 * one_line)
    text.set_value("短")
    qtbot.waitUntil(lambda: text.height() == one_line)


def test_enter_ends_a_paragraph_text_and_pasted_line_breaks_become_blanks(page: QWidget, qtbot: QtBot) -> None:
    text = GrowingText("理由")
    put(page, text)
    text.setFocus()
    QGuiApplication.clipboard().setText("第一行\n第二行")
    QTest.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(text.finished):
        QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.toPlainText() == "第一行 第二行"


def test_showing_a_text_with_a_gap_tells_no_edit(page: QWidget, qtbot: QtBot) -> None:
    text = GrowingText("语句")
    put(page, text)
    with qtbot.assertNotEmitted(text.edited, wait=200):
        text.set_value("见附件，共〔页数〕页。")


def test_the_year_of_a_document_number_is_no_gap(page: QWidget) -> None:
    text = GrowingText("语句")
    put(page, text)
    text.set_value("依据国办函〔2020〕109号，应缴〔应缴金额〕元。")
    layout = text.document().firstBlock().layout()
    marked = [text.toPlainText()[mark.start : mark.start + mark.length] for mark in layout.formats()]
    assert marked == ["〔应缴金额〕"]


@pytest.mark.parametrize(
    ("type_", "typed", "value"),
    [
        (FieldType.TEXT, "关税处", "关税处"),
        (FieldType.NUMBER, "12", 12),
        (FieldType.DATE, "2026-10-14", "2026-10-14"),
    ],
)
def test_an_editor_gives_the_json_value_of_what_was_typed(
    page: QWidget, type_: FieldType, typed: str, value: Json
) -> None:
    editor = editor_of("事实", type_, (), TODAY)
    put(page, editor)
    editor.setFocus()
    commit(typed)
    assert editor.value() == value


def test_a_list_of_texts_has_one_a_line(page: QWidget) -> None:
    editor = editor_of("补正事项", FieldType.TEXTS, (), TODAY)
    put(page, editor)
    editor.setFocus()
    commit("身份证明")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    commit("联系方式")
    assert editor.value() == ["身份证明", "联系方式"]


def test_an_empty_editor_gives_nothing(page: QWidget) -> None:
    for type_ in FieldType:
        editor: Editor = editor_of("事实", type_, (ChoiceView(code="a", label="甲"),), TODAY)
        nothing: Json = [] if type_ is FieldType.PEOPLE else None
        assert editor.value() == nothing, type_


def test_many_choices_become_a_list_that_keys_choose_from(page: QWidget, qtbot: QtBot) -> None:
    choices = tuple(ChoiceView(code=code, label=f"第{code}种情形") for code in "abcd")
    editor = editor_of("情形", FieldType.CHOICE, choices, TODAY)
    put(page, editor)
    editor.setFocus()
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert editor.value() == "a"


def fact(
    name: str,
    *,
    missing: bool = False,
    derived: bool = False,
    value: Json = None,
    type_: FieldType = FieldType.TEXT,
) -> FactView:
    return FactView(
        name=name,
        label=name,
        type=type_,
        value=value,
        shown="" if value is None else str(value),
        missing=missing,
        derived=derived,
    )


FACTS = (
    fact("收件人", derived=True, value="王䶮"),
    fact("理由", missing=True),
    fact("页数", missing=True),
    fact("附注"),
    fact("补正日", derived=True),
)


def shown(panel: FactsPanel) -> set[str]:
    QTest.qWait(1)
    return {one.text() for one in panel.findChildren(QLabel) if one.isVisible()}


def names(panel: FactsPanel) -> list[str]:
    return [field.fact.name for field in panel.fields()]


def test_what_is_missing_stands_on_top_and_what_the_file_cannot_tell_is_left_out(page: QWidget) -> None:
    panel = FactsPanel(TODAY)
    put(page, panel)
    panel.show_facts(FACTS)
    assert names(panel) == ["理由", "页数", "收件人", "附注"]
    panel.focus_first()
    assert panel.field("理由").has_focus_inside()


def test_the_next_missing_fact_is_one_key_away_and_comes_round_again(page: QWidget) -> None:
    panel = FactsPanel(TODAY)
    put(page, panel)
    panel.show_facts(FACTS)
    panel.focus_first()
    panel.focus_next_missing()
    assert panel.field("页数").has_focus_inside()
    panel.focus_next_missing()
    assert panel.field("理由").has_focus_inside()


def test_enter_leads_from_a_missing_fact_to_the_next(page: QWidget) -> None:
    panel = FactsPanel(TODAY)
    put(page, panel)
    panel.show_facts(FACTS)
    panel.focus_first()
    commit("公开会损害其合法权益")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert panel.field("页数").has_focus_inside()


def test_what_is_no_day_is_said_once_the_user_goes_on(page: QWidget) -> None:
    panel = FactsPanel(TODAY)
    put(page, panel)
    facts = (fact("发布日期", type_=FieldType.DATE, missing=True), fact("理由", missing=True))
    panel.show_facts(facts)
    panel.focus_first()
    QTest.keyClicks(focus(), "2026-02-30")
    panel.show_facts(facts)
    assert NO_SUCH_DAY not in shown(panel), "nobody is interrupted"
    panel.focus_next_missing()
    assert NO_SUCH_DAY in shown(panel)
    panel.show_facts(facts)
    assert NO_SUCH_DAY in shown(panel)
    panel.field("发布日期").focus_editor()
    QTest.keyClick(focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focus(), "2026-02-20")
    panel.show_facts((fact("发布日期", type_=FieldType.DATE, value="2026-02-20"), facts[1]))
    panel.focus_next_missing()
    assert NO_SUCH_DAY not in shown(panel)


def test_a_fact_that_is_filled_keeps_its_place_until_the_user_leaves_it(page: QWidget, qtbot: QtBot) -> None:
    panel = FactsPanel(TODAY)
    put(page, panel)
    panel.show_facts(FACTS)
    panel.focus_first()
    with qtbot.waitSignal(panel.edited) as edited:
        commit("公开会损害其合法权益")
    assert edited.args == ["理由", "公开会损害其合法权益"]
    filled = (FACTS[0], fact("理由", value="公开会损害其合法权益"), *FACTS[2:])
    panel.show_facts(filled)
    assert panel.field("理由").is_open
    panel.focus_next_missing()
    assert not panel.field("理由").is_open
    assert names(panel)[0] == "理由", "rows do not move while the user works in one of them"
    panel.field("收件人").focus_editor()
    assert names(panel) == ["页数", "收件人", "理由", "附注"]


def test_a_fact_that_a_choice_calls_for_comes_up_behind_it_and_is_the_next(page: QWidget) -> None:
    panel = FactsPanel(TODAY)
    put(page, panel)
    panel.show_facts((fact("方式", missing=True), fact("账户", missing=True), FACTS[0]))
    panel.focus_first()
    panel.show_facts((fact("页数", missing=True), fact("账户", missing=True), fact("方式", value="按量"), FACTS[0]))
    assert names(panel) == ["方式", "页数", "账户", "收件人"]
    panel.focus_next_missing()
    assert panel.field("页数").has_focus_inside()
    after = focus().nextInFocusChain()
    while not after.accessibleName():
        after = after.nextInFocusChain()
    assert panel.field("账户").isAncestorOf(after), "Tab follows the column"


def test_a_filled_fact_opens_by_enter_and_closes_by_escape_a_derived_one_does_not_open(page: QWidget) -> None:
    panel = FactsPanel(TODAY)
    put(page, panel)
    panel.show_facts((FACTS[0], fact("理由", value="已写明")))
    panel.field("理由").focus_editor()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert panel.field("理由").is_open
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not panel.field("理由").is_open
    panel.field("收件人").focus_editor()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert not panel.field("收件人").is_open


def sentence(name: str, text: str, *, locked: bool = False, edited: bool = False) -> SentenceView:
    return SentenceView(id=name, text=text, locked=locked, edited=edited)


def test_a_sentence_in_which_the_user_works_keeps_his_words(page: QWidget, qtbot: QtBot) -> None:
    panel = SentencesPanel()
    put(page, panel)
    law, own = sentence("law", "根据《条例》第三十三条。", locked=True), sentence("own", "因工作量较大。")
    panel.show_sentences((law, own), "2026-11", NO_REMEDY)
    text = panel.row_text("own")
    text.setFocus()
    with qtbot.waitSignal(panel.edited) as edited:
        commit("甲")
    assert edited.args[0] == "own"
    panel.show_sentences((law, sentence("own", "因其他原因。", edited=True)), "2026-11", NO_REMEDY)
    assert "甲" in text.toPlainText()
    text.clearFocus()
    panel.show_sentences((law, own), "2026-11", NO_REMEDY)
    assert text.toPlainText() == "因工作量较大。"


def test_a_locked_sentence_is_read_only_and_no_tab_stop(page: QWidget) -> None:
    panel = SentencesPanel()
    put(page, panel)
    panel.show_sentences((sentence("law", "特此告知。", locked=True),), "2026-11", NO_REMEDY)
    assert panel.row_text("law").isReadOnly()
    assert panel.row_text("law").focusPolicy() is Qt.FocusPolicy.NoFocus


def pdf(pages: int, word: str = "A") -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in range(pages):
        canvas.drawString(100, 700, f"{word} {page}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_new_version_keeps_the_page_that_is_read(page: QWidget) -> None:
    preview = PdfPreview()
    put(page, preview)
    preview.show_pdf(pdf(3))
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert preview.current_page() == 1
    preview.show_pdf(pdf(3, "B"))
    assert (preview.page_count(), preview.current_page()) == (3, 1)
    preview.show_pdf(pdf(1))
    assert (preview.page_count(), preview.current_page()) == (1, 0)


def test_the_preview_shows_exactly_the_bytes_it_was_given(page: QWidget) -> None:
    preview = PdfPreview()
    put(page, preview)
    given = pdf(2)
    preview.show_pdf(given)
    assert preview.pdf() == given


def test_pages_do_not_turn_beyond_the_ends(page: QWidget) -> None:
    preview = PdfPreview()
    put(page, preview)
    preview.show_pdf(pdf(2))
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert preview.current_page() == 1
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert preview.current_page() == 0


def test_more_digits_than_a_number_of_the_office_has_are_refused_as_text(page: QWidget) -> None:
    editor = editor_of("件数", FieldType.NUMBER, (), TODAY)
    for text in ("9" * 13, "9" * 5_000):
        editor.set_value(text)
        assert editor.value() == text
