"""设置 → 文书用语, by keyboard: wording a letter, its faults, its versions, drafts that wait, files out and in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.casework.wording.wording_views import WordingDraft
from desktop.counter.letters import Letters
from desktop.counter.main_window import MainWindow
from desktop.office import Office
from desktop.supervisor.parts import WORDING
from desktop.supervisor.settings import SettingsScreen
from desktop.supervisor.wording_page import WordingsPage
from desktop.widgets.screen import OpenLetter
from resources.vocabulary import LetterKind
from tests.counter_drafts import counter_draft
from tests.windows.conftest import Clock, Keyboard, texts

EXTENSION = LetterKind.EXTENSION_NOTICE
Settled = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, keyboard: Keyboard, settled: Settled) -> WordingsPage:
    """The section, opened from the search box by its name."""
    keyboard.press("Ctrl+Alt+6")
    settled()
    screen = window.screen_shown
    assert isinstance(screen, SettingsScreen)
    screen.show_section(WORDING)
    settled()
    return screen.wording


def at_rest(page: WordingsPage, qtbot: QtBot, settled: Settled) -> None:
    """All that was typed is tried and kept as a draft."""
    qtbot.waitUntil(lambda: page.at_rest, timeout=5000)
    settled()


def open_extension(page: WordingsPage, keyboard: Keyboard, settled: Settled) -> None:
    """The third letter of the list; the keys go to its first sentence."""
    page.letters.setFocus()
    keyboard.press("Home", "Down", "Down", "Return")
    settled()


def shown_versions(page: WordingsPage) -> str:
    return " ".join(found.text() for found in page.side.findChildren(QLabel))


def kept(office: Office, **changed: str) -> None:
    """A version of the extension notice that begins today."""
    wordings = office.casework.wordings
    draft = WordingDraft(
        kind=EXTENSION,
        texts={**wordings.page(EXTENSION).texts, **changed},
        effective_from=office.casework.context.today(),
        reason="统一用语",
        author="周宁",
    )
    wordings.save(draft)


def test_a_sentence_is_worded_and_kept_by_keys(
    office: Office, page: WordingsPage, keyboard: Keyboard, qtbot: QtBot, settled: Settled
) -> None:
    open_extension(page, keyboard, settled)
    assert page.kind is EXTENSION
    assert keyboard.focus is page.editor.field("reason")
    keyboard.press("Ctrl+A")
    keyboard.write("由于")
    keyboard.press("Ctrl+I")
    settled()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text().endswith("（必须有）")
    QTest.keyClick(menu, Qt.Key.Key_Return)
    keyboard.write("，不能按期答复。")
    at_rest(page, qtbot, settled)
    keyboard.press("Alt+R")
    keyboard.write("统一用语")
    keyboard.press("Ctrl+S")
    settled()
    versions = office.casework.wordings.page(EXTENSION).versions
    assert [version.version for version in versions] == [1, 0]
    assert (versions[0].author, versions[0].reason) == ("周宁", "统一用语")
    assert versions[0].effective_from == date(2026, 10, 16)
    assert versions[0].texts["reason"].startswith("由于〔")
    with office.casework.context.store.reading() as reading:
        own = reading.wording_on("天津海关", EXTENSION, date(2026, 10, 16))
    assert own is not None
    assert own.texts["reason"] == "由于{reason}，不能按期答复。"
    assert "第1版" in page.letters.lines[2].name
    assert keyboard.focus is page.editor.field("reason"), "the work goes on where it was"


def test_a_fault_stands_below_its_sentence_and_nothing_is_kept(
    office: Office, page: WordingsPage, keyboard: Keyboard, qtbot: QtBot, settled: Settled
) -> None:
    open_extension(page, keyboard, settled)
    before = page.side.preview.pdf()
    keyboard.press("Ctrl+A")
    keyboard.write("因〔不知道〕<b>&amp;</b>{0}，无法答复。")
    at_rest(page, qtbot, settled)
    assert any("〔不知道〕不是这种文书的占位符" in text for text in texts(page.editor))
    assert page.side.preview.pdf() == before
    keyboard.press("Ctrl+S")
    settled()
    assert any("〔不知道〕" in text for text in texts(page)), "the sentence stands beside the button too"
    assert office.casework.wordings.page(EXTENSION).versions[0].version == 0
    assert page.editor.field("reason").value() == "因〔不知道〕<b>&amp;</b>{0}，无法答复。", "nothing typed is lost"


def test_a_version_without_a_reason_is_sent_back_to_the_reason(
    office: Office, page: WordingsPage, keyboard: Keyboard, qtbot: QtBot, settled: Settled
) -> None:
    open_extension(page, keyboard, settled)
    keyboard.press("End")
    keyboard.write("特此说明。")
    keyboard.press("Ctrl+S")
    settled()
    assert keyboard.focus is page.terms.reason
    assert "没有保存：请写明修改的理由。" in texts(page)


def test_the_trial_follows_what_is_typed_and_prints_the_part_that_is_worded(
    page: WordingsPage, keyboard: Keyboard, qtbot: QtBot, settled: Settled
) -> None:
    open_extension(page, keyboard, settled)
    at_rest(page, qtbot, settled)
    before = page.side.preview.pdf()
    assert before
    keyboard.press("End")
    keyboard.write("特此说明。")
    at_rest(page, qtbot, settled)
    assert page.side.preview.pdf() != before


def test_fixed_sentences_cannot_take_the_keys_and_say_what_fixes_them(
    page: WordingsPage, keyboard: Keyboard, settled: Settled
) -> None:
    open_extension(page, keyboard, settled)
    assert any("条例第三十三条第二款" in text for text in texts(page.editor))
    with pytest.raises(KeyError):
        page.editor.field("extension")
    seen = set()
    for _ in range(14):
        keyboard.press("Tab")
        seen.add(keyboard.focus.accessibleName())
    assert "固定语句" not in seen


def test_what_was_typed_waits_as_a_draft_when_the_page_is_left(
    office: Office, window: MainWindow, page: WordingsPage, keyboard: Keyboard, qtbot: QtBot, settled: Settled
) -> None:
    open_extension(page, keyboard, settled)
    keyboard.press("End")
    keyboard.write("写到一半")
    keyboard.press("Ctrl+Alt+1")
    settled()
    draft = office.casework.wordings.page(EXTENSION).draft
    assert draft is not None
    assert draft.texts["reason"].endswith("写到一半")
    keyboard.press("Ctrl+Alt+6")
    settled()
    assert page.editor.field("reason").value().endswith("写到一半")
    assert "草稿" in page.letters.lines[2].name
    page.editor.field("reason").setFocus()
    keyboard.press("Escape")
    settled()
    keyboard.press("Escape")
    settled()
    assert page.editor.field("reason").value().endswith("写到一半"), "asked first"
    keyboard.press("Escape")
    settled()
    keyboard.press("Return")
    settled()
    page.editor.field("reason").setFocus()
    keyboard.press("End")
    keyboard.type("x")
    page.keep()
    settled()
    assert office.casework.wordings.page(EXTENSION).draft is not None
    keyboard.press("Backspace")
    page.keep()
    settled()
    assert office.casework.wordings.page(EXTENSION).draft is None, "what was typed and taken back is no draft"
    assert not page.editor.field("reason").value().endswith("写到一半")
    assert office.casework.wordings.page(EXTENSION).draft is None


def test_a_letter_that_is_left_and_opened_again_at_once_has_what_was_typed(
    page: WordingsPage, keyboard: Keyboard, qtbot: QtBot, settled: Settled
) -> None:
    open_extension(page, keyboard, settled)
    keyboard.press("End")
    keyboard.write("写到一半")
    page.show_letter(LetterKind.REFUSAL)
    page.show_letter(EXTENSION)
    settled()
    assert page.editor.field("reason").value().endswith("写到一半")


def test_an_earlier_version_comes_back_as_a_new_one(
    office: Office, page: WordingsPage, keyboard: Keyboard, clock: Clock, qtbot: QtBot, settled: Settled
) -> None:
    kept(office, reason="由于{reason}，不能答复。")
    kept(office, reason="鉴于{reason}，不能答复。")
    open_extension(page, keyboard, settled)
    page.side.which.focus_choice()
    keyboard.press("Right", "Space")
    settled()
    assert "<s>由</s>" in shown_versions(page)
    assert "<b><u>鉴</u></b>" in shown_versions(page)
    for _ in range(3):
        keyboard.press("Tab")
        if keyboard.focus.accessibleName() == "恢复第 1 版":
            break
    assert keyboard.focus.accessibleName() == "恢复第 1 版"
    keyboard.press("Space")
    at_rest(page, qtbot, settled)
    assert page.editor.field("reason").value().startswith("由于〔")
    keyboard.press("Ctrl+S")
    settled()
    newest = office.casework.wordings.page(EXTENSION).versions[0]
    assert (newest.version, newest.reason) == (3, "恢复第 1 版")
    assert newest.texts["reason"].startswith("由于〔")


def test_users_markup_in_a_version_is_shown_as_it_stands(
    office: Office, page: WordingsPage, keyboard: Keyboard, settled: Settled
) -> None:
    kept(office, reason="因{reason}<img src=x>&lt;，不能答复。")
    open_extension(page, keyboard, settled)
    assert "&lt;img src=x&gt;&amp;lt;" in shown_versions(page)


def test_a_set_goes_out_and_comes_in_after_a_look(
    office: Office, page: WordingsPage, keyboard: Keyboard, tmp_path: Path, settled: Settled
) -> None:
    file = tmp_path / "文书用语.json"
    page.files.export_to(file)
    settled()
    content = json.loads(file.read_text(encoding="utf-8"))
    entry = next(each for each in content["letters"] if each["letter"] == EXTENSION.value)
    next(each for each in entry["sentences"] if each["id"] == "reason")["text"] = "由于{reason}，不能按期答复。"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    page.files.examine(file)
    settled()
    assert any("将改动 1 份文书" in text for text in texts(page.files))
    assert office.casework.wordings.page(EXTENSION).versions[0].version == 0, "only looked at"
    assert keyboard.focus is page.files.terms.reason
    keyboard.press("Ctrl+Return")
    settled()
    assert "没有保存：请写明修改的理由。" in texts(page.files)
    keyboard.write("直属海关统一")
    keyboard.press("Ctrl+Return")
    settled()
    newest = office.casework.wordings.page(EXTENSION).versions[0]
    assert (newest.version, newest.reason) == (1, "直属海关统一")
    assert not page.files.isVisible()
    assert page.letters.hasFocus(), "the keys are on the list, not on what happens to come next"


def test_a_damaged_file_is_refused_in_one_sentence(
    office: Office, page: WordingsPage, tmp_path: Path, settled: Settled
) -> None:
    for name, data in (("a.json", b"{"), ("b.json", b"\xff\xfe\x00"), ("c.json", b"[]")):
        file = tmp_path / name
        file.write_bytes(data)
        page.files.examine(file)
        settled()
        assert not page.files.isVisible()
        assert any(text.startswith(("没有导入", "无法读取", "不能")) or name in text for text in texts(page)), name


def test_a_damaged_file_is_refused_beside_the_set_that_is_looked_at(
    office: Office, page: WordingsPage, tmp_path: Path, settled: Settled
) -> None:
    good, damaged = tmp_path / "a.json", tmp_path / "b.json"
    page.files.export_to(good)
    settled()
    damaged.write_bytes(b"{")
    for file in (good, damaged):
        page.files.examine(file)
        settled()
    assert page.files.isVisible()
    assert any(text.startswith("没有导入") for text in texts(page.files))
    assert any("导入“a.json”" in text for text in texts(page.files))


def test_the_issued_letter_tells_which_words_it_used_also_after_others_came(
    office: Office, window: MainWindow, clock: Clock, settled: Settled
) -> None:
    kept(office, reason="由于{reason}，不能按期答复。")
    casework = office.casework
    number = casework.intake.register(
        counter_draft(casework, name="王䶮", address="天津市和平区示例路10号", content="2025年天津关区高级认证企业名单")
    ).number
    facts = {"extension_days": 10, "reason": "检索量大", "approved_by": "吴敏", "approved_on": "2026-10-16"}
    letter = casework.letters.issue(replace(casework.letters.begin([number], EXTENSION).draft, values=facts)).letter
    before = casework.letters.pdf(letter.id).pdf
    kept(office, reason="鉴于{reason}，不能按期答复。")
    window.show_destination(OpenLetter(letter.id))
    settled()
    screen = window.screen_shown
    assert isinstance(screen, Letters)
    told = next(text for text in texts(screen) if "第 1 版" in text)
    assert told.startswith("本关第 1 版，2026年10月16日起用（周宁：统一用语）")
    assert screen.issued.preview.pdf() == before


def test_a_file_that_is_far_too_large_is_not_even_read(
    page: WordingsPage, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as made:
        made.truncate(3 << 30)
    page.files.examine(large)
    settled()
    assert "过大" in "".join(texts(page))


def test_a_change_that_a_coming_version_would_undo_is_said_before_it_is_saved(
    page: WordingsPage, keyboard: Keyboard, settled: Settled, qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    wordings = office.casework.wordings
    now = wordings.page(EXTENSION).texts
    later = {**now, "end": "特此告知，请知悉。"}
    wordings.save(
        WordingDraft(kind=EXTENSION, texts=later, effective_from=date(2026, 11, 1), reason="统一", author="周宁")
    )
    open_extension(page, keyboard, settled)
    keyboard.press("End")
    keyboard.write("特此说明。")
    at_rest(page, qtbot, settled)
    assert any("第 1 版（2026年11月1日起用）没有这里的改动" in text for text in texts(page))
    other = tmp_path / "set.json"
    words = office.casework.wording_files.write().decode()
    other.write_text(
        words.replace("因{reason}，无法在法定期限内答复。", "由于{reason}，不能按期答复。"), encoding="utf-8"
    )
    page.files.examine(other)
    settled()
    assert any(text.startswith("延期答复告知书：第 1 版（2026年11月1日起用）没有") for text in texts(page))
