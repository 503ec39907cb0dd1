"""Batches: the same paper for many requests, many receipts, all envelopes of a day, in one file for the printer.

Each letter is issued through the one issuing path in a transaction of its own: what lacks a fact is named, the others
are issued and printed, and a batch that is stopped keeps what it has done.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db.records import Changes, Letter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.letters.letter_copies import copies_of, draft_of_share, refuse_names
from desktop.casework.letters.letter_events import step_of
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.letters.letters import Letters
from desktop.casework.letters.merging import closed_reason, people_of
from desktop.casework.masking import masked_name
from desktop.casework.requests.cases import Case, RequestNotFound, read_case
from desktop.casework.requests.work_rows import badge_text
from desktop.casework.sending.sending import goes_by_post
from desktop.casework.steps.outside_values import OUTSIDE, envelope_of_outside
from desktop.casework.steps.steps import StepNotAllowed
from desktop.casework.views import Paper
from desktop.rules.editions import EDITION_711
from forms.catalogue import BUILT, form_of
from forms.joined import joined
from resources.messages import ShoubanError, say
from resources.vocabulary import LetterKind, Outcome

GoingOn = Callable[[int, int], bool]
"""Told how many of how many are done; False: stop here."""

NOTICES = (
    LetterKind.CORRECTION_NOTICE,
    LetterKind.EXTENSION_NOTICE,
    LetterKind.CONSULTATION_NOTICE,
    LetterKind.REASONS_REQUEST,
    LetterKind.DELAY_NOTICE,
)
"""Notices within the procedure that many applicants can get alike; a fee is each one's own."""


@dataclass(frozen=True, slots=True)
class BatchPaper:
    """A paper that many requests can get alike; ``outcome``: the result that it tells."""

    kind: LetterKind
    outcome: Outcome | None = None

    @property
    def label(self) -> str:
        """Its name in a list."""
        return self.kind.label if self.outcome is None else say("batches.reply", outcome=self.outcome)


