"""``make run`` without a display: the guided walk-through leaves its letters and pictures, and a sound store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.real_screen import ROOT

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program where there is no screen."""
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
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


@pytest.mark.parametrize("arguments", [(), ("demo",)])
def test_windows_without_a_screen_are_refused_in_one_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    refused = run(*arguments, "--store", str(tmp_path / "office.db"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("没有可用的显示器")
    assert len(refused.stderr.splitlines()) == 1


def test_a_folder_with_files_of_the_user_is_left_alone(tmp_path: Path) -> None:
    paper, backup = tmp_path / "contract.pdf", tmp_path / "backups" / "own.db"
    backup.parent.mkdir()
    for own in (paper, backup):
        own.write_bytes(b"own")
    refused = run("demo", "--walkthrough", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert str(tmp_path) in refused.stderr
    assert "空文件夹" in refused.stderr
    assert paper.read_bytes() == backup.read_bytes() == b"own"


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = run("demo", "--walkthrough", str(tmp_path / "file" / "below"))
    assert refused.returncode == 2
    assert "程序出错" not in refused.stderr


def test_an_export_without_a_file_name_is_told_in_a_sentence(tmp_path: Path) -> None:
    refused = run("--store", str(tmp_path / "store.db"), "export", "/")
    assert refused.returncode == 2
    assert "程序出错" not in refused.stderr
