"""Request exchange files: taking them in, all or nothing, and writing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from db.copies import sha256_of
from db.records import Changes, Dispute, Letter, Request
from db.report_records import TakenIn
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.exchange.deidentified import (
    deidentified,
    deidentified_dispute,
    deidentified_letter,
    with_texts_of_destroyed,
)
from desktop.casework.exchange.excerpts import keep_excerpt
from desktop.casework.exchange.exchange_merging import ExchangeCounts, merge, planned
from desktop.casework.exchange.exchange_reading import ExchangeFile, read_exchange_lines, told_through
from desktop.casework.exchange.exchange_writing import (
    Days,
    Line,
    attachment_line,
    dispute_line,
    header_line,
    letter_line,
    line_of,
    request_line,
)
from desktop.casework.figures.several_offices import keep_links
from desktop.casework.files import FileUnreadable, whole_file
from desktop.casework.office.settings import HEADER_SETTING
from desktop.casework.requests.cases import arrived
from desktop.casework.requests.known_then import disputes_then, letters_then, request_then


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What reading a file would bring. ``own``: it is of the office of this store; ``disputes``: new or going on.

    ``arrived``: the days to which an excerpt is limited; ``seen``: the very same file was read before.
    """

    office: str
    own: bool
    made_on: date | None
    arrived: Days
    counts: ExchangeCounts
    disputes: int
    seen: bool


@dataclass(frozen=True)
class Exchange:
    """Handing requests over."""

    context: Context

    def examine(self, path: Path) -> Examined:
        """Look at a file and keep nothing. Raises ``FileUnreadable``, ``ExchangeError``."""
        file = self._parse(path)
        with self.context.store.reading() as reading:
            plan, offices = planned(reading, file), reading.offices()
            read = reading.taken_in(file.office) if file.office in offices else []
            return Examined(
                office=file.office,
                own=file.office in offices[:1],
                made_on=file.made_on,
                arrived=file.arrived,
                counts=plan.counts,
                disputes=len(plan.disputes),
                seen=sha256_of(path) in {one.sha256 for one in read},
            )

    def read(self, path: Path, *, dry_run: bool = False) -> tuple[ExchangeCounts, Changes]:
        """Read an exchange file, all or nothing. ``dry_run``: look at everything, keep nothing.

        Raises ``FileUnreadable``, ``ExchangeError``.
        """
        file = self._parse(path)
        if dry_run:
            with self.context.store.reading() as reading:
                return planned(reading, file).counts, Changes()
        with self.context.store.writing() as writing:
            counts, changes = merge(self.context, writing, file)
            keep_links(self.context, writing)
            read = _log_line(path, file, counts)
            writing.add_taken_in(read)
            keep_excerpt(writing, read, file.arrived)
        return counts, changes

    def _parse(self, path: Path) -> ExchangeFile:
        try:
            with path.open("rb") as lines:
                return read_exchange_lines(lines, self.context.today())
        except OSError as error:
            raise FileUnreadable(path, error) from error

    def write(
        self, path: Path, first: date | None = None, last: date | None = None, *, deidentify: bool = False
    ) -> ExchangeCounts:
        """Write the requests that arrived in the period, with their letters, attachments and disputes.

        ``deidentify``: without what identifies people, and without the bytes of letters and attachments; the figures
        of the copy are those of the original (law 10.4, 10.5).
        The file appears whole or not at all. Raises ``FileUnwritable``, ``OfficeNotNamed``.
        """
        with self.context.store.reading() as reading:
            office = self.context.named_office_in(reading)
            until = self.context.as_of
            requests = list(self._requests(reading, office, first, last))
            letters = {
                letter.id: letter
                for request in requests
                for letter in letters_then(reading.letters_of(office, request.number), request.events, until)
            }
            # Letters that answer no request of this store go by their own date.
            dated = letters_then(reversed(reading.letters(office, first, last)), (), until)
            letters |= {letter.id: letter for letter in dated if not letter.requests}
            written = _Deidentified(reading, office) if deidentify else _Whole(reading, office)
            told = (request_then(request, until) for request in requests)
            lines = _lines(reading, office, self.context, (first, last), told, letters, written)
            with whole_file(path) as file:
                file.writelines(f"{line_of(line)}\n".encode() for line in lines)
        return ExchangeCounts(requests=len(requests), updated=0, letters=len(letters), skipped=0)

    def _requests(self, reading: Reading, office: str, first: date | None, last: date | None) -> Iterator[Request]:
        """The requests that arrived in the period."""
        for request in reading.requests(office):
            arrival = min(event.on for event in request.events)
            in_period = (first is None or arrival >= first) and (last is None or arrival <= last)
            if in_period and arrived(self.context, request):
                yield request


