"""Forms of the office: blank for the counter, filled for a request; the file with its directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import DraftPerson
from desktop.casework.letters.letter_views import Service
from desktop.casework.requests.cases import RequestNotFound
from resources.vocabulary import ApplicantKind, Channel, EventKind, IdentityDocument, LetterKind, Outcome, WayOfService
from tests.casework.conftest import Clock, MakeDraft

REFUSAL = {"internal_kind": "personnel", "reason": "所涉内容为内部岗位调整"}


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return "".join(page.extract_text() for page in paper.pages).replace("\n", "")


def kinds_of(casework: Casework, number: str) -> set[LetterKind]:
    return {paper.kind for paper in casework.file_papers.papers(number)}


def refused(casework: Casework, number: str) -> str:
    """The id of an issued refusal (内部事务信息)."""
    draft = casework.letters.begin([number], LetterKind.REFUSAL, Outcome.INTERNAL_AFFAIRS).draft
    return casework.letters.issue(replace(draft, values=REFUSAL)).letter.id


def test_blank_forms_name_the_office_and_nobody(casework: Casework, registered: str) -> None:
    forms = casework.file_papers.blank_forms()
    assert len({form.name for form in forms}) == len(forms) == 8
    for form in forms:
        text = text_of(casework.file_papers.blank(form).pdf)
        assert "罗敏霞" not in text, form.name
        assert registered not in text, form.name


def test_day_and_hour_of_a_blank_record_stand_in_one_line(casework: Casework) -> None:
    form = next(one for one in casework.file_papers.blank_forms() if one.kind is LetterKind.ON_THE_SPOT_RECORD)
    with pdfplumber.open(BytesIO(casework.file_papers.blank(form).pdf)) as paper:
        lines = paper.pages[0].extract_text().splitlines()
    line = next(one for one in lines if "时间" in one)
    assert [sign for sign in line if sign in "年月日时分"] == list("时年月日时分")


def test_the_application_form_has_a_variant_for_organisations_and_the_notice_on_personal_data(
    casework: Casework,
) -> None:
    citizen, organisation = (
        text_of(casework.file_papers.blank(form).pdf)
        for form in casework.file_papers.blank_forms()
        if form.kind is LetterKind.APPLICATION_FORM
    )
    assert "工作单位" in citizen
    assert "统一社会" in organisation
    assert "□商业企业" in organisation
    for text in (citizen, organisation):
        assert "个人信息保护法》第十七条、第三十五条" in text
        assert "不需要说明用途" in text


def test_a_filled_form_carries_what_was_registered(casework: Casework, make_draft: MakeDraft) -> None:
    draft = make_draft(
        name="示例商贸有限公司",
        applicant_kind=ApplicantKind.BUSINESS,
        id_type=IdentityDocument.USCC,
        id_number="91110000802100433B",
        legal_representative="何正",
    )
    number = casework.intake.register(draft).number
    text = text_of(casework.file_papers.of_request(number, LetterKind.APPLICATION_FORM).pdf)
    for words in ("示例商贸有限公司", "91110000802100433B", "何正", number, "■商业企业", "■纸质", "■邮寄"):
        assert words in text


def test_forms_of_a_joint_request_name_every_applicant(casework: Casework, make_draft: MakeDraft) -> None:
    other = DraftPerson(
        kind=ApplicantKind.NATURAL_PERSON, name="王䶮", id_type=IdentityDocument.RESIDENT_ID, id_number=""
    )
    number = casework.intake.register(make_draft(co_applicants=(other,))).number
    withdrawal = casework.file_papers.of_request(number, LetterKind.WITHDRAWAL_FORM).pdf
    assert "罗敏霞、王䶮" in text_of(withdrawal)
    refused(casework, number)
    for kind in (LetterKind.AUTHORITY_FORM, LetterKind.SERVICE_RECEIPT):
        paper = next(paper for paper in casework.file_papers.papers(number) if paper.kind is kind)
        assert "罗敏霞、王䶮" in text_of(casework.file_papers.of_request(number, kind, paper.letter).pdf), kind
    assert "罗敏霞、王䶮" in text_of(casework.requests.proof_paper(number).pdf)


def test_an_oral_request_has_its_own_form(casework: Casework, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(channel=Channel.ORAL)).number
    kinds = kinds_of(casework, number)
    assert LetterKind.ORAL_APPLICATION_FORM in kinds
    assert LetterKind.APPLICATION_FORM not in kinds
    assert "已向申请人宣读" in text_of(casework.file_papers.of_request(number, LetterKind.ORAL_APPLICATION_FORM).pdf)


def test_a_handover_slip_names_department_and_inner_limit_but_not_the_applicant(
    casework: Casework, clock: Clock, registered: str
) -> None:
    assert LetterKind.HANDOVER_SLIP not in kinds_of(casework, registered)
    casework.steps.record(registered, EventKind.HANDED_OVER, clock.day, {"to": "关税处", "due_on": "2026-03-20"})
    assert LetterKind.HANDOVER_SLIP in kinds_of(casework, registered)
    text = text_of(casework.file_papers.of_request(registered, LetterKind.HANDOVER_SLIP).pdf)
    assert "关税处" in text
    assert "2026年3月20日" in text
    assert "罗敏霞" not in text


def test_a_service_receipt_names_the_last_letter_and_its_way(casework: Casework, clock: Clock, registered: str) -> None:
    letter = refused(casework, registered)
    posted = Service(way=WayOfService.POST, on=clock.day, posted_on=clock.day, tracking_number="XA100000001")
    casework.letters.serve(letter, posted)
    text = text_of(casework.file_papers.of_request(registered, LetterKind.SERVICE_RECEIPT).pdf)
    assert letter in text
    assert "■邮寄送达" in text
    assert "XA100000001" in text
    assert "见证人签名" in text
    assert "（两人）" in text


@pytest.mark.parametrize("way", [WayOfService.EMAIL, WayOfService.FAX, WayOfService.WEB])
def test_a_service_receipt_of_an_electronic_service_says_so(
    casework: Casework, clock: Clock, registered: str, way: WayOfService
) -> None:
    casework.letters.serve(refused(casework, registered), Service(way=way, on=clock.day))
    text = text_of(casework.file_papers.of_request(registered, LetterKind.SERVICE_RECEIPT).pdf)
    assert "■电子送达" in text
    assert text.count("■") == 1


def test_a_letter_sent_by_mail_went_to_that_address(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    number = casework.intake.register(make_draft(email="luo@example.cn", address="天津市示例路1号")).number
    casework.letters.serve(refused(casework, number), Service(way=WayOfService.EMAIL, on=clock.day))
    text = text_of(casework.file_papers.of_request(number, LetterKind.SERVICE_RECEIPT).pdf)
    assert "luo@example.cn" in text
    assert "示例路" not in text


def test_each_letter_has_a_service_receipt_of_its_own(casework: Casework, registered: str) -> None:
    draft = casework.letters.begin([registered], LetterKind.EXTENSION_NOTICE).draft
    facts: dict[str, Json] = {
        "extension_days": 5,
        "reason": "检索量大",
        "approved_by": "何正",
        "approved_on": "2026-03-02",
    }
    extension = casework.letters.issue(replace(draft, values=facts)).letter
    reply = refused(casework, registered)
    receipts = [paper for paper in casework.file_papers.papers(registered) if paper.letter is not None]
    assert {paper.letter for paper in receipts} == {extension.id, reply}
    for paper in receipts:
        text = text_of(casework.file_papers.of_request(registered, paper.kind, paper.letter).pdf)
        assert paper.letter is not None
        assert paper.letter in text


def test_the_file_is_listed_in_the_order_in_which_it_is_bound(casework: Casework, registered: str) -> None:
    letter = refused(casework, registered)
    form = casework.letters.compose(registered, LetterKind.FILE_COVER, {})
    assert form.missing == ()
    assert form.paper is not None
    text = text_of(form.paper.pdf)
    assert letter.startswith("津关公开答")
    assert text.index("答复书") < text.rindex("登记回执"), "the reply stands first, the receipt behind it"
    assert "30年" in text, "a file with a refusal is kept long"


def test_a_file_that_is_open_has_no_term_yet(casework: Casework, registered: str) -> None:
    text = text_of(casework.file_papers.of_request(registered, LetterKind.FILE_COVER).pdf)
    assert "30年" not in text
    assert "10年" not in text


def test_commands_print_every_form_of_every_edition(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    clock.day = date(2018, 3, 5)
    number = casework.intake.register(make_draft(arrived_on=clock.day)).number
    for kind in kinds_of(casework, number):
        assert casework.letters.compose(number, kind, {}).paper is not None, kind


def test_forms_of_a_request_of_the_old_regulation_cite_the_old_regulation(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """国务院令第492号: 20 for the request, 24(1) for an answer on the spot; the purpose was asked for (13)."""
    clock.day = date(2018, 3, 5)
    number = casework.intake.register(make_draft(arrived_on=clock.day, purpose="用于论文写作")).number
    application = form_text(casework, number, LetterKind.APPLICATION_FORM)
    assert "（国务院令第492号）第二十条填写" in application
    assert "用于论文写作" in application
    for absent in ("第二十九条", "不需要说明用途", "申请人附身份证明"):
        assert absent not in application
    on_the_spot = form_text(casework, number, LetterKind.ON_THE_SPOT_RECORD)
    assert "（国务院令第492号）第二十四条第一款" in on_the_spot
    assert "第三十三条" not in on_the_spot
    review = form_text(casework, number, LetterKind.REVIEW_FORM)
    assert "（国务院令第492号）" in review
    assert "第十七条" not in review
    for kind in kinds_of(casework, number):
        assert casework.file_papers.of_request(number, kind).pages <= 2, kind


def test_forms_of_unknown_requests_are_refused(casework: Casework) -> None:
    with pytest.raises(RequestNotFound):
        casework.file_papers.of_request("0200-2026-9999", LetterKind.REVIEW_FORM)


def test_every_form_of_the_counter_fits_one_page(casework: Casework, registered: str) -> None:
    blank = {form.name: casework.file_papers.blank(form).pages for form in casework.file_papers.blank_forms()}
    filled = {kind: casework.file_papers.of_request(registered, kind).pages for kind in kinds_of(casework, registered)}
    assert set(blank.values()) == {1}
    assert filled.pop(LetterKind.FILE_COVER) == 2
    assert set(filled.values()) == {1}


COMPANY = {
    "name": "示例商贸有限公司",
    "applicant_kind": ApplicantKind.BUSINESS,
    "id_type": IdentityDocument.USCC,
    "id_number": "91110000802100433B",
}


def form_text(casework: Casework, number: str, kind: LetterKind) -> str:
    return text_of(casework.file_papers.of_request(number, kind).pdf)


def test_an_organisation_signs_by_its_representative_and_seals_and_a_person_signs(
    casework: Casework, make_draft: MakeDraft, registered: str
) -> None:
    company = casework.intake.register(make_draft(**COMPANY)).number
    for kind in (LetterKind.ON_THE_SPOT_RECORD, LetterKind.AUTHORITY_FORM, LetterKind.WITHDRAWAL_FORM):
        assert "代表人签名并加盖单位印章：" in form_text(casework, company, kind), kind
        assert "捺印" not in form_text(casework, company, kind), kind
        assert "签名或者捺印：" in form_text(casework, registered, kind), kind
    assert "本单位自愿撤回" in form_text(casework, company, LetterKind.WITHDRAWAL_FORM)
    assert "本人自愿撤回" in form_text(casework, registered, LetterKind.WITHDRAWAL_FORM)


def test_an_agent_stands_on_what_he_signs_with_the_kind_of_his_document(
    casework: Casework, make_draft: MakeDraft
) -> None:
    draft = make_draft(
        has_agent=True, agent_name="欧阳昇", agent_id_number="120101198503070014", agent_authority="签收文书"
    )
    number = casework.intake.register(draft).number
    for kind in (LetterKind.AUTHORITY_FORM, LetterKind.ON_THE_SPOT_RECORD):
        assert "居民身份证 120101198503070014" in form_text(casework, number, kind).replace("　", " "), kind
    assert "欧阳昇（委托权限：签收文书）" in form_text(casework, number, LetterKind.SERVICE_RECEIPT)
    assert "申请人" in form_text(casework, number, LetterKind.WITHDRAWAL_FORM)
    assert "（代理人）" in form_text(casework, number, LetterKind.WITHDRAWAL_FORM)


def test_the_agent_is_nobodys_business_when_a_third_party_is_served(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    number = casework.intake.register(make_draft(has_agent=True, agent_name="欧阳昇")).number
    values: dict[str, Json] = {
        "addressee": "天津某某国际贸易有限公司",
        "addressee_address": "天津市滨海新区示例路9号",
        "party_is_organisation": True,
        "right_kind": "trade_secret",
        "information": "处置情况说明",
        "concerned": "成交价格",
    }
    draft = casework.letters.begin([number], LetterKind.THIRD_PARTY_INQUIRY).draft
    letter = casework.letters.issue(replace(draft, values=values)).letter
    receipt = text_of(casework.file_papers.of_request(number, LetterKind.SERVICE_RECEIPT, letter.id).pdf)
    assert "天津某某国际贸易有限公司" in receipt
    assert "欧阳昇" not in receipt


def test_each_of_several_applicants_has_his_document_on_the_forms(casework: Casework, make_draft: MakeDraft) -> None:
    other = DraftPerson(name="孙祎", id_number="120101199203070011")
    foreigner = DraftPerson(name="Ann", id_type=IdentityDocument.PASSPORT, id_number="X1234567")
    number = casework.intake.register(make_draft(co_applicants=(other, foreigner))).number
    for kind in (LetterKind.AUTHORITY_FORM, LetterKind.WITHDRAWAL_FORM, LetterKind.ON_THE_SPOT_RECORD):
        text = form_text(casework, number, kind).replace("　", " ")
        assert "居民身份证 120101199203070011" in text, kind
        assert f"{IdentityDocument.PASSPORT.label} X1234567" in text, kind
    assert "120101199203070011" in form_text(casework, number, LetterKind.APPLICATION_FORM)


def test_an_authority_says_what_the_agent_is_to_ask_of_whom(casework: Casework, registered: str) -> None:
    assert "向中华人民共和国天津海关申请公开：" in form_text(casework, registered, LetterKind.AUTHORITY_FORM)


def test_forms_of_a_record_correction_speak_of_a_correction(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """条例 41: it asks for no information."""
    number = casework.intake.register(make_draft(record_correction=True, evidence="营业执照")).number
    casework.steps.record(number, EventKind.HANDED_OVER, clock.day, {"to": "企业管理处", "due_on": "2026-03-20"})
    withdrawal = form_text(casework, number, LetterKind.WITHDRAWAL_FORM)
    assert withdrawal.startswith("政府信息更正申请撤回申请书")
    assert "提出的上述更正申请" in withdrawal
    assert "申请更正：" in form_text(casework, number, LetterKind.AUTHORITY_FORM)
    slip = form_text(casework, number, LetterKind.HANDOVER_SLIP)
    assert "是否更正的意见" in slip
    assert "公开" not in slip
    assert form_text(casework, number, LetterKind.FILE_COVER).startswith("政府信息更正申请案卷")


def test_a_review_form_says_how_the_applicant_wants_the_information(casework: Casework, registered: str) -> None:
    """law 10.3: the applicant's wish, whether a third party was asked, and what it said; never who asks."""
    text = form_text(casework, registered, LetterKind.REVIEW_FORM).replace("　", " ")
    assert "纸质 邮寄" in text
    assert "□同意 □不同意 □部分同意" in text
    assert "罗敏霞" not in text


