"""Papers on printers: a queue of CUPS played by a program of the test, and what is told when there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.casework.views import Paper
from desktop.widgets.printing import print_paper

PAPER = Paper(pdf=b"%PDF-1.7 receipt", pages=2, name="登记回执 0200-2026-0001")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the system looks for lp and lpstat."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("SPOOL", str(tmp_path / "spool.pdf"))
    return folder


def program(folder: Path, name: str, lines: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    file.chmod(0o755)


def test_the_very_bytes_go_to_the_default_queue(programs: Path, tmp_path: Path) -> None:
    program(programs, "lpstat", 'echo "system default destination: counter"')
    program(programs, "lp", 'cat > "$SPOOL"; echo "request id is counter-7 (1 file(s))"')
    result = print_paper(PAPER, tmp_path)
    assert (tmp_path / "spool.pdf").read_bytes() == PAPER.pdf
    assert (result.printer, result.path) == ("counter", None)
    assert "排队" in result.sentence, "accepted is not printed"


def test_the_only_queue_serves_where_none_is_the_default(programs: Path, tmp_path: Path) -> None:
    program(programs, "lpstat", '[ "$1" = -e ] && echo window || echo "no system default destination"')
    program(programs, "lp", 'cat > "$SPOOL"; echo "request id is $2-1 (1 file(s))"')
    assert print_paper(PAPER, tmp_path).printer == "window"


def test_a_queue_that_refuses_is_quoted_and_the_paper_kept(programs: Path, tmp_path: Path) -> None:
    program(programs, "lpstat", 'echo "system default destination: counter"')
    program(programs, "lp", 'cat > /dev/null; echo "lp: out of toner" >&2; exit 1')
    result = print_paper(PAPER, tmp_path / "papers")
    assert "out of toner" in result.sentence
    assert result.path is not None
    assert result.path.read_bytes() == PAPER.pdf


def test_without_a_printer_the_paper_is_kept_and_its_place_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = print_paper(PAPER, tmp_path / "papers")
    assert result.path == tmp_path / "papers" / "登记回执 0200-2026-0001.pdf"
    assert str(result.path) in result.sentence
    assert result.path.read_bytes() == PAPER.pdf


def test_a_name_that_is_no_file_name_is_made_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = print_paper(Paper(pdf=b"%PDF", pages=1, name="津关公开答/2026:31?"), tmp_path)
    assert result.path == tmp_path / "津关公开答_2026_31_.pdf"


def test_a_folder_that_takes_nothing_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    occupied = tmp_path / "papers"
    occupied.write_text("a file where the folder should be")
    result = print_paper(PAPER, occupied)
    assert result.path is None
    assert "重印" in result.sentence
