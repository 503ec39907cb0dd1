"""Which forms of the office a request can still need, by its channel, its matter and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from desktop.casework.requests.cases import Case
from desktop.rules.counted_steps import ON_THE_SPOT
from desktop.rules.history import history
from resources.vocabulary import Channel, EventKind, LetterKind, Matter

_OF_DISCLOSURE = frozenset(
    {
        LetterKind.APPLICATION_FORM,
        LetterKind.ORAL_APPLICATION_FORM,
        LetterKind.ON_THE_SPOT_RECORD,
        LetterKind.REVIEW_FORM,
    }
)
"""A record correction asks for no information."""

_OF_THE_FILE = (LetterKind.SERVICE_RECEIPT, LetterKind.FILE_COVER)
"""Of a registration that was voided nothing is left to do but to file it."""


def needed_forms(case: Case) -> list[LetterKind]:
    """The forms in the order of the request's course; of a destroyed file only the cover, which says what it was."""
    if any(event.kind is EventKind.DESTROYED for event in case.request.events):
        return [LetterKind.FILE_COVER]
    if case.limits.course.voided:
        return list(_OF_THE_FILE)
    about_information = case.request.matter is Matter.DISCLOSURE
    kinds = [kind for kind, needed in _NEEDED.items() if needed(case)]
    return [kind for kind in kinds if about_information or kind not in _OF_DISCLOSURE]


def _may_be_answered_on_the_spot(case: Case) -> bool:
    if case.request.channel not in (Channel.COUNTER, Channel.ORAL):
        return False
    answered = any(placed.event.facts.get(ON_THE_SPOT) is True for placed in history(case.request.events))
    return answered or case.limits.course.ending is None


def _may_be_withdrawn(case: Case) -> bool:
    ending = case.limits.course.ending
    return ending is None or ending.kind is EventKind.WITHDRAWN


_NEEDED: Mapping[LetterKind, Callable[[Case], bool]] = MappingProxyType(
    {
        LetterKind.APPLICATION_FORM: lambda case: case.request.channel is not Channel.ORAL,
        LetterKind.ORAL_APPLICATION_FORM: lambda case: case.request.channel is Channel.ORAL,
        LetterKind.AUTHORITY_FORM: lambda case: True,
        LetterKind.ON_THE_SPOT_RECORD: _may_be_answered_on_the_spot,
        LetterKind.HANDOVER_SLIP: lambda case: case.limits.course.hand_over is not None,
        LetterKind.REVIEW_FORM: lambda case: True,
        LetterKind.SERVICE_RECEIPT: lambda case: True,
        LetterKind.WITHDRAWAL_FORM: _may_be_withdrawn,
        LetterKind.FILE_COVER: lambda case: True,
    }
)

FORMS_OF_FILE = frozenset(_NEEDED)
"""Forms that a request can have."""
