"""今日单: what is on the wall, in the order of the work list, readable without colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from pdfplumber.page import Page

from forms.band_shapes import draw_shape
from forms.day_sheet import OTHERS_HEADS, OURS_HEADS, TITLE, DayCount, DayRow, DaySheet, day_sheet
from forms.page import A4
from forms.sheet import Sheet
from resources.vocabulary import Band

ROW = DayRow(
    number="0200-2026-0110",
    applicant="张**",
    content="某批次进口食品查验处置情况",
    department="进出口食品处",
    state="办理中",
    due="10-23 周五",
    band=Band.AMBER,
    badge="余 5 天",
    bar=(("used", 6), ("stopped", 9), ("used", 9), ("left", 5)),
    used="15/20",
)
SHEET = DaySheet(
    office="天津海关",
    day=date(2026, 10, 16),
    day_kind="工作日",
    headline="我方待办 1 件，等待他方 0 件",
    counts=(DayCount(band=Band.OVERDUE, label="已逾期", figure=1), DayCount(band=None, label="待送达", figure=2)),
    ours=(ROW,),
    others=(),
)


def pages_of(facts: DaySheet) -> list[Page]:
    return pdfplumber.open(BytesIO(day_sheet(facts).pdf)).pages


def many(count: int) -> tuple[DayRow, ...]:
    return tuple(replace(ROW, number=f"0200-2026-{place:04}") for place in range(count))


def test_a_row_says_everything_of_the_list() -> None:
    text = pages_of(SHEET)[0].extract_text()
    for said in (
        TITLE,
        "2026年10月16日",
        "星期五",
        "已逾期",
        ROW.number,
        "张**",
        ROW.content,
        "10-23 周五",
        "余 5 天",
        "15/20",
    ):
        assert said in text


def test_every_page_has_the_title_and_the_heads() -> None:
    pages = pages_of(replace(SHEET, ours=many(60), others=many(3)))
    assert len(pages) > 2
    for page in pages:
        text = page.extract_text()
        assert TITLE in text
        assert " ".join(OURS_HEADS) in text or " ".join(OTHERS_HEADS) in text
    assert f"共 {len(pages)} 页" in pages[0].extract_text()


def test_no_row_is_lost_between_pages() -> None:
    rows = many(60)
    text = "\n".join(page.extract_text() for page in pages_of(replace(SHEET, ours=rows)))
    assert [row.number for row in rows if text.count(row.number) != 1] == []


def test_long_contents_end_in_an_ellipsis_numbers_and_days_never_do() -> None:
    text = pages_of(replace(SHEET, ours=(replace(ROW, content="关于某事项的会议纪要" * 12),)))[0].extract_text()
    assert "…" in text
    assert ROW.number in text
    assert ROW.due in text


def test_an_empty_list_says_so() -> None:
    assert "等待他方 0 件\n没有" in pages_of(SHEET)[0].extract_text()


def test_nothing_is_drawn_in_colour() -> None:
    page = pages_of(SHEET)[0]
    inks = {drawn["non_stroking_color"] for drawn in (*page.chars, *page.rects, *page.curves)}
    assert all(len(set(ink)) == 1 for ink in inks if ink is not None)


def test_the_foot_names_no_chain() -> None:
    assert "登记链首" not in pages_of(SHEET)[0].extract_text()


@pytest.mark.parametrize("band", Band)
def test_every_band_has_a_shape_of_its_own(band: Band) -> None:
    def drawn(one: Band) -> bytes:
        sheet = Sheet(A4, title="", author="", day=date(2026, 10, 16))
        draw_shape(sheet, one, 10, 10, 9)
        return sheet.finish().pdf

    assert all(drawn(band) != drawn(other) for other in Band if other is not band)
