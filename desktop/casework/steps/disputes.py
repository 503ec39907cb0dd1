"""Reviews and suits against a reply or an omission: filed, answered by the office, decided; with the limits of each.

Table 四 counts them by the day of the decision (law 4.4). The office's answer has a limit of its own, which stands in
今日 until the answer was sent or the dispute is decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.records import Changes, Dispute, Event, Json
from db.store import Reading, Writing
from desktop.casework.context import Context
from desktop.casework.office.settings import limit_settings, office_settings
from desktop.casework.requests.cases import Case, read_case
from desktop.casework.steps.dispute_views import (
    DisputeEntry,
    DisputesView,
    DisputeView,
    dispute_view,
    entry_of,
    facts_of,
    limits_line,
    replies_of,
    side_of,
    title_of,
    with_words,
)
from desktop.casework.steps.steps import amendment_event, amendment_refusal, append
from desktop.rules.disputes import (
    DisputeFault,
    TakenUp,
    dispute_fault,
    filing_fault,
    is_silent,
    may_be_disputed,
    taking_up_fault,
)
from desktop.rules.history import TAKEN_BACK, history
from desktop.rules.timeline import dispute_limits, time_limits
from resources.messages import ShoubanError, say
from resources.vocabulary import DisputeKind, DisputeResult, EventKind


class DisputeRefused(ShoubanError):
    """A review or suit that cannot be as it was entered; ``field`` names the fact."""

    key = "disputes.refused"

    def __init__(self, fault: DisputeFault) -> None:
        self.reason = say(f"disputes.fault.{fault.name}")
        super().__init__(reason=self.reason)
        self.field = fault.field


class DisputeVoid(ShoubanError):
    """A review or suit that was voided does not go on."""

    key = "disputes.void"

    def __init__(self, why: str) -> None:
        super().__init__(why=why)


class DisputeUnknown(ShoubanError):
    """The request has no review or suit of that id."""

    key = "disputes.unknown"


_OWN_FACTS = ("procedure", "answered_on")
"""Facts beyond the exchange format: they go out and come in as further keys."""


@dataclass(frozen=True)
class Disputes:
    """Reviews and suits of the office."""

    context: Context

    def of(self, number: str) -> DisputesView:
        """Those of a request. Raises ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
            office = case.request.office
            known = reading.disputes_of(office, number, with_void=True)
            letters = replies_of(reading, case)
            settings, own = office_settings(reading, office), limit_settings(reading, office)
        allowed = may_be_disputed(case.limits, case.today)
        return DisputesView(
            disputes=tuple(
                with_words(dispute_view(dispute, case.calendar, case.today, own), dispute, letters, _taken_up_for(case))
                for dispute in known
            ),
            closed=None if allowed else say("disputes.closed"),
            body=settings.remedy_body,
            court=settings.remedy_court,
            attacked=tuple(letters.items()),
            silent=is_silent(case.limits, case.today),
        )

    def effect(self, number: str, entry: DisputeEntry, dispute_id: str = "") -> str:
        """What follows from ``entry``: our limit for the answer, or that a new round is taken back.

        ``dispute_id``: of one that is recorded already.

        Raises ``DisputeRefused``, ``RequestNotFound``.
        """
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
            dispute = _dispute(case.request.office, dispute_id, number, entry)
            _refuse_impossible(reading, case, dispute)
        if _no_longer_corrected(case, dispute):
            _taking_back(case, dispute)
            return say("disputes.takes_back")
        line = limits_line(dispute_limits(dispute, case.calendar), entry)
        return line or say(f"disputes.{'no_copy' if entry.copy_received_on is None else 'no_duty'}")

    def file(self, number: str, entry: DisputeEntry) -> Changes:
        """Record a new review or suit. Raises ``DisputeRefused``, ``RequestNotFound``."""
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            if not may_be_disputed(case.limits, case.today):
                raise DisputeRefused(DisputeFault("filed_on", "too_early"))
            ending = case.limits.course.ending
            dispute = _dispute(case.request.office, _free_id(writing, case), number, entry)
            attacked = entry.letter or (None if ending is None else ending.letter)
            self._keep(writing, case, replace(dispute, letter=attacked), "filed")
        return Changes(requests=frozenset({number}))

    def go_on(self, number: str, dispute_id: str, entry: DisputeEntry, taken_up: TakenUp | None = None) -> Changes:
        """Record how a review or suit went on; ``taken_up``: its decision has the request answered anew.

        Where its result is mended to one that does not correct, a new round in which nothing was done is taken back.

        Raises ``DisputeRefused``, ``DisputeUnknown``, ``DisputeVoid``, ``RequestNotFound``.
        """
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            known = _standing(writing, case, dispute_id)
            changed = _dispute(case.request.office, dispute_id, number, entry)
            extra = {name: value for name, value in known.extra.items() if name not in _OWN_FACTS}
            kept = replace(changed, letter=entry.letter or known.letter, extra={**extra, **changed.extra})
            if _no_longer_corrected(case, kept):
                case = self._take_back(writing, case, kept)
            self._keep(writing, case, kept, "went_on")
            if taken_up is not None:
                self._take_up(writing, read_case(self.context, writing, number), kept, taken_up)
        return Changes(requests=frozenset({number}))

    def void(self, number: str, dispute_id: str, why: str) -> Changes:
        """One that was recorded by mistake stays with the reason and counts nowhere, not in table 四 either.

        A new round that it brought about, and in which nothing was done, is taken back.

        Raises ``DisputeRefused``, ``DisputeUnknown``, ``DisputeVoid``, ``RequestNotFound``.
        """
        if not why.strip():
            raise DisputeRefused(DisputeFault("why", "void_without_reason"))
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            known = _standing(writing, case, dispute_id)
            if known.id in _taken_up_for(case):
                case = self._take_back(writing, case, known)
            writing.put_dispute(replace(known, void_reason=why.strip()))
            note = say("disputes.note_voided", title=title_of(known), why=why.strip())
            append(self.context, writing, case, Event(kind=EventKind.NOTED, on=case.today, note=note))
        return Changes(requests=frozenset({number}))

    def again_due(self, number: str, entry: DisputeEntry, taken_up: TakenUp) -> str:
        """Until when the new reply is due. Raises ``DisputeRefused``, ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
        dispute = _dispute(case.request.office, "", number, entry)
        if fault := _taking_up_fault(taken_up, dispute, case):
            raise DisputeRefused(fault)
        after = time_limits(
            case.request.channel,
            (*case.request.events, _taken_up_event(dispute, taken_up)),
            case.calendar,
            case.today,
        )
        due = after.reply_due
        return say("disputes.again_unknown") if due is None else say("disputes.again_due", day=due)

    def _take_up(self, writing: Writing, case: Case, dispute: Dispute, taken_up: TakenUp) -> None:
        """A further round of the same number: the first result stands in its year, the limits run anew."""
        fault = _taking_up_fault(taken_up, dispute, case)
        if fault is None and dispute.id in _taken_up_for(case):
            fault = DisputeFault("received_on", "taken_up_twice")
        if fault is not None:
            raise DisputeRefused(fault)
        append(self.context, writing, case, _taken_up_event(dispute, taken_up))

    def _take_back(self, writing: Writing, case: Case, dispute: Dispute) -> Case:
        """The reply before stands again; the case after. Raises ``DisputeRefused`` once the new round went on."""
        append(self.context, writing, case, _taking_back(case, dispute))
        return read_case(self.context, writing, case.number)

    def _keep(self, writing: Writing, case: Case, dispute: Dispute, what: str) -> None:
        """Store it, with a note in the history of the request that says the same."""
        _refuse_impossible(writing, case, dispute)
        writing.put_dispute(dispute)
        said = "；".join(filter(None, (dispute.kind.label, dispute.body, *facts_of(entry_of(dispute)))))
        note = say(f"disputes.note_{what}", facts=said)
        append(self.context, writing, case, Event(kind=EventKind.NOTED, on=case.today, note=note))


def _refuse_impossible(reading: Reading, case: Case, dispute: Dispute) -> None:
    """Raises ``DisputeRefused`` for days that cannot be; the day of filing is looked at when it is new."""
    known = reading.dispute(case.request.office, dispute.id)
    fault = dispute_fault(dispute, case.today)
    if fault is None and (known is None or known.filed_on != dispute.filed_on):
        fault = filing_fault(dispute, case.limits)
    if fault is not None:
        raise DisputeRefused(fault)


def _standing(reading: Reading, case: Case, dispute_id: str) -> Dispute:
    """A review or suit of the request that was not voided. Raises ``DisputeUnknown``, ``DisputeVoid``."""
    known = reading.dispute(case.request.office, dispute_id)
    if known is None or known.request != case.number:
        raise DisputeUnknown
    if known.void_reason is not None:
        raise DisputeVoid(known.void_reason)
    return known


def _taking_up_fault(taken_up: TakenUp, dispute: Dispute, case: Case) -> DisputeFault | None:
    """Why a request cannot be taken up again so; None when it can. What a destroyed file asked for is gone."""
    if any(event.kind is EventKind.DESTROYED for event in case.request.events):
        return DisputeFault("received_on", "destroyed")
    return taking_up_fault(taken_up, dispute, case.limits, case.today)


def _taken_up_event(dispute: Dispute, taken_up: TakenUp) -> Event:
    result = dispute.result.label if dispute.result else ""
    title = title_of(dispute)
    facts: dict[str, Json] = {
        "why": say("disputes.taken_up", title=title, result=result),
        "dispute": dispute.id,
        "decision": say(f"disputes.decision_{side_of(dispute.kind)}", body=dispute.body or ""),
        "received_on": taken_up.received_on.isoformat(),
    }
    if taken_up.until is not None:
        facts["until"] = taken_up.until.isoformat()
    return Event(kind=EventKind.REOPENED, on=taken_up.received_on, facts=facts)


def _no_longer_corrected(case: Case, dispute: Dispute) -> bool:
    """Whether the request was taken up again for a result that the record has no more."""
    return dispute.id in _taken_up_for(case) and dispute.result is not DisputeResult.CORRECTED


def _taking_back(case: Case, dispute: Dispute) -> Event:
    """The amendment that takes the new round back. Raises ``DisputeRefused`` where something was done in it."""
    told = history(case.request.events)
    [place] = [
        each.place for each in told if each.kind is EventKind.REOPENED and each.event.text("dispute") == dispute.id
    ]
    why = say("disputes.taken_back", title=title_of(dispute))
    amendment = amendment_event(case.today, place, TAKEN_BACK, None, True, why)
    if amendment_refusal(case.request.events, amendment, case.today) is not None:
        raise DisputeRefused(DisputeFault("result", "taken_up_since"))
    return amendment


def _taken_up_for(case: Case) -> frozenset[str]:
    """The disputes whose decisions had the request taken up again."""
    events = (placed.event for placed in history(case.request.events))
    return frozenset(event.text("dispute") or "" for event in events if event.kind is EventKind.REOPENED)


def open_duties(context: Context, reading: Reading) -> list[tuple[Dispute, DisputeView]]:
    """The reviews and suits whose answer the office still owes, most urgent first."""
    office = context.office_in(reading)
    if not office:
        return []
    calendar, own, today = context.calendar(reading), limit_settings(reading, office), context.today()
    views = (
        (dispute, dispute_view(dispute, calendar, today, own))
        for dispute in reading.disputes(office)
        if dispute.filed_on <= today
    )
    owed = [(dispute, view) for dispute, view in views if view.band is not None]
    return sorted(owed, key=lambda pair: pair[1].answer_due or date.max)


def _dispute(office: str, dispute_id: str, number: str, entry: DisputeEntry) -> Dispute:
    return Dispute(
        office=office,
        id=dispute_id,
        request=number,
        kind=entry.kind,
        filed_on=entry.filed_on,
        body=entry.body.strip() or None,
        copy_received_on=entry.copy_received_on,
        decided_on=entry.decided_on,
        decision_served_on=entry.decision_served_on,
        result=entry.result,
        extra=_extra(entry),
    )


def _extra(entry: DisputeEntry) -> Mapping[str, Json]:
    """What the exchange format has no field for."""
    facts: dict[str, Json] = {}
    if entry.kind is DisputeKind.REVIEW:
        facts["procedure"] = entry.procedure.value
    if entry.answered_on is not None:
        facts["answered_on"] = entry.answered_on.isoformat()
    return facts


def _free_id(reading: Reading, case: Case) -> str:
    """``<number>-1``, the first that no dispute of the office has."""
    place = 1
    while reading.dispute_exists(case.request.office, f"{case.number}-{place}"):
        place += 1
    return f"{case.number}-{place}"
