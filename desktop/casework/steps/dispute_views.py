"""Reviews and suits as a request shows them: what is known of each, its limits, the reply that it attacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.records import Dispute
from db.store import Reading
from desktop.casework.office.settings import LimitSettings
from desktop.casework.requests.cases import Case
from desktop.rules.disputes import answered_on
from desktop.rules.history import history
from desktop.rules.remedies import ProcedureKind, procedure_of
from desktop.rules.standing import band_of
from desktop.rules.timeline import DisputeLimits, dispute_limits
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.messages import say
from resources.vocabulary import ENDINGS, Band, DisputeKind, DisputeResult


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEntry:
    """What the form says of a review or suit; None where it is not known yet.

    ``letter``: the reply that it attacks; None: the one in force, or that none came (条例 51).
    """

    kind: DisputeKind = DisputeKind.REVIEW
    filed_on: date
    body: str = ""
    copy_received_on: date | None = None
    procedure: ProcedureKind = ProcedureKind.ORDINARY
    answered_on: date | None = None
    decided_on: date | None = None
    decision_served_on: date | None = None
    result: DisputeResult | None = None
    letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """A review or suit as the page of its request shows it. ``band`` None: no duty of ours is open.

    ``taken_up``: its decision had the request answered anew; ``void``: it was recorded by mistake.
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
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputesView:
    """All reviews and suits of a request. ``closed``: why none can be recorded now; ``body``, ``court``: as set.

    ``attacked``: the replies that one may be against, id and name, the last one first; ``silent``: none is in force
    though the limit has passed.
    """

    disputes: tuple[DisputeView, ...]
    closed: str | None
    body: str
    court: str
    attacked: tuple[tuple[str, str], ...] = ()
    silent: bool = False


def dispute_view(dispute: Dispute, calendar: WorkingCalendar, today: date, own: LimitSettings) -> DisputeView:
    """A review or suit as it stands on ``today``."""
    entry, limits = entry_of(dispute), dispute_limits(dispute, calendar)
    owes = entry.copy_received_on is not None and entry.answered_on is None and entry.decided_on is None
    band = band_of(limits.answer_due, today, calendar, own.thresholds) if owes else None
    return DisputeView(
        id=dispute.id,
        entry=entry,
        title=title_of(dispute),
        line="；".join(filter(None, (*facts_of(entry), limits_line(limits, entry)))),
        band=band,
        badge="" if band is None else _badge(dispute.kind, band, limits.answer_due, today, calendar),
        answer_due=limits.answer_due,
        suit_due=limits.suit_due,
    )


def title_of(dispute: Dispute) -> str:
    """行政复议　海关总署."""
    return "　".join(filter(None, (dispute.kind.label, dispute.body)))


def with_words(
    view: DisputeView, dispute: Dispute, letters: Mapping[str, str], taken_up: frozenset[str]
) -> DisputeView:
    """The view with the reply that is attacked, and what became of it."""
    if dispute.void_reason is not None:
        return replace(view, line=say("disputes.void_line", why=dispute.void_reason), band=None, badge="", void=True)
    against = letters.get(dispute.letter or "")
    again = view.id in taken_up
    words = [say("disputes.against", letter=against)] if against else []
    words += [view.line, say("disputes.taken_up_line") if again else ""]
    return replace(view, line="；".join(filter(None, words)), taken_up=again)


def facts_of(entry: DisputeEntry) -> list[str]:
    """What is known, in the order in which it happens."""
    days = ("filed_on", "copy_received_on", "answered_on", "decided_on", "decision_served_on")
    said = [say(f"disputes.said.{name}", day=day) for name in days if (day := getattr(entry, name)) is not None]
    if entry.procedure is ProcedureKind.SIMPLE and entry.kind is DisputeKind.REVIEW:
        said.append(say("disputes.said.simple"))
    return [*said, *([entry.result.label] if entry.result else [])]


def limits_line(limits: DisputeLimits, entry: DisputeEntry) -> str:
    """The limit that runs: of our answer, or of a suit after the decision; empty while there is none."""
    if entry.decided_on is not None:
        return "" if limits.suit_due is None else say("disputes.suit_due", day=limits.suit_due)
    if entry.answered_on is not None or limits.answer_due is None:
        return ""
    return say(f"disputes.answer_due_{side_of(entry.kind)}", day=limits.answer_due)


def side_of(kind: DisputeKind) -> str:
    """The ending of the names of sentences that differ for reviews and suits."""
    return "review" if kind is DisputeKind.REVIEW else "suit"


def _badge(kind: DisputeKind, band: Band, due: date | None, today: date, calendar: WorkingCalendar) -> str:
    """复议 余 3 天, 诉讼逾期 2 天, 复议 今日到期."""
    name = say(f"disputes.{side_of(kind)}")
    if band in (Band.DUE_TODAY, Band.UNKNOWN) or due is None:
        return f"{name} {band.label}"
    try:
        days = calendar.count(due, today) if band is Band.OVERDUE else calendar.count(today, due)
    except CalendarMissing:
        return f"{name} {band.label}"
    if band is Band.OVERDUE:
        return say("disputes.badge_overdue", name=name, days=days)
    return f"{name} " + say("casework.badge.left", days=days)


def entry_of(dispute: Dispute) -> DisputeEntry:
    """What the form shows of one."""
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
        letter=dispute.letter,
    )


def replies_of(reading: Reading, case: Case) -> dict[str, str]:
    """The letters that ended the request, each round its own, the last one first: id and name."""
    events = [placed.event for placed in history(case.request.events)]
    named = [event.letter for event in events if event.kind in ENDINGS and event.letter is not None]
    letters = reading.letters_named(case.request.office, named)
    valid = [letters[name] for name in reversed(named) if name in letters and letters[name].void_reason is None]
    return {letter.id: letter.number or letter.title for letter in valid}
