"""The limit bar of lists, read back from its pixels."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.casework.views import BarSegment, LimitBar, SegmentKind
from desktop.widgets.limit_bar import HEIGHT, WIDTH, draw_limit_bar
from desktop.widgets.tokens import LIGHT
from resources.vocabulary import Band


def drawn(qapp: QApplication, band: Band, *segments: tuple[SegmentKind, int]) -> QImage:
    used = sum(days for kind, days in segments if kind in (SegmentKind.USED, SegmentKind.OVER))
    bar = LimitBar(segments=tuple(BarSegment(kind=kind, days=days) for kind, days in segments), used=used, total=20)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32)
    image.fill(QColor(LIGHT.paper))
    painter = QPainter(image)
    draw_limit_bar(painter, QRectF(0, 0, WIDTH, HEIGHT), bar, band, ground=QColor(LIGHT.paper))
    painter.end()
    return image


def share(image: QImage, colour: str, left: int = 0, right: int = WIDTH) -> float:
    """The share of pixels of a colour in the middle line, between two places."""
    row = [image.pixelColor(x, HEIGHT // 2) for x in range(left, right)]
    return sum(1 for pixel in row if pixel == QColor(colour)) / len(row)


def test_used_days_are_filled_and_the_rest_is_empty(qapp: QApplication) -> None:
    image = drawn(qapp, Band.GREEN, (SegmentKind.USED, 10), (SegmentKind.LEFT, 10))
    assert share(image, LIGHT.bar, 2, 78) > 0.9
    assert share(image, LIGHT.bar, 82) == 0


def test_a_standstill_is_hatched_where_it_happened(qapp: QApplication) -> None:
    image = drawn(
        qapp, Band.AMBER, (SegmentKind.USED, 5), (SegmentKind.STOPPED, 10), (SegmentKind.USED, 5), (SegmentKind.LEFT, 0)
    )
    assert share(image, LIGHT.amber, 2, 38) > 0.9
    assert share(image, LIGHT.amber, 42, 118) == 0
    assert share(image, LIGHT.amber, 122, 158) > 0.9
    assert 0 < share(image, LIGHT.paper, 42, 118) < 1, "strokes on paper"


def test_days_beyond_the_limit_stand_apart(qapp: QApplication) -> None:
    image = drawn(qapp, Band.OVERDUE, (SegmentKind.USED, 20), (SegmentKind.OVER, 2))
    middle = [image.pixelColor(x, HEIGHT // 2) for x in range(WIDTH)]
    gap = [x for x in range(100, WIDTH) if middle[x] == QColor(LIGHT.paper)]
    assert len(gap) >= 2
    assert middle[-2] == QColor(LIGHT.red)


def test_the_band_decides_the_colour(qapp: QApplication) -> None:
    for band, colour in ((Band.RED, LIGHT.red), (Band.AMBER, LIGHT.amber), (Band.WAITING, LIGHT.bar)):
        image = drawn(qapp, band, (SegmentKind.USED, 8), (SegmentKind.LEFT, 12))
        assert share(image, colour, 2, 60) > 0.9
