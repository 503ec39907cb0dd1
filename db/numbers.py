"""Gap-free number series: one counter per office, series and year, moved in the transaction that uses the number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Serial:
    """A number taken from a series: the ``value``-th (from 1) of ``series`` in ``year``.

    It must be given to ``add_request`` or ``add_letter`` in the same transaction, else the transaction fails.
    """

    series: str
    year: int
    value: int
