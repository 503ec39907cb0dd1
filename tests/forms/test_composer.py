"""Lines begin and end where Chinese typesetting allows, fill the measure, and lose nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.characters import NEVER_FIRST, NEVER_LAST, Break, breaks
from forms.composer import Line, Setting, compose
from forms.fonts import typeface
from forms.page import MEASURE, PITCH, SIZE_3
from resources import fonts
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import copied, printed

FLUSH = 0.2 * 72 / 25.4
NOT_FIRST = "，。、；：？！）》」』】〕”’"
NOT_LAST = "（《“‘「『【〔"


def body() -> Setting:
    return Setting(typeface("body"), SIZE_3, MEASURE, PITCH - SIZE_3)


def lines(text: str, indent: float = 0.0) -> list[str]:
    return [text[line.start : line.end] for line in compose(text, body(), indent=indent)]


def gaps_of(line: Line) -> list[float]:
    """What lies between the characters of a line, in points."""
    return [
        after - before - glyph.advance * SIZE_3
        for glyph, (before, after) in zip(line.glyphs, pairwise(line.lefts), strict=False)
    ]


def right_edge(line: Line) -> float:
    return line.lefts[-1] + line.glyphs[-1].advance * SIZE_3


def test_28_characters_fill_a_line() -> None:
    first, second, third = compose("国" * 60, body())
    assert [len(line.glyphs) for line in (first, second, third)] == [28, 28, 4]
    assert right_edge(first) == pytest.approx(MEASURE, abs=0.01)
    assert first.lefts[1] - first.lefts[0] == pytest.approx(15.79, abs=0.01)


def test_a_paragraph_is_indented_by_two_characters() -> None:
    first, second = compose("国" * 30, body(), indent=2 * PITCH)
    assert len(first.glyphs) == 26
    assert first.lefts[0] == pytest.approx(31.58, abs=0.02)
    assert right_edge(first) == pytest.approx(MEASURE, abs=0.01)
    assert second.lefts[0] == 0


@pytest.mark.parametrize("mark", NOT_FIRST)
def test_a_mark_that_closes_never_begins_a_line(mark: str) -> None:
    for length in (27, 28, 29):
        assert all(line[0] not in NOT_FIRST for line in lines("国" * length + mark + "中" * 40))


@pytest.mark.parametrize("mark", NOT_LAST)
def test_a_mark_that_opens_never_ends_a_line(mark: str) -> None:
    for length in (26, 27, 28):
        assert all(line[-1] not in NOT_LAST for line in lines("国" * length + mark + "中" * 40))


def test_dashes_and_ellipses_are_not_parted() -> None:
    for length in range(24, 29):
        for sign in ("——", "……"):
            assert sum(sign in line for line in lines("国" * length + sign + "中" * 30)) == 1


@pytest.mark.parametrize("word", ["2026", "1,234.56", "85%", "A4-1", "Customs", "12360", "km²"])
def test_words_and_numbers_stay_whole(word: str) -> None:
    for length in range(10, 29):
        assert sum(word in line for line in lines("国" * length + word + "中" * 30)) == 1


@pytest.mark.parametrize("number", ["4月", "711号", "20个", "12页"])
def test_a_number_and_its_unit_stay_together(number: str) -> None:
    for length in range(22, 30):
        assert sum(number in line for line in lines("国" * length + number + "中" * 40)) == 1


NUMBERS = ["022-00000001", "0200-2026-0001", "978-7-5175-1234-5", "GB/T9704-2012"]


@pytest.mark.parametrize("before", range(8, 27))
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_parted_behind_its_hyphen_rather_than_pull_a_line_apart(number: str, before: int) -> None:
    text = "国" * before + number + "中" * 40
    broken = lines(text)
    assert "".join(broken) == text
    for line, following in pairwise(broken):
        if line[-1].isascii() and following[0].isascii():
            assert line[-1] in "-/"
            assert min(len(line.lstrip("国")), len(following.rstrip("中"))) >= 2
    assert max(gap for line in compose(text, body())[:-1] for gap in gaps_of(line)) < 0.15 * SIZE_3


def test_a_number_stays_whole_where_the_lines_before_can_share_the_room() -> None:
    """Each of three lines a little looser, rather than the last one by seven characters."""
    text = (
        "您申请公开的信息不属于本机关负责公开，理由：该信息由天津市市场监督管理委员会制作。建议向天津市市场监督管理"
        "委员会提出申请，联系方式：天津市示例区示例路2号，022-00000001。"
    )
    composed = compose(text, body(), indent=2 * PITCH)
    assert text[composed[-1].start :] == "022-00000001。"
    assert max(gap for line in composed[:-1] for gap in gaps_of(line)) < 0.1 * SIZE_3


@pytest.mark.parametrize("before", range(8, 27))
def test_a_long_number_is_parted_between_groups_of_four_digits_as_a_last_resort(before: int) -> None:
    number = "020220261000012345"
    text = "国" * before + number + "中" * 40
    first, second = lines(text)[:2]
    if first[-1].isdigit() and second[0].isdigit():
        assert len(second) - len(second.lstrip("0123456789")) in (4, 8, 12)
    assert max(gap for line in compose(text, body())[:-1] for gap in gaps_of(line)) < 0.24 * SIZE_3


@pytest.mark.parametrize("before", range(8, 27))
def test_a_word_without_a_sign_is_parted_only_where_a_third_of_a_character_would_lie_between_all_others(
    before: int,
) -> None:
    text = "国" * before + "Internationalization" + "中" * 40
    broken, gaps = lines(text), [gap for line in compose(text, body())[:-1] for gap in gaps_of(line)]
    assert max(gaps) < 0.34 * SIZE_3
    for line, following in pairwise(broken):
        if line[-1].isascii() and following[0].isascii():
            assert min(len(line.lstrip("国")), len(following.rstrip("中"))) >= 3


@pytest.mark.parametrize("length", range(26, 150, 14))
def test_no_character_stands_alone_on_the_last_line(length: int) -> None:
    for text in ("国" * length + "。", "国" * (length + 1) + "。", "国" * (length + 2) + "：”"):
        last = lines(text)[-1]
        assert len(last.strip("。：”")) >= 2 or len(lines(text)) == 1


@pytest.mark.parametrize("before", range(8, 27))
@pytest.mark.parametrize("address", ["zhangsan@customs.gov.cn", "zhang.san-2@tianjin.customs.gov.cn"])
def test_an_e_mail_address_is_parted_behind_its_signs_rather_than_pull_a_line_apart(address: str, before: int) -> None:
    text = "国" * before + address + "中" * 30
    broken = lines(text)
    assert "".join(broken) == text
    for line, following in pairwise(broken):
        inside = following[0].isascii() and line[-1].isascii()
        assert not inside or line[-1] in "@._"
    assert max(gap for line in compose(text, body())[:-1] for gap in gaps_of(line)) < 0.25 * SIZE_3


def test_an_e_mail_address_stays_whole_where_its_line_is_not_loose() -> None:
    assert (
        sum("zhangsan@customs.gov.cn" in line for line in lines("国" * 14 + "zhangsan@customs.gov.cn" + "中" * 30)) == 1
    )


def test_a_long_address_of_the_web_parts_behind_a_sign() -> None:
    address = "http://www.customs.gov.cn/customs/302249/zfxxgk/2799825/index.html?page=2&size=50"
    broken = lines("请登录" + address + "查阅" + "国" * 40)
    assert "".join(broken) == "请登录" + address + "查阅" + "国" * 40
    assert broken[0][-1] in "/?&=-._"
    assert len(broken[0]) > 15


def test_a_word_wider_than_the_measure_is_parted_anyhow() -> None:
    assert "".join(lines("A" * 200)) == "A" * 200
    assert all(right_edge(line) <= MEASURE + FLUSH for line in compose("A" * 200, body()))


def test_marks_that_follow_each_other_stand_closer() -> None:
    apart, close = compose("》中（", body())[0], compose("》（中", body())[0]
    assert close.lefts[1] - close.lefts[0] == pytest.approx(apart.lefts[1] - apart.lefts[0] - SIZE_3 / 2)


def test_a_full_line_takes_in_one_more_mark_by_squeezing() -> None:
    text = "国，国，国，国，国，国，" + "国" * 12 + "20260306。" + "中" * 20
    assert lines(text)[0].endswith("20260306。")
    assert right_edge(compose(text, body())[0]) == pytest.approx(MEASURE, abs=0.01)


def test_rows_of_marks_that_cannot_be_set_well_lose_nothing() -> None:
    for text in ("。" * 90, "（" * 90, "（）" * 60):
        assert "".join(lines(text)) == text


def test_breaks_are_known_for_each_character() -> None:
    assert breaks("国（A", 27) == [Break.FREE, Break.NEVER, Break.FREE]
    assert breaks("ab/cd", 3) == [Break.NEVER, Break.NEVER, Break.SOFT, Break.NEVER, Break.FREE]


STANDARD = Path(fonts.__file__).with_name("tgh8105.txt").read_text(encoding="utf-8").strip()
CHINESE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="龥")
PIECES = st.one_of(
    st.text(st.sampled_from("的海关申请人政府信息公开条例答复"), min_size=1, max_size=12),
    st.text(CHINESE, min_size=1, max_size=3),
    st.sampled_from(["䶮", "𬱖", "喆", "堃", "镕"]),
    st.sampled_from(STANDARD),
    st.sampled_from(list(NOT_FIRST)),
    st.sampled_from(list(NOT_LAST)),
    st.sampled_from(["——", "……", "·", "％", "”。", "》（", "）、"]),
    st.integers(0, 10**9).map(str),
    st.sampled_from(["2026年3月6日", "3.14", "<b>", "A&B", "Customs", " ", "No.5", '"好"', "Αθήνα", "Ω", "①"]),
    st.sampled_from(
        ["zhangsan@customs.gov.cn", "a_b.c-d@tianjin.customs.gov.cn", "http://www.customs.gov.cn/a/b.html?x=1"]
    ),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([0.0, 2 * PITCH]))
def test_any_text_is_set_by_the_rules(text: str, indent: float) -> None:
    text = text.strip() or "空"
    composed = compose(text, body(), indent=indent)
    assert "".join(text[line.start : line.end] for line in composed).replace(" ", "") == text.replace(" ", "")
    for before, after in pairwise(composed):
        assert text[before.end : after.start].strip() == ""  # nothing but blanks falls away at a line's end
    for line in composed:
        assert [glyph.character for glyph in line.glyphs] == list(text[line.start : line.end])
        assert right_edge(line) <= MEASURE + FLUSH
        assert list(line.lefts) == sorted(line.lefts)
    for line in composed[:-1]:
        assert right_edge(line) == pytest.approx(MEASURE, abs=FLUSH)
    for before, after in pairwise(composed):
        if allowed_within(text, before.start, after.start):
            assert text[after.start] not in NEVER_FIRST
            parts_address = text[before.end - 1] == "@" and breaks(text, 27)[before.end - 1] is Break.SOFT
            assert parts_address or text[before.end - 1] not in NEVER_LAST


def test_an_address_is_parted_behind_a_slash_rather_than_behind_a_low_line_or_a_dot() -> None:
    address = "http://tianjin.customs.gov.cn/tianjin_customs/427875/427916/index.html"
    text = "国" * 48 + f"，可以通过天津海关门户网站栏目（{address}）获取。"
    parted = [line for line, after in pairwise(lines(text, 2 * PITCH)) if line[-1].isascii() and after[0].isascii()]
    assert [line[-8:] for line in parted] == [".gov.cn/"]


ORDINARY = st.lists(
    st.one_of(
        st.text(st.sampled_from("的海关申请人政府信息公开条例答复检索"), min_size=1, max_size=12),
        st.sampled_from(["，", "。", "、", "《条例》", "（一）", "“冷链”", "2026年3月6日", "津关公开答〔2026〕31号"]),
        st.sampled_from([*NUMBERS, "13800000021", "020220261000012345", "Customs", "Internationalization"]).map(
            lambda word: f"号{word}的"
        ),
        st.sampled_from(["zhangsan@customs.gov.cn", "http://www.customs.gov.cn/a/b.html?x=1"]).map(
            lambda address: f"（{address}）"
        ),
    ),
    min_size=1,
    max_size=60,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(ORDINARY, st.sampled_from([0.0, 2 * PITCH]))
def test_no_line_is_pulled_apart(text: str, indent: float) -> None:
    for line in compose(text, body(), indent=indent)[:-1]:
        assert max(gaps_of(line), default=0.0) < 0.37 * SIZE_3, text[line.start : line.end]


def test_a_word_wider_than_a_line_begins_on_the_line_before_it() -> None:
    text = "人" + "zhangsan@customs.gov.cn" * 3
    first = compose(text, body())[0]
    assert first.end > 20
    assert right_edge(first) == pytest.approx(MEASURE, abs=FLUSH)


def allowed_within(text: str, start: int, end: int) -> bool:
    """Whether the text of a line has any place at which a line may end: rows of marks have none."""
    return any(one is not Break.NEVER for one in breaks(text, 27)[start : end - 1])


@pytest.mark.parametrize(
    "address",
    ["http://tianjin.customs.gov.cn/tianjin_customs/427875/427916/index.html", "https://xzfy.moj.gov.cn/"],
)
@pytest.mark.parametrize("before", [16, 20, 25])
def test_an_address_that_is_parted_leaves_no_yawning_gaps(address: str, before: int) -> None:
    text = "国" * before + f"（{address}）获取。"
    for line in compose(text, body())[:-1]:
        assert max(gaps_of(line)) < 0.12 * SIZE_3


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=10, max_size=200).map("".join), st.sampled_from(["letter", "document"]))
def test_what_a_letter_says_is_copied_as_it_was_written(text: str, layout: str) -> None:
    """Poppler's reading of the page, apart from its line breaks; blanks at a line's edge fall away with these."""
    pdf = printed(LetterKind.OTHER_AGENCY_REPLY, content=text, layout=layout, agency="天津海关")
    read = "".join(line for line in copied(pdf).splitlines() if not line.startswith("— "))
    assert "".join(text.split()) in "".join(read.split())
