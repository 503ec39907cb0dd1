"""What an identity number tells, in the words of the intake screen; a hint, never a stop."""

from __future__ import annotations

from datetime import date

from desktop.casework.intake.intake_views import IdentityHint, IntakeDraft
from desktop.rules import identity
from resources.messages import say


def identity_hint(draft: IntakeDraft, today: date) -> IdentityHint | None:
    """What the draft's number tells; None for an empty number and for papers without a known form."""
    hint = identity.identity_hint(draft.id_type, draft.id_number, today)
    if hint is None:
        return None
    heading = say(f"casework.identity.{'matches' if hint.matches else 'differs'}")
    return IdentityHint(matches=hint.matches, heading=heading, text=hint.sentence(), proposed=hint.proposed)
