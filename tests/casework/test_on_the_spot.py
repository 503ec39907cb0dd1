"""当场答复: registered, answered and handed over on one day, in one transaction, with the result in table 三."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from desktop.casework.casework import Casework
from desktop.casework.intake.on_the_spot import SpotReply, SpotReplyRefused
from desktop.casework.letters.file_papers import FilePapers
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Outcome, State
from tests.casework.conftest import Clock, MakeDraft

TOLD = SpotReply(outcome=Outcome.ALREADY_PUBLIC, note="已在本关网站公开，当场告知网址")


@pytest.mark.parametrize("outcome", [Outcome.ALREADY_PUBLIC, Outcome.PROVIDED])
@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.ORAL])
def test_an_answer_on_the_spot_finishes_the_request_on_its_first_day(
    casework: Casework, make_draft: MakeDraft, outcome: Outcome, channel: Channel
) -> None:
    reply = SpotReply(outcome=outcome, note=TOLD.note)
    number = casework.intake.register(make_draft(channel=channel), reply).number
    view = casework.requests.view(number)
    assert view.state is State.FINISHED
    assert [item.kind for item in view.timeline][:2] == [EventKind.SERVED, EventKind.REPLIED]
    replied = view.timeline[1]
    assert (replied.note, replied.facts) == (TOLD.note, f"{outcome.label}；当场答复")
    limits = casework.requests.case(number).limits
    assert (limits.completed, limits.on_time) == (date(2026, 3, 2), True)
    assert limits.review_due is not None
    assert casework.statistics.annual(2026).table3["disclosed"]["total"] == 1
    assert casework.safekeeping.check().ok


def test_the_record_to_sign_names_the_request(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(), TOLD).number
    paper = FilePapers(casework.context).of_request(number, LetterKind.ON_THE_SPOT_RECORD)
    with pdfplumber.open(BytesIO(paper.pdf)) as printed:
        text = printed.pages[0].extract_text()
    assert number in text


@pytest.mark.parametrize(
    ("outcome", "delivery", "told_as"),
    [
        (Outcome.ALREADY_PUBLIC, Delivery.PICKUP, "告知获取的方式、途径"),
        (Outcome.PROVIDED, Delivery.PICKUP, "当场提供"),
        (Outcome.PROVIDED, Delivery.INSPECTION, "查阅、抄录"),
    ],
)
def test_the_record_to_sign_says_what_was_answered(
    casework: Casework, make_draft: MakeDraft, outcome: Outcome, delivery: Delivery, told_as: str
) -> None:
    reply = SpotReply(outcome=outcome, note="已告知网址www.customs.gov.cn")
    number = casework.intake.register(make_draft(delivery=delivery), reply).number
    paper = FilePapers(casework.context).of_request(number, LetterKind.ON_THE_SPOT_RECORD)
    with pdfplumber.open(BytesIO(paper.pdf)) as printed:
        text = printed.pages[0].extract_text()
    assert f"■{told_as}" in text
    assert text.count("■") == 1
    assert reply.note in text
    assert "2026年3月2日9时" in text


def test_the_record_of_a_request_that_was_not_answered_at_once_is_empty(
    casework: Casework, make_draft: MakeDraft
) -> None:
    number = casework.intake.register(make_draft()).number
    paper = FilePapers(casework.context).of_request(number, LetterKind.ON_THE_SPOT_RECORD)
    with pdfplumber.open(BytesIO(paper.pdf)) as printed:
        assert "■" not in printed.pages[0].extract_text()


@pytest.mark.parametrize(
    ("changes", "reply"),
    [
        ({"channel": Channel.FAX, "confirmed_on": date(2026, 3, 2)}, TOLD),
        ({"arrived_on": date(2026, 2, 27)}, TOLD),
        ({"needs_correction": {"content": "请写明文件名称"}}, TOLD),
        ({}, SpotReply(outcome=Outcome.NONEXISTENT, note="没有")),
        ({}, SpotReply(outcome=Outcome.PROVIDED, note=" ")),
    ],
)
def test_what_cannot_be_answered_at_once_is_refused_and_nothing_is_registered(
    casework: Casework, make_draft: MakeDraft, clock: Clock, changes: dict[str, object], reply: SpotReply
) -> None:
    with pytest.raises(SpotReplyRefused):
        casework.intake.register(make_draft(**changes), reply)
    assert casework.worklist.rows() == ()
    assert casework.settings.view().next_request_number.endswith("0001")
