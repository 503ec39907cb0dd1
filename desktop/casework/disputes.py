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
from desktop.casework.cases import Case, read_case
from desktop.casework.context import Context
from desktop.casework.settings import LimitSettings, limit_settings, office_settings
from desktop.casework.steps import append
from desktop.rules.disputes import (
    DisputeFault,
    ProcedureKind,
    TakenUp,
    answered_on,
    dispute_fault,
    may_be_disputed,
    procedure_of,
    taking_up_fault,
)
from desktop.rules.history import history
from desktop.rules.standing import band_of
from desktop.rules.timeline import DisputeLimits, dispute_limits, time_limits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import ShoubanError, say
from resources.vocabulary import Band, DisputeKind, DisputeResult, EventKind


class DisputeRefused(ShoubanError):
    """A review or suit that cannot be as it was entered; ``field`` names the fact."""

    key = "disputes.refused"

    def __init__(self, fault: DisputeFault) -> None:
        self.reason = say(f"disputes.fault.{fault.name}")
        super().__init__(reason=self.reason)
        self.field = fault.field


class DisputeUnknown(ShoubanError):
    """The request has no review or suit of that id."""

    key = "disputes.unknown"


_OWN_FACTS = ("procedure", "answered_on")
"""Facts beyond the exchange format: they go out and come in as further keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEntry:
    """What the form says of a review or suit; None where it is not known yet."""

    kind: DisputeKind = DisputeKind.REVIEW
    filed_on: date
    body: str = ""
    copy_received_on: date | None = None
    procedure: ProcedureKind = ProcedureKind.ORDINARY
    answered_on: date | None = None
    decided_on: date | None = None
    decision_served_on: date | None = None
    result: DisputeResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """A review or suit as the page of its request shows it. ``band`` None: no duty of ours is open.

    ``taken_up``: its decision had the request answered anew.
    """

    id: str
    entry: DisputeEntry
    title: str
    line: str
    band: Band | None
    badge: str
    answer_due: date | None
    suit_due: date | None
    taken_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputesView:
    """All reviews and suits of a request. ``closed``: why none can be recorded now; ``body``, ``court``: as set."""

    disputes: tuple[DisputeView, ...]
    closed: str | None
    body: str
    court: str


@dataclass(frozen=True)
class Disputes:
    """Reviews and suits of the office."""

    context: Context

    def of(self, number: str) -> DisputesView:
        """Those of a request. Raises ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
            office = case.request.office
            known = reading.disputes_of(office, number)
            settings, own = office_settings(reading, office), limit_settings(reading, office)
        allowed = may_be_disputed(case.limits, case.today)
        return DisputesView(
            disputes=tuple(
                _with_round(dispute_view(dispute, case.calendar, case.today, own), _taken_up_for(case))
                for dispute in known
            ),
            closed=None if allowed else say("disputes.closed"),
            body=settings.remedy_body,
            court=settings.remedy_court,
        )

    def effect(self, entry: DisputeEntry) -> str:
        """What follows from ``entry``: our limit for the answer. Raises ``DisputeRefused``."""
        with self.context.store.reading() as reading:
            calendar = self.context.calendar(reading)
        if fault := dispute_fault(_dispute("", "", "", entry), self.context.today()):
            raise DisputeRefused(fault)
        line = _limits_line(dispute_limits(_dispute("", "", "", entry), calendar), entry)
        return line or say(f"disputes.{'no_copy' if entry.copy_received_on is None else 'no_duty'}")

    def file(self, number: str, entry: DisputeEntry) -> Changes:
        """Record a new review or suit. Raises ``DisputeRefused``, ``RequestNotFound``."""
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            if not may_be_disputed(case.limits, case.today):
                raise DisputeRefused(DisputeFault("filed_on", "too_early"))
            ending = case.limits.course.ending
            dispute = _dispute(case.request.office, _free_id(writing, case), number, entry)
            self._keep(writing, case, replace(dispute, letter=None if ending is None else ending.letter), "filed")
        return Changes(requests=frozenset({number}))

    def go_on(self, number: str, dispute_id: str, entry: DisputeEntry, taken_up: TakenUp | None = None) -> Changes:
        """Record how a review or suit went on; ``taken_up``: its decision has the request answered anew.

        Raises ``DisputeRefused``, ``DisputeUnknown``, ``RequestNotFound``.
        """
        with self.context.store.writing() as writing:
            case = read_case(self.context, writing, number)
            known = {one.id: one for one in writing.disputes_of(case.request.office, number)}.get(dispute_id)
            if known is None:
                raise DisputeUnknown
            changed = _dispute(case.request.office, dispute_id, number, entry)
            extra = {name: value for name, value in known.extra.items() if name not in _OWN_FACTS}
            kept = replace(changed, letter=known.letter, extra={**extra, **changed.extra})
            self._keep(writing, case, kept, "went_on")
            if taken_up is not None:
                self._take_up(writing, read_case(self.context, writing, number), kept, taken_up)
        return Changes(requests=frozenset({number}))

    def again_due(self, number: str, entry: DisputeEntry, taken_up: TakenUp) -> str:
        """Until when the new reply is due. Raises ``DisputeRefused``, ``RequestNotFound``."""
        with self.context.store.reading() as reading:
            case = read_case(self.context, reading, number)
        dispute = _dispute(case.request.office, "", number, entry)
        if fault := taking_up_fault(taken_up, dispute, case.limits, case.today):
            raise DisputeRefused(fault)
        after = time_limits(
            case.request.channel,
            (*case.request.events, _taken_up_event(dispute, taken_up)),
            case.calendar,
            case.today,
            with_days=False,
        )
        due = after.reply_due
        return say("disputes.again_unknown") if due is None else say("disputes.again_due", day=due)

    def _take_up(self, writing: Writing, case: Case, dispute: Dispute, taken_up: TakenUp) -> None:
        """A further round of the same number: the first result stands in its year, the limits run anew."""
        fault = taking_up_fault(taken_up, dispute, case.limits, case.today)
        if fault is None and dispute.id in _taken_up_for(case):
            fault = DisputeFault("received_on", "taken_up_twice")
        if fault is not None:
            raise DisputeRefused(fault)
        append(self.context, writing, case, _taken_up_event(dispute, taken_up))

    def _keep(self, writing: Writing, case: Case, dispute: Dispute, what: str) -> None:
        """Store it, with a note in the history of the request that says the same."""
        if fault := dispute_fault(dispute, case.today):
            raise DisputeRefused(fault)
        writing.put_dispute(dispute)
        said = "；".join(filter(None, (dispute.kind.label, dispute.body, *_facts(_entry(dispute)))))
        note = say(f"disputes.note_{what}", facts=said)
        append(self.context, writing, case, Event(kind=EventKind.NOTED, on=case.today, note=note))


