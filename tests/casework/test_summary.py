"""The figures of a period: each equals a count one by one, and opens exactly what it counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.group_figures import GroupReading, Often
from desktop.casework.casework import Casework
from desktop.casework.figures import behind as behind_rows
from desktop.casework.figures import period_counts
from desktop.casework.figures.statistics import Statistics
from desktop.casework.figures.summary_views import Behind, BehindRow, Figure, SummaryView
from desktop.office import open_office
from tests.casework.conftest import Clock
from tests.casework.figure_recount import TODAY, Told, all_counted, random_office, recount, told_request

PERIODS = (
    (date(2026, 3, 1), date(2026, 3, 31)),
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2026, 9, 1), date(2026, 9, 30)),
    (date(2025, 11, 17), date(2026, 2, 9)),
)
LISTS_PEOPLE = (
    "frequent.",
    "several.",
    "days.average",
    "days.median",
    "remedies.corrected_share",
    "fees.due",
    "fees.paid",
)
"""Figures that count something else than the entries of their list: people, days, money."""


@contextmanager
def office_of(lines: list[Told], as_of: date | None = None) -> Iterator[Statistics]:
    """The figures of an office that has read the lines."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "lines.jsonl"
        file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        store = Path(folder) / "store.db"
        reading = open_office(store, clock=Clock(TODAY))
        reading.casework.exchange.read(file)
        reading.close()
        opened = open_office(store, clock=Clock(TODAY), as_of=as_of)
        try:
            yield opened.casework.statistics
        finally:
            opened.close()


def figures_of(view: SummaryView) -> dict[str, float | None]:
    return {line.code: line.value for section in view.sections for line in section.lines}


def agree(view: SummaryView, counted: dict[str, float | None]) -> None:
    """Every figure of the recount is that of the view, and where the recount has none, the view has nothing."""
    shown = figures_of(view)
    for code, value in counted.items():
        assert shown.get(code, 0) == value, code
    known = [code for code in shown if code.split(".")[0] in ("channel", "applicant", "subject", "department", "open")]
    assert {code: shown[code] for code in known if shown[code]} == {
        code: value for code, value in counted.items() if code in known and value
    }


def entries(statistics: Statistics, behind: Behind) -> list[BehindRow]:
    """All that stands behind a figure, page by page."""
    found: list[BehindRow] = []
    page = statistics.page(behind)
    while True:
        found += page.rows
        if page.after is None:
            return found
        page = statistics.page(behind, page.after)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_every_figure_equals_a_count_one_by_one(seed: int) -> None:
    lines = random_office(Random(seed), 50)
    counted = all_counted(lines, TODAY)
    with office_of(lines) as statistics:
        for first, last in PERIODS:
            view = statistics.summary(first, last)
            agree(view, recount(counted, first, last, TODAY))
            assert all(check.holds for check in view.checks)
            assert view.findings == ()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), st.sampled_from((date(2025, 6, 30), date(2026, 3, 16), date(2025, 12, 31))))
def test_the_figures_of_an_earlier_day_are_those_that_were_known_then(seed: int, day: date) -> None:
    lines = random_office(Random(seed), 40)
    first = day.replace(day=1)
    with office_of(lines, as_of=day) as statistics:
        view = statistics.summary(first, day)
        agree(view, recount(all_counted(lines, day), first, day, day))
        for section in view.sections:
            for line in section.lines:
                if line.value and line.behind[0] and not line.code.startswith(LISTS_PEOPLE):
                    assert len(entries(statistics, line.behind[0])) == line.value, line.code


def test_every_figure_in_every_column_opens_as_many_entries_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(behind_rows, "PAGE", 7)
    lines = random_office(Random(3), 90)
    with office_of(lines) as statistics:
        for first, last in PERIODS:
            view = statistics.summary(first, last)
            opened = 0
            for section in view.sections:
                for line in section.lines:
                    for value, behind in zip(line.values, line.behind, strict=False):
                        assert bool(value) == (behind is not None), line.code
                        if behind is not None and not line.code.startswith(LISTS_PEOPLE):
                            found = entries(statistics, behind)
                            assert len(found) == value, line.code
                            opened += 1
            assert opened > 60


