"""Random years of an office as exchange lines, and their figures counted one by one, without the program's rules.

The limits come from the second opinion of ``tests/rules``, which shares no code with ``desktop.rules``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

from tests.rules.day_walk import days_after, is_worked
from tests.rules.second_opinion import NEW_REGULATION, History, arrival, told, worked_day_after
from tests.rules.told_events import as_amended, on

TODAY = date(2026, 9, 30)
HEADER = {"type": "header", "format": "shouban-exchange", "version": 1, "office": "天津海关", "made_on": "2026-09-30"}
CHANNELS = ("counter", "signed_mail", "web", "email", "ordinary_mail")
KINDS = ("natural_person", "natural_person", "business", "legal_service", "other_organisation")
OUTCOMES = {
    "provided": "disclosed",
    "partly_provided": "partly_disclosed",
    "third_party_rights": "withheld.third_party_rights",
    "nonexistent": "unavailable.not_held",
    "petition": "not_processed.petition",
}
ENDINGS = ("replied", "withdrawn", "correction_lapsed", "fee_lapsed")
Told = dict[str, Any]


class _Days:
    """A request's days, one after the other, never after today."""

    def __init__(self, rnd: Random, first: date) -> None:
        self.rnd, self.day = rnd, first

    def later(self, most: int) -> str | None:
        day = self.day + timedelta(self.rnd.randint(0, most))
        if day > TODAY:
            return None
        self.day = day
        return day.isoformat()


def told_request(*events: Told, **more: object) -> Told:
    """The line of a request handed in on 2 March 2026; ``more``: its other or further fields."""
    return {
        "type": "request",
        "id": "2026-0001",
        "channel": "counter",
        "applicant": {"kind": "natural_person", "name": "罗敏霞", "id_type": "other", "id_number": "TJ-7"},
        "content": "报关单",
        "medium": "paper",
        "delivery": "post",
        "events": [{"kind": "submitted", "on": "2026-03-02"}, *events],
        **more,
    }


def _arrivals(rnd: Random, channel: str, days: _Days) -> list[Told]:
    first = days.day.isoformat()
    if channel == "signed_mail":
        return [{"kind": "signed", "on": first}]
    came = [{"kind": "submitted", "on": first}]
    if channel != "counter" and rnd.random() < 0.8 and (day := days.later(4)):
        came.append({"kind": "confirmed", "on": day})
    return came


class _Steps:
    """Steps of a request, drawn one after the other until it ends."""

    def __init__(self, rnd: Random, days: _Days) -> None:
        self.rnd, self.days, self.made = rnd, days, list[Told]()

    def chance(self, share: float) -> bool:
        return self.rnd.random() < share

    def add(self, kind: str, most: int, **facts: Any) -> bool:
        day = self.days.later(most)
        if day is not None:
            self.made.append({"kind": kind, "on": day, **facts})
        return day is not None

    def all(self) -> list[Told]:
        """A step that ends the request is the last but for what follows a reply."""
        if not self._corrected_or_lapsed():
            self._inquiries()
            if self.chance(0.2):
                self.add("extended", 10, days=20, approved_by="主任")
            if self.chance(0.1) and self.add("delay_fixed", 10):
                self.made[-1]["until"] = (self.days.day + timedelta(self.rnd.randint(2, 60))).isoformat()
            if not self._paid_or_lapsed():
                self._end()
        return self.made

    def _corrected_or_lapsed(self) -> bool:
        if self.chance(0.3) and self.add("correction_requested", 14, items=["明确内容"]):
            if self.chance(0.4):
                return self.add("correction_lapsed", 40) or True
            if self.chance(0.8):
                self.add("corrected", 12)
        return False

    def _inquiries(self) -> None:
        for ref in range(self.rnd.choice((0, 0, 0, 1, 2))):
            party = self.rnd.choice(("third_party", "third_party", "other_agency", "joint_agency"))
            if self.add("consulted", 5, ref=f"问{ref}", party=party) and self.chance(0.6):
                self.add(self.rnd.choice(("opinion_received", "opinion_received", "returned")), 30, ref=f"问{ref}")

    def _paid_or_lapsed(self) -> bool:
        if self.chance(0.2) and self.add("fee_noticed", 8, amount=self.rnd.choice((100, 250.5, 0.1))):
            if self.chance(0.3):
                return self.add("fee_lapsed", 40) or True
            self.add("fee_paid", 20, amount=100)
        return False

    def _end(self) -> None:
        if self.chance(0.1):
            self.add("withdrawn", 10)
        elif self.chance(0.85) and self.add("replied", 25, outcome=self.rnd.choice(sorted(OUTCOMES))):
            self.made[-1] |= {"on_the_spot": True} if self.chance(0.1) else {}
            self._services()

    def _services(self) -> None:
        for _ in range(self.rnd.choice((0, 1, 1, 2))):
            way = self.rnd.choice(("post", "hand", "email", "web"))
            if self.add("served", 6, way=way) and way == "post":
                self.made[-1]["posted_on"] = self.made[-1]["on"]
        if self.chance(0.1):
            self.add("returned", 9)


