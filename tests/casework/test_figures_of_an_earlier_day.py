"""Figures as of a day count what was recorded by then: no correction made later, no notice voided later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

from desktop.casework.casework import Casework
from desktop.casework.figures.statistics import Statistics
from desktop.office import open_office
from tests.casework.conftest import Clock
from tests.casework.figure_recount import HEADER, TODAY, Told, random_office, told_request
from tests.casework.test_summary import figures_of, office_of

APRIL = date(2026, 4, 30)
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def corrected(field: str, old: str, new: str) -> Told:
    return {"kind": "amended", "on": "2026-05-06", "event": 0, "field": field, "old": old, "new": new, "why": "笔误"}


def march(statistics: Statistics) -> dict[str, float | None]:
    return {code: value for code, value in figures_of(statistics.summary(*MARCH)).items() if value}


def test_a_particular_that_was_corrected_later_counts_as_it_was_recorded() -> None:
    changes = (
        corrected("applicant.kind", "business", "natural_person"),
        corrected("subject", "稽查", "关税"),
        corrected("channel", "oral", "counter"),
    )
    lines = [HEADER, told_request(*changes, subject="关税")]
    with office_of(lines, as_of=APRIL) as statistics:
        before = march(statistics)
        assert {"channel.oral", "applicant.business", "subject.稽查"} <= before.keys()
        assert not {"channel.counter", "applicant.natural_person", "subject.关税"} & before.keys()
        assert statistics.annual(2026).table3["received"]["business"] == 1
        assert {one.cell for one in statistics.cells("2026-0001").lines} >= {
            "新收、口头（代为填写）、商业企业、稽查、（未转办）"
        }
    with office_of(lines) as statistics:
        assert {"channel.counter", "applicant.natural_person", "subject.关税"} <= march(statistics).keys()


def test_a_matter_that_was_corrected_later_counts_where_it_was() -> None:
    lines = [HEADER, told_request(corrected("matter", "disclosure", "record_correction"), matter="record_correction")]
    with office_of(lines, as_of=APRIL) as statistics:
        assert march(statistics)["received.new"] == 1
    with office_of(lines) as statistics:
        assert "received.new" not in march(statistics)


def test_an_amendment_finds_its_event_also_where_a_later_one_stands_before_it() -> None:
    """The reply of 20 May stands before what was entered late: on 30 April it is not known, and counts as a place."""
    late_entries = (
        {"kind": "replied", "on": "2026-05-20", "outcome": "provided"},
        {"kind": "fee_noticed", "on": "2026-03-05", "amount": 100},
        {"kind": "amended", "on": "2026-03-06", "event": 2, "field": "amount", "old": 100, "new": 70, "why": "笔误"},
    )
    with office_of([HEADER, told_request(*late_entries)], as_of=APRIL) as statistics:
        assert march(statistics)["fees.due"] == 70


def test_a_notice_that_was_voided_later_stands_among_the_cells() -> None:
    notice: Told = {"type": "letter", "id": "D1", "kind": "extension_notice", "title": "延期答复告知书"}
    notice |= {"date": "2026-03-20", "requests": ["2026-0001"], "void_reason": "写错"}
    voided = (
        {"kind": "extended", "on": "2026-03-20", "days": 20, "approved_by": "主任", "letter": "D1"},
        {"kind": "letter_voided", "on": "2026-05-06", "letter": "D1"},
    )
    lines = [HEADER, notice, told_request(*voided)]
    for as_of, counts in ((APRIL, True), (None, False)):
        with office_of(lines, as_of=as_of) as statistics:
            told = {one.cell for one in statistics.cells("2026-0001").lines}
            assert ("papers.extension_notice" in march(statistics)) is counts
            assert ("发出文书、延期答复告知书" in told) is counts


def test_a_limit_fixed_on_a_rest_day_leaves_the_working_days_before_it() -> None:
    """From Friday 27 March to Saturday 4 April 2026 there are five working days (条例 35: a day the office fixes)."""
    fixed = {"kind": "delay_fixed", "on": "2026-03-09", "until": "2026-04-04"}
    with office_of([HEADER, told_request(fixed)]) as statistics:
        left = figures_of(statistics.summary(date(2026, 3, 1), date(2026, 3, 27)))
        assert (left["open.five"], left["open.three"], left["open.more"]) == (1, 0, 0)
        left = figures_of(statistics.summary(date(2026, 3, 1), date(2026, 4, 1)))
        assert (left["open.five"], left["open.three"], left["open.one"]) == (1, 1, 0)


def test_what_will_be_received_on_the_next_working_day_is_open_in_its_cells_too() -> None:
    """Sent by web form on Saturday 4 April 2026; the first working day is Tuesday 7 April (条例 31)."""
    came = told_request(channel="web")
    came["events"] = [{"kind": "submitted", "on": "2026-04-04"}]
    with office_of([HEADER, came], as_of=date(2026, 4, 4)) as statistics:
        april = figures_of(statistics.summary(date(2026, 4, 1), APRIL))
        assert (april["received.new"], april["open.more"]) == (1, 1)
        assert [one.cell for one in statistics.cells("2026-0001").lines if "4月" in one.report and "在办" in one.cell]


def test_an_export_of_an_earlier_day_holds_what_was_known_and_the_whole_goes_on_from_it(tmp_path: Path) -> None:
    whole, part, stores = tmp_path / "whole.jsonl", tmp_path / "part.jsonl", (tmp_path / "a.db", tmp_path / "b.db")
    # What was entered late stands in front of what was known then: a longer file cannot go on from that.
    lines = [line for line in random_office(Random(4), 100) if in_order(line)]
    whole.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with opened(stores[0]) as here:
        here.exchange.read(whole)
    with opened(stores[0], APRIL) as then:
        then.exchange.write(part)
        known = figures_of(then.statistics.summary(date(2026, 1, 1), APRIL))
    with opened(stores[1], APRIL) as there:
        assert 0 < there.exchange.read(part)[0].requests < len(lines) - 1
        assert figures_of(there.statistics.summary(date(2026, 1, 1), APRIL)) == known
    with opened(stores[1]) as there:
        assert there.exchange.read(whole)[0].updated > 0
        there.exchange.write(part)
    written = [json.loads(line) for line in part.read_text(encoding="utf-8").splitlines()]
    assert events_in(written) == events_in(lines)


@contextmanager
def opened(store: Path, as_of: date | None = None) -> Iterator[Casework]:
    office = open_office(store, clock=Clock(TODAY), as_of=as_of)
    try:
        yield office.casework
    finally:
        office.close()


def in_order(line: Told) -> bool:
    days = [event["on"] for event in line.get("events", ())]
    return days == sorted(days)


def events_in(lines: list[Told]) -> dict[str, list[Told]]:
    return {line["id"]: line["events"] for line in lines if line["type"] == "request"}


def test_in_the_last_days_of_the_loaded_years_limits_of_these_days_are_told() -> None:
    """On 31 December 2026 five working days ahead are unknown, the limit of that day is not."""
    fixed = {"kind": "delay_fixed", "on": "2026-03-09", "until": "2026-12-31"}
    with office_of([HEADER, told_request(fixed)], as_of=date(2026, 12, 31)) as statistics:
        view = statistics.summary(date(2026, 12, 1), date(2026, 12, 31))
        left = figures_of(view)
        assert [left[f"open.{name}"] for name in ("overdue", "five", "three", "one", "more", "stopped")] == [
            0, 1, 1, 1, 0, 0,
        ]  # fmt: skip
        assert all(check.holds for check in view.checks)
