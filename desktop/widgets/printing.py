"""Paper on real printers: the PDF itself goes to the queue; without a printer it is kept in a folder.

Nothing is pretended: what a queue has taken is not printed yet, and the sentences say just that.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from desktop.casework.views import Paper
from desktop.widgets import cups
from desktop.widgets.cups import Job, NoPrintServer, PrintRefused, Queue
from desktop.widgets.ipp import Ticket
from desktop.widgets.print_jobs import JobOutcome, JobState
from desktop.widgets.workplace import PrinterSetup, PrintPurpose, load_workplace
from resources.messages import say

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

_MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0(?:\.0)?\s+0(?:\.0)?\s+([0-9.]+)\s+([0-9.]+)\s*\]")
_A4 = (21_000, 29_700)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What became of a paper. ``job``: in the queue of ``printer``; ``path``: where the PDF was kept instead."""

    sentence: str
    printer: str | None = None
    path: Path | None = None
    job: Job | None = None


def print_paper(paper: Paper, folder: Path | None = None, purpose: PrintPurpose = PrintPurpose.PAPERS) -> PrintResult:
    """Hands the bytes of ``paper`` to the queue of this workplace, or keeps them in ``folder``. For a worker thread.

    A failure is told in the result: the paper itself is safe in the store.
    """
    setup = load_workplace().setup(purpose)
    try:
        known = cups.queues()
    except (NoPrintServer, PrintRefused):
        _log.info("the print server says nothing", exc_info=True)
        return _keep(paper, folder, "widgets.print_no_server", {})
    queue = _queue(setup, known)
    if queue is None:
        return _keep(paper, folder, "widgets.print_not_chosen" if known else "widgets.print_saved", {})
    ticket = Ticket(copies=setup.copies, sides=setup.sides, media_source=setup.tray, size=_odd_size(paper.pdf))
    try:
        job = cups.print_pdf(queue, paper.name, paper.pdf, ticket)
    except NoPrintServer:
        _log.info("the print server says nothing", exc_info=True)
        return _keep(
            paper, folder, "widgets.print_refused", {"printer": queue, "answer": say("widgets.print_no_answer")}
        )
    except PrintRefused as refused:
        return _keep(paper, folder, "widgets.print_refused", {"printer": queue, "answer": str(refused)})
    return PrintResult(_taken(job, paper.pages, setup.copies), printer=queue, job=job)


def _odd_size(pdf: bytes) -> tuple[int, int] | None:
    """The size of an envelope, which the printer has to be told; None of A4, which lies in it anyway."""
    found = _MEDIA_BOX.search(pdf)
    if found is None:
        return None
    sides = sorted(round(float(found[side]) / 72 * 25.4) * 100 for side in (1, 2))
    return None if tuple(sides) == _A4 else (sides[0], sides[1])


def prints_both_sides() -> bool:
    """Whether papers are printed on both sides here; assumed where nobody can tell. For a worker thread."""
    setup = load_workplace().setup(PrintPurpose.PAPERS)
    sides = setup.sides
    try:
        if sides is None and (queue := _queue(setup, cups.queues())) is not None:
            sides = cups.abilities(queue).usual_sides
    except (NoPrintServer, PrintRefused):
        _log.info("the print server says nothing", exc_info=True)
    # Two applicants' letters on one sheet are worse than a blank back.
    return sides != cups.ONE_SIDED


def outcome_sentence(job: Job, state: JobState, name: str) -> str:
    """How a job ended, or what it waits for."""
    key = {
        JobOutcome.DONE: "widgets.print_done",
        JobOutcome.SENT: "widgets.print_handed_on",
        JobOutcome.FAILED: "widgets.print_failed",
        JobOutcome.LOST: "widgets.print_gone",
        JobOutcome.STOPPED: "widgets.print_stopped",
        JobOutcome.WAITING: "widgets.print_waiting",
    }[state.outcome]
    return say(
        key, paper=name.removesuffix(".pdf"), printer=job.queue, answer=state.said or say("widgets.print_silent")
    )


def documents_folder() -> Path:
    """The user's documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def print_folder() -> Path:
    """Where papers are kept when there is no printer: 首办 in the user's documents."""
    return documents_folder() / "首办"


def _queue(setup: PrinterSetup, known: tuple[Queue, ...]) -> str | None:
    """The queue of the workplace, else the default one, else the only one; None when none is to be taken."""
    if setup.printer is not None:
        # A queue that was taken away is asked for all the same: its refusal is told, nothing goes elsewhere.
        return setup.printer
    default = next((queue.name for queue in known if queue.default), None)
    return default or (known[0].name if len(known) == 1 else None)


def _taken(job: Job, pages: int, copies: int) -> str:
    way = say(f"widgets.print_{job.way.value}")
    several = say("widgets.print_copies", copies=copies) if copies > 1 else ""
    return say("widgets.print_sent", printer=job.queue, pages=pages, copies=several, way=way)


def _free_path(folder: Path, name: str, pdf: bytes) -> Path:
    """Where the PDF is kept: the same paper in the same file, another of that name beside it."""
    path, place = folder / f"{name}.pdf", 1
    while path.exists() and path.read_bytes() != pdf:
        place += 1
        path = folder / f"{name} ({place}).pdf"
    return path


def _keep(paper: Paper, folder: Path | None, key: str, facts: dict[str, str]) -> PrintResult:
    target = folder or print_folder()
    name = _UNSAFE.sub("_", paper.name).strip() or "文书"
    try:
        target.mkdir(parents=True, exist_ok=True)
        path = _free_path(target, name.removesuffix(".pdf"), paper.pdf)
        path.write_bytes(paper.pdf)
    except OSError as failed:
        return PrintResult(say("widgets.print_unsaved", folder=target, answer=failed))
    return PrintResult(say(key, path=path, **facts), path=path)
