"""Long commands tell on a terminal how far they are; pipes and files get nothing of it, and Ctrl+C one sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from desktop import commands
from tests.casework.conftest import SCENARIO

pty = pytest.importorskip("pty")


def run(store: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "desktop", "--store", str(store), *words]


def test_rebuild_and_check_tell_how_far_they_are_on_a_terminal_only(tmp_path: Path) -> None:
    store = tmp_path / "office.db"
    subprocess.run(run(store, "import", str(SCENARIO)), check=True, capture_output=True)
    piped = subprocess.run(run(store, "rebuild", "--json"), check=True, capture_output=True, text=True)
    assert (piped.stderr, piped.stdout.strip()) == ("", '{"ok": true, "findings": []}')
    ours, theirs = pty.openpty()
    subprocess.run(run(store, "rebuild"), check=True, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    told = os.read(ours, 100_000).decode()
    assert "已完成 0 / 23" in told
    assert "已完成 46 / 46" in told
    assert told.endswith("\n")


def test_ctrl_c_is_answered_in_one_sentence(tmp_path: Path) -> None:
    """Pressed while the command reads a file that does not end; nothing of it is taken in."""
    store, endless = tmp_path / "a.db", tmp_path / "endless.jsonl"
    os.mkfifo(endless)
    # A run that a shell began in the background ignores Ctrl+C; a command in a terminal does not.
    heeds = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        run(store, "import", str(endless)), stderr=subprocess.PIPE, text=True, preexec_fn=heeds
    ) as command:
        writer = os.open(endless, os.O_WRONLY)  # goes on once the command has opened its end
        os.write(writer, SCENARIO.read_bytes().splitlines(keepends=True)[0])
        command.send_signal(signal.SIGINT)
        assert command.stderr is not None
        told = command.stderr.read()
    os.close(writer)
    assert (command.returncode, told.count("\n")) == (commands.COULD_NOT, 1)
    assert told.startswith("已停下。")
