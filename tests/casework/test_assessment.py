"""The assessment sheet: each point by what the record proves, each shortfall with its request and its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest

from desktop.casework.casework import Casework
from desktop.casework.reports.assessment_checks import POINTS
from desktop.casework.reports.assessment_views import AssessmentPoint, AssessmentSheet
from desktop.office import open_office
from resources.vocabulary import Outcome
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_exchange import write
from tests.casework.test_exchange_reading import LETTER, request
from tests.casework.test_second_rounds import reply

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def told(_done: int, _total: int) -> None:
    """Nobody watches the progress."""


def event(kind: str, on: str, **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "on": on, **facts}


def looked_at(casework: Casework) -> AssessmentSheet:
    return casework.assessment.sheet(FIRST, LAST, told)


def point(sheet: AssessmentSheet, code: str) -> AssessmentPoint:
    return next(each for each in sheet.points if each.code == code)


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Iterator[Casework]:
    """An office on 1 June 2026 with the requests of a test."""
    clock.move_to(6, 1)
    opened = open_office(tmp_path / "kept.db", clock=clock)
    yield opened.casework
    opened.close()


def shorts(casework: Casework, tmp_path: Path, code: str, *lines: dict[str, Any]) -> list[str]:
    casework.exchange.read(write(tmp_path / "a.jsonl", *lines))
    return [short.why for short in point(looked_at(casework), code).short]


REGISTERED = event("registered", "2026-03-02")
RECEIPT = event("receipt_issued", "2026-03-02")
SERVED = event("served", "2026-03-20", way="post", posted_on="2026-03-20", letter="D1")
WHOLE_LETTER = {**LETTER, "number": "津关公开答〔2026〕1号", "sha256": "ab" * 32}


def test_a_request_that_this_program_led_to_its_end_falls_short_nowhere(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    number = casework.intake.register(make_draft()).number
    clock.move_to(3, 20)
    reply(casework, number, Outcome.NONEXISTENT, clock)
    sheet = looked_at(casework)
    assert [each.code for each in sheet.points] == list(POINTS)
    assert {each.code for each in sheet.points if each.short} == {"annual"}
    assert point(sheet, "reply").checked == 1
    assert point(sheet, "fees").verdict == "没有这种情形"
    assert point(sheet, "limits").verdict == "均符合"


@pytest.mark.parametrize(
    ("code", "said", "line"),
    [
        ("channel", "没有确认记录，联系 0 次", request(channel="web")),
        (
            "channel",
            "提交后第 3 个工作日才确认",
            request(event("confirmed", "2026-03-05"), channel="email"),
        ),
        ("workflow", "没有登记记录", request(event("replied", "2026-03-20", outcome="provided"), SERVED)),
        ("workflow", "没有送达记录", request(REGISTERED, event("replied", "2026-03-20", outcome="provided"))),
        ("receipt", "没有出具登记回执", request(REGISTERED)),
        ("receipt", "收到后第 3 个工作日才登记", request(event("registered", "2026-03-05"), RECEIPT)),
        ("limits", "期限 2026-03-30 已过，尚未答复", request()),
        (
            "limits",
            "答复超过期限 2026-03-30",
            request(event("replied", "2026-03-31", outcome="provided")),
        ),
        ("correction", "没有补正告知书", request(event("correction_requested", "2026-03-03", items=["名称"]))),
        ("reply", "没有答复文书", request(event("replied", "2026-03-20", outcome="provided"))),
        (
            "third_party",
            "没有征求第三方意见的记录",
            request(event("replied", "2026-03-20", outcome="third_party_rights")),
        ),
        ("fees", "收费通知没有写明标准或者金额", request(event("fee_noticed", "2026-03-05"))),
    ],
)
def test_what_is_missing_is_named_with_its_request(
    kept: Casework, tmp_path: Path, code: str, said: str, line: dict[str, Any]
) -> None:
    assert said in shorts(kept, tmp_path, code, line)
    assert {short.number for short in point(looked_at(kept), code).short} == {"2026-0001"}


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("channel", [request(event("confirmed", "2026-03-03"), channel="web")]),
        ("receipt", [request(REGISTERED, RECEIPT)]),
        (
            "reply",
            [request(event("replied", "2026-03-20", outcome="third_party_rights", letter="D1"), SERVED), WHOLE_LETTER],
        ),
        ("secrecy", [request(event("reviewed", "2026-03-19"), event("replied", "2026-03-20", outcome="provided"))]),
        ("secrecy", [request(event("replied", "2026-03-20", outcome="already_public"))]),
    ],
)
def test_what_is_on_record_is_in_order(kept: Casework, tmp_path: Path, code: str, lines: list[dict[str, Any]]) -> None:
    assert shorts(kept, tmp_path, code, *lines) == []


def test_a_late_correction_notice_is_told_in_the_words_of_the_rule(kept: Casework, tmp_path: Path) -> None:
    late = event("correction_requested", "2026-03-20", items=["名称"])
    assert any("7" in why for why in shorts(kept, tmp_path, "correction", request(late)))


def test_reviews_that_corrected_a_reply_and_late_answers_count_against_the_office(
    kept: Casework, tmp_path: Path
) -> None:
    dispute = {
        "type": "dispute",
        "id": "F1",
        "request": "2026-0001",
        "kind": "review",
        "filed_on": "2026-04-01",
        "copy_received_on": "2026-04-03",
        "answered_on": "2026-04-28",
        "decided_on": "2026-05-20",
        "result": "corrected",
    }
    replied = event("replied", "2026-03-20", outcome="nonexistent")
    found = shorts(kept, tmp_path, "disputes", request(replied), dispute)
    assert found == ["行政复议：答复（答辩）超过期限 2026年4月20日", "行政复议：结果纠正"]


def test_the_report_of_the_year_before_is_looked_for(kept: Casework, tmp_path: Path) -> None:
    assert shorts(kept, tmp_path, "annual", request()) == ["2025年年报没有报送记录"]
    half = kept.assessment.sheet(date(2026, 2, 1), LAST, told)
    assert point(half, "annual").checked == 0


def test_a_report_is_not_missing_before_its_day(kept: Casework, tmp_path: Path, clock: Clock) -> None:
    kept.exchange.read(write(tmp_path / "a.jsonl", request()))
    for day, checked in ((30, 0), (31, 0)):
        clock.move_to(1, day, 2027)
        assert point(kept.assessment.sheet(date(2027, 1, 1), date(2999, 12, 31), told), "annual").checked == checked
    clock.move_to(2, 1, 2027)
    late = point(kept.assessment.sheet(date(1900, 1, 1), date(2999, 12, 31), told), "annual")
    assert (late.checked, late.short[0].why) == (19, "2008年年报没有报送记录")


def test_only_requests_of_the_period_are_looked_at(kept: Casework, tmp_path: Path) -> None:
    kept.exchange.read(write(tmp_path / "a.jsonl", request()))
    before = kept.assessment.sheet(date(2025, 1, 1), date(2025, 12, 31), told)
    assert {each.checked for each in before.points if each.code != "annual"} == {0}


def test_paper_and_workbook_hold_points_and_shortfalls(kept: Casework, tmp_path: Path) -> None:
    kept.exchange.read(write(tmp_path / "a.jsonl", request()))
    sheet = looked_at(kept)
    with pdfplumber.open(BytesIO(kept.assessment.pdf(sheet))) as paper:
        text = "\n".join(page.extract_text() for page in paper.pages)
    assert all(each.label in text for each in sheet.points)
    assert "期限 2026-03-30 已过，尚未答复" in text
    # Signed below the points, before the list: no page holds signatures alone.
    assert text.index("便民") < text.index("审核人") < text.index("不足清单")
    book = openpyxl.load_workbook(BytesIO(kept.assessment.xlsx(sheet)))
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=4)] == [each.label for each in sheet.points]
    assert "2026-0001" in {row[1].value for row in book.worksheets[1].iter_rows(min_row=4)}


def test_paper_names_the_first_shortfalls_of_a_point_and_how_many_more_there_are(
    kept: Casework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.casework.reports.assessment_papers.MOST_PRINTED", 1)
    kept.exchange.read(write(tmp_path / "a.jsonl", request(), request(id="2026-0002")))
    sheet = looked_at(kept)
    with pdfplumber.open(BytesIO(kept.assessment.pdf(sheet))) as paper:
        text = "\n".join(page.extract_text() for page in paper.pages)
    assert "另有 1 条，见 xlsx" in text
    book = openpyxl.load_workbook(BytesIO(kept.assessment.xlsx(sheet)))
    assert {"2026-0001", "2026-0002"} <= {row[1].value for row in book.worksheets[1].iter_rows(min_row=4)}


def test_an_empty_office_has_an_empty_sheet(casework: Casework) -> None:
    sheet = looked_at(casework)
    assert casework.assessment.pdf(sheet).startswith(b"%PDF")
    assert {each.checked for each in sheet.points if each.code != "annual"} == {0}


def test_a_review_that_nobody_can_record_yet_is_unrecorded_and_no_shortfall(kept: Casework, tmp_path: Path) -> None:
    provided = event("replied", "2026-03-20", outcome="provided")
    assert shorts(kept, tmp_path, "secrecy", request(provided)) == []
    secrecy = point(looked_at(kept), "secrecy")
    assert (secrecy.checked, secrecy.unrecorded, secrecy.verdict, secrecy.counted_short) == (1, 1, "未记录", None)
    assert secrecy.proved == "公开、部分公开 1 件，有审查记录 0 件"
    reviewed = request(event("reviewed", "2026-03-19"), provided, id="2026-0002")
    assert shorts(kept, tmp_path, "secrecy", reviewed) == []
    secrecy = point(looked_at(kept), "secrecy")
    assert (secrecy.checked, secrecy.unrecorded, secrecy.verdict) == (2, 1, "1 件未记录")


def test_a_request_withdrawn_after_its_limit_is_not_said_to_be_answered_late(kept: Casework, tmp_path: Path) -> None:
    withdrawn = request(REGISTERED, RECEIPT, event("withdrawn", "2026-04-20"))
    assert shorts(kept, tmp_path, "limits", withdrawn) == ["申请人撤回时已过答复期限 2026-03-30"]


def test_a_reply_that_came_back_was_sent_in_time(kept: Casework, tmp_path: Path) -> None:
    replied = event("replied", "2026-03-20", outcome="provided", letter="D1")
    back = request(REGISTERED, RECEIPT, replied, SERVED, event("returned", "2026-03-26", letter="D1"))
    assert shorts(kept, tmp_path, "limits", back, WHOLE_LETTER) == []
