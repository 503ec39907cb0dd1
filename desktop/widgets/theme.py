"""The look of the whole program: palette, fonts and style sheet on Fusion, light or dark.

``apply(application)`` is called once at start-up and again to switch the palette. Widgets that paint themselves ask
``colours()`` when they paint, so a switch needs no more than an update.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop.widgets.stylesheet import style_sheet
from desktop.widgets.tokens import BODY, LIGHT, Colours
from resources.fonts import bundled, last_resort

_current: Colours = LIGHT


def colours() -> Colours:
    """The palette in force."""
    return _current


def colour(choose: Callable[[Colours], str]) -> QColor:
    """One colour of the palette in force: ``colour(lambda c: c.gold)``."""
    return QColor(choose(_current))


def apply(application: QApplication, palette: Colours = LIGHT) -> None:
    """Dresses the application: Fusion, palette, font and style sheet. Calling it again switches the palette."""
    global _current
    _current = palette
    application.setStyle("Fusion")
    application.setPalette(_palette(palette))
    application.setFont(font())
    application.setStyleSheet(style_sheet(palette))


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The interface font at a size in pixels, with digits of equal width and fonts for rare characters behind it."""
    made = QFont(font_families())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def font_families() -> list[str]:
    """The families of the bundled fonts, first choice first; loads them on the first call.

    The machine may have no Chinese font, then every label would be boxes. Raises FileNotFoundError when the
    installation lacks its fonts.
    """
    files = [bundled("heading"), bundled("heading_bold"), bundled("fallback")]
    if (rare := last_resort()) is not None:
        files.append(rare)
    return list(dict.fromkeys(family for file in files for family in _load(file)))


@cache
def _load(file: Path) -> list[str]:
    number = QFontDatabase.addApplicationFont(str(file))
    if number < 0:
        raise FileNotFoundError(file)
    return QFontDatabase.applicationFontFamilies(number)


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: chosen.desk,
        QPalette.ColorRole.WindowText: chosen.ink,
        QPalette.ColorRole.Base: chosen.paper,
        QPalette.ColorRole.AlternateBase: chosen.desk,
        QPalette.ColorRole.Text: chosen.ink,
        QPalette.ColorRole.Button: chosen.paper,
        QPalette.ColorRole.ButtonText: chosen.ink,
        QPalette.ColorRole.BrightText: chosen.on_navy,
        QPalette.ColorRole.Highlight: chosen.primary,
        QPalette.ColorRole.HighlightedText: chosen.on_navy,
        QPalette.ColorRole.Link: chosen.link,
        QPalette.ColorRole.LinkVisited: chosen.link,
        QPalette.ColorRole.PlaceholderText: chosen.ink_2,
        QPalette.ColorRole.ToolTipBase: chosen.paper,
        QPalette.ColorRole.ToolTipText: chosen.ink,
        QPalette.ColorRole.Accent: chosen.gold,
        QPalette.ColorRole.Mid: chosen.line,
        QPalette.ColorRole.Midlight: chosen.row_line,
        QPalette.ColorRole.Dark: chosen.field,
        QPalette.ColorRole.Light: chosen.paper,
        QPalette.ColorRole.Shadow: chosen.line,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.ink_2))
    return palette
