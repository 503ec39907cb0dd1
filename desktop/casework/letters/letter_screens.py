"""What stands beside the page of a letter draft: facts, sentences, remedy, limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.records import NOTHING, Json
from desktop.casework.codes import code_of
from desktop.casework.day_words import full_day, short_weekday
from desktop.casework.letters.fee_values import following_values
from desktop.casework.letters.letter_days import refused_day
from desktop.casework.letters.letter_faults import contradiction
from desktop.casework.letters.letter_values import clause_of, dated_on, extended_due, known_values
from desktop.casework.letters.letter_views import (
    FactView,
    LetterDraft,
    LetterOnScreen,
    LetterScreen,
    RemedyView,
    SentenceView,
)
from desktop.casework.letters.merging import REPLY_LETTERS, closed_reason, shares_of
from desktop.casework.letters.notice_values import likely_outcome, notice_values
from desktop.casework.limits.limit_views import limit_sentence
from desktop.casework.office.office_papers import envelope_values, proof_values
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.requests.cases import Case
from desktop.casework.requests.work_rows import badge_text
from desktop.casework.steps.outside_values import OUTSIDE, decision_clause, outside_values
from desktop.casework.views import ChoiceView, FieldType, Paper
from desktop.rules.remedies import RemedyClause
from forms.catalogue import form_of
from forms.facts import FactField, FactRefused, Origin, is_empty, read_value
from forms.fonts import UnprintableCharacter, typeface, visible
from forms.form import Form
from resources import wording
from resources.messages import say
from resources.vocabulary import LetterKind, Outcome, Remedy

_SHOWN_ELSEWHERE = frozenset({"letter_number", "remedy", "is_organisation", "record_correction", "old_regulation"})
"""Facts that the screen shows in their own places: the number on the page, the remedy in its card."""

_COMPUTED = frozenset({"remedy"})
"""Facts that follow from the law alone; what is typed for them does not count, nor for tables, which are computed."""

_FOLLOWING: Mapping[str, frozenset[str]] = {
    "new_due_on": frozenset({"extension_days"}),
    "amount": frozenset({"basis", "pages", "item_place"}),
}
"""Facts that follow from others."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A draft with all values that are known: ``typed`` ones go before those of office and file."""

    draft: LetterDraft
    cases: Sequence[Case]
    form: Form
    outcome: Outcome | None
    values: Mapping[str, Json]
    words: wording.Wording

    @property
    def first(self) -> Case:
        """The case that leads."""
        return self.cases[0]


def compose(
    draft: LetterDraft,
    cases: Sequence[Case],
    settings: OfficeSettings,
    words: Callable[[date], wording.Wording],
    proposed: Mapping[str, Json] = NOTHING,
) -> Composition:
    """Fill in what is known; what staff typed goes first, but what follows from it is computed.

    ``proposed``: what other requests tell; ``words``: those of a letter of this kind by its date.
    """
    form = form_of(draft.kind)
    own = {field.name for field in form.fields if field.type != "rows"} - _COMPUTED
    typed = {name: value for name, value in draft.values.items() if name in own and not is_empty(value)}
    outcome = _outcome_of(draft, typed, cases[0])
    day = dated_on(typed, cases[0].today)
    values = _known(draft.kind, cases, settings, outcome, day) | dict(proposed) | typed
    values |= following_values(draft.kind, values)
    if draft.kind is LetterKind.EXTENSION_NOTICE:
        values |= _new_due(cases[0], values)
    if outcome is None and (common := _common_remedy(draft.kind)) is not None:
        values |= {
            name: value
            for name, value in _remedy_of(cases, settings, draft.kind, common, day).items()
            if name not in typed
        }
    return Composition(draft, cases, form, outcome, values, words(day))


def screen_of(composition: Composition) -> LetterScreen:
    """The screen of the composed draft."""
    draft, first = composition.draft, composition.first
    return LetterScreen(
        draft=draft,
        title=draft.kind.label,
        subtitle="、".join(draft.requests),
        facts=facts_of(composition),
        sentences=_sentences(composition),
        remedy=_remedy(composition),
        wording_version=composition.words.version,
        band=first.standing.band,
        badge=badge_text(first.standing),
        limit_sentence=_limit_of(draft.kind, first),
        mergeable=draft.kind in REPLY_LETTERS,
        copies=len(shares_of(composition.cases)),
        closed=_closed(composition),
    )


def _closed(composition: Composition) -> str:
    """Why the step is closed since the draft was begun: another letter of the request was issued, or it ended."""
    kind, outcome = composition.draft.kind, composition.outcome
    reasons = (closed_reason(case, kind, outcome) for case in composition.cases)
    return next((reason for reason in reasons if reason), "")


