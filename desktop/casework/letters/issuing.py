"""Making a letter final: number, bytes and record, inside the transaction of the change that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from db.records import Json, Letter
from db.store import Writing
from desktop.casework.context import Context
from desktop.casework.letters.letter_layouts import layout_values
from desktop.casework.office.paper_mark import mark_of
from desktop.casework.office.settings import OfficeSettings, take_letter_number
from desktop.casework.views import Paper
from desktop.casework.wording.wording_parts import wording_on
from forms.catalogue import form_of
from forms.draft_mark import marked
from resources.vocabulary import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter to be issued. ``values``: its facts by name as JSON; ``edits``: sentences as staff changed them."""

    kind: LetterKind
    requests: tuple[str, ...]
    values: Mapping[str, Json]
    edits: Mapping[str, str] = field(default_factory=dict)


def issue_letter(context: Context, writing: Writing, settings: OfficeSettings, new: NewLetter) -> tuple[Letter, Paper]:
    """Take a number, print, store. Raises ``FactsMissing``, ``FactRefused``, ``UnprintableCharacter``."""
    form = form_of(new.kind)
    dated_on = date.fromisoformat(str(new.values["date"]))
    words = wording_on(writing, settings.name, new.kind, dated_on)
    number, serial = take_letter_number(writing, settings, new.kind, dated_on.year)
    values = layout_values(writing, settings, new.kind) | dict(new.values)
    values |= {"letter_number": number} if number else {}
    with marked(mark_of(settings)):
        rendered = form.render(form.facts_from(values), words, edits=new.edits)
    letter = Letter(
        office=settings.name,
        id=_free_id(writing, settings.name, number or f"{new.requests[0]}-{new.kind}"),
        kind=new.kind,
        title=words.titled(values),
        number=number,
        date=dated_on,
        requests=new.requests,
        pages=rendered.pages,
        facts=values | ({"edits": dict(new.edits)} if new.edits else {}),
        wording_version=words.version,
        issued_at=context.clock(),
    )
    stored = writing.add_letter(letter, rendered.pdf, serial)
    return stored, Paper(pdf=rendered.pdf, pages=rendered.pages, name=paper_name(letter))


def paper_name(letter: Letter) -> str:
    """A file name for the letter: its number, or its kind and request."""
    name = letter.number or f"{letter.kind.label} {' '.join(letter.requests[:1])}".strip()
    return "".join("_" if character in '/\\:*?"<>|' else character for character in name) + ".pdf"


def _free_id(writing: Writing, office: str, wanted: str) -> str:
    """``wanted``, with a number behind it where a letter of that id came in from elsewhere."""
    letter_id, place = wanted, 1
    while writing.letter_exists(office, letter_id):
        place += 1
        letter_id = f"{wanted} ({place})"
    return letter_id
