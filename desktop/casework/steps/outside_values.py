"""The facts of letters to third parties and agencies, and of the notice that they are asked (条例 32-34).

The applicant's name and words stay out of them: only the number of the request and the information are told.
"""

from __future__ import annotations

from datetime import date

from db.records import Json, Letter
from db.store import Reading
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.requests.cases import Case
from desktop.rules.consultations import Consultation
from desktop.rules.remedies import RemedyClause, third_party_clause
from desktop.rules.reply_outcomes import disclosure_from
from desktop.rules.working_days import CalendarMissing
from resources.messages import say
from resources.vocabulary import LetterKind

Values = dict[str, Json]

OUTSIDE = frozenset(
    {
        LetterKind.THIRD_PARTY_INQUIRY,
        LetterKind.THIRD_PARTY_REPLY_SLIP,
        LetterKind.AGENCY_INQUIRY,
        LetterKind.THIRD_PARTY_DECISION,
    }
)
"""Papers whose addressee is not the applicant."""


_TOLD_BEFORE = ("information", "party_is_organisation", "addressee_address", "addressee_postcode")
"""Facts of an inquiry that hold for the decision, too."""


def outside_values(kind: LetterKind, case: Case, settings: OfficeSettings, dated_on: date) -> Values:
    """What is known for a paper of ``kind`` to somebody else than the applicant."""
    values: Values = {
        "request_number": case.number,
        "information": case.request.document_title,
        "agency": settings.full_name,
        "contact_office": settings.contact_office,
        "contact_phone": settings.contact_phone,
        "contact_address": settings.address,
        "date": dated_on.isoformat(),
        "ref": _free_ref(case),
        "attachments": _attachments(kind),
    }
    if kind is LetterKind.THIRD_PARTY_DECISION:
        values |= _decision(case, settings, dated_on)
    return {name: value for name, value in values.items() if value}


def inquiry_values(reading: Reading, case: Case, kind: LetterKind, addressee: Json) -> Values:
    """What the inquiry told of the party that a decision is for: the last one asked, or the one that staff named."""
    asked = [party for party in case.limits.course.third_parties if not addressee or party.name == addressee]
    if kind is not LetterKind.THIRD_PARTY_DECISION or not asked:
        return {}
    values: Values = {"consulted_on": asked[-1].sent.isoformat()}
    letter = asked[-1].letter
    if letter is not None and reading.letter_exists(case.request.office, letter):
        facts = reading.letter(case.request.office, letter).facts
        values |= {name: facts[name] for name in _TOLD_BEFORE if facts.get(name) is not None}
    return values


def consultation_values(case: Case) -> Values:
    """Who was asked last, and when, for the notice to the applicant."""
    asked = [inquiry for inquiry in case.limits.course.consultations if not inquiry.void]
    if not asked:
        return {}
    return {"party": asked[-1].party.value, "consulted_on": asked[-1].sent.isoformat()}


def decision_clause(dated_on: date) -> RemedyClause:
    """The remedy of a third party against the decision to disclose."""
    return third_party_clause(dated_on)


def envelope_of_outside(letter: Letter) -> Values:
    """To whom a letter goes that is not for the applicant; ``address`` may be missing."""
    return {
        "addressee": letter.facts.get("addressee"),
        "address": letter.facts.get("addressee_address"),
        "postcode": letter.facts.get("addressee_postcode"),
    }


def _decision(case: Case, settings: OfficeSettings, dated_on: date) -> Values:
    asked = _third_party(case)
    first = _earliest_disclosure(case, dated_on)
    return {
        "addressee": asked.name if asked else None,
        "consulted_on": asked.sent.isoformat() if asked else None,
        "disclosed_from": first.isoformat() if first else None,
        "remedy": decision_clause(dated_on).remedy.value,
        "remedy_body": settings.remedy_body,
        "remedy_court": settings.remedy_court,
        "remedy_platform": settings.remedy_platform,
    }


def _third_party(case: Case) -> Consultation | None:
    """The third party that was asked last."""
    return next(reversed(case.limits.course.third_parties), None)


def _earliest_disclosure(case: Case, dated_on: date) -> date | None:
    try:
        return disclosure_from(dated_on, case.calendar)
    except CalendarMissing:
        return None


def _free_ref(case: Case) -> str:
    """The next number of an inquiry within the request."""
    used = {inquiry.ref for inquiry in case.limits.course.consultations}
    place = len(used) + 1
    while str(place) in used:
        place += 1
    return str(place)


def _attachments(kind: LetterKind) -> list[Json]:
    content = say("casework.letter.content_to_disclose")
    if kind is LetterKind.THIRD_PARTY_INQUIRY:
        return [content, LetterKind.THIRD_PARTY_REPLY_SLIP.label]
    return [content] if kind is LetterKind.AGENCY_INQUIRY else []
