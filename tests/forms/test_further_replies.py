"""L15 to L20, L22, L24: what each reply says, on which article, and what it must know (law 6.4, 6.5)."""

from __future__ import annotations

import pytest

from forms.catalogue import form_of
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import sentences, values

QUESTION = {"outcome": "not_government_information", "petition_kind": None, "question_kind": "business"}


def names(kind: LetterKind, **changed: object) -> set[str]:
    return {field.name for field in form_of(kind).missing(values(kind, **changed))}


@pytest.mark.parametrize(
    ("kind", "articles", "decision"),
    [
        (LetterKind.NEEDS_CREATION_REPLY, "第三十八条", "需要对现有政府信息进行加工、分析，本机关不予提供"),
        (LetterKind.STILL_UNCLEAR_REPLY, "第二十九条、第三十条", "本机关无法提供"),
        (
            LetterKind.ADMINISTRATIVE_INQUIRY_NOTICE,
            "第三十六条第七项",
            "请依照该规定向天津市不动产登记事务中心办理查询",
        ),
        (LetterKind.PETITION_NOTICE, "第三十九条第一款", "不作为政府信息公开申请处理"),
        (LetterKind.REPEAT_NOTICE, "第三十六条第六项", "本机关不予重复处理"),
        (LetterKind.PUBLICATION_NOTICE, "第三十九条第二款", "属于公开出版物"),
        (LetterKind.EXCESSIVE_NOTICE, "第三十五条", "本机关不予处理"),
        (LetterKind.RECONFIRMATION_NOTICE, "第二条、第二十七条", "不属于申请获取政府信息，本机关不予处理"),
    ],
)
def test_each_reply_has_its_article_its_decision_and_a_free_choice_of_remedy(
    kind: LetterKind, articles: str, decision: str
) -> None:
    text = sentences(kind)
    assert f"（国务院令第711号）{articles}的规定" in text
    assert decision in text
    assert "可以自收到本" in text
    assert "先向海关总署" not in text


def test_what_must_be_made_first_is_refused_with_its_reason_and_what_lies_near() -> None:
    text = sentences(LetterKind.NEEDS_CREATION_REPLY)
    assert "具体理由：现有数据按报关单逐票保存" in text
    assert "相近信息或者查询途径：海关总署网站“统计月报”栏目。" in text
    assert "相近信息" not in sentences(LetterKind.NEEDS_CREATION_REPLY, nearest=None)
    assert names(LetterKind.NEEDS_CREATION_REPLY, reason=" ", nearest=None) == {"reason"}


def test_still_unclear_needs_a_correction_and_tells_its_days() -> None:
    kind = LetterKind.STILL_UNCLEAR_REPLY
    assert "于2026年3月3日告知补正，并于2026年3月4日收到补正材料" in sentences(kind)
    assert names(kind, corrected_on=None, correction_noticed_on=None) == {"corrected_on", "correction_noticed_on"}


def test_an_inquiry_under_another_law_names_law_and_office() -> None:
    kind = LetterKind.ADMINISTRATIVE_INQUIRY_NOTICE
    assert "属于不动产登记资料，《不动产登记暂行条例》第二十七条对其获取有特别规定" in sentences(kind)
    assert names(kind, access_law=None, inquiry_office=None) == {"access_law", "inquiry_office"}


def test_a_petition_is_named_with_the_right_channel() -> None:
    text = sentences(LetterKind.PETITION_NOTICE)
    assert "您提出的内容实质为投诉事项，不作为" in text
    assert "您可以通过12360海关热线提出。" in text
    assert names(LetterKind.PETITION_NOTICE, petition_kind=None, right_channel=None) == {
        "petition_kind",
        "right_channel",
    }


def test_a_question_is_no_petition() -> None:
    text = sentences(LetterKind.PETITION_NOTICE, **QUESTION)
    assert "第二条的规定" in text
    assert "实质为业务咨询，不是申请获取以一定形式记录、保存的政府信息" in text
    assert "第三十九条" not in text
    assert names(LetterKind.PETITION_NOTICE, **{**QUESTION, "question_kind": None}) == {"question_kind"}


def test_a_repeated_request_is_sent_back_to_the_earlier_reply() -> None:
    marked = {"earlier_title": "《政府信息公开申请答复书》", "earlier_number": "（津关公开答〔2025〕17号）"}
    text = sentences(LetterKind.REPEAT_NOTICE)
    assert sentences(LetterKind.REPEAT_NOTICE, **marked) == text
    assert "已于2025年11月6日以《政府信息公开申请答复书》（津关公开答〔2025〕17号）就您申请公开的相同" in text
    assert names(LetterKind.REPEAT_NOTICE, earlier_on=None, earlier_number=None) == {"earlier_on", "earlier_number"}


def test_a_publication_is_named_with_where_to_get_it() -> None:
    text = sentences(LetterKind.PUBLICATION_NOTICE)
    assert "《中国海关统计年鉴（2024年）》属于公开出版物" in text
    assert "可以通过中国海关出版社或者公共图书馆获取" in text


def test_too_many_requests_are_counted_and_the_reasons_weighed() -> None:
    text = sentences(LetterKind.EXCESSIVE_NOTICE)
    assert "自2026年1月1日至2026年2月28日，您已向本机关提出政府信息公开申请46件" in text
    assert "您于2026年3月5日说明理由：需要了解情况。经审查，您所述理由不合理。具体理由：各件申请" in text
    assert names(LetterKind.EXCESSIVE_NOTICE, reasons_given_on=None, reason="") == {"reasons_given_on", "reason"}


@pytest.mark.parametrize(("demand", "words"), [("confirm", "予以确认"), ("reissue", "重新出具")])
def test_information_that_was_handed_over_is_not_confirmed_or_issued_again(demand: str, words: str) -> None:
    text = sentences(LetterKind.RECONFIRMATION_NOTICE, demand=demand)
    assert f"您要求本机关对已获取的信息{words}。经查，该信息已于2025年11月6日以" in text
