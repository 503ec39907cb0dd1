"""The notice of the next year in real windows, by keys alone: pasted, looked at, confirmed; the open requests move.

What happened is read from outside, by the commands that work beside the open window.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.office.settings import OfficeSettings
from desktop.office import open_office
from tests.acceptance.real_screen import ROOT, Screen, missing_tools, program, screen, wait_until
from tests.counter_drafts import counter_draft

pytestmark = [
    pytest.mark.real_windows,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}"),
]

DAY = "2026-12-10"
NUMBER = "0200-2026-0001"
NOTICE = """国务院办公厅关于2027年
部分节假日安排的通知（测试，虚构）
　　一、元旦：1月1日（周五）至3日（周日）放假，共3天。
　　二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
"""


def founded(store: Path) -> None:
    """An office with a request whose limit lies in 2027."""
    office = open_office(store, clock=lambda: datetime(2026, 12, 10, 9, tzinfo=timezone(timedelta(hours=8))))
    casework = office.casework
    casework.settings.save(OfficeSettings(name="天津海关", code="0200", clerk="周宁", short_form="津关"))
    draft = counter_draft(casework, name="林示例", id_number="110101197001010007", content="2026年通关时效统计")
    assert casework.intake.register(draft).number == NUMBER
    office.close()


def ask(store: Path, *arguments: str) -> Any:
    """The JSON answer of a command beside the open window."""
    command = [sys.executable, "-m", "desktop", *arguments, "--store", str(store), "--json"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return json.loads(answer.stdout) if answer.stdout else None


def limit(store: Path) -> str | None:
    """The reply limit of the request."""
    told: str | None = ask(store, "deadlines", NUMBER)["reply_due"]
    return told


def events(store: Path, folder: Path) -> list[str]:
    """The kinds of all that happened to the request."""
    out = folder / "out.jsonl"
    ask(store, "export", str(out))
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return [event["kind"] for line in lines if line["type"] == "request" for event in line["events"]]


def open_calendar(shown: Screen) -> None:
    """By the search box, as any other page."""

    def find() -> None:
        shown.key("ctrl+k")
        shown.paste("设置：放假安排")
        shown.rest()
        shown.key("Return")

    shown.wait_for_title("今日")
    shown.until_title("设置", lambda: shown.key("ctrl+alt+6"))
    shown.until_title("放假安排", find)
    shown.rest()


def examine(shown: Screen) -> None:
    """The notice from the clipboard, until its preview stands there."""
    shown.until_title("改动待确认", lambda: shown.paste(NOTICE))


def test_a_pasted_notice_moves_the_open_request_once_it_is_confirmed(tmp_path: Path) -> None:
    store, log = tmp_path / "store.db", tmp_path / "errors.log"
    founded(store)
    assert limit(store) is None, "it reaches a year that nobody has announced"
    with screen() as shown, program(shown, store, DAY, log):
        open_calendar(shown)
        examine(shown)
        assert limit(store) is None, "it is a preview until it is confirmed"
        shown.key("Escape")
        wait_until(lambda: "待确认" not in shown.title(), "the preview to be put away")
        shown.key("ctrl+Return")
        shown.rest()
        assert limit(store) is None, "what was put away is not confirmed"
        examine(shown)
        shown.key("ctrl+Return")
        wait_until(lambda: limit(store) == "2027-01-08", "the limit by the notice for 2027")
    assert events(store, tmp_path)[-1] == "redated"
    assert ask(store, "check") == {"ok": True, "findings": []}
    assert log.read_text(encoding="utf-8") == ""
