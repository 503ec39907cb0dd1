"""Long commands tell on a terminal how far they are; pipes and files get nothing of it, and Ctrl+C one sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
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


def test_ctrl_c_is_answered_in_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    # A run that a shell began in the background ignores Ctrl+C; a command in a terminal does not.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    monkeypatch.setattr(commands, "_answer", lambda _asked: signal.raise_signal(signal.SIGINT))
    assert commands.run(["--store", str(tmp_path / "a.db"), "check"]) == commands.COULD_NOT
    assert capsys.readouterr().err.startswith("已停下。")
