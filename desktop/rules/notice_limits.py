"""By when a notice must be told to the applicant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from desktop.rules.timeline import TimeLimits
from resources.vocabulary import EventKind


def notice_due(kind: EventKind, limits: TimeLimits) -> date | None:
    """The last day on which the notice of the step ``kind`` may go out; None where there is none or none is known."""
    due = _DUE.get(kind)
    return None if due is None else due(limits)


_DUE: Mapping[EventKind, Callable[[TimeLimits], date | None]] = MappingProxyType(
    {
        EventKind.CORRECTION_REQUESTED: lambda limits: limits.correction_notice_due,
        EventKind.EXTENDED: lambda limits: limits.extension_notice_due,
        EventKind.FEE_NOTICED: lambda limits: limits.fee_notice_due,
    }
)
"""条例 30, 33(2), 42."""