BATCH_PAPERS = (
    *(BatchPaper(kind) for kind in NOTICES),
    *(BatchPaper(one.letter, one) for one in Outcome if one is not Outcome.WITHDRAWN and one.letter in BUILT),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """Something that may go into a batch. ``reason``: why it cannot."""

    key: str
    number: str
    applicant: str
    content: str
    note: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """What became of one. ``fault``: why it was left out; ``letter``: what was issued or printed."""

    number: str
    letter: Letter | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """What a batch has done. ``left``: not begun, because it was stopped. ``paper``: all in one file, if any.

    ``new_sheets``: blank pages stand in the file, so that each letter begins on a sheet of its own.
    """

    lines: tuple[BatchLine, ...]
    left: tuple[str, ...] = ()
    paper: Paper | None = None
    new_sheets: bool = False
    changes: Changes = field(default_factory=Changes)

    @property
    def done(self) -> int:
        """How many were printed."""
        return sum(not line.fault for line in self.lines)

    @property
    def faults(self) -> tuple[BatchLine, ...]:
        """Those that were left out."""
        return tuple(line for line in self.lines if line.fault)


@dataclass(frozen=True)
class Batches:
    """Doing the same for many.

    ``both_sides``: the printer prints both sides of a sheet, so each letter has to begin on a sheet of its own.
    """

    context: Context

    def candidates(self, paper: BatchPaper, numbers: Sequence[str]) -> tuple[BatchRow, ...]:
        """The requests ``numbers``, those that can get ``paper`` today first."""
        with self.context.store.reading() as reading:
            cases = _cases(self.context, reading, numbers)
        rows = [_row(case, closed_reason(case, paper.kind, paper.outcome) or _old(case)) for case in cases]
        return tuple(sorted(rows, key=lambda row: row.reason is not None))

    def receipts(self, numbers: Sequence[str]) -> tuple[BatchRow, ...]:
        """The requests ``numbers``, those that have a receipt first."""
        with self.context.store.reading() as reading:
            rows = []
            for case in _cases(self.context, reading, numbers):
                reason = None if _receipt_of(reading, case) else say("batches.no_receipt")
                rows.append(_row(case, reason))
        return tuple(sorted(rows, key=lambda row: row.reason is not None))

    def envelopes(self, day: date) -> tuple[BatchRow, ...]:
        """The letters of ``day`` that go by post, one row an envelope; those without an address last."""
        with self.context.store.reading() as reading:
            rows = [row for letter in self._of_day(reading, day) for row in self._envelope_rows(reading, letter)]
        return tuple(sorted(rows, key=lambda row: row.reason is not None))

    def letters(self, day: date) -> tuple[BatchRow, ...]:
        """The letters of ``day``, one row for each applicant's copy; those without a file last."""
        with self.context.store.reading() as reading:
            rows = [row for letter in self._of_day(reading, day) for row in self._copy_rows(reading, letter)]
        return tuple(sorted(rows, key=lambda row: row.reason is not None))

    def issue(
        self, draft: LetterDraft, numbers: Sequence[str], going_on: GoingOn, *, both_sides: bool = True
    ) -> BatchResult:
        """Issue the paper of ``draft`` to each of ``numbers``; what staff typed goes into all of them.

        Raises ``CopyNamesAnother`` before anything is issued.
        """
        with self.context.store.reading() as reading:
            cases = _cases(self.context, reading, numbers)
        if len({people_of(case) for case in cases}) > 1:
            refuse_names(draft, [[case] for case in cases])
        form, letters = form_of(draft.kind), Letters(self.context)

        def one(number: str) -> tuple[Letter, bytes]:
            with self.context.store.reading() as reading:
                case = read_case(self.context, reading, number)
            if reason := closed_reason(case, draft.kind, draft.outcome):
                raise StepNotAllowed(step_of(draft.kind, draft.outcome), reason)
            issued = letters.issue(replace(draft_of_share(draft, form, [case]), id=uuid.uuid4().hex))
            return issued.letter, issued.paper.pdf

        return self._each(numbers, one, going_on, draft.kind.label, new_sheets=both_sides)

    def print_receipts(self, numbers: Sequence[str], going_on: GoingOn, *, both_sides: bool = True) -> BatchResult:
        """The stored receipts of ``numbers`` once more; each reprint is logged."""
        letters = Letters(self.context)

        def one(number: str) -> tuple[Letter, bytes]:
            with self.context.store.reading() as reading:
                receipt = _receipt_of(reading, read_case(self.context, reading, number))
            if receipt is None:
                raise ReceiptMissing(number)
            paper, _ = letters.reprint(receipt.id)
            return receipt, paper.pdf

        return self._each(numbers, one, going_on, LetterKind.RECEIPT.label, new_sheets=both_sides)

    def print_letters(self, keys: Sequence[str], going_on: GoingOn, *, both_sides: bool = True) -> BatchResult:
        """The stored bytes of letters, each copy (``BatchRow.key``); each printing is logged."""
        letters = Letters(self.context)

        def one(key: str) -> tuple[Letter, bytes]:
            letter_id, number = key.split("\n")
            with self.context.store.reading() as reading:
                letter = reading.letter(self.context.office_in(reading), letter_id)
                shares = [copy.requests for copy in copies_of(reading, letter)]
            own = next((share for share in shares if number in share), (number,))
            paper, _ = letters.reprint(letter_id, own)
            return letter, paper.pdf

        return self._each(keys, one, going_on, say("batches.letters"), new_sheets=both_sides)

    def print_envelopes(self, keys: Sequence[str], going_on: GoingOn) -> BatchResult:
        """The envelopes of ``keys`` (``BatchRow.key``)."""
        letters = Letters(self.context)

        def one(key: str) -> tuple[Letter, bytes]:
            letter_id, number = key.split("\n")
            return letters.letter(letter_id), letters.envelope(letter_id, number).pdf

        return self._each(keys, one, going_on, LetterKind.ENVELOPE.label, new_sheets=False)

    def _each(
        self,
        keys: Sequence[str],
        one: Callable[[str], tuple[Letter, bytes]],
        going_on: GoingOn,
        title: str,
        *,
        new_sheets: bool,
    ) -> BatchResult:
        lines: list[BatchLine] = []
        papers: list[bytes] = []
        for place, key in enumerate(keys):
            if not going_on(place, len(keys)):
                break
            number = key.split("\n")[-1]
            try:
                letter, pdf = one(key)
            except ShoubanError as fault:
                lines.append(BatchLine(number=number, fault=fault.sentence()))
            else:
                lines.append(BatchLine(number=number, letter=letter))
                papers.append(pdf)
        done = [line for line in lines if line.letter is not None]
        name = say("batches.file_name", title=title, count=len(papers), day=self.context.today().isoformat())
        return BatchResult(
            lines=tuple(lines),
            left=tuple(key.split("\n")[-1] for key in keys[len(lines) :]),
            paper=_together(papers, f"{name}.pdf", new_sheets=new_sheets),
            new_sheets=new_sheets,
            changes=Changes(
                requests=frozenset(line.number for line in done),
                letters=frozenset(line.letter.id for line in done if line.letter is not None),
            ),
        )

    def _of_day(self, reading: Reading, day: date) -> list[Letter]:
        """The letters dated on ``day`` that go out, by their numbers: letters and envelopes lie in the same order."""
        office = self.context.office_in(reading)
        newest_first = reading.letters(office, day, day) if office else []
        return [letter for letter in reversed(newest_first) if _is_sent(letter)]

    def _copy_rows(self, reading: Reading, letter: Letter) -> list[BatchRow]:
        """One row for each copy of a letter."""
        reason = None if letter.pages is not None else say("batches.no_file")
        rows = []
        for copy in copies_of(reading, letter):
            row = _row(read_case(self.context, reading, copy.requests[0]), reason)
            name = f"{letter.number or ''}　{letter.title}".strip()
            rows.append(replace(row, key=f"{letter.id}\n{row.number}", note=reason or name))
        return rows

    def _envelope_rows(self, reading: Reading, letter: Letter) -> list[BatchRow]:
        """One row for each copy of a letter that is posted."""
        rows = []
        for copy in copies_of(reading, letter):
            case = read_case(self.context, reading, copy.requests[0])
            if not goes_by_post(case.request, letter):
                continue
            to = {"address": case.request.applicant.address, "postcode": case.request.applicant.postcode}
            if letter.kind in OUTSIDE:
                to = {name: str(value or "") for name, value in envelope_of_outside(letter).items()}
            row = _row(case, None if to["address"] else say("batches.no_address"))
            name = letter.number or letter.title
            if not to["postcode"]:
                name = say("batches.no_postcode", letter=name)
            rows.append(replace(row, key=f"{letter.id}\n{case.number}", note=row.reason or name))
        return rows


class ReceiptMissing(ShoubanError):
    """A request whose receipt is not in the store."""

    key = "batches.receipt_missing"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


def _cases(context: Context, reading: Reading, numbers: Sequence[str]) -> list[Case]:
    """The requests that there are."""
    found = []
    for number in numbers:
        try:
            found.append(read_case(context, reading, number))
        except RequestNotFound:
            continue
    return found


def _row(case: Case, reason: str | None) -> BatchRow:
    applicant = case.request.applicant
    return BatchRow(
        key=case.number,
        number=case.number,
        applicant=masked_name(applicant.name, applicant.kind),
        content=case.request.content,
        note=reason or f"{case.standing.state.label}　{badge_text(case.standing)}",
        reason=reason,
    )


def _old(case: Case) -> str | None:
    return None if case.limits.edition is EDITION_711 else say("batches.old_edition")


def _receipt_of(reading: Reading, case: Case) -> Letter | None:
    """The last receipt of a request whose bytes are in the store."""
    letters = reading.letters_of(case.request.office, case.number)
    own = [one for one in letters if one.kind is LetterKind.RECEIPT and one.void_reason is None and one.pages]
    return own[-1] if own else None


def _is_sent(letter: Letter) -> bool:
    """Whether a letter goes out in an envelope: not void, not handed over at the counter, not kept in the file."""
    return letter.void_reason is None and letter.kind is not LetterKind.RECEIPT and bool(letter.requests)


def _together(papers: Sequence[bytes], name: str, *, new_sheets: bool) -> Paper | None:
    if not papers:
        return None
    whole = joined(papers, new_sheets=new_sheets)
    return Paper(pdf=whole.pdf, pages=whole.pages, name=name)
