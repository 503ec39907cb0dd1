"""The pictures of all screens: every one there, in its size, dressed, and without a complaint of Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

SCREENS = {
    "01-today",
    "02-intake-receipt",
    "03-intake-applicant",
    "03b-intake-content",
    "04-intake-review",
    "04b-registered",
    "05-request",
    "06-proof",
    "07-letter",
    "07a-outcome",
    "08-summary",
    "09-annual",
    "10-today-dark",
    "12-calendar",
    "13-letter-register",
    "14-issued-letter",
    "15-office",
    "16-safekeeping",
    "17-first-start",
    "18-register",
    "19-catalogue",
    "20-wording",
    "21-retention",
    "22-annual-text",
    "23-annual-filing",
    "24-printing",
}
UNDRESSED = QColor("#efefef")
"""The window colour of Fusion without a palette."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pictures at 100 %, made by the command."""
    made = tmp_path_factory.mktemp("screens")
    command = [sys.executable, "-m", "desktop.screenshots", str(made), "--scale", "1"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    said = [line for line in ended.stderr.splitlines() if "does not support propagateSizeHints" not in line]
    assert (ended.returncode, said) == (0, [])
    return made


def test_every_screen_is_there_in_its_size(folder: Path) -> None:
    sizes = {path.stem: QImage(str(path)).size().toTuple() for path in folder.glob("[0-2]*.png")}
    assert sizes == dict.fromkeys(SCREENS, (1366, 768))


def test_an_issued_page_stands_beside_them(folder: Path) -> None:
    page = QImage(str(folder / "letter-correction-notice.png"))
    assert page.height() / page.width() == pytest.approx(297 / 210, abs=0.01)
    assert page.width() == 909, "A4 at 110 dpi"
    assert page.pixelColor(0, 0).name() == "#ffffff", "paper is white"
    head = round(page.height() * 36 / 297)
    assert len({page.pixelColor(x, head).name() for x in range(page.width())}) > 1


def test_no_screen_shows_the_grey_of_an_undressed_window(folder: Path) -> None:
    for path in sorted(folder.glob("[0-2]*.png")):
        image = QImage(str(path))
        spots = [(x, y) for x in range(0, 1366, 9) for y in range(0, 768, 9)]
        grey = sum(image.pixelColor(x, y) == UNDRESSED for x, y in spots)
        assert grey < len(spots) / 500, path.name
