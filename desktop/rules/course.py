"""What the events of a request say, read once from the oldest to the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.rules.editions import Edition
from resources.vocabulary import EventKind, Outcome, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """An inquiry. ``sent``, ``received_on``, ``ended_on`` (opinion or return arrived); ``due``: the other side's limit.

    ``effective``: it makes the clock stand still (sent within the running limit to a party whose time is excluded).
    """

    place: int
    ref: str | None
    party: Party
    name: str | None
    sent: date
    received_on: date | None
    ended_on: date | None
    due: date | None
    effective: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a request ended. ``letter``: id of the reply; ``outcome``: also that of a lapse or withdrawal."""

    place: int
    kind: EventKind
    on: date
    outcome: Outcome
    letter: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Service of the reply. ``completed``: the day that counts for the limit; ``signed_on``: from which remedies run."""

    place: int
    completed: date
    signed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The state in which the events leave a request. Places are places in the request's list of events.

    ``arrival``: the first day it was at the office. ``extension_days``: working days by which the running limit is
    extended. ``correction``, ``fee``: place of the notice; ``correction_open``, ``fee_open``: its answer is outstanding.
    ``reply_returned``: the served reply came back.
    """

    edition: Edition | None
    arrival: date | None
    receipt: date | None
    receipt_provisional: bool
    clock_start: date | None
    extension: int | None
    extension_days: int
    delay_until: date | None
    correction: int | None
    correction_open: bool
    corrected_on: date | None
    fee: int | None
    fee_open: bool
    consultations: tuple[Consultation, ...]
    reasons_requested: bool
    reasons_open: bool
    in_review: bool
    handed_over_to: str | None
    handed_over_due: date | None
    department_answered: bool
    ending: Ending | None
    service: Service | None
    reply_returned: bool
    closed: bool
    voided: bool
