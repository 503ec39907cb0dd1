"""Sending letters: by which way, on which day, with which proof; what comes back; the day's posting list.

By post the day of posting decides about time, by hand that of the signature; the first sending decides, a second one
after a return keeps its own days, and the applicant's limits run from his signature (国办公开办函〔2016〕235号).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.records import Attachment, Changes, Event, Json, Letter, Request
from db.store import Writing
from desktop.casework.context import Context
from desktop.casework.day_words import full_day
from desktop.casework.letters.kept_letters import letter_of, standing_requests
from desktop.casework.letters.letter_copies import SERVICE_OF
from desktop.casework.letters.letter_events import step_of
from desktop.casework.letters.letter_views import Service, ServiceProof
from desktop.casework.letters.reply_letters import SENT_NOTICES
from desktop.casework.page_count import page_count
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.sending.delivery_views import PROOF_HASH
from desktop.casework.steps.outside_values import OUTSIDE
from desktop.casework.steps.step_views import INQUIRIES
from desktop.casework.steps.steps import StepNotAllowed, amendment_event, amendment_refusal, append, refuse_closed
from desktop.rules.history import as_amended, history
from desktop.rules.mail_number import MailNumber, mail_number
from desktop.rules.notice_limits import notice_due
from desktop.rules.sendings import BY_HAND
from desktop.rules.working_days import CalendarMissing
from resources.messages import say
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, WayOfService

_WAY_ASKED_FOR: Mapping[WayOfService, Delivery] = {
    WayOfService.EMAIL: Delivery.EMAIL,
    WayOfService.FAX: Delivery.FAX,
}

_OF_ONE_WAY = ("posted_on", "tracking_number", "entrusted_to")
"""Facts that a service by another way does not have."""

_USUAL_WAY: Mapping[Delivery, WayOfService] = {
    Delivery.EMAIL: WayOfService.EMAIL,
    Delivery.FAX: WayOfService.FAX,
    Delivery.PICKUP: WayOfService.HAND,
}


@dataclass(frozen=True)
class Sending:
    """How letters go out and come back."""

    context: Context

    def serve(self, letter_id: str, service: Service, numbers: Sequence[str] = ()) -> Changes:
        """Record how a letter was sent, on every request that it answers, or on ``numbers`` of one copy.

        Raises ``StepNotAllowed``, ``LetterNotFound``.
        """
        with self.context.store.writing() as writing:
            letter = letter_of(self.context, writing, letter_id)
            for number in numbers or standing_requests(writing, letter):
                _serve(self.context, writing, number, letter.id, service)
        return Changes(requests=frozenset(numbers or letter.requests), letters=frozenset({letter_id}))

    def serve_reply(self, number: str, service: Service) -> Changes:
        """Record how the reply of one request was sent. Raises ``StepNotAllowed``, ``RequestNotFound``."""
        with self.context.store.writing() as writing:
            ending = read_case(self.context, writing, number).limits.course.ending
            letter = None if ending is None else ending.letter
            _serve(self.context, writing, number, None, service)
        return Changes(requests=frozenset({number}), letters=frozenset({letter} if letter else ()))

    def signed_for(self, letter_id: str, service: Service, numbers: Sequence[str] = ()) -> Changes:
        """Add what became known later to a service: the day of signature, the mail number. Raises as ``serve``."""
        facts = _known_later(service)
        with self.context.store.writing() as writing:
            letter = letter_of(self.context, writing, letter_id)
            for number in numbers or standing_requests(writing, letter):
                case = read_case(self.context, writing, number)
                _refuse_impossible(case, _later_facts(case, letter_id, facts))
                proof = _keep_proof(writing, case, letter_id, service.proof)
                append(self.context, writing, case, *_later_facts(case, letter_id, facts | proof))
        return Changes(requests=frozenset(numbers or letter.requests), letters=frozenset({letter_id}))

    def refusal(
        self, service: Service, letter_id: str | None, numbers: Sequence[str], *, known: bool = False
    ) -> StepNotAllowed | None:
        """Why a service cannot be recorded, with the field that is wrong; None when it can.

        ``letter_id`` None: that of the reply; ``known``: it was recorded before and only its facts are added to.
        """
        with self.context.store.reading() as reading:
            for number in numbers:
                case = read_case(self.context, reading, number)
                try:
                    if known and letter_id is not None:
                        _refuse_impossible(case, _later_facts(case, letter_id, _known_later(service)))
                    else:
                        refuse_closed(case, _served(case, letter_id, service))
                except StepNotAllowed as refused:
                    return refused
        return None

    def returned(self, letter_id: str, on: date, reason: str, numbers: Sequence[str] = ()) -> Changes:
        """Record that a letter came back undelivered: it has to be sent once more. Raises ``StepNotAllowed``."""
        facts: dict[str, Json] = {"reason": reason.strip()} if reason.strip() else {}
        with self.context.store.writing() as writing:
            letter = letter_of(self.context, writing, letter_id)
            for number in numbers or standing_requests(writing, letter):
                case = read_case(self.context, writing, number)
                event = Event(kind=EventKind.RETURNED, on=on, facts=facts, letter=letter.id)
                refuse_closed(case, event)
                append(self.context, writing, case, event)
        return Changes(requests=frozenset(numbers or letter.requests), letters=frozenset({letter_id}))

    def usual_way(self, numbers: Sequence[str], kind: LetterKind) -> WayOfService:
        """The way in which a letter of that kind to these requests is likely to go out. Raises ``RequestNotFound``."""
        if kind in OUTSIDE or not numbers:
            return WayOfService.POST
        with self.context.store.reading() as reading:
            return way_asked_for(read_case(self.context, reading, numbers[0]).request)

    def outlook(
        self,
        numbers: Sequence[str],
        way: WayOfService,
        day: date,
        kind: LetterKind | None = None,
        first_sent: date | None = None,
    ) -> str:
        """Whether a letter sent on ``day`` is in time, and what is odd about the way; ``kind`` None: the reply.

        ``first_sent``: when a notice or inquiry went out that came back. Raises ``RequestNotFound``.
        """
        with self.context.store.reading() as reading:
            cases = [read_case(self.context, reading, number) for number in numbers]
        if kind in INQUIRIES and first_sent is not None:
            return say("sending.second_inquiry")
        if kind in OUTSIDE:
            return say("sending.notice")
        if kind in SENT_NOTICES and first_sent is not None:
            return "\n".join((say("sending.second_notice", day=full_day(first_sent)), *_oddities(cases, way)))
        notice = kind in SENT_NOTICES
        times = _times_of_notice(cases, kind, way, day) if notice else _times(cases, way, day)
        return "\n".join(filter(None, (*times, *_oddities(cases, way))))


def way_asked_for(request: Request) -> WayOfService:
    """The way that follows from how the applicant wants the information."""
    return _USUAL_WAY.get(request.delivery, WayOfService.POST)


def goes_by_post(request: Request, letter: Letter) -> bool:
    """Whether a letter was posted, or, while no sending is recorded, is likely to be."""
    placed = history(request.events)
    sent = [each.event for each in placed if each.kind is EventKind.SERVED and each.event.letter == letter.id]
    if sent:
        return sent[-1].text("way") == WayOfService.POST
    return letter.kind in OUTSIDE or way_asked_for(request) is WayOfService.POST


def mail_number_words(text: str) -> str:
    """What is to be said of a mail number; nothing of an empty one."""
    if not text.strip():
        return ""
    return say(f"sending.mail_number.{mail_number(text).value}")


def is_warning(text: str) -> bool:
    """Whether a mail number should be looked at once more."""
    return bool(text.strip()) and mail_number(text) in (MailNumber.WRONG_CHECK, MailNumber.COURIER, MailNumber.UNKNOWN)


def _times(cases: Sequence[Case], way: WayOfService, day: date) -> list[str]:
    """The day against the limit; of several requests against the earliest."""
    sent = [case.limits.completed for case in cases if case.limits.course.services]
    if sent and all(case.limits.course.reply_returned for case in cases):
        return [say("sending.second", day=full_day(min(day for day in sent if day is not None)))]
    return _against([(case.limits.reply_due, case) for case in cases], way, day) or [say("sending.no_limit")]


def _times_of_notice(cases: Sequence[Case], kind: LetterKind | None, way: WayOfService, day: date) -> list[str]:
    """The day against the limit of a notice, where it has one; from its receipt the other side's time runs."""
    dated = [] if kind is None else [(notice_due(step_of(kind, None), case.limits), case) for case in cases]
    late = any(due is not None and day > due for due, _ in dated)
    follows = [say(f"sending.late_{kind}")] if late and kind in _FOLLOWS else []
    return [*_against(dated, way, day), *follows, say("sending.notice")]


