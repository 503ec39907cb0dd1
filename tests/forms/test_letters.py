"""Each letter says what the law asks of it (law 6.2 to 6.5): basis, required facts, remedy, forms of address."""

from __future__ import annotations

import re

import pytest

from forms.catalogue import BUILT, form_of
from forms.facts import FactRefused, FactsMissing
from forms.sentences import SentenceLocked
from resources import wording
from resources.vocabulary import LetterKind, Outcome
from tests.forms.letter_cases import COMMON, OWN, REMEDY, sentences, values

LETTERS = tuple(OWN)
REPLIES = tuple(kind for kind in LETTERS if OWN[kind].get("remedy", "none") != "none")
WITH_BASIS = tuple(kind for kind in LETTERS if kind is not LetterKind.TERMINATION_NOTICE)
"""The 条例 says nothing of withdrawals."""

COURSE = {"L21", "L23", "L25", "L26", "L27"}
"""Papers of the course of a request."""

FORMS = {"L28", "L30", "L31", "L32", "L33", "L35", "L37", "L38", "L39"}
"""Forms that are signed, neither numbered nor kept."""

GROUNDS = {
    Outcome.STATE_SECRET: (
        {"secrecy_level": "secret"},
        "已依法确定为国家秘密（密级：机密）",
        "第十四条、第三十六条第三项",
    ),
    Outcome.FORBIDDEN_BY_LAW: (
        {"law_title": "《中华人民共和国统计法》", "law_article": "第九条"},
        "属于《中华人民共和国统计法》第九条规定禁止公开的信息",
        "第十四条、第三十六条第三项",
    ),
    Outcome.SECURITY_AND_STABILITY: (
        {"endangered": "economic_security"},
        "公开后可能危及经济安全",
        "第十四条、第三十六条第三项",
    ),
    Outcome.THIRD_PARTY_RIGHTS: (
        {"right_kind": "privacy", "consultation_result": "silent"},
        "涉及第三方个人隐私，公开会对第三方合法权益造成损害。经书面征求意见，第三方逾期未提出意见",
        "第十五条、第三十二条、第三十六条第三项",
    ),
    Outcome.INTERNAL_AFFAIRS: (
        {"internal_kind": "personnel"},
        "属于本机关人事管理方面的内部事务信息",
        "第十六条第一款、第三十六条第三项",
    ),
    Outcome.PROCESS_INFORMATION: (
        {"process_kind": "submission"},
        "属于本机关履行行政管理职能过程中形成的请示报告",
        "第十六条第二款、第三十六条第三项",
    ),
    Outcome.ENFORCEMENT_FILE: (
        {"file_access_law": "《中华人民共和国行政处罚法》"},
        "属于行政执法案卷信息",
        "第十六条第二款、第三十六条第三项",
    ),
}


def names(kind: LetterKind, **changed: object) -> set[str]:
    return {field.name for field in form_of(kind).missing(values(kind, **changed))}


def test_the_papers_of_the_counter_are_built() -> None:
    assert {kind.paper_id for kind in BUILT} - COURSE - FORMS == {
        *("L01", "L02", "L03", "L04", "L05", "L06", "L07", "L08", "L09", "L10", "L11", "L12", "L13", "L14", "L15"),
        *("L16", "L17", "L18", "L19", "L20", "L22", "L24", "L29", "L34", "L36"),
    }


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_names_its_missing_facts_and_is_not_made_without_them(kind: LetterKind) -> None:
    form = form_of(kind)
    assert form.missing(values(kind)) == ()
    missing = form.missing({})
    assert {"addressee", "request_number", "content", "agency", "contact_office", "contact_phone", "date"} <= {
        field.name for field in missing
    }
    with pytest.raises(FactsMissing) as refusal:
        form.facts_from({})
    assert refusal.value.fields == missing
    assert missing[0].label in refusal.value.sentence()


@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_has_its_common_elements(kind: LetterKind) -> None:
    text = sentences(kind)
    for element in ("2026年3月2日", "0200-2026-0031", str(COMMON["content"])):
        assert element in text
    assert ("中华人民共和国政府信息公开条例" in text) is (kind in WITH_BASIS)
    assert "{" not in text
    assert "〔" not in re.sub(r"〔\d{4}〕", "", text), "years stand in such brackets, and facts that are missing"
    for doubled in ("。。", "，，", "；。", "、，", "。；"):
        assert doubled not in text


