"""Faults that a proposed step must not bring about, each with the field of the step that is wrong.

A late correction notice and a late inquiry are not among them: they must still be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.rules.faults import FaultCode

REFUSED_FAULTS: Mapping[FaultCode, str | None] = MappingProxyType(
    {
        FaultCode.SECOND_CORRECTION_NOTICE: None,
        FaultCode.SECOND_CORRECTION: None,
        FaultCode.CORRECTION_LAPSED_EARLY: "on",
        FaultCode.EXTENDED_LATE: "on",
        FaultCode.SECOND_EXTENSION: None,
        FaultCode.EXTENSION_TOO_LONG: "days",
        FaultCode.EXTENSION_NOT_APPROVED: "approved_by",
        FaultCode.EXTENDED_WITHOUT_CLOCK: None,
        FaultCode.EXTENDED_AFTER_DELAY: None,
        FaultCode.EXTENDED_AFTER_DECISION: None,
        FaultCode.ANSWER_WITHOUT_INQUIRY: "ref",
        FaultCode.DELAY_FIXED_LATE: "on",
        FaultCode.DELAY_NOT_KNOWN: None,
        FaultCode.FEE_NOTICED_LATE: "on",
        FaultCode.FEE_LAPSED_EARLY: "on",
    }
)
