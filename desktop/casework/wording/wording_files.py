"""An office's set of wording as a file: written whole with the fixed sentences, read after a look at what it changes.

The format is described in docs/wording-file.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from db.records import Changes
from db.store import Writing
from desktop.casework.wording.wording_clashes import clash_of
from desktop.casework.wording.wording_faults import faults_of, heading_of
from desktop.casework.wording.wording_pages import differences
from desktop.casework.wording.wording_parts import (
    HEADS,
    NOTE,
    TITLE,
    TITLE_OF_CORRECTION,
    WORDED,
    parts_of,
    shown,
    stored,
    texts_of,
    wording_on,
)
from desktop.casework.wording.wording_views import LetterChanges, WordingDraft, WordingSet
from desktop.casework.wording.wordings import VersionRefused, Wordings
from forms.fonts import visible
from resources import wording
from resources.json_objects import KeyTwice, once
from resources.messages import ShoubanError, say
from resources.vocabulary import LetterKind
from resources.wording import Wording

FORMAT: Final = "shouban-wording"
VERSION: Final = 1
MOST_BYTES: Final = 8 << 20
MOST_OF_OFFICE: Final = 50

_HEAD: Final = frozenset({"format", "version", "office", "written_on", "letters"})
_OF_LETTER: Final = frozenset({"letter", *HEADS, "note", "sentences"})
_OF_SENTENCE: Final = frozenset({"id", "text", "fixed"})
_KINDS: Final[Mapping[str, LetterKind]] = {kind.value: kind for kind in WORDED}


class WordingFileRefused(ShoubanError):
    """A file that is no set of wording, or whose words cannot stand; nothing of it is kept."""

    key = "wording.file_refused"

    def __init__(self, fault: str, **facts: object) -> None:
        super().__init__(fault=say(f"wording.file.{fault}", **facts))


@dataclass(frozen=True)
class WordingFiles:
    """Writing and reading sets of wording."""

    wordings: Wordings

    def write(self) -> bytes:
        """All words of the office's letters as they are in force today."""
        context = self.wordings.context
        today = context.today()
        with context.store.reading() as reading:
            office = context.office_in(reading)
            letters = [
                _written(kind, wording_on(reading, office, kind, today))
                for kind in sorted(WORDED, key=lambda kind: kind.paper_id)
            ]
        head = {"format": FORMAT, "version": VERSION, "office": office, "written_on": today.isoformat()}
        return (json.dumps(head | {"letters": letters}, ensure_ascii=False, indent=2) + "\n").encode()

    def examine(self, text: str) -> WordingSet:
        """What the file would change in the words in force today. Raises ``WordingFileRefused``."""
        office, letters = _read(text)
        context = self.wordings.context
        today = context.today()
        changed = []
        with context.store.reading() as reading:
            here = context.office_in(reading)
            for kind, texts in letters.items():
                before = texts_of(kind, wording_on(reading, here, kind, today))
                if changes := differences(kind, before, texts):
                    changed.append(LetterChanges(kind=kind, texts=texts, changes=changes))
        return WordingSet(office=office, letters=tuple(changed), unchanged=len(letters) - len(changed))

    def clashes(self, found: WordingSet, day: date | None) -> tuple[str, ...]:
        """What the file would undo, or would be undone by, among versions that begin later (``clash_of``)."""
        told = []
        for letter in found.letters:
            texts = {name: shown(letter.kind, text) for name, text in letter.texts.items()}
            draft = WordingDraft(kind=letter.kind, texts=texts, effective_from=day)
            if words := clash_of(self.wordings.page(letter.kind), draft):
                told.append(say("wording.clash.letter", letter=letter.kind.label, words=words))
        return tuple(told)

    def take_in(self, found: WordingSet, draft: WordingDraft) -> Changes:
        """Keep every changed letter as its next version, or none. ``draft`` says from when, why and by whom.

        A letter that will have these words on that day anyway gets no further version. Raises ``VersionRefused``.
        """
        with self.wordings.context.store.writing() as writing:
            added = [self._add(writing, replace(draft, kind=letter.kind), letter.texts) for letter in found.letters]
            if not any(added):
                raise VersionRefused("same")
        return Changes(wording=True)

    def _add(self, writing: Writing, draft: WordingDraft, texts: Mapping[str, str]) -> bool:
        try:
            self.wordings.add(writing, draft, texts)
        except VersionRefused as refused:
            if refused.fault != "same":
                raise
            return False
        return True


