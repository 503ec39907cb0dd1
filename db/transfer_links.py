"""Which request of one office is the same as one of another: kept, so that it outlives the words they share."""

from __future__ import annotations

from sqlalchemy import false, select

from db.report_tables import transfer_links
from db.tables import offices, requests
from db.transaction import ReadTransaction, WriteTransaction


class TransferReading(ReadTransaction):
    """Reads the links."""

    def handed_over(self) -> frozenset[tuple[str, str]]:
        """The requests (office, number) that stand at the office they were handed to, too, and count there."""
        other = requests.alias()
        linked = transfer_links.join(requests, requests.c.id == transfer_links.c.request_id)
        linked = linked.join(offices, offices.c.id == requests.c.office_id)
        linked = linked.join(other, other.c.id == transfer_links.c.other_id)
        found = select(offices.c.name, requests.c.number).select_from(linked).where(other.c.voided.is_(false()))
        return frozenset((row.name, row.number) for row in self._connection.execute(found))


class TransferWriting(TransferReading, WriteTransaction):
    """Keeps links."""

    def link_transfer(self, office: str, number: str, to_office: str, to_number: str) -> None:
        """Keep that a request is the same as one of another office."""
        row, other = self._request_id(office, number), self._request_id(to_office, to_number)
        self._insert(transfer_links, {"request_id": row, "other_id": other})