_FOLLOWS = (LetterKind.CORRECTION_NOTICE, LetterKind.EXTENSION_NOTICE)
"""Notices whose late sending changes what the limits are."""


def _against(limits: Sequence[tuple[date | None, Case]], way: WayOfService, day: date) -> list[str]:
    """The day against the earliest limit; nothing where there is none."""
    dated = [(due, case) for due, case in limits if due is not None]
    if not dated:
        return []
    due, case = min(dated, key=lambda pair: pair[0])
    done = say(f"sending.done.{way.value}")
    if day <= due:
        return [say("sending.in_time", day=full_day(day), done=done, due=full_day(due))]
    try:
        late = case.limits.calendar.count(due, day)
    except CalendarMissing as missing:
        return [missing.sentence()]
    return [say("sending.late", day=full_day(day), done=done, due=full_day(due), days=late)]


def _oddities(cases: Sequence[Case], way: WayOfService) -> list[str]:
    return [say("sending.not_chosen", way=way)] if any(not _asked_for(case.request, way) for case in cases) else []


def _asked_for(request: Request, way: WayOfService) -> bool:
    """Electronic ways need the applicant's consent (民事诉讼法 90 by analogy); a platform is that of his request."""
    if way is WayOfService.WEB:
        return request.channel is Channel.WEB
    wanted = _WAY_ASKED_FOR.get(way)
    return wanted is None or request.delivery is wanted


