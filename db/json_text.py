"""JSON values as canonical text: the same value always gives the same text, so that its hash can be checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from db.records import NOTHING, Json

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write(value: Json | Mapping[str, Json]) -> str:
    """Canonical text: sorted keys, no blanks, characters as they are."""
    return _ENCODER.encode(dict(value) if isinstance(value, Mapping) else value)


def write_extra(extra: Mapping[str, Json]) -> str | None:
    """Canonical text of further keys; None when there are none."""
    return write(extra) if extra else None


def read(text: str) -> Json:
    """The value of a canonical text."""
    value: Json = json.loads(text)
    return value


def read_mapping(text: str | None) -> Mapping[str, Json]:
    """The mapping of a canonical text; the empty one for None."""
    if text is None or text == "{}":
        return NOTHING
    return MappingProxyType(json.loads(text)) or NOTHING
