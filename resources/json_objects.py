"""JSON objects of files that people bring."""

from __future__ import annotations

from typing import Any


class KeyTwice(ValueError):
    """A key stands twice in one object; JSON would take the last without a word."""

    def __init__(self, key: str) -> None:
        super().__init__(f"“{key}” × 2")
        self.key = key


class NoObject(ValueError):
    """The file holds something else than an object."""


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once: ``object_pairs_hook`` of ``json.loads``. Raises ``KeyTwice``."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise KeyTwice(next(name for name in names if names.count(name) > 1))
    return found
