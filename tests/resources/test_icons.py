"""Every icon is one of the same set: same grid, same stroke, recoloured by the palette, and visible."""

from __future__ import annotations

import os
from xml.etree import ElementTree

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.icons import icon, names

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = sorted(names() - {"app"})
NEEDED = {
    *("today", "intake", "requests", "letters", "statistics", "settings"),
    *("search", "user", "print", "calendar", "file", "scan", "eye", "lock", "pencil", "check"),
    *("chevron-down", "chevron-up", "chevron-left", "chevron-right", "back", "plus", "close", "warning"),
    *("envelope", "save", "backup", "clock", "phone", "page", "link", "app"),
}


def painted(name: str, size: int, qapp: QGuiApplication) -> QImage:
    assert qapp is not None
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(icon(name).replace(b"currentColor", b"#000000"))).render(painter)
    painter.end()
    return image


def inked(image: QImage) -> set[tuple[int, int]]:
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 30}


def test_every_place_and_screen_has_its_icon() -> None:
    assert names() == NEEDED


@pytest.mark.parametrize("name", DRAWN)
def test_icons_share_grid_and_stroke(name: str) -> None:
    drawing = ElementTree.fromstring(icon(name))
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("stroke-width") == "1.6"
    assert drawing.get("stroke-linecap") == drawing.get("stroke-linejoin") == "round"
    assert drawing.get("stroke") == "currentColor"
    assert drawing.get("fill") == "none"


@pytest.mark.parametrize("name", DRAWN)
def test_no_part_of_an_icon_has_a_colour_of_its_own(name: str) -> None:
    parts = list(ElementTree.fromstring(icon(name)))
    assert {part.tag.removeprefix(SVG) for part in parts} <= {"path", "rect", "circle", "ellipse"}
    assert [part for part in parts if {"fill", "stroke", "style", "opacity"}.intersection(part.keys())] == []


@pytest.mark.parametrize("name", DRAWN)
def test_icons_are_visible_and_stay_inside_their_field(name: str, qapp: QGuiApplication) -> None:
    pixels = inked(painted(name, 48, qapp))
    assert len(pixels) > 60
    assert all(2 <= x < 46 and 2 <= y < 46 for x, y in pixels)


def test_no_two_icons_look_the_same(qapp: QGuiApplication) -> None:
    drawings = [frozenset(inked(painted(name, 48, qapp))) for name in DRAWN]
    assert len(set(drawings)) == len(drawings)


def test_the_sign_of_the_program_is_navy_gold_and_white(qapp: QGuiApplication) -> None:
    sign = painted("app", 64, qapp)
    assert sign.pixelColor(3, 32).name() == "#12365d"
    assert sign.pixelColor(32, 6).name() == "#b8860b"
    white = [sign.pixelColor(x, y).name() for x in range(16, 48) for y in range(16, 48)].count("#ffffff")
    assert white > 150


def test_an_icon_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(KeyError):
        icon("../fonts/LICENSES.md")
