"""What commands call the rows and lines of reports, in Chinese as they are printed, in English by sentence or code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from resources.messages import sentences
from resources.vocabulary import Table3Column, Table3Row, Table4Column, Table4Group

if TYPE_CHECKING:
    from desktop.casework.figures.statistics_views import AnnualTables
    from desktop.casework.figures.summary_views import SummaryView

_OTHER_OF_2019 = "other"
_GROUP_OF_OTHER = Table3Row.OTHER_OTHER.label.split("｜")[1]


def table_lines(tables: AnnualTables, lang: str) -> Iterator[str]:
    """Tables 三 and 四, each with a line for its columns; behind each row its code, by which it is asked for."""
    yield "  ".join(_column(column, lang) for column in Table3Column)
    yield from (_table_line(_row(row), row, numbers, lang) for row, numbers in tables.table3.items())
    yield "  ".join(_column(column, lang) for column in Table4Column)
    yield from (_table_line(_group(group), group, numbers, lang) for group, numbers in tables.table4.items())


def summary_lines(view: SummaryView, lang: str) -> Iterator[str]:
    """The figures of a summary, then its sections with their lines."""
    for figure in view.figures:
        name = _named(f"statistics.summary.{figure.code}", figure.label, figure.code, lang)
        yield f"{name}  {told(figure.value)}{f' {figure.unit}' if lang == 'zh' else ''}"
    for section in view.sections:
        if not section.lines:
            continue
        yield _named(f"statistics.section.{section.code}", section.label, section.code, lang)
        for line in section.lines:
            # Who or what is counted are words of applicants, the same in every language.
            name = line.about or _named(f"statistics.line.{line.code}", line.label, line.code, lang)
            unit = f"  {line.unit}" if lang == "zh" else ""
            yield f"  {name}  {'  '.join(told(value) for value in line.values)}{unit}"


def told(value: float | None) -> str:
    """A figure as text, the same in every language of the system."""
    if value is None:
        return "–"
    return str(round(value)) if float(value).is_integer() else f"{value:.2f}".rstrip("0")


def _table_line(
    name: str, code: str, numbers: Mapping[Table3Column, int] | Mapping[Table4Column, int], lang: str
) -> str:
    values = " ".join(str(number) for number in numbers.values())
    return f"{name} [{code}]  {values}" if lang == "zh" else f"{code}  {values}"


def _row(code: str) -> str:
    if code == _OTHER_OF_2019:
        return _GROUP_OF_OTHER
    parts = Table3Row(code).label.split("｜")
    return " ".join(parts[1:] or parts)


def _group(code: str) -> str:
    return Table4Group(code).label.replace("｜", " ")


def _column(column: Table3Column | Table4Column, lang: str) -> str:
    return column.label.split("｜")[-1] if lang == "zh" else column.value


def _named(key: str, label: str, code: str, lang: str) -> str:
    return label if lang == "zh" else sentences(lang).get(key, code)
