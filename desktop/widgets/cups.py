"""The print server of the computer (CUPS): its queues, what they can do, and handing over a job.

A printer that takes PDF itself gets the very bytes (a raw job); for any other the server's filters convert them.
"""

from __future__ import annotations

import getpass
import http.client
import os
import re
import socket
import ssl
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from threading import Lock
from urllib.parse import quote, urlsplit

from desktop.widgets.ipp import (
    JOB_GROUP,
    PRINTER_GROUP,
    Answer,
    Attributes,
    IppBroken,
    Operation,
    Ticket,
    Value,
    answer,
    message,
)

PDF = "application/pdf"
ONE_SIDED = "one-sided"
RAW = "application/vnd.cups-raw"
TIMEOUT = 10
_OF_PRINTERS = 4
"""Seconds; the server waits for printers by itself."""
_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_QUEUE = ("printer-name", "printer-info", "device-uri", "printer-state", "printer-state-message")
_ABILITIES = (
    "document-format-supported",
    "sides-supported",
    "sides-default",
    "media-source-supported",
    "media-supported",
    "device-uri",
    "printer-device-id",
    "printer-is-accepting-jobs",
    "printer-state-message",
)
JOB_FACTS = (
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-state-message",
    "job-printer-state-message",
    "job-printer-state-reasons",
)
"""What is asked of jobs."""
_NAME = 60
"""Characters of a name by which a printer's job is known again; some printers keep no more."""
_NUMBER = 6
"""Of these characters kept for the number of a paper that is printed again."""
_handed_over: Counter[str] = Counter()
_naming = Lock()
_IPP_PORT = 631
_SIZE = re.compile(r"_([0-9.]+)x([0-9.]+)(mm|in)$")
_TAKES_PDF = re.compile(r"(?:CMD|COMMAND SET):[^;]*\bPDF\b", re.IGNORECASE)


class PrintRefused(Exception):
    """The print server or its queue did not take a job; the text says what it answered."""


class NoPrintServer(Exception):
    """No print server answers."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue of the print server."""

    name: str
    title: str
    default: bool = False


class Way(Enum):
    """How a PDF goes to a printer: as it is, or converted by the server, and why."""

    RAW = "raw"
    NO_PDF = "filtered"
    """The printer takes no PDF."""
    BY_DRIVER = "by_driver"
    """The driver has to tell the printer sheet, sides or tray."""
    UNKNOWN = "unasked"
    """The printer did not say what it takes."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a queue can do. ``takes_pdf``: its printer prints the very bytes; keywords as the protocol has them."""

    takes_pdf: bool
    sides: tuple[str, ...]
    trays: tuple[str, ...]
    device: str = ""
    usual_sides: str = ""
    sizes: frozenset[tuple[int, int]] = frozenset()

    answered: bool = True

    def way(self, ticket: Ticket) -> Way:
        """How a PDF goes. Only a printer that speaks IPP is told sheet, sides and tray beside the very bytes."""
        if not self.takes_pdf:
            return Way.NO_PDF if self.answered else Way.UNKNOWN
        asked = (ticket.sides, ticket.media_source, ticket.size) != (None, None, None)
        return Way.BY_DRIVER if asked and not _speaks_ipp(self.device) else Way.RAW


