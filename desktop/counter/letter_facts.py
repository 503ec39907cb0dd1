"""What is known of an issued letter, name by name: number, days, hash, and how it went out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.records import Letter
from desktop.casework.day_words import iso_weekday
from desktop.casework.sending.delivery_views import DeliveryRow
from desktop.widgets.labels import heading, label, rule
from desktop.widgets.tokens import CARD_GAP

_NAME_WIDTH = 104
_HASH_GROUP = 16


class FactRows(QWidget):
    """Names and values, one row each."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(_with_padding(heading("文书")))
        self._column.addWidget(rule())
        self._shown: list[QWidget] = []

    def show_rows(self, rows: list[tuple[str, str]]) -> None:
        """Shows other values."""
        for old in self._shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for name, value in rows:
            line = QWidget()
            inside = QHBoxLayout(line)
            inside.setContentsMargins(CARD_GAP, 6, CARD_GAP, 6)
            words = label(name, second=True)
            words.setFixedWidth(_NAME_WIDTH)
            inside.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
            text: QLabel = label(value, wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            inside.addWidget(text, 1)
            self._column.addWidget(line)
            hairline = rule("row")
            self._column.addWidget(hairline)
            self._shown += [line, hairline]


def _with_padding(words: QLabel) -> QLabel:
    words.setContentsMargins(CARD_GAP, 0, CARD_GAP, 0)
    words.setFixedHeight(32)
    return words


def letter_facts(
    letter: Letter, deliveries: Sequence[DeliveryRow], wording: str, *, several: bool
) -> list[tuple[str, str]]:
    """What is known of the letter, in reading order; ``several``: its applicants have copies of their own."""
    issued = "" if letter.issued_at is None else f"{letter.issued_at:%Y-%m-%d %H:%M}"
    rows = [
        ("文种", f"{letter.kind.paper_id} {letter.kind.label}"),
        ("发文字号", letter.number or "（无）"),
        ("成文日期", iso_weekday(letter.date)),
        ("申请编号", "、".join(letter.requests)),
        ("定稿", issued or "（由交换文件读入）"),
        ("用语版本", wording or "（无）"),
        ("校验值", f"SHA-256 {_grouped(letter.sha256)}" if letter.sha256 else "（无存档文件）"),
    ]
    for delivery in deliveries:
        words = _delivery_words(delivery)
        rows.append(("送达", f"{delivery.request}　{words}" if several else words))
    if letter.void_reason is not None:
        rows.append(("作废原因", letter.void_reason))
    return rows


def _grouped(digits: str) -> str:
    """A long number in groups, so that it can be read and may break over lines."""
    return " ".join(digits[start : start + _HASH_GROUP] for start in range(0, len(digits), _HASH_GROUP))


def _delivery_words(delivery: DeliveryRow) -> str:
    parts = [delivery.way_label]
    if delivery.entrusted_to:
        parts.append(f"委托{delivery.entrusted_to}")
    if delivery.posted_on is not None:
        parts.append(f"{iso_weekday(delivery.posted_on)} 交邮")
    elif not delivery.by_hand or delivery.signed_on is None:
        parts.append(f"{iso_weekday(delivery.sent_on)} 发出")
    if delivery.tracking_number:
        parts.append(f"邮件号 {delivery.tracking_number}")
    if delivery.signed_on is not None:
        parts.append(f"{iso_weekday(delivery.signed_on)} 签收")
    if delivery.returned_on is not None:
        parts.append(f"{iso_weekday(delivery.returned_on)} 退回")
    if delivery.proof:
        parts.append("凭证已存卷")
    if delivery.note:
        parts.append(delivery.note)
    return "，".join(parts)