def _written(kind: LetterKind, words: Wording) -> dict[str, object]:
    entry: dict[str, object] = {"letter": kind.value, TITLE: words.title}
    if words.title_of_correction:
        entry[TITLE_OF_CORRECTION] = words.title_of_correction
    if not words.sentences:
        return entry
    sentences = [
        {"id": one.id, "text": one.text} | ({} if one.office else {"fixed": True})
        for one in words.sentences
        if one.each <= 1
    ]
    return entry | {"own_name": words.own_name, "sentences": sentences, "note": words.note}


def _read(text: str) -> tuple[str, dict[LetterKind, dict[str, str]]]:
    """Whose set it is, and the texts of each letter. Raises ``WordingFileRefused``."""
    content = _mapping(_parsed(text), say("wording.file.whole"), _HEAD)
    if content.get("format") != FORMAT:
        raise WordingFileRefused("format")
    if content.get("version") != VERSION:
        raise WordingFileRefused("version", version=content.get("version"))
    letters: dict[LetterKind, dict[str, str]] = {}
    for place, each in enumerate(_list(content.get("letters"), "letters"), start=1):
        entry = _mapping(each, say("wording.file.place", place=place), _OF_LETTER)
        kind = _KINDS.get(str(entry.get("letter")))
        if kind is None:
            raise WordingFileRefused("letter", name=entry.get("letter"))
        if kind in letters:
            raise WordingFileRefused("twice", letter=kind.label)
        letters[kind] = _texts(kind, entry)
    return _office(content.get("office")), letters


def _office(value: object) -> str:
    """Whose set it is; only shown."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MOST_OF_OFFICE:
        raise WordingFileRefused("office", most=MOST_OF_OFFICE)
    return visible(value)


def _parsed(text: str) -> object:
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise WordingFileRefused("large")
    try:
        return json.loads(text, object_pairs_hook=once)
    except KeyTwice as twice:
        raise WordingFileRefused("key_twice", key=twice.key) from twice
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise WordingFileRefused("json", line=line) from error


def _texts(kind: LetterKind, entry: Mapping[str, object]) -> dict[str, str]:
    """The words of one letter, checked; fixed sentences must be there as the program has them."""
    wanted = [part.name for part in parts_of(kind)]
    heads = [name for name in (*HEADS, NOTE) if name in wanted]
    texts = {name: _text(entry, name, kind) for name in heads if name in entry}
    sentences = _sentences(kind, entry)
    _compare_fixed(kind, sentences)
    own = {name: text for name, text in sentences.items() if name not in _fixed(kind)}
    kept = {name: stored(kind, text).strip() for name, text in (texts | own).items()}
    if faults := faults_of(kind, kept):
        raise WordingFileRefused("fault", letter=kind.label, words=faults[0].sentence)
    return kept


def _sentences(kind: LetterKind, entry: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in _list(entry.get("sentences", []), kind.label):
        sentence = _mapping(each, kind.label, _OF_SENTENCE)
        name = _text(sentence, "id", kind)
        if name in found:
            raise WordingFileRefused("sentence_twice", letter=kind.label, name=name)
        found[name] = _text(sentence, "text", kind)
    return found


def _fixed(kind: LetterKind) -> dict[str, str]:
    return {one.id: one.text for one in wording.load(kind).sentences if not one.office and one.each <= 1}


def _compare_fixed(kind: LetterKind, sentences: Mapping[str, str]) -> None:
    for name, text in _fixed(kind).items():
        part = heading_of(kind, name)
        if name not in sentences:
            raise WordingFileRefused("fixed_missing", letter=kind.label, part=part)
        if sentences[name] != text:
            raise WordingFileRefused("fixed_changed", letter=kind.label, part=part)


def _mapping(value: object, where: str, known: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise WordingFileRefused("no_object", where=where)
    if strange := sorted(value.keys() - known):
        raise WordingFileRefused("strange_key", where=where, key=strange[0])
    return value


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise WordingFileRefused("no_list", where=where)
    return value


def _text(entry: Mapping[str, object], name: str, kind: LetterKind) -> str:
    value = entry.get(name)
    if not isinstance(value, str):
        raise WordingFileRefused("no_text", letter=kind.label, key=name)
    return value
