"""What is wrong with words that an office wants for its letters: each fault names the part and what is the matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.casework.wording.wording_parts import (
    HEADS,
    NOTE,
    OWN_NAME,
    TITLE,
    TITLE_OF_CORRECTION,
    Part,
    labels_of,
    parts_of,
)
from forms.fonts import UnprintableCharacter, typeface, visible
from resources import wording
from resources.messages import ShoubanError, say
from resources.vocabulary import LetterKind
from resources.wording import PLACEHOLDER

MOST_CHARACTERS: Final = 10_000
MOST_OF_TITLE: Final = 50
MOST_OF_OWN_NAME: Final = 10

_MOST: Final = {TITLE: MOST_OF_TITLE, TITLE_OF_CORRECTION: MOST_OF_TITLE, OWN_NAME: MOST_OF_OWN_NAME}
_LABELLED: Final = re.compile(r"〔([^〔〕]+)〕")
_ENDED: Final = re.compile(r"[。！？：…][”’」』）]*$")
_IN_BRACKETS: Final = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_FIRST_OF_OWN_NAME: Final = "本"
_NEVER_TYPED: Final = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class PartFault:
    """Why ``part`` cannot stand as it is."""

    part: str
    sentence: str


class WordingRefused(ShoubanError):
    """Words that cannot stand; ``faults`` says why, each for one part."""

    key = "wording.refused"

    def __init__(self, kind: LetterKind, faults: tuple[PartFault, ...]) -> None:
        super().__init__(letter=kind.label, fault=faults[0].sentence, more=_more(faults))
        self.kind = kind
        self.faults = faults


def _more(faults: tuple[PartFault, ...]) -> str:
    return say("wording.more", count=len(faults) - 1) if len(faults) > 1 else ""


def faults_of(kind: LetterKind, texts: Mapping[str, str]) -> tuple[PartFault, ...]:
    """Everything that is wrong with ``texts``, in the order of the letter; one fault a part."""
    parts = parts_of(kind)
    found = [next(_faults(kind, part, texts), None) for part in parts]
    strangers = [_stranger(kind, name) for name in texts if name not in {part.name for part in parts}]
    return tuple(fault for fault in (*strangers, *found) if fault is not None)


def heading_of(kind: LetterKind, name: str) -> str:
    """What a part is called: 文书名称, 自称, 附注; a sentence by its beginning in the program's words."""
    if name in (*HEADS, NOTE):
        return say(f"wording.part.{name}")
    text = next((one.text for one in wording.load(kind).sentences if one.id == name), name)
    beginning = PLACEHOLDER.sub("……", text).strip("，。：；")
    return say("wording.part.sentence", beginning=beginning[:16])


def _stranger(kind: LetterKind, name: str) -> PartFault:
    """A part that the letter does not have, or that is fixed."""
    fixed = any(sentence.id == name for sentence in wording.load(kind).sentences)
    key = "wording.fault.fixed" if fixed else "wording.fault.unknown_part"
    return PartFault(name, say(key, part=heading_of(kind, name)))


def _faults(kind: LetterKind, part: Part, texts: Mapping[str, str]) -> Iterator[PartFault]:
    text = texts.get(part.name)
    if text is None:
        yield _fault(kind, part, "missing_part")
        return
    if not text.strip():
        yield _fault(kind, part, "empty")
    yield from _length_faults(kind, part, text)
    yield from _character_faults(kind, part, text)
    yield from _placeholder_faults(kind, part, text)
    if part.name == NOTE and not _IN_BRACKETS.fullmatch(text.strip()):
        yield _fault(kind, part, "no_brackets")  # GB/T 9704 7.3.6
    if part.name not in (*HEADS, NOTE) and not _ENDED.search(text.rstrip()):
        yield _fault(kind, part, "no_end")
    if part.name == OWN_NAME:
        for title in (TITLE, TITLE_OF_CORRECTION):
            if title in texts:
                yield from _own_name_faults(kind, part, text, texts[title])


def _length_faults(kind: LetterKind, part: Part, text: str) -> Iterator[PartFault]:
    most = _MOST.get(part.name, MOST_CHARACTERS)
    if len(text) > most:
        yield _fault(kind, part, "long", count=len(text), most=most)


def _character_faults(kind: LetterKind, part: Part, text: str) -> Iterator[PartFault]:
    """Line breaks and signs that are no text; characters that no font prints."""
    for character in text:
        if unicodedata.category(character) in _NEVER_TYPED:
            yield _fault(kind, part, "no_text", code=f"U+{ord(character):04X}")
            return
    try:
        typeface("body").glyphs(visible(text))
    except UnprintableCharacter as error:
        yield _fault(kind, part, "unprintable", character=error.character, code=error.code)


def _placeholder_faults(kind: LetterKind, part: Part, text: str) -> Iterator[PartFault]:
    """Unknown ones, those that may be empty here, those that are missing. Other braces are text."""
    labels = labels_of(kind)
    asked = PLACEHOLDER.findall(text)
    unknown = [f"{{{name}}}" for name in asked if name not in labels]
    unknown += [found[0] for found in _LABELLED.finditer(text) if not any(sign.isdigit() for sign in found[1])]
    if unknown:
        yield _fault(kind, part, "unknown_placeholder", names="、".join(dict.fromkeys(unknown)))
    if unsure := [labels[name] for name in asked if name in labels and name not in part.placeholders]:
        yield _fault(kind, part, "unsure_placeholder", names=_in_brackets(unsure))
    if absent := [labels[name] for name in sorted(part.required) if name not in asked]:
        yield _fault(kind, part, "missing_placeholder", names=_in_brackets(absent))


def _own_name_faults(kind: LetterKind, part: Part, own_name: str, title: str) -> Iterator[PartFault]:
    """The remedy clause calls the letter by it: it must be recognised in the title (law 6.2)."""
    if not own_name.startswith(_FIRST_OF_OWN_NAME) or own_name[-1:] != title.strip()[-1:]:
        yield _fault(kind, part, "own_name")


def _in_brackets(labels: list[str]) -> str:
    return "、".join(f"〔{label}〕" for label in dict.fromkeys(labels))


def _fault(kind: LetterKind, part: Part, key: str, **facts: object) -> PartFault:
    return PartFault(part.name, say(f"wording.fault.{key}", part=heading_of(kind, part.name), **facts))
