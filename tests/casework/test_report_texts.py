"""Text and table cannot part: figures are bound, and a number typed by hand that contradicts one is found."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.casework.reports.report_texts import Term, Verdict, loose_numbers, missing_terms, pieces, resolved

YEAR = 2025


def term(name: str, value: int | None, *words: str, unit: str = "件") -> Term:
    if value is None:
        return Term(name=name, text=f"〔{name}未填〕", unit=unit, words=words, missing=True)
    return Term(name=name, text=str(value), number=Decimal(value), unit=unit, words=words or (name,))


TERMS = {
    one.name: one
    for one in (
        term("新收", 23, "新收", "收到申请"),
        term("办结", 23),
        term("予以公开", 3),
        term("部分公开", 1),
        term("收费金额", 400, "信息处理费", unit="元"),
        term("拍卖信息", None, "拍卖信息", unit="条"),
    )
}


def verdicts(template: str) -> list[tuple[str, Verdict]]:
    return [(one.text, one.verdict) for one in loose_numbers(template, TERMS, YEAR)]


def test_a_bound_figure_follows_its_table() -> None:
    template = "全年新收{新收}件，予以公开{予以公开}件。"
    assert resolved(template, TERMS) == "全年新收23件，予以公开3件。"
    corrected = TERMS | {"新收": term("新收", 24)}
    assert resolved(template, corrected) == "全年新收24件，予以公开3件。"


def test_bound_figures_are_no_numbers_typed_by_hand() -> None:
    assert verdicts("全年新收{新收}件，予以公开{予以公开}件。") == []


@pytest.mark.parametrize("typed", ["25件", "２５件", "二十五件", "25 件"])
def test_a_typed_number_that_contradicts_the_figure_of_its_clause_is_found(typed: str) -> None:
    (found,) = loose_numbers(f"全年新收{typed}，办结{{办结}}件。", TERMS, YEAR)
    assert found.verdict is Verdict.CONTRADICTS
    assert found.figure is not None
    assert (found.figure.name, found.clause.strip()) == ("新收", f"全年新收{typed}")


def test_a_typed_number_that_is_right_today_is_named_because_it_will_not_follow() -> None:
    assert verdicts("新收23件") == [("23件", Verdict.UNBOUND)]


def test_digits_typed_beside_a_bound_figure_are_found() -> None:
    assert verdicts("新收2{新收}件") == [("223件", Verdict.GLUED)]
    assert verdicts("新收{新收}0件") == [("230件", Verdict.GLUED)]


def test_only_figures_of_the_same_unit_are_compared() -> None:
    assert verdicts("新收申请时开展培训3次，收取信息处理费400元") == [("400元", Verdict.UNBOUND)]
    assert verdicts("收取信息处理费500元") == [("500元", Verdict.CONTRADICTS)]


def test_numbers_of_other_years_are_not_compared() -> None:
    assert verdicts("上年新收19件") == [("19件", Verdict.UNKNOWN)]
    assert verdicts("2024年新收19件") == [("19件", Verdict.UNKNOWN)]
    assert verdicts("2025年新收19件") == [("19件", Verdict.CONTRADICTS)]


def test_a_clause_is_what_stands_between_two_marks() -> None:
    assert verdicts("新收申请较多，组织培训5件") == [("5件", Verdict.UNKNOWN)]


def test_figures_that_nobody_entered_are_named() -> None:
    template = "公开拍卖信息{拍卖信息}条，新收{新收}件，拍卖信息{拍卖信息}条"
    assert [one.name for one in missing_terms(template, TERMS)] == ["拍卖信息"]


def test_braces_that_name_no_figure_stay_as_they_were_typed() -> None:
    assert resolved("{没有这个数}{新收}{", TERMS) == "{没有这个数}23{"


@given(st.text(alphabet=st.sampled_from("{}新收办结23件，。 \n王䶮𬱖<b>&=1"), max_size=60))
def test_any_text_is_cut_and_joined_without_loss(text: str) -> None:
    cut = pieces(text, TERMS)
    assert "".join(piece.text if piece.term is None else f"{{{piece.term}}}" for piece in cut) == text
    loose_numbers(text, TERMS, YEAR)
