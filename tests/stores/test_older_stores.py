"""Stores that released versions wrote are brought up to date, and their figures are complete (kept for ever)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desktop.casework.registers.register_views import Register, RegisterWanted
from desktop.commands import run
from desktop.office import open_office
from resources.vocabulary import EventKind

STORES = sorted(Path(__file__).parent.glob("*-tianjin-2017.db"))


@pytest.mark.parametrize("released", STORES, ids=lambda path: path.stem)
def test_a_released_store_is_brought_up_to_date_by_the_first_command_that_reads_it(
    released: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store.db"
    shutil.copy(released, store)
    assert run(["annual", "2017", "--store", str(store), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["table3"]["received"]["total"] == 23
    assert run(["check", "--store", str(store), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "findings": []}


def test_the_steps_of_a_store_that_had_none_are_reckoned_when_it_opens(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    shutil.copy(Path(__file__).parent / "0001-tianjin-2017.db", store)
    with open_office(store).casework.context.store as opened, opened.reading() as reading:
        steps = reading.projection("天津海关", "2017-0006").steps
    assert EventKind.CORRECTION_REQUESTED in {step.kind for step in steps}


def test_the_registers_of_a_released_store_list_its_requests(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    shutil.copy(Path(__file__).parent / "0001-tianjin-2017.db", store)
    opened = open_office(store)
    try:
        registers = opened.casework.registers
        assert registers.page(RegisterWanted(which=Register.REQUESTS)).total == 23
        assert registers.page(RegisterWanted(which=Register.LETTERS)).total == 15
    finally:
        opened.close()