@pytest.mark.parametrize("kind", WITH_BASIS)
def test_the_regulation_has_its_full_title_once_and_is_short_afterwards(kind: LetterKind) -> None:
    text = sentences(kind, corrected_on="2026-03-04", correction_noticed_on="2026-03-03")
    assert text.count("《中华人民共和国政府信息公开条例》（国务院令第711号") == 1
    if "以下简称《条例》" in text:
        assert text.count("《条例》") > 1
    else:
        assert "《条例》" not in text


def test_the_request_is_quoted_in_its_own_words() -> None:
    text = sentences(LetterKind.EXTENSION_NOTICE, content="请提供{agency}的<b>清单</b>＆“账目”。")
    assert "申请公开“请提供{agency}的<b>清单</b>＆“账目”。”因" in text


def test_an_organisation_is_addressed_as_such() -> None:
    assert "收到贵单位提出的" in sentences(LetterKind.REFUSAL, is_organisation=True)
    assert "您" not in sentences(LetterKind.REFUSAL, is_organisation=True)
    assert "贵单位" not in sentences(LetterKind.REFUSAL)


def test_the_receipt_names_the_limit_or_no_date_at_all() -> None:
    assert "20个工作日内（期限届满日为2026年3月30日）予以答复" in sentences(LetterKind.RECEIPT)
    undated = sentences(LetterKind.RECEIPT, due_on=None)
    assert "20个工作日内予以答复" in undated
    assert "届满日" not in undated


def test_the_receipt_names_channel_attachments_and_clerk() -> None:
    text = sentences(LetterKind.RECEIPT)
    assert "通过邮寄方式提出的政府信息公开申请" in text
    assert "随附材料2份5页，已登记，编号0200-2026-0031" in text
    assert "未附材料" in sentences(LetterKind.RECEIPT, attachment_count=0, attachment_pages=0)
    assert "查询电话：022-84201234，查询码：7K3M9Q。" in text
    assert "clerk" in names(LetterKind.RECEIPT, clerk=" ")


def test_a_receipt_before_confirmation_names_no_receipt_day() -> None:
    text = sentences(
        LetterKind.RECEIPT, received_on=None, due_on=None, submitted_on="2026-03-02", channel="ordinary_mail"
    )
    assert "于2026年3月2日到达本机关" in text
    assert "收到申请之日为本机关与您确认之日" in text


def test_a_long_request_is_summed_up_on_the_receipt() -> None:
    text = sentences(LetterKind.RECEIPT, content="冷链食品查验情况，" * 60)
    assert "……（全文共540字，以申请原件为准）" in text
    assert len(text) < 600


def test_a_correction_notice_says_what_how_until_when_and_what_follows() -> None:
    text = sentences(LetterKind.CORRECTION_NOTICE)
    assert "1.提供身份证明；2.明确所需信息的名称、文号或者其他特征性描述。根据" in text
    assert "第三十条的规定，请您自收到本告知书之日起10个工作日内予以补正" in text
    assert "为便于补正，说明如下：可以在海关总署网站" in text
    assert "补正材料请寄至" in text
    assert "答复期限自本机关收到补正的申请之日起计算" in text
    assert "视为放弃申请，本机关不再处理该申请" in text
    assert sentences(LetterKind.CORRECTION_NOTICE, items=["提供身份证明"]).count("1.") == 0


@pytest.mark.parametrize("days", [4, 16, 10.5, "10", True])
def test_the_time_for_correction_is_5_to_15_working_days(days: object) -> None:
    with pytest.raises(FactRefused) as refusal:
        form_of(LetterKind.CORRECTION_NOTICE).facts_from(values(LetterKind.CORRECTION_NOTICE, allowed_days=days))
    assert refusal.value.field.name == "allowed_days"


def test_an_extension_names_days_new_limit_and_approval() -> None:
    text = sentences(LetterKind.EXTENSION_NOTICE)
    assert "因所涉档案数量较多，需要逐件核对，无法在法定期限内答复。" in text
    assert "第三十三条第二款的规定，经本机关政府信息公开工作机构负责人同意，延长答复期限20个工作日" in text
    assert "本机关最迟于2026年4月28日予以答复" in text
    assert names(LetterKind.EXTENSION_NOTICE, approved_by=None, approved_on=None) == {"approved_by", "approved_on"}
    with pytest.raises(FactRefused):
        form_of(LetterKind.EXTENSION_NOTICE).facts_from(values(LetterKind.EXTENSION_NOTICE, extension_days=21))