def test_frequent_applicants_and_what_several_ask_for_are_counted_and_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(period_counts, "MANY_IN_A_MONTH", 2)
    lines = random_office(Random(13), 400)
    requests = [
        one
        for one in all_counted(lines, TODAY)
        if one.received and (one.received.year, one.received.month) == (2026, 3)
    ]
    people = Counter(one.line["applicant"]["id_number"] for one in requests)
    wanted: dict[str, set[str]] = {}
    for one in requests:
        wanted.setdefault(one.line["content"], set()).add(one.line["applicant"]["id_number"])
    with office_of(lines) as statistics:
        view = statistics.summary(date(2026, 3, 1), date(2026, 3, 31))
        total, *named = view.section("frequent").lines
        assert total.value == sum(count >= 2 for count in people.values()) > 0
        assert [line.value for line in named] == sorted((n for n in people.values() if n >= 2), reverse=True)[:20]
        for line in named:
            assert line.behind[0] is not None
            assert len(entries(statistics, line.behind[0])) == line.value
        information, *told = view.section("several").lines
        assert information.value == sum(len(who) >= 3 for who in wanted.values()) > 0
        for line in told:
            assert line.behind[0] is not None
            rows = entries(statistics, line.behind[0])
            assert {row.content for row in rows} == {line.words}
            assert line.value == len(wanted[line.words])


def test_the_head_figures_open_what_they_count() -> None:
    with office_of(random_office(Random(5), 60)) as statistics:
        view = statistics.summary(date(2025, 1, 1), date(2025, 12, 31))
        for figure in view.figures:
            assert figure.behind is not None
            if figure.code != "average_days":
                assert len(entries(statistics, figure.behind)) == figure.value, figure.code


def test_the_three_comparisons_are_the_figures_of_those_periods() -> None:
    lines = random_office(Random(11), 80)
    with office_of(lines) as statistics:
        view = statistics.summary(date(2026, 3, 1), date(2026, 3, 31))
        requests = all_counted(lines, TODAY)
        others = ((date(2026, 2, 1), date(2026, 2, 28)), (date(2025, 3, 1), date(2025, 3, 31)))
        for place, (first, last) in enumerate((*others, (date(2026, 1, 1), date(2026, 3, 31))), start=1):
            counted = recount(requests, first, last, TODAY)
            for section in view.sections:
                for line in section.lines:
                    if line.code in counted and not line.code.startswith("result.") and section.summed:
                        assert line.values[place] == counted[line.code], (place, line.code)


def test_the_trend_shows_thirteen_months_so_that_the_same_month_of_last_year_stands_in_it() -> None:
    lines = random_office(Random(7), 80)
    with office_of(lines) as statistics:
        months = statistics.summary(date(2026, 3, 1), date(2026, 3, 31)).months
        assert [(month.year, month.month) for month in (months[0], months[-1])] == [(2025, 3), (2026, 3)]
        assert len(months) == 13
        counted = recount(all_counted(lines, TODAY), date(2025, 3, 1), date(2025, 3, 31), TODAY)
        assert months[0].received == counted["received.new"]


def figure(casework: Casework, code: str) -> Figure:
    view = casework.statistics.summary(date(2026, 3, 1), date(2026, 3, 31))
    return next(figure for figure in view.figures if figure.code == code)


