"""The sentences of rules, errors and reports, worded once in Chinese and in English.

Each room keeps its own sentences in ``zh/<room>.json`` and ``en/<room>.json``: flat objects of
``"<room>.<name>": "sentence with {placeholders}"``. Both languages have the same keys and placeholders.
Placeholders are filled by exact name and never evaluated, so a fact may hold any text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from errno import errorcode
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import ClassVar

from resources.json_objects import KeyTwice, NoObject
from resources.vocabulary import Code, LetterKind, Outcome

LANGUAGES = ("zh", "en")

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@cache
def sentences(lang: str) -> Mapping[str, str]:
    """All sentences of one language by key, merged from the rooms' files.

    Raises ValueError for a language that has no sentences and for a key that stands in two files.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no sentences in language {lang!r}")
    merged: dict[str, str] = {}
    for file in sorted(files(__name__).joinpath(lang).iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".json"):
            continue
        room: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        if twice := merged.keys() & room.keys():
            raise ValueError(f"{lang}/{file.name} repeats {sorted(twice)}")
        merged.update(room)
    return MappingProxyType(merged)


def placeholders(sentence: str) -> frozenset[str]:
    """The names of the facts that a sentence needs."""
    return frozenset(_PLACEHOLDER.findall(sentence))


def say(key: str, lang: str = "zh", /, **facts: object) -> str:
    """The sentence of a key with its facts filled in.

    Dates are written as the language writes them, vocabulary codes by their Chinese name or their code, faults of the
    system and of files in words.
    Raises KeyError for an unknown key or a fact that is missing.
    """
    return _PLACEHOLDER.sub(lambda found: _worded(facts[found[1]], lang), sentences(lang)[key])


def _worded(fact: object, lang: str) -> str:
    if isinstance(fact, date):
        return f"{fact.year}年{fact.month}月{fact.day}日" if lang == "zh" else f"{fact:%Y-%m-%d}"
    if isinstance(fact, Code | LetterKind | Outcome):
        return fact.label if lang == "zh" else fact.value
    return _fault_in_words(fact, lang) if isinstance(fact, Exception) else str(fact)


def _fault_in_words(fault: Exception, lang: str) -> str:
    """What the system or the reader of a file said, as far as there are words for it here."""
    match fault:
        case OSError() if (key := f"resources.system.{errorcode.get(fault.errno or 0, '').lower()}") in sentences(lang):
            return say(key, lang)
        case OSError():
            return fault.strerror or str(fault) or type(fault).__name__
        case json.JSONDecodeError():
            return say("resources.file.no_json", lang, line=fault.lineno)
        case KeyTwice():
            return say("resources.file.key_twice", lang, name=fault.key)
        case NoObject():
            return say("resources.file.no_object", lang)
        case UnicodeError():
            return say("resources.file.no_text", lang)
        case RecursionError():
            return say("resources.file.too_deep", lang)
        case _:
            return str(fault)


class ShoubanError(Exception):
    """What can go wrong and is understood: a class names the fault, its facts name the case.

    Subclasses set ``key`` and take their facts as their own arguments::

        class CalendarMissing(ShoubanError):
            key = "rules.calendar_missing"

            def __init__(self, year: int) -> None:
                super().__init__(year=year)
    """

    key: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(*facts.values())
        self.facts: Mapping[str, object] = facts

    def sentence(self, lang: str = "zh") -> str:
        """What happened, in one sentence that may be shown to the user."""
        return say(self.key, lang, **self.facts)

    def __str__(self) -> str:
        return self.sentence()