@dataclass(frozen=True, slots=True)
class Job:
    """A job that the server took. ``device``: where its printer is.

    ``after``: the number of the last job of this name that the printer had ended before, 0 without one.
    """

    queue: str
    id: int
    name: str
    way: Way
    device: str
    after: int = 0

    @property
    def speaks_ipp(self) -> bool:
        """Whether its printer can be asked."""
        return _speaks_ipp(self.device)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens: a socket in the file system, or a computer and its port."""

    host: str
    port: int = _IPP_PORT
    path: str | None = None
    encrypted: bool = False
    patience: int = TIMEOUT


def server() -> Place:
    """The server that ``CUPS_SERVER`` names, else the one of this computer."""
    named = os.environ.get("CUPS_SERVER", "")
    if named.startswith("/"):
        return Place("localhost", path=named)
    if named:
        host, _, port = named.partition(":")
        return Place(host, int(port) if port.isdecimal() else _IPP_PORT)
    found = next((path for path in _SOCKETS if Path(path).exists()), None)
    return Place("localhost", path=found)


def queues() -> tuple[Queue, ...]:
    """All queues, the default one first. Raises ``NoPrintServer``."""
    asked = Attributes(user=user_name(), requested=_QUEUE)
    default = _default_name()
    found = answer_of("/", message(Operation.CUPS_GET_PRINTERS, asked))
    listed = [
        Queue(name, str(first(group, "printer-info") or name), name == default)
        for group in found.all_of(PRINTER_GROUP)
        if (name := str(first(group, "printer-name") or ""))
    ]
    return tuple(sorted(listed, key=lambda queue: (not queue.default, queue.name)))


def abilities(queue: str) -> Abilities:
    """What a queue and its printer can do. Raises ``NoPrintServer``, ``PrintRefused``."""
    asked = Attributes(uri=queue_uri(queue), user=user_name(), requested=_ABILITIES)
    found = answer_of(queue_path(queue), message(Operation.GET_PRINTER_ATTRIBUTES, asked))
    if not found.ok:
        raise PrintRefused(found.message)
    group: Mapping[str, tuple[Value, ...]] = next(iter(found.all_of(PRINTER_GROUP)), {})
    device = str(first(group, "device-uri") or "")
    printer = _of_printer(device)
    identified = str(first(group, "printer-device-id") or "")
    own = printer or group
    return Abilities(
        takes_pdf=PDF in printer.get("document-format-supported", ()) or bool(_TAKES_PDF.search(identified)),
        sides=tuple(map(str, own.get("sides-supported", ()))),
        trays=tuple(map(str, own.get("media-source-supported", ()))),
        device=device,
        answered=bool(printer) or not _speaks_ipp(device),
        sizes=frozenset(filter(None, map(_size_named, map(str, own.get("media-supported", ()))))),
        usual_sides=str(first(group, "sides-default") or first(printer, "sides-default") or ""),
    )


def print_pdf(queue: str, name: str, pdf: bytes, ticket: Ticket) -> Job:
    """Hands a PDF to a queue. Raises ``NoPrintServer``, ``PrintRefused``."""
    able = abilities(queue)
    if ticket.size not in able.sizes:
        ticket = replace(ticket, size=None)
    way = able.way(ticket)
    kind = RAW if way is Way.RAW else PDF
    name = _own_name(name.removesuffix(".pdf"))
    before = last_ended(able.device, name)
    asked = Attributes(uri=queue_uri(queue), user=user_name(), job_name=name, document_format=kind)
    found = answer_of(queue_path(queue), message(Operation.PRINT_JOB, asked, ticket) + pdf)
    job = next((first(group, "job-id") for group in found.all_of(JOB_GROUP)), None)
    if not found.ok or not isinstance(job, int):
        raise PrintRefused(found.message)
    return Job(queue, job, name, way, able.device, after=number_of(before))


def _own_name(name: str) -> str:
    """The name of a job; one that was handed over before gets a number, so that the printer's answers differ."""
    with _naming:
        _handed_over[name] += 1
        times = _handed_over[name]
    return name if times == 1 else f"{name[: _NAME - _NUMBER]} ({times})"


def last_ended(device: str, name: str) -> Mapping[str, tuple[Value, ...]]:
    """The last job of a name that an IPP printer has ended; empty where it tells none."""
    asked = Attributes(uri=device, which_jobs="completed", requested=JOB_FACTS)
    found = answer_of_printer(device, Operation.GET_JOBS, asked)
    groups = () if found is None else found.all_of(JOB_GROUP)
    own = (group for group in groups if str(first(group, "job-name") or "")[:_NAME] == name[:_NAME])
    return max(own, key=number_of, default={})


