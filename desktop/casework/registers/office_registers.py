"""The registers of the office: read page by page, printed and written as files in whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.lists import PageKey
from db.register_records import Narrowed, Register, RegisterFilter
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.figures.sought import sought_lines
from desktop.casework.progress_reports import Report, unheard
from desktop.casework.registers.register_lines import Pages
from desktop.casework.registers.register_views import (
    RegisterLine,
    RegisterPage,
    RegisterWanted,
)
from resources.messages import ShoubanError

_PORTION = 200
_COUNTED_BY_LINE = {(Register.SERVICES, state) for state in Narrowed} | {(Register.FEES, state) for state in Narrowed}
"""What only the amended events tell; such registers are not counted beforehand."""


class RegisterTooLong(ShoubanError):
    """More lines than fit on paper in reason."""

    key = "registers.too_long"

    def __init__(self, lines: int, most: int) -> None:
        super().__init__(lines=lines, most=most)


MOST_PRINTED = 20_000
"""So many lines at most are printed; longer registers are written as files, or printed period by period."""


@dataclass(frozen=True)
class OfficeRegisters:
    """申请登记簿, 发文登记簿, 送达登记簿, 收费登记簿, 复议诉讼登记簿 and 超期情况表."""

    context: Context

    def page(
        self,
        wanted: RegisterWanted,
        after: PageKey | None = None,
        limit: int = 100,
        report: Report = unheard,
    ) -> RegisterPage:
        """A page of a register, newest first, with masked names. ``report`` follows what takes long."""
        with self.context.store.reading() as reading, reading.followed(lambda: report(0, 0)):
            office = self.context.office_in(reading)
            if not office:
                return RegisterPage(lines=(), after=None, total=0)
            if wanted.which is Register.SOUGHT:
                sought = tuple(sought_lines(self.context, reading, office, wanted, report))
                return RegisterPage(lines=sought, after=None, total=len(sought))
            pages = self._pages(reading, office, wanted)
            lines: list[RegisterLine] = []
            at = after
            while len(lines) < limit:
                keys = reading.register(office, wanted.which, self._filter(wanted), at, limit)
                lines += pages.lines(keys)
                at = keys[-1].page if len(keys) == limit else None
                if at is None:
                    break
            total = self._total(reading, office, wanted) if after is None else None
            return RegisterPage(lines=tuple(lines), after=at, total=total)

    def departments(self) -> tuple[str, ...]:
        """The departments that occur, for the filter."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return tuple(reading.handlers(office)) if office else ()

    def pdf(self, wanted: RegisterWanted, report: Report) -> bytes:
        """The register as PDF. Raises ``RegisterTooLong``, ``UnprintableCharacter``."""
        from desktop.casework.registers import register_papers

        total = self.count(wanted)
        if total > MOST_PRINTED:
            raise RegisterTooLong(total, MOST_PRINTED)
        with self.context.store.reading() as reading:
            return register_papers.pdf(self.context, reading, wanted, self._all(reading, wanted, total, report))

    def xlsx(self, wanted: RegisterWanted, report: Report) -> bytes:
        """The register as a workbook."""
        from desktop.casework.registers import register_papers

        total = self.count(wanted)
        with self.context.store.reading() as reading:
            return register_papers.xlsx(self.context, reading, wanted, self._all(reading, wanted, total, report))

    def csv(self, wanted: RegisterWanted, report: Report) -> bytes:
        """The register as comma separated values, UTF-8 with BOM."""
        from desktop.casework.registers import register_papers

        total = self.count(wanted)
        with self.context.store.reading() as reading:
            return register_papers.csv(self.context, reading, wanted, self._all(reading, wanted, total, report))

    def count(self, wanted: RegisterWanted) -> int:
        """How many lines there are at most."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            return reading.register_count(office, wanted.which, self._filter(wanted)) if office else 0

    def _all(self, reading: Reading, wanted: RegisterWanted, total: int, report: Report) -> Iterator[RegisterLine]:
        """Every line, read in portions."""
        office = self.context.office_in(reading)
        if not office:
            return
        if wanted.which is Register.SOUGHT:
            yield from sought_lines(self.context, reading, office, wanted, report)
            return
        pages = self._pages(reading, office, wanted)
        at: PageKey | None = None
        done = 0
        while keys := reading.register(office, wanted.which, self._filter(wanted), at, _PORTION):
            yield from pages.lines(keys)
            done += len(keys)
            report(done, max(done, total))
            at = keys[-1].page

    def _pages(self, reading: Reading, office: str, wanted: RegisterWanted) -> Pages:
        return Pages(reading, office, self.context.calendar(reading), self.context.today(), wanted)

    def _total(self, reading: Reading, office: str, wanted: RegisterWanted) -> int | None:
        if (wanted.which, wanted.state) in _COUNTED_BY_LINE:
            return None
        return reading.register_count(office, wanted.which, self._filter(wanted))

    def _filter(self, wanted: RegisterWanted) -> RegisterFilter:
        return RegisterFilter(
            today=self.context.today(),
            first=wanted.first,
            last=wanted.last,
            department=wanted.department,
            channel=wanted.channel,
            state=wanted.state,
        )
