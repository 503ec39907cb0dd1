"""Forms as tables: nothing is lost when a row grows over a page, names stand on each part, choices are ticked."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from forms.form_table import FormPart, draw_form, labelled, signed, ticked
from tests.forms.letter_cases import copied


def test_a_long_value_goes_on_on_the_next_page_under_its_name() -> None:
    words = [f"第{place}句说明冷链食品查验。" for place in range(400)]
    part = FormPart(title="长表", rows=(labelled(("申请内容", "".join(words))), signed("申请人")), notes=("说明。",))
    rendered = draw_form([part], "天津海关", date(2026, 3, 6))
    assert rendered.pages > 1
    text = copied(rendered.pdf).replace("\n", "")
    assert text.count("申请内容") == rendered.pages
    assert all(sentence[:-1] in text for sentence in words[::40])
    assert text.count("签名") == 1
    assert "说明。" in text


@pytest.mark.parametrize("lines", range(40, 48))
def test_a_value_of_about_a_page_is_parted_and_ends(lines: int) -> None:
    value = "\n".join(f"第{place}行" for place in range(lines))
    part = FormPart(title="表", rows=(labelled(("登记编号", "1")), labelled(("申请内容", value)), signed("拟稿人")))
    rendered = draw_form([part], "天津海关", date(2026, 3, 6))
    assert rendered.pages == 2
    text = copied(rendered.pdf)
    assert [text.count(f"第{place}行") for place in range(lines)] == [1] * lines


def test_the_name_of_a_group_has_room_on_either_page() -> None:
    office = [labelled((name, ""), group="机关填写") for name in ("登记编号", "身份核对")]
    part = FormPart(title="表", rows=(labelled(("申请内容", "一行\n" * 38 + "末行")), *office))
    with pdfplumber.open(BytesIO(draw_form([part], "天津海关", date(2026, 3, 6)).pdf)) as paper:
        first, second = (page.extract_text() for page in paper.pages)
    assert "登记编号" not in first
    assert "登记编号" in second
    assert "身份核对" in second


@pytest.mark.parametrize("last", [90.0, 170.0])
def test_notes_do_not_stand_on_a_page_alone(last: float) -> None:
    rows = (labelled(("申请内容", ""), height=690.0 - last), signed("申请人", height=last))
    part = FormPart(title="表", rows=rows, notes=("说明。" * 40, "告知。" * 200))
    rendered = draw_form([part], "天津海关", date(2026, 3, 6))
    assert rendered.pages == 2
    with pdfplumber.open(BytesIO(rendered.pdf)) as paper:
        assert "申请人" in paper.pages[1].extract_text()


def test_each_part_begins_a_page() -> None:
    parts = [FormPart(title="封面", rows=(labelled(("名称", "甲")),)), FormPart(title="目录", rows=(signed("立卷人"),))]
    assert draw_form(parts, "天津海关", date(2026, 3, 6)).pages == 2


def test_the_same_form_gives_the_same_bytes() -> None:
    part = FormPart(title="表", rows=(labelled(("姓名", "王䶮")),))
    first, second = (draw_form([part], "天津海关", date(2026, 3, 6)).pdf for _ in range(2))
    assert first == second
    assert "王䶮" in copied(first)


def test_chosen_options_are_filled() -> None:
    assert ticked({"paper": "纸质", "disc": "光盘"}, "disc") == "□纸质 ■光盘"
    assert ticked({"paper": "纸质"}, None) == "□纸质"


def test_each_page_of_several_tells_whose_it_is_and_heads_are_repeated() -> None:
    rows = tuple(labelled((f"第{place}件", "题名")) for place in range(90))
    part = FormPart(title="卷内文件目录", rows=rows, heads=(labelled(("序号", "题名一栏")),))
    rendered = draw_form([part], "天津海关", date(2026, 3, 6), "0200-2026-0031")
    assert rendered.pages > 2
    text = copied(rendered.pdf)
    assert text.count("题名一栏") == rendered.pages
    assert text.count("登记编号 0200-2026-0031") == rendered.pages
    for place in range(1, rendered.pages + 1):
        assert f"第 {place} 页　共 {rendered.pages} 页" in text
    assert all(f"第{place}件" in text for place in range(90))
