"""What the screens, the papers and the filing of an annual report share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from desktop.casework.figures.statistics_views import AnnualTables
from desktop.casework.reports.office_report_views import OfficesView
from desktop.casework.reports.report_texts import BoundPiece, LooseNumber, Terms
from desktop.casework.reports.table2 import Table2Part


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section as it stands. ``template``: its text with the names of its figures; ``pieces``: as it is printed.

    ``edited``: staff wrote it; otherwise it is drafted from the figures anew each time. ``loose``: numbers typed by
    hand; ``missing``: figures that nobody has entered.
    """

    code: str
    heading: str
    table: str
    template: str = ""
    pieces: tuple[BoundPiece, ...] = ()
    edited: bool = False
    loose: tuple[LooseNumber, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As it is printed, a paragraph a line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishBy:
    """When the report must be public. ``day`` None: the calendar of that year is not loaded."""

    legal_day: date
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledVersion:
    """A version that was filed."""

    version: int
    filed_at: datetime
    actor: str
    sha256: str
    chain_head: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReportView:
    """The report of a year. ``subject``: the office, or all together; ``title_office``: what the title calls it.

    ``own``: it is that of the office at work. ``offices``: those that are counted together. ``ledger``: the year's
    numbers by item. ``shown``: the version that was filed, None for the figures of today. ``objections``: what a filing
    must explain. ``notes``: what the reader must know (transfers not found ...).
    """

    year: int
    form: str
    subject: str
    title: str
    title_office: str
    tables: AnnualTables
    table2: tuple[Table2Part, ...]
    ledger: Mapping[str, Decimal | None]
    terms: Terms
    sections: tuple[SectionView, ...]
    publish_by: PublishBy
    filed: tuple[FiledVersion, ...] = ()
    shown: FiledVersion | None = None
    objections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    own: bool = True
    offices: OfficesView | None = None

    def section(self, code: str) -> SectionView:
        """The section of that code. Raises ``KeyError``."""
        return {section.code: section for section in self.sections}[code]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedThing:
    """A request, dispute or entry of the ledger that came into a cell or left it, and what happened since.

    ``request``: the request of the office at work that it is or is about; None: there is no page to open.
    """

    office: str
    name: str
    entered: bool
    why: str
    request: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that is another one now than when the report was filed."""

    code: str
    name: str
    filed: str
    now: str
    moved: tuple[MovedThing, ...] = ()
