"""Tables 三 and 四 on the screen have the shape and the wording of the form, whatever the numbers are."""

from __future__ import annotations

import pytest

from desktop.casework.figures.statistics_views import AnnualTables
from desktop.supervisor.annual_grids import table3_grid, table4_grid
from desktop.supervisor.form_table import CellRole, FormGrid
from resources.vocabulary import Table3Column, Table3Row, Table4Column, Table4Group

SINGLE_OTHER = "other"


def tables(codes: list[str]) -> AnnualTables:
    """Tables whose numbers count on from 1, so that a cell in the wrong place is noticed."""
    table3 = {code: dict.fromkeys(Table3Column, 0) for code in codes}
    for number, (code, column) in enumerate(((code, column) for code in codes for column in Table3Column), start=1):
        table3[code][column] = number
    table4 = {
        group: {column: 10 * at + place for place, column in enumerate(Table4Column)}
        for at, group in enumerate(Table4Group)
    }
    return AnnualTables(
        year=2025, format="2021", office="天津海关", table3=table3, table4=table4, balanced=True, findings=()
    )


FORM_2021 = [row.value for row in Table3Row]
FORM_2019 = [code for code in FORM_2021 if not code.startswith("other.")]
FORM_2019.insert(FORM_2019.index("total"), SINGLE_OTHER)


def covered(grid: FormGrid) -> dict[tuple[int, int], int]:
    """How often each place of the form is covered by a cell."""
    places: dict[tuple[int, int], int] = {}
    for (row, column), cell in grid.cells.items():
        for down in range(cell.rows):
            for across in range(cell.columns):
                place = row + down, column + across
                places[place] = places.get(place, 0) + 1
    return places


@pytest.mark.parametrize("codes", [FORM_2021, FORM_2019], ids=["2021", "2019"])
def test_merged_cells_cover_each_place_of_table_3_exactly_once(codes: list[str]) -> None:
    grid = table3_grid(tables(codes))
    whole = {(row, column): 1 for row in range(len(grid.heights)) for column in range(len(grid.widths))}
    assert covered(grid) == whole


def test_merged_cells_cover_each_place_of_table_4_exactly_once() -> None:
    grid = table4_grid(tables(FORM_2021))
    assert covered(grid) == {(row, column): 1 for row in range(4) for column in range(15)}


def test_each_number_stands_in_the_row_and_column_of_its_key() -> None:
    shown = tables(FORM_2021)
    grid = table3_grid(shown)
    numbers = {cell.key: cell.text for cell in grid.cells.values() if cell.role is CellRole.NUMBER}
    assert len(numbers) == 25 * 7
    assert numbers["withheld.third_party_rights", "business"] == str(
        shown.table3["withheld.third_party_rights"][Table3Column.BUSINESS]
    )
    places = {cell.key: place for place, cell in grid.cells.items() if cell.key is not None}
    rows = [places[code, "total"][0] for code in FORM_2021]
    assert rows == sorted(rows)
    assert len({places[code, "total"][1] for code in FORM_2021}) == 1


def test_the_wording_is_that_of_the_form_letter_by_letter() -> None:
    texts = [cell.text.replace("\n", "") for cell in table3_grid(tables(FORM_2021)).cells.values()]
    for part in {part for row in Table3Row for part in row.label.split("｜")}:
        assert part in texts, part
    for part in {part for column in Table3Column for part in column.label.split("｜")}:
        assert part in texts, part
    assert "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" in texts


def test_the_form_of_2019_has_one_row_for_other_results() -> None:
    cells = table3_grid(tables(FORM_2019)).cells.values()
    other = next(cell for cell in cells if cell.text == "（六）其他处理")
    assert (other.rows, other.columns) == (1, 2)


def test_a_number_is_read_aloud_with_its_row_and_column() -> None:
    cells = table3_grid(tables(FORM_2021)).cells.values()
    named = next(cell for cell in cells if cell.key == ("withheld.third_party_rights", "business"))
    assert named.name == f"4.保护第三方合法权益，商业企业，{named.text}"