def directory(casework: Casework, number: str) -> list[list[str | None]]:
    pdf = casework.file_papers.of_request(number, LetterKind.FILE_COVER).pdf
    with pdfplumber.open(BytesIO(pdf)) as paper:
        return [row for page in paper.pages[1:] for table in page.extract_tables() for row in table]


def test_the_request_itself_stands_in_the_directory_behind_the_reply(
    casework: Casework, make_draft: MakeDraft, registered: str
) -> None:
    refused(casework, registered)
    titles = [row[2] for row in directory(casework, registered)]
    assert titles[1:4] == ["政府信息公开申请答复书", "政府信息公开申请及身份证明", "政府信息公开申请登记回执"]
    oral = casework.intake.register(make_draft(channel=Channel.ORAL)).number
    form, receipt = directory(casework, oral)[1:3]
    assert (str(form[2]).replace("\n", ""), form[4:]) == ("政府信息公开申请表（口头申请代填）", ["1", "1"])
    assert receipt[4] == "2", "the pages go on behind the form, which has one"


def test_the_cover_counts_pages_only_where_all_are_known(casework: Casework, make_draft: MakeDraft) -> None:
    oral = casework.intake.register(make_draft(channel=Channel.ORAL)).number
    assert "2件 2页" in form_text(casework, oral, LetterKind.FILE_COVER).replace("　", " ")
    posted = casework.intake.register(make_draft()).number
    assert "2件 页" in " ".join(form_text(casework, posted, LetterKind.FILE_COVER).replace("　", " ").split())


