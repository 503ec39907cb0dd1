"""The 勾稽关系 of table 三 (国办公开办函〔2021〕30号), checked cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.casework.figures.statistics_views import Equation
from resources.vocabulary import APPLICANT_COLUMNS, SUMMED_ROWS, Table3Column, Table3Row
from resources.vocabulary.annual_tables import row_name

Row = Mapping[Table3Column, int]


def equations(table3: Mapping[str, Row], carried_out_before: Row | None) -> tuple[Equation, ...]:
    """The equations of ``table3``. ``carried_out_before``: row 四 of the year before, None where it is not known."""
    made = [_balance(table3), _results(table3), _columns(table3)]
    if carried_out_before is not None:
        made.append(_carried(table3[Table3Row.CARRIED_IN], carried_out_before))
    return tuple(made)


def _balance(table3: Mapping[str, Row]) -> Equation:
    """R1 + R2 = T + C in every column."""
    new, old = table3[Table3Row.RECEIVED], table3[Table3Row.CARRIED_IN]
    done, left = table3[Table3Row.TOTAL], table3[Table3Row.CARRIED_OUT]
    total = Table3Column.TOTAL
    return _by_column(
        "一 + 二 = 三（七）+ 四",
        f"{new[total]} + {old[total]} = {done[total]} + {left[total]}",
        lambda column: new[column] + old[column] == done[column] + left[column],
    )


def _results(table3: Mapping[str, Row]) -> Equation:
    """T is the sum of the results in every column."""
    leaves = [row for code, row in table3.items() if code not in SUMMED_ROWS]
    total = table3[Table3Row.TOTAL]
    in_all = sum(row[Table3Column.TOTAL] for row in leaves)
    return _by_column(
        f"三（七）= {len(leaves)} 行结果之和",
        f"{total[Table3Column.TOTAL]} = {in_all}",
        lambda column: total[column] == sum(row[column] for row in leaves),
    )


def _columns(table3: Mapping[str, Row]) -> Equation:
    """总计 is the sum of the six kinds of applicant in every row."""
    failing = [
        code for code, row in table3.items() if row[Table3Column.TOTAL] != sum(row[kind] for kind in APPLICANT_COLUMNS)
    ]
    names = "、".join(row_name(code) for code in failing)
    return Equation(
        text="总计 = 六类申请人之和",
        figures=f"{len(table3)} 行",
        scope="逐行相等" if not failing else f"{names} 不相等",
        holds=not failing,
    )


def _carried(carried_in: Row, carried_out_before: Row) -> Equation:
    """R2 is C of the year before in every column."""
    total = Table3Column.TOTAL
    return _by_column(
        "上年结转 = 上年度的结转下年",
        f"{carried_in[total]} = {carried_out_before[total]}",
        lambda column: carried_in[column] == carried_out_before[column],
    )


def carried_as_filed(carried_in: Row, filed: Mapping[str, int]) -> Equation:
    """R2 is C of the report that was filed for the year before, in every column."""
    total = Table3Column.TOTAL
    return _by_column(
        "上年结转 = 上年度已报送的结转下年",
        f"{carried_in[total]} = {filed[total]}",
        lambda column: carried_in[column] == filed[column],
    )


def _by_column(text: str, figures: str, holds: Callable[[Table3Column], bool]) -> Equation:
    failing = [column for column in Table3Column if not holds(column)]
    names = "、".join(column.label.split("｜")[-1] for column in failing)
    scope = f"{len(Table3Column)} 列均相等" if not failing else f"{names} 不相等"
    return Equation(text=text, figures=figures, scope=scope, holds=not failing)
