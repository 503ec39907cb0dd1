"""From wording and facts to the sentences and paragraphs of a letter.

Placeholders are filled by exact name and never evaluated; what a fact says is never read as a placeholder or as
markup. A fact that is missing stands as 〔label〕.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from forms.articles import numbered, printed_date
from forms.facts import FactField
from forms.form import NO_EDITS, Sentence
from resources.messages import ShoubanError
from resources.vocabulary import Remedy
from resources.wording import Wording, WordingSentence, clauses_on

REGULATION: Final = "《中华人民共和国政府信息公开条例》"
_DECREE: Final = "国务院令第711号"
_SHORT: Final = "《条例》"
_REMEDY_LAW: Final = "行政复议法第二十条、第二十三条，行政诉讼法第四十五条、第四十六条"
_ONLINE_LAW: Final = "行政复议法第二十二条第二款"
_REGULATION_NAME: Final = "regulation"

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}|〔([^〔〕{}]+)〕")
_GIVING_WAY: Final = "。；，、：;,: "
_HALF_STOP: Final = re.compile(r"(?<=[^\x00-\x7f])\.$")
_STOPPED_QUOTE: Final = re.compile(r"[。？！][”’」』]*$")
_STOPPED: Final = re.compile(r"(?:[。？！][”’」』]+|[？！?!…])$")
_ASKING: Final = re.compile(r"[？！?!]$")


class SentenceLocked(ShoubanError):
    """An attempt to change a sentence that is fixed by law."""

    key = "forms.sentence_locked"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence=sentence)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a letter. ``fact``: it came from a fact; ``missing``: it stands for a fact that is not known yet."""

    text: str
    fact: bool = False
    missing: bool = False


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A sentence with its pieces."""

    source: WordingSentence
    pieces: tuple[Piece, ...]
    edited: bool

    @property
    def text(self) -> str:
        """The sentence as it reads."""
        return "".join(piece.text for piece in self.pieces)

    def shown(self) -> Sentence:
        """The sentence as the letters screen shows it."""
        source = self.source
        return Sentence(id=source.id, text=self.text, locked=source.locked, edited=self.edited, law=source.law)


@dataclass(frozen=True, slots=True)
class Words:
    """All that placeholders may say: ``known`` words by name, ``labels`` of facts by name."""

    known: Mapping[str, str]
    labels: Mapping[str, str]

    def piece(self, name: str) -> Piece:
        """What a placeholder says. Raises ``KeyError`` for a name that the letter does not have."""
        if name in self.known:
            return Piece(self.known[name], fact=True)
        return Piece(f"〔{self.labels[name]}〕", fact=True, missing=True)

    def has(self, name: str) -> bool:
        """Whether a placeholder of that name can be filled."""
        return name in self.known or name in self.labels or name == _REGULATION_NAME

    def name_of(self, label: str) -> str | None:
        """The fact that 〔label〕 stands for, None when it is just text in such brackets."""
        return next((name for name, known in self.labels.items() if known == label), None)


def in_words(field: FactField, value: object) -> str:
    """A fact's value (as ``read_value`` gives it) as the letter prints it."""
    if isinstance(value, date):
        return printed_date(value)
    if isinstance(value, tuple):
        return numbered(tuple(str(entry) for entry in value))
    if field.type == "choice":
        return next(choice.label for choice in field.choices or () if choice.code == value)
    return str(value).strip()


def print_sentences(
    wording: Wording,
    facts: Mapping[str, object],
    words: Words,
    edits: Mapping[str, str] = NO_EDITS,
) -> tuple[Printed, ...]:
    """The sentences whose conditions hold, in order, followed by the remedy clause.

    ``facts`` (values by name) decide the conditions. Raises ``SentenceLocked``.
    """
    chosen = [sentence for sentence in wording.sentences if all(one.holds(facts) for one in sentence.when)]
    chosen += _remedy(facts)
    mentions = sum(_REGULATION_NAME in sentence.placeholders for sentence in chosen)
    printed: list[Printed] = []
    mentioned = False
    for sentence in chosen:
        said = _regulation(mentioned, again=mentions > 1)
        standard = _fill(sentence.text, words, said)
        edit = edits.get(sentence.id, "")
        if not edit.strip() or edit == "".join(piece.text for piece in standard):
            printed.append(Printed(sentence, standard, edited=False))
        elif sentence.locked:
            raise SentenceLocked(sentence.id)
        else:
            printed.append(Printed(sentence, _fill(edit, words, said, typed=True), edited=True))
        mentioned = mentioned or any(REGULATION in piece.text for piece in printed[-1].pieces if not piece.fact)
    return tuple(printed)


