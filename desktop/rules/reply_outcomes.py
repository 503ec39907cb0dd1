"""Which results a reply may tell now: some need a step before them (条例 30, 35)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from desktop.rules.course import Course
from desktop.rules.refusals import Refused, no
from resources.vocabulary import Outcome


def closed_outcome(outcome: Outcome, course: Course) -> Refused | None:
    """Why a reply cannot tell ``outcome`` as the request stands; None when it can."""
    condition = _CONDITIONS.get(outcome)
    return None if condition is None else condition(course)


def _still_unclear(course: Course) -> Refused | None:
    # 条例 30: 内容不明确的，应当先告知补正.
    return None if course.corrected_on is not None else no("still_unclear_uncorrected")


def _excessive(course: Course) -> Refused | None:
    # 条例 35: 可以要求申请人说明理由；认为申请理由不合理的，告知申请人不予处理.
    if not course.reasons_requested:
        return no("excessive_not_asked")
    return no("excessive_reasons_open") if course.reasons_open else None


_CONDITIONS: Mapping[Outcome, Callable[[Course], Refused | None]] = MappingProxyType(
    {
        Outcome.STILL_UNCLEAR: _still_unclear,
        Outcome.EXCESSIVE: _excessive,
    }
)
