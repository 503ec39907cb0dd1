"""The fee for information processing (国办函〔2020〕109号 3-5): by item or by page, each band at its own price.

A request is charged in one of the two ways, never in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from db.records import Json
from resources.vocabulary import FeeBasis

_PAGE_BANDS = ((30, 0), (100, 10), (200, 20), (None, 40))
"""Last page of each band and yuan a page (109号 5)."""

_FREE_ITEMS, _FIRST_CHARGED_ITEMS = 10, 30
_FIRST_ITEM_PRICE, _ITEM_STEP = 100, 100
_ITEMS_IN_BAND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBand:
    """``count`` items or pages from the ``first`` to the ``last``, ``price`` yuan each, together ``amount`` yuan."""

    first: int
    last: int
    price: int

    @property
    def count(self) -> int:
        """How many fall into the band."""
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        """Their price together."""
        return self.count * self.price

    def as_json(self) -> dict[str, Json]:
        """``{"first", "last", "count", "price", "amount"}``."""
        return {
            "first": self.first,
            "last": self.last,
            "count": self.count,
            "price": self.price,
            "amount": self.amount,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee with the bands it is made of; empty for none at all."""

    basis: FeeBasis
    bands: tuple[FeeBand, ...]

    @property
    def total(self) -> int:
        """Yuan."""
        return sum(band.amount for band in self.bands)

    def as_json(self) -> dict[str, Json]:
        """``{"total": yuan, "bands": [...]}``."""
        return {"total": self.total, "bands": [band.as_json() for band in self.bands]}


def fee_by_item(items: int) -> Fee:
    """The fee of all ``items`` requests of one applicant in one calendar month (109号 4). Raises ``ValueError``."""
    return _fee(FeeBasis.ITEM, items, _item_bands())


def fee_by_page(pages: int) -> Fee:
    """The fee of one request for ``pages`` pages, single sides of at most A4 (109号 5). Raises ``ValueError``."""
    return _fee(FeeBasis.PAGE, pages, iter(_PAGE_BANDS))


def price_of_item(nth: int) -> int:
    """Yuan for the ``nth`` request of an applicant in a calendar month. Raises ``ValueError`` below 1."""
    if nth < 1:
        raise ValueError(f"there is no request number {nth}")
    return fee_by_item(nth).bands[-1].price


def _item_bands() -> Iterator[tuple[int, int]]:
    """Last item of each band and its price: each further ten items cost 100 yuan more apiece."""
    yield _FREE_ITEMS, 0
    yield _FIRST_CHARGED_ITEMS, _FIRST_ITEM_PRICE
    for band in count(1):
        yield _FIRST_CHARGED_ITEMS + band * _ITEMS_IN_BAND, _FIRST_ITEM_PRICE + band * _ITEM_STEP


def _fee(basis: FeeBasis, number: int, prices: Iterator[tuple[int | None, int]] | Iterator[tuple[int, int]]) -> Fee:
    if number < 0:
        raise ValueError(f"{number} is no number of items or pages")
    bands: list[FeeBand] = []
    first = 1
    for end, price in prices:
        if first > number:
            break
        last = number if end is None else min(end, number)
        bands.append(FeeBand(first=first, last=last, price=price))
        first = last + 1
    return Fee(basis=basis, bands=tuple(bands))
