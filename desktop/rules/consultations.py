"""Inquiries to third parties and other agencies, and how long each makes the clock stand still (条例 32-34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.rules.clock import Standstill
from desktop.rules.editions import Edition
from desktop.rules.working_days import CalendarMissing, WorkingCalendar
from resources.vocabulary import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """An inquiry: the day it was sent, the day the party received it, the day its opinion or the return arrived.

    ``effective``: it makes the clock stand still (sent within the running limit, to a party whose time is excluded).
    ``letter``: id of the inquiry's letter; ``void``: it was voided before an answer, nobody was asked by it;
    ``came_back``: it ended by a return, not by an opinion.
    """

    place: int
    ref: str | None
    party: Party
    name: str | None
    sent: date
    received_on: date | None
    ended_on: date | None
    effective: bool
    letter: str | None
    void: bool = False
    came_back: bool = False

    @property
    def answerable(self) -> bool:
        """Whether an opinion may still come: also to an inquiry that came back and is tried once more."""
        return self.ended_on is None or (self.came_back and not self.void)

    @property
    def stayed_here(self) -> bool:
        """Whether it ended as it began: it was voided before it went out."""
        return self.came_back and self.ended_on == self.sent

    def due(self, edition: Edition, calendar: WorkingCalendar) -> date | None:
        """The last day of the party's own limit; None where the edition sets none. Raises ``CalendarMissing``.

        It counts from the party's receipt of the inquiry, or from the sending where that is not known.
        """
        if edition.consultation_days is None:
            return None
        return calendar.add(self.received_on or self.sent, edition.consultation_days)

    def standstill(self, edition: Edition, calendar: WorkingCalendar) -> Standstill:
        """From the sending to the arrival of the opinion or the return, at most to the end of the party's limit."""
        try:
            cap = self.due(edition, calendar)
        except CalendarMissing as missing:
            # The cap lies beyond the loaded years; an answer that came before needs none.
            unknown = missing if self.ended_on is None else None
            return Standstill(after=self.sent, through=self.ended_on, party=self.party, missing=unknown)
        ends = [day for day in (self.ended_on, cap) if day is not None]
        return Standstill(after=self.sent, through=min(ends) if ends else None, party=self.party)

    def is_open(self, today: date, edition: Edition, calendar: WorkingCalendar) -> bool:
        """Whether an answer is still awaited on ``today``: none came and the party's limit has not passed."""
        if self.ended_on is not None:
            return False
        try:
            due = self.due(edition, calendar)
        except CalendarMissing:
            return True
        return due is None or today <= due
