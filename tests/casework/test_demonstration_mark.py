"""演示 lies across every paper of the demonstration office, whatever makes it, and across none of a real one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

import desktop.casework
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.requests.day_papers import day_paper
from desktop.casework.requests.requests import RequestFilter
from desktop.casework.sending.envelopes import Envelopes
from desktop.casework.sending.posting_lists import PostingLists
from desktop.office import Office, open_demonstration
from forms.form import Mark
from resources.demo import NOW
from resources.vocabulary import LetterKind
from tests.casework.conftest import MakeDraft

MM = 72 / 25.4


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    opened = open_demonstration(tmp_path_factory.mktemp("marked"))
    yield opened
    opened.close()


def marked_pages(pdf: bytes) -> list[bool]:
    """For each page whether a large shape in the grey of the mark lies on it."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [
            any(shape["height"] > 12 * MM and min(shape["non_stroking_color"] or (0,)) > 0.9 for shape in page.curves)
            for page in document.pages
        ]


def number_of(casework: Casework) -> str:
    return casework.requests.page(RequestFilter()).rows[0].number


def issued(casework: Casework) -> bytes:
    row = next(row for row in casework.requests.page(RequestFilter()).rows)
    draft = casework.letters.begin([row.number], LetterKind.CORRECTION_NOTICE).draft
    values = {"items": ["名称"], "guidance": "写明年份"}
    letter = casework.letters.issue(LetterDraft(id=draft.id, kind=draft.kind, requests=draft.requests, values=values))
    return casework.letters.pdf(letter.letter.id).pdf


PAPERS: dict[str, Callable[[Casework], bytes]] = {
    "issued letter": issued,
    "proof": lambda casework: casework.requests.proof_paper(number_of(casework)).pdf,
    "summary": lambda casework: casework.statistics.summary_pdf(
        casework.statistics.summary(NOW.date().replace(day=1), NOW.date())
    ),
    "day sheet": lambda casework: day_paper(casework.context).pdf,
    "posting list": lambda casework: PostingLists(casework.context).paper(NOW.date()).pdf,
    "printer page": lambda casework: Envelopes(casework.context).test_page().pdf,
    "trial envelope": lambda casework: Envelopes(casework.context).trial().pdf,
    "blank form": lambda casework: casework.file_papers.blank(casework.file_papers.blank_forms()[0]).pdf,
    "handover": lambda casework: casework.file_papers.of_request(number_of(casework), LetterKind.REVIEW_FORM).pdf,
    "file cover": lambda casework: casework.file_papers.of_request(number_of(casework), LetterKind.FILE_COVER).pdf,
}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_of_the_demonstration_office_is_marked_on_every_page(demo: Office, paper: str) -> None:
    marks = marked_pages(PAPERS[paper](demo.casework))
    assert marks
    assert all(marks)


@pytest.mark.parametrize("paper", [name for name in PAPERS if name != "issued letter"])
def test_no_paper_of_a_real_office_is_marked(casework: Casework, make_draft: MakeDraft, paper: str) -> None:
    casework.intake.register(make_draft())
    assert not any(marked_pages(PAPERS[paper](casework)))


def test_a_draft_of_the_demonstration_office_says_that_it_is_a_draft(demo: Office) -> None:
    number = number_of(demo.casework)
    draft = LetterDraft(id="x", kind=LetterKind.CORRECTION_NOTICE, requests=(number,))
    assert all(marked_pages(demo.casework.letters.preview(draft).pdf))
    assert Mark.DRAFT != Mark.DEMONSTRATION


def test_a_paper_made_without_a_store_of_a_demonstration_is_not_marked(demo: Office, tmp_path: Path) -> None:
    """The mark ends with the paper that it was made for."""
    from forms.sheet import Sheet

    Envelopes(demo.casework.context).test_page()
    sheet = Sheet((300, 300), title="纸", author="关", day=date(2026, 3, 6))
    sheet.words("字", "body", 16, 20, 40)
    assert marked_pages(sheet.finish().pdf) == [False]


def test_whatever_makes_a_paper_asks_for_the_mark() -> None:
    """A new paper comes with its mark: modules of casework that draw one name ``marked`` or ``marked_for``."""
    drawing = re.compile(
        r"\.render\(|\b(?:register_report|summary_report|annual_report|offices_report|day_sheet|printer_page"
        r"|destruction_list|destruction_paper|due_paper)\("
    )
    here = Path(desktop.casework.__file__).parent
    makers = [file for file in here.glob("*.py") if re.search(r"^from forms\.", file.read_text("utf-8"), re.M)]
    unmarked = {
        file.name
        for file in makers
        if drawing.search(text := file.read_text("utf-8")) and not re.search(r"with marked(?:_for)?\(", text)
    }
    # The record of destruction is marked where it is asked for, in retention.py.
    assert unmarked - {"destruction_paper.py"} == set()
