"""Figures and moved limits in words."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from errno import ENOSPC
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.casework.calendar.calendar_views import CalendarChange, LimitMove
from desktop.casework.calendar.moved_limits import moved_words
from desktop.casework.figures.summary_views import Figure
from desktop.casework.files import FileUnreadable, FileUnwritable, text_of, write_bytes
from desktop.casework.reports.narrative_words import narrative_figures
from desktop.supervisor.change_card import sum_of
from desktop.supervisor.figure_cards import FigureCard, difference, number
from desktop.supervisor.files import size_of
from desktop.supervisor.month_chart import nice_step
from desktop.supervisor.narrative import told_name


def move(
    days: int | None, *, old: date | None = date(2026, 10, 28), new: date | None = date(2026, 10, 27)
) -> LimitMove:
    return LimitMove(number="0200-2026-0119", applicant="林**", old=old, new=new, days=days)


@pytest.mark.parametrize(("highest", "step"), [(0, 1), (3, 1), (4, 1), (5, 2), (18, 5), (20, 5), (21, 10), (999, 500)])
def test_the_grid_has_at_most_four_steps_of_round_size(highest: int, step: int) -> None:
    assert nice_step(highest) == step


@pytest.mark.parametrize(
    ("value", "other", "shown"), [(14, 11, "+3"), (13.6, 14.2, "−0.6"), (2, 2, "±0"), (0, 3, "−3")]
)
def test_a_difference_has_its_sign(value: float, other: float, shown: str) -> None:
    assert difference(value, other) == shown


def test_a_figure_without_a_value_is_a_dash() -> None:
    assert (number(None), number(12.0), number(13.6)) == ("—", "12", "13.6")


def test_a_card_without_a_value_has_no_unit_and_no_difference(qapp: QApplication) -> None:
    card = FigureCard()
    card.show_figure(
        Figure(code="average_days", label="平均用时", value=None, unit="工作日", before=14.2, year_before=None), "上月"
    )
    assert card.accessibleName() == "平均用时 —；上月 14.2，去年 —"


def test_moved_limits_are_counted_by_direction() -> None:
    later = move(2, new=date(2026, 10, 30))
    known = move(None, old=None)
    change = CalendarChange(year=2026, title="", text="", days=(), moves=(move(-1), later, known), unchanged=16)
    assert sum_of(change) == "19 件未办结：1 件提前，1 件推后，1 件可以确定，16 件不变"
    assert [moved_words(one) for one in change.moves] == ["早 1 天", "晚 2 天", "可以确定"]


def test_the_figures_until_2018_name_channels_and_printed_titles() -> None:
    figures = {
        "received": 23,
        "by_channel": {"web": 22, "mail": 1},
        "documents": {"海关政府信息公开答复书": 11},
        "suits": 0,
    }
    assert [(told_name(figure), str(figure.value)) for figure in narrative_figures(figures)] == [
        ("收到申请", "23"),
        ("其中网络", "22"),
        ("其中信函", "1"),
        ("《海关政府信息公开答复书》", "11"),
        ("行政诉讼", "0"),
    ]


def test_a_file_that_is_no_text_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "放假安排.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileUnreadable, match="放假安排"):
        text_of(path)


def test_sizes_are_rounded_to_what_people_read() -> None:
    assert [size_of(count) for count in (1, 830_000, 3_460_000)] == ["1 KB", "811 KB", "3.3 MB"]


def test_what_is_no_file_of_its_own_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe, link, kept = tmp_path / "pipe", tmp_path / "link.pdf", tmp_path / "kept.pdf"
    os.mkfifo(pipe)
    kept.write_bytes(b"before")
    link.symlink_to(kept)
    with ThreadPoolExecutor(1) as hand:
        read = hand.submit(pipe.read_bytes)
        write_bytes(pipe, b"through")
        assert read.result() == b"through"
    write_bytes(link, b"after")
    assert (pipe.is_fifo(), link.is_symlink(), kept.read_bytes()) == (True, True, b"after")


def test_a_file_that_cannot_be_written_whole_leaves_the_one_that_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "汇总.pdf"
    write_bytes(path, b"before")

    def full(_file: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileUnwritable):
        write_bytes(path, b"after all of this")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("汇总.pdf", b"before")]
    with pytest.raises(FileUnwritable, match="路径中有一段不是文件夹"):
        write_bytes(path / "汇总.pdf", b"a file is no folder")
    with pytest.raises(FileUnwritable, match="这是文件夹"):
        write_bytes(Path("."), b"no name")
