"""The look: contrast of every text with its ground, in both palettes, and the bundled font."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication

from desktop.widgets import theme
from desktop.widgets.stylesheet import style_sheet
from desktop.widgets.tokens import DARK, LIGHT, Colours

TEXTS: dict[str, Callable[[Colours], tuple[str, str]]] = {
    "ink on paper": lambda c: (c.ink, c.paper),
    "ink on desk": lambda c: (c.ink, c.desk),
    "ink on a selected row": lambda c: (c.ink, c.selected),
    "second ink on paper": lambda c: (c.ink_2, c.paper),
    "second ink on desk": lambda c: (c.ink_2, c.desk),
    "link on paper": lambda c: (c.link, c.paper),
    "gold ink on the tint": lambda c: (c.gold_ink, c.gold_tint),
    "gold ink on paper": lambda c: (c.gold_ink, c.paper),
    "ink on the tint": lambda c: (c.ink, c.gold_tint),
    "red on paper": lambda c: (c.red, c.paper),
    "red on a selected row": lambda c: (c.red, c.selected),
    "amber on paper": lambda c: (c.amber, c.paper),
    "white on the rail": lambda c: (c.on_navy, c.navy),
    "second white on the rail": lambda c: (c.on_navy_2, c.navy),
    "second white on the chosen place": lambda c: (c.on_navy_2, c.navy_on),
    "white on a primary button": lambda c: (c.on_navy, c.primary),
}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    found = QColor(colour)
    parts = (found.redF(), found.greenF(), found.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_stands_out_from_its_ground(palette: Colours, text: str) -> None:
    assert contrast(*TEXTS[text](palette)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_fields_and_the_focus_stand_out(palette: Colours) -> None:
    assert contrast(palette.field, palette.paper) >= 3
    assert contrast(palette.gold, palette.paper) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_takes_all_its_colours_from_the_palette(palette: Colours) -> None:
    sheet = style_sheet(palette)
    assert "$" not in sheet
    assert palette.paper in sheet


def test_the_bundled_font_draws_the_interface(qapp: QApplication) -> None:
    assert theme.font().family().startswith("Noto Sans SC")
    digits = {QFontMetricsF(theme.font()).horizontalAdvance(digit) for digit in "0123456789"}
    assert len(digits) == 1, "digits have one width"


def test_switching_the_palette_changes_the_colours_of_self_painting_widgets(qapp: QApplication) -> None:
    theme.apply(qapp, DARK)
    try:
        assert theme.colours() is DARK
        assert qapp.palette().window().color() == QColor(DARK.desk)
    finally:
        theme.apply(qapp, LIGHT)
    assert theme.colours() is LIGHT
