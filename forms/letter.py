"""A letter as a form: facts in, sentences and pages out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from forms.annex import Annex
from forms.articles import articles_in_words
from forms.facts import FactField, Facts, fields_of, missing, read, read_known
from forms.form import NO_EDITS, Mark, Rendered, Sentence
from forms.layout_facts import Layout, Sealing, layout_last
from forms.letter_pages import typeset
from forms.letter_paper import LetterPaper
from forms.sentences import Piece, Printed, Words, fill, in_words, paragraphs, print_sentences
from resources.vocabulary import LetterKind, Outcome
from resources.wording import Wording

Known: TypeAlias = Mapping[str, object]
"""Facts that are known, by name, in Python's types."""

_UNDATED: Final = date(2000, 1, 1)
"""The date in a draft's metadata while its own is not known."""

_ASKED: Final = {False: ("政府信息公开申请", "申请公开"), True: ("更正申请", "申请更正")}
"""What the applicant handed in and what he asks for, by whether it is a record correction (条例 41)."""

_OUTCOMES: Final = {outcome.value: outcome for outcome in Outcome}

_ALWAYS_KNOWN: Final = {
    "address": "您（贵单位）",
    "regulation": "条例全称",
    "own_name": "本文书",
    "own_short": "本文书简称",
    "asked": "申请的种类",
    "asked_for": "申请公开（更正）",
}
"""What every letter may say besides its facts, and what it is called on screens."""


def nothing(known: Known) -> Mapping[str, str]:
    """No further words."""
    return {}


def no_annex(known: Known) -> Annex | None:
    """No table behind the letter."""
    return None


@dataclass(frozen=True, slots=True)
class LetterForm:
    """A letter in 信函格式, or in 文件格式 on demand.

    ``derive`` gives words that the wording may use besides the facts, by name; ``labels`` stand for those of them that
    are not known yet. ``outcome``: the one result that the letter tells, None where a fact ``outcome`` says it or the
    letter tells none. ``annex`` makes the table behind the letter of its facts.
    """

    kind: LetterKind
    facts_type: type[Facts]
    derive: Callable[[Known], Mapping[str, str]] = nothing
    outcome: Outcome | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    annex: Callable[[Known], Annex | None] = no_annex

    @property
    def fields(self) -> tuple[FactField, ...]:
        """Every fact that the letter can use."""
        return layout_last(fields_of(self.facts_type))

    @property
    def placeholders(self) -> Mapping[str, str]:
        """Everything that the letter's sentences may ask for: name -> what it is called on screens."""
        return {**_ALWAYS_KNOWN, **self._labels()}

    def missing(self, values: Mapping[str, object]) -> tuple[FactField, ...]:
        """The facts without which the letter cannot be issued."""
        return missing(self.fields, values)

    def facts_from(self, values: Mapping[str, object]) -> Facts:
        """The letter's facts. Raises ``FactsMissing`` and ``FactRefused``."""
        return read(self.facts_type, values)

    def sentences(
        self, values: Mapping[str, object], wording: Wording, edits: Mapping[str, str] = NO_EDITS
    ) -> tuple[Sentence, ...]:
        """The sentences in printed order. Raises ``FactRefused``, ``SentenceLocked``."""
        return tuple(one.shown() for one in self._printed(read_known(self.fields, values), wording, edits))

    def render(
        self, facts: Facts, wording: Wording, *, mark: Mark | None = None, edits: Mapping[str, str] = NO_EDITS
    ) -> Rendered:
        """The letter. Raises ``UnprintableCharacter``, ``SentenceLocked``."""
        return typeset(self._paper(known_facts(facts), wording, edits), mark)

    def preview(self, values: Mapping[str, object], wording: Wording, edits: Mapping[str, str] = NO_EDITS) -> Rendered:
        """The draft, missing facts tinted as 〔label〕. Raises as ``render``, and ``FactRefused``."""
        return typeset(self._paper(read_known(self.fields, values), wording, edits), Mark.DRAFT)

    def _paper(self, known: Known, wording: Wording, edits: Mapping[str, str]) -> LetterPaper:
        words = self._words(known, wording)
        attachments = known.get("attachments", ())
        return LetterPaper(
            head=(words.piece("agency"),),
            number=(Piece(words.known.get("letter_number", "")),),
            title=wording.titled(known),
            addressee=(words.piece("addressee"),),
            paragraphs=paragraphs(self._printed(known, wording, edits)),
            attachments=attachments if isinstance(attachments, tuple) else (),
            signature=(words.piece("agency"),),
            day=(words.piece("date"),),
            note=fill(wording.note, words),
            dated_on=day_of(known, "date") or _UNDATED,
            author=words.known.get("agency", ""),
            annex=self.annex(known),
            layout=Layout(str(known.get("layout", Layout.LETTER))),
            sealing=Sealing(str(known.get("sealing", Sealing.SEAL))),
            stamp_title=words.known.get("stamp_title", ""),
            urgency=words.known.get("urgency", ""),
            copies_to=copies if isinstance(copies := known.get("copies_to", ()), tuple) else (),
            printed_by=words.known.get("printed_by", words.known.get("agency", "")),
            printed_on=words.known.get("printed_on", words.known.get("date", "")),
            report_signer=words.known.get("report_signer", ""),
        )

    def _printed(self, known: Known, wording: Wording, edits: Mapping[str, str]) -> tuple[Printed, ...]:
        words = self._words(known, wording)
        return print_sentences(wording, {**words.known, **known}, words, edits)

    def _words(self, known: Known, wording: Wording) -> Words:
        said = {field.name: in_words(field, known[field.name]) for field in self.fields if field.name in known}
        said["address"] = "贵单位" if known.get("is_organisation") else "您"
        said["own_name"] = wording.own_name
        said["own_short"] = wording.own_name.removesuffix("书")
        said["asked"], said["asked_for"] = _ASKED[known.get("record_correction") is True]
        outcome = self.outcome or _OUTCOMES.get(str(known.get("outcome")))
        articles = outcome.articles if outcome else wording.basis
        if articles:
            said["articles"] = articles_in_words(articles)
        said.update(self.derive(known))
        return Words(said, self._labels())

    def _labels(self) -> dict[str, str]:
        return {field.name: field.label for field in self.fields} | {**self.labels, "articles": "法律依据"}


def known_facts(facts: Facts) -> Known:
    """The facts that are there, by name."""
    values = {field.name: getattr(facts, field.name) for field in dataclasses.fields(facts)}
    return {name: value for name, value in values.items() if value is not None}


def day_of(known: Known, name: str) -> date | None:
    """A known fact that is a date."""
    value = known.get(name)
    return value if isinstance(value, date) else None
