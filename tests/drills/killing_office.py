"""Kills the office's work at random moments and looks at what it left."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from db.store import Reading
from desktop.office import open_office
from resources.vocabulary import EventKind, LetterKind
from tests.drills.office_work import OFFICE, now

ROOT = Path(__file__).parents[2]
SERIES = {LetterKind.RECEIPT: "津关公开回〔2026〕{}号", LetterKind.CORRECTION_NOTICE: "津关公开补〔2026〕{}号"}


def kill_office(location: Path, kills: int, seed: int) -> int:
    """Kill the program ``kills`` times; returns how many changes were acknowledged. Asserts that all is well.

    After each kill every acknowledged request and letter is there, numbers follow each other without a gap, each
    request has its receipt and its file with their bytes, and the check is clean.
    """
    moments = random.Random(seed)
    acknowledged: set[str] = set()
    for _ in range(kills):
        acknowledged |= _run_and_kill(location, moments.uniform(0.0, 0.4))
        office = open_office(location, clock=now)
        try:
            with office.casework.context.store.reading() as reading:
                _assert_kept(reading, acknowledged)
            assert office.casework.safekeeping.check().findings == ()
        finally:
            office.close()
    return len(acknowledged)


def _run_and_kill(location: Path, seconds: float) -> set[str]:
    """What the program acknowledged before it was killed, ``seconds`` after its fonts were loaded."""
    command = [sys.executable, "-m", "tests.drills.office_work", str(location)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        told = list(iter(program.stdout.readline, "warm\n"))
        try:
            program.wait(seconds)
        except subprocess.TimeoutExpired:
            program.kill()
        told += program.stdout
        return {line.strip() for line in told if line.endswith("\n")}


def _assert_kept(reading: Reading, acknowledged: set[str]) -> None:
    requests = list(reading.requests(OFFICE))
    letters = {letter.id: letter for letter in reading.letters(OFFICE)}
    kept = {f"request {request.number}" for request in requests} | {f"letter {letter}" for letter in letters}
    assert acknowledged <= kept
    assert {request.number for request in requests} == {f"2026-{serial:04}" for serial in range(1, len(requests) + 1)}
    for kind, form in SERIES.items():
        numbers = {letter.number for letter in letters.values() if letter.kind is kind}
        assert numbers == {form.format(serial) for serial in range(1, len(numbers) + 1)}
    for request in requests:
        issued = next(event for event in request.events if event.kind is EventKind.RECEIPT_ISSUED)
        assert reading.letter_pdf(OFFICE, str(issued.letter))
        assert [file.size for file in reading.attachments_of(OFFICE, request.number)] == [7000]