def test_a_service_receipt_has_the_mail_number_that_became_known_later(
    casework: Casework, clock: Clock, registered: str
) -> None:
    letter = refused(casework, registered)
    sent = Service(way=WayOfService.POST, on=clock.day, posted_on=clock.day)
    casework.letters.serve(letter, sent)
    casework.letters.signed_for(letter, replace(sent, tracking_number="XA100000001"))
    assert "XA100000001" in form_text(casework, registered, LetterKind.SERVICE_RECEIPT)


def test_no_paper_takes_a_day_for_the_receipt_day_before_the_applicant_is_reached(
    casework: Casework, clock: Clock, make_draft: MakeDraft
) -> None:
    """条例 31(3): what came by e-mail on the 2nd holds provisionally for the 3rd, and was received when confirmed."""
    draft = make_draft(channel=Channel.EMAIL, arrived_on=date(2026, 3, 2))
    number = casework.intake.register(draft).number
    assert "2026年3月3日" not in form_text(casework, number, LetterKind.APPLICATION_FORM)
    assert "2026年3月3日" not in form_text(casework, number, LetterKind.FILE_COVER)
    casework.steps.record(number, EventKind.HANDED_OVER, clock.day, {"to": "关税处"})
    slip = form_text(casework, number, LetterKind.HANDOVER_SLIP)
    assert "2026年3月31日" in slip, "3 March + 20, the cautious day"
    assert "（暂定，收到日待确认）" in slip
    clock.move_to(3, 5)
    casework.steps.record(number, EventKind.CONFIRMED, clock.day)
    assert "2026年3月5日" in form_text(casework, number, LetterKind.APPLICATION_FORM)
    assert "暂定" not in form_text(casework, number, LetterKind.HANDOVER_SLIP)
    withdrawal = form_text(casework, number, LetterKind.WITHDRAWAL_FORM)
    assert "2026年3月2日" in withdrawal, "the day of the application is that of its arrival"
    assert "2026年3月5日" not in withdrawal


