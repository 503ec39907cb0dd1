"""Every figure is the same after the files are destroyed, and in a copy that names nobody, byte for byte."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop.casework.casework import Casework
from desktop.casework.figures import period_counts
from desktop.casework.registers.register_views import Register, RegisterWanted
from desktop.casework.steps.amendable import amend
from desktop.casework.steps.particulars import BROUGHT_BY
from desktop.commands_figures import annual, cells, summary
from desktop.office import Office, open_office
from desktop.rules.retention import RetentionClass
from resources.messages import say
from tests.casework.conftest import SCENARIO, SETTINGS, Clock
from tests.casework.figure_recount import TODAY, random_office
from tests.casework.test_retention import plan

OFFICE = "天津海关"


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        following = (first + timedelta(32)).replace(day=1)
        yield first, following - timedelta(1)
        first = following


def document(answer: Any) -> str:
    """The JSON of a command as it is printed. The head of the chain tells that something was destroyed."""
    told = {name: value for name, value in answer.document.items() if name != "chain_head"}
    return json.dumps(told, ensure_ascii=False)


def all_figures(casework: Casework, first: int, last: int) -> dict[str, str]:
    """What the commands print of each month, quarter, year and of all years, and the annual tables."""
    spans = [*months(date(first, 1, 1), date(last, 12, 31))]
    spans += [(date(year, 1, 1), date(year, 12, 31)) for year in range(first, last + 1)]
    spans += [(date(first, 4, 1), date(first, 6, 30)), (date(first, 1, 1), date(last, 12, 31))]
    found = {
        f"{begin} {end}": document(
            summary(casework, Namespace(first=begin, last=end, out=None, list=None, lang="zh"), say)
        )
        for begin, end in spans
    }
    for year in range(first, last + 1):
        for form in ("2007", "2019", "2021"):
            asked = Namespace(year=year, format=form, filed=None, out=None, list=None, limit=False, lang="zh")
            found[f"{year} {form}"] = document(annual(casework, asked, say))
    return found


def lines_of_registers(casework: Casework) -> dict[str, int]:
    """How many lines each register has."""
    pages = {which: casework.registers.page(RegisterWanted(which=which), limit=999) for which in Register}
    return {which.value: len(page.lines) for which, page in pages.items()}


def assessed(casework: Casework, first: int, last: int) -> list[tuple[str, str, int, int]]:
    """What the sheet says of each point, and how many fall short."""
    sheet = casework.assessment.sheet(date(first, 1, 1), date(last, 12, 31), lambda _done, _total: None)
    return [(point.code, point.proved, point.short_count, len(point.short)) for point in sheet.points]


def where_it_counts(casework: Casework, numbers: tuple[str, ...]) -> list[str]:
    return [document(cells(casework, Namespace(id=number), say)) for number in numbers]


def destroyed_all(casework: Casework) -> tuple[str, ...]:
    casework.retention.save_terms(dict.fromkeys(RetentionClass, 10))
    numbers = casework.retention.due_numbers()
    casework.retention.destroy(plan(*numbers))
    return numbers


def lines_file(folder: Path, lines: list[Any]) -> Path:
    """An exchange file with these lines."""
    file = folder / "lines.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return file


def copied(casework: Casework, folder: Path, clock: Clock, *, deidentify: bool) -> Office:
    file = folder / "copy.jsonl"
    casework.exchange.write(file, deidentify=deidentify)
    copy = open_office(folder / f"copy{deidentify}.db", clock=clock)
    copy.casework.exchange.read(file)
    return copy


@pytest.fixture
def year(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    clock.move_to(1, 4, 2030)
    opened = open_office(tmp_path / "year.db", clock=clock)
    opened.casework.exchange.read(SCENARIO)
    opened.casework.settings.save(replace(SETTINGS, name=OFFICE))
    yield opened
    opened.close()


@pytest.fixture
def busy(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Requests of many people, some of whom ask often, and for the same."""
    monkeypatch.setattr(period_counts, "MANY_IN_A_MONTH", 2)
    clock.day = TODAY
    opened = open_office(tmp_path / "busy.db", clock=clock)
    opened.casework.exchange.read(lines_file(tmp_path, random_office(Random(13), 250)))
    opened.casework.settings.save(replace(SETTINGS, name=OFFICE))
    clock.move_to(1, 4, 2040)
    yield opened
    opened.close()


