"""The facts of a fee notice: the applicant's count of the month from the store, the amount from the rules."""

from __future__ import annotations

from collections.abc import Mapping

from db.records import Json
from db.store import Reading
from desktop.casework.intake.applicant_month import applicant_month
from desktop.casework.requests.cases import Case
from desktop.rules.fees import Fee, fee_by_item, fee_by_page, price_of_item
from forms.fee_notice import MOST_ITEMS, MOST_PAGES
from resources.messages import say
from resources.vocabulary import FeeBasis, LetterKind

Values = dict[str, Json]


def stored_values(reading: Reading, kind: LetterKind, case: Case) -> Values:
    """What the other requests of the applicant tell for a notice of ``kind``."""
    if kind is not LetterKind.FEE_NOTICE:
        return {}
    table: Values = {"attachments": [say("casework.letter.fee_table")]}
    month = applicant_month(reading, case)
    if month is None:
        return table
    return table | {
        "month": say("casework.letter.month", year=month.year, month=month.month),
        "month_count": month.count,
        "item_place": month.place,
    }


def following_values(kind: LetterKind, values: Mapping[str, Json]) -> Values:
    """Amount and table, which follow from the way of charging whatever was typed for them."""
    if kind is not LetterKind.FEE_NOTICE:
        return {}
    basis, pages = values.get("basis"), _count(values.get("pages"), MOST_PAGES)
    place = _count(values.get("item_place"), MOST_ITEMS)
    if basis == FeeBasis.PAGE and pages is not None:
        fee = fee_by_page(pages)
        return {"amount": fee.total, "bands": _bands(fee)}
    if basis == FeeBasis.ITEM and place is not None:
        # The request itself costs the price of its place; the table shows the month up to it.
        return {"amount": price_of_item(place), "bands": _bands(fee_by_item(place))}
    return {"amount": None, "bands": None}


def _count(value: Json, most: int) -> int | None:
    """A number that the notice takes; of another one nothing is reckoned."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most else None


def _bands(fee: Fee) -> list[Json]:
    return [band.as_json() for band in fee.bands]
