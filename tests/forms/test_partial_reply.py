"""L11 部分公开: open and closed parts, each of the latter with ground, article and reason (条例 36(三), 37)."""

from __future__ import annotations

import pytest

from forms.catalogue import form_of
from forms.partial import MOST_CLOSED_PARTS
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import sentences, values

PARTIAL = LetterKind.PARTIAL_REPLY
SINGLE = {
    name: None
    for place in range(2, MOST_CLOSED_PARTS + 1)
    for name in (f"closed_part_{place}", f"closed_ground_{place}", f"closed_reason_{place}")
}


def names(**changed: object) -> set[str]:
    return {field.name for field in form_of(PARTIAL).missing(values(PARTIAL, **changed))}


def test_open_and_closed_parts_are_listed_apart() -> None:
    text = sentences(PARTIAL)
    assert "一、下列内容予以公开：1.2025年度查验批次统计表；2.处置情况说明中不涉及企业信息的部分。" in text
    assert "现以纸质复印件邮寄的方式提供（见附件，共8页）" in text
    assert "二、下列内容不予公开：（一）处置情况说明中的企业名称和成交价格。" in text
    assert "第三十六条第二项、第三项和第三十七条的规定" in text


def test_each_closed_part_has_its_own_ground_article_and_reason() -> None:
    text = sentences(PARTIAL)
    first, second = text.split("（二）")
    assert "涉及第三方商业秘密" in first
    assert "第三方不同意公开且理由合理，本机关未发现不公开会对公共利益造成重大影响。具体理由：成交价格" in first
    assert "根据《条例》第十五条、第三十二条的规定，该部分不予公开。" in first
    assert second.startswith("查验布控的内部讨论记录。该部分属于履行行政管理职能过程中形成的讨论记录。")
    assert "根据《条例》第十六条第二款的规定，该部分不予公开。" in second
    assert "公共利益" not in second


def test_a_single_closed_part_has_no_number() -> None:
    text = sentences(PARTIAL, **SINGLE)
    assert "二、下列内容不予公开：处置情况说明中的企业名称和成交价格。" in text
    assert "（一）" not in text


@pytest.mark.parametrize(
    ("ground", "words", "article"),
    [
        ("secret", "国家秘密（密级：机密）", "第十四条"),
        ("economic_security", "公开后可能危及经济安全的信息", "第十四条"),
        ("personnel", "人事管理方面的内部事务信息", "第十六条第一款"),
        ("enforcement_file", "行政执法案卷信息", "第十六条第二款"),
    ],
)
def test_a_ground_brings_its_article(ground: str, words: str, article: str) -> None:
    text = sentences(PARTIAL, **SINGLE, closed_ground_1=ground, closed_consultation_1=None)
    assert f"该部分属于{words}。" in text
    assert f"根据《条例》{article}的规定，该部分不予公开。" in text


def test_a_forbidding_law_is_named() -> None:
    forbidden = {**SINGLE, "closed_ground_1": "forbidden_by_law"}
    assert names(**forbidden) == {"closed_law_1"}
    text = sentences(PARTIAL, **forbidden, closed_law_1="《中华人民共和国统计法》第九条")
    assert "该部分由《中华人民共和国统计法》第九条规定禁止公开。" in text


def test_a_part_asks_for_ground_and_reason_and_a_third_partys_right_for_its_opinion() -> None:
    assert names(closed_part_1=None, **SINGLE) == {"closed_part_1"}
    assert names(closed_ground_1=None, closed_reason_1=" ") == {"closed_ground_1", "closed_reason_1"}
    assert names(closed_consultation_1=None) == {"closed_consultation_1"}
    assert names(closed_part_3="内部通讯录") == {"closed_ground_3", "closed_reason_3"}
    assert names(open_parts=[], attachments=None) == {"open_parts", "attachments"}


def test_only_what_stays_closed_must_go_to_review_first() -> None:
    text = sentences(PARTIAL)
    assert "对本答复中不予公开的部分不服，应当自收到本答复书之日起60日内先向海关总署申请行政复议" in text
    assert "对本答复的其他部分不服的，可以自收到本答复书之日起60日内向海关总署申请行政复议，或者" in text


def test_a_draft_shows_the_place_of_the_first_closed_part() -> None:
    text = sentences(PARTIAL, **SINGLE, closed_part_1=None)
    assert "二、下列内容不予公开：〔不予公开的内容（一）〕。" in text
    assert "（二）" not in text


def test_a_ground_that_is_not_chosen_yet_stands_by_its_label() -> None:
    text = sentences(PARTIAL, closed_ground_1=None)
    assert "该部分属于〔属于的情形（一）〕。" in text
    assert "根据《条例》〔法律依据（一）〕的规定，该部分不予公开。" in text
