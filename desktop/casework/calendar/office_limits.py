"""The limits of the office that belong to no request: the annual report and what is published without request."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from db.records import CatalogueEntry
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.day_words import full_day, month_day_weekday, short_day
from desktop.casework.limits.limit_proof_views import LimitOf, days_left, proof_line, view_of_proof
from desktop.casework.limits.limit_views import calendar_sentence
from desktop.casework.limits.proof_months import LaidOut, months_of
from desktop.casework.office.office_papers import office_proof_paper
from desktop.casework.office.reckoning import ProofView, Quantity
from desktop.casework.office.settings import limit_settings, office_settings
from desktop.casework.reports.annual_report_making import report_key
from desktop.casework.views import Paper
from desktop.rules.limit_proofs import LimitProof, Unit
from desktop.rules.publication import AnnualReportProof, annual_report_proof, publication_proof
from desktop.rules.standing import band_of
from desktop.rules.working_days import WorkingCalendar
from resources.messages import say
from resources.vocabulary import Band

_ROOM = 62
"""Half-width characters of an entry that fit the head of the paper, beside the name of the limit."""


@dataclass(frozen=True, slots=True)
class ReportLimit:
    """The limit of the report of a year (条例 49). ``subject``: whose, None: of the office of the store."""

    year: int
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class PublicationLimit:
    """The limit of information formed or changed on a day (条例 26). ``entry``: what the catalogue says of it."""

    formed_on: date
    entry: CatalogueEntry | None = None


OfficeLimit = ReportLimit | PublicationLimit


@dataclass(frozen=True)
class OfficeLimits:
    """Shows how these limits come about, day by day."""

    context: Context

    def proof(self, limit: OfficeLimit) -> ProofView:
        """The reckoning."""
        with self.context.store.reading() as reading:
            return self._view(reading, limit)

    def paper(self, limit: OfficeLimit) -> Paper:
        """The reckoning as paper (L36)."""
        with self.context.store.reading() as reading:
            settings = office_settings(reading, self.context.office_in(reading))
            return office_proof_paper(self._view(reading, limit), settings, self.context.today())

    def report_days(self, year: int) -> AnnualReportProof:
        """The days of the annual report as the rules tell them."""
        with self.context.store.reading() as reading:
            return annual_report_proof(year, self.context.calendar(reading))

    def publication_days(self, formed_on: date) -> LimitProof:
        """The days of what is published without request as the rules tell them."""
        with self.context.store.reading() as reading:
            return publication_proof(formed_on, self.context.calendar(reading))

    def _view(self, reading: Reading, limit: OfficeLimit) -> ProofView:
        if isinstance(limit, ReportLimit):
            return self._report(reading, limit)
        calendar = self.context.calendar(reading)
        proof = publication_proof(limit.formed_on, calendar)
        published = None if limit.entry is None else limit.entry.published_on
        band, badge = self._standing(reading, proof.due, published, calendar)
        whose = LimitOf(
            number=_published(limit),
            applicant="",
            today=self.context.today(),
            calendar=calendar,
            band=band,
            badge=badge,
        )
        return view_of_proof(proof, whose)

    def _report(self, reading: Reading, limit: ReportLimit) -> ProofView:
        calendar, today = self.context.calendar(reading), self.context.today()
        proof = annual_report_proof(limit.year, calendar)
        band, badge = self._standing(reading, proof.publish_by, self._filed_on(reading, limit), calendar)
        laid = LaidOut(start=None, note="", days=proof.days, due=proof.publish_by, through=today, calendar=calendar)
        return ProofView(
            number=say("limits.annual.subject", year=limit.year),
            applicant="",
            terms=_report_terms(proof),
            result=_report_result(proof),
            standing=Quantity(label=say("casework.proof.today", day=short_day(today)), value=badge),
            band=band,
            badge=badge,
            months=months_of(today, laid),
            lines=tuple(proof_line(day) for day in proof.days),
            explanation_title=say("casework.proof.count_title"),
            explanation=_report_explained(proof),
            error=None if proof.missing is None else calendar_sentence(proof.missing, calendar),
            limit="annual_report",
            limit_name=say("limits.name.annual_report"),
        )

    def _filed_on(self, reading: Reading, limit: ReportLimit) -> date | None:
        """The day on which the report was first filed."""
        context = self.context.looking_at(limit.subject)
        key = report_key(context, reading, limit.year)
        filed = reading.filed_reports(key) if key.office else []
        return filed[0].filed_at.date() if filed else None

    def _standing(
        self, reading: Reading, due: date | None, done: date | None, calendar: WorkingCalendar
    ) -> tuple[Band, str]:
        """How the limit stands today, or how it was kept."""
        today = self.context.today()
        if due is None:
            return Band.UNKNOWN, Band.UNKNOWN.label
        if done is not None:
            return Band.DONE, say("limits.met_late" if done > due else "limits.met", day=done.isoformat())
        if today > due:
            return Band.DONE, say("limits.passed")
        thresholds = limit_settings(reading, self.context.office_in(reading)).thresholds
        return band_of(due, today, calendar, thresholds), days_left(today, due, Unit.WORKING_DAYS, calendar)


def _report_terms(proof: AnnualReportProof) -> tuple[Quantity, ...]:
    legal = proof.legal_day
    terms = [Quantity(label=say("limits.annual.legal", year=legal.year), value=month_day_weekday(legal))]
    if proof.publish_by is not None and proof.publish_by < legal:
        days = say("limits.annual.days", count=(legal - proof.publish_by) // timedelta(days=1))
        terms.append(Quantity(label=say("limits.annual.earlier"), value=days, sign="−"))
    return tuple(terms)


def _report_result(proof: AnnualReportProof) -> Quantity | None:
    if proof.publish_by is None:
        return None
    return Quantity(label=say("limits.annual.result"), value=month_day_weekday(proof.publish_by))


def _report_explained(proof: AnnualReportProof) -> str:
    legal, day = full_day(proof.legal_day), proof.publish_by
    if day is None:
        return say("limits.annual.unknown", legal=legal, rule=proof.rule)
    return say("limits.annual.explained", legal=legal, rule=proof.rule, day=full_day(day))


def _published(limit: PublicationLimit) -> str:
    """What is published, as long as fits the head of a page."""
    entry = limit.entry
    if entry is None or not entry.index_number.strip():
        return say("limits.publication.formed", day=full_day(limit.formed_on))
    words = say("limits.publication.entry", number=entry.index_number, title=entry.title)
    return _shortened(" ".join(words.split()), _ROOM)


def _shortened(text: str, room: int) -> str:
    """What fits into ``room`` half-width characters; the rest is …."""
    ends = tuple(accumulate(1 if character.isascii() else 2 for character in text))
    return text if not ends or ends[-1] <= room else f"{text[: bisect_right(ends, room - 2)]}…"
