"""Every paper is PDF/A-2b: by the rules of ISO 19005-2 that ``pdfa_rules`` reads, and by a foreign checker."""

from __future__ import annotations

import io
import subprocess
import tempfile
from datetime import date
from xml.etree import ElementTree

import pytest
from pdf_oxide import PdfDocument
from pypdf import PdfReader

from forms.archive import visible_in_xml
from forms.catalogue import form_of
from forms.form import Mark
from forms.sheet import Sheet
from resources import colour, wording
from resources.colour.make import profile
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import OUTSIDE, OWN, printed, values
from tests.forms.pdfa_rules import faults

RARE = "张\u0000三<b>&王䶮𬱖"


def agree(pdf: bytes) -> None:
    """Both checkers, and qpdf on the syntax, find nothing."""
    assert faults(pdf) == []
    foreign = PdfDocument.from_bytes(pdf).validate_pdf_a("2b")
    assert (foreign["valid"], foreign["errors"]) == (True, [])
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        subprocess.run(["qpdf", "--check", file.name], check=True, capture_output=True)


@pytest.mark.parametrize("kind", [*OWN, *OUTSIDE])
def test_every_letter_is_fit_for_the_archive(kind: LetterKind) -> None:
    agree(printed(kind))


@pytest.mark.parametrize("layout", ["letter", "document"])
def test_so_is_a_letter_of_many_pages_with_rare_characters_and_a_mark(layout: str) -> None:
    form, words = form_of(LetterKind.CORRECTION_NOTICE), wording.load(LetterKind.CORRECTION_NOTICE)
    facts = values(
        LetterKind.CORRECTION_NOTICE, addressee="王䶮𬱖<b>", content="A&B（企业名单）“x”" * 300, layout=layout
    )
    rendered = form.render(form.facts_from(facts), words, mark=Mark.DEMONSTRATION)
    assert rendered.pages > 5
    agree(rendered.pdf)


def test_the_file_says_title_office_date_and_number() -> None:
    reader = PdfReader(io.BytesIO(printed(LetterKind.EXTENSION_NOTICE)))
    assert reader.metadata is not None
    assert reader.metadata.title == "政府信息公开申请延期答复告知书"
    assert reader.metadata.author == "中华人民共和国天津海关"
    assert reader.metadata["/Keywords"] == "津关公开答〔2026〕31号"
    text = reader.root_object["/Metadata"].get_object().get_data().decode("utf-8")
    description = next(ElementTree.fromstring(text).iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"))
    assert description.findtext("{http://purl.org/dc/elements/1.1/}identifier") == "津关公开答〔2026〕31号"
    assert description.findtext("{http://ns.adobe.com/xap/1.0/}CreateDate") == "2026-03-06T00:00:00+08:00"


def test_names_that_are_markup_or_hold_control_characters_break_nothing() -> None:
    assert visible_in_xml(RARE) == "张三<b>&王䶮𬱖"
    sheet = Sheet((200, 200), title=RARE, author=RARE, day=date(2026, 3, 6), number="<1>")
    sheet.words("字", "body", 16, 20, 40)
    agree(sheet.finish().pdf)


def test_a_blank_page_is_fit_too() -> None:
    sheet = Sheet((200, 200), title="空白", author="海关", day=date(2026, 3, 6))
    sheet.next_page()
    sheet.words("字", "body", 16, 20, 40)
    agree(sheet.finish().pdf)


def test_a_letter_printed_again_is_the_same_to_the_byte_and_another_one_has_another_identifier() -> None:
    one, again, other = (printed(LetterKind.EXTENSION_NOTICE, extension_days=days) for days in (20, 20, 15))
    assert one == again
    identifiers = [PdfReader(io.BytesIO(pdf)).trailer["/ID"][0] for pdf in (one, other)]
    assert identifiers[0] != identifiers[1]


def test_the_profile_is_the_one_that_the_script_computes() -> None:
    assert colour.srgb_profile() == profile()
    assert len(profile()) == int.from_bytes(profile()[:4], "big")


@pytest.mark.parametrize(
    ("before", "after", "clause"),
    [
        (b"\nendstream\nendobj", b" endstream\nendobj", "6.1.7.1"),
        (b"%\x93\x8c\x8b\x9e", b"%abcd", "6.1.2"),
        (b"/OutputIntents [", b"/OutputIntentz [", "6.2.3"),
        (b"/CIDToGIDMap /Identity", b"/CIDToGIDMap /Identitx", "6.2.11.3.2"),
        (b"<pdfaid:part>2<", b"<pdfaid:part>1<", "6.6.4"),
        (b"/PageMode /UseNone", b"/AcroForm << >>   ", "6.4.1"),
        (b"%%EOF\n", b"%%EOF\nmore", "6.1.3"),
    ],
)
def test_the_check_finds_what_it_looks_for(before: bytes, after: bytes, clause: str) -> None:
    pdf = printed(LetterKind.EXTENSION_NOTICE)
    assert before in pdf
    assert any(fault.startswith(clause) for fault in faults(pdf.replace(before, after, 1)))