def _request(rnd: Random, number: int) -> Told:
    channel, kind = rnd.choice(CHANNELS), rnd.choice(KINDS)
    days = _Days(rnd, date(2024, 11, 1) + timedelta(rnd.randint(0, 690)))
    events = [*_arrivals(rnd, channel, days), *_Steps(rnd, days).all()]
    if rnd.random() < 0.1:
        day = days.later(3)
        goes_on = {event["kind"] for event in events}.isdisjoint(ENDINGS)
        events += [{"kind": "registration_voided", "on": day}] if day and goes_on else []
    if rnd.random() < 0.15 and len(events) > 2:
        place = rnd.randrange(1, len(events))
        old = events[place]["on"]
        between = date.fromisoformat(events[place - 1]["on"]) - date.fromisoformat(old)
        new = date.fromisoformat(old) + timedelta(rnd.randint(between.days, 0))
        put = {"event": place, "field": "on", "old": old, "new": new.isoformat(), "why": "笔误"}
        events.append({"kind": "amended", "on": days.day.isoformat(), **put})
    asked = {"applicant.kind": kind, "subject": rnd.choice(("关税", "稽查", None))}
    if rnd.random() < 0.15:
        name, new = rnd.choice((("applicant.kind", rnd.choice(KINDS)), ("subject", "统计")))
        put = {"event": 0, "field": name, "old": asked[name], "new": new, "why": "笔误"}
        events.append({"kind": "amended", "on": days.day.isoformat(), **put})
        asked[name] = new
    person = rnd.randrange(6)
    return {
        "type": "request",
        "id": f"{number:04}",
        "channel": channel,
        "applicant": {
            "kind": asked["applicant.kind"],
            "name": f"申请人{person}",
            "id_type": "other",
            "id_number": f"{kind}{person}",
        },
        "content": f"信息{rnd.randrange(4)}",
        "medium": "paper",
        "delivery": "post",
        "subject": asked["subject"],
        "department": rnd.choice(("办公室", None)),
        "events": _told_in_some_order(rnd, events),
    }


def _told_in_some_order(rnd: Random, events: list[Told]) -> list[Told]:
    """A late entry stands behind what was recorded before it; events of one day keep their order."""
    if rnd.random() < 0.8 or any(event.get("field") == "on" for event in events):
        return events
    days = sorted({event["on"] for event in events})
    rnd.shuffle(days)
    places = sorted(range(len(events)), key=lambda place: days.index(events[place]["on"]))
    told = [dict(events[place]) for place in places]
    for event in told:
        if event["kind"] == "amended":
            event["event"] = places.index(event["event"])
    return told


def random_office(rnd: Random, requests: int) -> list[Told]:
    """The lines of an exchange file."""
    return [HEADER, *(_request(rnd, number) for number in range(1, requests + 1))]


@dataclass
class Counted:
    """A request as the recount sees it."""

    line: Told
    kind: str
    subject: str | None
    events: list[Told]
    received: date | None
    completed: date | None
    row: str | None
    late: bool
    days: int
    extended: bool
    due: date | None
    notice_late: bool


def counted(line: Told, today: date) -> Counted | None:
    """The request by what is known on ``today``; None before it came and for a voided registration."""
    known = as_amended(line["events"], today)
    if not known or any(event["kind"] == "registration_voided" for event in known):
        return None
    came = arrival(line["channel"], known)
    receipt = came.receipt
    assert (receipt or came.day or today) >= NEW_REGULATION
    notice_due = None if receipt is None else worked_day_after(receipt, 7)
    history = History(old=False, start=receipt, notice_due=notice_due).read(known)
    completed = history.completed()
    due = None if (limit := told(history.limit)) is None else date.fromisoformat(limit)
    received = receipt if completed is None else min(receipt or came.day or completed, completed)
    asked = {"applicant.kind": line["applicant"]["kind"], "subject": line["subject"]}
    later = [event for event in line["events"] if event["kind"] == "amended" and on(event) > today]
    asked |= {event["field"]: event["old"] for event in later if event["field"] in asked}
    return Counted(
        line=line,
        kind=str(asked["applicant.kind"]),
        subject=asked["subject"],
        events=known,
        received=received,
        completed=completed,
        row=_row(history.ending),
        late=completed is not None and due is not None and completed > due,
        days=_days(history, completed),
        extended=history.extension is not None,
        due=due,
        notice_late=history.notice_late,
    )