def test_the_cover_of_a_void_registration_says_so(casework: Casework, registered: str) -> None:
    casework.steps.void_registration(registered, "重复登记")
    assert "登记作废" in form_text(casework, registered, LetterKind.FILE_COVER)


def test_an_ended_request_offers_no_form_of_another_end(casework: Casework, registered: str, clock: Clock) -> None:
    ends = {LetterKind.WITHDRAWAL_FORM, LetterKind.ON_THE_SPOT_RECORD}
    assert ends <= kinds_of(casework, registered)
    refused(casework, registered)
    assert kinds_of(casework, registered).isdisjoint(ends)


def test_a_withdrawn_request_keeps_the_form_that_proves_it(casework: Casework, registered: str, clock: Clock) -> None:
    draft = casework.letters.begin([registered], LetterKind.TERMINATION_NOTICE, Outcome.WITHDRAWN).draft
    values = {"withdrawn_on": clock.day.isoformat(), "withdrawal_proof": "signed"}
    casework.letters.issue(replace(draft, values=values))
    assert LetterKind.WITHDRAWAL_FORM in kinds_of(casework, registered)
    assert LetterKind.ON_THE_SPOT_RECORD not in kinds_of(casework, registered)


def test_of_a_voided_registration_there_is_only_the_file(casework: Casework, registered: str, clock: Clock) -> None:
    casework.steps.record(registered, EventKind.REGISTRATION_VOIDED, clock.day, {"why": "误登"})
    assert kinds_of(casework, registered) == {LetterKind.SERVICE_RECEIPT, LetterKind.FILE_COVER}
