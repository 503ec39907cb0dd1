"""The print server of the computer (CUPS): its queues, what they can do, handing over a job and how it ended.

A printer that takes PDF itself gets the very bytes (a raw job); for any other the server's filters convert them.
"""

from __future__ import annotations

import getpass
import http.client
import os
import re
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
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
from resources.messages import say, sentences

PDF = "application/pdf"
RAW = "application/vnd.cups-raw"
TIMEOUT = 10
_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_QUEUE = ("printer-name", "printer-info", "device-uri", "printer-state", "printer-state-message")
_ABILITIES = (
    "document-format-supported",
    "sides-supported",
    "media-source-supported",
    "device-uri",
    "printer-device-id",
    "printer-is-accepting-jobs",
    "printer-state-message",
)
_JOB = ("job-state", "job-state-reasons", "job-printer-state-message", "job-state-message")
_IPP_PORT = 631
_TAKES_PDF = re.compile(r"(?:CMD|COMMAND SET):[^;]*\bPDF\b", re.IGNORECASE)
_GONE = 0x0406
_COMPLETED = 9
_NAME = 60
"""Characters of a name by which a printer's job is known again; some printers keep no more."""


class PrintRefused(Exception):
    """The print server or its queue did not take a job; the text says what it answered."""


class NoPrintServer(Exception):
    """No print server answers."""


class JobOutcome(Enum):
    """How far a job is. ``DONE``: the printer says that it is printed; ``SENT``: it got all, but says nothing."""

    WAITING = "waiting"
    STOPPED = "stopped"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue of the print server."""

    name: str
    title: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a queue can do. ``takes_pdf``: its printer prints the very bytes; keywords as the protocol has them."""

    takes_pdf: bool
    sides: tuple[str, ...]
    trays: tuple[str, ...]
    device: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that the server took. ``device``: where its printer is."""

    queue: str
    id: int
    name: str
    raw: bool
    device: str


@dataclass(frozen=True, slots=True)
class JobState:
    """Where a job is, and what the printer says to it."""

    outcome: JobOutcome
    said: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens: a socket in the file system, or a computer and its port."""

    host: str
    port: int = _IPP_PORT
    path: str | None = None


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
    asked = Attributes(user=_user(), requested=_QUEUE)
    default = _default_name()
    found = _asked("/", message(Operation.CUPS_GET_PRINTERS, asked))
    listed = [
        Queue(name, str(_first(group, "printer-info") or name), name == default)
        for group in found.all_of(PRINTER_GROUP)
        if (name := str(_first(group, "printer-name") or ""))
    ]
    return tuple(sorted(listed, key=lambda queue: (not queue.default, queue.name)))


def abilities(queue: str) -> Abilities:
    """What a queue and its printer can do. Raises ``NoPrintServer``, ``PrintRefused``."""
    asked = Attributes(uri=_uri(queue), user=_user(), requested=_ABILITIES)
    found = _asked(_path(queue), message(Operation.GET_PRINTER_ATTRIBUTES, asked))
    if not found.ok:
        raise PrintRefused(found.message)
    group: Mapping[str, tuple[Value, ...]] = next(iter(found.all_of(PRINTER_GROUP)), {})
    printer = _of_printer(str(_first(group, "device-uri") or ""))
    identified = str(_first(group, "printer-device-id") or "")
    own = printer or group
    return Abilities(
        takes_pdf=PDF in printer.get("document-format-supported", ()) or bool(_TAKES_PDF.search(identified)),
        sides=tuple(map(str, own.get("sides-supported", ()))),
        trays=tuple(map(str, own.get("media-source-supported", ()))),
        device=str(_first(group, "device-uri") or ""),
    )


def print_pdf(queue: str, name: str, pdf: bytes, ticket: Ticket) -> Job:
    """Hands a PDF to a queue. Raises ``NoPrintServer``, ``PrintRefused``."""
    able = abilities(queue)
    name = name.removesuffix(".pdf")
    kind = RAW if able.takes_pdf else PDF
    asked = Attributes(uri=_uri(queue), user=_user(), job_name=name, document_format=kind)
    found = _asked(_path(queue), message(Operation.PRINT_JOB, asked, ticket) + pdf)
    job = next((_first(group, "job-id") for group in found.all_of(JOB_GROUP)), None)
    if not found.ok or not isinstance(job, int):
        raise PrintRefused(found.message)
    return Job(queue, job, name, able.takes_pdf, able.device)