def _row(ending: Any) -> str | None:
    if ending is None:
        return None
    lapsed = {"withdrawn": "other.other", "correction_lapsed": "other.correction_lapsed"}
    lapsed["fee_lapsed"] = "other.fee_lapsed"
    return lapsed.get(str(ending["kind"])) or OUTCOMES[str(ending["outcome"])]


def _days(history: History, completed: date | None) -> int:
    """Working days of the limit that ran last, up to the end or to the notice that the applicant never answered."""
    if history.start is None or completed is None or history.clock is None:
        return 0
    notices = [history.notice] if history.correction_out else [history.fee] if history.fee_out else []
    through = min([completed, *(on(notice) for notice in notices if notice is not None)])
    worked = sum(is_worked(day) for day in days_after(history.start, through))
    return worked - history.clock.excluded(through)


def all_counted(lines: list[Told], today: date) -> list[Counted]:
    """All requests of a file by what is known on ``today``."""
    return [one for line in lines[1:] if (one := counted(line, today)) is not None]


def recount(requests: list[Counted], first: date, last: date, today: date) -> dict[str, float | None]:
    """The figures of a period by code."""
    came = [one for one in requests if one.received and first <= one.received <= last]
    done = [one for one in requests if one.completed and first <= one.completed <= last]
    sums: Counter[str] = Counter()
    for one in came:
        sums["received.new"] += 1
        sums[f"channel.{one.line['channel']}"] += 1
        sums[f"applicant.{one.kind}"] += 1
        sums[f"subject.{one.subject or ''}"] += 1
        sums[f"department.{one.line['department'] or ''}"] += 1
    for one in done:
        sums[f"result.{one.row}"] += 1
        sums["time.late" if one.late else "time.in_time"] += 1
        sums["time.late_extended" if one.late else "time.in_time_extended"] += one.extended
    sums["received.carried"] = sum(_is_open(one, first - timedelta(1)) for one in requests)
    for one in requests:
        if _is_open(one, last):
            sums[f"open.{_band(one.due, min(last, today))}"] += 1
        for event in one.events:
            _count_step(sums, one, event, first, last)
    sums["open.three"] += sums["open.one"]
    sums["open.five"] += sums["open.three"]
    days = [one.days for one in done]
    mean = {"days.average": round(sum(days) / len(days), 1), "days.median": median(days)} if days else {}
    return {**sums, **mean}


def _is_open(one: Counted, day: date) -> bool:
    return one.received is not None and one.received <= day and (one.completed is None or one.completed > day)


def _band(due: date | None, day: date) -> str:
    if due is None:
        return "stopped"
    if due < day:
        return "overdue"
    left = sum(is_worked(each) for each in days_after(day, due))
    return "one" if left <= 1 else "three" if left <= 3 else "five" if left <= 5 else "more"


def _count_step(sums: Counter[str], one: Counted, event: Told, first: date, last: date) -> None:
    day, kind = on(event), str(event["kind"])
    if kind == "served" and event["way"] == "post":
        day = date.fromisoformat(event.get("posted_on") or event["on"])
    if not first <= day <= last:
        return
    parties = {each["ref"]: each["party"] for each in one.events if each["kind"] == "consulted"}
    who = "third" if parties.get(event.get("ref")) == "third_party" else "agency"
    codes = {
        "correction_requested": "process.corrections",
        "corrected": "process.corrected",
        "correction_lapsed": "process.correction_lapsed",
        "consulted": f"process.{who}_asked",
        "opinion_received": f"process.{who}_answered",
        "extended": "process.extended",
        "fee_noticed": "fees.notices",
        "fee_paid": "fees.payments",
        "fee_lapsed": "fees.lapsed",
        "served": f"service.{event.get('way')}",
        "returned": "service.inquiry_returned" if "ref" in event else "service.returned",
        "replied": "process.on_the_spot" if event.get("on_the_spot") else "",
    }
    if code := codes.get(kind):
        sums[code] += 1
    if kind == "correction_requested":
        sums["process.corrections_late" if one.notice_late else "process.corrections_in_time"] += 1
    if kind in ("fee_noticed", "fee_paid"):
        name = "fees.due" if kind == "fee_noticed" else "fees.paid"
        sums[name] = round(sums[name] + event["amount"], 2)  # type: ignore[assignment]
