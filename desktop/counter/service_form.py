"""送达: how a letter went out, on which day, with which mail number and proof. By post the day of posting decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Service
from desktop.casework.sending.delivery_views import DeliveryRow
from desktop.casework.sending.sending import is_warning, mail_number_words
from desktop.casework.steps.steps import StepNotAllowed
from desktop.counter.proof_file import ProofFile, with_proof
from desktop.counter.step_frame import StepFrame
from desktop.widgets.date_field import NO_SUCH_DAY, DateField
from desktop.widgets.editors import TextEditor
from desktop.widgets.fields import Combo, NumberField, TextField
from desktop.widgets.labels import HintCard, label, note, set_ink
from desktop.widgets.operations import Failure, Operations
from resources.vocabulary import WayOfService

_DAY_NAMES: Mapping[WayOfService, str] = MappingProxyType(
    {
        WayOfService.POST: "交邮日",
        WayOfService.HAND: "签收日",
        WayOfService.ENTRUSTED: "签收日",
        WayOfService.EMAIL: "发出日",
        WayOfService.FAX: "发出日",
        WayOfService.WEB: "发出日",
    }
)

_DECIDES: Mapping[WayOfService, str] = MappingProxyType(
    {
        WayOfService.POST: "以交邮之日判断是否按期；应当通过邮政企业寄送，不得到付。",
        WayOfService.HAND: "以签收之日判断是否按期；送达回证由受送达人签名，两名送达人签名。",
        WayOfService.ENTRUSTED: "委托其他行政机关代为送达，以签收之日判断是否按期。",
        WayOfService.EMAIL: "以发出之日判断是否按期；申请人选择电子邮件的方可使用，留下已发邮件作凭证。",
        WayOfService.FAX: "以发出之日判断是否按期；留下传真报告作凭证。",
        WayOfService.WEB: "以发出之日判断是否按期；留下平台的发送记录作凭证。",
    }
)
"""国办公开办函〔2016〕235号."""

_TO_NOTE: Mapping[WayOfService, str] = MappingProxyType(
    {
        WayOfService.HAND: "代收的：姓名、关系；拒收而留置的：事由、见证人、拍照录像",
        WayOfService.ENTRUSTED: "委托函文号；代收、拒收的：姓名、事由、见证人",
    }
)
"""民事诉讼法 88, 89 by analogy: who took it, and before whom it was left with him, belong to the proof."""

ADDING = "补登送达"
"""The title of the form in which a service is added to."""

_SIGNED = (WayOfService.HAND, WayOfService.ENTRUSTED)
_SENT_ONLINE = (WayOfService.EMAIL, WayOfService.WEB, WayOfService.FAX)


class ServiceForm(StepFrame):
    """Records a service. ``serve`` is run in the worker thread, and so is ``warn``: what the letter lacks for a way.

    ``outlook`` and ``check`` are run there, too: what a service does to the limit, and why it cannot be recorded;
    ``sent``: the service that was recorded already, to which something is added.
    """

    def __init__(
        self,
        casework: Casework,
        operations: Operations,
        serve: Callable[[Service], Changes],
        *,
        title: str = "登记送达",
        subject: str = "",
        way: WayOfService = WayOfService.POST,
        outlook: Callable[[Service], str] | None = None,
        warn: Callable[[WayOfService], str | None] = lambda _: None,
        check: Callable[[Service], StepNotAllowed | None] = lambda _: None,
        sent: DeliveryRow | None = None,
    ) -> None:
        super().__init__(title, subject, "登记送达")
        self._casework = casework
        self._operations = operations
        self._serve = serve
        self._subject = subject
        self._outlook = outlook
        self._warn = warn
        self._check = check
        self._adding = sent is not None
        self._today = casework.context.today()
        self.way = Combo("送达方式")
        for each in WayOfService:
            self.way.addItem(each.label, each)
        self.way.choose(way)
        self.day = DateField("日期", self._today)
        self.day.set_day(self._today)
        self.tracking = NumberField("邮件号")
        self._mail_words = note("", wrap=True)
        self.signed = DateField("签收日", self._today)
        self.agency = TextField("受委托机关")
        self.proof = ProofFile()
        self.note = TextEditor("备注")
        self._decides = label("", wrap=True)
        self.warning = label("", bold=True, wrap=True)
        self._lay_out()
        self._connect()
        if sent is not None:
            self._take_over(sent)
        self._show_way()
        self._ask_day()

    def complete(self) -> bool:
        return self.day.day() is not None and not self._signed_malformed()

    def typed(self) -> bool:
        return self.proof.path() is not None or super().typed()

    def focus_first(self) -> None:
        if self.day.day() is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._signed_malformed() or (self._adding and self._chosen_way() not in _SIGNED):
            self.signed.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._chosen_way() is WayOfService.POST and not self.tracking.value():
            self.tracking.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.way.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        service = self.service()
        if self._signed_malformed():
            self._refuse_signed()
            self.signed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if service is None:
            self.refuse("请填写日期")
            self.focus_first()
            return
        serve, path = self._serve, self.proof.path()
        self._operations.run_change(
            self, lambda: serve(with_proof(service, path)), self._done, self._failed, trigger=self.confirm_button
        )

    def service(self) -> Service | None:
        """The service as it was typed, without its proof; None without a day."""
        day = self.day.day()
        if day is None:
            return None
        way = self._chosen_way()
        posted = way is WayOfService.POST
        return Service(
            way=way,
            on=day,
            posted_on=day if posted else None,
            signed_on=day if way in _SIGNED else self.signed.day(),
            tracking_number=self.tracking.value().strip().upper() if posted else "",
            entrusted_to=self.agency.value() if way is WayOfService.ENTRUSTED else "",
            note=str(self.note.value() or ""),
        )

    def _refuse_signed(self) -> None:
        self._mark(self.signed)
        self.refuse_field(self._signed_line, NO_SUCH_DAY)

    def _signed_left(self) -> None:
        """A day that there is not is told as soon as it is typed, not only when it is to be recorded."""
        if self._signed_malformed():
            self._refuse_signed()

    def _signed_malformed(self) -> bool:
        return self._chosen_way() not in _SIGNED and self.signed.edit.malformed

    def _take_over(self, sent: DeliveryRow) -> None:
        """Shows what is known of the service; its day stays what it was."""
        if sent.way is not None:
            self.way.choose(sent.way)
        self.day.set_day(sent.posted_on or sent.sent_on)
        self.tracking.set_value(sent.tracking_number)
        self.signed.set_day(sent.signed_on)
        self.agency.set_value(sent.entrusted_to)
        self.note.set_value(sent.note)

    def _lay_out(self) -> None:
        hint = HintCard()
        hint.body.addWidget(self._decides)
        hint.body.addWidget(self.warning)
        self.add_field("送达方式", self.way)
        self._day_line = self.add_field("日期", self.day)
        self._agency_line = self.add_field("受委托机关", self.agency, required=False)
        self._tracking_line = self.add_field("邮件号", self.tracking, required=False)
        self.fields.addWidget(self._mail_words)
        self._signed_line = self.add_field("签收日", self.signed, required=False)
        self.add_field("凭证", self.proof, required=False)
        self.add_field("备注", self.note, required=False)
        self.fields.addWidget(hint)

    def _connect(self) -> None:
        self.way.currentIndexChanged.connect(lambda _: self._way_chosen())
        self.day.chosen.connect(lambda _: self._ask_day())
        self.signed.chosen.connect(lambda _: self._ask_outlook())
        self.signed.left.connect(self._signed_left)
        self.tracking.edited.connect(lambda _: self._show_mail_number())

    def _chosen_way(self) -> WayOfService:
        return WayOfService(self.way.currentData())

    def _way_chosen(self) -> None:
        self._show_way()
        self._ask_outlook()

    def _show_way(self) -> None:
        way = self._chosen_way()
        self._day_line.rename(_DAY_NAMES[way])
        self.day.edit.setAccessibleName(_DAY_NAMES[way])
        self._decides.setText(_DECIDES[way])
        self._tracking_line.setVisible(way is WayOfService.POST)
        self._signed_line.setVisible(way not in _SIGNED)
        arrival = "对方收到日" if way in _SENT_ONLINE else "签收日"
        self._signed_line.rename(arrival)
        self.signed.edit.setAccessibleName(arrival)
        self._agency_line.setVisible(way is WayOfService.ENTRUSTED)
        self.proof.expect("已发邮件、传真报告或者平台记录" if way in _SENT_ONLINE else "送达回证、邮件详情单的扫描件")
        self.note.set_hint(_TO_NOTE.get(way, ""))
        self._show_mail_number()
        warn = self._warn
        self._operations.run_query(self, lambda: warn(way), self._show_warning, self._failed, lane="service_warning")

    def _show_warning(self, sentence: str | None) -> None:
        self.warning.setText(sentence or "")
        self.warning.setVisible(bool(sentence))

    def _show_mail_number(self) -> None:
        """The check digit warns and never blocks."""
        text = self.tracking.value() if self._chosen_way() is WayOfService.POST else ""
        self._mail_words.setText(mail_number_words(text))
        self._mail_words.setVisible(bool(self._mail_words.text()))
        set_ink(self._mail_words, "gold" if is_warning(text) else "second")

    def _ask_day(self) -> None:
        day = self.day.day()
        if day is None:
            self.day.set_reason(NO_SUCH_DAY if self.day.edit.malformed else "请填写日期", refused=False)
            return
        kind = self._casework.calendars.day_kind
        self._operations.run_query(
            self, lambda: kind(day), lambda words: self.day.set_reason(words), self._failed, lane="service_day"
        )
        self._ask_outlook()

    def _ask_outlook(self) -> None:
        """Whether the service can be, and its day against the limit."""
        if self._signed_malformed():
            return
        service, outlook, check = self.service(), self._outlook, self._check
        if service is None or outlook is None:
            return

        def ask() -> StepNotAllowed | str:
            return check(service) or outlook(service)

        self._operations.run_query(self, ask, self._show_outlook, self._failed, lane="service_outlook")

    def _show_outlook(self, found: StepNotAllowed | str) -> None:
        if isinstance(found, str):
            self._mark(None)
            self.show_words(found)
        else:
            self._refuse_at(found)

    def _refuse_at(self, refused: StepNotAllowed) -> None:
        """Marks the day that cannot be, and says why below it."""
        field = self._field_of(refused)
        self._mark(field)
        if field is None:
            self.refuse(refused.reason)
        else:
            self.refuse_field(self._signed_line if field is self.signed else self._day_line, refused.reason)

    def _field_of(self, refused: StepNotAllowed) -> DateField | None:
        by_hand = self._chosen_way() in _SIGNED
        fields = {"on": self.day, "posted_on": self.day, "signed_on": self.day if by_hand else self.signed}
        return fields.get(refused.field or "")

    def _mark(self, field: DateField | None) -> None:
        for each in (self.day, self.signed):
            each.set_wrong(each is field)

    def _done(self, _: Changes) -> None:
        self.recorded.emit(f"{self._subject}　已登记送达" if self._subject else "已登记送达")

    def _failed(self, failure: Failure) -> None:
        if isinstance(failure.cause, StepNotAllowed) and (field := self._field_of(failure.cause)) is not None:
            self._refuse_at(failure.cause)
            field.ask_again()
            return
        self.refuse(failure.sentence)
        self.focus_first()