def test_disclosure_now_and_later() -> None:
    assert "现以纸质复印件邮寄的方式提供（见附件，共12页）" in sentences(LetterKind.DISCLOSURE_REPLY)
    assert "第三十六条第二项、第四十条的规定" in sentences(LetterKind.DISCLOSURE_REPLY)
    later = {"outcome": "provided_later", "pages": None, "attachments": None}
    assert names(LetterKind.DISCLOSURE_REPLY, **later) == {"provided_on", "provided_through"}
    text = sentences(
        LetterKind.DISCLOSURE_REPLY, **later, provided_on="2026-04-10", provided_through="到本机关办公室领取"
    )
    assert "将于2026年4月10日以纸质复印件邮寄的方式提供，获取途径为到本机关办公室领取" in text


def test_published_information_is_named_with_its_exact_place() -> None:
    text = sentences(LetterKind.ALREADY_PUBLIC_REPLY)
    assert "（文号津关发〔2026〕5号，发布日期2026年2月1日）已主动公开" in text
    assert "（http://tianjin.customs.gov.cn/427875/427916/index.html）获取" in text
    assert "”（发布日期2026年2月1日）" in sentences(LetterKind.ALREADY_PUBLIC_REPLY, published_number=None)


@pytest.mark.parametrize("ground", GROUNDS)
def test_each_ground_of_refusal_has_its_reason_its_articles_and_review_first(ground: Outcome) -> None:
    own, block, articles = GROUNDS[ground]
    cleared = {name: None for other, _, _ in GROUNDS.values() for name in other}
    text = sentences(LetterKind.REFUSAL, **{**cleared, **own, "outcome": ground.value, "consulted": None})
    assert block in text
    assert f"根据《条例》{articles}的规定，本机关决定不予公开。" in text
    assert "具体理由：所涉成交价格" in text
    assert "应当自收到本答复书之日起60日内先向海关总署申请行政复议" in text
    required = {name for name in own if name != "file_access_law"}
    assert names(LetterKind.REFUSAL, **cleared, outcome=ground.value) == required
    assert "reason" in names(LetterKind.REFUSAL, reason="")


def test_nonexistence_describes_the_search() -> None:
    text = sentences(LetterKind.NONEXISTENCE_REPLY)
    assert "经在本机关档案管理系统和查验处业务系统以“冷链”“查验”为关键词" in text
    assert "为时间范围检索（检索日期：2026年3月4日），本机关未制作" in text
    assert "本机关未制作、未获取您申请公开的政府信息。根据" in text
    assert "第三十六条第四项的规定，告知您该政府信息不存在" in text
    destroyed = {"outcome": "destroyed", "destroyed_on": "2023-05-06", "retention_period": "10年"}
    assert names(LetterKind.NONEXISTENCE_REPLY, **destroyed) == {"destruction_record"}
    text = sentences(LetterKind.NONEXISTENCE_REPLY, **destroyed, destruction_record="销毁清册第2号")
    assert "但已于2023年5月6日依规定因保管期限（10年）届满销毁，销毁记录为销毁清册第2号" in text


def test_the_other_agency_is_named_as_far_as_known() -> None:
    text = sentences(LetterKind.OTHER_AGENCY_REPLY)
    assert "第十条、第三十六条第五项的规定" in text
    assert "建议向天津市市场监督管理委员会提出申请，联系方式：天津市河西区某某道2号，022-12345678。" in text
    unknown = {"other_agency": None, "other_agency_contact": None}
    assert "建议" not in sentences(LetterKind.OTHER_AGENCY_REPLY, **unknown)
    assert names(LetterKind.OTHER_AGENCY_REPLY, **unknown) == set()


def test_earlier_steps_are_told() -> None:
    text = sentences(
        LetterKind.REFUSAL,
        corrected_on="2026-03-10",
        correction_noticed_on="2026-03-05",
        extension_noticed_on="2026-03-20",
        consulted="agencies",
    )
    assert "于2026年3月5日告知补正，并于2026年3月10日收到补正材料" in text
    assert "本机关已于2026年3月20日告知延长答复期限" in text
    assert "本机关依法书面征求了相关行政机关意见" in text
    assert names(LetterKind.REFUSAL, corrected_on="2026-03-10") == {"correction_noticed_on"}


@pytest.mark.parametrize("kind", REPLIES)
def test_a_reply_ends_with_its_remedy(kind: LetterKind) -> None:
    form = form_of(kind)
    last = form.sentences(values(kind), wording.load(kind))[-1]
    assert (last.id, last.locked) == ("remedy", True)
    assert "海关总署" in last.text
    assert "您" in last.text
    assert names(kind, remedy_body=None, remedy_court=None) == {"remedy_body", "remedy_court"}


