"""Commands that change the store work beside an open window: both count on, nothing interleaves, the window sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from db.lock import StoreInUse, lock_beside
from desktop.app import open_main_window
from desktop.casework.office.settings import OfficeSettings
from desktop.office import Office, open_office
from tests.counter_drafts import counter_draft

ROOT = Path(__file__).resolve().parents[2]
NOTICE = """国务院办公厅关于2099年部分节假日安排的通知（测试，虚构）
一、元旦：1月1日（周四）至3日（周六）放假，共3天。
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The office of the window, in this process."""
    opened = open_office(tmp_path / "store.db")
    opened.casework.settings.save(OfficeSettings(name="天津海关", code="0200", short_form="津关", clerk="周宁"))
    yield opened
    opened.close()


def command(office: Office, *arguments: str) -> Any:
    """The answer of a command in a process of its own."""
    asked = [sys.executable, "-m", "desktop", *arguments, "--store", office.location, "--json"]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def register(office: Office) -> str:
    draft = counter_draft(office.casework, name="林示例", id_number="110101197001010007", content="通关时效统计")
    return office.casework.intake.register(draft).number


def exchange_file(path: Path, first: int, count: int) -> Path:
    """So many requests of the office from older ledgers."""
    header = {
        "type": "header",
        "format": "shouban-exchange",
        "version": 1,
        "office": "天津海关",
        "made_on": "2026-01-05",
    }
    applicant = {"kind": "natural_person", "name": "陈例", "id_type": "resident_id", "id_number": "110101197001010007"}
    lines: list[dict[str, Any]] = [header]
    for place in range(first, first + count):
        lines.append(
            {
                "type": "request",
                "id": f"旧-{place:04}",
                "channel": "counter",
                "applicant": applicant,
                "content": "旧台账",
                "medium": "paper",
                "delivery": "post",
                "events": [{"kind": "submitted", "on": "2026-01-05"}],
            }
        )
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_an_import_and_the_window_write_side_by_side(office: Office, tmp_path: Path) -> None:
    """Two commands and the window at the same time: every number once, one chain, all of it there."""
    files = [exchange_file(tmp_path / f"{first}.jsonl", first, 40) for first in (0, 100)]
    with ThreadPoolExecutor(len(files)) as pool:
        running = [pool.submit(command, office, "import", str(file)) for file in files]
        numbers = [register(office)]
        while not all(one.done() for one in running):
            numbers.append(register(office))
        assert [one.result()["requests"] for one in running] == [40, 40]
    assert [int(number.rpartition("-")[2]) for number in numbers] == list(range(1, len(numbers) + 1))
    view = office.casework.safekeeping.check()
    assert (view.findings, view.requests) == ((), 80 + len(numbers))
    assert command(office, "check") == {"ok": True, "findings": []}


def test_a_notice_that_a_command_loads_counts_in_the_window_at_once(office: Office, tmp_path: Path) -> None:
    assert 2099 not in office.casework.calendars.years()
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    command(office, "calendar", "import", str(file), "--by", "何正")
    assert 2099 in office.casework.calendars.years()
    assert office.casework.calendars.day_kind(date(2099, 1, 1)) == "元旦"


def test_the_window_shows_what_a_command_has_written(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_main_window(office)
    qtbot.waitUntil(lambda: window.operations.idle)
    seen: list[object] = []
    window.operations.changed.connect(seen.append)
    register(office)
    qtbot.wait(2_500)
    assert seen == [], "its own changes are not another program's"
    command(office, "import", str(exchange_file(tmp_path / "old.jsonl", 0, 3)))
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    qtbot.waitUntil(lambda: window.operations.idle)
    window.close()
    window.deleteLater()


def test_rebuilding_works_beside_the_window(office: Office) -> None:
    number = register(office)
    command(office, "rebuild")
    assert office.casework.requests.view(number).number == number
    assert office.casework.safekeeping.check().ok


def test_a_second_window_is_refused_with_the_name_of_the_first(office: Office) -> None:
    with pytest.raises(StoreInUse) as refused:
        open_office(Path(office.location))
    assert refused.value.holder.pid > 0


def test_nothing_is_put_in_the_place_of_the_store_while_a_command_writes(office: Office, tmp_path: Path) -> None:
    made = office.casework.safekeeping.backup(tmp_path / "copies")
    office.close()
    with lock_beside(Path(office.location)).held():
        refused = subprocess.run(
            [sys.executable, "-m", "desktop", "restore", str(made.path), "--store", office.location],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert refused.returncode == 2
    assert "正由" in refused.stderr