def paragraphs(printed: Iterable[Printed]) -> tuple[Paragraph, ...]:
    """The sentences joined to paragraphs; a line break inside a fact begins a new one, empty ones fall away."""
    found: list[list[Piece]] = []
    for sentence in printed:
        if sentence.source.paragraph or not found:
            found.append([])
        for piece in sentence.pieces:
            first, *others = re.split(r"[\r\n\v\f\x85\u2028\u2029]+", piece.text)
            found[-1].append(replace(piece, text=first))
            found.extend([replace(piece, text=other)] for other in others)
    return tuple(tuple(_stripped(paragraph)) for paragraph in found if any(piece.text.strip() for piece in paragraph))


def _stripped(paragraph: Sequence[Piece]) -> list[Piece]:
    """The pieces of a paragraph without empty ones and without blanks at its ends."""
    pieces = [piece for piece in paragraph if piece.text]
    pieces[0] = replace(pieces[0], text=pieces[0].text.lstrip())
    pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
    return [piece for piece in pieces if piece.text]


def fill(template: str, words: Words) -> Paragraph:
    """A template of its own (a note), filled. Raises ``KeyError`` for a name that the letter does not have."""
    return _fill(template, words, REGULATION)


def _regulation(mentioned: bool, *, again: bool) -> str:
    """The 条例 with its full title at first mention, short afterwards (law 6.4)."""
    if mentioned:
        return _SHORT
    return f"{REGULATION}（{_DECREE}，以下简称{_SHORT}）" if again else f"{REGULATION}（{_DECREE}）"


def _remedy(facts: Mapping[str, object]) -> list[WordingSentence]:
    """The remedy clause of the letter's date (law 6.2) and the online channel (行政复议法 22(2))."""
    remedy = facts.get("remedy", Remedy.NONE)
    day = facts.get("date")
    if remedy == Remedy.NONE or not isinstance(day, date):
        return []
    edition = clauses_on(day)
    text = edition.clauses[Remedy(str(remedy))]
    clauses = [WordingSentence("remedy", text, locked=True, paragraph=True, law=_REMEDY_LAW)]
    if facts.get("served_online") and edition.online:
        clauses.append(WordingSentence("remedy_online", edition.online, locked=True, law=_ONLINE_LAW))
    return clauses


def _fill(template: str, words: Words, regulation: str, *, typed: bool = False) -> tuple[Piece, ...]:
    """The template with its placeholders filled; what the facts say is not read again.

    In a ``typed`` template braces that name nothing are text.
    """
    pieces: list[Piece] = []
    place = 0
    for found in _SLOT.finditer(template):
        name = found[1] or words.name_of(found[2])
        if name is None or (typed and not words.has(name)):
            continue
        pieces.append(Piece(template[place : found.start()]))
        pieces.append(Piece(regulation) if name == _REGULATION_NAME else words.piece(name))
        place = found.end()
    pieces.append(Piece(template[place:]))
    return _fitted([piece for piece in pieces if piece.text])


def _fitted(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Facts and wording joined without doubled marks.

    A mark at the end of a fact gives way to the wording (理由。 + 。), and falls away within a sentence. Quoted words
    keep theirs, as questions do, and the wording's own mark falls away instead (“…复印件。”。).
    """
    fitted: list[Piece] = []
    for place, piece in enumerate(pieces):
        text = piece.text
        after = pieces[place + 1].text if place + 1 < len(pieces) else ""
        if piece.fact and after and not after.startswith("”"):
            text = _HALF_STOP.sub("", text.rstrip(_GIVING_WAY))
        if fitted and fitted[-1].fact:
            text = _without_doubled_mark(fitted[-1].text, text)
        fitted.append(replace(piece, text=text))
    return tuple(piece for piece in fitted if piece.text)


def _without_doubled_mark(fact: str, text: str) -> str:
    """The wording that follows a fact, without its first mark where the fact ends the sentence already."""
    if text.startswith("”。") and _STOPPED_QUOTE.search(fact):
        return "”" + text[2:]
    if (text.startswith("。") and _STOPPED.search(fact)) or (text.startswith(("，", "；")) and _ASKING.search(fact)):
        return text[1:]
    return text
