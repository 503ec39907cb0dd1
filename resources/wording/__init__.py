"""The words of the papers: one file a letter with its sentences, and the remedy clauses with the days they are valid.

What several letters say stands once in ``blocks.json``; a letter names it among its sentences or as its note.
A sentence is plain text with ``{name}`` placeholders that are filled by exact name and never evaluated. ``when`` says
for which facts a sentence is printed. In a letter staff may change the sentences that are not locked. The office may
word these anew for all its letters, and the locked ones marked ``office``; ``law`` says what fixes the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from resources.messages import ShoubanError
from resources.vocabulary import LetterKind, Remedy

Scalar: TypeAlias = str | int | bool

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NUMBERED: Final = re.compile(r"(?<=[a-z])_n(?=[}\"])")
_OPEN_END: Final = date.max
_KINDS: Final = MappingProxyType({kind.value: kind for kind in LetterKind})


class WordingBroken(ShoubanError):
    """A wording file that cannot be used; ``fault`` says what is wrong with it."""

    key = "forms.wording_broken"

    def __init__(self, letter: str, fault: str) -> None:
        super().__init__(letter=letter, fault=fault)


@dataclass(frozen=True, slots=True)
class Condition:
    """One fact must have one of ``values``; or, with ``present``, must be there (True) or be missing (False)."""

    fact: str
    values: tuple[Scalar, ...] = ()
    present: bool | None = None

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Whether ``facts`` (by name; None and empty text count as missing) meet the condition."""
        value = facts.get(self.fact)
        if self.present is not None:
            return (value not in (None, "", ())) is self.present
        return value in self.values


@dataclass(frozen=True, slots=True)
class WordingSentence:
    """One sentence of a letter. ``paragraph``: it begins a new paragraph. All of ``when`` must hold to print it.

    ``locked``: staff cannot change it in a letter; ``office``: the office may word it for all its letters; ``law``:
    why not even the office may. ``each``: its place among sentences that stand once for each of several matters.
    """

    id: str
    text: str
    locked: bool
    paragraph: bool = False
    when: tuple[Condition, ...] = ()
    office: bool = False
    law: str = ""
    each: int = 0

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that the sentence asks for."""
        return frozenset(PLACEHOLDER.findall(self.text))


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of one letter.

    ``own_name``: what it calls itself (本答复书); ``note``: the 附注 in round brackets; ``basis``: the articles it
    cites, empty where the outcome decides them (vocabulary), written as there: ``33(2)``. ``title_of_correction``: the
    title where a record correction is answered (条例 41), empty where that makes no difference.
    """

    letter: LetterKind
    version: str
    title: str
    own_name: str
    sentences: tuple[WordingSentence, ...]
    basis: str = ""
    note: str = ""
    title_of_correction: str = ""

    def titled(self, facts: Mapping[str, object]) -> str:
        """The title of a letter with these facts."""
        answers_correction = facts.get("record_correction") is True
        return self.title_of_correction if answers_correction and self.title_of_correction else self.title


@dataclass(frozen=True, slots=True)
class RemedyClauses:
    """The remedy clauses of letters dated ``first`` to ``last``; ``online`` is added when served over the internet."""

    first: date
    last: date
    clauses: Mapping[Remedy, str]
    online: str | None


def parse(text: str) -> Wording:
    """The wording in a file's text. Raises ``WordingBroken``."""
    letter = "?"
    try:
        content = json.loads(text)
        letter = content["letter"]
        wording = Wording(
            letter=_KINDS[letter],
            version=content["version"],
            title=content["title"],
            own_name=content["own_name"],
            sentences=tuple(
                _sentence(each, place) for entry in content["sentences"] for place, each in _repeated(entry)
            ),
            basis=content.get("basis", ""),
            note=_note(content.get("note", "")),
            title_of_correction=content.get("title_of_correction", ""),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise WordingBroken(letter, str(fault)) from fault
    ids = [sentence.id for sentence in wording.sentences]
    if len(ids) != len(set(ids)):
        raise WordingBroken(letter, "id")
    return wording


@cache
def load(kind: LetterKind) -> Wording:
    """The bundled wording of a letter. Raises ``FileNotFoundError`` when the letter has none."""
    return parse(files(__name__).joinpath(f"{kind.value}.json").read_text(encoding="utf-8"))


@cache
def remedy_clauses() -> tuple[RemedyClauses, ...]:
    """The remedy clauses of all times, oldest first."""
    content = json.loads(files(__name__).joinpath("remedies.json").read_text(encoding="utf-8"))
    return tuple(
        RemedyClauses(
            first=date.fromisoformat(entry["first"]),
            last=date.fromisoformat(entry["last"]) if entry["last"] else _OPEN_END,
            clauses={Remedy(code): clause for code, clause in entry["clauses"].items()},
            online=entry["online"],
        )
        for entry in content["editions"]
    )


def clauses_on(day: date) -> RemedyClauses:
    """The remedy clauses of a letter dated ``day``. Raises ``LookupError`` before the 条例 of 2008."""
    for edition in remedy_clauses():
        if edition.first <= day <= edition.last:
            return edition
    raise LookupError(f"no remedy clauses on {day}")


@cache
def _blocks(part: str) -> Mapping[str, Any]:
    """What several letters say, by name; ``part``: ``sentences`` or ``notes``."""
    content = json.loads(files(__name__).joinpath("blocks.json").read_text(encoding="utf-8"))
    return MappingProxyType(content[part])


def _note(words: str) -> str:
    """The note, in round brackets, or the one of that name."""
    return words if words.startswith("（") or not words else str(_blocks("notes")[words])


def _repeated(entry: str | Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    """The sentence; of ``{"each": 6, "sentences": [...]}`` the sentences six times, names in ``_n`` numbered.

    A name is the block that is called so, ``{"block": name, ...}`` the block with something else about it.
    """
    if isinstance(entry, str):
        return [(0, _blocks("sentences")[entry])]
    if "block" in entry:
        return [(0, {**_blocks("sentences")[entry["block"]], **entry})]
    most = entry.get("each")
    if most is None:
        return [(0, entry)]
    text = json.dumps(entry["sentences"], ensure_ascii=False)
    return [(place, each) for place in range(1, most + 1) for each in json.loads(_NUMBERED.sub(f"_{place}", text))]


def _sentence(entry: Mapping[str, Any], place: int) -> WordingSentence:
    when = entry.get("when", [])
    conditions = when if isinstance(when, list) else [when]
    return WordingSentence(
        id=str(entry["id"]),
        text=str(entry["text"]),
        locked=bool(entry["locked"]),
        paragraph=bool(entry.get("paragraph", False)),
        when=tuple(_condition(condition) for condition in conditions),
        office=bool(entry.get("office", not entry["locked"])),
        law=str(entry.get("law", "")),
        each=place,
    )


def _condition(entry: Mapping[str, Any]) -> Condition:
    present = entry.get("present")
    if present is not None:
        return Condition(fact=str(entry["fact"]), present=bool(present))
    wanted = entry["is"]
    values = wanted if isinstance(wanted, list) else [wanted]
    return Condition(fact=str(entry["fact"]), values=tuple(values))
