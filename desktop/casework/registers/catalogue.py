"""The published catalogue (政府信息公开目录): searched, edited, and taken in from tables, all or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from db.lists import PageKey
from db.records import CatalogueEntry, Changes, Json
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.registers.catalogue_files import CatalogueFile, RowFault, check_entry, read_catalogue
from desktop.rules.publication import publication_due
from desktop.rules.working_days import CalendarMissing
from resources.messages import ShoubanError, say
from resources.vocabulary import LetterKind

_PORTION = 100
_TRIED = 8
_NUMBER_END = re.compile(r"〔\d{4}〕\d+号")
_MOST_FAULTS_SAID = 5


class CatalogueEntryRefused(ShoubanError):
    """An entry that cannot stand; ``faults`` by field."""

    key = "catalogue.refused"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults="；".join(say(f"catalogue.field.{name}") + said for name, said in faults.items()))
        self.faults = faults


class CatalogueFileRefused(ShoubanError):
    """A file with faults; nothing of it was taken in."""

    key = "catalogue.file_refused"

    def __init__(self, faults: tuple[RowFault, ...]) -> None:
        said = "；".join(fault_words(fault) for fault in faults[:_MOST_FAULTS_SAID])
        super().__init__(count=len(faults), faults=said)
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """A page of the catalogue. ``after`` leads to the next; ``total``: of the whole catalogue, on the first page."""

    entries: tuple[CatalogueEntry, ...]
    after: PageKey | None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueExamined:
    """What a file would do: entries that are new, that change, that are known as they are, and its faults."""

    name: str
    file: CatalogueFile
    new: int
    changed: int
    same: int


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of the office."""

    context: Context

    def page(self, text: str = "", after: PageKey | None = None, limit: int = 100) -> CataloguePage:
        """A page of the catalogue, latest publication first; with a text what it finds, which has one page."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            if not office:
                return CataloguePage(entries=(), after=None, total=0)
            total = reading.catalogue_count(office) if after is None else None
            if text.strip():
                found = tuple(reading.search_catalogue(office, text, limit))
                return CataloguePage(entries=found, after=None, total=total)
            entries, end = reading.catalogue_page(office, after, limit)
            return CataloguePage(entries=tuple(entries), after=end, total=total)

    def matching(self, text: str, limit: int = 4) -> tuple[CatalogueEntry, ...]:
        """Entries that may be what ``text`` asks for, the most alike first."""
        with self.context.store.reading() as reading:
            return matching(self.context, reading, text, limit)

    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return not self.page(limit=1).total

    def for_requests(self, numbers: Sequence[str], limit: int = 4) -> tuple[CatalogueEntry, ...]:
        """Entries that may be what these requests ask for."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            known = [reading.request(office, number) for number in numbers if reading.request_exists(office, number)]
            texts = [f"{request.document_title or ''} {request.content}" for request in known]
            found = [entry for text in texts for entry in matching(self.context, reading, text, limit)]
        return tuple(dict.fromkeys(found))[:limit]

    def publication_words(self, entry: CatalogueEntry) -> str:
        """By when the information was to be published after it was formed, and whether it was (条例 26)."""
        if entry.formed_on is None:
            return ""
        with self.context.store.reading() as reading:
            calendar = self.context.calendar(reading)
        try:
            due = publication_due(entry.formed_on, calendar)
        except CalendarMissing as missing:
            return missing.sentence()
        return say(f"catalogue.{'late' if entry.published_on > due else 'in_time'}", due=due)

    def save(self, entry: CatalogueEntry, replacing: str | None = None) -> Changes:
        """Store an entry typed by hand. ``replacing``: the 索引号 it had. Raises ``CatalogueEntryRefused``."""
        faults = dict(check_entry(entry, self.context.today()))
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            taken = entry.index_number != replacing and writing.catalogue_entry(office, entry.index_number)
            if taken:
                faults["index_number"] = say("catalogue.fault.taken")
            if faults:
                raise CatalogueEntryRefused(faults)
            if replacing is not None and replacing != entry.index_number:
                writing.delete_catalogue_entry(office, replacing)
            writing.put_catalogue_entries(office, [entry])
        return Changes(catalogue=True)

    def delete(self, index_number: str) -> Changes:
        """Take an entry out: it is no longer public, or never was."""
        with self.context.store.writing() as writing:
            writing.delete_catalogue_entry(self.context.named_office_in(writing), index_number)
        return Changes(catalogue=True)

    def examine(self, name: str, data: bytes, report: Report = unheard) -> CatalogueExamined:
        """What a file holds and would change; nothing is stored. Raises what ``read_catalogue`` raises."""
        file = read_catalogue(name, data, self.context.today(), report)
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            numbers = [entry.index_number for entry in file.entries]
            known = reading.catalogue_entries(office, numbers) if office else {}
        new = sum(entry.index_number not in known for entry in file.entries)
        same = sum(known.get(entry.index_number) == entry for entry in file.entries)
        return CatalogueExamined(name=name, file=file, new=new, changed=len(file.entries) - new - same, same=same)

    def take_in(self, examined: CatalogueExamined, report: Report = unheard) -> Changes:
        """Store the entries of a file: all, or none where ``report`` raises. Raises ``CatalogueFileRefused``."""
        if examined.file.faults:
            raise CatalogueFileRefused(examined.file.faults)
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            entries = examined.file.entries
            for first in range(0, len(entries), _PORTION):
                report(first, len(entries))
                portion = entries[first : first + _PORTION]
                known = writing.catalogue_entries(office, [entry.index_number for entry in portion])
                writing.put_catalogue_entries(
                    office, [entry for entry in portion if known.get(entry.index_number) != entry]
                )
        return Changes(catalogue=True)


