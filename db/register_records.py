"""What is asked of a register and what stands in it, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.lists import PageKey
from resources.vocabulary import Channel


class Register(StrEnum):
    """What a register lists, each with the day by which it is ordered."""

    REQUESTS = "requests"
    """Requests by their day of registration."""
    LETTERS = "letters"
    """Letters by their date, void ones too."""
    SERVICES = "services"
    """Services of letters by the day on which they went out."""
    FEES = "fees"
    """Fee notices by their day."""
    DISPUTES = "disputes"
    """Reviews and suits by the day of filing."""
    COMPLAINTS = "complaints"
    """Complaints and reports by the day on which they came."""
    SOUGHT = "sought"
    """What several applicants asked for: no table of its own, casework puts it together."""
    LATE = "late"
    """Requests completed late or overdue, by their limit."""


class Narrowed(StrEnum):
    """A state by which a register may be narrowed."""

    OPEN = "open"
    DONE = "done"
    VOID = "void"
    VALID = "valid"
    SIGNED = "signed"
    UNSIGNED = "unsigned"
    RETURNED = "returned"
    UNPAID = "unpaid"
    PAID = "paid"
    PENDING = "pending"
    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """Which rows of a register are wanted; None asks for nothing. ``first`` and ``last`` are days of its order.

    ``today`` decides which requests are overdue; ``department``: the one that works on the request.
    """

    today: date
    first: date | None = None
    last: date | None = None
    department: str | None = None
    channel: Channel | None = None
    state: Narrowed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKey:
    """A row of a register: its day, its inner id, and the request it concerns (None: a letter that answers none).

    ``position``: the place of its event in the request's list, where the register lists events.
    """

    day: date
    row: int
    request: int | None
    position: int | None = None

    @property
    def page(self) -> PageKey:
        """Where a page that ends with this row ends."""
        return PageKey(self.day, self.row)
