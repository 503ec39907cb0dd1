"""A display of its own (Xvfb, a window manager) on which the program runs as users see it: keys and pastes only."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "openbox", "xdotool", "xclip")
PATIENCE = 60.0
"""Seconds after which a thing that has not happened will not happen."""
_LOOK = 0.5
"""Seconds between two looks at how busy the program is."""
_UNTAKEN = 5.0
"""Seconds after which a paste was not taken."""
_BUSY = 3
"""Ticks of the processor within a look above which the program is at work: a blinking cursor needs fewer."""


def missing_tools() -> list[str]:
    """The programs of TOOLS that this machine lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


Running = subprocess.Popen[bytes]


class Screen:
    """One X display. Everything a user does goes through ``key``, ``write`` and ``paste``."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.running: Running | None = None

    def key(self, *keys: str) -> None:
        """Presses keys one after the other, named as X names them (``alt+n``, ``Return``)."""
        self._xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def write(self, text: str) -> None:
        """Types plain ASCII text."""
        self._xdotool("type", "--clearmodifiers", "--delay", "12", text)

    def paste(self, text: str) -> None:
        """Puts text into the focused field by the clipboard, as an input method would commit it.

        Returns when the program has fetched the text; what nothing fetches was pasted where nothing takes it.
        """
        holder = subprocess.Popen(
            ["xclip", "-quiet", "-loops", "1", "-selection", "clipboard", "-in"],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment,
        )
        assert holder.stdin is not None
        holder.stdin.write(text.encode())
        holder.stdin.close()
        time.sleep(0.15)
        self.key("ctrl+v")
        try:
            holder.wait(timeout=_UNTAKEN)
        except subprocess.TimeoutExpired:
            holder.kill()
            holder.wait()
        time.sleep(0.15)

    def rest(self) -> None:
        """A clerk looks up: a second at least, and until the program has taken in what was typed."""
        time.sleep(1)
        wait_until(self._is_idle, "the program to come to rest")

    def _is_idle(self) -> bool:
        before = self._ticks()
        time.sleep(_LOOK)
        return self._ticks() - before <= _BUSY

    def _ticks(self) -> int:
        """Processor time of the program so far, in ticks (proc(5), utime and stime)."""
        assert self.running is not None
        told = Path(f"/proc/{self.running.pid}/stat").read_text(encoding="ascii", errors="replace")
        fields = told.rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def title(self) -> str:
        """The title of the active window, empty when there is none."""
        found = subprocess.run(
            ["xdotool", "getactivewindow", "getwindowname"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return found.stdout.strip()

    def wait_for_title(self, words: str) -> None:
        """Waits until the active window's title contains ``words``."""
        wait_until(lambda: words in self.title(), f"a window titled …{words}…, not {self.title()!r}")

    def until_title(self, words: str, act: Callable[[], None]) -> None:
        """Does something, again every few seconds, until the active window's title contains ``words``.

        Keys that come before a window takes them are lost, to a user as to a test.
        """

        def shown() -> bool:
            act()
            for _ in range(30):
                if words in self.title():
                    return True
                time.sleep(0.1)
            return False

        wait_until(shown, f"a window titled …{words}…, not {self.title()!r}")

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True, stdout=subprocess.DEVNULL)


def wait_until(happened: Callable[[], bool], what: str) -> None:
    """Returns when ``happened``; fails with ``what`` after PATIENCE."""
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.1)


@contextmanager
def screen(width: int = 1366, height: int = 768) -> Iterator[Screen]:
    """A display with a window manager, taken down at the end."""
    server, shown, keeper = _started(width, height)
    try:
        yield shown
    finally:
        _end(keeper, server)


def _started(width: int, height: int) -> tuple[Running, Screen, Running]:
    """A server and a window manager that found it; a display number that another server holds is given back."""
    for _ in range(5):
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert server.stdout is not None
        shown = Screen(f":{server.stdout.readline().decode().strip()}")
        keeper = subprocess.Popen(
            ["openbox"], env=shown.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(0.5)
        if keeper.poll() is None:
            return server, shown, keeper
        _end(keeper, server)
    raise AssertionError("no display of its own")


def _end(*running: Running) -> None:
    for process in running:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def program(shown: Screen, store: Path, day: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program on that display, on that day; its standard error in ``log``. Closed as a user closes it."""
    with log.open("ab") as errors:
        running = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/acceptance/opened_on.py"), day, str(store)],
            cwd=ROOT,
            env={**shown.environment, "PYTHONPATH": str(ROOT), "HOME": str(store.parent)},
            stderr=errors,
        )
        shown.running = running
        try:
            yield running
            shown.key("alt+F4")
            running.wait(timeout=PATIENCE)
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGKILL)
                running.wait()
