"""What is wrong with the arguments, in the office's words: argparse itself speaks English only."""

from __future__ import annotations

import re
from argparse import Action, HelpFormatter, _MutuallyExclusiveGroup
from collections.abc import Iterable

from desktop.commands_answer import WrongArguments
from resources.messages import say

_NAME = r"argument (?P<name>[^:]+): "
_FAULTS = (
    ("missing", re.compile("the following arguments are required: (?P<names>.+)")),
    ("unknown", re.compile("unrecognized arguments: (?P<words>.+)", re.DOTALL)),
    ("no_value", re.compile(_NAME + "expected .*argument")),
    (
        "no_such",
        re.compile(_NAME + r"invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)", re.DOTALL),
    ),
    ("ambiguous", re.compile(r"ambiguous option: (?P<name>\S+) could match (?P<choices>.+)")),
    ("takes_none", re.compile(_NAME + "ignored explicit argument (?P<value>.+)", re.DOTALL)),
    ("not_readable", re.compile(_NAME + "(?P<why>.+)", re.DOTALL)),
)
"""The faults that argparse tells, by its own sentences; the reason of the last one is a sentence of this program."""

_PLACES = frozenset({"COMMAND", "action", "basis", "id", "kind", "file", "year"})
"""Arguments that are known by their place."""


def wrong_arguments(message: str) -> WrongArguments:
    """The fault that argparse tells by ``message``."""
    for fault, pattern in _FAULTS:
        if found := pattern.match(message):
            return _Told(fault, found.groupdict())
    return WrongArguments("other", words=message)


class _Told(WrongArguments):
    """A fault with the words that argparse quotes."""

    def __init__(self, fault: str, quoted: dict[str, str]) -> None:
        super().__init__(fault, **quoted)

    def sentence(self, lang: str = "zh") -> str:
        """What is wrong, with arguments known by their place named in the language."""
        facts = {name: _worded(name, str(value), lang) for name, value in self.facts.items()}
        return say(self.key, lang, detail=say(f"commands.arguments.{self.fault}", lang, **facts))


def _worded(name: str, value: str, lang: str) -> str:
    if name in ("names", "choices"):
        separator = "、" if lang == "zh" else ", "
        return separator.join(_place(word.strip().strip("'"), lang) for word in value.split(","))
    return _place(value, lang) if name == "name" else value.strip("'")


def _place(name: str, lang: str) -> str:
    return say(f"commands.place.{name}", lang) if name in _PLACES else name


def formatter(lang: str) -> type[HelpFormatter]:
    """Shows the usage with its headings in the language."""
    headings = {"positional arguments": "positional", "options": "options"}

    class Formatter(HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[Action],
            groups: Iterable[_MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            # A command asks for its own name with an empty prefix.
            super().add_usage(usage, actions, groups, say("commands.help.usage", lang) if prefix is None else prefix)

        def start_section(self, heading: str | None) -> None:
            known = headings.get(heading or "")
            super().start_section(heading if known is None else say(f"commands.help.{known}", lang))

    return Formatter
