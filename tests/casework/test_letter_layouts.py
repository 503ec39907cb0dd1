"""The format of a letter: the office's default for its kind, another on demand, and the issued bytes in it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from db.records import Json
from desktop.casework.casework import Casework
from forms.facts import FactRefused
from resources.vocabulary import LetterKind, Outcome
from tests.casework.conftest import MakeDraft

REFUSAL: dict[str, Json] = {"internal_kind": "personnel", "reason": "公开会泄露个人考勤情况"}


def issued(casework: Casework, number: str, **values: Json) -> str:
    """The text of an issued refusal."""
    draft = casework.letters.begin([number], LetterKind.REFUSAL, Outcome.INTERNAL_AFFAIRS).draft
    letter = casework.letters.issue(replace(draft, values={**REFUSAL, **values})).letter
    stored = casework.letters.pdf(letter.id)
    assert stored.pages == letter.pages
    with pdfplumber.open(BytesIO(stored.pdf)) as paper:
        return "".join(page.extract_text() for page in paper.pages)


def test_letters_are_set_as_letters_at_first(casework: Casework, registered: str) -> None:
    assert casework.layouts.documents() == frozenset()
    screen = casework.letters.begin([registered], LetterKind.REFUSAL, Outcome.INTERNAL_AFFAIRS)
    assert screen.layout == "信函格式"
    assert "海关文件" not in issued(casework, registered)


def test_one_letter_is_set_as_a_document_on_demand(casework: Casework, registered: str) -> None:
    text = issued(casework, registered, layout="document", copies_to=["海关总署办公厅"])
    assert "中华人民共和国天津海关文件" in text
    assert "抄送：海关总署办公厅。" in text
    assert "印发" in text
    assert casework.layouts.documents() == frozenset()


def test_the_office_sets_the_format_of_a_kind(casework: Casework, registered: str) -> None:
    assert casework.layouts.save({LetterKind.REFUSAL}).settings
    assert casework.layouts.documents() == {LetterKind.REFUSAL}
    screen = casework.letters.begin([registered], LetterKind.REFUSAL, Outcome.INTERNAL_AFFAIRS)
    assert screen.layout == "文件格式"
    assert casework.letters.begin([registered], LetterKind.CORRECTION_NOTICE).layout == "信函格式"
    assert "海关文件" in issued(casework, registered)


def test_receipts_follow_the_setting_too(casework: Casework, make_draft: MakeDraft) -> None:
    casework.layouts.save({LetterKind.RECEIPT})
    paper = casework.letters.pdf(casework.intake.register(make_draft()).receipt_letter)
    with pdfplumber.open(BytesIO(paper.pdf)) as document:
        assert "海关文件" in document.pages[0].extract_text()


def test_a_letter_of_such_a_kind_can_be_set_as_a_letter(casework: Casework, registered: str) -> None:
    casework.layouts.save({LetterKind.REFUSAL})
    assert "海关文件" not in issued(casework, registered, layout="letter")


def test_an_unknown_format_is_refused(casework: Casework, registered: str) -> None:
    with pytest.raises(FactRefused, match="版式"):
        issued(casework, registered, layout="poster")


def test_envelopes_and_tables_have_no_format(casework: Casework) -> None:
    kinds = casework.layouts.kinds()
    assert LetterKind.ENVELOPE not in kinds
    assert LetterKind.FILE_COVER not in kinds
    assert {LetterKind.RECEIPT, LetterKind.REFUSAL, LetterKind.AGENCY_INQUIRY} <= set(kinds)
