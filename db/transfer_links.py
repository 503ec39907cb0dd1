"""Which request of one office is the same as one of another: kept, so that it outlives the words they share."""

from __future__ import annotations

from sqlalchemy import false, select

from db.report_tables import transfer_links
from db.tables import offices, requests
from db.transaction import ReadTransaction, WriteTransaction


class TransferReading(ReadTransaction):
    """Reads the links."""

    def handed_over(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The requests (office, number) that stand at the office they were handed to, too, and which one each is."""
        other, other_office = requests.alias(), offices.alias()
        # The links lead, they are few: by the reckoned id they cannot be looked up for each request instead.
        linked = transfer_links.join(requests, requests.c.id == transfer_links.c.request_id + 0)
        linked = linked.join(offices, offices.c.id == requests.c.office_id)
        linked = linked.join(other, other.c.id == transfer_links.c.other_id)
        linked = linked.join(other_office, other_office.c.id == other.c.office_id)
        names = (offices.c.name, requests.c.number, other_office.c.name, other.c.number)
        found = self._connection.execute(select(*names).select_from(linked).where(other.c.voided.is_(false())))
        return {(office, number): (to, there) for office, number, to, there in found}


class TransferWriting(TransferReading, WriteTransaction):
    """Keeps links."""

    def link_transfer(self, office: str, number: str, to_office: str, to_number: str) -> None:
        """Keep that a request is the same as one of another office."""
        row, other = self._request_id(office, number), self._request_id(to_office, to_number)
        self._insert(transfer_links, {"request_id": row, "other_id": other})