@pytest.mark.parametrize("kind", [LetterKind.RECEIPT, LetterKind.CORRECTION_NOTICE, LetterKind.EXTENSION_NOTICE])
def test_a_notice_carries_no_remedy(kind: LetterKind) -> None:
    assert "行政复议" not in sentences(kind, **REMEDY)


@pytest.mark.parametrize(
    ("day", "remedy", "expected", "absent"),
    [
        (
            "2026-03-06",
            "RA",
            "可以自收到本答复书之日起60日内向海关总署申请行政复议，或者自收到本答复书之日起6个月内向",
            "先向",
        ),
        ("2026-03-06", "RF", "应当自收到本答复书之日起60日内先向海关总署申请行政复议", "6个月"),
        ("2024-01-01", "RF", "先向海关总署", "6个月"),
        ("2023-12-31", "RF", "或者自收到本答复书之日起6个月内向天津市第三中级人民法院提起行政诉讼", "先向"),
        ("2015-05-01", "RA", "6个月内向天津市第三中级人民法院", "3个月"),
        ("2015-04-30", "RA", "3个月内向天津市第三中级人民法院", "6个月"),
        ("2026-03-06", "RP", "对本答复的其他部分不服的，可以自收到本答复书之日起60日内", "对本答复不服"),
    ],
)
def test_the_clause_is_that_of_the_letters_day(day: str, remedy: str, expected: str, absent: str) -> None:
    clause = form_of(LetterKind.REFUSAL).sentences(
        values(LetterKind.REFUSAL, date=day, remedy=remedy), wording.load(LetterKind.REFUSAL)
    )[-1]
    assert expected in clause.text
    assert absent not in clause.text


def test_a_letter_served_online_names_the_online_channel_of_review() -> None:
    online = {"served_online": True, "remedy_platform": "https://xzfy.example.cn"}
    assert names(LetterKind.REFUSAL, served_online=True) == {"remedy_platform"}
    text = sentences(LetterKind.REFUSAL, **online)
    assert text.endswith("您可以通过以下互联网渠道提交行政复议申请书：https://xzfy.example.cn。")
    assert "互联网渠道" not in sentences(LetterKind.REFUSAL, **online, date="2023-12-31")


def test_no_clause_where_the_law_attaches_none() -> None:
    assert "行政复议" not in sentences(LetterKind.OTHER_AGENCY_REPLY, remedy="none")
    assert names(LetterKind.OTHER_AGENCY_REPLY, remedy="none", remedy_body=None, remedy_court=None) == set()


def test_staff_change_open_sentences_and_no_locked_ones() -> None:
    form, words = form_of(LetterKind.REFUSAL), wording.load(LetterKind.REFUSAL)
    edits = {"reason": "理由是：〔不予公开的理由〕；此外无其他。"}
    shown = {one.id: one for one in form.sentences(values(LetterKind.REFUSAL, reason="甲。"), words, edits)}
    assert shown["reason"].text == "理由是：甲；此外无其他。"
    assert shown["reason"].edited
    assert not shown["decision"].edited
    with pytest.raises(SentenceLocked):
        form.sentences(values(LetterKind.REFUSAL), words, {"decision": "决定公开。"})


def test_a_sentence_given_back_unchanged_is_not_an_edit() -> None:
    form, words = form_of(LetterKind.REFUSAL), wording.load(LetterKind.REFUSAL)
    same = {one.id: one.text for one in form.sentences(values(LetterKind.REFUSAL), words)}
    assert not any(one.edited for one in form.sentences(values(LetterKind.REFUSAL), words, same))


def test_missing_facts_stand_in_the_draft_by_their_label() -> None:
    form, words = form_of(LetterKind.REFUSAL), wording.load(LetterKind.REFUSAL)
    text = "".join(one.text for one in form.sentences({"outcome": "state_secret"}, words))
    assert "本机关于〔收到日〕收到您提出的" in text
    assert "（密级：〔密级〕）" in text
    assert form.preview({}, words).pages >= 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("received_on", "2026-02-30"),
        ("received_on", "20260302"),
        ("date", "0001-01-01"),
        ("date", "2008-04-30"),
        ("addressee", 7),
        ("items", "一"),
        ("is_organisation", "是"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(FactRefused) as refusal:
        form_of(LetterKind.CORRECTION_NOTICE).facts_from(values(LetterKind.CORRECTION_NOTICE, **{name: value}))
    assert refusal.value.field.name == name
    assert refusal.value.sentence("en")
