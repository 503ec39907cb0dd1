"""Work in the background: changes one after the other, queries beside them, results as signals in the window.

A change or query is a small function without Qt. What it returns reaches ``on_done`` in the window's thread; what it
raises reaches ``on_failed`` as one sentence. Everything that was changed is broadcast by ``changed``, so that open
screens reload just that. Nothing here ever runs an event loop of its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from db.records import Changes
from desktop.widgets.collecting import CollectorRest
from desktop.widgets.lifetime import alive
from resources.messages import ShoubanError, say

_log = logging.getLogger(__name__)

T = TypeVar("T")

SHOWN_AFTER = 300
"""Milliseconds after which running work is shown in the status line."""


@runtime_checkable
class _Changing(Protocol):
    """A result that tells what was changed."""

    @property
    def changes(self) -> Changes: ...


class Busy(Protocol):
    """What started an operation and must not start it twice, such as a button."""

    def set_busy(self, busy: bool) -> None: ...


@runtime_checkable
class KeepsKeys(Protocol):
    """A field that keeps the keys while its user types in it, whatever is answered to others meanwhile."""

    @property
    def keeps_keys(self) -> bool: ...

    def take_keys_back(self) -> None: ...


class CancelledError(Exception):
    """Raised inside long work when the user cancelled it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an operation failed. ``sentence`` is for the user; ``known``: a fault of the case, not of the program."""

    sentence: str
    cause: BaseException
    known: bool


@dataclass(frozen=True, slots=True)
class Activity:
    """Work that takes long enough to be shown. ``total`` 0: how much there is, is not known."""

    title: str
    done: int
    total: int
    cancel: Callable[[], None] | None


class Progress:
    """Given to long work: it reports how far it is, and learns that it was cancelled."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop at its next report."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """Tells how far the work is. Raises ``CancelledError`` when the user wants it to stop."""
        if self._cancelled.is_set():
            raise CancelledError
        self._report(done, total)


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    """What is to be done, for whom, and who is told. ``wanted``: whether the answer is still asked for."""

    owner: QObject
    work: Callable[[], T]
    on_done: Callable[[T], None] | None
    on_failed: Callable[[Failure], None] | None
    trigger: Busy | None
    changing: bool = False
    wanted: Callable[[], bool] = lambda: True
    over: Callable[[], None] = lambda: None
    on_stopped: Callable[[], None] | None = None

    def run(self) -> T:
        """Does the work, unless a newer query has outrun it."""
        if not self.wanted():
            raise CancelledError
        return self.work()


class _Post(QObject):
    """Carries a call from a worker thread into the thread of the window."""

    call = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.call.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def _run(self, call: Callable[[], None]) -> None:
        call()


class _Watch:
    """Shows one long work in the status line, once it has taken a while, until it is over."""

    def __init__(self, title: str, cancellable: bool, operations: Operations) -> None:
        self.progress = Progress(self._report)
        self._title = title
        self._cancel = self.progress.cancel if cancellable else None
        self._operations = operations
        self._shown = False
        self._over = False
        # Qt keeps no reference to the owner of a method, but to a closure it does.
        QTimer.singleShot(SHOWN_AFTER, operations, lambda: self._show_late())

    def over(self) -> None:
        """Takes the work out of the status line."""
        self._over = True
        if self._shown:
            self._operations.activity.emit(None)

    def _report(self, done: int, total: int) -> None:
        self._operations.post(lambda: self._show(done, total))

    def _show_late(self) -> None:
        if not self._shown:
            self._show(0, 0)

    def _show(self, done: int, total: int) -> None:
        if not self._over:
            self._shown = True
            self._operations.activity.emit(Activity(self._title, done, total, self._cancel))