def number_of(job: Mapping[str, tuple[Value, ...]]) -> int:
    """The number of a job, 0 of none."""
    return int(first(job, "job-id") or 0)


def _size_named(media: str) -> tuple[int, int] | None:
    """The size in a name of PWG 5101.1 such as ``iso_dl_110x220mm``, in hundredths of a millimetre."""
    found = _SIZE.search(media)
    if found is None:
        return None
    scale = 100 if found[3] == "mm" else 2540
    one, other = (round(float(found[side]) * scale) for side in (1, 2))
    return min(one, other), max(one, other)


def _default_name() -> str | None:
    asked = Attributes(user=user_name(), requested=("printer-name",))
    found = answer_of("/", message(Operation.CUPS_GET_DEFAULT, asked))
    name = next((first(group, "printer-name") for group in found.all_of(PRINTER_GROUP)), None)
    return None if name is None else str(name)


def _of_printer(device: str) -> Mapping[str, tuple[Value, ...]]:
    """What an IPP printer says of itself; nothing for one that is not reached so."""
    found = answer_of_printer(device, Operation.GET_PRINTER_ATTRIBUTES, Attributes(uri=device, requested=_ABILITIES))
    return {} if found is None else next(iter(found.all_of(PRINTER_GROUP)), {})


def answer_of_printer(device: str, operation: Operation, asked: Attributes) -> Answer | None:
    """The answer of an IPP printer; None from one that is not reached so, or says nothing."""
    if not _speaks_ipp(device):
        return None
    parts = urlsplit(device)
    place = Place(
        parts.hostname or "", parts.port or _IPP_PORT, encrypted=parts.scheme == "ipps", patience=_OF_PRINTERS
    )
    try:
        return answer_of(parts.path or "/", message(operation, replace(asked, user=user_name())), place)
    except (NoPrintServer, PrintRefused):
        return None


def _speaks_ipp(device: str) -> bool:
    """Whether a device is an IPP printer with an address of its own."""
    parts = urlsplit(device)
    return parts.scheme in ("ipp", "ipps") and bool(parts.hostname)


def answer_of(path: str, data: bytes, place: Place | None = None) -> Answer:
    """What a print server or a printer answers. Raises ``NoPrintServer``, ``PrintRefused``."""
    connection = _Connection(place or server())
    try:
        connection.request("POST", path, data, {"Content-Type": "application/ipp"})
        response = connection.getresponse()
        body = response.read()
        if response.status != http.client.OK:
            raise PrintRefused(f"HTTP {response.status} {response.reason}")
        return answer(body)
    except (OSError, http.client.HTTPException, IppBroken) as silent:
        raise NoPrintServer(getattr(silent, "strerror", None) or str(silent) or type(silent).__name__) from silent
    finally:
        connection.close()


class _Connection(http.client.HTTPConnection):
    """Also to a socket in the file system."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.host, place.port, timeout=place.patience)
        self._path = place.path
        self._encrypted = place.encrypted

    def connect(self) -> None:
        if self._path is None or not hasattr(socket, "AF_UNIX"):
            super().connect()
            if self._encrypted:
                self.sock = _printers_context().wrap_socket(self.sock, server_hostname=self.host)
            return
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(TIMEOUT)
        self.sock.connect(self._path)


def _printers_context() -> ssl.SSLContext:
    """Printers sign their own certificates; they are only asked what they can do and how a job ended."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def first(group: Mapping[str, tuple[Value, ...]], name: str) -> Value | None:
    """The first value of an attribute, None where it has none."""
    return next(iter(group.get(name, ())), None)


def queue_uri(queue: str) -> str:
    """How a queue is named in a message."""
    return f"ipp://localhost/printers/{quote(queue)}"


def queue_path(queue: str) -> str:
    """Where a message about a queue goes."""
    return f"/printers/{quote(queue)}"


def user_name() -> str:
    """Who prints."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "shouban"
