"""The lock files beside a store: one program at a time has it open for changes, and one command may write beside it.

The lock is the operating system's, so it falls with the process that holds it. The file's text names the holder; text
that is still there when the lock is free was left by a crash.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from db.errors import StoreError

_PAUSE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has the store open."""

    pid: int
    host: str
    user: str
    program: str

    @classmethod
    def this_process(cls) -> Holder:
        """The holder that this process would be."""
        return cls(
            pid=os.getpid(),
            host=platform.node() or "?",
            user=_user(),
            program=Path(sys.argv[0]).name or Path(sys.executable).name,
        )


class StoreInUse(StoreError):
    """Another program has the store open for changes."""

    key = "db.store_in_use"

    def __init__(self, holder: Holder) -> None:
        super().__init__(pid=holder.pid, host=holder.host, user=holder.user, program=holder.program)
        self.holder = holder


class StoreLock:
    """The lock of one store. ``left_by_crash`` is known once it is taken."""

    def __init__(self, store: Path) -> None:
        self.path = store.with_name(f"{store.name}.lock")
        self.left_by_crash = False
        self._file: BinaryIO | None = None

    def take(self) -> None:
        """Take the lock. Raises ``StoreInUse`` when another process, or this one a second time, holds it."""
        file = self.path.open("ab+")
        if not _lock(file):
            holder = _read_holder(file)
            file.close()
            raise StoreInUse(holder)
        self.left_by_crash = file.seek(0, os.SEEK_END) > 0
        self._file = file
        self._write(json.dumps(asdict(Holder.this_process()), ensure_ascii=False))

    def take_within(self, seconds: float) -> None:
        """Take the lock as soon as it is free. Raises ``StoreInUse`` when it is still held after that time."""
        end = time.monotonic() + seconds
        while True:
            try:
                return self.take()
            except StoreInUse:
                if time.monotonic() >= end:
                    raise
                time.sleep(_PAUSE)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the lock for a while. Raises ``StoreInUse``."""
        self.take()
        try:
            yield
        finally:
            self.release()

    def release(self) -> None:
        """Let go; the file stays, empty, so that nobody locks a deleted one."""
        if self._file is None:
            return
        self._write("")
        _unlock(self._file)
        self._file.close()
        self._file = None

    def _write(self, text: str) -> None:
        assert self._file is not None
        self._file.truncate(0)
        self._file.write(text.encode())
        self._file.flush()


def lock_beside(store: Path) -> StoreLock:
    """The lock of the one command that writes beside an open window.

    SQLite lets its changes and the window's follow each other. Who puts another file in the place of the store, or
    changes its tables, takes this lock as well.
    """
    return StoreLock(store.with_name(f"{store.name}.beside"))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "?"


def _read_holder(file: BinaryIO) -> Holder:
    file.seek(0)
    try:
        return Holder(**json.loads(file.read().decode()))
    except (ValueError, TypeError):  # the other one is just writing it
        return Holder(pid=0, host="?", user="?", program="?")


if sys.platform == "win32":
    import msvcrt

    _FAR_BYTE = 1 << 30  # Windows locks bytes against reading too: lock one beyond the text

    def _lock(file: BinaryIO) -> bool:
        file.seek(_FAR_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        file.seek(_FAR_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
