"""The registers of an office: what each lists, what narrows it, how it is printed and exported."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest

from desktop.casework.casework import Casework
from desktop.casework.registers.office_registers import RegisterTooLong
from desktop.casework.registers.register_views import Narrowed, Register, RegisterWanted, columns_of
from desktop.office import open_office
from forms.register_files import register_csv, register_workbook
from forms.register_table import RegisterTable, TableColumn
from resources.vocabulary import Channel
from tests.casework.conftest import Clock
from tests.casework.test_exchange import write
from tests.casework.test_exchange_reading import APPLICANT, LETTER, request
from tests.casework.test_summary import figures_of

POSTED = {"kind": "served", "on": "2026-03-20", "letter": "D1", "way": "post", "posted_on": "2026-03-20"}
REPLIED = {"kind": "replied", "on": "2026-03-20", "outcome": "third_party_rights", "letter": "D1"}
FEE = {"kind": "fee_noticed", "on": "2026-03-05", "received_on": "2026-03-06", "amount": 720, "basis": "page"}
FORMULA = {"applicant": {**APPLICANT, "name": "王䶮"}, "content": "=1+1 与 <b>某</b> & 报告"}


def event(kind: str, on: str, **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "on": on, **facts}


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Iterator[Casework]:
    """An office on 15 May 2026 whose requests ended in every way that a register tells apart."""
    clock.move_to(5, 15)
    opened = open_office(tmp_path / "kept.db", clock=clock)
    signed = event("amended", "2026-03-25", event=2, field="signed_on", old=None, new="2026-03-24", why="补录签收")
    letter = {**LETTER, "number": "津关公开答〔2026〕1号", "sha256": "ab" * 32}
    second = {**LETTER, "id": "D2", "requests": ["2026-0003"], "date": "2026-05-06"}
    back = event("returned", "2026-05-12", letter="D2")
    file = write(
        tmp_path / "year.jsonl",
        request(REPLIED, POSTED, signed, **FORMULA),
        request(
            event("confirmed", "2026-03-02"),
            FEE,
            event("fee_paid", "2026-03-16", amount=720, receipt_number="T-1"),
            id="2026-0002",
            channel="web",
        ),
        request(
            event("handed_over", "2026-03-04", to="关税处"),
            event("replied", "2026-05-06", outcome="provided", letter="D2"),
            {**POSTED, "on": "2026-05-06", "posted_on": "2026-05-06", "letter": "D2"},
            back,
            id="2026-0003",
            department="办公室",
        ),
        request(event("registration_voided", "2026-03-03", why="重复"), id="2026-0004", department="关税处"),
        letter,
        second,
        {
            "type": "dispute",
            "id": "F1",
            "request": "2026-0001",
            "kind": "review",
            "letter": "D1",
            "body": "海关总署",
            "filed_on": "2026-04-01",
            "copy_received_on": "2026-04-03",
        },
    )
    opened.casework.exchange.read(file)
    yield opened.casework
    opened.close()


@contextmanager
def taken_in(tmp_path: Path, clock: Clock, *objects: dict[str, Any]) -> Iterator[Casework]:
    """An office that has taken these in."""
    opened = open_office(tmp_path / "taken.db", clock=clock)
    try:
        opened.casework.exchange.read(write(tmp_path / "taken.jsonl", *objects))
        yield opened.casework
    finally:
        opened.close()


def lines(casework: Casework, which: Register, **asked: Any) -> list[dict[str, Any]]:
    """The lines of a register, each by the codes of its columns."""
    wanted = RegisterWanted(which=which, **asked)
    codes = [column.code for column in columns_of(which, identities=wanted.identities)]
    return [dict(zip(codes, line.cells, strict=True)) for line in casework.registers.page(wanted).lines]


def told(_done: int, _total: int) -> None:
    """Nobody watches the progress."""


def test_the_register_of_requests_has_every_number_voided_ones_too_with_masked_names(kept: Casework) -> None:
    found = lines(kept, Register.REQUESTS)
    assert [line["request"] for line in found] == ["2026-0004", "2026-0003", "2026-0002", "2026-0001"]
    assert [line["standing"] for line in found] == ["登记作废：重复", "待送达", "办理中", "第三方合法权益"]
    assert {line["applicant"] for line in found} == {"王**"}
    assert all("id_number" not in line for line in found)


def test_whole_names_and_identity_numbers_only_where_they_are_asked_for(kept: Casework) -> None:
    found = lines(kept, Register.REQUESTS, identities=True)
    assert {(line["applicant"], line["id_number"]) for line in found} == {("王䶮", "1")}


@pytest.mark.parametrize(
    ("which", "asked", "numbers"),
    [
        (Register.REQUESTS, {"state": Narrowed.VOID}, ["2026-0004"]),
        (Register.REQUESTS, {"state": Narrowed.OPEN}, ["2026-0003", "2026-0002"]),
        (Register.REQUESTS, {"channel": Channel.WEB}, ["2026-0002"]),
        (Register.REQUESTS, {"department": "关税处"}, ["2026-0004", "2026-0003"]),
        (Register.REQUESTS, {"last": date(2026, 3, 1)}, []),
        (Register.LETTERS, {"first": date(2026, 4, 1)}, ["2026-0003"]),
        (Register.SERVICES, {"state": Narrowed.RETURNED}, ["2026-0003"]),
        (Register.SERVICES, {"state": Narrowed.SIGNED}, ["2026-0001"]),
        (Register.SERVICES, {"state": Narrowed.UNSIGNED}, []),
        (Register.FEES, {"state": Narrowed.PAID}, ["2026-0002"]),
        (Register.FEES, {"state": Narrowed.UNPAID}, []),
        (Register.DISPUTES, {"state": Narrowed.PENDING}, ["2026-0001"]),
        (Register.DISPUTES, {"state": Narrowed.UPHELD}, []),
        (Register.LATE, {"state": Narrowed.DONE}, ["2026-0003"]),
        (Register.LATE, {"state": Narrowed.OPEN}, ["2026-0002"]),
    ],
)
def test_words_narrow_a_register(kept: Casework, which: Register, asked: dict[str, Any], numbers: list[str]) -> None:
    assert [line["request"] for line in lines(kept, which, **asked)] == numbers


def test_a_signature_recorded_by_amendment_stands_in_the_register_of_services(kept: Casework) -> None:
    returned, signed = lines(kept, Register.SERVICES)
    assert (signed["letter"], signed["signed_on"], signed["returned_on"]) == (
        "津关公开答〔2026〕1号",
        date(2026, 3, 24),
        None,
    )
    assert (returned["letter"], returned["returned_on"]) == ("答复书", date(2026, 5, 12))


def test_a_fee_stands_with_its_limit_and_its_payment(kept: Casework) -> None:
    [fee] = lines(kept, Register.FEES)
    # 109号 6: 20 working days from the day after receipt (6 March; 4 to 6 April are off).
    assert fee["fee_due"] == date(2026, 4, 3)
    assert (fee["amount_due"], fee["amount_paid"], fee["receipt_number"]) == (720, 720, "T-1")
    assert (fee["paid_on"], fee["fee_standing"]) == (date(2026, 3, 16), "已缴")


def test_the_day_on_which_a_fee_notice_arrived_is_that_of_its_service(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    notice = {**FEE, "letter": "费1"}
    del notice["received_on"]
    served = event("served", "2026-03-06", letter="费1", way="post", posted_on="2026-03-06", signed_on="2026-03-09")
    with taken_in(tmp_path, clock, request(notice, served)) as casework:
        [line] = lines(casework, Register.FEES)
        assert (line["notice_received_on"], line["fee_due"]) == (date(2026, 3, 9), date(2026, 4, 7))


def test_a_review_names_the_reply_that_it_attacks_and_the_limit_of_the_answer(kept: Casework) -> None:
    [review] = lines(kept, Register.DISPUTES)
    assert (review["attacked"], review["body"]) == ("津关公开答〔2026〕1号", "海关总署")
    # 行政复议法 48: 10 working days from receipt of the copy; 4 to 6 April are off.
    assert (review["answer_due"], review["result"]) == (date(2026, 4, 20), "尚未审结")


def test_a_payment_stands_with_the_last_of_two_notices(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    again = {**FEE, "on": "2026-03-10", "received_on": "2026-03-11", "amount": 50.5}
    paid = event("fee_paid", "2026-03-16", amount=50.5, receipt_number="T-1")
    with taken_in(tmp_path, clock, request(FEE, again, paid)) as casework:
        last, first = lines(casework, Register.FEES)
        assert (first["amount_due"], first["fee_due"], first["paid_on"], first["amount_paid"]) == (
            "原 720.00",
            None,
            None,
            None,
        )
        assert (last["amount_due"], last["amount_paid"], last["paid_on"]) == (50.5, 50.5, date(2026, 3, 16))
        assert [line["fee_standing"] for line in (first, last)] == ["已另行通知", "已缴"]
        summed = figures_of(casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31)))["fees.due"]
        assert summed == last["amount_due"]
        assert lines(casework, Register.FEES, state=Narrowed.UNPAID) == []
        wanted = RegisterWanted(which=Register.FEES)
        assert "50.50" in casework.registers.csv(wanted, told).decode("utf-8-sig")
        with pdfplumber.open(BytesIO(casework.registers.pdf(wanted, told))) as paper:
            words = [word for word in paper.pages[0].extract_words() if word["text"] == "50.50"]
        # What is owed and paid, and the sums below: each ends at one edge, so that the points stand under each other.
        assert len({round(word["x1"], 1) for word in words}) == 2
        assert len(words) == 4


def test_a_void_fee_notice_is_owed_no_more_and_payments_in_parts_are_added(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    notice = {**LETTER, "id": "D2", "kind": "fee_notice", "date": "2026-03-05", "void_reason": "写错"}
    void = event("letter_voided", "2026-03-06", letter="D2")
    again = {**FEE, "on": "2026-03-09", "received_on": "2026-03-09", "amount": 100.3}
    parts = [event("fee_paid", f"2026-03-{day}", amount=50.15, receipt_number=f"T-{day}") for day in (12, 16)]
    with taken_in(tmp_path, clock, request({**FEE, "letter": "D2"}, void, again, *parts), notice) as casework:
        last, first = lines(casework, Register.FEES)
        assert (first["amount_due"], first["fee_due"], first["fee_standing"]) == ("原 720.00", None, "已作废")
        assert (last["amount_due"], last["amount_paid"], last["paid_on"]) == (100.3, 100.3, date(2026, 3, 16))
        assert (last["receipt_number"], last["fee_standing"]) == ("T-12、T-16", "已缴")
        shown = figures_of(casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31)))
        assert (shown["fees.notices"], shown["fees.due"], shown["fees.paid"]) == (1, 100.3, 100.3)


def test_a_large_sum_is_written_to_the_fen(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    with taken_in(tmp_path, clock, request({**FEE, "amount": 1234567.5})) as casework:
        wanted = RegisterWanted(which=Register.FEES)
        assert "1234567.50" in casework.registers.csv(wanted, told).decode("utf-8-sig")
        sheet = openpyxl.load_workbook(BytesIO(casework.registers.xlsx(wanted, told))).active
        assert sheet is not None
        assert 1234567.5 in [cell.value for cell in sheet[4]]


JOINT = [
    {**APPLICANT, "name": name, "id_number": str(place)} for place, name in enumerate(("欧阳文渊", "𬱖某", "李四"), 2)
]


def test_every_applicant_of_a_joint_request_stands_in_each_register(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    letter = {**LETTER, "requests": ["2026-0001", "2026-0002"]}
    dispute = {"type": "dispute", "id": "F1", "request": "2026-0001", "kind": "review", "filed_on": "2026-04-01"}
    joint = request(FEE, REPLIED, POSTED, co_applicants=JOINT)
    alone = request(
        {**REPLIED, "on": "2026-05-14"},
        {**POSTED, "on": "2026-05-14", "posted_on": "2026-05-14"},
        id="2026-0002",
        channel="signed_mail",
        applicant={**APPLICANT, "kind": "business", "name": "示例公司", "id_number": "9"},
    )
    with taken_in(tmp_path, clock, joint, alone, letter, dispute) as casework:
        for which in (Register.REQUESTS, Register.FEES, Register.DISPUTES):
            assert lines(casework, which)[-1]["applicant"] == "王**、欧**、𬱖**等4人"
            [*_, whole] = lines(casework, which, identities=True)
            assert (whole["applicant"], whole["id_number"]) == ("王䶮、欧阳文渊、𬱖某等4人", "1、2、3、4")
        assert lines(casework, Register.SERVICES)[-1]["addressee"] == "王**、欧**、𬱖**等4人"
        assert [line["applicant"] for line in lines(casework, Register.LATE)] == ["示例公司"]
        # A merged reply goes to the applicants of all requests that it answers, and is found by each of them.
        [reply] = lines(casework, Register.LETTERS, channel=Channel.SIGNED_MAIL)
        assert reply["addressee"] == "王**、欧**、𬱖**等5名申请人"
        assert lines(casework, Register.LETTERS, channel=Channel.WEB) == []


def test_a_void_number_stays_with_its_reason(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    voided = event("letter_voided", "2026-03-21", letter="D1", why="文号用错")
    registration = request(event("registration_voided", "2026-03-03", why="重复登记"), id="2026-0002")
    with taken_in(tmp_path, clock, request(REPLIED, voided), registration, LETTER) as casework:
        [letter] = lines(casework, Register.LETTERS, state=Narrowed.VOID)
        assert letter["void_reason"] == "文号用错"
        [number] = lines(casework, Register.REQUESTS, state=Narrowed.VOID)
        assert (number["received_on"], number["due_on"], number["standing"]) == (
            date(2026, 3, 2),
            None,
            "登记作废：重复登记",
        )


def test_late_requests_are_counted_in_working_days_after_the_limit(kept: Casework) -> None:
    overdue, late = lines(kept, Register.LATE)
    assert (overdue["request"], overdue["due_on"], overdue["completed_on"]) == ("2026-0002", date(2026, 4, 14), None)
    assert (late["request"], late["due_on"]) == ("2026-0003", date(2026, 3, 30))
    # 12 in April, 9 in May: 1 to 5 May are off, Saturday the 9th is worked.
    assert overdue["late_days"] == 21


def test_a_reply_posted_in_time_that_came_back_is_not_late(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(5, 15)
    posted = (REPLIED, POSTED, event("returned", "2026-03-26", letter="D1"))
    unsent = request(event("replied", "2026-03-20", outcome="provided"), id="2026-0002")
    with taken_in(tmp_path, clock, request(*posted), unsent, LETTER) as casework:
        assert [line["request"] for line in lines(casework, Register.LATE)] == ["2026-0002"]
        assert casework.registers.page(RegisterWanted(which=Register.LATE)).total == 1
        badges = {row.number: row.badge for row in casework.worklist.rows()}
        assert badges == {"2026-0001": "退回，须重新送达", "2026-0002": "已逾期 31 天"}


def test_pages_follow_each_other_without_gap_or_repetition(kept: Casework) -> None:
    for which in Register:
        wanted = RegisterWanted(which=which)
        whole = kept.registers.page(wanted)
        parts, after = [], None
        while True:
            page = kept.registers.page(wanted, after, limit=1)
            parts += page.lines
            after = page.after
            if after is None:
                break
        assert tuple(parts) == whole.lines
        assert whole.total == len(whole.lines)


@pytest.mark.parametrize("which", [which for which in Register if which is not Register.SOUGHT])
def test_paper_workbook_and_csv_hold_the_same_lines(kept: Casework, which: Register) -> None:
    wanted = RegisterWanted(which=which)
    codes = columns_of(which)
    numbers = [str(line["request"]) for line in lines(kept, which)]
    place = [column.code for column in codes].index("request")
    with pdfplumber.open(BytesIO(kept.registers.pdf(wanted, told))) as paper:
        text = "\n".join(page.extract_text() for page in paper.pages)
    assert all(number in text for number in numbers)
    assert "第 1 页 共 1 页" in text
    sheet = openpyxl.load_workbook(BytesIO(kept.registers.xlsx(wanted, told))).active
    assert sheet is not None
    assert [row[place].value for row in sheet.iter_rows(min_row=4)] == numbers
    assert [cell.value for cell in sheet[3]] == [column.label for column in codes]
    told_csv = kept.registers.csv(wanted, told)
    assert told_csv.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(told_csv.decode("utf-8-sig"))))
    assert [row[place] for row in rows[1:]] == numbers


def test_what_a_spreadsheet_would_calculate_stays_text(kept: Casework) -> None:
    wanted = RegisterWanted(which=Register.REQUESTS, last=date(2026, 3, 2))
    place = [column.code for column in columns_of(Register.REQUESTS)].index("content")
    sheet = openpyxl.load_workbook(BytesIO(kept.registers.xlsx(wanted, told))).active
    assert sheet is not None
    cell = [row[place] for row in sheet.iter_rows(min_row=4)][-1]
    assert (cell.value, cell.data_type) == (FORMULA["content"], "s")
    last = list(csv.reader(StringIO(kept.registers.csv(wanted, told).decode("utf-8-sig"))))[-1]
    assert last[place] == f"'{FORMULA['content']}"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n"])
def test_every_sign_that_begins_a_formula_is_quoted_in_csv(sign: str) -> None:
    content = TableColumn(label="内容", width=0)
    made_on = date(2026, 3, 2)
    table = RegisterTable(
        title="簿", subtitle="", office="", columns=(content,), lines=[(f"{sign}1",)], chain_head="", made_on=made_on
    )
    assert register_csv(table).decode("utf-8-sig").splitlines()[1].strip('"').startswith("'")


def test_a_content_that_no_cell_holds_is_cut_with_a_word_and_whole_in_csv() -> None:
    content = "公" * 40_000
    table = RegisterTable(
        title="簿",
        subtitle="",
        office="",
        columns=(TableColumn(label="内容", width=0),),
        lines=[(content,)],
        chain_head="",
        made_on=date(2026, 3, 2),
    )
    sheet = openpyxl.load_workbook(BytesIO(register_workbook(table))).active
    assert sheet is not None
    written = str(sheet["A4"].value)
    assert len(written) == 32_767
    assert written.endswith("（全文共 40000 字，一格写不下，此后略去，见申请或者 csv）")
    assert content in register_csv(table).decode("utf-8-sig")


def test_a_register_that_is_too_long_for_paper_says_so(kept: Casework, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.casework.registers.office_registers.MOST_PRINTED", 3)
    with pytest.raises(RegisterTooLong) as refused:
        kept.registers.pdf(RegisterWanted(which=Register.REQUESTS), told)
    assert "4 行" in refused.value.sentence()


def test_an_office_without_requests_has_empty_registers(casework: Casework) -> None:
    make: Callable[[RegisterWanted, Any], bytes] = casework.registers.pdf
    for which in Register:
        assert casework.registers.page(RegisterWanted(which=which)).lines == ()
        assert make(RegisterWanted(which=which), told).startswith(b"%PDF")
