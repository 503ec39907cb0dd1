"""The annual report as a Word document, read back: headings, text, merged cells, repeated heads, broad pages."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from forms.annual_document import annual_document
from resources.vocabulary import Table3Column, Table3Row
from tests.forms.report_cases import CHAIN_HEAD, TABLE_3, TABLE_4, YEAR

HEAD_ROWS = 3


@pytest.fixture(scope="module")
def document() -> Any:
    return docx.Document(BytesIO(annual_document(YEAR)))


def texts(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_title_and_six_headings_stand_in_their_order(document: Any) -> None:
    styled = [(one.style.name, one.text) for one in document.paragraphs if one.style.name in ("Title", "Heading 1")]
    assert styled == [("Title", YEAR.title), *(("Heading 1", section.heading) for section in YEAR.sections)]


def test_paragraphs_are_there_letter_by_letter(document: Any) -> None:
    written = [one.text for one in document.paragraphs]
    assert all(paragraph in written for section in YEAR.sections for paragraph in section.paragraphs)


def test_the_numbers_of_tables_3_and_4_stand_in_their_cells(document: Any) -> None:
    _, third, fourth = document.tables
    rows = texts(third)[HEAD_ROWS:]
    assert [[int(text) for text in row[3:]] for row in rows] == [
        [TABLE_3[row][column] for column in Table3Column] for row in Table3Row
    ]
    assert [int(text) for text in texts(fourth)[3]] == [n for row in TABLE_4.values() for n in row.values()]


def test_the_rows_of_table_3_are_worded_and_merged_as_in_the_form(document: Any) -> None:
    rows = texts(document.tables[1])[HEAD_ROWS:]
    assert ["｜".join(dict.fromkeys(row[:3])) for row in rows] == [row.label for row in Table3Row]


def test_the_head_of_a_table_repeats_on_each_page_and_no_row_is_parted(document: Any) -> None:
    rows = document.tables[1].rows
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert heads == [True] * HEAD_ROWS + [False] * len(Table3Row)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_head_within_a_table_stays_with_the_line_below_it(document: Any) -> None:
    rows = document.tables[0].rows
    kept = ["".join(dict.fromkeys(cell.text for cell in row.cells)) for row in rows if _stays(row)]
    assert len(kept) == 4, "two groups, each with its name and the names of its columns"
    assert all(text.startswith(("第二十条", "信息内容")) for text in kept)


def _stays(row: Any) -> bool:
    return all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells)


def test_table_3_stands_on_a_broad_page_between_upright_ones(document: Any) -> None:
    broad = [section.orientation is WD_ORIENT.LANDSCAPE for section in document.sections]
    assert broad == [False, True, False]
    for section, table in zip(document.sections, document.tables, strict=True):
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(column.width for column in table.columns) <= room + 12700


def test_the_file_knows_office_and_chain_head(document: Any) -> None:
    properties = document.core_properties
    assert (properties.author, properties.title) == (YEAR.office, YEAR.title)
    assert properties.comments == f"登记链首 {CHAIN_HEAD}"


def test_rare_names_and_marks_come_back_as_they_were_typed() -> None:
    words = "王䶮、𬱖 <b> & =1+1"
    section = dataclasses.replace(YEAR.sections[0], paragraphs=(words,))
    made = docx.Document(BytesIO(annual_document(dataclasses.replace(YEAR, sections=(section,)))))
    assert words in [one.text for one in made.paragraphs]
