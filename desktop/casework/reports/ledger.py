"""The ledger: numbers of table 二 and of proactive publication, entered month by month with their source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.records import Changes
from db.report_records import LedgerEntry as LedgerEntry
from db.store import Reading
from desktop.casework.context import Context, OfficeNotNamed
from desktop.casework.reports.annual_report_making import ledger_of
from desktop.casework.reports.ledger_items import BY_CODE, ITEMS, SUMS, LedgerItem, standing_entries, sum_of
from desktop.rules.entered_text import plain_text
from resources.messages import ShoubanError, say

MONTHS = range(1, 13)
_WHOLE = re.compile(r"[0-9]{1,12}")
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class LedgerItemUnknown(ShoubanError):
    """The ledger has no such item."""

    key = "reports.ledger.item_unknown"

    def __init__(self, item: str) -> None:
        super().__init__(item=item)


class NotALedgerNumber(ShoubanError):
    """What was typed is no number of the item."""

    key = "reports.ledger.no_number"

    def __init__(self, text: str, item: LedgerItem) -> None:
        kind = say("reports.ledger.amount" if item.decimals else "reports.ledger.whole")
        super().__init__(text=text, name=item.name, kind=kind)


class SourceMissing(ShoubanError):
    """A number without its source."""

    key = "reports.ledger.no_source"

    def __init__(self, item: LedgerItem) -> None:
        super().__init__(name=item.name)


class CorrectionUnexplained(ShoubanError):
    """A number replaces another one without a reason."""

    key = "reports.ledger.no_reason"

    def __init__(self, item: LedgerItem, month: int, old: Decimal) -> None:
        super().__init__(name=item.name, month=month, old=f"{old:f}")


class MonthAhead(ShoubanError):
    """A month that has not begun."""

    key = "reports.ledger.month_ahead"

    def __init__(self, year: int, month: int) -> None:
        super().__init__(year=year, month=month)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """An item with its twelve months; ``total``: the number of the year. None: nothing was entered."""

    item: LedgerItem
    months: tuple[LedgerEntry | None, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """The ledger of a year. ``sums``: figures that are sums of items. ``fixed``: nothing can be entered here."""

    year: int
    rows: tuple[LedgerRow, ...]
    sums: tuple[tuple[str, Decimal | None], ...]
    fixed: bool = False


@dataclass(frozen=True)
class Ledger:
    """Entering and reading the ledger. ``subject``: an office, ``TOGETHER`` (sums only), None: the office at work."""

    context: Context

    def year(self, year: int, subject: str | None = None) -> LedgerView:
        """The ledger of a year."""
        context = self.context.looking_at(subject)
        with self.context.store.reading() as reading:
            values = ledger_of(context, reading, year)
            entries = [] if context.together else self._entries(context, reading, year)
            held = standing_entries(entries)
            rows = tuple(
                LedgerRow(
                    item=item,
                    months=tuple(held.get((item.code, month)) for month in MONTHS),
                    total=values.get(item.code),
                )
                for item in ITEMS
            )
            sums = tuple((name, sum_of(values, codes)) for name, (_, _, codes) in SUMS.items())
        return LedgerView(year=year, rows=rows, sums=sums, fixed=context.together)

    def history(self, year: int, item: str, month: int, subject: str | None = None) -> tuple[LedgerEntry, ...]:
        """All numbers that were entered for a month, the one that holds last."""
        context = self.context.looking_at(subject)
        with self.context.store.reading() as reading:
            entries = [] if context.together else self._entries(context, reading, year)
        return tuple(entry for entry in entries if (entry.item, entry.month) == (item, month))

    def enter(
        self,
        year: int,
        month: int,
        item: str,
        text: str,
        *,
        source: str,
        by: str,
        why: str = "",
        subject: str | None = None,
    ) -> Changes:
        """Keep a number; an empty text takes the earlier one back. The earlier one stays on record.

        Raises ``LedgerItemUnknown``, ``NotALedgerNumber``, ``SourceMissing``, ``CorrectionUnexplained``,
        ``MonthAhead``, ``OfficeNotNamed``.
        """
        known = BY_CODE.get(item)
        if known is None or month not in MONTHS:
            raise LedgerItemUnknown(item)
        today = self.context.today()
        if (year, month) > (today.year, today.month):
            raise MonthAhead(year, month)
        value, source, why = _number(text, known), plain_text(source).strip(), plain_text(why).strip()
        if value is not None and not source:
            raise SourceMissing(known)
        context = self.context.looking_at(subject)
        with self.context.store.writing() as writing:
            office = context.named_office_in(writing)
            if context.together:
                raise OfficeNotNamed
            old = standing_entries(writing.ledger(office, year)).get((item, month))
            new = LedgerEntry(
                office=office, item=item, year=year, month=month, value=value, source=source, why=why or None, actor=by
            )
            if not _differs(old, new):
                return Changes()
            if old is not None and old.value is not None and not why:
                raise CorrectionUnexplained(known, month, old.value)
            writing.add_ledger_entry(new)
        return Changes(settings=True)

    def _entries(self, context: Context, reading: Reading, year: int) -> Sequence[LedgerEntry]:
        office = context.office_in(reading)
        return reading.ledger(office, year) if office else []


def _differs(old: LedgerEntry | None, new: LedgerEntry) -> bool:
    """Whether ``new`` says something else than what stands; an empty number where there is none says nothing."""
    return new.value is not None if old is None else (old.value, old.source) != (new.value, new.source)


def _number(text: str, item: LedgerItem) -> Decimal | None:
    """What was typed, in digits of either width, with or without commas; None for nothing."""
    plain = text.strip().translate(_WIDE).replace(",", "")
    if not plain:
        return None
    if (_AMOUNT if item.decimals else _WHOLE).fullmatch(plain) is None:
        raise NotALedgerNumber(text.strip(), item)
    return Decimal(plain)
