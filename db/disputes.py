"""Reviews and suits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, update

from db import json_text
from db.records import Dispute
from db.tables import disputes, requests
from db.transaction import ReadTransaction, WriteTransaction
from resources.vocabulary import DisputeKind, DisputeResult

_LISTED = select(disputes, requests.c.number.label("request_number")).join(requests)


class DisputeReading(ReadTransaction):
    """Reads reviews and suits."""

    def disputes_of(self, office: str, number: str, *, with_void: bool = False) -> list[Dispute]:
        """The reviews and suits about a request, in the order of filing. Raises ``RequestUnknown``."""
        wanted = _LISTED.where(disputes.c.request_id == self._request_id(office, number))
        if not with_void:
            wanted = wanted.where(disputes.c.void_reason.is_(None))
        found = self._connection.execute(wanted.order_by(disputes.c.filed_on, disputes.c.id))
        return [_dispute(office, row) for row in found]

    def dispute(self, office: str, dispute_id: str) -> Dispute | None:
        """The dispute of that id, void or not; None where the office has none."""
        found = self._disputes_of_ids(office, [row] if (row := self._find_dispute(office, dispute_id)) else [])
        return next(iter(found.values()), None)

    def dispute_exists(self, office: str, dispute_id: str) -> bool:
        """Whether the office has a dispute of that id."""
        return self._find_dispute(office, dispute_id) is not None

    def disputes(self, office: str) -> list[Dispute]:
        """All reviews and suits of the office but void ones, in the order of filing."""
        wanted = _LISTED.where(disputes.c.office_id == self._office_id(office), disputes.c.void_reason.is_(None))
        found = self._connection.execute(wanted.order_by(disputes.c.filed_on, disputes.c.id))
        return [_dispute(office, row) for row in found]

    def _disputes_of_ids(self, office: str, ids: Sequence[int]) -> dict[int, Dispute]:
        found = self._connection.execute(_LISTED.where(disputes.c.id.in_(ids)))
        return {row.id: _dispute(office, row) for row in found}

    def _find_dispute(self, office: str, dispute_id: str) -> int | None:
        wanted = select(disputes.c.id).where(
            disputes.c.office_id == self._office_id(office), disputes.c.name == dispute_id
        )
        return self._connection.scalar(wanted)


class DisputeWriting(DisputeReading, WriteTransaction):
    """Stores reviews and suits."""

    def put_dispute(self, dispute: Dispute) -> None:
        """Store a review or suit, new or with later facts. Raises ``RequestUnknown``."""
        values = {
            "office_id": self._office_id(dispute.office),
            "name": dispute.id,
            "request_id": self._request_id(dispute.office, dispute.request),
            "kind": dispute.kind,
            "letter": dispute.letter,
            "body": dispute.body,
            "filed_on": dispute.filed_on,
            "copy_received_on": dispute.copy_received_on,
            "decided_on": dispute.decided_on,
            "decision_served_on": dispute.decision_served_on,
            "result": dispute.result,
            "extra": json_text.write_extra(dispute.extra),
            "void_reason": dispute.void_reason,
        }
        known = self._find_dispute(dispute.office, dispute.id)
        if known is None:
            self._insert(disputes, values)
        else:
            self._connection.execute(update(disputes).where(disputes.c.id == known).values(values))


def _dispute(office: str, row: Row[Any]) -> Dispute:
    return Dispute(
        office=office,
        id=row.name,
        request=row.request_number,
        kind=DisputeKind(row.kind),
        filed_on=row.filed_on,
        letter=row.letter,
        body=row.body,
        copy_received_on=row.copy_received_on,
        decided_on=row.decided_on,
        decision_served_on=row.decision_served_on,
        result=None if row.result is None else DisputeResult(row.result),
        void_reason=row.void_reason,
        extra=json_text.read_mapping(row.extra),
    )
