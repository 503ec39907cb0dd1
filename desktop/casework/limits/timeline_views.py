"""The history of a request as its page shows it: newest first, amendments visible, faults in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import SYSTEM_ACTOR, Attachment, Event, Letter, Request
from desktop.casework.day_words import month_day
from desktop.casework.letters.printed_days import overtaken_days, printed_with
from desktop.casework.requests.cases import Case
from desktop.casework.requests.late_entries import entered_late_on
from desktop.casework.sending.delivery_views import PROOF_HASH
from desktop.casework.steps.event_words import SEPARATOR, value_words
from desktop.casework.steps.particular_words import shown_value, without_names, words_on_screen
from desktop.casework.views import Chip, ChipKind, Mark, TimelineItem
from desktop.rules.history import history
from desktop.rules.particulars import CHANNEL, before_corrections, is_particular
from desktop.rules.timeline import time_limits
from resources.messages import say
from resources.vocabulary import Channel, EventKind

_SERIAL = re.compile(r"〔\d{4}〕(\d+)号$")
_DISC = frozenset({EventKind.REPLIED, EventKind.RETURNED, EventKind.SERVED})
_STANDSTILL = frozenset({EventKind.CONSULTED, EventKind.OPINION_RECEIVED})


@dataclass(frozen=True, slots=True)
class Papers:
    """The letters (by id) and files of a request."""

    letters: Mapping[str, Letter]
    attachments: Sequence[Attachment]


def timeline(case: Case, papers: Papers) -> tuple[TimelineItem, ...]:
    """The events of ``case`` up to its day, newest first; later ones of the same day first."""
    events = case.request.events
    current = {placed.place: placed.event for placed in history(events, case.today)}
    amendments = [(place, event) for place, event in enumerate(events) if event.kind is EventKind.AMENDED]
    shown = current | {place: event for place, event in amendments if event.on <= case.today}
    arrival = min(shown, key=lambda place: (shown[place].on, place), default=0)
    items = [_item(case, place, event, papers, with_files=place == arrival) for place, event in shown.items()]
    return tuple(sorted(items, key=lambda item: (item.on, item.place), reverse=True))


def letter_label(letter: Letter) -> str:
    """``登记回执 110号``; the kind alone where the letter has no number."""
    found = _SERIAL.search(letter.number or "")
    label = letter.kind.label
    return f"{label} {found[1]}号" if found else label


def printed_sentence(letters: Iterable[Letter]) -> str | None:
    """Which letters keep the day printed on them; None when there are none."""
    names = "、".join(letter_label(letter) for letter in letters)
    return say("corrections.printed", letters=names) if names else None


def timeline_note(case: Case, papers: Papers) -> str:
    """``最近在上；6 项，文书 5 件，附件 7 件``."""
    return say(
        "casework.timeline.note",
        events=sum(event.on <= case.today for event in case.request.events),
        letters=len(papers.letters),
        attachments=len(papers.attachments),
    )


def _item(case: Case, place: int, event: Event, papers: Papers, *, with_files: bool) -> TimelineItem:
    if event.kind is EventKind.AMENDED:
        return _amended_item(case, place, event, papers)
    amendment = _amendment_of(case, place)
    fault = next((fault for fault in case.limits.faults if fault.event == place), None)
    return TimelineItem(
        place=place,
        on=event.on,
        kind=event.kind,
        name=say("casework.timeline.asked_no_more") if _is_of_void_inquiry(case, event) else event.kind.label,
        facts=_facts(case, event),
        mark=_mark(case, event),
        chips=(*_letter_chips(event, papers), *(_file_chips(case, papers) if with_files else ())),
        struck=_struck(case, amendment) if amendment else None,
        note=_note(event, amendment),
        fault=None if fault is None else fault.sentence(),
    )


def _note(event: Event, amendment: Event | None) -> str | None:
    """What was noted with the event, and why it was corrected; why something was added stands with the addition."""
    if amendment is None or (event.note and amendment.facts.get("old") is None):
        return event.note
    return SEPARATOR.join(filter(None, (event.note, amendment.text("why")))) or None


def _amended_item(case: Case, place: int, event: Event, papers: Papers) -> TimelineItem:
    """A correction: who made it and why; for particulars the old value struck; letters that keep an old day."""
    field = event.text("field")
    by = None if event.actor == SYSTEM_ACTOR else say("corrections.by", name=event.actor)
    is_one = field is not None and is_particular(field)
    struck = shown_value(case.request, field, event.facts.get("old")) if field is not None and is_one else None
    words = words_on_screen(case.request, event)
    return TimelineItem(
        place=place,
        on=event.on,
        kind=event.kind,
        name=event.kind.label,
        facts=SEPARATOR.join(part for part in (words, by) if part),
        mark=Mark.RING,
        struck=struck,
        note=printed_sentence(_printed_before(case, place, event, papers)) or event.note,
    )


def _printed_before(case: Case, place: int, amendment: Event, papers: Papers) -> tuple[Letter, ...]:
    """The letters issued before the correction at ``place`` that hold a day it has overtaken."""
    if is_particular(amendment.text("field")) and amendment.text("field") != CHANNEL:
        return ()
    request, events, calendar = case.request, case.request.events, case.limits.calendar
    before, after = (
        time_limits(_channel_before(request, count), events[:count], calendar) for count in (place, place + 1)
    )
    earlier = {event.letter for event in events[:place]}
    letters = [letter for letter in papers.letters.values() if letter.id in earlier]
    return printed_with(letters, overtaken_days(before, after, amendment))


def _channel_before(request: Request, count: int) -> Channel:
    """The channel that stood when the first ``count`` events were recorded."""
    return before_corrections(request, count).channel


def _facts(case: Case, event: Event) -> str:
    words = [_whose(case, event), words_on_screen(case.request, event)]
    if _is_receipt(case, event):
        words.append(say("casework.timeline.receipt_day"))
    if (day := entered_late_on(event)) is not None:
        words.append(say("corrections.late_entry", day=month_day(day)))
    return SEPARATOR.join(part for part in words if part)


def _struck(case: Case, amendment: Event) -> str | None:
    """What stood before the correction, None where nothing stood."""
    old = amendment.facts.get("old")
    return None if old is None else without_names(case.request, value_words(amendment.text("field"), old))


def _whose(case: Case, event: Event) -> str | None:
    """Whose opinion came in, or whose inquiry came back: the event names it by its reference only."""
    ref = event.text("ref") if event.kind in (EventKind.OPINION_RECEIVED, EventKind.RETURNED) else None
    found = next((asked for asked in case.limits.course.consultations if ref is not None and asked.ref == ref), None)
    return None if found is None else found.name or found.party.label


def _is_of_void_inquiry(case: Case, event: Event) -> bool:
    """Whether an inquiry ends because its letter was voided: nothing came back by mail."""
    ref = event.text("ref") if event.kind is EventKind.RETURNED else None
    return ref is not None and any(asked.ref == ref and asked.void for asked in case.limits.course.consultations)


def _mark(case: Case, event: Event) -> Mark:
    if event.kind in _STANDSTILL:
        return Mark.STANDSTILL
    return Mark.DISC if event.kind in _DISC or _is_receipt(case, event) else Mark.RING


def _is_receipt(case: Case, event: Event) -> bool:
    """Whether the event made its day the receipt day."""
    arrivals = (EventKind.SUBMITTED, EventKind.SIGNED, EventKind.CONFIRMED)
    return event.kind in arrivals and event.on == case.limits.receipt and not case.limits.receipt_provisional


def _amendment_of(case: Case, place: int) -> Event | None:
    """The last amendment of the event at ``place`` up to the day."""
    found = None
    for event in case.request.events:
        if event.kind is not EventKind.AMENDED or event.on > case.today or is_particular(event.text("field")):
            continue
        if event.number("event") == place:
            found = event
    return found


def _letter_chips(event: Event, papers: Papers) -> tuple[Chip, ...]:
    """The letter of an event, also of its service: a file has several; before it the proof of the service."""
    proof = event.text(PROOF_HASH)
    proofs = (Chip(kind=ChipKind.ATTACHMENT, label=say("sending.proof"), target=proof, has_file=True),) if proof else ()
    letter = papers.letters.get(event.letter or "")
    if letter is None:
        return proofs
    label = letter_label(letter)
    if letter.void_reason is not None:
        label = say("casework.timeline.void_letter", label=label)
    return (*proofs, Chip(kind=ChipKind.LETTER, label=label, target=letter.id, has_file=letter.pages is not None))


def _file_chips(case: Case, papers: Papers) -> tuple[Chip, ...]:
    files = papers.attachments
    if not files:
        return ()
    if len(files) == 1:
        only = files[0]
        has_file = only.size is not None
        return (
            Chip(kind=ChipKind.ATTACHMENT, label=_paged(only.name, only.pages), target=only.sha256, has_file=has_file),
        )
    label = say("casework.timeline.files", name=files[0].name, count=len(files))
    pages = sum(file.pages or 0 for file in files)
    return (
        Chip(
            kind=ChipKind.ATTACHMENTS,
            label=_paged(label, pages or None),
            target=case.number,
            has_file=any(file.size is not None for file in files),
        ),
    )


def _paged(label: str, pages: int | None) -> str:
    return label if pages is None else say("casework.timeline.pages", label=label, pages=pages)
