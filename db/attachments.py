"""Files that belong to requests."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from db import json_text
from db.errors import AttachmentUnknown
from db.letters import checked_hash
from db.records import Attachment
from db.tables import attachment_bytes, attachments
from db.transaction import ReadTransaction, WriteTransaction


class AttachmentReading(ReadTransaction):
    """Reads files."""

    def attachments_of(self, office: str, number: str) -> list[Attachment]:
        """The files of a request in the order in which they came. Raises ``RequestUnknown``."""
        wanted = select(attachments).where(attachments.c.request_id == self._request_id(office, number))
        return [_attachment(office, number, row) for row in self._connection.execute(wanted.order_by(attachments.c.id))]

    def attachment_bytes(self, office: str, number: str, sha256: str) -> bytes | None:
        """The bytes of a file; None when only its hash is known. Raises ``AttachmentUnknown``."""
        wanted = (
            select(attachments.c.id, attachment_bytes.c.bytes)
            .outerjoin(attachment_bytes)
            .where(attachments.c.request_id == self._request_id(office, number), attachments.c.sha256 == sha256)
            .order_by(attachment_bytes.c.bytes.is_(None))
            .limit(1)
        )
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise AttachmentUnknown(number, sha256)
        data: bytes | None = row.bytes
        return data


class AttachmentWriting(AttachmentReading, WriteTransaction):
    """Stores files."""

    def add_attachment(self, attachment: Attachment, data: bytes | None) -> None:
        """Store a file of a request; nothing happens when the request has it under that name.

        Raises ``RequestUnknown``, ``BytesDiffer``.
        """
        sha256 = checked_hash(attachment.name, attachment.sha256, data)
        listed = self.attachments_of(attachment.office, attachment.request)
        if any((known.sha256, known.name) == (sha256, attachment.name) for known in listed):
            return
        values = {
            "request_id": self._request_id(attachment.office, attachment.request),
            "name": attachment.name,
            "media_type": attachment.media_type,
            "sha256": sha256,
            "pages": attachment.pages,
            "size": attachment.size if data is None else len(data),
            "extra": json_text.write_extra(attachment.extra),
        }
        row = self._insert_one(attachments, values)
        if data is not None:
            self._insert(attachment_bytes, {"attachment_id": row, "bytes": data})


def _attachment(office: str, number: str, row: Row[Any]) -> Attachment:
    return Attachment(
        office=office,
        request=number,
        name=row.name,
        media_type=row.media_type,
        sha256=row.sha256,
        pages=row.pages,
        size=row.size,
        extra=json_text.read_mapping(row.extra),
    )
