"""勾稽关系 of table 三, in every column (国办公开办函〔2021〕30号)."""

from __future__ import annotations

import pytest

from desktop.casework.figures.equations import equations
from resources.vocabulary import RESULT_ROWS, Table3Column, Table3Row

KINDS = [column for column in Table3Column if column is not Table3Column.TOTAL]


def table(**person: int) -> dict[str, dict[Table3Column, int]]:
    """Table 三 in which only natural persons asked; rows named by code with ``_`` for the dot."""
    rows = {}
    for code in Table3Row:
        count = person.get(code.value.replace(".", "_"), 0)
        rows[code.value] = dict.fromkeys(Table3Column, 0) | {
            Table3Column.NATURAL_PERSON: count,
            Table3Column.TOTAL: count,
        }
    return rows


BALANCED = {"received": 7, "carried_in": 2, "disclosed": 5, "unavailable_not_held": 3, "total": 8, "carried_out": 1}


def test_a_table_that_balances_says_so_with_the_numbers_of_its_total_column() -> None:
    shown = equations(table(**BALANCED), None)
    assert [(one.text, one.figures, one.scope) for one in shown] == [
        ("一 + 二 = 三（七）+ 四", "7 + 2 = 8 + 1", "7 列均相等"),
        (f"三（七）= {len(RESULT_ROWS)} 行结果之和", "8 = 8", "7 列均相等"),
        ("总计 = 六类申请人之和", "25 行", "逐行相等"),
    ]
    assert all(one.holds for one in shown)


@pytest.mark.parametrize(
    ("wrong", "failing"),
    [({"received": 8}, [0]), ({"carried_out": 0}, [0]), ({"disclosed": 6}, [1]), ({"total": 9}, [0, 1])],
)
def test_a_wrong_number_fails_the_equations_it_stands_in(wrong: dict[str, int], failing: list[int]) -> None:
    shown = equations(table(**BALANCED | wrong), None)
    assert [place for place, one in enumerate(shown) if not one.holds] == failing
    assert shown[failing[0]].scope == "自然人、总计 不相等"


def test_a_total_that_is_not_the_sum_of_the_six_columns_names_its_row() -> None:
    wrong = table(**BALANCED)
    wrong[Table3Row.DISCLOSED][Table3Column.TOTAL] += 1
    assert equations(wrong, None)[2].scope == "（一）予以公开 不相等"


def test_what_was_carried_in_is_what_the_year_before_carried_out_in_every_column() -> None:
    this = table(**BALANCED)
    before = dict(this[Table3Row.CARRIED_IN])
    assert equations(this, before)[3].holds
    before[Table3Column.BUSINESS] += 1
    assert equations(this, before)[3].scope == "商业企业 不相等"
