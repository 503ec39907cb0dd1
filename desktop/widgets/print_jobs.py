"""How far a job of the print server is: printed, not printed, or standing still and what for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum

from desktop.widgets.cups import (
    JOB_FACTS,
    Job,
    answer_of,
    answer_of_printer,
    first,
    last_ended,
    number_of,
    queue_path,
    queue_uri,
    user_name,
)
from desktop.widgets.ipp import JOB_GROUP, PRINTER_GROUP, Attributes, Operation, Value, message
from resources.messages import say, sentences

_QUEUE = ("printer-state", "printer-state-message", "printer-state-reasons")
_GONE = 0x0406
_QUEUE_STOPPED = 5
_STOPPED_WITHOUT_WORDS = "Paused"
"""What the server puts where nobody wrote why a queue was stopped."""

_TROUBLES = frozenset(
    {
        "media-empty",
        "media-needed",
        "media-jam",
        "toner-empty",
        "marker-supply-empty",
        "marker-waste-full",
        "output-area-full",
        "output-tray-missing",
        "input-tray-missing",
        "cover-open",
        "door-open",
        "interlock-open",
        "offline",
        "paused",
        "stopped-partly",
        "shutdown",
        "timed-out",
    }
)
"""``printer-state-reasons`` (RFC 8011 5.4.12) for which somebody has to go to the printer."""


class JobOutcome(Enum):
    """How far a job is. ``DONE``: the printer says that it is printed; ``SENT``: it got all, but says nothing.

    ``STOPPED``: it does not go on unless somebody does something; ``LOST``: the server no longer knows it.
    """

    WAITING = "waiting"
    STOPPED = "stopped"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class JobState:
    """Where a job is, and what the printer says to it."""

    outcome: JobOutcome
    said: str = ""


class _State(IntEnum):
    """``job-state`` of RFC 8011 5.3.7."""

    HELD = 4
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


def job_state(job: Job) -> JobState:
    """How far a job is. Raises ``NoPrintServer``, ``PrintRefused``.

    The server calls a job completed once it has handed over everything, also when the printer aborts it then; so the
    printer itself is asked as well.
    """
    asked = Attributes(uri=queue_uri(job.queue), user=user_name(), job_id=job.id, requested=JOB_FACTS)
    found = answer_of(queue_path(job.queue), message(Operation.GET_JOB_ATTRIBUTES, asked))
    if found.status == _GONE:
        # A server that keeps no history forgets what it has printed, too.
        return _end_at_printer(job, JobOutcome.LOST)
    group: Mapping[str, tuple[Value, ...]] = next(iter(found.all_of(JOB_GROUP)), {})
    state = first(group, "job-state")
    if state == _State.COMPLETED:
        return _end_at_printer(job, JobOutcome.SENT)
    if state in (_State.CANCELED, _State.ABORTED):
        return JobState(JobOutcome.FAILED, _words(group.get("job-state-reasons", ())) or _said_at_printer(job, group))
    if state == _State.HELD:
        return JobState(JobOutcome.STOPPED, say("widgets.print_held"))
    return _waiting(job, group)


def _waiting(job: Job, group: Mapping[str, tuple[Value, ...]]) -> JobState:
    """A job in the queue: whether it goes on by itself."""
    asked = Attributes(uri=queue_uri(job.queue), user=user_name(), requested=_QUEUE)
    answer = answer_of(queue_path(job.queue), message(Operation.GET_PRINTER_ATTRIBUTES, asked))
    queue: Mapping[str, tuple[Value, ...]] = next(iter(answer.all_of(PRINTER_GROUP)), {})
    if first(queue, "printer-state") == _QUEUE_STOPPED or first(group, "job-state") == _State.STOPPED:
        said = str(first(queue, "printer-state-message") or "")
        nothing = said in ("", _STOPPED_WITHOUT_WORDS)
        return JobState(JobOutcome.STOPPED, say("widgets.print_reason.printer_stopped") if nothing else said)
    reasons = (*group.get("job-printer-state-reasons", ()), *queue.get("printer-state-reasons", ()))
    if troubles := [reason for reason in map(_plain, reasons) if reason in _TROUBLES]:
        return JobState(JobOutcome.STOPPED, _words(troubles))
    if not _printer_answers(job):
        return JobState(JobOutcome.STOPPED, say("widgets.print_unreachable"))
    return JobState(JobOutcome.WAITING)


def _printer_answers(job: Job) -> bool:
    """Whether an IPP printer is there; the others are not asked."""
    asked = Attributes(uri=job.device, requested=("printer-state",))
    return not job.speaks_ipp or answer_of_printer(job.device, Operation.GET_PRINTER_ATTRIBUTES, asked) is not None


def _end_at_printer(job: Job, unknown: JobOutcome) -> JobState:
    """How the printer says that it ended a job of this name, the last one if there are several.

    One that had ended before this job was handed over says nothing of it: the same letter is printed twice.
    """
    last = last_ended(job.device, job.name)
    if number_of(last) <= job.after:
        return JobState(unknown)
    if first(last, "job-state") == _State.COMPLETED:
        return JobState(JobOutcome.DONE)
    return JobState(JobOutcome.FAILED, _why_ended(last))


def _said_at_printer(job: Job, group: Mapping[str, tuple[Value, ...]]) -> str:
    """Why the printer did not print it; the server cancels what the printer has aborted."""
    at_printer = _end_at_printer(job, JobOutcome.LOST)
    return at_printer.said if at_printer.outcome is JobOutcome.FAILED else _why_ended(group)


def _why_ended(group: Mapping[str, tuple[Value, ...]]) -> str:
    """Why a job was not printed: known reasons in words, else what the server or the printer says."""
    if known := _words(group.get("job-state-reasons", ())):
        return known
    if first(group, "job-state") == _State.CANCELED:
        return say("widgets.print_reason.job_canceled_by_user")
    said = first(group, "job-printer-state-message") or first(group, "job-state-message")
    return str(said or say("widgets.print_reason.aborted_by_system"))


def _words(reasons: Iterable[Value]) -> str:
    """The reasons for which there are words, each once."""
    known = sentences("zh")
    keys = dict.fromkeys(f"widgets.print_reason.{str(reason).replace('-', '_')}" for reason in reasons)
    return "、".join(say(key) for key in keys if key in known)


def _plain(reason: Value) -> str:
    """A reason without the mark of how bad it is."""
    return str(reason).removesuffix("-error").removesuffix("-warning").removesuffix("-report")