def job_state(job: Job) -> JobState:
    """How far a job is. Raises ``NoPrintServer``.

    The server calls a job completed once it has handed over everything, also when the printer aborts it then; so the
    printer itself is asked as well.
    """
    asked = Attributes(uri=_uri(job.queue), user=_user(), job_id=job.id, requested=_JOB)
    found = _asked(_path(job.queue), message(Operation.GET_JOB_ATTRIBUTES, asked))
    if found.status == _GONE:
        return JobState(JobOutcome.FAILED, found.message)
    group: Mapping[str, tuple[Value, ...]] = next(iter(found.all_of(JOB_GROUP)), {})
    said = str(_first(group, "job-printer-state-message") or _first(group, "job-state-message") or "")
    reasons = [str(reason) for reason in group.get("job-state-reasons", ())]
    state = _first(group, "job-state")
    outcome = _OUTCOMES.get(state if isinstance(state, int) else 0, JobOutcome.WAITING)
    if outcome is JobOutcome.WAITING and any(reason in _STOPPING for reason in reasons):
        outcome = JobOutcome.STOPPED
    if outcome is JobOutcome.SENT:
        return _end_at_printer(job)
    return JobState(outcome, said or _words(reasons))


_OUTCOMES = {
    6: JobOutcome.STOPPED,
    7: JobOutcome.FAILED,
    8: JobOutcome.FAILED,
    9: JobOutcome.SENT,
}
"""``job-state`` of RFC 8011 5.3.7: 3 to 5 wait, 6 is stopped, 7 cancelled, 8 aborted, 9 completed."""

_STOPPING = frozenset({"printer-stopped", "job-stopped"})
"""Reasons for which a job that waits does not go on by itself."""


def _default_name() -> str | None:
    asked = Attributes(user=_user(), requested=("printer-name",))
    found = _asked("/", message(Operation.CUPS_GET_DEFAULT, asked))
    name = next((_first(group, "printer-name") for group in found.all_of(PRINTER_GROUP)), None)
    return None if name is None else str(name)


def _of_printer(device: str) -> Mapping[str, tuple[Value, ...]]:
    """What an IPP printer says of itself; nothing for one that is not reached so."""
    found = _asked_of_printer(device, Operation.GET_PRINTER_ATTRIBUTES, Attributes(uri=device, requested=_ABILITIES))
    return {} if found is None else next(iter(found.all_of(PRINTER_GROUP)), {})


def _end_at_printer(job: Job) -> JobState:
    """How the printer says that it ended a job of this name, the last one if there are several."""
    asked = Attributes(uri=job.device, which_jobs="completed", requested=(*_JOB, "job-id", "job-name"))
    found = _asked_of_printer(job.device, Operation.GET_JOBS, asked)
    groups = () if found is None else found.all_of(JOB_GROUP)
    own = [group for group in groups if str(_first(group, "job-name") or "")[:_NAME] == job.name[:_NAME]]
    if not own:
        return JobState(JobOutcome.SENT)
    last = max(own, key=lambda group: int(_first(group, "job-id") or 0))
    if _first(last, "job-state") == _COMPLETED:
        return JobState(JobOutcome.DONE)
    reasons = [str(reason) for reason in last.get("job-state-reasons", ())]
    said = str(_first(last, "job-state-message") or "")
    return JobState(JobOutcome.FAILED, _words(reasons) or said)


def _asked_of_printer(device: str, operation: Operation, asked: Attributes) -> Answer | None:
    """The answer of an IPP printer; None from one that is not reached so, or says nothing."""
    parts = urlsplit(device)
    if parts.scheme != "ipp" or not parts.hostname:
        return None
    place = Place(parts.hostname, parts.port or _IPP_PORT)
    try:
        found = _asked(parts.path or "/", message(operation, replace(asked, user=_user())), place)
    except (NoPrintServer, PrintRefused):
        return None
    return found if found.ok else None


def _words(reasons: Sequence[str]) -> str:
    """Why a job ended, in words where there are some for the keyword."""
    known = sentences("zh")
    keys = ((reason, f"widgets.print_reason.{reason.replace('-', '_')}") for reason in reasons)
    return "、".join(say(key) if key in known else reason for reason, key in keys)


def _asked(path: str, data: bytes, place: Place | None = None) -> Answer:
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
        super().__init__(place.host, place.port, timeout=TIMEOUT)
        self._path = place.path

    def connect(self) -> None:
        if self._path is None or not hasattr(socket, "AF_UNIX"):
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(TIMEOUT)
        self.sock.connect(self._path)


def _first(group: Mapping[str, tuple[Value, ...]], name: str) -> Value | None:
    return next(iter(group.get(name, ())), None)


def _uri(queue: str) -> str:
    return f"ipp://localhost/printers/{quote(queue)}"


def _path(queue: str) -> str:
    return f"/printers/{quote(queue)}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "shouban"
