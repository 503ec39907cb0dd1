"""To whom a letter went: the applicants of its request, or whoever was asked or told; masked in lists."""

from __future__ import annotations

from collections.abc import Sequence

from db.records import Applicant, Letter, Request
from desktop.casework.masking import masked_name
from desktop.casework.steps.outside_values import OUTSIDE
from resources.messages import say
from resources.vocabulary import ApplicantKind

_MOST_SHOWN = 3
"""So many applicants of a letter stand in a row."""


def addressee_of(letter: Letter, people: Sequence[Applicant], *, in_full: bool = False) -> str:
    """The names in a row of a list; ``in_full``: not masked.

    ``people``: all applicants of the requests that it answers; a merged reply goes to each of them.
    """
    if letter.kind in OUTSIDE:
        person = letter.facts.get("party_is_organisation") is False
        kind = ApplicantKind.NATURAL_PERSON if person else ApplicantKind.OTHER_ORGANISATION
        return shown_name(str(letter.facts.get("addressee") or ""), kind, in_full=in_full)
    return names_of(people, in_full=in_full)


def applicants_of(request: Request, *, in_full: bool = False) -> str:
    """The applicants of a request; many are counted."""
    return names_of(people_of(request), in_full=in_full)


def people_of(*requests: Request) -> list[Applicant]:
    """The applicants of requests, the representative of each first."""
    return [one for request in requests for one in (request.applicant, *request.co_applicants)]


def names_of(people: Sequence[Applicant], *, in_full: bool = False) -> str:
    """Names in a row of a list, nobody twice; many are counted."""
    each = list({(one.name, one.id_number): one for one in people}.values())
    names = "、".join(shown_name(one.name, one.kind, in_full=in_full) for one in each[:_MOST_SHOWN])
    if len(each) <= _MOST_SHOWN:
        return names
    return and_others(names, each)


def and_others(names: str, people: Sequence[Applicant]) -> str:
    """The first names of a crowd, and how many they are; where an organisation is among them, not that many 人."""
    persons = all(one.kind is ApplicantKind.NATURAL_PERSON for one in people)
    key = "addressee_of_several" if persons else "addressee_of_several_kinds"
    return say(f"casework.letter.{key}", name=names, count=len(people))


def shown_name(name: str, kind: ApplicantKind, *, in_full: bool) -> str:
    """A name, masked unless asked for in full."""
    return name if in_full else masked_name(name, kind)
