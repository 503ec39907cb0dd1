"""What a demonstration office has beside its requests: complaints and a published catalogue, which no file carries."""

from __future__ import annotations

from datetime import date

from db.records import CatalogueEntry
from desktop.casework.casework import Casework
from desktop.casework.steps.complaints import ComplaintEntry
from resources import demo
from resources.vocabulary import Channel
from resources.vocabulary.complaints import ComplaintKind, ComplaintResult, ComplaintSource


def furnish(casework: Casework) -> None:
    """Enters the invented complaints and the invented catalogue."""
    for told in demo.complaints():
        casework.complaints.add(_complaint(told))
    for told in demo.catalogue():
        casework.catalogue.save(_published(told))


def _complaint(told: dict[str, str]) -> ComplaintEntry:
    result = told.get("result")
    return ComplaintEntry(
        kind=ComplaintKind(told["kind"]),
        source=ComplaintSource(told["source"]),
        channel=Channel(told["channel"]),
        received_on=date.fromisoformat(told["received_on"]),
        due_on=_day(told.get("due_on")),
        complainant=told["complainant"],
        contact=told["contact"],
        request=told["request"],
        content=told["content"],
        department=told["department"],
        answered_on=_day(told.get("answered_on")),
        answer=told.get("answer", ""),
        result=None if result is None else ComplaintResult(result),
        closed_on=_day(told.get("closed_on")),
    )


def _published(told: dict[str, str]) -> CatalogueEntry:
    return CatalogueEntry(
        index_number=told["index_number"],
        title=told["title"],
        document_number=told["document_number"],
        category=told["category"],
        published_on=date.fromisoformat(told["published_on"]),
        validity=told["validity"],
        publisher=told["publisher"],
        address=told["address"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