def test_where_nothing_was_completed_there_is_no_average(casework: Casework, registered: str) -> None:
    assert figure(casework, "received").value == 1
    assert figure(casework, "completed").value == 0
    assert figure(casework, "average_days").value is None


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        ((2026, 9, 1), (2026, 9, 30), "2026年9月"),
        ((2026, 4, 1), (2026, 6, 30), "2026年第二季度"),
        ((2025, 7, 1), (2025, 12, 31), "2025年下半年"),
        ((2025, 1, 1), (2025, 12, 31), "2025年"),
        ((2026, 2, 1), (2026, 4, 30), "2026年2月1日至2026年4月30日"),
    ],
)
def test_a_period_is_called_as_supervisors_call_it(
    casework: Casework, first: tuple[int, int, int], last: tuple[int, int, int], title: str
) -> None:
    assert casework.statistics.summary(date(*first), date(*last)).title == title


def test_on_an_earlier_day_a_letter_that_was_voided_later_was_valid() -> None:
    """Voided and replaced on 10 April; on 31 March the first one counted, and only this one was there."""
    lines = [*random_office(Random(5), 0), replied_twice()]
    lines += [voidable("D1", "2026-03-20", void_reason="文号用错"), voidable("D2", "2026-04-10")]
    found = {}
    for day in (date(2026, 3, 31), date(2026, 4, 30)):
        with office_of(lines, as_of=day) as statistics:
            view = statistics.summary(date(2026, 1, 1), date(2026, 12, 31))
            line = next(line for line in view.section("papers").lines if line.code == "papers.disclosure_reply")
            assert line.behind[0] is not None
            found[day.month] = line.value, [row.letter for row in statistics.rows(line.behind[0])]
    assert found == {3: (1, ["D1"]), 4: (1, ["D2"])}


def replied_twice() -> Told:
    return told_request(
        {"kind": "replied", "on": "2026-03-20", "outcome": "provided", "letter": "D1"},
        {"kind": "letter_voided", "on": "2026-04-10", "letter": "D1", "why": "文号用错"},
        {"kind": "reopened", "on": "2026-04-10", "why": "文号用错"},
        {"kind": "replied", "on": "2026-04-10", "outcome": "provided", "letter": "D2"},
    )


def voidable(name: str, on: str, **more: str) -> Told:
    title = "海关政府信息公开答复书"
    return {
        "type": "letter",
        "id": name,
        "kind": "disclosure_reply",
        "title": title,
        "date": on,
        "requests": ["2026-0001"],
        **more,
    }


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "01-01 至 12-31，"),
        (date(2025, 11, 17), date(2026, 2, 9), "2025-11-17 至 2026-02-09，"),
    ],
)
def test_a_period_over_the_turn_of_a_year_names_both_years(first: date, last: date, words: str) -> None:
    with office_of(random_office(Random(5), 3)) as statistics:
        assert statistics.summary(first, last).subtitle.startswith(words)


def test_a_summary_tells_how_far_it_is_and_can_be_stopped() -> None:
    with office_of(random_office(Random(5), 20)) as statistics:
        told: list[tuple[int, int]] = []
        statistics.summary(date(2026, 1, 1), date(2026, 6, 30), report=lambda done, total: told.append((done, total)))
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert told[0][0] == 0
        assert told[-1][0] >= told[-1][1] - 2, "the sections of several offices are not there"

        def stop(done: int, _total: int) -> None:
            if done == 3:
                raise CancelledError

        with pytest.raises(CancelledError):
            statistics.summary(date(2026, 1, 1), date(2026, 6, 30), report=stop)


def test_a_summary_of_a_thousand_years_asks_about_the_months_that_have_requests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[date] = []
    counted = GroupReading.frequent_applicants

    def frequent(reading: GroupReading, office: str, first: date, last: date, least: int) -> list[Often]:
        asked.append(first)
        return counted(reading, office, first, last, least)

    monkeypatch.setattr(GroupReading, "frequent_applicants", frequent)
    with office_of(random_office(Random(5), 20)) as statistics:
        view = statistics.summary(date(1900, 1, 1), date(2999, 12, 31))
    received = view.figures[0].value
    assert received is not None
    assert received > 10
    assert 0 < len(asked) < 60, "all in all there are 13,200 months"
