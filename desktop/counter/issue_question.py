"""The question before a letter, or one letter for each request of a batch, becomes final."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.casework.letters.letter_views import LetterScreen
from desktop.widgets.confirm_dialog import ConfirmDialog


def issue_question(parent: QWidget, screen: LetterScreen, *, batch: int) -> ConfirmDialog:
    """Asks whether ``screen`` is to be issued; ``batch``: to how many requests each by itself, 0 for one letter."""
    return _for_batch(parent, screen, batch) if batch else _for_letter(parent, screen)


def _for_letter(parent: QWidget, screen: LetterScreen) -> ConfirmDialog:
    copies = f"　申请人 {screen.copies} 方，各一份" if screen.copies > 1 else ""
    lines = (
        f"{screen.title}　{'、'.join(screen.draft.requests)}{copies}",
        "定稿时取发文字号，生成正式文书并登记，之后内容不再改变。",
        "需要改动时只能作废后重新制作，字号保留在登记簿中。",
    )
    return ConfirmDialog(parent, "定稿并取号？", lines, "定稿")


def _for_batch(parent: QWidget, screen: LetterScreen, count: int) -> ConfirmDialog:
    lines = (
        f"{screen.title}　{count} 件",
        "填写的内容用于每一件；收件人、编号、日期和经过各按各件的登记。",
        "每件各取一号，各自登记；缺事实的列出，不影响其他。",
    )
    return ConfirmDialog(parent, "成批定稿？", lines, "成批定稿")
