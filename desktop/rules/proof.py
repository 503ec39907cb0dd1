"""The proof of a reply limit: every calendar day from the start with its number, or the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.records import Json
from desktop.rules.working_days import DayKind
from resources.messages import say
from resources.vocabulary import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """One calendar day of a proof.

    ``count`` is its number, None on a day that is not counted. ``stopped_by``: whose consultation makes the clock
    stand still on this working day. ``rule``: the article or notice it rests on (None on an ordinary weekend).
    ``provisional``: the next year's notice may still change it.
    """

    date: date
    count: int | None
    kind: DayKind
    name: str | None
    stopped_by: tuple[Party, ...]
    rule: str | None
    provisional: bool = False

    @property
    def why(self) -> str:
        """The reason in Chinese: 工作日, 周末, 节假日（国庆节）, 停止计算：征求第三方意见."""
        return self.reason("zh")

    def reason(self, lang: str) -> str:
        """The reason in the language ``lang``."""
        if self.stopped_by:
            separator = "、" if lang == "zh" else ", "
            parties = separator.join(say(f"rules.party.{party}", lang) for party in self.stopped_by)
            key = "rules.day.stopped_make_up" if self.kind is DayKind.MAKE_UP else "rules.day.stopped"
            return say(key, lang, parties=parties)
        if self.kind is DayKind.HOLIDAY:
            return say("rules.day.holiday", lang, name=self.name or "")
        return say(f"rules.day.{self.kind}", lang)

    def as_json(self) -> dict[str, Json]:
        """``{"date", "count", "why"}``."""
        return {"date": self.date.isoformat(), "count": self.count, "why": self.why}
