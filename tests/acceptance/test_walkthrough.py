"""``make run`` without a display: the guided walk-through leaves its letters and pictures, and a sound store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.acceptance.real_screen import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_walkthrough_says_where_letters_and_pictures_lie(tmp_path: Path) -> None:
    walked = run("demo", "--walkthrough", str(tmp_path))
    assert walked.returncode == 0, walked.stderr
    assert str(tmp_path) in walked.stdout
    papers = {path.name for path in tmp_path.glob("*.pdf")}
    assert {
        "L01-receipt.pdf",
        "L02-correction_notice.pdf",
        "L03-extension_notice.pdf",
        "L09-disclosure_reply.pdf",
    } <= papers
    assert all(name in walked.stdout for name in papers)
    assert len(list(tmp_path.glob("*.png"))) == 14
    store = str(tmp_path / "walkthrough.db")
    told = json.loads(run("deadlines", "0200-2026-0001", "--store", store, "--json").stdout)
    assert (told["receipt"], told["clock_start"], told["reply_due"]) == ("2026-03-02", "2026-03-16", "2026-04-28")
    assert (told["completed"], told["on_time"]) == ("2026-04-20", True)
    assert run("check", "--store", store).returncode == 0
