"""Papers without sentences: the envelope of a letter (L34) and the reckoning of a limit (L36)."""

from __future__ import annotations

from datetime import date

from db.records import Letter
from desktop.casework.letters.addressees import applicants_of
from desktop.casework.letters.letter_values import Values
from desktop.casework.limits.limit_proof_views import limit_view_of
from desktop.casework.office.paper_mark import mark_of
from desktop.casework.office.reckoning import ProofView
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.requests.cases import Case
from desktop.casework.steps.outside_values import OUTSIDE, envelope_of_outside
from desktop.casework.views import Paper
from desktop.rules.limit_proofs import LimitCode
from forms.catalogue import form_of
from forms.draft_mark import marked
from resources import wording
from resources.messages import ShoubanError
from resources.vocabulary import LetterKind

OFFICE_PAPERS = frozenset({LetterKind.ENVELOPE, LetterKind.TIME_LIMIT_PROOF})
"""Papers that are composed for every request, whatever edition it falls under."""


class AddressMissing(ShoubanError):
    """An envelope needs the address of whom the letter goes to."""

    key = "casework.address_missing"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class OutsideAddressMissing(ShoubanError):
    """The letter to somebody else than the applicant tells no address."""

    key = "casework.outside_address_missing"

    def __init__(self, addressee: str) -> None:
        super().__init__(addressee=addressee)


def envelope_values(case: Case, settings: OfficeSettings, letter_number: str | None = None) -> Values:
    """The facts of L34; of several applicants the representative gets the letter."""
    applicant = case.request.applicant
    return {
        "addressee": applicant.name,
        "address": applicant.address,
        "postcode": applicant.postcode,
        "agency": settings.full_name,
        "contact_office": settings.contact_office or None,
        "contact_address": settings.address or None,
        "contact_postcode": settings.postcode or None,
        "letter_number": letter_number,
    }


def proof_values(case: Case, settings: OfficeSettings, limit: str = LimitCode.REPLY.value) -> Values:
    """The facts of L36 for one limit of the request. Raises ``LimitUnknown``."""
    whose: Values = {"request_number": case.number, "applicant": applicants_of(case.request, in_full=True)}
    return whose | _reckoned(limit_view_of(case, limit), settings, case.today)


def _reckoned(view: ProofView, settings: OfficeSettings, today: date) -> Values:
    return {
        "agency": settings.full_name,
        "limit_name": view.limit_name,
        "terms": [{"label": term.label, "value": term.value, "sign": term.sign} for term in view.terms],
        "result_label": view.result.label if view.result else None,
        "result_value": view.result.value if view.result else None,
        "standing_label": view.standing.label,
        "standing_value": view.standing.value,
        "calendar": [
            {
                "date": day.day.isoformat(),
                "mark": day.mark.value,
                "text": day.text,
                "corner": day.corner,
                "note": day.note,
                "today": day.is_today,
            }
            for month in view.months
            for day in month.days
        ],
        "days": [
            {"date": line.day.isoformat(), "count": line.count, "why": line.why, "rule": line.rule}
            for line in view.lines
        ],
        "explanation_title": view.explanation_title,
        "explanation": view.explanation,
        "error": view.error,
        "date": today.isoformat(),
    }


def envelope_paper(case: Case, settings: OfficeSettings, letter: Letter, layout: Values) -> Paper:
    """The envelope for a letter, to whom it is addressed, in the office's ``layout``.

    Raises ``AddressMissing``, ``OutsideAddressMissing``.
    """
    values = envelope_values(case, settings, letter.number)
    if letter.kind in OUTSIDE:
        values |= envelope_of_outside(letter)
        if not values["address"]:
            raise OutsideAddressMissing(str(values["addressee"]))
    if not values["address"]:
        raise AddressMissing(case.number)
    return _paper(settings, LetterKind.ENVELOPE, values | layout, case.number)


def proof_paper(case: Case, settings: OfficeSettings, limit: str = LimitCode.REPLY.value) -> Paper:
    """The reckoning of a limit as paper. Raises ``LimitUnknown``."""
    return _paper(settings, LetterKind.TIME_LIMIT_PROOF, proof_values(case, settings, limit), case.number)


def office_proof_paper(view: ProofView, settings: OfficeSettings, today: date) -> Paper:
    """The reckoning of a limit that belongs to no request, as paper."""
    values = {"subject": view.number} | _reckoned(view, settings, today)
    return _paper(settings, LetterKind.TIME_LIMIT_PROOF, values, view.number)


def _paper(settings: OfficeSettings, kind: LetterKind, values: Values, number: str) -> Paper:
    form, words = form_of(kind), wording.load(kind)
    with marked(mark_of(settings)):
        rendered = form.render(form.facts_from(values), words)
    return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{kind.label} {number}.pdf")
