"""L29 and the papers around it: a record of the applicant himself that he holds to be wrong (条例 41)."""

from __future__ import annotations

import pytest

from forms.catalogue import form_of
from resources import wording
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import copied, printed, sentences, values

KIND = LetterKind.RECORD_CORRECTION_REPLY
PASSED_ON = {
    "outcome": "record_passed_on",
    "reason": "该记录由市场监督管理部门登记",
    "passed_way": "passed_on",
    "other_agency": "天津市市场监督管理委员会",
    "passed_on_day": "2026-03-05",
}


def missing(**changed: object) -> set[str]:
    return {field.name for field in form_of(KIND).missing(values(KIND, **changed))}


def test_a_corrected_record_is_told_as_it_was_and_as_it_is() -> None:
    text = sentences(KIND)
    assert "收到您提出的更正申请（登记编号：0200-2026-0031），申请更正“" in text
    assert "（国务院令第711号）第四十一条的规定，现答复如下：" in text
    assert "本机关予以更正：原记录为“张洁芳”，更正为“张杰芳”。特此答复。" in text
    assert "可以自收到本答复书之日起60日内向海关总署申请行政复议，或者自收到本答复书之日起6个月内" in text
    assert "公开申请" not in text


def test_a_refusal_needs_its_reason_and_tells_no_other_record() -> None:
    assert missing(outcome="record_refused") == {"reason"}
    text = sentences(KIND, outcome="record_refused", reason="证据所载与原始单证不符")
    assert "本机关不予更正。理由：证据所载与原始单证不符。" in text
    assert "张杰芳" not in text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "本机关已于2026年3月5日将您的更正申请及证据转送天津市市场监督管理委员会处理。特此答复。"),
        ({"passed_way": "referred"}, "请您向有权更正的天津市市场监督管理委员会提出。特此答复。"),
        ({"other_agency_contact": "022-12345678"}, "处理。天津市市场监督管理委员会的联系方式：022-12345678。"),
    ],
)
def test_an_office_that_may_not_correct_passes_on_or_names_the_agency(changed: dict[str, object], told: str) -> None:
    text = sentences(KIND, **{**PASSED_ON, **changed})
    assert "本机关无权更正。理由：该记录由市场监督管理部门登记。" in text
    assert told in text


def test_what_passing_on_needs() -> None:
    assert missing(outcome="record_passed_on") == {"reason", "passed_way", "other_agency"}
    assert missing(**{**PASSED_ON, "passed_on_day": None}) == {"passed_on_day"}
    assert missing(**{**PASSED_ON, "passed_way": "referred", "passed_on_day": None}) == set()


def test_the_page_can_be_copied() -> None:
    text = copied(printed(KIND)).replace("\n", "")
    assert "政府信息更正申请答复书" in text
    assert "原记录为“张洁芳”" in text


def test_receipt_and_termination_of_a_record_correction_say_what_it_is() -> None:
    receipt = sentences(LetterKind.RECEIPT, record_correction=True)
    assert "提出的更正申请，内容为“" in receipt
    assert "第四十一条的规定审核，并自收到申请之日起20个工作日内（期限届满日为2026年3月30日）予以答复。" in receipt
    assert "第三十三条" not in receipt
    ended = sentences(LetterKind.TERMINATION_NOTICE, record_correction=True)
    assert "收到您提出的更正申请（登记编号：0200-2026-0031），申请更正“" in ended
    assert "如仍需要更正相关记录，可以重新提出申请。" in ended
    words = wording.load(LetterKind.RECEIPT)
    assert words.titled({"record_correction": True}) == "政府信息更正申请登记回执"
    assert words.titled({}) == "政府信息公开申请登记回执"
