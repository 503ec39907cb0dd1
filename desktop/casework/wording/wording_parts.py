"""What an office may word itself in a letter: its title, what it calls itself, some sentences, and the note.

Screens show a placeholder as 〔what it stands for〕, the store keeps it as ``{name}``; both are filled by exact name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from db.records import WordingVersion
from db.store import Reading
from forms.catalogue import BUILT, form_of
from forms.facts import FactField
from resources import wording
from resources.vocabulary import LetterKind
from resources.wording import PLACEHOLDER, Condition, Wording, WordingSentence

TITLE: Final = "title"
OWN_NAME: Final = "own_name"
TITLE_OF_CORRECTION: Final = "title_of_correction"
NOTE: Final = "note"
HEADS: Final = (TITLE, TITLE_OF_CORRECTION, OWN_NAME)
"""The parts above the sentences."""

WORDED: Final = BUILT - {LetterKind.ENVELOPE, LetterKind.TIME_LIMIT_PROOF, LetterKind.THIRD_PARTY_REPLY_SLIP}
"""Papers that an office may word; the others have no words of their own, or are bound to a letter."""

_CORRECTION: Final = (Condition("record_correction", (True,)),)
_ALWAYS: Final = frozenset({"address", "regulation", "own_name", "own_short"})
_MAY_GO: Final = frozenset({"address", "own_name", "own_short"})
"""Placeholders that a sentence may do without: how the addressee and the letter are called."""

_TOLD_BY_CODE: Final = frozenset({"remedy", "outcome"})
_UNWORDED: Final = frozenset({"yes_no", "rows"})
_LABELLED: Final = re.compile(r"〔([^〔〕]+)〕")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the office may word. ``text``: the program's words.

    ``placeholders``: what it may ask for, because it is always known where the part is printed, name -> label;
    ``required``: what it must ask for. ``when``: the conditions under which it is printed.
    """

    name: str
    text: str
    placeholders: Mapping[str, str]
    required: frozenset[str]
    when: tuple[Condition, ...] = ()


@cache
def parts_of(kind: LetterKind) -> tuple[Part, ...]:
    """What an office may word in a paper of ``kind``, in the order of the paper; nothing in some."""
    if kind not in WORDED:
        return ()
    words = wording.load(kind)
    heads = [Part(TITLE, words.title, {}, frozenset())]
    if words.title_of_correction:
        heads.append(Part(TITLE_OF_CORRECTION, words.title_of_correction, {}, frozenset(), _CORRECTION))
    if not words.sentences:
        return tuple(heads)
    sentences = tuple(_sentence_part(kind, words, each) for each in words.sentences if each.office and each.each <= 1)
    note = Part(NOTE, words.note, _known_in(kind, words, ()), _asked(words.note) - _MAY_GO)
    return (*heads, Part(OWN_NAME, words.own_name, {}, frozenset()), *sentences, note)


def texts_of(kind: LetterKind, words: Wording) -> dict[str, str]:
    """The parts that the office may word as they stand in ``words``."""
    texts = {sentence.id: sentence.text for sentence in words.sentences}
    texts |= {TITLE: words.title, TITLE_OF_CORRECTION: words.title_of_correction}
    texts |= {OWN_NAME: words.own_name, NOTE: words.note}
    return {part.name: texts[part.name] for part in parts_of(kind)}


def wording_on(reading: Reading, office: str, kind: LetterKind, day: date) -> Wording:
    """The words of a letter dated ``day``: the program's, with what the office worded itself by then."""
    words = wording.load(kind)
    own = reading.wording_on(office, kind, day) if office and kind in WORDED else None
    return words if own is None else worded(kind, own.texts, version_name(own))


def version_name(own: WordingVersion) -> str:
    """How a letter names the version it was written with: 2026-11/2 is the office's second, over 2026-11."""
    return f"{wording.load(own.kind).version}/{own.version}"


def worded(kind: LetterKind, texts: Mapping[str, str], version: str = "") -> Wording:
    """The program's words with ``texts`` in the place of its own.

    A text that asks for what the letter no longer has (it was kept by an earlier version of the program) gives way.
    """
    words = wording.load(kind)
    own = {part.name: texts[part.name] for part in parts_of(kind) if part.name in texts and _fits(part, texts)}
    return replace(
        words,
        version=version or words.version,
        title=own.get(TITLE, words.title),
        title_of_correction=own.get(TITLE_OF_CORRECTION, words.title_of_correction),
        own_name=own.get(OWN_NAME, words.own_name),
        note=own.get(NOTE, words.note),
        sentences=tuple(_with_text(sentence, own) for sentence in words.sentences),
    )


def labels_of(kind: LetterKind) -> Mapping[str, str]:
    """What placeholders are called on screens: name -> label."""
    return form_of(kind).placeholders


def shown(kind: LetterKind, text: str) -> str:
    """A stored text as screens show it: {reason} is 〔延期的原因〕."""
    labels = labels_of(kind)
    return PLACEHOLDER.sub(lambda found: f"〔{labels[found[1]]}〕" if found[1] in labels else found[0], text)


def stored(kind: LetterKind, text: str) -> str:
    """A text as it was typed, as the store keeps it; marks that nobody sees (of direction, of joining) fall away."""
    names = {label: name for name, label in labels_of(kind).items()}
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return _LABELLED.sub(lambda found: f"{{{names[found[1]]}}}" if found[1] in names else found[0], text)


def _fits(part: Part, texts: Mapping[str, str]) -> bool:
    asked = _asked(texts[part.name])
    return asked <= part.placeholders.keys() and part.required <= asked


def _with_text(sentence: WordingSentence, own: Mapping[str, str]) -> WordingSentence:
    """The sentence in the office's words; those that stand once for each matter follow the first."""
    if sentence.each <= 1:
        return replace(sentence, text=own.get(sentence.id, sentence.text))
    first = own.get(f"{sentence.id.removesuffix(str(sentence.each))}1")
    return sentence if first is None else replace(sentence, text=first.replace("_1}", f"_{sentence.each}}}"))


def _sentence_part(kind: LetterKind, words: Wording, sentence: WordingSentence) -> Part:
    known = _known_in(kind, words, sentence.when)
    return Part(sentence.id, sentence.text, known, sentence.placeholders - _MAY_GO, sentence.when)


def _known_in(kind: LetterKind, words: Wording, when: tuple[Condition, ...]) -> dict[str, str]:
    """What is always known where all of ``when`` hold: required facts, and what other sentences there ask for."""
    names = set(_ALWAYS) | {condition.fact for condition in when if condition.present}
    names |= {field.name for field in form_of(kind).fields if field.required and set(field.when) <= set(when)}
    for sentence in words.sentences:
        if set(sentence.when) <= set(when):
            names |= sentence.placeholders
    names |= _asked(words.note)
    fields = {field.name: field for field in form_of(kind).fields}
    return {
        name: label
        for name, label in labels_of(kind).items()
        if name in names and (name not in fields or _is_worded(fields[name]))
    }


def _is_worded(field: FactField) -> bool:
    """Whether the fact reads as words in a sentence."""
    return field.type not in _UNWORDED and field.name not in _TOLD_BY_CODE


def _asked(text: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(text))