class Operations(QObject):
    """Runs changes and queries for the screens of one window."""

    changed = Signal(object)
    """``Changes`` after each change."""
    saved = Signal()
    """A change was committed."""
    failed = Signal(str)
    """The sentence of a failure that no screen shows itself."""
    activity = Signal(object)
    """``Activity`` of the long work under way, or None."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = ThreadPoolExecutor(1, thread_name_prefix="change")
        self._queries = ThreadPoolExecutor(2, thread_name_prefix="query")
        self._outside = ThreadPoolExecutor(2, thread_name_prefix="outside")
        self._post = _Post(self)
        self._collector = CollectorRest(self)
        self._newest: dict[str, int] = {}
        self._running: dict[str, Progress] = {}
        self._pending = 0
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._pending == 0

    def run_change(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Failure], None] | None = None,
        *,
        trigger: Busy | None = None,
    ) -> None:
        """Runs ``work`` after all changes before it. ``trigger`` stays busy until it has ended.

        Nothing is told to an ``owner`` that no longer exists, but the change is made and broadcast all the same.
        """
        self._start(self._changes, _Job(owner, work, on_done, on_failed, trigger, changing=True))

    def run_query(
        self,
        owner: QObject,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Failure], None] | None = None,
        *,
        lane: str | None = None,
        trigger: Busy | None = None,
        outside: bool = False,
    ) -> None:
        """Runs ``work`` beside the changes. Of several queries in a ``lane`` only the newest is answered.

        ``outside``: it asks a printer, which may be long in answering; lists do not wait behind it.
        """
        pool = self._outside if outside else self._queries
        if lane is None:
            self._start(pool, _Job(owner, work, on_done, on_failed, trigger))
            return
        turn = self._newest[lane] = self._newest.get(lane, 0) + 1

        def newest() -> bool:
            return self._newest[lane] == turn

        self._start(pool, _Job(owner, work, on_done, on_failed, trigger, wanted=newest))

    def run_long(
        self,
        owner: QObject,
        title: str,
        work: Callable[[Progress], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Failure], None] | None = None,
        *,
        changing: bool = True,
        cancellable: bool = True,
        trigger: Busy | None = None,
        lane: str | None = None,
        on_stopped: Callable[[], None] | None = None,
    ) -> Progress:
        """Runs ``work`` with its progress in the status line, where it may be cancelled: ``on_stopped`` is told.

        Newer work in a ``lane`` stops the older, of which nothing is told.
        """
        watch = _Watch(title, cancellable, self)
        job = _Job(
            owner,
            lambda: work(watch.progress),
            on_done,
            on_failed,
            trigger,
            changing,
            wanted=self._turn_in(lane, watch.progress),
            over=watch.over,
            on_stopped=on_stopped,
        )
        self._start(self._changes if changing else self._queries, job)
        return watch.progress

    def _turn_in(self, lane: str | None, progress: Progress) -> Callable[[], bool]:
        """Whether the work is the newest in its lane; what ran there before is asked to stop."""
        if lane is None:
            return lambda: True
        if (before := self._running.get(lane)) is not None:
            before.cancel()
        self._running[lane] = progress
        return lambda: self._running.get(lane) is progress

    def post(self, call: Callable[[], None]) -> None:
        """Runs ``call`` in the window's thread; may be called from any thread."""
        if alive(self._post):
            self._post.call.emit(call)

    def close(self) -> None:
        """Waits for changes that were asked for, and starts nothing more."""
        self._closed = True
        self._changes.shutdown(wait=True)
        self._queries.shutdown(wait=True, cancel_futures=True)
        self._outside.shutdown(wait=True, cancel_futures=True)
        self._collector.end()

    def _start(self, pool: ThreadPoolExecutor, job: _Job[T]) -> None:
        if self._closed:
            return
        if job.trigger is not None:
            job.trigger.set_busy(True)
        self._pending += 1
        self._collector.begin()
        future = pool.submit(job.run)
        future.add_done_callback(lambda ended: self.post(lambda: self._finish(job, ended)))

    def _finish(self, job: _Job[T], future: Future[T]) -> None:
        typed_in = QApplication.focusWidget()
        self._deliver(job, future)
        # Many an answer puts the keys where work begins; somebody who types elsewhere would write into that field.
        if isinstance(typed_in, KeepsKeys) and typed_in.keeps_keys and typed_in is not job.owner:
            typed_in.take_keys_back()

    def _deliver(self, job: _Job[T], future: Future[T]) -> None:
        self._pending -= 1
        if self.idle:
            self._collector.end()
        job.over()
        if job.trigger is not None and _alive(job.trigger):
            job.trigger.set_busy(False)
        if future.cancelled() or isinstance(error := future.exception(), CancelledError):
            if job.on_stopped is not None and _alive(job.owner) and job.wanted():
                job.on_stopped()
            return
        if job.changing and error is None:
            self._broadcast(future.result())
        if not _alive(job.owner) or not job.wanted():
            return
        if error is not None:
            self._tell(failure_of(error), job.on_failed)
        elif job.on_done is not None:
            job.on_done(future.result())

    def _broadcast(self, result: object) -> None:
        changes = result.changes if isinstance(result, _Changing) else result
        self.saved.emit()
        if isinstance(changes, Changes):
            self.changed.emit(changes)

    def _tell(self, failure: Failure, on_failed: Callable[[Failure], None] | None) -> None:
        if on_failed is not None:
            on_failed(failure)
        else:
            self.failed.emit(failure.sentence)


def failure_of(error: BaseException) -> Failure:
    """A failure as a sentence. A fault of the program goes to the local log with its place, without personal data."""
    if isinstance(error, ShoubanError):
        return Failure(error.sentence(), error, known=True)
    place = _place_of(error)
    _log.error("unexpected %s at %s", type(error).__name__, place)
    return Failure(say("widgets.bug", place=place), error, known=False)


def _place_of(error: BaseException) -> str:
    """Module and line where an error arose; its message may hold personal data and is left out."""
    trace = error.__traceback__
    if trace is None:
        return type(error).__name__
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{type(error).__name__} {trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


def _alive(thing: object) -> bool:
    return not isinstance(thing, QObject) or alive(thing)