def matching(context: Context, reading: Reading, text: str, limit: int) -> tuple[CatalogueEntry, ...]:
    """Entries that may be what ``text`` asks for: whose 文号 it names, that hold all its words, most alike."""
    office = context.office_in(reading)
    if not office or not text.strip():
        return ()
    named = _of_number(reading, office, text)
    alike = [entry for entry in reading.catalogue_alike(office, text, limit + _TRIED) if _is_alike(entry.title, text)]
    return tuple(dict.fromkeys([*named, *reading.search_catalogue(office, text, limit), *alike]))[:limit]


def _of_number(reading: Reading, office: str, text: str) -> list[CatalogueEntry]:
    """Entries whose 文号 stands in the text, whatever blanks and 第 are in it."""
    bare = "".join(text.split()).replace("第", "")
    ends = dict.fromkeys(found[0] for found in _NUMBER_END.finditer(bare))
    found = [entry for end in ends for entry in reading.catalogue_numbered(office, end)]
    return [entry for entry in found if "".join((entry.document_number or "-").split()).replace("第", "") in bare]


def _is_alike(title: str, text: str) -> bool:
    """Whether half of the pairs of characters of the shorter one stand in the other: a shared 海关 is no likeness."""
    pairs, others = _pairs(title), _pairs(text)
    return 2 * len(pairs & others) >= min(len(pairs), len(others)) > 0


def _pairs(text: str) -> set[str]:
    letters = [character for character in text.casefold() if character.isalnum()]
    return {first + second for first, second in pairwise(letters)}


def reply_facts(entry: CatalogueEntry) -> dict[str, Json]:
    """The facts of the reply 已主动公开 that an entry tells (条例 36(一))."""
    facts: dict[str, Json] = {
        "published_title": entry.title,
        "published_number": entry.document_number,
        "published_on": entry.published_on.isoformat(),
        "published_at": entry.address,
    }
    return facts


REPLY = LetterKind.ALREADY_PUBLIC_REPLY
"""The letter that names where the information is public."""


def fault_words(fault: RowFault) -> str:
    """``第 5 行“发布日期”：…``."""
    return say("catalogue.fault_in", row=fault.row, column=fault.column, fault=fault.sentence)
