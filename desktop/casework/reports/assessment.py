"""The assessment sheet of a period (law 11.2): the office's own look at what its record proves, point by point."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Dispute, Projection, Request
from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.office.settings import limit_settings
from desktop.casework.progress_reports import Report
from desktop.casework.reports.annual import annual_tables
from desktop.casework.reports.annual_report_making import report_key
from desktop.casework.reports.assessment_checks import CHECKS, POINTS, UNRECORDED, Examined
from desktop.casework.reports.assessment_views import AssessmentPoint, AssessmentSheet, Shortfall
from desktop.rules.disputes import answered_on
from desktop.rules.history import history
from desktop.rules.publication import legal_report_day
from desktop.rules.timeline import dispute_limits, time_limits
from resources.messages import say
from resources.vocabulary import Channel, DisputeResult

_REPORTED_EACH = 50

_FIRST_REPORT = 2008
"""The year of the first annual report: the first edition of the Regulation came into force in it."""


@dataclass(frozen=True)
class Assessment:
    """The office's own assessment."""

    context: Context

    def sheet(self, first: date, last: date, report: Report) -> AssessmentSheet:
        """All points for requests registered or completed in the period, both days counted."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            look = _Look(self.context, reading, office, first, last)
            if office:
                look.requests(report)
                look.disputes()
                look.annual_report()
            return AssessmentSheet(
                office=office,
                first=first,
                last=last,
                points=tuple(look.point(code) for code in POINTS),
                chain_head=reading.chain_head().hash or "",
            )

    def pdf(self, sheet: AssessmentSheet) -> bytes:
        """The sheet as PDF. Raises ``UnprintableCharacter``."""
        from desktop.casework.reports import assessment_papers

        return assessment_papers.pdf(self.context, sheet)

    def xlsx(self, sheet: AssessmentSheet) -> bytes:
        """The sheet as a workbook."""
        from desktop.casework.reports import assessment_papers

        return assessment_papers.xlsx(self.context, sheet)


class _Look:
    """What was found so far."""

    def __init__(self, context: Context, reading: Reading, office: str, first: date, last: date) -> None:
        self._context = context
        self._reading = reading
        self._office = office
        self._first = first
        self._last = last
        self._today = context.today()
        self._calendar = context.calendar(reading)
        self._own = limit_settings(reading, office)
        self._checked: Counter[str] = Counter()
        self._unrecorded: Counter[str] = Counter()
        self._short: defaultdict[str, list[Shortfall]] = defaultdict(list)
        self._channels: Counter[Channel] = Counter()

    def requests(self, report: Report) -> None:
        """Looks at every request that was registered or completed in the period."""
        registered = RowFilter(voided=False, registered_from=self._first, registered_through=self._last)
        day_before = self._first - timedelta(1)
        earlier = RowFilter(
            voided=False,
            registered_through=day_before,
            completed_from=self._first,
            completed_through=self._last,
        )
        filters = (registered, earlier)
        total = sum(self._reading.count_cells(self._office, each).get((), 0) for each in filters)
        done = 0
        for wanted in filters:
            for request, projection in self._reading.projected(self._office, wanted):
                self._look_at(request, projection, registered=wanted is registered)
                done += 1
                if done % _REPORTED_EACH == 0:
                    report(done, total)

    def disputes(self) -> None:
        """Reviews and suits decided in the period, and answers that were due in it (law: 纠错、败诉扣分)."""
        for dispute in self._reading.disputes(self._office):
            decided = dispute.decided_on is not None and self._within(dispute.decided_on)
            if not decided and not self._within(dispute.filed_on):
                continue
            self._checked["disputes"] += 1
            reasons = [*self._answer_late(dispute)]
            if decided and dispute.result is DisputeResult.CORRECTED:
                reasons.append(say("assessment.why.corrected", kind=dispute.kind))
            self._note("disputes", dispute.request, reasons)

    def annual_report(self) -> None:
        """The report that was due in the period: filed in time, and its equations hold (条例 49)."""
        for year in range(max(self._first.year - 1, _FIRST_REPORT), min(self._last, self._today).year):
            legal = legal_report_day(year)
            filed = self._reading.filed_reports(report_key(self._context, self._reading, year))
            if not self._within(legal) or (legal >= self._today and not filed):
                continue
            self._checked["annual"] += 1
            reasons = []
            if not annual_tables(self._context, self._reading, year, "2021").balanced:
                reasons.append(say("assessment.why.unbalanced", year=year))
            if not filed:
                reasons.append(say("assessment.why.not_filed", year=year))
            elif filed[0].filed_at.date() > legal:
                reasons.append(say("assessment.why.filed_late", year=year, day=filed[0].filed_at.date()))
            self._note("annual", "", reasons)

    def point(self, code: str) -> AssessmentPoint:
        """What was found for a point."""
        unrecorded = self._unrecorded[code]
        recorded = self._checked[code] - unrecorded
        proved = say(f"assessment.proved.{code}", checked=self._checked[code], recorded=recorded)
        if code == "channel" and self._channels:
            parts = (f"{channel.label} {count}" for channel, count in self._channels.most_common())
            proved += say("assessment.by_channel", channels="，".join(parts))
        return AssessmentPoint(
            code=code,
            proved=proved,
            checked=self._checked[code],
            short=tuple(self._short[code]),
            unrecorded=unrecorded,
        )

    def _look_at(self, request: Request, projection: Projection, *, registered: bool) -> None:
        limits = time_limits(request.channel, request.events, self._calendar, self._today)
        completed = projection.completed_on
        ending = limits.course.ending
        named = [ending.letter] if ending is not None and ending.letter else []
        one = Examined(
            request=request,
            events=tuple(placed.event for placed in history(request.events, self._today)),
            limits=limits,
            late=projection.late,
            registered=registered,
            completed=completed is not None and self._within(completed),
            letters=self._reading.letters_named(self._office, named) if named else {},
            calendar=self._calendar,
            today=self._today,
            own=self._own,
        )
        if registered:
            self._channels[request.channel] += 1
        for code, check in CHECKS.items():
            reasons = check(one)
            if reasons is None:
                continue
            self._checked[code] += 1
            if reasons is UNRECORDED:
                self._unrecorded[code] += 1
            else:
                self._note(code, request.number, reasons)

    def _note(self, code: str, number: str, reasons: Sequence[str]) -> None:
        self._short[code] += [Shortfall(number=number, why=reason) for reason in reasons]

    def _within(self, day: date) -> bool:
        return self._first <= day <= self._last

    def _answer_late(self, dispute: Dispute) -> Iterator[str]:
        """Our answer to the review body or court came late, or is overdue (行政复议法 48, 54)."""
        due = dispute_limits(dispute, self._calendar).answer_due
        if due is None or dispute.copy_received_on is None:
            return
        answered = answered_on(dispute)
        if (answered or (self._today if dispute.decided_on is None else due)) > due:
            yield say("assessment.why.answer_late", kind=dispute.kind, day=due)
