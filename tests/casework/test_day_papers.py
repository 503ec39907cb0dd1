"""今日单 of the demonstration office says what its screen says."""

from __future__ import annotations

from io import BytesIO

import pdfplumber

from desktop.casework.casework import Casework
from desktop.casework.requests.day_papers import day_facts, day_paper


def test_the_sheet_has_every_open_request_once_in_the_order_of_the_screen(demonstration: Casework) -> None:
    view = demonstration.worklist.today()
    paper = day_paper(demonstration.context)
    with pdfplumber.open(BytesIO(paper.pdf)) as printed:
        text = "\n".join(page.extract_text() for page in printed.pages)
    places = [text.index(row.number) for row in (*view.ours, *view.others)]
    assert places == sorted(places)
    assert paper.name == "政府信息公开申请今日单 2026-10-16.pdf"
    assert view.headline in text


def test_the_sheet_masks_names_as_the_screen_does(demonstration: Casework) -> None:
    facts = day_facts("天津海关", demonstration.worklist.today())
    assert facts.ours[0].applicant == "陈**"
    assert [(count.label, count.figure) for count in facts.counts[:2]] == [("已逾期", 1), ("今日到期", 2)]
