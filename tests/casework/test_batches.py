"""Batches: each letter in a transaction of its own; what cannot be is named and the others are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.letters.batches import BATCH_PAPERS, Batches, BatchPaper
from desktop.casework.letters.letter_errors import CopyNamesAnother
from desktop.casework.letters.letter_views import LetterDraft, Service
from desktop.casework.requests.requests import RequestFilter, Standing
from forms.joined import joined
from resources.vocabulary import Delivery, EventKind, LetterKind, Outcome, State, WayOfService
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import replied
from tests.casework.test_merged_replies import CHEN, answered

TODAY = date(2026, 3, 2)
EXTENSION: Mapping[str, Json] = {
    "reason": "检索量大",
    "extension_days": 10,
    "approved_by": "何正",
    "approved_on": "2026-03-02",
}


def always(_done: int, _total: int) -> bool:
    return True


def pages_of(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return [page.extract_text() for page in paper.pages]


def drafted(casework: Casework, number: str, kind: LetterKind, values: Mapping[str, Json]) -> LetterDraft:
    return replace(casework.letters.begin([number], kind).draft, values=values)


@pytest.fixture
def many(casework: Casework, make_draft: MakeDraft) -> list[str]:
    """Five requests, each of another person."""
    people = [
        {},
        CHEN,
        {"name": "王䶮", "id_number": "1"},
        {"name": "<b>", "id_number": "2"},
        {"name": "欧阳", "id_number": "3"},
    ]
    return [casework.intake.register(make_draft(**person)).number for person in people]


def test_the_same_notice_goes_to_each_with_his_own_name_and_number(casework: Casework, many: list[str]) -> None:
    draft = drafted(casework, many[0], LetterKind.EXTENSION_NOTICE, EXTENSION)
    result = Batches(casework.context).issue(draft, many, always)
    assert [line.fault for line in result.lines] == [""] * 5
    assert [line.letter.number for line in result.lines if line.letter] == [
        f"津关公开延〔2026〕{serial}号" for serial in range(1, 6)
    ]
    assert result.paper is not None
    text = pages_of(result.paper.pdf)
    first = [page for page in text if page.strip()]
    for page, number, name in zip(first, many, ("罗敏霞：", "陈涛：", "王䶮：", "<b>：", "欧阳："), strict=True):
        assert number in page
        assert name in page
    assert result.paper.pages % 2 == 0, "each begins on a sheet of its own"
    assert {casework.requests.case(number).limits.course.extension is not None for number in many} == {True}
    assert casework.safekeeping.check().ok


def test_what_lacks_something_is_named_and_the_others_are_issued(casework: Casework, many: list[str]) -> None:
    draft = drafted(casework, many[0], LetterKind.EXTENSION_NOTICE, EXTENSION)
    replied(casework, many[1])
    result = Batches(casework.context).issue(draft, [*many, "0200-2026-9999"], always)
    assert [line.number for line in result.faults] == [many[1], "0200-2026-9999"]
    assert all(line.fault for line in result.faults)
    assert result.done == 4
    assert result.paper is not None


def test_a_fact_that_is_missing_in_one_file_stops_that_letter_only(casework: Casework, make_draft: MakeDraft) -> None:
    """An applicant by e-mail gets RI, for which the office has no platform (行政复议法 22(2))."""
    posted = casework.intake.register(make_draft()).number
    mailed = casework.intake.register(make_draft(**CHEN, delivery=Delivery.EMAIL, email="a@example.cn")).number
    draft = casework.letters.begin([posted], LetterKind.OTHER_AGENCY_REPLY, Outcome.OTHER_AGENCY).draft
    draft = replace(draft, values={"reason": "该信息由税务机关制作"})
    result = Batches(casework.context).issue(draft, [mailed, posted], always)
    (fault,) = result.faults
    assert fault.number == mailed
    assert "网上申请复议的渠道" in fault.fault
    assert casework.requests.view(posted).state is State.AWAITING_SERVICE
    assert casework.requests.view(mailed).state is State.OPEN


def test_a_stopped_batch_keeps_what_it_has_done(casework: Casework, many: list[str]) -> None:
    draft = drafted(casework, many[0], LetterKind.EXTENSION_NOTICE, EXTENSION)
    result = Batches(casework.context).issue(draft, many, lambda done, _total: done < 2)
    assert (result.done, result.left) == (2, tuple(many[2:]))
    assert result.changes.requests == set(many[:2])
    assert casework.requests.case(many[2]).limits.course.extension is None


def test_what_tells_of_one_applicant_goes_to_nobody_else(casework: Casework, many: list[str]) -> None:
    draft = drafted(casework, many[0], LetterKind.EXTENSION_NOTICE, {**EXTENSION, "reason": "须与陈涛核对"})
    with pytest.raises(CopyNamesAnother):
        Batches(casework.context).issue(draft, many, always)
    assert all(row.kind is LetterKind.RECEIPT for row in casework.letters.register()), "nothing was issued"


def test_the_list_says_which_can_get_the_paper(casework: Casework, many: list[str]) -> None:
    replied(casework, many[2])
    rows = Batches(casework.context).candidates(BatchPaper(LetterKind.EXTENSION_NOTICE), [*many, "0200-2026-9999"])
    assert [row.number for row in rows if row.reason is None] == [number for number in many if number != many[2]]
    assert rows[-1].number == many[2]
    assert rows[0].applicant == "罗**"
    lapsed = BatchPaper(LetterKind.LAPSE_NOTICE, Outcome.CORRECTION_LAPSED)
    assert lapsed in BATCH_PAPERS
    assert all(row.reason for row in Batches(casework.context).candidates(lapsed, many))


def test_receipts_are_printed_again_as_they_are_stored(casework: Casework, many: list[str]) -> None:
    batches = Batches(casework.context)
    assert [row.reason for row in batches.receipts(many)] == [None] * 5
    result = batches.print_receipts(many, always)
    assert result.done == 5
    assert result.paper is not None
    assert sum("登记回执" in page for page in pages_of(result.paper.pdf)) == 5
    assert casework.requests.view(many[0]).timeline[0].kind is EventKind.REPRINTED


def test_todays_envelopes_leave_out_who_comes_himself_and_name_who_has_no_address(
    casework: Casework, many: list[str], make_draft: MakeDraft, clock: Clock
) -> None:
    pickup = casework.intake.register(make_draft(delivery=Delivery.PICKUP, content="丁报告")).number
    for number in (many[0], many[1], pickup):
        replied(casework, number)
    batches = Batches(casework.context)
    rows = batches.envelopes(TODAY)
    assert {row.number for row in rows} == set(many[:2])
    result = batches.print_envelopes([row.key for row in rows], always)
    assert result.paper is not None
    assert result.paper.pages == 2
    text = "".join(pages_of(result.paper.pdf))
    assert "罗敏霞（收）" in text
    assert "陈涛（收）" in text
    clock.move_to(3, 3)
    assert {row.number for row in batches.envelopes(TODAY)} == set(many[:2]), "a day later they can still be printed"
    assert batches.envelopes(clock().date()) == ()


def test_an_envelope_is_for_what_was_posted_whatever_way_was_asked_for(
    casework: Casework, many: list[str], make_draft: MakeDraft
) -> None:
    comes = casework.intake.register(make_draft(delivery=Delivery.PICKUP, postcode="", content="丁报告")).number
    handed, posted = replied(casework, many[0]), replied(casework, comes)
    casework.letters.serve(handed, Service(way=WayOfService.HAND, on=TODAY, signed_on=TODAY))
    casework.letters.serve(posted, Service(way=WayOfService.POST, on=TODAY, posted_on=TODAY))
    [row] = Batches(casework.context).envelopes(TODAY)
    assert (row.number, row.note) == (comes, f"{posted}　没有邮政编码")


def test_todays_letters_are_printed_each_copy_for_itself(casework: Casework, make_draft: MakeDraft) -> None:
    two = [casework.intake.register(make_draft(**who)).number for who in ({}, CHEN)]
    letter = answered(casework, *two).letter
    batches = Batches(casework.context)
    rows = batches.letters(TODAY)
    assert [row.number for row in rows] == two
    later = casework.intake.register(make_draft(name="王䶮", id_number="1")).number
    replied(casework, later)
    assert [row.number for row in batches.letters(TODAY)] == [*two, later], "by their numbers"
    result = batches.print_letters([row.key for row in rows], always)
    assert result.paper is not None
    pages = [page for page in pages_of(result.paper.pdf) if page.strip()]
    for page, name, other in zip(pages, ("罗敏霞", "陈涛"), ("陈涛", "罗敏霞"), strict=True):
        assert name in page
        assert other not in page
        assert str(letter.number) in page
    assert casework.requests.view(two[1]).timeline[0].kind is EventKind.REPRINTED


def test_a_printer_of_single_sides_gets_no_blank_sheets(casework: Casework, many: list[str]) -> None:
    batches = Batches(casework.context)
    for both_sides, pages in ((True, 10), (False, 5)):
        paper = batches.print_receipts(many, always, both_sides=both_sides).paper
        assert paper is not None
        assert paper.pages == pages


def test_an_empty_batch_prints_nothing(casework: Casework) -> None:
    result = Batches(casework.context).print_receipts([], always)
    assert (result.done, result.paper) == (0, None)


def test_papers_of_odd_length_leave_the_back_of_their_last_sheet_free(casework: Casework, many: list[str]) -> None:
    one = casework.letters.pdf(casework.letters.register()[0].letter_id)
    assert one.pages == 1
    assert joined([one.pdf, one.pdf]).pages == 2
    both = joined([one.pdf, one.pdf], new_sheets=True)
    assert [bool(text.strip()) for text in pages_of(both.pdf)] == [True, False, True, False]


def test_a_batch_takes_all_that_the_filters_leave_and_says_where_it_stops(
    casework: Casework, many: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = RequestFilter(standing=Standing.ALL)
    whole = casework.requests.numbers(wanted)
    assert (set(whole.numbers), whole.more) == (set(many), False)
    for standing in (Standing.ALL, Standing.UNFINISHED):
        monkeypatch.setattr("desktop.casework.requests.requests.MOST_NUMBERS", 3)
        part = casework.requests.numbers(RequestFilter(standing=standing))
        assert (len(part.numbers), part.more) == (3, True)
