"""The counter's whole main job in real windows, by keys alone: from an empty store to the posted reply.

Each day of the story is a new start of the program. What happened is read from outside, by the commands that work
beside an open window.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.real_screen import ROOT, Screen, missing_tools, program, screen, wait_until

pytestmark = [
    pytest.mark.real_windows,
    pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}"),
]

NUMBER = "0200-2026-0001"
CONTENT = "关于“<b>报关单</b>” & 减免税审批的全部材料，回信请寄 wang@example.cn"


class Office:
    """The office as the commands tell it, beside the open window."""

    def __init__(self, store: Path) -> None:
        self.store = store

    def ask(self, *arguments: str) -> Any:
        """The JSON answer of a command; None while it cannot be given."""
        answer = subprocess.run(
            [sys.executable, "-m", "desktop", *arguments, "--store", str(self.store), "--json"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return json.loads(answer.stdout) if answer.stdout else None

    def state(self) -> str | None:
        """The state of the only open request; None when there is none."""
        rows = self.ask("worklist") or []
        return rows[0]["state"] if rows else None

    def limit(self) -> str | None:
        """The reply limit of the request."""
        told = self.ask("deadlines", NUMBER)
        return told and told["reply_due"]

    def events(self, folder: Path) -> list[str]:
        """The kinds of all that happened to the request, oldest first."""
        out = folder / "out.jsonl"
        self.ask("export", str(out))
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        return [event["kind"] for line in lines if line["type"] == "request" for event in line["events"]]


def found_office(shown: Screen) -> None:
    """The first page of an empty store, then what letters need of the office."""
    shown.wait_for_title("首次使用")
    shown.paste("天津海关")
    for mnemonic, text in (("d", "0200"), ("b", "办公室"), ("t", "022-00000000"), ("j", "周宁"), ("k", "一号窗口")):
        shown.key(f"alt+{mnemonic}")
        shown.paste(text)
    shown.key("ctrl+Return")
    shown.wait_for_title("今日")
    shown.key("ctrl+alt+6")
    shown.wait_for_title("设置")
    for mnemonic, text in (("y", "天津市第三中级人民法院"), ("a", "天津市示例路1号"), ("p", "300000")):
        shown.key(f"alt+{mnemonic}", "ctrl+a")
        shown.paste(text)
    shown.key("ctrl+s")


def register(shown: Screen) -> None:
    """Four steps: a registered letter, a person with a rare name, his own words, the check."""
    shown.key("ctrl+n")
    shown.wait_for_title("新收")
    shown.key("2", "Tab")
    shown.write("2026-03-02")
    shown.key("Tab")
    shown.write("XA12345678911")
    shown.key("alt+n")
    shown.paste("王䶮")
    shown.key("alt+h")
    shown.write("11010519491231002X")
    shown.key("alt+t")
    shown.write("13800000007")
    shown.key("alt+a")
    shown.paste("天津市和平区示例路8号")
    shown.key("alt+y")
    shown.write("300040")
    shown.key("alt+n")
    shown.paste(CONTENT)
    shown.key("alt+m", "1", "alt+d", "1", "alt+n")
    shown.key("ctrl+Return")


def open_request(shown: Screen) -> None:
    def find() -> None:
        shown.key("ctrl+k")
        shown.write(NUMBER)
        shown.key("Return")

    shown.until_title(NUMBER, find)


def issue(shown: Screen, office: Office, letters: int) -> None:
    """Confirms the letter on the screen; waits until so many letters are in the store."""
    shown.until_title("定稿并取号", lambda: shown.key("ctrl+Return"))
    shown.key("Return")
    wait_until(lambda: letter_count(office) == letters, f"{letters} letters")


def letter_count(office: Office) -> int:
    counts = office.ask("export", str(office.store.with_suffix(".counted")))
    return int(counts["letters"]) if counts else 0


@pytest.mark.timeout(600)
def test_a_letter_goes_from_the_envelope_to_the_posted_reply(tmp_path: Path) -> None:
    store, log = tmp_path / "office.db", tmp_path / "log.txt"
    office = Office(store)
    with screen() as shown:
        with program(shown, store, "2026-03-02", log):
            found_office(shown)
            register(shown)
            wait_until(lambda: office.limit() == "2026-03-30", "the registered request")
        with program(shown, store, "2026-03-05", log):
            shown.wait_for_title("今日")
            open_request(shown)
            shown.until_title("补正告知书", lambda: shown.key("F2"))
            shown.paste("请写明信息名称、文号或者其他特征性描述")
            shown.key("alt+Down")
            shown.paste("“全部材料”范围过宽，请指明年月和企业名称。")
            shown.rest()
            issue(shown, office, 2)
            assert office.state() == "awaiting_correction"
            assert office.limit() is None
        with program(shown, store, "2026-03-16", log):
            shown.wait_for_title("今日")
            open_request(shown)
            shown.key("shift+F2")
            shown.rest()
            shown.key("ctrl+Return")
            wait_until(lambda: office.limit() == "2026-04-14", "the limit that starts anew")
        with program(shown, store, "2026-04-09", log):
            shown.wait_for_title("今日")
            open_request(shown)
            shown.until_title("延期答复告知书", lambda: shown.key("F4"))
            for text in ("需要检索的案卷较多", "10", "何正", "2026-04-09"):
                shown.paste(text)
                shown.key("alt+Down")
                shown.rest()
            issue(shown, office, 3)
            assert office.limit() == "2026-04-28"
        with program(shown, store, "2026-04-20", log):
            shown.wait_for_title("今日")
            open_request(shown)
            shown.key("F5")
            shown.wait_for_title("文书")
            shown.rest()
            shown.key("1")
            shown.wait_for_title("答复书")
            for text in ("纸质复制件邮寄", "12", "减免税审批材料"):
                shown.paste(text)
                shown.key("alt+Down")
                shown.rest()
            issue(shown, office, 4)
            assert office.state() == "awaiting_service"
            shown.wait_for_title("已定稿")
            shown.key("F12")
            shown.rest()
            shown.write("XA98765432111")
            shown.key("ctrl+Return")
            wait_until(lambda: office.state() is None, "the posted reply")

    told = office.ask("deadlines", NUMBER)
    assert (told["completed"], told["on_time"], told["faults"]) == ("2026-04-20", True, [])
    tables = office.ask("annual", "2026")
    assert tables["balanced"]
    assert (tables["table3"]["received"]["total"], tables["table3"]["disclosed"]["natural_person"]) == (1, 1)
    assert office.events(tmp_path) == [
        "signed",
        "registered",
        "receipt_issued",
        "correction_requested",
        "corrected",
        "extended",
        "replied",
        "served",
    ]
    assert office.ask("check") == {"ok": True, "findings": []}
    assert log.read_text() == ""