def test_every_month_and_the_year_2017_read_as_before(year: Office) -> None:
    casework = year.casework
    numbers = tuple(casework.retention.due_numbers())
    before = all_figures(casework, 2016, 2018), lines_of_registers(casework), where_it_counts(casework, numbers)
    sheet = assessed(casework, 2016, 2018)
    assert len(destroyed_all(casework)) == 23
    assert (all_figures(casework, 2016, 2018), lines_of_registers(casework)) == before[:2]
    assert where_it_counts(casework, numbers) == before[2]
    assert assessed(casework, 2016, 2018) == sheet


@pytest.mark.parametrize("destroyed", [False, True])
@pytest.mark.parametrize("deidentify", [False, True])
def test_a_copy_of_2017_reads_as_the_original(
    year: Office, tmp_path: Path, clock: Clock, destroyed: bool, deidentify: bool
) -> None:
    before = all_figures(year.casework, 2016, 2018)
    if destroyed:
        destroyed_all(year.casework)
    copy = copied(year.casework, tmp_path, clock, deidentify=deidentify)
    try:
        assert all_figures(copy.casework, 2016, 2018) == before
        assert copy.casework.safekeeping.check().findings == ()
    finally:
        copy.close()


def test_who_asks_often_and_what_several_ask_for_stay_when_their_words_are_gone(
    busy: Office, tmp_path: Path, clock: Clock
) -> None:
    casework = busy.casework
    view = casework.statistics.summary(date(2026, 1, 1), date(2026, 12, 31))
    assert len(view.section("frequent").lines) > 3
    assert len(view.section("several").lines) > 3
    before = all_figures(casework, 2025, 2026), lines_of_registers(casework)
    sheet = assessed(casework, 2025, 2026)
    # Half of the files first: who is left and who is gone count as one.
    numbers = casework.retention.due_numbers()
    casework.retention.save_terms(dict.fromkeys(RetentionClass, 10))
    casework.retention.destroy(plan(*numbers[::2]))
    assert (all_figures(casework, 2025, 2026), lines_of_registers(casework)) == before
    assert casework.safekeeping.check().findings == ()
    for deidentify in (False, True):
        copy = copied(casework, tmp_path, clock, deidentify=deidentify)
        assert all_figures(copy.casework, 2025, 2026) == before[0]
        copy.close()
    assert destroyed_all(casework)
    assert (all_figures(casework, 2025, 2026), lines_of_registers(casework)) == before
    assert casework.safekeeping.check().findings == ()
    assert assessed(casework, 2025, 2026) == sheet


def test_a_correction_of_the_last_one_left_parts_it_from_none_of_those_that_are_gone(
    tmp_path: Path, clock: Clock
) -> None:
    """Twelve requests of a month by one applicant, eleven of them destroyed; then the telephone is corrected."""
    clock.move_to(1, 4, 2030)
    header = {"type": "header", "format": "shouban-exchange", "version": 1, "office": OFFICE}
    opened = open_office(tmp_path / "often.db", clock=clock)
    casework = opened.casework
    casework.exchange.read(lines_file(tmp_path, [header, *(answered(f"2017-{day:04}", day) for day in range(1, 13))]))
    casework.retention.save_terms(dict.fromkeys(RetentionClass, 10))
    *gone, left = casework.retention.due_numbers()
    before = all_figures(casework, 2017, 2017)
    casework.retention.destroy(plan(*gone))
    assert all_figures(casework, 2017, 2017) == before
    amend(casework.context, left, BROUGHT_BY, "applicant.phone", "022-25350007", "听错一位")
    assert all_figures(casework, 2017, 2017) == before
    amend(casework.context, left, BROUGHT_BY, "applicant.id_number", "120101197803140009", "看错证件")
    (people,) = casework.statistics.summary(date(2017, 3, 1), date(2017, 3, 31)).section("frequent").lines[1:]
    assert people.value == 11
    assert casework.safekeeping.check().findings == ()
    opened.close()


def answered(number: str, day: int) -> dict[str, Any]:
    on = f"2017-03-{day:02}"
    return {
        "type": "request",
        "id": number,
        "channel": "counter",
        "applicant": {"kind": "natural_person", "name": "罗敏霞", "id_type": "other", "id_number": "TJ-7"},
        "content": f"第{day}份报关单",
        "medium": "paper",
        "delivery": "post",
        "events": [
            {"kind": "submitted", "on": on},
            {"kind": "replied", "on": on, "outcome": "provided"},
            {"kind": "served", "on": on, "way": "post", "posted_on": on},
        ],
    }
