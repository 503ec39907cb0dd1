"""How a letter was sent, as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.rules.sendings import BY_HAND
from resources.vocabulary import WayOfService

PROOF_HASH = "proof_sha256"
"""Fact of a service: the file that proves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A line of the 送达登记. ``entrusted_to``: the agency that served it; ``proof``: SHA-256 of its proof.

    ``note``: who took it for the addressee, or why and before whom it was left with him.
    """

    request: str
    place: int
    letter_id: str | None
    letter: str
    addressee: str
    way: WayOfService | None
    way_label: str
    sent_on: date
    posted_on: date | None
    signed_on: date | None
    returned_on: date | None
    tracking_number: str
    entrusted_to: str = ""
    proof: str = ""
    note: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether the signature is the service."""
        return self.way in BY_HAND
