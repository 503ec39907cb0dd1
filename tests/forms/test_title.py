"""Titles break between words and make a trapezoid or a lozenge (GB/T 9704 7.3.1)."""

from __future__ import annotations

import pytest

from forms.title import title_lines


def test_a_short_title_stands_on_one_line() -> None:
    assert title_lines("政府信息公开申请答复书", 19) == ["政府信息公开申请答复书"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("中华人民共和国天津海关政府信息公开申请延期答复告知书", ("中华人民共和国", "政府信息公开", "告知书")),
        ("天津海关关于不予公开2025年进口冷链食品查验情况的答复书", ("不予公开", "答复书")),
        ("中华人民共和国海关总署关于征求第三方意见和不予公开相关政府信息的决定书并送达告知书", ("第三方", "决定书")),
    ],
)
def test_a_long_title_breaks_between_words(title: str, words: tuple[str, ...]) -> None:
    lines = title_lines(title, 19)
    assert "".join(lines) == title
    assert all(len(line) <= 19 for line in lines)
    assert all(sum(word in line for line in lines) == 1 for word in words)
    assert not any(line.startswith(("的", "和")) for line in lines[1:])


def test_the_lines_grow_or_shrink_but_have_no_waist() -> None:
    lengths = [len(line) for line in title_lines("中华人民共和国天津海关政府信息公开申请延期答复告知书", 19)]
    assert len(set(lengths)) == 2
    three = title_lines("天津海关政府信息公开申请延期答复告知书" * 2, 16)
    assert len(three) >= 3
    middle = [len(line) for line in three]
    assert not any(before > one < after for before, one, after in zip(middle, middle[1:], middle[2:], strict=False))


def test_a_title_without_known_words_is_cut_at_the_measure() -> None:
    assert title_lines("某" * 30, 19) == ["某" * 19, "某" * 11]


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("中华人民共和国天津海关政府信息公开申请答复书", "中华人民共和国天津海关"),
        (
            "天津经济技术开发区海关关于某某国际贸易有限公司政府信息公开申请不予公开决定的告知书",
            "天津经济技术开发区海关",
        ),
        ("中华人民共和国海关总署关于延长政府信息公开申请答复期限的告知书", "中华人民共和国海关总署"),
    ],
)
def test_the_name_of_the_agency_is_not_parted(title: str, agency: str) -> None:
    """词意完整: 天津 and 海关 on two lines would read as two things."""
    assert title_lines(title, 19)[0].startswith(agency)
