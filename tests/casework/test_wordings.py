"""An office words its letters itself: from a day on, without touching what the law fixes or what was issued before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Issued, LetterDraft
from desktop.casework.views import Paper
from desktop.casework.wording.wording_clashes import clash_of
from desktop.casework.wording.wording_faults import MOST_CHARACTERS, MOST_OF_TITLE, WordingRefused
from desktop.casework.wording.wording_parts import WORDED, parts_of, worded
from desktop.casework.wording.wording_views import WordingDraft
from desktop.casework.wording.wordings import VersionRefused
from forms.catalogue import BUILT, form_of
from resources import wording
from resources.vocabulary import LetterKind, Outcome
from tests.casework.conftest import Clock

EXTENSION = LetterKind.EXTENSION_NOTICE
OWN = "由于〔延期的原因〕，本机关不能在法定期限内答复。"
FACTS = {"extension_days": 10, "reason": "检索量大", "approved_by": "吴敏", "approved_on": "2026-03-02"}


def reason_label() -> str:
    return form_of(EXTENSION).placeholders["reason"]


def draft_of(casework: Casework, kind: LetterKind = EXTENSION, **changed: Any) -> WordingDraft:
    """A draft with the words in force, a day, a reason and an author; ``changed`` texts by part, or other fields."""
    page = casework.wordings.page(kind)
    fields = {name: changed.pop(name) for name in ("effective_from", "reason_given", "author") if name in changed}
    return WordingDraft(
        kind=kind,
        texts={**page.texts, **changed},
        effective_from=fields.get("effective_from", casework.context.today()),
        reason=fields.get("reason_given", "用语统一"),
        author=fields.get("author", "周宁"),
    )


def own_reason(text: str = OWN) -> str:
    return text.replace("延期的原因", reason_label())


def extension_of(casework: Casework, number: str, **values: Any) -> LetterDraft:
    return replace(casework.letters.begin([number], EXTENSION).draft, values={**FACTS, **values})


def issued(casework: Casework, number: str, **values: Any) -> Issued:
    return casework.letters.issue(extension_of(casework, number, **values))


def text_of(paper: Paper) -> str:
    with pdfplumber.open(BytesIO(paper.pdf)) as pdf:
        return "".join(page.extract_text() for page in pdf.pages).replace("\n", "").replace(" ", "")


def test_a_letter_is_written_with_the_words_of_its_date(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 4)
    assert casework.wordings.save(draft_of(casework, reason=own_reason(), effective_from=date(2026, 3, 10))) == Changes(
        wording=True, drafts=True
    )
    clock.move_to(3, 9)
    before = casework.letters.preview(extension_of(casework, registered))
    assert "因检索量大，无法在法定期限内答复" in text_of(before)
    clock.move_to(3, 10)
    letter = issued(casework, registered)
    assert "由于检索量大，本机关不能在法定期限内答复。" in text_of(letter.paper)
    assert letter.letter.wording_version == f"{wording.load(EXTENSION).version}/1"


def test_a_letter_dated_back_has_the_words_of_that_day(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 4)
    casework.wordings.save(draft_of(casework, reason=own_reason()))
    draft = extension_of(casework, registered, date="2026-03-03")
    assert casework.letters.screen(draft).wording_version == wording.load(EXTENSION).version
    assert casework.letters.screen(replace(draft, values=FACTS)).wording_version.endswith("/1")


def test_an_issued_letter_stays_as_it_is_to_the_byte(casework: Casework, clock: Clock, registered: str) -> None:
    clock.move_to(3, 4)
    casework.wordings.save(draft_of(casework, reason=own_reason()))
    letter = issued(casework, registered)
    clock.move_to(3, 5)
    casework.wordings.save(draft_of(casework, reason=own_reason("鉴于〔延期的原因〕，不能按期答复。")))
    again, _ = casework.letters.reprint(letter.letter.id)
    assert again.pdf == letter.paper.pdf
    kept = casework.letters.letter(letter.letter.id)
    assert "第 1 版" in casework.wordings.used_by(kept)
    assert "2026年3月4日起用（周宁：用语统一）" in casework.wordings.used_by(kept)


def test_a_letter_in_the_words_of_the_program_says_so(casework: Casework, registered: str) -> None:
    receipt = casework.letters.register()[0]
    assert "程序原文" in casework.wordings.used_by(casework.letters.letter(receipt.letter_id))


def test_the_receipt_at_the_counter_has_the_offices_words(casework: Casework, clock: Clock, make_draft: Any) -> None:
    kind = LetterKind.RECEIPT
    casework.wordings.save(draft_of(casework, kind, title="政府信息公开申请收件回执"))
    receipt = casework.intake.register(make_draft()).receipt_letter
    assert casework.letters.letter(receipt).title == "政府信息公开申请收件回执"
    assert "政府信息公开申请收件回执" in text_of(casework.letters.pdf(receipt))


def test_another_name_goes_through_the_whole_letter(casework: Casework, registered: str) -> None:
    kind = LetterKind.CORRECTION_NOTICE
    casework.wordings.save(draft_of(casework, kind, title="政府信息公开申请补正通知", own_name="本通知"))
    draft = replace(casework.letters.begin([registered], kind).draft, values={"items": ["联系方式"]})
    text = text_of(casework.letters.preview(draft))
    assert "政府信息公开申请补正通知" in text
    assert "自收到本通知之日起" in text
    assert "本告知书" not in text


def test_another_name_stands_in_the_remedy_clause(casework: Casework, registered: str) -> None:
    kind = LetterKind.REFUSAL
    casework.wordings.save(draft_of(casework, kind, title="不予公开政府信息决定书", own_name="本决定书"))
    values = {"internal_kind": "personnel", "reason": "公开会泄露个人考勤情况"}
    draft = replace(casework.letters.begin([registered], kind, Outcome.INTERNAL_AFFAIRS).draft, values=values)
    assert "自收到本决定书之日起60日内先向" in text_of(casework.letters.preview(draft))


def test_what_staff_change_in_one_letter_goes_before_the_offices_words(casework: Casework, registered: str) -> None:
    casework.wordings.save(draft_of(casework, reason=own_reason()))
    draft = replace(extension_of(casework, registered), edits={"reason": "因系统迁移，检索需要更多时间。"})
    text = text_of(casework.letters.preview(draft))
    assert "因系统迁移，检索需要更多时间。" in text
    assert "由于检索量大" not in text


def test_a_version_is_never_changed_and_its_text_comes_back_as_a_new_one(casework: Casework, clock: Clock) -> None:
    casework.wordings.save(draft_of(casework, reason=own_reason()))
    clock.move_to(3, 3)
    first = casework.wordings.page(EXTENSION).versions[-1]
    assert (first.version, first.standing) == (0, "past")
    casework.wordings.save(draft_of(casework, **first.texts, reason_given="恢复程序原文"))
    versions = casework.wordings.page(EXTENSION).versions
    assert [(version.version, version.standing) for version in versions] == [
        (2, "in_force"),
        (1, "past"),
        (0, "past"),
    ]
    assert versions[0].texts == first.texts
    assert [change.heading for change in versions[0].changes] == ["“因……，无法在法定期限内答复”句"]


def test_a_version_that_is_to_come_is_told_apart(casework: Casework, clock: Clock) -> None:
    casework.wordings.save(draft_of(casework, reason=own_reason(), effective_from=date(2026, 4, 1)))
    row = next(row for row in casework.wordings.rows() if row.kind is EXTENSION)
    assert (row.version, row.coming) == (0, date(2026, 4, 1))
    assert casework.wordings.page(EXTENSION).versions[0].standing == "coming"
    clock.move_to(4, 1)
    row = next(row for row in casework.wordings.rows() if row.kind is EXTENSION)
    assert (row.version, row.effective_from, row.coming) == (1, date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"reason": "因{原因}，无法答复"}, "缺少占位符"),
        ({"reason": "因{reason}{nothing}，无法答复"}, "{nothing}不是这种文书的占位符"),
        ({"reason": "因{reason}〔不知道〕，无法答复"}, "〔不知道〕不是这种文书的占位符"),
        ({"reason": "因{reason}于{corrected_on}"}, "〔补正收到日〕在这里可能没有内容"),
        ({"reason": "  "}, "不能为空"),
        ({"reason": "{reason}" + "长" * MOST_CHARACTERS}, "最多 10000 个"),
        ({"reason": "因{reason}\n无法答复"}, "换行"),
        ({"reason": "因{reason}\ue000"}, "U+E000"),
        ({"title": "{reason}告知书"}, "可能没有内容"),
        ({"title": "题" * 50 + "书"}, "最多 50 个"),
        ({"own_name": "告知书"}, "自称须以“本”开头"),
        ({"own_name": "本通知"}, "末字与文书名称相同"),
        ({"note": "（联系部门：{contact_office}）"}, "缺少占位符〔联系电话〕"),
        ({"note": "联系部门：{contact_office}，电话：{contact_phone}"}, "附注须整个写在一对圆括号（）里"),
        ({"note": "（{contact_office}）电话（{contact_phone}）"}, "附注须整个写在一对圆括号（）里"),
        ({"reason": "因{reason}，无法答复"}, "末尾没有句号"),
        ({"reason": "无法答复，因{reason}"}, "末尾没有句号"),
    ],
)
def test_words_that_cannot_stand_are_named(casework: Casework, changed: dict[str, str], fault: str) -> None:
    draft = draft_of(casework, **changed)
    with pytest.raises(WordingRefused) as refused:
        casework.wordings.save(draft)
    assert fault in refused.value.sentence()
    assert casework.wordings.page(EXTENSION).versions[0].version == 0, "nothing was kept"


def test_braces_markup_and_formulas_are_only_text(casework: Casework, registered: str) -> None:
    text = "{0}{reason.__class__}{{X}}<b>王䶮</b>&amp;=1+1，因{reason}，无法答复。"
    casework.wordings.save(draft_of(casework, reason=text))
    printed = text_of(casework.letters.preview(extension_of(casework, registered, reason="{agency}〔收件人〕")))
    assert "{0}{reason.__class__}{{X}}<b>王䶮</b>&amp;=1+1，因{agency}〔收件人〕，无法答复。" in printed


def test_ten_thousand_characters_make_a_long_letter(casework: Casework, registered: str) -> None:
    many = MOST_CHARACTERS - len("因{reason}。")
    casework.wordings.save(draft_of(casework, reason=f"因{{reason}}{'印' * many}。"))
    paper = casework.letters.preview(extension_of(casework, registered))
    assert text_of(paper).count("印") == many


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"effective_from": None}, "起用日"),
        ({"effective_from": date(2026, 3, 1)}, "不能早于今日"),
        ({"reason_given": " "}, "理由"),
        ({"author": ""}, "修改人"),
    ],
)
def test_a_version_needs_a_day_a_reason_and_an_author(casework: Casework, changed: dict[str, Any], fault: str) -> None:
    with pytest.raises(VersionRefused, match=fault):
        casework.wordings.save(draft_of(casework, reason=own_reason(), **changed))


def test_the_same_words_make_no_version(casework: Casework) -> None:
    with pytest.raises(VersionRefused, match="没有改动"):
        casework.wordings.save(draft_of(casework))


def test_fixed_sentences_are_shown_with_what_fixes_them_and_cannot_be_given(casework: Casework) -> None:
    locked = {part.name: part for part in casework.wordings.page(EXTENSION).parts if part.locked}
    assert "第三十三条第二款" in locked["extension"].why
    with pytest.raises(KeyError):
        casework.wordings.page(EXTENSION).texts["extension"]
    texts = {**casework.wordings.page(EXTENSION).texts, "extension": "随意延期。"}
    assert "随意延期" not in "".join(one.text for one in worded(EXTENSION, texts).sentences)


def test_final_replies_show_the_remedy_clause_as_fixed(casework: Casework) -> None:
    parts = casework.wordings.page(LetterKind.REFUSAL).parts
    remedies = [part for part in parts if part.name.startswith("remedy_")]
    assert [part.locked for part in remedies] == [True]
    assert "先向〔复议机关〕申请行政复议" in remedies[0].text
    assert "第二十三条" in remedies[0].why


def test_forms_have_the_offices_titles_filled_in_and_blank(casework: Casework, registered: str) -> None:
    for kind in (LetterKind.REVIEW_FORM, LetterKind.APPLICATION_FORM):
        casework.wordings.save(draft_of(casework, kind, title="海关政府信息公开专用表"))
    assert "海关政府信息公开专用表" in text_of(casework.file_papers.of_request(registered, LetterKind.REVIEW_FORM))
    blank = next(form for form in casework.file_papers.blank_forms() if form.kind is LetterKind.APPLICATION_FORM)
    assert "海关政府信息公开专用表" in text_of(casework.file_papers.blank(blank))


def test_the_longest_title_fits_the_paper(casework: Casework, registered: str) -> None:
    title = "关于" + "政府信息公开申请" * 5 + "延期答复告知书"
    assert len(title) <= MOST_OF_TITLE
    casework.wordings.save(draft_of(casework, title=title))
    assert title in text_of(casework.letters.preview(extension_of(casework, registered)))


@pytest.mark.parametrize("kind", sorted(BUILT))
def test_every_fixed_sentence_says_what_fixes_it(kind: LetterKind) -> None:
    for sentence in wording.load(kind).sentences:
        assert bool(sentence.law) is not sentence.office, sentence.id
        assert sentence.locked or sentence.office, sentence.id


@pytest.mark.parametrize("kind", sorted(WORDED))
def test_the_programs_own_words_stand_by_its_own_rules(casework: Casework, kind: LetterKind) -> None:
    assert casework.wordings.faults(draft_of(casework, kind)) == ()
    labels = list(form_of(kind).placeholders.values())
    assert len(labels) == len(set(labels)), "a label names one placeholder"
    assert {part.name for part in parts_of(kind)} >= {"title"}


@pytest.mark.parametrize("kind", sorted(WORDED))
def test_every_letter_can_be_tried_without_a_request(casework: Casework, kind: LetterKind) -> None:
    for part in parts_of(kind):
        paper = casework.wordings.trial(draft_of(casework, kind), part=part.name)
        assert paper.pages >= 1
        if part.name not in ("own_name", "title") and kind is not LetterKind.PARTIAL_REPLY:
            words = max(re.split(r"\{[a-z0-9_]+\}", part.text), key=len)
            assert words in text_of(paper), f"{kind} {part.name} is not printed"


def test_a_real_request_fills_the_trial(casework: Casework, registered: str) -> None:
    page = casework.wordings.page(EXTENSION)
    assert page.request == registered
    text = text_of(casework.wordings.trial(draft_of(casework, reason=own_reason()), registered, "reason"))
    assert "罗敏霞" in text
    assert f"由于〔{reason_label()}〕" in text


def test_words_for_each_of_several_matters_are_worded_once(casework: Casework) -> None:
    kind = LetterKind.PARTIAL_REPLY
    casework.wordings.save(draft_of(casework, kind, closed_reason_1="理由是：{closed_reason_1}。"))
    with casework.context.store.reading() as reading:
        own = reading.wording_on("天津海关", kind, casework.context.today())
    assert own is not None
    texts = {one.id: one.text for one in worded(kind, own.texts).sentences}
    assert [texts[f"closed_reason_{place}"] for place in (1, 2, 6)] == [
        f"理由是：{{closed_reason_{place}}}。" for place in (1, 2, 6)
    ]


def test_unsaved_words_wait_in_a_draft(casework: Casework, clock: Clock) -> None:
    typed = draft_of(casework, reason="写到一半〔", effective_from=None)
    casework.wordings.keep_draft(typed)
    assert casework.wordings.page(EXTENSION).draft == typed
    assert [row.kind for row in casework.wordings.rows() if row.drafted] == [EXTENSION]
    casework.wordings.discard_draft(EXTENSION)
    assert casework.wordings.page(EXTENSION).draft is None


def test_versions_stand_in_the_order_of_their_days_each_against_the_one_it_replaces(
    casework: Casework, clock: Clock
) -> None:
    clock.move_to(3, 2)
    casework.wordings.save(draft_of(casework, end="特此告知，请知悉。", effective_from=date(2026, 4, 1)))
    casework.wordings.save(draft_of(casework, reason=own_reason()))
    casework.wordings.save(draft_of(casework, reason=own_reason("因〔延期的原因〕，不能按期答复。")))
    views = casework.wordings.page(EXTENSION).versions
    assert [(view.version, view.standing) for view in views] == [
        (1, "coming"),
        (3, "in_force"),
        (2, "replaced"),
        (0, "past"),
    ]
    assert [len(view.changes) for view in views] == [2, 1, 1, 0], "the coming one takes the reason back, too"


def test_a_version_that_would_undo_another_is_announced(casework: Casework, clock: Clock) -> None:
    clock.move_to(3, 2)
    casework.wordings.save(draft_of(casework, reason=own_reason(), effective_from=date(2026, 4, 1)))

    def said(day: date, **texts: str) -> str:
        draft = draft_of(casework, effective_from=day, **texts)
        return clash_of(casework.wordings.page(EXTENSION), draft)

    other = {"end": "特此告知，请知悉。"}
    assert said(date(2026, 4, 2), **other) == (
        "第 1 版（2026年4月1日起用）的改动不在这里，保存后即被取代；要保留的，先在“版本”里按“恢复此版本”，在它上面改"
    )
    assert "没有这里的改动，到那天起又是原来的用语" in said(date(2026, 3, 3), **other)
    assert said(date(2026, 4, 2), reason=own_reason(), **other) == "", "it was changed on top of it"
    assert said(date(2026, 3, 3), reason=own_reason("因〔延期的原因〕，不能按期答复。")) == "", (
        "both word the same part"
    )


def test_marks_that_nobody_sees_are_not_kept(casework: Casework) -> None:
    casework.wordings.save(draft_of(casework, end="特此\u202e告知\u200b您。\ufeff"))
    assert casework.wordings.page(EXTENSION).texts["end"] == "特此告知您。"
