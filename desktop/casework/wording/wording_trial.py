"""Trying words on a real request before they are kept, or on invented facts while the office has no request."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from db.records import Json
from desktop.casework.letters.letter_layouts import layout_values
from desktop.casework.letters.letter_screens import readable_values
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.letters.letters import Letters
from desktop.casework.office.settings import OfficeSettings, office_settings
from desktop.casework.views import Paper
from desktop.casework.wording.wording_parts import parts_of, worded
from forms.catalogue import form_of
from forms.facts import FactField, is_empty
from forms.form import Form
from resources.messages import say
from resources.vocabulary import LetterKind
from resources.wording import Condition

_RECEIVED_BEFORE: Final = timedelta(days=7)


@dataclass(frozen=True)
class WordingTrial:
    """Fills in words that are not kept yet."""

    letters: Letters

    def fill(self, kind: LetterKind, texts: Mapping[str, str], number: str | None, part: str | None = None) -> Paper:
        """The letter with the draft mark, for the request ``number`` or invented facts; ``part`` is printed always.

        ``texts`` as the store keeps them. Raises ``RequestNotFound``, ``LettersOnlyRecorded``, ``FactsMissing``,
        ``UnprintableCharacter``.
        """
        form = form_of(kind)
        when = next((each.when for each in parts_of(kind) if each.name == part), ())
        values = self._invented(kind, when) if number is None else self._of_request(kind, number, when)
        values |= {
            condition.fact: _example(form, condition.fact)
            for condition in when
            if condition.present and is_empty(values.get(condition.fact))
        }
        values = {name: value for name, value in values.items() if Condition(name, present=False) not in when}
        rendered = form.preview(values, worded(kind, texts))
        return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{kind.label}（试填）.pdf")

    def _of_request(self, kind: LetterKind, number: str, when: tuple[Condition, ...]) -> dict[str, Json]:
        draft = LetterDraft(id=uuid.uuid4().hex, kind=kind, requests=(number,), values=_told(when))
        return dict(readable_values(self.letters.composition(draft)))

    def _invented(self, kind: LetterKind, when: tuple[Condition, ...]) -> dict[str, Json]:
        context = self.letters.context
        with context.store.reading() as reading:
            settings = office_settings(reading, context.office_in(reading))
            layout = layout_values(reading, settings, kind)
        today = context.today()
        known: dict[str, Json] = {
            "addressee": say("wording.trial.addressee"),
            "request_number": say("wording.trial.number", year=today.year),
            "content": say("wording.trial.content", year=today.year - 1),
            "received_on": (today - _RECEIVED_BEFORE).isoformat(),
            "date": today.isoformat(),
            **_office(settings),
            **layout,
        }
        names = {field.name for field in form_of(kind).fields}
        return {name: value for name, value in (known | _told(when)).items() if name in names}


def _office(settings: OfficeSettings) -> dict[str, Json]:
    """The office's own facts, invented ones where it has none yet."""
    return {
        "agency": settings.full_name or say("wording.trial.agency"),
        "contact_office": settings.contact_office or say("wording.trial.contact_office"),
        "contact_phone": settings.contact_phone or say("wording.trial.contact_phone"),
        "clerk": settings.clerk or say("wording.trial.clerk"),
    }


def _told(when: tuple[Condition, ...]) -> dict[str, Json]:
    """The values that conditions want."""
    return {condition.fact: condition.values[0] for condition in when if condition.values}


def _example(form: Form, name: str) -> Json:
    """Something that stands for a fact which must be there; words that are no fact follow from the others."""
    field = next((field for field in form.fields if field.name == name), None)
    if field is None:
        return None
    return True if field.type == "yes_no" else _words(field) if field.type == "text" else None


def _words(field: FactField) -> str:
    return say("wording.trial.example", label=field.label)