def _limit_of(kind: LetterKind, case: Case) -> str:
    """The limit of what is being written: that of the reply, or the notice's own (条例 30, 33(2), 42).

    A notice that is written anew for a void one must go out before the limit without the void one, whose days stand.
    """
    due, notice_due = case.limits.reply_due, case.limits.correction_notice_due
    if kind is LetterKind.CORRECTION_NOTICE and notice_due is not None:
        late = notice_due < case.today
        original = short_weekday(due) if due is not None else "—"
        name = "correction_over" if late else "correction_sentence"
        return say(f"casework.letter.{name}", day=short_weekday(notice_due), due=original)
    if kind is LetterKind.EXTENSION_NOTICE:
        due = case.limits.extension_notice_due
    elif kind is LetterKind.FEE_NOTICE:
        due = case.limits.fee_notice_due
    if due is None:
        return limit_sentence(case) or ""
    return say(f"casework.letter.limit_{'over' if due < case.today else 'sentence'}", day=short_weekday(due))


def page_of(composition: Composition) -> Paper:
    """The letter as it would be printed, with the draft mark; missing facts stand as 〔label〕."""
    rendered = composition.form.preview(readable_values(composition), composition.words, composition.draft.edits)
    return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{composition.draft.kind.label}（草稿）.pdf")


def on_screen(composition: Composition) -> LetterOnScreen:
    """Screen and page of one composition."""
    screen = screen_of(composition)
    refused = any(fact.refusal for fact in screen.facts)
    return LetterOnScreen(screen=screen, paper=None if refused else page_of(composition))


def facts_of(composition: Composition) -> tuple[FactView, ...]:
    """The facts of the letter: missing ones first, then the others, each in the order of the form."""
    missing = {field.name for field in missing_fields(composition)}
    views = [
        _fact(composition, field, missing=field.name in missing)
        for field in composition.form.fields
        if _is_shown(composition, field)
    ]
    return tuple(sorted(views, key=lambda view: not (view.missing or view.refusal)))


def missing_fields(composition: Composition) -> tuple[FactField, ...]:
    """Facts without which the letter cannot be issued, less those that follow from another missing one."""
    missing = composition.form.missing(composition.values)
    names = {field.name for field in missing}
    following = {name for name, sources in _FOLLOWING.items() if names & sources}
    if composition.first.limits.extension_notice_due is None:
        following -= {"new_due_on"}
    elif "extension_days" not in names:
        following |= {"new_due_on"}  # why it cannot be told stands at the days
    return tuple(field for field in missing if field.name not in following)


def refuse_unreadable(composition: Composition) -> None:
    """Raises ``FactRefused`` for the first value that cannot stand."""
    for field in composition.form.fields:
        value = composition.values.get(field.name)
        if field.applies(composition.values) and not is_empty(value):
            read_value(field, value)


def refuse_contradictions(composition: Composition) -> None:
    """Raises ``FactRefused`` for the first fact that the file or the letter's date contradicts."""
    for field in composition.form.fields:
        if reason := _contradiction(composition, field):
            raise FactRefused(field, reason)


def readable_values(composition: Composition) -> dict[str, Json]:
    """The values without those that the form refuses, for sentences and previews."""
    known = {field.name: field for field in composition.form.fields}
    return {
        name: value
        for name, value in composition.values.items()
        if name not in known or is_empty(value) or _refusal(known[name], value) is None
    }


def choice_views(field: FactField) -> tuple[ChoiceView, ...]:
    """The choices of a fact."""
    return tuple(ChoiceView(code=choice.code, label=choice.label) for choice in field.choices or ())


def _known(
    kind: LetterKind, cases: Sequence[Case], settings: OfficeSettings, outcome: Outcome | None, day: date
) -> dict[str, Json]:
    """What office and file know for a paper of ``kind``."""
    if kind is LetterKind.ENVELOPE:
        return envelope_values(cases[0], settings)
    if kind is LetterKind.TIME_LIMIT_PROOF:
        return proof_values(cases[0], settings)
    if kind in OUTSIDE:
        return outside_values(kind, cases[0], settings, day)
    return known_values(cases, settings, kind, outcome, day) | notice_values(kind, cases[0], outcome)


def _outcome_of(draft: LetterDraft, typed: Mapping[str, Json], case: Case) -> Outcome | None:
    """The result: as typed, as chosen, the only one or the likely one; never one that another letter tells."""
    told = {outcome.value: outcome for outcome in Outcome if outcome.letter is draft.kind}
    if (outcome := told.get(str(typed.get("outcome")))) is not None:
        return outcome
    if draft.outcome in told.values():
        return draft.outcome
    return _only_outcome(draft.kind) or likely_outcome(draft.kind, case)


def _only_outcome(kind: LetterKind) -> Outcome | None:
    """The one result that a kind of letter can tell, None where there are several or none."""
    told = [outcome for outcome in Outcome if outcome.letter is kind]
    return told[0] if len(told) == 1 else None


def _common_remedy(kind: LetterKind) -> Outcome | None:
    """A result of a kind all of whose results carry the same clause, to be used before the result is chosen."""
    told = [outcome for outcome in Outcome if outcome.letter is kind]
    return told[0] if told and len({outcome.remedy for outcome in told}) == 1 else None


