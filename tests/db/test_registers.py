"""Registers are read by their indexes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Column
from sqlalchemy.dialects import sqlite as dialect

from db.lists import PageKey
from db.register_records import Register, RegisterFilter
from db.registers import _parts
from db.store import Store

DAY = date(2026, 9, 1)


@pytest.mark.parametrize("which", list(Register))
def test_a_page_is_found_by_an_index_in_its_order(store: Store, which: Register) -> None:
    wanted = RegisterFilter(today=DAY, first=date(2026, 1, 1), last=date(2026, 12, 31))
    with store.connection() as connection:
        for part in _parts(which, wanted):
            asked = part.listed(1, wanted, PageKey(DAY, 5)).limit(50)
            sql = str(asked.compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True}))
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
            assert plan[0].startswith("SEARCH"), plan
            assert not any(step.startswith("SCAN") for step in plan), plan
            if isinstance(part.day, Column):
                assert not any("TEMP B-TREE" in step for step in plan), plan
            else:
                # The few that were corrected or reopened are found by that, and sorted.
                assert plan[0].endswith("USING INTEGER PRIMARY KEY (rowid=?)"), plan
