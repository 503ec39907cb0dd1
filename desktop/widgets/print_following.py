"""Following a print job until the printer says how it ended. Nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.widgets import print_jobs
from desktop.widgets.cups import Job, NoPrintServer, PrintRefused
from desktop.widgets.operations import Operations
from desktop.widgets.print_jobs import JobOutcome, JobState
from desktop.widgets.printing import outcome_sentence
from desktop.widgets.timers import once_after
from resources.messages import say

ASK_EVERY = 1_000
"""Milliseconds between two questions."""

_STANDS_AFTER = 3
"""Answers alike after which a job stands still; a printer that warms up or is fed goes on before."""

_SELDOM = 5

_REMIND_AFTER = 60
"""Questions after which a job that still waits is told."""

_ENDS = frozenset({JobOutcome.DONE, JobOutcome.SENT, JobOutcome.FAILED, JobOutcome.LOST})


class JobFollower(QObject):
    """Asks for one job from time to time; ``tell`` gets the sentence when it has ended, or stands still."""

    def __init__(
        self, owner: QObject, operations: Operations, job: Job, name: str, tell: Callable[[str], None]
    ) -> None:
        super().__init__(owner)
        self._operations = operations
        self._job = job
        self._name = name
        self._tell = tell
        self._asked = 0
        self._alike = 0
        self._last = JobState(JobOutcome.WAITING)
        self._timer = once_after(self, ASK_EVERY, self._ask)
        self._timer.start()

    def _ask(self) -> None:
        job = self._job
        self._operations.run_query(self, lambda: _state_of(job), self._take, outside=True)

    def _take(self, state: JobState | None) -> None:
        if state is None:
            # The server is gone: nobody can say whether the paper was printed.
            self._tell(say("widgets.print_lost", paper=self._name.removesuffix(".pdf"), printer=self._job.queue))
            self.deleteLater()
            return
        self._asked += 1
        self._alike = self._alike + 1 if state == self._last else 1
        self._last = state
        ended = state.outcome in _ENDS
        stands = state.outcome is JobOutcome.STOPPED and self._alike == _STANDS_AFTER
        if ended or stands or self._asked == _REMIND_AFTER:
            self._tell(outcome_sentence(self._job, state, self._name))
        if ended:
            self.deleteLater()
        else:
            # What stands still is looked at now and then.
            self._timer.start(ASK_EVERY * (_SELDOM if self._alike > _STANDS_AFTER else 1))


def _state_of(job: Job) -> JobState | None:
    """How far the job is; None when nobody answers."""
    try:
        return print_jobs.job_state(job)
    except (NoPrintServer, PrintRefused):
        return None
