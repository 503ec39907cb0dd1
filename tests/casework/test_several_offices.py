"""Several offices: each reports by its own file and is its own office; together nothing counts twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from desktop.casework.casework import Casework, casework_of
from desktop.casework.context import TOGETHER
from desktop.casework.reports.office_reports import FIGURES
from desktop.casework.retention.retention_views import DestructionPlan
from desktop.office import open_office
from resources.vocabulary import Table3Column
from tests.casework.conftest import SETTINGS, Clock

OWN, XINGANG, DONGJIANG = "天津海关", "新港海关", "东疆海关"
Line = dict[str, Any]


def request(number: str, arrived: str, *events: Line, name: str = "罗敏霞", content: str = "报关单") -> Line:
    return {
        "type": "request",
        "id": number,
        "channel": "counter",
        "applicant": {"kind": "natural_person", "name": name, "id_type": "other", "id_number": f"ID-{name}"},
        "content": content,
        "medium": "paper",
        "delivery": "post",
        "events": [{"kind": "submitted", "on": arrived}, *events],
    }


def replied(on: str, outcome: str = "provided") -> Line:
    return {"kind": "replied", "on": on, "outcome": outcome}


def handed(on: str, to: str, **more: str) -> Line:
    return {"kind": "transferred", "on": on, "to": to, **more}


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.move_to(1, 12, 2026)
    return made


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Casework]:
    """天津海关, to which others report."""
    opened = open_office(tmp_path / "store.db", clock=clock)
    opened.casework.settings.save(SETTINGS)
    yield opened.casework
    opened.close()


def take_in(casework: Casework, folder: Path, office: str, *lines: Line, made_on: str | None = "2026-01-08") -> None:
    header = {"type": "header", "format": "shouban-exchange", "version": 1, "office": office, "made_on": made_on}
    path = folder / f"{office}.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in (header, *lines)), encoding="utf-8")
    casework.exchange.read(path)


def totals(casework: Casework, year: int, subject: str | None) -> tuple[int, ...]:
    table3 = casework.annual_reports.report(year, subject=subject).tables.table3
    return tuple(table3[row][Table3Column.TOTAL] for row in FIGURES)


def fill(casework: Casework, folder: Path, *, linked: bool = True) -> None:
    """Three offices in 2025: one request went from the own office to 新港海关, where it was answered."""
    number = {"id": "X-2"} if linked else {}
    take_in(
        casework,
        folder,
        OWN,
        request("T-1", "2025-03-03", replied("2025-03-10")),
        request("T-2", "2025-05-06", handed("2025-05-07", XINGANG, **number), name="王䶮", content="舱单"),
    )
    take_in(
        casework,
        folder,
        XINGANG,
        request("X-1", "2025-04-01", replied("2025-04-08", "nonexistent")),
        request("X-2", "2025-05-08", replied("2025-05-20", "partly_provided"), name="王䶮", content="舱单"),
        request("X-3", "2025-12-30"),
    )


def test_each_office_keeps_its_name_and_its_own_figures(office: Casework, tmp_path: Path) -> None:
    fill(office, tmp_path)
    assert office.settings.offices() == (OWN, XINGANG)
    assert totals(office, 2025, None) == (2, 0, 1, 1)
    assert totals(office, 2025, OWN) == (2, 0, 1, 1)
    assert totals(office, 2025, XINGANG) == (3, 0, 2, 1)


@pytest.mark.parametrize("linked", [True, False], ids=["by its number there", "by applicant and words"])
def test_a_request_handed_over_counts_once_where_it_went_to(office: Casework, tmp_path: Path, linked: bool) -> None:
    fill(office, tmp_path, linked=linked)
    assert totals(office, 2025, TOGETHER) == (4, 0, 3, 1)
    view = office.annual_reports.report(2025, subject=TOGETHER)
    assert view.tables.balanced
    assert view.notes == ()
    behind = [row.number for row in office.annual_reports.behind(view, "3|received|total")]
    assert behind == [f"{XINGANG} X-3", f"{XINGANG} X-2", f"{XINGANG} X-1", "T-1"], "latest received first"


def test_a_request_whose_other_office_has_not_reported_still_counts_and_is_named(
    office: Casework, tmp_path: Path
) -> None:
    take_in(office, tmp_path, OWN, request("T-2", "2025-05-06", handed("2025-05-07", DONGJIANG)))
    take_in(office, tmp_path, XINGANG, request("X-1", "2025-04-01"))
    assert totals(office, 2025, TOGETHER) == (2, 0, 0, 2)
    (note,) = office.annual_reports.report(2025, subject=TOGETHER).notes
    assert "T-2" in note
    assert DONGJIANG in note


@pytest.mark.parametrize("linked", [True, False], ids=["by numbers", "by applicant and words"])
def test_a_request_that_came_back_counts_where_it_is(office: Casework, tmp_path: Path, linked: bool) -> None:
    there, back = ({"id": "X-2"}, {"id": "T-2"}) if linked else ({}, {})
    here = request("T-2", "2025-05-06", handed("2025-05-07", XINGANG, **there), replied("2025-05-30"))
    take_in(office, tmp_path, OWN, here)
    take_in(office, tmp_path, XINGANG, request("X-2", "2025-05-08", handed("2025-05-10", OWN, **back)))
    assert totals(office, 2025, TOGETHER) == (1, 0, 1, 0)
    assert office.annual_reports.report(2025, subject=TOGETHER).notes == ()


def test_one_request_there_stands_for_one_that_was_handed_over(office: Casework, tmp_path: Path) -> None:
    twice = [request(f"T-{at}", f"2025-05-0{at}", handed("2025-05-08", XINGANG)) for at in (6, 7)]
    take_in(office, tmp_path, OWN, *twice)
    earlier = request("X-1", "2024-03-01")
    take_in(office, tmp_path, XINGANG, earlier, request("X-2", "2025-05-08"))
    # The request of the year before is another one, and one of the two of May was not found.
    assert totals(office, 2025, TOGETHER) == (2, 1, 0, 3)
    (note,) = office.annual_reports.report(2025, subject=TOGETHER).notes
    assert "T-7" in note


def test_two_that_name_one_registration_are_not_both_covered_by_it(office: Casework, tmp_path: Path) -> None:
    other = request("T-6", "2025-05-06", handed("2025-05-07", XINGANG, id="X-2"), name="王䶮", content="舱单")
    right = request("T-7", "2025-05-07", handed("2025-05-08", XINGANG, id="X-2"))
    take_in(office, tmp_path, OWN, other, right)
    take_in(office, tmp_path, XINGANG, request("X-2", "2025-05-08", replied("2025-05-20")))
    assert totals(office, 2025, TOGETHER) == (2, 0, 1, 1)
    (note,) = office.annual_reports.report(2025, subject=TOGETHER).notes
    assert note.startswith(f"{OWN} T-6 写明移交{XINGANG} X-2，与 {OWN} T-7 所写的是同一编号"), "T-7 has its words"
    view = office.annual_reports.report(2025, subject=TOGETHER)
    behind = {row.number for row in office.annual_reports.behind(view, "3|received|total")}
    assert behind == {"T-6", f"{XINGANG} X-2"}


def test_a_void_registration_takes_no_request_of_the_other_office(office: Casework, tmp_path: Path) -> None:
    void = {"kind": "registration_voided", "on": "2025-05-08", "why": "重复登记"}
    double = request("T-1", "2025-05-06", handed("2025-05-07", XINGANG), void)
    take_in(office, tmp_path, OWN, double, request("T-2", "2025-05-06", handed("2025-05-08", XINGANG)))
    take_in(office, tmp_path, XINGANG, request("X-1", "2025-05-09", replied("2025-05-20")))
    assert totals(office, 2025, TOGETHER) == (1, 0, 1, 0)
    assert office.annual_reports.report(2025, subject=TOGETHER).notes == ()


def test_a_request_that_went_on_to_a_third_office_counts_there(office: Casework, tmp_path: Path) -> None:
    """To 新港海关 and back, then to 东疆海关; what is kept of the first time does not hold any more."""
    on_the_way = [handed("2025-05-07", XINGANG)]
    take_in(office, tmp_path, OWN, request("T-2", "2025-05-06", *on_the_way))
    take_in(office, tmp_path, XINGANG, request("X-2", "2025-05-08", handed("2025-05-10", OWN)))
    assert totals(office, 2025, TOGETHER)[0] == 1
    on_the_way.append(handed("2025-05-12", DONGJIANG))
    take_in(office, tmp_path, OWN, request("T-2", "2025-05-06", *on_the_way))
    take_in(office, tmp_path, DONGJIANG, request("D-9", "2025-05-13", replied("2025-05-20")))
    assert totals(office, 2025, TOGETHER) == (1, 0, 1, 0)


def test_received_by_office_and_what_both_registered_make_what_all_received(office: Casework, tmp_path: Path) -> None:
    fill(office, tmp_path)
    view = office.statistics.summary(date(2025, 1, 1), date(2025, 12, 31), TOGETHER)
    section = view.section("office")
    assert [(line.label, line.value) for line in section.lines] == [
        (OWN, 2),
        (XINGANG, 3),
        ("减：移交后另一单位也登记的", -1),
    ]
    assert section.sums[0] == view.figures[0].value == 4
    assert len(office.statistics.summary(date(2025, 1, 1), date(2025, 12, 31)).section("office").lines) == 2


def test_on_an_earlier_day_a_request_counts_where_it_was(office: Casework, tmp_path: Path) -> None:
    """Handed over on 8 May to 新港海关, which registered it on 9 June, and on to 东疆海关 by a later entry."""
    on_the_way = request("T-2", "2025-05-06", handed("2025-05-08", XINGANG), handed("2025-07-01", DONGJIANG))
    take_in(office, tmp_path, OWN, on_the_way)
    take_in(office, tmp_path, XINGANG, request("X-1", "2025-06-09", replied("2025-06-20")))
    found = {}
    for month, day in ((5, 20), (6, 15)):
        then = replace(office.context, office=TOGETHER, as_of=date(2025, month, day))
        table3 = casework_of(then).statistics.annual(2025).table3
        found[month] = tuple(table3[row][Table3Column.TOTAL] for row in FIGURES)
    assert found == {5: (1, 0, 0, 1), 6: (1, 0, 0, 1)}


def test_every_column_together_is_the_sum_of_the_offices_less_what_stands_twice(
    office: Casework, tmp_path: Path
) -> None:
    fill(office, tmp_path)
    together = office.annual_reports.report(2025, subject=TOGETHER).tables.table3
    each = [office.annual_reports.report(2025, subject=name).tables.table3 for name in (OWN, XINGANG)]
    twice = {"received": 1, "carried_out": 1}
    for row, columns in together.items():
        column = Table3Column.NATURAL_PERSON
        assert columns[column] == sum(one[row][column] for one in each) - twice.get(row, 0), row


def test_as_of_an_earlier_day_nothing_counts_twice_either(office: Casework, tmp_path: Path) -> None:
    fill(office, tmp_path)
    earlier = casework_of(replace(office.context, as_of=None, office=TOGETHER))
    assert totals(earlier, 2025, None) == (4, 0, 3, 1)
    on_the_day = casework_of(
        replace(office.context, office=TOGETHER, as_of=office.context.today().replace(year=2025, month=5, day=10))
    )
    assert totals(on_the_day, 2025, None) == (3, 0, 2, 1)


def test_the_list_says_who_has_reported_and_through_which_day(office: Casework, tmp_path: Path) -> None:
    fill(office, tmp_path)
    take_in(office, tmp_path, DONGJIANG, request("D-1", "2025-10-09", replied("2025-10-20")), made_on="2025-11-03")
    office.office_reports.expect((XINGANG, DONGJIANG, "机场海关", " "), "天津关区")
    view = office.office_reports.view(2025)
    assert [(one.office, one.state, str(one.made_on), str(one.through), one.figures) for one in view.lines] == [
        (OWN, "本级", "None", "None", (2, 0, 1, 1)),
        (XINGANG, "已上报全年", "2026-01-08", "2025-12-30", (3, 0, 2, 1)),
        (DONGJIANG, "只到 2025年11月3日", "2025-11-03", "2025-10-20", (1, 0, 1, 0)),
        ("机场海关", "未上报", "None", "None", None),
    ]
    assert (view.together, view.twice, view.name) == ((5, 0, 4, 1), 1, "天津关区")
    assert [one.complete for one in view.lines] == [True, True, False, False]


def test_reading_a_longer_file_later_moves_the_day_and_adds_nothing_twice(office: Casework, tmp_path: Path) -> None:
    first = request("X-1", "2025-04-01")
    take_in(office, tmp_path, XINGANG, first, made_on="2025-06-30")
    longer = request("X-1", "2025-04-01", replied("2025-07-01"))
    take_in(office, tmp_path, XINGANG, longer, made_on="2026-01-05")
    line = office.office_reports.view(2025).lines[1]
    assert (line.state, str(line.through), line.figures) == ("已上报全年", "2025-07-01", (1, 0, 1, 0))


def test_an_older_file_that_is_read_later_takes_nothing_back(office: Casework, tmp_path: Path) -> None:
    take_in(office, tmp_path, XINGANG, request("X-1", "2025-04-01", replied("2025-07-01")), made_on="2026-01-05")
    take_in(office, tmp_path, XINGANG, request("X-1", "2025-04-01"), made_on="2025-06-30")
    line = office.office_reports.view(2025).lines[1]
    assert (line.state, str(line.made_on), str(line.through)) == ("已上报全年", "2026-01-05", "2025-07-01")


@pytest.mark.parametrize(
    ("first", "last", "state", "complete"),
    [
        (None, None, "已上报全年", True),
        (None, "2025-12-31", "已上报全年", True),
        (None, "2025-06-30", "只到 2025年6月30日", False),
        ("2025-02-01", "2025-12-31", "缺 2025年2月1日 前的", False),
    ],
)
def test_an_excerpt_reports_no_further_than_the_requests_in_it(
    office: Casework, tmp_path: Path, clock: Clock, first: str | None, last: str | None, state: str, complete: bool
) -> None:
    giver = open_office(tmp_path / "giver.db", clock=clock)
    take_in(giver.casework, tmp_path, XINGANG, request("X-1", "2025-03-03"), request("X-2", "2025-10-09"))
    days = [None if day is None else date.fromisoformat(day) for day in (first, last)]
    giver.casework.exchange.write(tmp_path / "excerpt.jsonl", *days)
    header = json.loads((tmp_path / "excerpt.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert {key: header[key] for key in ("arrived_from", "arrived_through") if key in header} == {
        key: day for key, day in (("arrived_from", first), ("arrived_through", last)) if day is not None
    }
    giver.casework.exchange.read(tmp_path / "excerpt.jsonl")
    giver.casework.exchange.write(tmp_path / "whole.jsonl")
    assert "arrived_" not in (tmp_path / "whole.jsonl").read_text(encoding="utf-8"), "whatever was read before"
    giver.close()
    take_in(office, tmp_path, OWN)
    office.exchange.read(tmp_path / "excerpt.jsonl")
    line = next(line for line in office.office_reports.view(2025).lines if line.office == XINGANG)
    assert (line.state, line.complete) == (state, complete)


def test_an_excerpt_after_a_whole_file_takes_nothing_back(office: Casework, tmp_path: Path) -> None:
    take_in(office, tmp_path, XINGANG, request("X-1", "2025-04-01"), made_on="2025-11-03")
    path = tmp_path / f"{XINGANG}.jsonl"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    limited = json.loads(header) | {"made_on": "2026-01-05", "arrived_from": "2025-11-01"}
    path.write_text("\n".join((json.dumps(limited, ensure_ascii=False), *lines)), encoding="utf-8")
    office.exchange.read(path)
    (line,) = [line for line in office.office_reports.view(2025).lines if line.office == XINGANG]
    assert (line.state, str(line.made_on)) == ("只到 2025年11月3日", "2025-11-03")


def test_titles_name_the_own_part_all_together_and_each_office(office: Casework, tmp_path: Path) -> None:
    def title(subject: str) -> str:
        return office.annual_reports.report(2025, subject=subject).title

    assert title(OWN) == "天津海关2025年政府信息公开工作年度报告"
    fill(office, tmp_path)
    assert title(OWN) == "天津海关（本级）2025年政府信息公开工作年度报告"
    assert title(TOGETHER) == "天津关区2025年政府信息公开工作年度报告"
    assert title(XINGANG) == "新港海关2025年政府信息公开工作年度报告"


def test_the_administration_publishes_its_own_part_and_that_of_all_customs(tmp_path: Path, clock: Clock) -> None:
    opened = open_office(tmp_path / "store.db", clock=clock)
    opened.casework.settings.save(replace(SETTINGS, name="海关总署"))
    take_in(opened.casework, tmp_path, OWN, request("T-1", "2025-03-03", replied("2025-03-10")))
    reports = opened.casework.annual_reports
    assert reports.report(2025).title == "海关总署（本级机关）2025年政府信息公开工作年度报告"
    assert reports.report(2025, subject=TOGETHER).title == "全国海关2025年政府信息公开工作年度报告"
    opened.close()


def test_ledgers_add_up_and_reports_of_all_are_filed_on_their_own(office: Casework, tmp_path: Path) -> None:
    fill(office, tmp_path)
    for name, count in ((OWN, "3"), (XINGANG, "4")):
        office.ledger.enter(2025, 12, "permit.decisions", count, source="审批系统", by="周宁", subject=name)
    report = office.annual_reports.report(2025, subject=TOGETHER)
    assert report.ledger["permit.decisions"] == 7
    office.annual_reports.file(2025, "2021", by="何正", note="主动公开数另报", subject=TOGETHER)
    assert office.annual_reports.report(2025).filed == ()
    (filed,) = office.annual_reports.report(2025, subject=TOGETHER).filed
    assert filed.version == 1
    take_in(office, tmp_path, DONGJIANG, request("D-1", "2025-10-09", replied("2025-10-20")))
    moved = {one.code: [(m.office, m.name, m.request) for m in one.moved] for one in _leaves(office)}
    # The request of another office has no page here, even if the office at work has one of the same number.
    assert moved == {
        "3|received|natural_person": [(DONGJIANG, "D-1", None)],
        "3|disclosed|natural_person": [(DONGJIANG, "D-1", None)],
    }


def _leaves(office: Casework) -> Sequence[Any]:
    return [one for one in office.annual_reports.differences(2025, 1, TOGETHER) if one.moved]


def test_papers_of_all_together_carry_the_list_of_offices(office: Casework, tmp_path: Path) -> None:
    fill(office, tmp_path)
    view = office.annual_reports.report(2025, subject=TOGETHER)
    rows = pdfplumber.open(BytesIO(office.annual_reports.pdf(view))).pages[-1].find_tables()[0].extract()
    assert [row[0] for row in rows] == ["单位", OWN, XINGANG, "合计：天津关区"]
    assert rows[-1][4:] == ["4", "0", "3", "1"]


def test_many_offices_and_many_transfers_keep_the_equations(office: Casework, tmp_path: Path) -> None:
    """Transfers back and forth, found and not found, over a turn of the year."""
    names = (XINGANG, DONGJIANG, "机场海关")
    lines: Mapping[str, list[Line]] = {name: [] for name in names}
    for at in range(30):
        giver, taker = names[at % 3], names[(at + 1) % 3]
        month, day = at % 12 + 1, at % 27 + 1
        on = f"{2024 + at % 2}-{month:02d}-{day:02d}"
        ends = [replied("2025-12-31")] if at % 5 else []
        who = f"申请人{at}"
        lines[taker].append(request(f"{at}-B", on, *ends, name=who))
        if at % 2:
            lines[giver].append(request(f"{at}-A", on, handed(on, taker), name=who))
    for name in names:
        take_in(office, tmp_path, name, *lines[name])
    for year in (2024, 2025):
        view = office.annual_reports.report(year, subject=TOGETHER)
        assert view.tables.balanced, view.tables.findings
        assert view.notes == ()
    received = sum(totals(office, year, TOGETHER)[0] for year in (2024, 2025))
    assert received == 30


def test_figures_together_stay_the_same_when_the_files_are_destroyed(office: Casework, tmp_path: Path) -> None:
    ended = {"kind": "withdrawn", "on": "2014-03-05"}
    take_in(office, tmp_path, OWN, request("T-9", "2014-03-03", handed("2014-03-04", XINGANG), ended))
    take_in(office, tmp_path, XINGANG, request("X-9", "2014-03-05", replied("2014-03-20")))
    before = totals(office, 2014, TOGETHER)
    assert before == (1, 0, 1, 0)
    numbers = office.retention.due_numbers()
    assert numbers == ("T-9",)
    office.retention.destroy(
        DestructionPlan(numbers=numbers, approved_by="王主任", first_witness="周宁", second_witness="李一", why="期满")
    )
    assert totals(office, 2014, TOGETHER) == before
    assert office.annual_reports.report(2014, subject=TOGETHER).notes == ()


def test_a_transfer_is_not_known_before_its_day(office: Casework, tmp_path: Path) -> None:
    fill(office, tmp_path)
    day = office.context.today().replace(year=2025, month=5, day=6)
    earlier = casework_of(replace(office.context, office=TOGETHER, as_of=day))
    assert totals(earlier, 2025, None)[0] == 3
