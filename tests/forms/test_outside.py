"""Letters to third parties and agencies (条例 15, 32-34): who is asked, what silence means, no applicant in them."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from forms.catalogue import form_of
from forms.form import Rendered
from resources import wording
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import COMMON, OUTSIDE, copied, printed, sentences, values


def names(kind: LetterKind, **changed: object) -> set[str]:
    return {field.name for field in form_of(kind).missing(values(kind, **changed))}


def slip(**changed: object) -> Rendered:
    form = form_of(LetterKind.THIRD_PARTY_REPLY_SLIP)
    facts = form.facts_from({**values(LetterKind.THIRD_PARTY_INQUIRY), **changed})
    return form.render(facts, wording.load(LetterKind.THIRD_PARTY_REPLY_SLIP))


@pytest.mark.parametrize("kind", tuple(OUTSIDE))
def test_neither_the_applicant_nor_the_words_of_the_request_are_passed_on(kind: LetterKind) -> None:
    asked = {"applicant": "张杰芳", "content": COMMON["content"]}
    text = copied(printed(kind, **asked)).replace("\n", "")
    assert "张杰芳" not in text
    assert str(COMMON["content"]) not in text
    assert "content" not in {field.name for field in form_of(kind).fields}
    assert "0200-2026-0031" in text


def test_a_third_party_has_fifteen_working_days_and_silence_is_no_consent() -> None:
    text = sentences(LetterKind.THIRD_PARTY_INQUIRY)
    assert "第十五条、第三十二条的规定，现征求贵单位的意见" in text
    assert "自收到本征求意见书之日起15个工作日内，以书面形式说明是否同意公开" in text
    assert "逾期未提出意见的，本机关将依照《条例》的规定决定是否公开" in text
    assert "视为同意" not in text
    assert "涉及贵单位商业秘密" in text
    assert "涉及您商业秘密" in sentences(LetterKind.THIRD_PARTY_INQUIRY, party_is_organisation=False)


def test_the_slip_stands_behind_the_inquiry_as_its_second_annex() -> None:
    text = copied(printed(LetterKind.THIRD_PARTY_INQUIRY))
    body, answer = text.split("附件2")
    assert "1.拟公开的政府信息内容" in body
    assert "2.第三方意见回执" in body
    for part in ("第三方意见回执", "□ 同意公开", "□ 不同意公开", "□ 部分同意公开", "理由及依据", "签名或者盖章"):
        assert part in answer
    assert "津关公开征〔2026〕2号" in answer
    assert "022-84201234" in answer


def test_the_slip_alone_is_one_page() -> None:
    paper = slip()
    assert paper.pages == 1
    assert "收到征求意见书日期" in copied(paper.pdf)


def test_only_a_joint_makers_silence_is_consent() -> None:
    joint = sentences(LetterKind.AGENCY_INQUIRY)
    assert "由本机关与贵单位共同制作" in joint
    assert "第三十四条的规定" in joint
    assert "逾期未提出意见的，视为同意公开" in joint
    other = sentences(LetterKind.AGENCY_INQUIRY, party="other_agency", reason="该方案含贵单位提供的数据")
    assert "第三十三条第三款的规定" in other
    assert "征求意见的事由：该方案含贵单位提供的数据。" in other
    assert "视为同意" not in other
    assert names(LetterKind.AGENCY_INQUIRY, party="other_agency") == {"reason"}


@pytest.mark.parametrize(
    ("party", "words"),
    [
        ("third_party", "涉及第三方合法权益，本机关已于2026年3月5日依法书面征求第三方意见"),
        ("joint_agency", "由本机关与其他行政机关共同制作"),
        ("other_agency", "需要征求其他机关意见"),
    ],
)
def test_the_applicant_is_told_that_the_clock_stands_still(party: str, words: str) -> None:
    text = sentences(LetterKind.CONSULTATION_NOTICE, party=party)
    assert words in text
    assert "第三十三条第三款的规定，征求意见所需时间不计算在答复期限内" in text
    assert "某某国际贸易" not in text


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        ("public_interest", "本机关认为不公开可能对公共利益造成重大影响。具体理由：所涉食品安全风险"),
        ("unfounded", "本机关认为贵单位所提不同意公开的理由不成立。"),
        ("silent", "本机关认为贵单位未在规定期限内提出意见，公开不会损害贵单位的合法权益。"),
    ],
)
def test_a_third_party_is_told_what_is_disclosed_why_and_from_when(ground: str, words: str) -> None:
    text = sentences(LetterKind.THIRD_PARTY_DECISION, ground=ground)
    assert words in text
    assert "决定公开下列内容：处置情况说明第二部分载明的产品名称和批次。" in text
    assert "上述内容不早于2026年3月13日提供给申请人。" in text
    assert "如贵单位对本机关公开上述信息的决定不服，可以自收到本告知书之日起60日内向海关总署申请行政复议" in text
    assert names(LetterKind.THIRD_PARTY_DECISION, reason="", disclosed=None) == {"reason", "disclosed"}


def test_a_decision_that_is_served_over_the_internet_names_the_channel_there() -> None:
    """行政复议法 22(2) knows no exception for third parties."""
    online = {"served_online": True, "remedy_platform": "掌上复议小程序"}
    text = sentences(LetterKind.THIRD_PARTY_DECISION, **online)
    assert text.endswith("贵单位可以通过以下互联网渠道提交行政复议申请书：掌上复议小程序。")
    assert "互联网渠道" not in sentences(LetterKind.THIRD_PARTY_DECISION)
    assert names(LetterKind.THIRD_PARTY_DECISION, served_online=True) == {"remedy_platform"}


@pytest.mark.parametrize("length", [20, 60, 62, 10_000])
def test_the_slip_stays_on_one_page_with_room_to_write_however_long_the_name_of_the_information(length: int) -> None:
    pdf = printed(LetterKind.THIRD_PARTY_INQUIRY, information="情况" * (length // 2))
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        slip = document.pages[-1]
        text = slip.extract_text().replace("\n", "")
        assert "第三方意见回执" in text
        assert "天津海关办公室" in text
        assert max(char["bottom"] for char in slip.chars if char["size"] != 14) < 262 * 72 / 25.4
    assert copied(pdf).replace("\n", "").count("情况") >= length // 2
