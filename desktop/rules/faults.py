"""What was done late, twice or without ground. A fault is shown; the facts stay as they happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from db.records import Json
from desktop.rules.editions import EDITION_711, Edition, key_in
from resources.messages import say


class FaultCode(StrEnum):
    """The faults that rules know; the sentence of each is ``rules.fault.<code>``."""

    ARRIVAL_MISSING = "arrival_missing"
    CORRECTION_NOTICE_LATE = "correction_notice_late"
    SECOND_CORRECTION_NOTICE = "second_correction_notice"
    SECOND_CORRECTION = "second_correction"
    CORRECTED_WITHOUT_NOTICE = "corrected_without_notice"
    CORRECTION_LAPSED_EARLY = "correction_lapsed_early"
    CORRECTION_LAPSED_WITHOUT_NOTICE = "correction_lapsed_without_notice"
    EXTENDED_LATE = "extended_late"
    SECOND_EXTENSION = "second_extension"
    EXTENSION_TOO_LONG = "extension_too_long"
    EXTENSION_NOT_APPROVED = "extension_not_approved"
    EXTENDED_WITHOUT_CLOCK = "extended_without_clock"
    EXTENDED_AFTER_DELAY = "extended_after_delay"
    EXTENDED_AFTER_DECISION = "extended_after_decision"
    CONSULTED_LATE = "consulted_late"
    ANSWER_WITHOUT_INQUIRY = "answer_without_inquiry"
    DELAY_FIXED_LATE = "delay_fixed_late"
    DELAY_NOT_KNOWN = "delay_not_known"
    FEE_NOTICED_LATE = "fee_noticed_late"
    FEE_PAID_WITHOUT_NOTICE = "fee_paid_without_notice"
    FEE_LAPSED_EARLY = "fee_lapsed_early"
    FEE_LAPSED_WITHOUT_NOTICE = "fee_lapsed_without_notice"
    NOTICE_VOID = "notice_void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault at the event in place ``event`` of the request's list (None: the request as a whole).

    ``edition``: the one by which the request is handled; its articles are cited.
    """

    code: FaultCode
    event: int | None
    facts: Mapping[str, object]
    edition: Edition = EDITION_711

    def sentence(self, lang: str = "zh") -> str:
        """What is wrong and what follows from it, in the words of the rule."""
        return say(key_in(self.edition, f"rules.fault.{self.code}"), lang, **self.facts)

    def as_json(self, lang: str = "zh") -> dict[str, Json]:
        """``{"code", "event", "sentence"}``."""
        return {"code": self.code.value, "event": self.event, "sentence": self.sentence(lang)}
