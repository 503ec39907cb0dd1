"""What would break the rules of retention, and who may see to a destruction (档案法实施条例 24)."""

from __future__ import annotations

from desktop.casework.retention.retention_views import DestructionPlan
from resources.messages import ShoubanError, say


class RetentionRefused(ShoubanError):
    """Something that would break the rules of retention; ``fault`` names the sentence."""

    key = "retention.refused"

    def __init__(self, fault: str, **facts: object) -> None:
        super().__init__(reason=say(f"retention.fault.{fault}", **facts))
        self.fault = fault


def check_persons(plan: DestructionPlan) -> None:
    """Somebody approves, and two others see to it, for a reason. Raises ``RetentionRefused``."""
    names = [plan.approved_by.strip(), plan.first_witness.strip(), plan.second_witness.strip()]
    if not all(names):
        raise RetentionRefused("persons_missing")
    if len(set(names)) < len(names):
        raise RetentionRefused("persons_same")
    if not plan.why.strip():
        raise RetentionRefused("why_missing")
