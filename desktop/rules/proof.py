"""The proof of a reply limit: every calendar day from the start with its number, or the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from db.records import DayChange, Json
from desktop.rules.clock import Clock
from desktop.rules.editions import Edition
from desktop.rules.working_days import DayKind, WorkingCalendar
from resources.messages import say
from resources.vocabulary import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """One calendar day of a proof.

    ``count`` is its number, None on a day that is not counted. ``stopped_by``: whose consultation makes the clock
    stand still on this working day. ``rule``: the article or notice it rests on (None on an ordinary weekend).
    ``provisional``: the next year's notice may still change it. ``said``: key of the reason where the day is no
    counted working day but a natural one.
    """

    date: date
    count: int | None
    kind: DayKind
    name: str | None
    stopped_by: tuple[Party, ...]
    rule: str | None
    provisional: bool = False
    said: str | None = None

    @property
    def why(self) -> str:
        """The reason in Chinese: 工作日, 周末, 节假日（国庆节）, 停止计算：征求第三方意见."""
        return self.reason("zh")

    def reason(self, lang: str) -> str:
        """The reason in the language ``lang``."""
        if self.said is not None:
            return say(self.said, lang, name=self.name or "")
        if self.stopped_by and self.kind is DayKind.MAKE_UP:
            return say("rules.day.stopped_make_up", lang)
        if self.stopped_by:
            separator = "、" if lang == "zh" else ", "
            parties = separator.join(say(f"rules.party.{party}", lang) for party in self.stopped_by)
            return say("rules.day.stopped", lang, parties=parties)
        if self.kind is DayKind.HOLIDAY:
            return say("rules.day.holiday", lang, name=self.name or "")
        return say(f"rules.day.{self.kind}", lang)

    def as_json(self, lang: str = "zh") -> dict[str, Json]:
        """``{"date", "count", "why"}``, the reason in the language ``lang``."""
        return {"date": self.date.isoformat(), "count": self.count, "why": self.reason(lang)}


def prove(
    clock: Clock | None, edition: Edition, calendar: WorkingCalendar, through: date | None
) -> tuple[DayCount, ...]:
    """Each calendar day after the clock's start up to and including ``through``, all of them in loaded years."""
    if clock is None or through is None:
        return ()
    days: list[DayCount] = []
    number = 0
    day = clock.start
    while day < through:
        day += timedelta(days=1)
        kind = calendar.kind(day)
        working = kind in (DayKind.WORKING, DayKind.MAKE_UP)
        stopped_by = _stopped_by(clock, day) if working else ()
        counts = working and not stopped_by
        number += counts
        days.append(
            DayCount(
                date=day,
                count=number if counts else None,
                kind=kind,
                name=calendar.name(day),
                stopped_by=stopped_by,
                rule=_rule(clock, edition, calendar, day, number if counts else None, stopped=bool(stopped_by)),
                provisional=calendar.is_provisional(day),
            )
        )
    return tuple(days)


def _stopped_by(clock: Clock, day: date) -> tuple[Party, ...]:
    """Whose consultations make the clock stand still on ``day``, each party once. A fixed delay stands for itself."""
    if clock.delay_until is not None:
        return ()
    return tuple(dict.fromkeys(still.party for still in clock.standstills if still.covers(day)))


def _rule(
    clock: Clock, edition: Edition, calendar: WorkingCalendar, day: date, count: int | None, *, stopped: bool
) -> str | None:
    if stopped:
        return edition.standstill_rule
    if count is None:
        return _authority(calendar, day)
    if clock.by_decision:
        return say("rules.day.by_decision")
    if clock.delay_until is not None:
        return edition.delay_rule
    return edition.reply_rule if count <= clock.base_days else edition.extension_rule


def _authority(calendar: WorkingCalendar, day: date) -> str | None:
    """The notice or the office's own change that makes ``day`` a rest day."""
    authority = calendar.authority(day)
    if authority is None:
        return None
    if isinstance(authority, DayChange):
        return say("rules.day.changed", why=authority.why or authority.name)
    holiday = calendar.name(day) or ""
    amending = [notice for notice in authority.amended_by if holiday in notice.title]
    return "、".join(notice.number or notice.title for notice in (authority, *amending))
