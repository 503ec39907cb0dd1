"""Events as an exchange file gives them, read for the second opinion: corrections worked in, and where mail went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

Told: TypeAlias = Mapping[str, object]
"""An event as an exchange file gives it: ``kind``, ``on`` and further fields."""


def day_in(event: Told, name: str) -> date | None:
    """A date of the event, None where it is missing or null."""
    return None if event.get(name) is None else date.fromisoformat(str(event[name]))


def on(event: Told) -> date:
    """The day of the event."""
    return date.fromisoformat(str(event["on"]))


def number_in(event: Told, name: str, default: int) -> int:
    """A whole number of the event."""
    return default if event.get(name) is None else int(str(event[name]))


def as_amended(events: Sequence[Told], today: date) -> list[Told]:
    """What is known on ``today``: corrections of the record worked in, by day, those of one day in the given order."""
    written = [dict(event) for event in events]
    for event in sorted(events, key=on):
        if event["kind"] == "amended" and on(event) <= today:
            written[number_in(event, "event", -1)][str(event["field"])] = event["new"]
    return sorted((event for event in written if on(event) <= today), key=on)


def sending(service: Told) -> date:
    """The day of a service that counts: by post the posting, by hand the signature, otherwise its own day."""
    decisive = {"post": "posted_on", "hand": "signed_on", "entrusted": "signed_on"}.get(str(service.get("way")), "on")
    return day_in(service, decisive) or on(service)


def delivery(letter: object, events: Sequence[Told]) -> date | None:
    """From which day a letter counts as received; None where its own sending has to do.

    The first signature or electronic sending that did not come back; of one that came back, its last sending since.
    """
    mail = [event for event in events if event.get("letter") == letter and event["kind"] in ("served", "returned")]
    places = range(len(mail))
    signature = next((place for place in places if mail[place].get("signed_on") is not None), len(mail))
    backs = [place for place in places[:signature] if mail[place]["kind"] == "returned"]
    for event in mail[backs[-1] + 1 if backs else 0 :]:
        if event["kind"] == "served" and (event.get("signed_on") is not None or event.get("way") != "post"):
            return day_in(event, "signed_on") or on(event)
    again = [event for event in mail[backs[0] :] if event["kind"] == "served"] if backs else []
    return sending(again[-1]) if again else None