def _remedy_of(
    cases: Sequence[Case], settings: OfficeSettings, kind: LetterKind, outcome: Outcome, day: date
) -> dict[str, Json]:
    names = ("remedy", "remedy_body", "remedy_court", "remedy_platform", "served_online")
    values = known_values(cases, settings, kind, outcome, day)
    return {name: values[name] for name in names if name in values}


def _new_due(case: Case, values: Mapping[str, Json]) -> dict[str, Json]:
    """The limit after the extension: computed, and empty where it cannot be told; without a limit as it was typed."""
    days = values.get("extension_days")
    if case.limits.extension_notice_due is None or isinstance(days, bool) or not isinstance(days, int) or days < 1:
        return {}
    due = extended_due(case, days)
    return {"new_due_on": None if due is None else due.isoformat()}


def _is_shown(composition: Composition, field: FactField) -> bool:
    return field.type != "rows" and field.name not in _SHOWN_ELSEWHERE and field.applies(composition.values)


def _fact(composition: Composition, field: FactField, *, missing: bool) -> FactView:
    value = composition.values.get(field.name)
    return FactView(
        name=field.name,
        label=field.label,
        type=code_of(FieldType, field.type),
        value=None if is_empty(value) else value,
        shown=shown(field, value),
        missing=missing,
        derived=field.origin is not Origin.STAFF and field.name not in composition.draft.values,
        choices=choice_views(field),
        hint=field.hint,
        refusal=None if missing or is_empty(value) else _refusal_of(composition, field, value),
    )


def _refusal_of(composition: Composition, field: FactField, value: Json) -> str | None:
    """Why the value cannot stand: as it is written, by the file, or as the day of the letter's step."""
    first, kind, values = composition.first, composition.draft.kind, composition.values
    return (
        _refusal(field, value)
        or _unprintable(value)
        or _contradiction(composition, field)
        or refused_day(first, kind, composition.outcome, values, field.name)
    )


def _contradiction(composition: Composition, field: FactField) -> str | None:
    if is_empty(composition.values.get(field.name)) or not field.applies(composition.values):
        return None
    return contradiction(composition.first, composition.values, field.name)


def _refusal(field: FactField, value: Json) -> str | None:
    try:
        read_value(field, value)
    except FactRefused as error:
        return error.sentence()
    return None


def _unprintable(value: Json) -> str | None:
    """Which character of a text no font has: it is told beside the text, while all else can be filled in."""
    texts = value if isinstance(value, list) else [value]
    try:
        for text in texts:
            if isinstance(text, str):
                typeface("body").glyphs(visible(text))
    except UnprintableCharacter as error:
        return error.sentence()
    return None


def shown(field: FactField, value: Json) -> str:
    """A value in words: 2026年10月16日, 是, the label of a choice, a list in one line."""
    if is_empty(value):
        return ""
    match field.type:
        case "date" if _refusal(field, value) is None:
            return full_day(date.fromisoformat(str(value)))
        case "yes_no":
            return say("casework.letter.yes" if value is True else "casework.letter.no")
        case "choice":
            return next((choice.label for choice in field.choices or () if choice.code == value), str(value))
        case "texts" if isinstance(value, list):
            return "；".join(str(entry) for entry in value)
        case _:
            return str(value)


def _sentences(composition: Composition) -> tuple[SentenceView, ...]:
    values = readable_values(composition)
    sentences = composition.form.sentences(values, composition.words, composition.draft.edits)
    return tuple(
        SentenceView(
            id=sentence.id, text=sentence.text, locked=sentence.locked, edited=sentence.edited, law=sentence.law
        )
        for sentence in sentences
    )


def _remedy(composition: Composition) -> RemedyView:
    """The remedy card: the clause, its lines, and why the law attaches it."""
    clause = _clause(composition)
    if clause is None:
        return _no_remedy("procedural")
    if clause.remedy is Remedy.NONE:
        return _no_remedy("none")
    body = str(composition.values.get("remedy_body") or say("casework.remedy.body_open"))
    court = str(composition.values.get("remedy_court") or say("casework.remedy.court_open"))
    lines = tuple(
        (
            say(f"casework.remedy.{clause.remedy}.{line}_label"),
            say(f"casework.remedy.{clause.remedy}.{line}", body=body, court=court, months=clause.suit_months or 0),
        )
        for line in ("first", "second")
    )
    return RemedyView(
        code=clause.remedy.value, heading=say(f"casework.remedy.{clause.remedy}"), lines=lines, why=clause.why()
    )


def _clause(composition: Composition) -> RemedyClause | None:
    """The remedy of the letter; None for a notice within the procedure."""
    kind, first = composition.draft.kind, composition.first
    day = dated_on(composition.values, first.today)
    if kind is LetterKind.THIRD_PARTY_DECISION:
        return decision_clause(day)
    outcome = composition.outcome or _common_remedy(kind)
    return None if outcome is None else clause_of(first, outcome, day)


def _no_remedy(why: str) -> RemedyView:
    return RemedyView(
        code=Remedy.NONE.value, heading=say("casework.remedy.none"), lines=(), why=say(f"casework.remedy.why_{why}")
    )
