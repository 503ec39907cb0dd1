"""Opening a letter in the window beside typst started anew: ``python -m tests.benchmarks.opening RIVAL``.

Measured is the time from choosing a result to the first page seen in the preview, from the second letter on, and, in
turn, the time in which a new process makes one letter with typst (RIVAL as in ``letters``; its start and its loading of
the fonts count, the start of Python does not). Run by hand.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QRect
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QWidget

from db.records import Json
from desktop.app import application, open_main_window
from desktop.casework.casework import Casework
from desktop.casework.requests.requests import RequestFilter
from desktop.counter.letters import Letters
from desktop.counter.main_window import MainWindow
from desktop.office import open_demonstration
from desktop.widgets.screen import TakeStep
from resources import fonts
from resources.vocabulary import EventKind, Outcome
from tests.benchmarks.letters import letters

_PATIENCE = 20.0
_PAUSE = 2


def opening_seconds(rounds: int) -> list[float]:
    """Seconds from choosing to the page, for each letter but the first."""
    application()
    with tempfile.TemporaryDirectory() as store:
        office = open_demonstration(Path(store))
        try:
            window = open_main_window(office)
            rows = office.casework.requests.page(RequestFilter()).rows
            numbers = [row.number for row in rows if _can_reply(office.casework, row.number)]
            seconds = [_open(window, office.casework, number) for number in numbers[: rounds + 1]]
            window.close()
        finally:
            office.close()
    return seconds[1:]


def typst_seconds(rival: Path) -> float:
    """Seconds in which typst, started anew, makes one letter."""
    with tempfile.TemporaryDirectory() as name:
        texts = Path(name) / "letters.json"
        texts.write_text(json.dumps(letters(1), ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, rival, "typst", texts, name, "--fonts", Path(fonts.__file__).parent]
        told = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout
    return float(json.loads(told)["setup_s"])


def _can_reply(casework: Casework, number: str) -> bool:
    return any(step.kind is EventKind.REPLIED and step.open for step in casework.steps.of(number))


def _open(window: MainWindow, casework: Casework, number: str) -> float:
    reply = next(step for step in casework.steps.of(number) if step.kind is EventKind.REPLIED)
    window.show_destination(TakeStep(number, reply))
    _wait(lambda: window.operations.idle)
    screen = next(place for place in window.findChildren(Letters))
    preview = screen.letter.preview
    before, view = preview.pdf(), next(view for view in preview.findChildren(QPdfView)).viewport()
    start = time.perf_counter()
    screen.outcomes.chosen.emit(Outcome.INTERNAL_AFFAIRS)
    _wait(lambda: preview.pdf() not in (b"", before) and _has_red(view))
    seconds = time.perf_counter() - start
    _wait(lambda: window.operations.idle)
    return seconds


def _has_red(view: QWidget) -> bool:
    """Whether the red head of the page is seen."""
    image = view.grab(QRect(0, 0, view.width(), view.height() // 4)).toImage().scaledToWidth(60)
    colours = (image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width()))
    return any(colour.red() > 180 and colour.green() < 140 for colour in colours)


def _wait(holds: Callable[[], bool]) -> None:
    """Lets the window work; asks every few milliseconds, so that the asking costs the window little."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _PAUSE)
        time.sleep(_PAUSE / 1000)
        if time.monotonic() > end:
            raise TimeoutError


def main() -> int:
    """Print both medians and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rival", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    own = statistics.median(opening_seconds(asked.rounds))
    other = statistics.median(typst_seconds(asked.rival) for _ in range(asked.rounds))
    line: dict[str, Json] = {"opening_ms": round(own * 1000, 1), "typst_ms": round(other * 1000, 1)}
    print(json.dumps({**line, "reached": own <= other}))
    return 0 if own <= other else 1


if __name__ == "__main__":
    sys.exit(main())
