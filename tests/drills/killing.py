"""Kills a program that registers and issues, at random moments, and looks at what it left."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from db.check import check
from db.store import Store, open_store
from tests.drills.registering import OFFICE, now

ROOT = Path(__file__).parents[2]


def kill_while_registering(location: Path, kills: int, seed: int) -> int:
    """Kill the program ``kills`` times; returns how many requests were acknowledged. Asserts that all is well.

    After each kill every acknowledged request and letter is there, numbers follow each other, and the check is clean.
    """
    moments = random.Random(seed)
    acknowledged: list[str] = []
    for _ in range(kills):
        acknowledged += _run_and_kill(location, moments.uniform(0.0, 0.25))
        with open_store(location, clock=now) as store:
            _assert_kept(store, acknowledged)
            assert check(store) == []
    return len(acknowledged)


def _run_and_kill(location: Path, seconds: float) -> Sequence[str]:
    """What the program acknowledged before it was killed, ``seconds`` after its store was open."""
    command = [sys.executable, "-m", "tests.drills.registering", str(location)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        try:
            program.wait(seconds)
        except subprocess.TimeoutExpired:
            program.kill()
        return [line.strip() for line in program.stdout if line.endswith("\n")]


def _assert_kept(store: Store, acknowledged: Sequence[str]) -> None:
    with store.reading() as reading:
        if not reading.offices():
            assert not acknowledged
            return
        requests = {f"request {request.number}" for request in reading.requests(OFFICE)}
        letters = {f"letter {letter.id}" for letter in reading.letters(OFFICE)}
        assert set(acknowledged) <= requests | letters
        numbers = range(1, reading.last_serial(OFFICE, "requests", 2026) + 1)
        assert requests == {f"request 2026-{number:06d}" for number in numbers}
        for request in reading.requests(OFFICE):
            assert reading.letter_pdf(OFFICE, f"receipt-{request.number}") is not None
