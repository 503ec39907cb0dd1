"""`make gallery` pictures every paper for every case, and lists each picture once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_oxide import PdfDocument
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.gallery import CASES, GalleryPaper, file_name, gallery, index, picture
from resources.vocabulary import LetterKind
from tests.forms.pdfa_rules import faults


@pytest.fixture(scope="module")
def papers() -> list[GalleryPaper]:
    return list(gallery())


def test_every_paper_is_made_for_every_case(papers: list[GalleryPaper]) -> None:
    assert [(paper.case, paper.kind) for paper in papers] == [(case, kind) for case in CASES for kind in LetterKind]


def test_every_paper_is_fit_for_the_archive(papers: list[GalleryPaper]) -> None:
    for paper in papers:
        assert faults(paper.pdf) == [], paper.kind
        assert PdfDocument.from_bytes(paper.pdf).validate_pdf_a("2b")["valid"], paper.kind


def test_a_form_stands_on_one_page_whoever_asks(papers: list[GalleryPaper]) -> None:
    forms = {LetterKind.APPLICATION_FORM, LetterKind.ORAL_APPLICATION_FORM, LetterKind.SERVICE_RECEIPT}
    for paper in papers:
        if paper.kind in forms:
            assert PdfDocument.from_bytes(paper.pdf).page_count() == 1, (paper.kind, paper.case)


def test_pages_lie_side_by_side_on_a_grey_ground(qapp: QApplication, papers: list[GalleryPaper]) -> None:
    made = picture(next(paper for paper in papers if paper.kind is LetterKind.FILE_COVER).pdf)
    assert isinstance(made, QImage)
    assert made.width() > made.height()
    assert made.pixelColor(0, 0).name() == "#d3dae3"


def test_the_index_shows_each_picture_once(tmp_path: Path) -> None:
    text = index(tmp_path / "gallery", tmp_path / "gallery.md")
    for kind in LetterKind:
        assert text.count(f"(gallery/{file_name(kind)})") == 1
