"""Reports, forms, envelopes and lists of an office are PDF/A-2b like its letters (ISO 19005-2)."""

from __future__ import annotations

import pytest
from pdf_oxide import PdfDocument

from desktop.casework.casework import Casework
from desktop.casework.registers.register_views import RegisterWanted
from desktop.casework.requests.day_papers import day_paper
from desktop.casework.requests.requests import RequestFilter
from desktop.casework.sending.envelopes import Envelopes
from desktop.casework.sending.posting_lists import PostingLists
from resources.demo import NOW
from resources.vocabulary import LetterKind
from tests.forms.pdfa_rules import faults


def fit(pdf: bytes) -> bool:
    """Whether both checkers find nothing."""
    assert faults(pdf) == []
    return bool(PdfDocument.from_bytes(pdf).validate_pdf_a("2b")["valid"])


def request_of(casework: Casework) -> str:
    return casework.requests.page(RequestFilter()).rows[0].number


def test_reports_are_fit_for_the_archive(demonstration: Casework) -> None:
    figures, annual = demonstration.statistics, demonstration.annual_reports
    first, last = NOW.date().replace(day=1), NOW.date()
    assert fit(figures.summary_pdf(figures.summary(first, last)))
    assert fit(annual.pdf(annual.report(NOW.year)))
    assert fit(day_paper(demonstration.context).pdf)


def test_registers_and_lists_are_fit_for_the_archive(demonstration: Casework) -> None:
    first, last = NOW.date().replace(day=1), NOW.date()
    assert fit(demonstration.registers.pdf(RegisterWanted(), _quietly))
    assert fit(demonstration.assessment.pdf(demonstration.assessment.sheet(first, last, _quietly)))
    assert fit(PostingLists(demonstration.context).paper(last).pdf)
    assert fit(Envelopes(demonstration.context).trial().pdf)
    assert fit(Envelopes(demonstration.context).test_page().pdf)


def _quietly(*progress: object) -> None:
    """Nobody looks at the progress."""


def test_blank_forms_are_fit_for_the_archive(demonstration: Casework) -> None:
    papers = demonstration.file_papers
    for form in papers.blank_forms():
        assert fit(papers.blank(form).pdf), form.name


def test_the_papers_of_a_request_are_fit_for_the_archive(demonstration: Casework) -> None:
    number = request_of(demonstration)
    assert fit(demonstration.requests.proof_paper(number).pdf)
    for paper in demonstration.file_papers.papers(number):
        assert fit(demonstration.file_papers.of_request(number, paper.kind, paper.letter).pdf), paper.name


@pytest.mark.parametrize("kind", [LetterKind.ENVELOPE, LetterKind.RECEIPT])
def test_what_is_composed_is_fit_for_the_archive(demonstration: Casework, kind: LetterKind) -> None:
    composed = demonstration.letters.compose(request_of(demonstration), kind, {"address": "天津市示例路1号"})
    assert composed.paper is not None
    assert fit(composed.paper.pdf)
