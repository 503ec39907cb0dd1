"""Composing a letter from its draft: what is known of its requests, and the copies of a merged reply."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.intake.needed_forms import FORMS_OF_FILE
from desktop.casework.letters.destroyed_values import destroyed_values
from desktop.casework.letters.earlier_replies import earlier_reply_values
from desktop.casework.letters.excess_values import excess_values
from desktop.casework.letters.fee_values import stored_values
from desktop.casework.letters.file_papers import form_values
from desktop.casework.letters.lapsed_notice import lapsed_notice_values
from desktop.casework.letters.letter_copies import NewCopy, draft_of_share, own_files, refuse_names
from desktop.casework.letters.letter_errors import LettersOnlyRecorded
from desktop.casework.letters.letter_layouts import layout_values
from desktop.casework.letters.letter_screens import (
    Composition,
    compose,
    missing_fields,
    refuse_contradictions,
    refuse_unreadable,
)
from desktop.casework.letters.letter_values import attachment_values
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.letters.merging import refuse_merge, shares_of
from desktop.casework.office.office_papers import OFFICE_PAPERS
from desktop.casework.office.settings import office_settings
from desktop.casework.requests.cases import read_case
from desktop.casework.steps.outside_values import inquiry_values
from desktop.casework.wording.wording_parts import wording_on
from desktop.rules.editions import EDITION_711
from forms.facts import FactsMissing
from resources.vocabulary import LetterKind

_MOST_PREVIEWED = 4
"""So many applicants' copies stand behind the first one while a merged reply is written."""


def compose_draft(context: Context, reading: Reading, draft: LetterDraft) -> Composition:
    """``draft`` with all values that are known.

    Raises ``LettersOnlyRecorded``, ``MergeRefused``, ``RequestNotFound``.
    """
    cases = [read_case(context, reading, number) for number in draft.requests]
    for case in cases:
        if case.limits.edition is not EDITION_711 and draft.kind not in OFFICE_PAPERS | FORMS_OF_FILE:
            raise LettersOnlyRecorded(case.number)
    first = cases[0]
    refuse_merge(draft.kind, cases)
    office = context.office_in(reading)
    settings = office_settings(reading, office)
    words = partial(wording_on, reading, office, draft.kind)
    if draft.kind in FORMS_OF_FILE:
        return compose(draft, cases, settings, words, form_values(reading, draft.kind, first, settings))
    proposed = earlier_reply_values(reading, first.request, draft.kind)
    proposed |= destroyed_values(reading, first.request, draft.kind)
    proposed |= lapsed_notice_values(reading, first, draft.kind, draft.outcome)
    proposed |= inquiry_values(reading, first, draft.kind, draft.values.get("addressee"))
    if draft.kind is LetterKind.RECEIPT:
        proposed |= attachment_values(own_files(reading.attachments_of(office, first.number)))
    counted = stored_values(reading, draft.kind, first) | excess_values(reading, draft, first)
    layout = layout_values(reading, settings, draft.kind)
    # Who else asked stands in no copy: the letter itself speaks to the people of the first request.
    composition = compose(draft, shares_of(cases)[0], settings, words, layout | proposed | counted)
    return replace(composition, cases=cases)


def compose_with_copies(context: Context, draft: LetterDraft) -> tuple[Composition, list[Composition]]:
    """The draft, and the copies of the next applicants; all of a crowd would take too long with each key."""
    with context.store.reading() as reading:
        composition = compose_draft(context, reading, draft)
        told = replace(draft, outcome=composition.outcome)
        shares = shares_of(composition.cases)[1 : 1 + _MOST_PREVIEWED]
        drafts = [draft_of_share(told, composition.form, share) for share in shares]
        return composition, [compose_draft(context, reading, own) for own in drafts]


def copies_to_issue(
    context: Context,
    reading: Reading,
    draft: LetterDraft,
    composition: Composition,
) -> list[NewCopy]:
    """What is printed for the people of the other requests. Raises as ``Letters.issue``."""
    shares = shares_of(composition.cases)
    if len(shares) > 1:
        refuse_names(draft, shares)
    copies = []
    for share in shares[1:]:
        own = draft_of_share(replace(draft, outcome=composition.outcome), composition.form, share)
        copy = compose_draft(context, reading, own)
        refuse_unreadable(copy)
        if missing := missing_fields(copy):
            raise FactsMissing(missing)
        refuse_contradictions(copy)
        copies.append(NewCopy(requests=own.requests, values=copy.values))
    return copies
