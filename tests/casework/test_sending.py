"""Sending: the day that counts, proofs, returns and second deliveries, and the day's posting list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Service, ServiceProof
from desktop.casework.sending.posting_lists import PostingLists
from desktop.casework.sending.sending import Sending, is_warning, mail_number_words
from desktop.casework.steps.steps import StepNotAllowed
from desktop.office import open_office
from resources.vocabulary import Delivery, EventKind, LetterKind, State, WayOfService
from tests.casework.conftest import Clock, MakeDraft
from tests.casework.test_letters import replied, text_of
from tests.casework.test_merged_replies import CHEN, answered

MAIL = ServiceProof(name="已发邮件.eml", media_type="message/rfc822", data=b"Date: Mon, 2 Mar 2026 10:00:00 +0800\n\n.")


def posted(day: date, number: str = "", *, signed_on: date | None = None, proof: ServiceProof | None = None) -> Service:
    return Service(
        way=WayOfService.POST, on=day, posted_on=day, tracking_number=number, signed_on=signed_on, proof=proof
    )


def test_the_posting_day_stands_against_the_limit(casework: Casework, clock: Clock, registered: str) -> None:
    sending = Sending(casework.context)
    asked = ((registered,), WayOfService.POST)
    assert "期限 2026年3月30日：按期" in sending.outlook(*asked, date(2026, 3, 30))
    assert "逾期 2 个工作日" in sending.outlook(*asked, date(2026, 4, 1))


def test_a_notice_stands_against_its_own_limit_and_goes_on_the_posting_list(
    casework: Casework, clock: Clock, registered: str
) -> None:
    facts = {"extension_days": 10, "reason": "检索量大", "approved_by": "吴敏", "approved_on": "2026-03-02"}
    draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
    letter = casework.letters.issue(replace(draft, values=facts)).letter
    sending = Sending(casework.context)
    asked = ((registered,), WayOfService.POST)
    said = sending.outlook(*asked, date(2026, 3, 30), LetterKind.EXTENSION_NOTICE)
    assert said.startswith("2026年3月30日交邮，期限 2026年3月30日：按期。\n"), "told before the running limit ends"
    late = sending.outlook(*asked, date(2026, 3, 31), LetterKind.EXTENSION_NOTICE)
    assert "逾期 1 个工作日" in late
    assert "不延长期限" in late
    assert "期限 2026年3月11日" in sending.outlook(*asked, date(2026, 3, 12), LetterKind.CORRECTION_NOTICE)
    assert "期限 " not in sending.outlook(*asked, date(2026, 3, 31), LetterKind.THIRD_PARTY_INQUIRY)
    sending.serve(letter.id, posted(clock.day, "RB473124829CN"))
    (line,) = PostingLists(casework.context).lines(clock.day)
    assert (line.letter, line.tracking_number) == (letter.number, "RB473124829CN")


def test_a_signature_added_later_cannot_lie_before_the_posting(
    casework: Casework, clock: Clock, registered: str
) -> None:
    sending, letter = Sending(casework.context), replied(casework, registered)
    clock.move_to(3, 4)
    early = posted(clock.day, signed_on=date(2026, 3, 3))
    refused = sending.refusal(early, letter, (registered,))
    assert refused is not None
    assert (refused.field, refused.reason) == ("signed_on", "签收之日不能早于交邮之日（2026年3月4日）。")
    sending.serve(letter, posted(clock.day))
    clock.move_to(3, 6)
    with pytest.raises(StepNotAllowed, match="不能早于交邮之日"):
        sending.signed_for(letter, early)
    with pytest.raises(StepNotAllowed, match="尚未发生"):
        sending.signed_for(letter, posted(date(2026, 3, 4), signed_on=date(2026, 3, 7)))
    sending.signed_for(letter, posted(date(2026, 3, 4), signed_on=clock.day))
    (row,) = casework.letters.deliveries_of(letter)
    assert (row.posted_on, row.signed_on) == (date(2026, 3, 4), date(2026, 3, 6))


def test_the_day_on_which_a_mail_left_can_be_corrected_like_a_posting_day(
    casework: Casework, make_draft: MakeDraft, clock: Clock
) -> None:
    casework.settings.save(replace(casework.settings.office(), remedy_platform="掌上复议小程序"))
    number = casework.intake.register(make_draft(delivery=Delivery.EMAIL, email="a@example.cn")).number
    sending, letter = Sending(casework.context), replied(casework, number)
    clock.move_to(3, 5)
    sending.serve(letter, Service(way=WayOfService.EMAIL, on=clock.day))
    sending.signed_for(letter, Service(way=WayOfService.EMAIL, on=date(2026, 3, 4)))
    assert casework.requests.case(number).limits.completed == date(2026, 3, 4)
    refused = sending.refusal(Service(way=WayOfService.EMAIL, on=date(2026, 3, 1)), letter, (number,), known=True)
    assert refused is not None
    assert refused.field == "on"
    early = Service(way=WayOfService.EMAIL, on=date(2026, 3, 4), signed_on=date(2026, 3, 3))
    refused = sending.refusal(early, letter, (number,), known=True)
    assert refused is not None
    assert refused.reason == "对方收到之日不能早于发出之日（2026年3月4日）。"
    clock.move_to(3, 6)
    sending.signed_for(letter, replace(early, signed_on=date(2026, 3, 6)))
    limits = casework.requests.case(number).limits
    assert (limits.completed, limits.review_due) == (date(2026, 3, 4), date(2026, 5, 6)), "5 May is a holiday"


def test_a_way_that_the_applicant_did_not_choose_is_pointed_out(casework: Casework, registered: str) -> None:
    assert "须经申请人同意" in Sending(casework.context).outlook((registered,), WayOfService.EMAIL, date(2026, 3, 2))
    assert "须经申请人同意" in Sending(casework.context).outlook((registered,), WayOfService.WEB, date(2026, 3, 2))
    assert "同意" not in Sending(casework.context).outlook((registered,), WayOfService.POST, date(2026, 3, 2))


def test_a_mail_number_is_checked_and_taken_as_it_is(casework: Casework, registered: str, clock: Clock) -> None:
    assert mail_number_words("") == ""
    assert not is_warning("RB473124829CN")
    assert is_warning("RB473124828CN")
    assert "邮政法第五十五条" in mail_number_words("SF1234567890123")
    letter = replied(casework, registered)
    Sending(casework.context).serve(letter, posted(clock.day, "RB473124828CN"))
    (row,) = casework.letters.deliveries_of(letter)
    assert row.tracking_number == "RB473124828CN", "a warning never blocks"


def test_the_proof_of_an_email_is_kept_with_the_request(
    casework: Casework, make_draft: MakeDraft, clock: Clock
) -> None:
    casework.settings.save(replace(casework.settings.office(), remedy_platform="掌上复议小程序"))
    number = casework.intake.register(make_draft(delivery=Delivery.EMAIL, email="a@example.cn")).number
    letter = replied(casework, number)
    service = Service(way=WayOfService.EMAIL, on=clock.day, proof=MAIL)
    Sending(casework.context).serve(letter, service)
    view = casework.requests.view(number)
    chip, served = [chip for item in view.timeline if item.kind is EventKind.SERVED for chip in item.chips]
    assert (chip.label, served.target) == ("送达凭证", letter), "the proof, and of which letter"
    assert casework.requests.attachment(number, chip.target) == (MAIL.name, MAIL.media_type, MAIL.data)
    arrived = [chip for item in view.timeline if item.kind is EventKind.SUBMITTED for chip in item.chips]
    assert arrived == [], "a proof is no file that came with the request"
    assert view.state is State.FINISHED
    assert casework.safekeeping.check().ok


def test_an_entrusted_service_names_who_serves(casework: Casework, registered: str, clock: Clock) -> None:
    letter = replied(casework, registered)
    way = WayOfService.ENTRUSTED
    service = Service(way=way, on=clock.day, signed_on=clock.day, entrusted_to="某县人民政府办公室")
    Sending(casework.context).serve(letter, service)
    served = casework.requests.view(registered).timeline[0]
    assert "委托某县人民政府办公室" in served.facts


def test_what_came_back_is_sent_again_and_the_first_day_counts(
    casework: Casework, clock: Clock, registered: str
) -> None:
    sending, letter = Sending(casework.context), replied(casework, registered)
    sending.serve(letter, posted(clock.day, "RB473124829CN"))
    back = clock.move_to(3, 12)
    sending.returned(letter, back, "地址不详")
    assert casework.requests.view(registered).state is State.AWAITING_SERVICE
    late = clock.move_to(4, 8)
    assert "首次送出的日子（2026年3月2日）" in sending.outlook((registered,), WayOfService.POST, late)
    sending.serve(letter, Service(way=WayOfService.HAND, on=late, signed_on=late))
    first, second = casework.letters.deliveries_of(letter)
    assert (first.returned_on, second.returned_on) == (back, None)
    limits = casework.requests.case(registered).limits
    assert limits.completed == date(2026, 3, 2)
    assert limits.on_time
    assert limits.review_due == date(2026, 6, 8), "60 days from the signature; 7 June is a Sunday"
    assert "地址不详" in [item.facts for item in casework.requests.view(registered).timeline]


def test_nothing_comes_back_before_it_was_sent(casework: Casework, clock: Clock, registered: str) -> None:
    sending, letter = Sending(casework.context), replied(casework, registered)
    clock.move_to(3, 5)
    sending.serve(letter, posted(date(2026, 3, 4)))
    with pytest.raises(StepNotAllowed):
        sending.returned(letter, date(2026, 3, 3), "")


def test_one_copy_comes_back_and_the_other_stays_served(
    casework: Casework, make_draft: MakeDraft, clock: Clock
) -> None:
    two = tuple(casework.intake.register(make_draft(**who)).number for who in ({}, CHEN))
    letter, sending = answered(casework, *two).letter, Sending(casework.context)
    sending.serve(letter.id, posted(clock.day))
    sending.returned(letter.id, clock.move_to(3, 9), "逾期未领", two[1:])
    assert [casework.requests.view(number).state for number in two] == [State.FINISHED, State.AWAITING_SERVICE]


def test_the_days_posting_list_has_a_line_an_envelope(casework: Casework, make_draft: MakeDraft, clock: Clock) -> None:
    numbers = [casework.intake.register(make_draft(content=content)).number for content in ("甲报告", "乙报告")]
    merged = answered(casework, *numbers).letter
    other = answered(casework, casework.intake.register(make_draft(**CHEN, content="丙报告")).number).letter
    pickup = answered(casework, casework.intake.register(make_draft(content="丁报告")).number).letter
    sending, day = Sending(casework.context), clock.day
    sending.serve(merged.id, posted(day, "RB473124829CN"))
    sending.serve(other.id, posted(day))
    sending.serve(pickup.id, Service(way=WayOfService.HAND, on=day, signed_on=day))
    lists = PostingLists(casework.context)
    first, second = lists.lines(day)
    assert (first.addressee, first.requests, first.tracking_number) == ("罗敏霞", tuple(numbers), "RB473124829CN")
    assert (second.addressee, second.address, second.tracking_number) == ("陈涛", CHEN["address"], "")
    text = text_of(lists.paper(day).pdf)
    for word in ("交寄清单", "罗敏霞", "RB473124829CN", "津关公开答〔2026〕1号"):
        assert word in text
    sheet = openpyxl.load_workbook(BytesIO(lists.workbook(day))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[3][1:5] == ["RB473124829CN", "罗敏霞", "天津市和平区示例路8号", "300040"]
    assert lists.lines(date(2026, 3, 3)) == ()


def test_both_copies_of_a_merged_reply_stand_in_the_list(
    casework: Casework, make_draft: MakeDraft, clock: Clock
) -> None:
    two = tuple(casework.intake.register(make_draft(**who)).number for who in ({}, CHEN))
    letter = answered(casework, *two).letter
    Sending(casework.context).serve(letter.id, posted(clock.day, "RB473124829CN"), two[:1])
    Sending(casework.context).serve(letter.id, posted(clock.day), two[1:])
    assert [line.addressee for line in PostingLists(casework.context).lines(clock.day)] == ["罗敏霞", "陈涛"]
    assert casework.letters.register()[0].addressee == "罗**、陈**"


def test_proofs_returns_and_second_services_travel(
    casework: Casework, registered: str, clock: Clock, tmp_path: Path
) -> None:
    sending, letter = Sending(casework.context), replied(casework, registered)
    sending.serve(letter, posted(clock.day, proof=MAIL))
    sending.returned(letter, clock.move_to(3, 6), "拒收")
    sending.serve(letter, posted(clock.day))
    file = tmp_path / "out.jsonl"
    casework.exchange.write(file)
    other = open_office(tmp_path / "other.db", clock=clock)
    try:
        other.casework.exchange.read(file)
        assert other.casework.letters.deliveries_of(letter) == casework.letters.deliveries_of(letter)
        kinds = [item.kind for item in other.casework.requests.view(registered).timeline]
        assert kinds.count(EventKind.SERVED) == 2
        assert other.casework.safekeeping.check().ok
    finally:
        other.close()


def test_a_signature_that_was_corrected_can_be_set_back(casework: Casework, clock: Clock, registered: str) -> None:
    letter = replied(casework, registered)
    casework.letters.serve(letter, posted(clock.day, signed_on=clock.day))
    signed = clock.day
    later = clock.move_to(3, 6)
    for day in (later, signed):
        casework.letters.signed_for(letter, posted(signed, signed_on=day))
        assert casework.requests.case(registered).limits.course.signed_on == day


def test_a_notice_that_came_back_before_the_reply_was_sent_can_be_entered_late(
    casework: Casework, clock: Clock, registered: str
) -> None:
    facts = {"extension_days": 10, "reason": "检索量大", "approved_by": "吴敏", "approved_on": "2026-03-02"}
    draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
    notice = casework.letters.issue(replace(draft, values=facts)).letter.id
    casework.letters.serve(notice, posted(clock.day))
    clock.move_to(3, 12)
    casework.letters.serve(replied(casework, registered), posted(clock.day))
    sending = Sending(casework.context)
    with pytest.raises(StepNotAllowed, match="2026年3月2日"):
        sending.returned(notice, date(2026, 2, 27), "地址不详")
    sending.returned(notice, date(2026, 3, 10), "地址不详")
    assert casework.requests.view(registered).state is State.FINISHED, "the reply did not come back"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LetterKind.CORRECTION_NOTICE, "首次送出的日子（2026年3月2日）决定是否按期告知"),
        (LetterKind.THIRD_PARTY_INQUIRY, "再次送达不再停止"),
    ],
)
def test_a_second_delivery_of_a_notice_says_what_it_changes(
    casework: Casework, registered: str, kind: LetterKind, words: str
) -> None:
    sending, late = Sending(casework.context), date(2026, 4, 1)
    said = sending.outlook((registered,), WayOfService.POST, late, kind, date(2026, 3, 2))
    assert words in said
    assert "逾期" not in said, "the first sending was in time"


def test_a_way_recorded_by_mistake_goes_with_what_belongs_to_it(casework: Casework, registered: str) -> None:
    letter = replied(casework, registered)
    day = date(2026, 3, 2)
    posted = Service(way=WayOfService.POST, on=day, posted_on=day, tracking_number="RB473124829CN")
    casework.letters.serve(letter, posted)
    casework.letters.signed_for(letter, Service(way=WayOfService.HAND, on=day, signed_on=day))
    (row,) = casework.letters.deliveries_of(letter)
    assert (row.way, row.signed_on) == (WayOfService.HAND, day)
    assert (row.posted_on, row.tracking_number) == (None, "")
    assert casework.safekeeping.check().ok
