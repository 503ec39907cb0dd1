"""The camera for pictures of screens: waits until a window has come to rest, and saves what is seen."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.app import let_run
from desktop.counter.main_window import MainWindow
from desktop.widgets.operations import Operations
from desktop.widgets.screen import Screen
from resources.messages import ShoubanError

_QUIET = 0.5
"""Seconds without work after which a screen has come to rest; the preview of a letter waits 0.2."""
_PATIENCE = 60.0
_COLOURS = 256
_SHADE = 0xE0E0E0
"""The leading three bits of red, green and blue."""
_SMALLEST = 0
"""Qt's "quality" of a PNG: how little it is compressed."""
Shown = TypeVar("Shown", bound=Screen)


class ScreenUnready(ShoubanError):
    """A screen did not come to rest in time."""

    key = "supervisor.screen_unready"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


@dataclass
class Camera:
    """Waits until the window has come to rest and saves it."""

    folder: Path
    suffix: str
    window: MainWindow

    def take(self, name: str) -> None:
        """Saves what is seen as ``name``."""
        rest(name, self.window.operations)
        save(self.window, self.folder / f"{name}{self.suffix}.png")

    def rest(self, name: str) -> None:
        """Waits until the screen that will be ``name`` has come to rest. Raises ``ScreenUnready``."""
        rest(name, self.window.operations)


def save(widget: QWidget, path: Path) -> None:
    """Saves a window as it is drawn, in the pixels of its scale."""
    save_picture(widget.grab().toImage(), path)


def save_picture(image: QImage, path: Path) -> None:
    """Saves a picture in 256 colours, a third as large; what it loses no eye sees."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = [colour for colour, _ in Counter(memoryview(image.constBits()).cast("I")).most_common()]
    # Each shade that occurs keeps its commonest colour, so that a small red mark is not lost among many greys.
    shades: dict[int, int] = {}
    for colour in colours:
        shades.setdefault(colour & _SHADE, colour)
    kept = list(dict.fromkeys([*list(shades.values())[: _COLOURS // 2], *colours]))[:_COLOURS]
    avoid = Qt.ImageConversionFlag.AvoidDither
    image.convertToFormat(QImage.Format.Format_Indexed8, kept, avoid).save(str(path), quality=_SMALLEST)


def rest(name: str, operations: Operations) -> None:
    """Lets the window work until nothing is under way for a while. Raises ``ScreenUnready``."""
    end = time.monotonic() + _PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < _QUIET:
        let_run(50)
        if not operations.idle:
            quiet_since = time.monotonic()
        if time.monotonic() > end:
            raise ScreenUnready(name)


def let_go(window: QWidget) -> None:
    """Closes a window for good: none may outlive the application."""
    window.close()
    window.deleteLater()
    let_run(0)


def screen_of(camera: Camera, kind: type[Shown]) -> Shown:
    """The screen at the front. Raises ``ScreenUnready`` when it is another."""
    shown = camera.window.screen_shown
    if not isinstance(shown, kind):
        raise ScreenUnready(kind.__name__)
    return shown
