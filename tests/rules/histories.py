"""Histories of requests drawn at random: plausible ones and odd ones, as an exchange file would tell them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from resources.vocabulary import Channel, Outcome

Told = dict[str, Any]

OUTCOMES = sorted({outcome.value for outcome in Outcome} - {"withdrawn", "correction_lapsed", "fee_lapsed"})
TURNING_POINTS = (date(2019, 4, 10), date(2019, 5, 10), date(2023, 11, 20), date(2026, 9, 1), date(2026, 11, 15))
FIRST_DAYS = st.one_of(
    st.dates(date(2017, 1, 1), date(2026, 12, 31)),
    st.builds(lambda day, days: day + timedelta(days=days), st.sampled_from(TURNING_POINTS), st.integers(0, 45)),
)
GAPS = st.one_of(st.integers(0, 4), st.integers(0, 12), st.integers(5, 45))
REFS = st.sampled_from(("甲", "乙", "丙"))
STEPS = (
    "correction_requested",
    "corrected",
    "consulted",
    "opinion_received",
    "returned",
    "extended",
    "reasons_requested",
    "delay_fixed",
    "fee_noticed",
    "fee_paid",
    "handed_over",
    "confirmed",
)
LETTERS = ("correction_requested", "consulted", "fee_noticed", "extended", "delay_fixed")
"""Steps whose letter may have a service of its own."""


@st.composite
def arrivals(draw: st.DrawFn, channel: str) -> list[Told]:
    """The first events of a request: handed in, signed for, or arrived and perhaps confirmed."""
    day = draw(FIRST_DAYS)
    if channel == Channel.SIGNED_MAIL:
        return [{"kind": "signed", "on": day}]
    events = [{"kind": "submitted", "on": day}]
    if channel not in (Channel.COUNTER, Channel.ORAL) and draw(st.integers(0, 4)):
        events.append({"kind": "confirmed", "on": day + timedelta(days=draw(st.integers(0, 15)))})
    return events


@st.composite
def steps(draw: st.DrawFn, kind: str, day: date, open_refs: list[str]) -> Told:
    """One step on ``day``; ``open_refs`` are the references of the inquiries sent so far."""
    event: Told = {"kind": kind, "on": day}
    later = st.one_of(st.none(), st.integers(0, 10).map(lambda days: day + timedelta(days=days)))
    if kind == "correction_requested":
        event |= {
            "served_on": draw(later),
            "items": ["明确内容"],
            "allowed_days": draw(st.sampled_from((None, 5, 10, 15))),
        }
    elif kind == "consulted":
        party = draw(st.sampled_from(("third_party", "third_party", "joint_agency", "other_agency")))
        ref = draw(REFS) if len(open_refs) > 5 else f"问{len(open_refs) + 1}"
        event |= {"ref": ref, "party": party, "received_on": draw(later)}
    elif kind in ("opinion_received", "returned"):
        event |= {"ref": draw(st.sampled_from(open_refs))}
    elif kind == "extended":
        event |= {"days": draw(st.sampled_from((1, 5, 10, 15, 20, 30))), "approved_by": "办公室主任"}
    elif kind == "delay_fixed":
        event |= {"until": day + timedelta(days=draw(st.integers(0, 90)))}
    elif kind == "fee_noticed":
        event |= {"received_on": draw(later)}
    return {name: value for name, value in event.items() if value is not None}


@st.composite
def services(draw: st.DrawFn, day: date, letter: str | None) -> Told:
    """A letter sent on ``day``, in any way, with or without proof."""
    way = draw(st.sampled_from(("post", "post", "hand", "entrusted", "email", "fax", "web")))
    served: Told = {"kind": "served", "on": day, "way": way, "letter": letter}
    if way == "post" and draw(st.integers(0, 4)):
        served["posted_on"] = day + timedelta(days=draw(st.integers(0, 2)))
    if draw(st.booleans()):
        served["signed_on"] = day + timedelta(days=draw(st.integers(0, 9)))
    return {name: value for name, value in served.items() if value is not None}


@st.composite
def mailings(draw: st.DrawFn, day: date, letter: str) -> list[Told]:
    """A notice sent on ``day``, which may come back and be sent again."""
    events = [draw(services(day, letter))]
    for kind in draw(st.sampled_from(((), (), ("returned",), ("returned", "served"), ("served", "returned")))):
        day += timedelta(days=draw(st.integers(0, 6)))
        again = draw(services(day, letter)) if kind == "served" else {"kind": kind, "on": day, "letter": letter}
        events.append(again)
    return events


@st.composite
def endings(draw: st.DrawFn, day: date) -> list[Told]:
    """How a request may end, with what may follow: service, return, a second service, taken up again."""
    kind = draw(st.sampled_from(("replied", "replied", "replied", "withdrawn", "correction_lapsed", "fee_lapsed")))
    events: list[Told] = [{"kind": kind, "on": day}]
    if kind == "replied":
        events[0] |= {"outcome": draw(st.sampled_from(OUTCOMES))}
        events[0] |= draw(st.sampled_from(({}, {"letter": "答复"})))
    for after in draw(st.lists(st.sampled_from(("served", "served", "returned", "noted", "reopened")), max_size=4)):
        day += timedelta(days=draw(st.integers(0, 12)))
        if after == "served":
            events.append(draw(services(day, draw(st.sampled_from((None, "答复", "告知"))))))
            continue
        events.append({"kind": after, "on": day})
        if after == "reopened":
            return events + (draw(endings(day + timedelta(days=draw(GAPS)))) if draw(st.booleans()) else [])
    return events


@st.composite
def amendments(draw: st.DrawFn, events: list[Told]) -> list[Told]:
    """One date of one event put right later, once or twice."""
    place = draw(st.integers(0, len(events) - 1))
    name = draw(st.sampled_from([name for name, value in events[place].items() if isinstance(value, date)]))
    day, old = max(event["on"] for event in events), events[place][name]
    told = []
    for _ in range(draw(st.integers(1, 2))):
        day += timedelta(days=draw(st.integers(0, 3)))
        new = old + timedelta(days=draw(st.integers(-6, 6)))
        told.append(
            {"kind": "amended", "on": day, "event": place, "field": name, "old": old, "new": new, "why": "笔误"}
        )
        old = new
    return told


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[Told], date]:
    """A channel, the events of a request with dates as texts, and a day on which one asks."""
    channel = draw(st.sampled_from([channel.value for channel in Channel]))
    events = draw(arrivals(channel))
    day, refs = events[0]["on"], list[str]()
    for kind in draw(st.lists(st.sampled_from(STEPS), max_size=8)):
        day += timedelta(days=draw(GAPS))
        if kind in ("opinion_received", "returned") and not refs:
            continue
        step = draw(steps(kind, day, refs))
        events.append(step)
        if kind == "consulted":
            refs.append(step["ref"])
        if kind in LETTERS and draw(st.integers(0, 3)) == 0:
            step["letter"] = f"文{len(events)}"
            events += draw(mailings(day + timedelta(days=draw(st.integers(0, 3))), step["letter"]))
    last = max(event["on"] for event in events)
    if draw(st.booleans()):
        events += draw(endings(last + timedelta(days=draw(GAPS))))
    if draw(st.integers(0, 5)) == 0:
        events += draw(amendments(events))
    last = max(event["on"] for event in events)
    today = last + timedelta(days=draw(st.one_of(st.just(0), st.integers(0, 60), st.integers(-60, 0))))
    return channel, [_as_text(event) for event in draw(_in_some_order(events))], today


@st.composite
def _in_some_order(draw: st.DrawFn, events: list[Told]) -> list[Told]:
    """The events as a file may list them; an amendment names the place of its event in that list."""
    if draw(st.integers(0, 4)):
        return events
    order = draw(st.permutations(range(len(events))))
    place = {old: new for new, old in enumerate(order)}
    return [events[old] | ({"event": place[events[old]["event"]]} if "event" in events[old] else {}) for old in order]


def _as_text(event: Told) -> Told:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in event.items()}