class _Whole:
    """Everything, as the store has it."""

    def __init__(self, reading: Reading, office: str) -> None:
        self._reading = reading
        self._office = office
        self._destroyed = reading.marks_of_destroyed()

    def letter(self, letter: Letter) -> Line:
        """The line of a letter with its bytes."""
        return letter_line(letter, self._reading.letter_pdf(self._office, letter.id))

    def request(self, request: Request) -> Iterator[Line]:
        """The line of a request, and those of its files."""
        yield request_line(self._marked(with_texts_of_destroyed(request)))
        for attachment in self._reading.attachments_of(self._office, request.number):
            kept = attachment.size is not None
            number, sha256 = request.number, attachment.sha256
            data = self._reading.attachment_bytes(self._office, number, sha256) if kept else None
            yield attachment_line(attachment, data)

    def dispute(self, dispute: Dispute) -> Line:
        """The line of a review or suit."""
        return dispute_line(dispute)

    def _marked(self, request: Request) -> Request:
        """With the marks that only the store knows: of whom and what destroyed requests were."""
        if not self._destroyed:
            return request
        marks = self._reading.group_marks(self._office, request.number)
        if self._destroyed.isdisjoint(marks.items()):
            return request
        return replace(request, extra={**request.extra, **marks})


class _Deidentified:
    """Without what identifies people: files of requests stay in the office."""

    def __init__(self, reading: Reading, office: str) -> None:
        self._reading = reading
        self._office = office

    def letter(self, letter: Letter) -> Line:
        """The line of a letter as the register has it."""
        return letter_line(deidentified_letter(letter), None)

    def request(self, request: Request) -> Iterator[Line]:
        """The line of a request."""
        marks = self._reading.group_marks(self._office, request.number)
        yield request_line(replace(deidentified(request), extra=marks))

    def dispute(self, dispute: Dispute) -> Line:
        """The line of a review or suit without what else came in with it."""
        return dispute_line(deidentified_dispute(dispute))


def _log_line(path: Path, file: ExchangeFile, counts: ExchangeCounts) -> TakenIn:
    """What the log keeps of a file that was taken in."""
    return TakenIn(
        office=file.office,
        name=path.name,
        sha256=sha256_of(path),
        made_on=file.made_on,
        through=told_through(file),
        requests=counts.requests,
        updated=counts.updated,
        skipped=counts.skipped,
    )


def _lines(
    reading: Reading,
    office: str,
    context: Context,
    arrived: Days,
    requests: Iterable[Request],
    letters: Mapping[str, Letter],
    written: _Whole | _Deidentified,
) -> Iterator[Line]:
    """The header, the letters, then each request with what belongs to it."""
    extra = reading.setting(office, HEADER_SETTING)
    yield header_line(office, context.today(), extra if isinstance(extra, dict) else {}, arrived)
    for letter in letters.values():
        yield written.letter(letter)
    for request in requests:
        yield from written.request(request)
        for dispute in disputes_then(reading.disputes_of(office, request.number, with_void=True), context.as_of):
            yield written.dispute(dispute)
