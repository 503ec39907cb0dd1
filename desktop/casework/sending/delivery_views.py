"""How a letter was sent, as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources.vocabulary import WayOfService


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A line of the 送达登记."""

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
