"""The wording screen's page of one letter, made of its words, its versions and the draft that was left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from db.records import Draft, Json, Letter, WordingVersion
from desktop.casework.reports.differences import compared
from desktop.casework.wording.wording_faults import heading_of
from desktop.casework.wording.wording_parts import (
    HEADS,
    NOTE,
    Part,
    parts_of,
    shown,
    texts_of,
    version_name,
    worded,
)
from desktop.casework.wording.wording_views import Difference, PartView, VersionView, WordingDraft, WordingPage
from resources import wording
from resources.messages import say
from resources.vocabulary import LetterKind, Outcome, Remedy
from resources.wording import Wording, WordingSentence, clauses_on


def page_of(
    kind: LetterKind,
    today: date,
    words: Wording,
    versions: list[WordingVersion],
    *,
    author: str,
    request: str,
    draft: WordingDraft | None,
) -> WordingPage:
    """The page. ``words`` are those in force today."""
    return WordingPage(
        kind=kind,
        version=words.version,
        parts=_part_views(kind, words, today),
        versions=_version_views(kind, versions, words.version, today),
        author=author,
        request=request,
        draft=draft,
    )


def differences(kind: LetterKind, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """What changed from one set of stored texts to another, in the order of the letter."""
    found = []
    for part in parts_of(kind):
        old, new = (shown(kind, texts.get(part.name, part.text)) for texts in (before, after))
        if old != new:
            found.append(Difference(heading=heading_of(kind, part.name), pieces=compared(old, new)))
    return tuple(found)


def used_words(letter: Letter, versions: Iterable[WordingVersion]) -> str:
    """The version that a letter was written with, in words; of a letter from elsewhere only what it is called."""
    name = letter.wording_version or ""
    if letter.issued_at is None:
        return name
    own = next((version for version in versions if version_of(name, version)), None)
    if own is None:
        return say("wording.used_program", version=name) if name else ""
    return say(
        "wording.used_own",
        version=own.version,
        day=own.effective_from,
        author=own.actor,
        reason=own.reason,
        program=name.rpartition("/")[0],
    )


def version_of(name: str, version: WordingVersion) -> bool:
    """Whether a letter that names ``name`` was written with ``version``; the program's own may have changed since."""
    return name.rpartition("/")[2] == str(version.version) and "/" in name


def draft_json(draft: WordingDraft) -> dict[str, Json]:
    """A draft as it is kept."""
    return {
        "texts": dict(draft.texts),
        "effective_from": None if draft.effective_from is None else draft.effective_from.isoformat(),
        "reason": draft.reason,
        "author": draft.author,
    }


def draft_from(kind: LetterKind, kept: Draft) -> WordingDraft:
    """A kept draft."""
    texts, day = kept.content.get("texts"), kept.content.get("effective_from")
    return WordingDraft(
        kind=kind,
        texts={name: str(text) for name, text in texts.items()} if isinstance(texts, dict) else {},
        effective_from=None if day is None else date.fromisoformat(str(day)),
        reason=str(kept.content.get("reason") or ""),
        author=str(kept.content.get("author") or ""),
    )


def _part_views(kind: LetterKind, words: Wording, today: date) -> tuple[PartView, ...]:
    """The letter from its title to its note; the remedy clauses stand where they are printed, behind the sentences."""
    parts = {part.name: part for part in parts_of(kind)}
    texts = texts_of(kind, words)
    views = [_open(kind, parts[name], texts) for name in HEADS if name in parts]
    for sentence in words.sentences:
        if sentence.id in parts:
            views.append(_open(kind, parts[sentence.id], texts))
        elif not sentence.office and sentence.each <= 1:
            views.append(_locked(kind, sentence))
    views += _remedies(kind, today)
    return (*views, *(_open(kind, parts[name], texts) for name in (NOTE,) if name in parts))


def _open(kind: LetterKind, part: Part, texts: Mapping[str, str]) -> PartView:
    return PartView(
        name=part.name,
        heading=heading_of(kind, part.name),
        text=shown(kind, texts[part.name]),
        locked=False,
        standard=shown(kind, part.text),
        placeholders=tuple(part.placeholders.values()),
        needed=tuple(part.placeholders[name] for name in sorted(part.required) if name in part.placeholders),
    )


def _locked(kind: LetterKind, sentence: WordingSentence) -> PartView:
    return PartView(
        name=sentence.id,
        heading=heading_of(kind, sentence.id),
        text=shown(kind, sentence.text),
        locked=True,
        why=sentence.law,
    )


def _remedies(kind: LetterKind, today: date) -> list[PartView]:
    """The clauses that letters of this kind can carry today (law 6.2)."""
    told = [outcome.remedy for outcome in Outcome if outcome.letter is kind]
    if kind is LetterKind.THIRD_PARTY_DECISION:
        told = [Remedy.RT]
    clauses = clauses_on(today).clauses
    return [
        PartView(
            name=f"remedy_{remedy}",
            heading=say("wording.part.remedy"),
            text=shown(kind, clauses[remedy]),
            locked=True,
            why=say(f"wording.remedy.{remedy}"),
        )
        for remedy in dict.fromkeys(told)
        if remedy is not Remedy.NONE
    ]


def _version_views(
    kind: LetterKind, versions: list[WordingVersion], in_force: str, today: date
) -> tuple[VersionView, ...]:
    """In the order in which they are valid, the last one first; each against the one that it takes the place of."""
    program = wording.load(kind)
    before = texts_of(kind, program)
    views = [
        VersionView(
            version=0,
            name=say("wording.program", version=program.version),
            standing="in_force" if in_force == program.version else "past",
            effective_from=None,
            author="",
            reason=say("wording.program_reason"),
            recorded_at=None,
            texts=_shown(kind, before),
            changes=(),
        )
    ]
    ordered = sorted(versions, key=lambda version: (version.effective_from, version.version))
    for place, version in enumerate(ordered, start=1):
        after = texts_of(kind, worded(kind, version.texts))
        # Of two that begin on one day only the one that was kept later is ever valid.
        replaced = place < len(ordered) and ordered[place].effective_from == version.effective_from
        standing = "replaced" if replaced else _standing(version, in_force, today)
        views.append(_version_view(kind, version, standing, before, after))
        before = after
    return tuple(reversed(views))


def _version_view(
    kind: LetterKind, version: WordingVersion, standing: str, before: Mapping[str, str], after: Mapping[str, str]
) -> VersionView:
    return VersionView(
        version=version.version,
        name=say("wording.version", version=version.version),
        standing=standing,
        effective_from=version.effective_from,
        author=version.actor,
        reason=version.reason,
        recorded_at=version.recorded_at,
        texts=_shown(kind, after),
        changes=differences(kind, before, after),
    )


def _standing(version: WordingVersion, in_force: str, today: date) -> str:
    if version_name(version) == in_force:
        return "in_force"
    return "coming" if version.effective_from > today else "past"


def _shown(kind: LetterKind, texts: Mapping[str, str]) -> dict[str, str]:
    return {name: shown(kind, text) for name, text in texts.items()}
