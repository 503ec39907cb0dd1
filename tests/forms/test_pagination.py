"""Rows to pages: nothing lost, 22 rows a page at most, the signature never without text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from forms.page import BOTTOM, LINE_PITCH, LINES
from forms.pagination import paginate

TAIL = ["", "", "name", "day", "note"]


@given(text=st.integers(1, 120), first=st.integers(5, 9), attachments=st.integers(0, 14), notes=st.integers(0, 3))
def test_any_letter_is_cut_into_pages_by_the_rules(text: int, first: int, attachments: int, notes: int) -> None:
    lines = [f"line {number}" for number in range(text + attachments)]
    tail = TAIL + ["note"] * notes
    pages = paginate(lines, tail, first, kept=attachments)
    assert [row for page in pages for row in page.rows] == lines + tail
    for page in pages:
        assert page.top + len(page.rows) * page.pitch <= BOTTOM + 0.01
        assert len(page.rows) <= LINES + 3
        assert page.rows
    for page in pages[:-1]:
        assert page.pitch == LINE_PITCH
    with_signature = [row for row in pages[-1].rows if row.startswith("line")]
    assert len(with_signature) >= min(2, text)
    if len(pages) > 1 and attachments <= 10:
        assert len(with_signature) >= 2 + attachments


def test_a_page_that_is_a_little_too_full_is_tightened() -> None:
    lines = [f"line {number}" for number in range(LINES - 6 - len(TAIL) + 2)]
    (page,) = paginate(lines, TAIL, 6)
    assert 25.5 <= page.pitch < LINE_PITCH


def test_a_page_with_room_keeps_the_grid() -> None:
    (page,) = paginate(["line"] * 5, TAIL, 6)
    assert page.pitch == LINE_PITCH


def test_a_paragraph_does_not_leave_its_first_line_behind_when_its_end_goes_over_with_the_signature() -> None:
    lines = ["begin", *(f"line {number}" for number in range(12)), "begin", "middle", "end"]
    first, second = paginate(lines, TAIL, 6, begins=lambda row: row == "begin")
    assert first.rows[-1] == "line 11"
    assert second.rows == ("begin", "middle", "end", *TAIL)
