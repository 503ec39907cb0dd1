"""The copies of a merged reply: each applicant besides the first gets the letter under its number, naming him alone.

A copy is kept with the requests it answers, as a file that names its letter; the event that answers the request
holds its hash, so that the chain covers it like the letter itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from db.records import Attachment, Json, Letter
from db.store import Reading, Writing
from desktop.casework.letters.issuing import NewLetter, paper_name
from desktop.casework.letters.letter_errors import CopyNamesAnother
from desktop.casework.letters.letter_views import LetterCopy, LetterDraft
from desktop.casework.masking import masked_name
from desktop.casework.office.paper_mark import mark_of
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.requests.cases import Case
from desktop.casework.views import Paper
from desktop.casework.wording.wording_parts import wording_on
from forms.catalogue import form_of
from forms.draft_mark import marked
from forms.facts import Origin
from forms.form import Form

COPY_OF = "copy_of"
"""Key of a file that is the copy of a letter; its value is the letter's id."""

SERVICE_OF = "service_of"
"""Key of a file that proves how a letter was sent; its value is the letter's id."""

COPY_HASH = "copy_sha256"
"""Fact of the event that answers a request by a copy."""

_SHORTEST_NAME = 2
_SHORTEST_DATUM = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCopy:
    """A copy to be issued with its letter: the requests it answers, and the facts printed on it."""

    requests: tuple[str, ...]
    values: Mapping[str, Json]


def draft_of_share(draft: LetterDraft, form: Form, share: Sequence[Case]) -> LetterDraft:
    """The draft as it is for other people: what staff typed about the first applicant's request falls away."""
    of_request = {field.name for field in form.fields if field.origin is Origin.REQUEST} - {"served_online"}
    values = {name: value for name, value in draft.values.items() if name not in of_request}
    return replace(draft, requests=tuple(case.number for case in share), values=values)


def refuse_names(draft: LetterDraft, shares: Sequence[Sequence[Case]]) -> None:
    """Raises ``CopyNamesAnother`` when staff wrote of one applicant what would stand in the copy of another."""
    written = [*_texts(draft.values.values()), *draft.edits.values()]
    for share in shares:
        for case in share:
            if any(name in text for name in _identifying(case) for text in written):
                raise CopyNamesAnother(case.number)


def issue_copies(
    writing: Writing, settings: OfficeSettings, letter: Letter, new: NewLetter, copies: Sequence[NewCopy]
) -> dict[str, str]:
    """Print and store the copies of a letter just issued; the hash of its copy for each request."""
    form, words = form_of(new.kind), wording_on(writing, settings.name, new.kind, letter.date)
    hashes: dict[str, str] = {}
    for copy in copies:
        values = dict(copy.values) | ({"letter_number": letter.number} if letter.number else {})
        with marked(mark_of(settings)):
            rendered = form.render(form.facts_from(values), words, edits=new.edits)
        sha256 = hashlib.sha256(rendered.pdf).hexdigest()
        for number in copy.requests:
            kept = Attachment(
                office=letter.office,
                request=number,
                name=paper_name(letter),
                media_type="application/pdf",
                sha256=sha256,
                pages=rendered.pages,
                extra={COPY_OF: letter.id},
            )
            writing.add_attachment(kept, rendered.pdf)
            hashes[number] = sha256
    return hashes


def own_files(files: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """The files that came with a request: without copies of letters and proofs of sending."""
    return tuple(file for file in files if COPY_OF not in file.extra and SERVICE_OF not in file.extra)


def kept_files(files: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """The files of a request that its page shows: own ones and proofs of sending."""
    return tuple(file for file in files if COPY_OF not in file.extra)


def copies_of(reading: Reading, letter: Letter) -> tuple[LetterCopy, ...]:
    """The first applicant's copy, which is the letter itself, then those of the others."""
    by_hash: dict[str, list[str]] = {}
    for number in letter.requests:
        by_hash.setdefault(copy_hash(reading, letter, number) or "", []).append(number)
    own = by_hash.pop("", [])
    shares = [(None, own), *by_hash.items()] if own or not by_hash else list(by_hash.items())
    return tuple(
        LetterCopy(sha256=sha256, requests=tuple(numbers), addressee=_masked(reading, letter.office, numbers))
        for sha256, numbers in shares
    )


def copy_hash(reading: Reading, letter: Letter, number: str) -> str | None:
    """The hash of the copy that answers a request, None where the letter itself does."""
    files = reading.attachments_of(letter.office, number)
    return next((file.sha256 for file in files if file.extra.get(COPY_OF) == letter.id), None)


def copy_paper(reading: Reading, letter: Letter, number: str, sha256: str) -> Paper:
    """The stored bytes of a copy."""
    files = reading.attachments_of(letter.office, number)
    pages = next((file.pages for file in files if file.sha256 == sha256), None)
    data = reading.attachment_bytes(letter.office, number, sha256)
    assert data is not None
    return Paper(pdf=data, pages=pages or 1, name=paper_name(letter))


def _masked(reading: Reading, office: str, numbers: Sequence[str]) -> str:
    if not numbers:
        return ""
    applicant = reading.request(office, numbers[0]).applicant
    return masked_name(applicant.name, applicant.kind)


def _identifying(case: Case) -> Iterable[str]:
    """What tells of an applicant or of his request, whoever reads it; shorter texts stand in other words by chance."""
    request = case.request
    yield case.number
    for applicant in (request.applicant, *request.co_applicants):
        if len(applicant.name) >= _SHORTEST_NAME:
            yield applicant.name
        known = (applicant.id_number, applicant.phone, applicant.email, applicant.address)
        yield from (text for text in known if text and len(text) >= _SHORTEST_DATUM)


def _texts(values: Iterable[Json]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _texts(value)
