"""The published catalogue: taken in whole or not at all, searched, found while somebody asks, used in the reply."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from db.records import CatalogueEntry
from desktop.casework.casework import Casework
from desktop.casework.registers.catalogue import CatalogueEntryRefused, CatalogueFileRefused, reply_facts
from desktop.casework.registers.catalogue_files import CatalogueFileUnreadable, CatalogueHeadsMissing
from resources.vocabulary import LetterKind, Outcome
from tests.casework.conftest import MakeDraft

HEADS = ("索引号", "信息分类", "信息名称", "文号", "成文日期", "发布日期", "有效性", "发布机构", "网址")
ROW = (
    "0200-2025-0001",
    "统计",
    "2025年关区跨境电商通关时效统计",
    "津关〔2025〕77号",
    "2025-12-20",
    "2026-01-05",
    "有效",
    "天津海关",
    "http://tianjin.customs.gov.cn/77.html",
)
ENTRY = CatalogueEntry(
    index_number="0200-2025-0001",
    category="统计",
    title="2025年关区跨境电商通关时效统计",
    document_number="津关〔2025〕77号",
    formed_on=date(2025, 12, 20),
    published_on=date(2026, 1, 5),
    validity="有效",
    publisher="天津海关",
    address="http://tianjin.customs.gov.cn/77.html",
)


def workbook(*rows: Sequence[Any], heads: Sequence[Any] = HEADS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["天津海关政府信息公开目录"])
    sheet.append(heads)
    for row in rows:
        sheet.append(row)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def table(*rows: Sequence[str]) -> str:
    return "\r\n".join(",".join(row) for row in (HEADS, *rows))


def changed(**values: Any) -> list[Any]:
    """``ROW`` with other values by head."""
    return [values.get(head, value) for head, value in zip(HEADS, ROW, strict=True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_table_is_read_in_the_encodings_of_offices(casework: Casework, encoding: str) -> None:
    examined = casework.catalogue.examine("目录.csv", table(ROW).encode(encoding))
    assert examined.file.entries == (ENTRY,)
    casework.catalogue.take_in(examined)
    assert casework.catalogue.page().entries == (ENTRY,)


def test_a_workbook_is_read_whatever_stands_above_its_heads_and_however_days_are_written(casework: Casework) -> None:
    rows = [
        changed(索引号="1", 成文日期=date(2025, 12, 20), 发布日期="2026年1月5日"),
        changed(索引号="2", 成文日期=None, 发布日期=20260105),
        changed(索引号="3", 成文日期="2025/12/20", 发布日期="2026.1.5"),
    ]
    entries = casework.catalogue.examine("目录.xlsx", workbook(*rows)).file.entries
    assert {entry.published_on for entry in entries} == {date(2026, 1, 5)}
    assert [entry.formed_on for entry in entries] == [date(2025, 12, 20), None, date(2025, 12, 20)]


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"索引号": 110105194912310021}, "索引号", "已经丢失"),
        ({"索引号": "1.10105E+17"}, "索引号", "已经丢失"),
        ({"发布日期": "2026-02-30"}, "发布日期", "不是日期"),
        ({"发布日期": "2026-01-0599"}, "发布日期", "不是日期"),
        ({"发布日期": "2027-01-01"}, "发布日期", "晚于今天"),
        ({"网址": " "}, "网址", "没有填"),
        ({"信息名称": None}, "信息名称", "没有填"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_taken_in(
    casework: Casework, cells: dict[str, Any], column: str, said: str
) -> None:
    examined = casework.catalogue.examine("目录.xlsx", workbook(ROW, changed(**{"索引号": "2", **cells})))
    [fault] = examined.file.faults
    assert (fault.row, fault.column) == (4, column)
    assert said in fault.sentence
    with pytest.raises(CatalogueFileRefused) as refused:
        casework.catalogue.take_in(examined)
    assert f"第 4 行“{column}”" in refused.value.sentence()
    assert casework.catalogue.page().entries == ()


def test_an_index_number_that_stands_twice_in_a_file_is_refused(casework: Casework) -> None:
    [fault] = casework.catalogue.examine("目录.csv", table(ROW, ROW).encode()).file.faults
    assert (fault.row, fault.sentence) == (3, "“0200-2025-0001”与第 2 行重复")


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"\xff\xfe\x00\x01\x81", b"\x00\x00"])
def test_what_is_no_table_is_refused_in_a_sentence(casework: Casework, data: bytes) -> None:
    with pytest.raises(CatalogueFileUnreadable):
        casework.catalogue.examine("图片.png", data)


def test_a_damaged_workbook_is_refused_in_a_sentence(casework: Casework) -> None:
    whole, chance = workbook(ROW), random.Random(1)
    for _ in range(60):
        broken = bytearray(whole)
        for _byte in range(chance.randrange(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with suppress(CatalogueFileUnreadable, CatalogueHeadsMissing):
            casework.catalogue.examine("目录.xlsx", bytes(broken))


def test_missing_heads_are_named(casework: Casework) -> None:
    with pytest.raises(CatalogueHeadsMissing) as refused:
        casework.catalogue.examine("目录.xlsx", workbook(("1", "某公告"), heads=("索引号", "名称")))
    assert "发布日期、网址" in refused.value.sentence()


def test_reading_a_file_again_changes_nothing_and_a_later_one_updates(casework: Casework) -> None:
    catalogue = casework.catalogue
    catalogue.take_in(catalogue.examine("目录.csv", table(ROW).encode()))
    again = catalogue.examine("目录.csv", table(ROW).encode())
    assert (again.new, again.changed, again.same) == (0, 0, 1)
    later = catalogue.examine("目录.csv", table(changed(有效性="废止"), changed(索引号="2")).encode())
    assert (later.new, later.changed, later.same) == (1, 1, 0)
    catalogue.take_in(later)
    assert {entry.index_number: entry.validity for entry in catalogue.page().entries} == {
        "0200-2025-0001": "废止",
        "2": "有效",
    }


def test_an_entry_is_typed_renamed_and_taken_out(casework: Casework) -> None:
    catalogue = casework.catalogue
    catalogue.save(ENTRY)
    rare = replace(ENTRY, index_number="2", title="<b>王䶮</b> & =1+1")
    catalogue.save(rare, replacing="0200-2025-0001")
    assert catalogue.page("王䶮").entries == (rare,)
    assert catalogue.page("跨境电商").entries == ()
    catalogue.delete("2")
    assert catalogue.page("王䶮").entries == ()
    assert casework.safekeeping.check().ok


def test_an_entry_that_cannot_stand_is_refused_by_its_fields(casework: Casework) -> None:
    casework.catalogue.save(ENTRY)
    with pytest.raises(CatalogueEntryRefused) as refused:
        casework.catalogue.save(replace(ENTRY, title=" ", published_on=date(2026, 3, 3)))
    assert refused.value.faults.keys() == {"title", "published_on", "index_number"}


def test_the_search_index_made_anew_finds_entries_as_before(casework: Casework) -> None:
    casework.catalogue.save(ENTRY)
    with casework.context.store.writing() as writing:
        writing.reindex()
    assert casework.catalogue.page("通关时效").entries == (ENTRY,)
    assert casework.safekeeping.check().ok


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("申请公开2025年跨境电商通关时效的统计", True),
        ("贵关津关〔2025〕第77号文全文", True),
        ("天津海关2024年公务用车运行费用", False),
        ("", False),
    ],
)
def test_the_intake_sees_what_is_already_public_and_nothing_that_merely_shares_a_word(
    casework: Casework, make_draft: MakeDraft, content: str, found: bool
) -> None:
    casework.catalogue.save(ENTRY)
    assert casework.intake.published(make_draft(content=content)) == ((ENTRY,) if found else ())


def test_an_entry_fills_the_facts_of_the_reply(casework: Casework, registered: str) -> None:
    casework.catalogue.save(ENTRY)
    [entry] = casework.catalogue.for_requests([registered])
    draft = casework.letters.begin([registered], LetterKind.ALREADY_PUBLIC_REPLY, Outcome.ALREADY_PUBLIC).draft
    screen = casework.letters.screen(replace(draft, values=reply_facts(entry)))
    assert {fact.name for fact in screen.missing} & set(reply_facts(entry)) == set()
    text = "".join(sentence.text for sentence in screen.sentences)
    assert "“2025年关区跨境电商通关时效统计”（文号津关〔2025〕77号，发布日期2026年1月5日）已主动公开" in text
    assert "可以通过http://tianjin.customs.gov.cn/77.html获取" in text


@pytest.mark.parametrize(
    ("published", "told"), [("2026-03-30", "按期"), ("2026-03-31", "发布日期晚于期限"), (None, "")]
)
def test_information_is_published_within_twenty_working_days_of_its_making(
    casework: Casework, published: str | None, told: str
) -> None:
    # Made on 2 March 2026: 3-6 March (4), 9-13, 16-20, 23-27 (19), 30 March.
    entry = CatalogueEntry(
        index_number="1",
        title="办法",
        formed_on=date(2026, 3, 2) if published else None,
        published_on=date.fromisoformat(published or "2026-03-30"),
        address="http://example.cn",
    )
    words = casework.catalogue.publication_words(entry)
    assert told in words
    assert bool(words) is bool(published)
    assert ("最迟2026年3月30日（条例第二十六条）" in words) is bool(published)


@pytest.mark.parametrize("written", ["=HYPERLINK(A1)", " =1+1", "#REF!"])
def test_a_formula_without_a_value_is_no_empty_cell_and_no_text(casework: Casework, written: str) -> None:
    """Also where the column may be empty: a 文号 must not fall away unseen."""
    for field in ("网址", "文号"):
        row = changed(**{field: written})
        for name, data in (("a.xlsx", workbook(row)), ("a.csv", table([str(cell) for cell in row]).encode())):
            faults = casework.catalogue.examine(name, data).file.faults
            assert [(fault.column, "是公式" in fault.sentence) for fault in faults] == [(field, True)], name


def test_the_catalogue_may_stand_on_another_sheet_and_cells_may_be_broken_into_lines(casework: Casework) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(changed(信息名称="关于某事项\n的通知"))))
    book.create_sheet("说明", 0).append(["本表由办公室维护"])
    held = BytesIO()
    book.save(held)
    entry = casework.catalogue.examine("a.xlsx", held.getvalue()).file.entries[0]
    assert entry.title == "关于某事项的通知"


def test_taking_in_is_stopped_without_a_trace(casework: Casework) -> None:
    rows = [changed(索引号=f"N-{place}") for place in range(350)]
    examined = casework.catalogue.examine("a.xlsx", workbook(*rows))

    def stop(done: int, _total: int) -> None:
        if done >= 200:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        casework.catalogue.take_in(examined, stop)
    assert casework.catalogue.is_empty()
    casework.catalogue.take_in(examined)
    assert casework.catalogue.page().total == 350
