"""Messages of the Internet Printing Protocol (RFC 8010, 8011): just what printing a PDF and following its job needs."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

OPERATION_GROUP = 0x01
JOB_GROUP = 0x02
END = 0x03
PRINTER_GROUP = 0x04

_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_TEXT, _NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE, _MIME = 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_BEGIN_COLLECTION, _END_COLLECTION, _MEMBER = 0x34, 0x37, 0x4A
_STRINGS = frozenset({_TEXT, _NAME, _KEYWORD, _URI, 0x46, _CHARSET, _LANGUAGE, _MIME})
_LONGEST_NAME = 255

Value = str | int | bool


class Operation(IntEnum):
    """What is asked of a print server."""

    PRINT_JOB = 0x0002
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class IppBroken(ValueError):
    """An answer that is no message of the protocol."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` below 0x100 is success; ``groups``: (tag, attributes) in their order."""

    status: int
    groups: tuple[tuple[int, Mapping[str, tuple[Value, ...]]], ...]

    @property
    def ok(self) -> bool:
        """Whether the operation was carried out."""
        return self.status < 0x100

    @property
    def message(self) -> str:
        """What the server says to people."""
        operation = next((found for tag, found in self.groups if tag == OPERATION_GROUP), {})
        said = operation.get("status-message", ())
        return str(said[0]) if said else f"IPP 0x{self.status:04x}"

    def all_of(self, tag: int) -> tuple[Mapping[str, tuple[Value, ...]], ...]:
        """The groups with ``tag``."""
        return tuple(found for known, found in self.groups if known == tag)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What goes with an operation: texts by kind, and the ticket of a job."""

    uri: str | None = None
    user: str = ""
    job_name: str | None = None
    document_format: str | None = None
    job_id: int | None = None
    which_jobs: str | None = None
    requested: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """How a job is printed; ``sides`` and ``media_source`` are keywords of the protocol, None: as the printer does.

    ``size``: of the sheet, its shorter side first, in hundredths of a millimetre.
    """

    copies: int = 1
    sides: str | None = None
    media_source: str | None = None
    size: tuple[int, int] | None = None


def message(operation: Operation, attributes: Attributes, ticket: Ticket | None = None) -> bytes:
    """A request without its document."""
    parts = [struct.pack(">BBHIB", 2, 0, operation, 1, OPERATION_GROUP)]
    parts.append(_attribute(_CHARSET, "attributes-charset", "utf-8"))
    parts.append(_attribute(_LANGUAGE, "attributes-natural-language", "zh-cn"))
    if attributes.uri is not None:
        parts.append(_attribute(_URI, "printer-uri", attributes.uri))
    if attributes.job_id is not None:
        parts.append(_integer("job-id", attributes.job_id))
    parts.append(_attribute(_NAME, "requesting-user-name", attributes.user or "shouban"))
    if attributes.job_name is not None:
        parts.append(_attribute(_NAME, "job-name", attributes.job_name))
    if attributes.document_format is not None:
        parts.append(_attribute(_MIME, "document-format", attributes.document_format))
    if attributes.which_jobs is not None:
        parts.append(_attribute(_KEYWORD, "which-jobs", attributes.which_jobs))
    for place, name in enumerate(attributes.requested):
        parts.append(_attribute(_KEYWORD, "requested-attributes" if place == 0 else "", name))
    if ticket is not None:
        parts.append(_ticket(ticket))
    return b"".join((*parts, bytes([END])))


def answer(data: bytes) -> Answer:
    """The answer in ``data``. Raises ``IppBroken``."""
    try:
        return _read(data)
    except (struct.error, IndexError) as cut:
        raise IppBroken(str(cut)) from cut


def _ticket(ticket: Ticket) -> bytes:
    parts = [bytes([JOB_GROUP]), _integer("copies", ticket.copies)]
    if ticket.sides is not None:
        parts.append(_attribute(_KEYWORD, "sides", ticket.sides))
    if members := [*_size_of(ticket), *_source_of(ticket)]:
        parts += [_raw(_BEGIN_COLLECTION, "media-col", b""), *members, _raw(_END_COLLECTION, "", b"")]
    return b"".join(parts)


def _size_of(ticket: Ticket) -> list[bytes]:
    if ticket.size is None:
        return []
    parts = [_raw(_MEMBER, "", b"media-size"), _raw(_BEGIN_COLLECTION, "", b"")]
    for name, length in zip((b"x-dimension", b"y-dimension"), ticket.size, strict=True):
        parts += [_raw(_MEMBER, "", name), _integer("", length)]
    return [*parts, _raw(_END_COLLECTION, "", b"")]


def _source_of(ticket: Ticket) -> list[bytes]:
    if ticket.media_source is None:
        return []
    return [_raw(_MEMBER, "", b"media-source"), _attribute(_KEYWORD, "", ticket.media_source)]


def _attribute(tag: int, name: str, value: str) -> bytes:
    data = value.encode()
    while len(data) > _LONGEST_NAME and tag == _NAME:
        value = value[:-1]
        data = value.encode()
    return _raw(tag, name, data)


def _integer(name: str, value: int) -> bytes:
    return _raw(_INTEGER, name, struct.pack(">i", value))


def _raw(tag: int, name: str, data: bytes) -> bytes:
    named = name.encode()
    return struct.pack(">BH", tag, len(named)) + named + struct.pack(">H", len(data)) + data


def _read(data: bytes) -> Answer:
    _major, _minor, status, _request = struct.unpack_from(">BBHI", data)
    place = 8
    groups: list[tuple[int, dict[str, tuple[Value, ...]]]] = []
    name, depth = "", 0
    while (tag := data[place]) != END:
        place += 1
        if tag < 0x10:
            groups.append((tag, {}))
            continue
        length = struct.unpack_from(">H", data, place)[0]
        name = data[place + 2 : place + 2 + length].decode(errors="replace") or name
        place += 2 + length
        length = struct.unpack_from(">H", data, place)[0]
        value = data[place + 2 : place + 2 + length]
        if len(value) < length:
            raise IppBroken("cut")
        place += 2 + length
        depth += (tag == _BEGIN_COLLECTION) - (tag == _END_COLLECTION)
        known = _value(tag, value)
        if depth == 0 and known is not None and groups:
            found = groups[-1][1]
            found[name] = (*found.get(name, ()), known)
    return Answer(status, tuple(groups))


def _value(tag: int, data: bytes) -> Value | None:
    """A value that this program reads; None for the others, such as ranges and collections."""
    if tag in _STRINGS:
        return data.decode(errors="replace")
    if tag in (_INTEGER, _ENUM):
        return int(struct.unpack(">i", data)[0])
    return bool(data[0]) if tag == _BOOLEAN else None