def _taken_up_event(dispute: Dispute, taken_up: TakenUp) -> Event:
    result = dispute.result.label if dispute.result else ""
    title = "　".join(filter(None, (dispute.kind.label, dispute.body)))
    facts: dict[str, Json] = {
        "why": say("disputes.taken_up", title=title, result=result),
        "dispute": dispute.id,
        "decision": say(f"disputes.decision_{_side(dispute.kind)}", body=dispute.body or ""),
        "received_on": taken_up.received_on.isoformat(),
    }
    if taken_up.until is not None:
        facts["until"] = taken_up.until.isoformat()
    return Event(kind=EventKind.REOPENED, on=taken_up.received_on, facts=facts)


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


def dispute_view(dispute: Dispute, calendar: WorkingCalendar, today: date, own: LimitSettings) -> DisputeView:
    """A review or suit as it stands on ``today``."""
    entry, limits = _entry(dispute), dispute_limits(dispute, calendar)
    owes = entry.copy_received_on is not None and entry.answered_on is None and entry.decided_on is None
    band = band_of(limits.answer_due, today, calendar, own.thresholds) if owes else None
    return DisputeView(
        id=dispute.id,
        entry=entry,
        title="　".join(filter(None, (dispute.kind.label, dispute.body))),
        line="；".join(filter(None, (*_facts(entry), _limits_line(limits, entry)))),
        band=band,
        badge="" if band is None else _badge(dispute.kind, band, limits.answer_due, today, calendar),
        answer_due=limits.answer_due,
        suit_due=limits.suit_due,
    )


def _with_round(view: DisputeView, taken_up: frozenset[str]) -> DisputeView:
    if view.id not in taken_up:
        return view
    line = "；".join(filter(None, (view.line, say("disputes.taken_up_line"))))
    return replace(view, line=line, taken_up=True)


def _facts(entry: DisputeEntry) -> list[str]:
    """What is known, in the order in which it happens."""
    days = ("filed_on", "copy_received_on", "answered_on", "decided_on", "decision_served_on")
    said = [say(f"disputes.said.{name}", day=day) for name in days if (day := getattr(entry, name)) is not None]
    if entry.procedure is ProcedureKind.SIMPLE and entry.kind is DisputeKind.REVIEW:
        said.append(say("disputes.said.simple"))
    return [*said, *([entry.result.label] if entry.result else [])]


def _limits_line(limits: DisputeLimits, entry: DisputeEntry) -> str:
    if entry.decided_on is not None:
        return "" if limits.suit_due is None else say("disputes.suit_due", day=limits.suit_due)
    if entry.answered_on is not None or limits.answer_due is None:
        return ""
    return say(f"disputes.answer_due_{_side(entry.kind)}", day=limits.answer_due)


def _side(kind: DisputeKind) -> str:
    return "review" if kind is DisputeKind.REVIEW else "suit"


def _badge(kind: DisputeKind, band: Band, due: date | None, today: date, calendar: WorkingCalendar) -> str:
    """复议 余 3 天, 诉讼逾期 2 天, 复议 今日到期."""
    name = say(f"disputes.{_side(kind)}")
    if band in (Band.DUE_TODAY, Band.UNKNOWN) or due is None:
        return f"{name} {band.label}"
    try:
        days = calendar.count(due, today) if band is Band.OVERDUE else calendar.count(today, due)
    except CalendarMissing:
        return f"{name} {band.label}"
    if band is Band.OVERDUE:
        return say("disputes.badge_overdue", name=name, days=days)
    return f"{name} " + say("casework.badge.left", days=days)


def _entry(dispute: Dispute) -> DisputeEntry:
    return DisputeEntry(
        kind=dispute.kind,
        filed_on=dispute.filed_on,
        body=dispute.body or "",
        copy_received_on=dispute.copy_received_on,
        procedure=procedure_of(dispute),
        answered_on=answered_on(dispute),
        decided_on=dispute.decided_on,
        decision_served_on=dispute.decision_served_on,
        result=dispute.result,
    )


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
