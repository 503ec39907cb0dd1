"""Facts of events on which limits and figures rest and that tell of nobody: destruction and copies keep them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from db.chain import DAY_OR_CODE, PUBLIC_FACTS, split
from db.records import DESTROYED_TEXT, Event, Json, Letter, Request
from desktop.rules.counted_steps import ON_THE_SPOT
from desktop.rules.history import TAKEN_BACK
from desktop.rules.particulars import CODED
from desktop.rules.receipt import BY_LETTER
from resources.vocabulary import EventKind

REASONS_TOLD: Final = "reasons_told"
ASSISTED: Final = "assisted"
"""What the letter and the particulars of a destroyed request said, as far as it is counted."""

_YES_OR_NO: Final = (ON_THE_SPOT, BY_LETTER, REASONS_TOLD, ASSISTED)
_THERE_OR_NOT: Final = ("approved_by", "items", "receipt_number")
_AMENDED_FIELDS: Final = PUBLIC_FACTS | CODED.keys() | {"on", TAKEN_BACK}
_SHORT: Final = re.compile(r"[A-Za-z0-9.-]{1,6}")


def lasting_facts(event: Event, hidden: str) -> dict[str, Json]:
    """What stays of the facts of an event. A corrected code, day or number stays, a corrected text does not.

    ``hidden`` stands in the place of texts of which it counts that they are there (who approved an extension).
    """
    facts = dict(split(event)[0])
    facts |= {name: value for name in _YES_OR_NO if isinstance(value := event.facts.get(name), bool)}
    if (ref := event.facts.get("ref")) is not None:
        facts["ref"] = _ref(str(ref))
    if event.kind is EventKind.HANDED_OVER and event.facts.get("to"):
        facts["to"] = event.facts["to"]
    if event.kind is EventKind.AMENDED and event.facts.get("field") in _AMENDED_FIELDS:
        values = {name: event.facts[name] for name in ("old", "new") if event.facts.get(name) is not None}
        facts |= {name: value for name, value in values.items() if _tells_nobody(value)}
    for name in _THERE_OR_NOT:
        if told := event.facts.get(name):
            facts[name] = [hidden] if isinstance(told, list) else hidden
    return facts


def beyond_the_record(request: Request, letters: Mapping[str, Letter]) -> Mapping[str, Json]:
    """Lasting facts that stand among the private ones, by the place of their event: a destruction carries them on."""
    found: dict[str, Json] = {}
    for place, event in enumerate(request.events):
        public = split(event)[0]
        more = {
            name: value for name, value in lasting_facts(event, DESTROYED_TEXT).items() if public.get(name) != value
        }
        if event.kind is EventKind.REPLIED and gives_reasons(letters.get(event.letter or "")):
            more[REASONS_TOLD] = True
        if place == 0 and request.assistance:
            more[ASSISTED] = True
        if more:
            found[str(place)] = more
    return found


def gives_reasons(letter: Letter | None) -> bool:
    """Whether a reply says why something is not disclosed (条例 36(三), 37)."""
    told = () if letter is None else (str(value) for name, value in letter.facts.items() if "reason" in name and value)
    return any(text.strip() for text in told)


def _tells_nobody(value: Json) -> bool:
    return not isinstance(value, str | list | dict) or (
        isinstance(value, str) and (DAY_OR_CODE.fullmatch(value) or _SHORT.fullmatch(value)) is not None
    )


def _ref(text: str) -> str:
    """The same inquiry has the same mark throughout the request."""
    return text if _SHORT.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:8]
