"""The key of each step, the same on every screen. Steps that are never open together may share one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from resources.vocabulary import EventKind

STEP_KEYS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.CORRECTION_REQUESTED: "F2",
        EventKind.CORRECTED: "Shift+F2",
        EventKind.CORRECTION_LAPSED: "Ctrl+F2",
        EventKind.CONSULTED: "F3",
        EventKind.OPINION_RECEIVED: "Shift+F3",
        EventKind.THIRD_PARTY_TOLD: "Ctrl+F3",
        EventKind.EXTENDED: "F4",
        EventKind.REPLIED: "F5",
        EventKind.RECEIPT_ISSUED: "Shift+F5",
        EventKind.REMINDED: "F6",
        EventKind.DEPARTMENT_ANSWERED: "Shift+F6",
        EventKind.FEE_NOTICED: "F7",
        EventKind.FEE_PAID: "Shift+F7",
        EventKind.FEE_LAPSED: "Ctrl+F7",
        EventKind.REASONS_REQUESTED: "F8",
        EventKind.REASONS_GIVEN: "Shift+F8",
        EventKind.DELAY_FIXED: "Ctrl+F8",
        EventKind.WITHDRAWN: "F9",
        EventKind.HANDED_OVER: "Shift+F9",
        EventKind.CONFIRMED: "F11",
        EventKind.CONTACT_ATTEMPTED: "Shift+F11",
        EventKind.SERVED: "F12",
        EventKind.RETURNED: "Shift+F12",
        EventKind.CLOSED: "Ctrl+F12",
        EventKind.ARCHIVED: "Ctrl+Shift+F12",
        EventKind.AMENDED: "Ctrl+E",
        EventKind.NOTED: "Ctrl+B",
        EventKind.REGISTRATION_VOIDED: "Ctrl+Shift+E",
    }
)


def step_key(kind: EventKind) -> str | None:
    """The key that takes a step, None for steps that are reached by Tab and Enter only."""
    return STEP_KEYS.get(kind)
