"""What a command has to say: one JSON document, or lines for people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from db.records import Json
from desktop.casework.progress_reports import Report, unheard
from resources.messages import ShoubanError, say

Say: TypeAlias = Callable[..., str]
"""``say`` in the language that was asked for: key and facts to sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``lines``: the same for people. ``finding``: exit code 1 (damage, missing facts, a limit that cannot be told)."""

    document: Json
    lines: tuple[str, ...]
    finding: bool = False


class WrongArguments(ShoubanError):
    """The command line does not say what is to be done; ``fault``: ``commands.arguments.<fault>`` with its facts."""

    key = "commands.wrong_arguments"

    def __init__(self, fault: str, **facts: object) -> None:
        super().__init__(**facts)
        self.fault = fault

    def sentence(self, lang: str = "zh") -> str:
        """What is wrong, and where the usage stands."""
        return say(self.key, lang, detail=say(f"commands.arguments.{self.fault}", lang, **self.facts))


def sentences_in(lang: str) -> Say:
    """``say`` bound to a language."""

    def worded(key: str, **facts: object) -> str:
        return say(key, lang, **facts)

    return worded


def listed(labels: Mapping[str, str], values: Mapping[str, object]) -> tuple[str, ...]:
    """One line a value: label and value, in the order of ``labels``; what is missing shows as –."""
    return tuple(f"{label}  {'–' if values.get(key) is None else values[key]}" for key, label in labels.items())


def progress_lines(lang: str) -> Report:
    """Tells on a terminal how far long work is; files and pipes get nothing of it."""
    if not sys.stderr.isatty():
        return unheard

    def told(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{say('commands.reckoning', lang, done=f'{done:,}', total=f'{total:,}')}", end=end, file=sys.stderr)
        sys.stderr.flush()

    return told
