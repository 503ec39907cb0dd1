"""新收, step 1 收件: the channel decides the dates; one gold sentence says which day is the receipt day and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from desktop.casework.intake.intake_views import DateNote, IntakeDraft, IntakePreview, ReceiptExplained
from desktop.counter.attachment_list import AttachmentList
from desktop.counter.contact_log import ContactLog
from desktop.counter.intake_step import SECTION_GAP, IntakeStep, section
from desktop.widgets.buttons import small
from desktop.widgets.choices import Choice, ChoiceTiles
from desktop.widgets.date_field import WIDTH as DATE_WIDTH
from desktop.widgets.date_field import DateField
from desktop.widgets.fields import NumberField, TextField
from desktop.widgets.forms import LABEL_WIDTH, FormField
from desktop.widgets.labels import HintCard, content_text, heading, label, note, row
from resources.vocabulary import Channel

_TILES = (
    Choice(Channel.COUNTER, "当面", "", "1"),
    Choice(Channel.SIGNED_MAIL, "邮寄", "（签收）", "2"),
    Choice(Channel.ORDINARY_MAIL, "邮寄", "（平常信函）", "3"),
    Choice(Channel.WEB, "互联网", "", "4"),
    Choice(Channel.EMAIL, "电子邮件", "", "5"),
    Choice(Channel.FAX, "传真", "", "6"),
    Choice(Channel.ORAL, "口头", "（代为填写）", "7"),
)


@dataclass(frozen=True, slots=True)
class _Dates:
    """Which date fields a channel has (条例 31). ``arrival``: how the first day is called, None where it is signed."""

    arrival: str | None
    confirmed: bool = False
    is_today: bool = False


_DATES = {
    Channel.COUNTER: _Dates("提交日 (&D)", is_today=True),
    Channel.SIGNED_MAIL: _Dates(None),
    Channel.ORDINARY_MAIL: _Dates("到达日 (&D)", confirmed=True),
    Channel.WEB: _Dates("提交日 (&D)", confirmed=True),
    Channel.EMAIL: _Dates("到达日 (&D)", confirmed=True),
    Channel.FAX: _Dates("到达日 (&D)", confirmed=True),
    Channel.ORAL: _Dates("签字日 (&D)", is_today=True),
}


class ReceiptStep(IntakeStep):
    """Channel, dates, contact log, attachments."""

    def __init__(self, clock: Callable[[], datetime], today: date) -> None:
        super().__init__()
        self._today = today
        self._draft: IntakeDraft | None = None
        self._assumed: date | None = None
        """The day that a channel filled in by itself."""
        self.tiles = ChoiceTiles("收到渠道", _TILES)
        self.contacts = ContactLog(clock)
        self.attachments = AttachmentList()
        self._arrived = self.bind_date("arrived_on", FormField("到达日 (&D)", DateField("到达日", today)))
        self._signed = self.bind_date("signed_on", FormField("签收日 (&D)", DateField("签收日", today)))
        tracking = NumberField("邮件号", "挂号、特快专递或者快递单号")
        tracking.setMaximumWidth(2 * DATE_WIDTH)
        self._tracking = self.bind_text("tracking_number", FormField("邮件号 (&Y)", tracking, QWidget()))
        forwarded = TextField("转来部门", "由本关其他部门先收到的，写明部门；收到日不变")
        forwarded.setMaximumWidth(2 * DATE_WIDTH)
        self._forwarded = self.bind_text("forwarded_from", FormField("转来部门 (&Z)", forwarded, QWidget()))
        self._confirmed = self.bind_date("confirmed_on", FormField("确认日 (&Q)", DateField("确认日", today)))
        self._log = self._frames["contacts"] = FormField("联系记录", self.contacts)
        self._note_contact = small("记一次联系", "Alt+L")
        self.decision = Decision()
        self._lay_out()
        self.tiles.chosen.connect(self._choose_channel)
        self.contacts.edited.connect(self._log_contacts)
        self._note_contact.clicked.connect(self._begin_contact)
        self._show_channel(None)

    def show_draft(self, draft: IntakeDraft) -> None:
        self._draft = draft
        super().show_draft(draft)
        self.contacts.set_value(draft.contacts)
        self.attachments.show_files(draft.attachments)
        self._show_channel(draft.channel)

    def show_preview(self, draft: IntakeDraft, preview: IntakePreview) -> None:
        self._draft = draft
        self.attachments.show_files(draft.attachments)
        if draft.confirmed_on is None and not self._dates["confirmed_on"].edit.hasFocus():
            self._dates["confirmed_on"].set_day(_first_reached(draft))
        for name, field in self._dates.items():
            _show_reason(field, preview.date_notes.get(name))
        super().show_preview(draft, preview)
        self.decision.show_receipt(preview.receipt if draft.channel is not None else None)

    def set_today(self, today: date) -> None:
        """Another day has begun."""
        self._today = today
        for field in self._dates.values():
            field.set_today(today)

    def focus_first(self) -> None:
        self.tiles.focus_choice()

    def _lay_out(self) -> None:
        self._frames["channel"] = FormField(None, self.tiles)
        self._choices["channel"] = self.tiles
        column = self.column
        column.addLayout(section("收到渠道", "渠道决定下面的日期栏"))
        column.addWidget(self._frames["channel"])
        column.addSpacing(SECTION_GAP - 8)
        column.addLayout(row(heading("日期与收到日"), None, self._note_contact))
        for frame in (self._arrived, self._signed, self._tracking, self._forwarded, self._confirmed, self._log):
            column.addWidget(frame)
        column.addLayout(row(LABEL_WIDTH, self.decision, spacing=0))
        column.addSpacing(SECTION_GAP - 8)
        column.addWidget(self.attachments, 1)
        self.setTabOrder(self._dates["confirmed_on"].edit, self._note_contact)

    def _choose_channel(self, channel: Channel) -> None:
        self._touched.add("channel")
        values: dict[str, object] = {"channel": channel}
        arrived = self._dates["arrived_on"].day()
        if _DATES[channel].is_today and arrived is None:
            values["arrived_on"] = self._assumed = self._today
        elif not _DATES[channel].is_today and arrived is not None and arrived == self._assumed:
            # Only the channel that was chosen by a slip said that it came today.
            values["arrived_on"] = self._assumed = None
        if "arrived_on" in values:
            self._dates["arrived_on"].set_day(self._assumed)
        self._show_channel(channel)
        self.edited.emit(values)
        self.field_left.emit()

    def _show_channel(self, channel: Channel | None) -> None:
        dates = None if channel is None else _DATES[channel]
        self._arrived.setVisible(dates is not None and dates.arrival is not None)
        if dates is not None and dates.arrival is not None:
            self._arrived.set_text(dates.arrival)
        self._signed.setVisible(channel is Channel.SIGNED_MAIL)
        self._tracking.setVisible(channel is Channel.SIGNED_MAIL)
        self._forwarded.setVisible(channel not in (None, Channel.COUNTER, Channel.ORAL))
        confirmed = dates is not None and dates.confirmed
        for part in (self._confirmed, self._log, self._note_contact):
            part.setVisible(confirmed)

    def _begin_contact(self) -> None:
        self.contacts.begin_entry("" if self._draft is None else self._draft.phone)

    def _log_contacts(self, entries: object) -> None:
        self.edited.emit({"contacts": entries})
        self.field_left.emit()
        self._note_contact.setFocus()


def _show_reason(field: DateField, found: DateNote | None) -> None:
    """Writes beside a date what kind of day it is and what it does, or why it is no day."""
    if field.edit.malformed and not field.edit.hasFocus():
        field.set_reason("不是日期，请写成 2026-10-14 或者 1014。", refused=True)
    elif found is None:
        field.set_reason("")
    else:
        words = "。".join(part for part in (found.day_kind, found.sentence) if part)
        field.set_reason(words, refused=found.refused)


def _first_reached(draft: IntakeDraft) -> date | None:
    """The day of the first contact in which the applicant was reached: it confirms the request."""
    return min((entry.on for entry in draft.contacts if entry.reached), default=None)


_NO_CHANNEL = "选好渠道、填好日期，这里说明哪一天是收到日"


class Decision(HintCard):
    """The decisive sentence with its reason."""

    def __init__(self) -> None:
        super().__init__(decisive=True)
        self._sentence = content_text(bold=True)
        self._reason = label(wrap=True)
        self._wait = note(_NO_CHANNEL)
        for widget in (self._sentence, self._reason, self._wait):
            self.body.addWidget(widget)

    @property
    def text(self) -> str:
        """The sentence and its reason."""
        return self._sentence.text() + self._reason.text()

    def show_receipt(self, receipt: ReceiptExplained | None) -> None:
        """Shows which day is the receipt day."""
        decided = receipt is not None and bool(receipt.reason)
        self._sentence.setVisible(decided)
        self._reason.setVisible(decided)
        self._wait.setVisible(not decided)
        self._wait.setText(_NO_CHANNEL if receipt is None else receipt.sentence)
        if receipt is not None:
            self._sentence.setText(receipt.sentence)
            self._reason.setText(receipt.reason)
            self.setAccessibleName(f"{receipt.sentence}{receipt.reason}")
