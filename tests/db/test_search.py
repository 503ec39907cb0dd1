"""Two characters find a request; so do numbers, names and names in characters that no tokenizer knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.check import check
from db.records import Agent, Letter, Projection, Request
from db.search import query, query_alike, terms
from db.sqlite import Mode, connect
from db.store import Store

OFFICE = "天津海关"
Make = Callable[..., Request]
Project = Callable[..., Projection]


@pytest.fixture
def indexed(store: Store, make_request: Make, make_projection: Project, make_letter: Callable[..., Letter]) -> Store:
    texts = {
        "2026-0001": make_request(content="滨海新区建设项目的环境影响报告", name="𬱖某"),
        "2026-0002": make_request("2026-0002", content="进口汽车的关税税率，GB/T 9704-2012", name="买买提·吐尔逊"),
        "2026-0003": make_request(
            "2026-0003",
            content="区新海滨 设建",
            document_title="关于建设的批复",
            agent=Agent(name="王䶮"),
            phone="022-65205000",
        ),
    }
    with store.writing() as writing:
        for number, request in texts.items():
            writing.add_request(replace(request, number=number), make_projection())
        writing.add_letter(make_letter("L1", "2026-0001", number="津关公开〔2026〕31号", issued_at=None), None)
        writing.add_letter(
            make_letter("L2", "2026-0002", number="津关公开〔2026〕32号", title="答复书", issued_at=None), None
        )
    return store


def found(store: Store, text: str, limit: int = 50) -> list[str]:
    with store.reading() as reading:
        return [row.number.removeprefix("2026-000") for row in reading.search(OFFICE, text, limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设", ["3", "1"]),
        ("滨海新区建设项目", ["1"]),
        ("海新", ["1"]),
        ("新海", ["3"]),
        ("设项 滨海", ["1"]),
        ("建设 关税", []),
        ("滨区", []),
        ("𬱖某", ["1"]),
        ("𬱖", ["1"]),
        ("某", ["3", "1"]),
        ("目", ["1"]),
        ("告", ["1"]),
        ("王䶮", ["3"]),
        ("吐尔逊", ["2"]),
        ("11010519491231002X", ["3", "2", "1"]),
        ("11010519491231002x", ["3", "2", "1"]),
        ("110105", ["3", "2", "1"]),
        ("022-65205000", ["3"]),
        ("gb/t ９７０４", ["2"]),
        ("2026-0002", ["2"]),
        ("关税税率，", ["2"]),
        ("  ，。 ", []),
        ("", []),
        ('建设" OR "关税', []),
        ("NEAR(建设)", []),
    ],
)
def test_requests_are_found(indexed: Store, text: str, expected: list[str]) -> None:
    assert found(indexed, text) == expected


def test_newest_come_first_and_no_more_than_asked(indexed: Store) -> None:
    assert found(indexed, "建设", 1) == ["3"]


def test_the_request_of_that_number_comes_first(indexed: Store, make_request: Make, make_projection: Project) -> None:
    with indexed.writing() as writing:
        writing.add_request(make_request("2026-0009", content="参见2026-0001号答复"), make_projection())
    assert found(indexed, "2026-0001") == ["1", "9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("津关公开〔2026〕31号", ["L1"]),
        ("〔2026〕", ["L2", "L1"]),
        ("补正告知", ["L1"]),
        ("L2", ["L2"]),
        ("？", []),
    ],
)
def test_letters_are_found(indexed: Store, text: str, expected: list[str]) -> None:
    with indexed.reading() as reading:
        assert [letter.id for letter in reading.search_letters(OFFICE, text)] == expected


def test_alike_are_those_that_share_most(indexed: Store) -> None:
    with indexed.reading() as reading:
        alike = reading.alike(OFFICE, "请公开滨海新区环境影响评价报告")
        assert alike[0].number == "2026-0001"
        assert reading.alike(OFFICE, "无") == []


def test_the_index_can_be_written_anew(indexed: Store) -> None:
    stranger = connect(indexed.location, Mode.WRITE)
    stranger.execute("DELETE FROM requests_search WHERE rowid = 1")
    stranger.execute("INSERT INTO letters_search (rowid, terms) VALUES (99, 'wghost')")
    stranger.close()
    assert [finding.subject for finding in check(indexed)] == ["requests_search", "letters_search"]
    with indexed.writing() as writing:
        writing.reindex()
    assert check(indexed) == []
    assert found(indexed, "建设") == ["3", "1"]
    with indexed.reading() as reading:
        assert [letter.id for letter in reading.search_letters(OFFICE, "31号")] == ["L1"]


def test_merging_the_index_changes_nothing(indexed: Store, make_request: Make, make_projection: Project) -> None:
    before = found(indexed, "关税")
    for number in range(20):
        assert check(indexed) == []
        with indexed.writing() as writing:
            writing.add_request(make_request(f"M{number}"), make_projection())
        indexed.tidy()
    assert found(indexed, "关税") == before
    assert len(found(indexed, "建设")) == 22


def test_characters_newer_than_any_table_are_letters() -> None:
    newest = chr(0x2EBF0)  # 扩展I: not assigned in the tables of Python 3.11
    assert query(newest) is not None
    assert terms([f"{newest}某"]).split()[0] == f"c{terms([newest])[1:]}{terms(['某'])[1:]}"


@given(st.text(), st.text())
def test_whatever_is_typed_is_a_valid_question(text: str, other: str) -> None:
    asked = query(text)
    assert asked is None or set(asked) <= set('abcdefghijklmnopqrstuvwxyz0123456789"* AND')
    assert terms([text, None, other]).isascii()
    assert query_alike(text) is None or '"' in str(query_alike(text))


@given(st.text(alphabet="滨海新区建设𬱖某", min_size=2, max_size=20), st.data())
def test_every_part_of_a_run_has_its_terms_in_a_row(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    phrase = str(query(text[start:end])).strip('"')
    assert phrase in terms([text])