def _serve(context: Context, writing: Writing, number: str, letter: str | None, service: Service) -> None:
    case = read_case(context, writing, number)
    event = _served(case, letter, service)
    refuse_closed(case, event)
    proof = _keep_proof(writing, case, event.letter or "", service.proof)
    append(context, writing, case, replace(event, facts={**event.facts, **proof}))


def _served(case: Case, letter: str | None, service: Service) -> Event:
    """The event of a service; one that names no letter is that of the reply."""
    ending = case.limits.course.ending
    letter = letter if letter is not None or ending is None else ending.letter
    facts = _service_facts(service)
    return Event(kind=EventKind.SERVED, on=service.on, facts=facts, note=service.note.strip() or None, letter=letter)


def _refuse_impossible(case: Case, added: Sequence[Event]) -> None:
    """Raises ``StepNotAllowed`` where what is added to a service cannot have been so."""
    events = case.request.events
    for event in added:
        if reason := amendment_refusal(events, event, case.today):
            raise StepNotAllowed(EventKind.SERVED, reason, event.text("field"))
        events = (*events, event)


def _keep_proof(writing: Writing, case: Case, letter: str, proof: ServiceProof | None) -> dict[str, Json]:
    """Keep the file that proves a sending with the request; the fact that the event holds of it."""
    if proof is None:
        return {}
    sha256 = hashlib.sha256(proof.data).hexdigest()
    kept = Attachment(
        office=case.request.office,
        request=case.number,
        name=proof.name,
        media_type=proof.media_type,
        sha256=sha256,
        pages=page_count(proof.media_type, proof.data),
        extra={SERVICE_OF: letter},
    )
    writing.add_attachment(kept, proof.data)
    return {PROOF_HASH: sha256}


def _service_facts(service: Service) -> dict[str, Json]:
    facts: dict[str, Json] = {"way": service.way.value}
    if service.posted_on is not None:
        facts["posted_on"] = service.posted_on.isoformat()
    if service.signed_on is not None:
        facts["signed_on"] = service.signed_on.isoformat()
    texts = {"tracking_number": service.tracking_number, "entrusted_to": service.entrusted_to.strip()}
    return facts | {name: text for name, text in texts.items() if text}


def _known_later(service: Service) -> dict[str, Json]:
    """What is added to a service; the day that decides is the event's own where no other fact holds it."""
    facts = _service_facts(service)
    if service.note.strip():
        facts["note"] = service.note.strip()
    dated = service.way in BY_HAND or service.posted_on is not None
    return facts if dated else facts | {"on": service.on.isoformat()}


def _later_facts(case: Case, letter_id: str, facts: Mapping[str, Json]) -> list[Event]:
    """``amended`` events that add ``facts`` to the last service of the letter."""
    events = case.request.events
    places = [
        place
        for place, event in enumerate(events)
        if event.kind is EventKind.SERVED and event.letter in (letter_id, None)
    ]
    if not places:
        raise StepNotAllowed(EventKind.SERVED, say("casework.letter.not_served"))
    served = as_amended(events, places[-1])
    known = {**served.facts, "on": served.on.isoformat(), "note": served.note}
    if facts.get("way", known.get("way")) != known.get("way"):
        # What belongs to the way that was recorded by mistake goes with it.
        facts = {**dict.fromkeys(_OF_ONE_WAY), **facts}
    why = say("casework.letter.signed_for")
    return [
        amendment_event(case.today, places[-1], name, known.get(name), value, why)
        for name, value in facts.items()
        if known.get(name) != value
    ]
