"""The office's own fonts go before the bundled ones, character by character; what is wrong with a file is told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from fontTools.ttLib import TTFont

from forms.fonts import UnprintableCharacter, office_fonts, typeface, use_font_folder
from forms.office_fonts import find_fonts
from resources.vocabulary import LetterKind
from tests.forms.letter_cases import copied, printed
from tests.forms.pdfa_rules import faults
from tests.forms.stand_in_fonts import stand_in


@pytest.fixture(autouse=True)
def _bundled_again() -> Iterator[None]:
    yield
    use_font_folder(None)


def test_the_bundled_fonts_serve_an_office_without_its_own() -> None:
    assert office_fonts().faults == ()
    assert typeface("body").glyph("海").face.name == "FandolFang-Regular"


def test_an_official_font_is_known_by_its_name_and_serves_the_characters_it_has(tmp_path: Path) -> None:
    stand_in(tmp_path / "any name.ttf", "仿宋_GB2312")
    use_font_folder(tmp_path)
    body = typeface("body")
    assert office_fonts().by_role["body"].name == "仿宋_GB2312"
    assert body.glyph("海").face.path.name == "any name.ttf"
    assert body.glyph("津").face.name == "FandolFang-Regular"
    assert body.glyph("䶮").face.name == "LXGWWenKai-Light"
    assert typeface("title").glyph("海").face.name == "NotoSerifSCShouban-Bold"
    use_font_folder(None)
    assert typeface("body").glyph("海").face.name == "FandolFang-Regular"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("FangSong", "body"),
        ("方正小标宋简体", "title"),
        ("FZXiaoBiaoSong-B05S", "title"),
        ("SimHei", "heading"),
        ("楷体_GB2312", "fallback"),
        ("SimSun", "page_number"),
    ],
)
def test_every_official_font_takes_its_role(tmp_path: Path, name: str, role: str) -> None:
    stand_in(tmp_path / "one.TTF", name)
    assert list(find_fonts(tmp_path).by_role) == [role]


def test_the_better_name_goes_first_and_other_fonts_are_left_alone(tmp_path: Path) -> None:
    stand_in(tmp_path / "a.ttf", "仿宋")
    stand_in(tmp_path / "b.ttf", "仿宋_GB2312")
    stand_in(tmp_path / "c.ttf", "Comic Sans")
    found = find_fonts(tmp_path)
    assert {role: font.face.path.name for role, font in found.by_role.items()} == {"body": "b.ttf"}
    assert found.faults == ()


def test_a_letter_in_the_offices_font_is_copied_and_fit_for_the_archive(tmp_path: Path) -> None:
    """The font's own PostScript name, which no PDF may have, does not go into it."""
    stand_in(tmp_path / "fang.ttf", "仿宋_GB2312")
    use_font_folder(tmp_path)
    pdf = printed(LetterKind.EXTENSION_NOTICE)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        used = {char["fontname"].split("+")[1] for char in document.pages[0].chars}
    assert "Stand-In" in "".join(used)
    assert faults(pdf) == []
    assert "中华人民共和国天津海关" in copied(pdf)


def test_a_bad_file_is_named_in_one_sentence_and_left_out(tmp_path: Path) -> None:
    stand_in(tmp_path / "good.ttf", "黑体")
    whole = stand_in(tmp_path / "cut off.ttf", "仿宋_GB2312").read_bytes()
    (tmp_path / "cut off.ttf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "note.ttf").write_text("no font at all", encoding="utf-8")
    found = find_fonts(tmp_path)
    assert list(found.by_role) == ["heading"]
    assert found.faults == (
        "字体文件“cut off.ttf”打不开或者不完整，没有采用。",
        "字体文件“note.ttf”打不开或者不完整，没有采用。",
    )


def test_a_font_whose_tables_do_not_cover_its_glyphs_is_left_out(tmp_path: Path) -> None:
    """It would be taken by its name and fail in the middle of a letter."""
    stand_in(tmp_path / "cut.ttf", "仿宋_GB2312")
    data = bytearray((tmp_path / "cut.ttf").read_bytes())
    with TTFont(io.BytesIO(bytes(data)), lazy=True) as font:
        place = font.reader.tables["hhea"].offset + 34
    data[place : place + 2] = b"\xff\xff"
    (tmp_path / "cut.ttf").write_bytes(bytes(data))
    found = find_fonts(tmp_path)
    assert found.by_role.get("body") is None or found.by_role["body"].face.path.name != "cut.ttf"
    assert any("cut.ttf" in fault for fault in found.faults)


def test_a_font_that_must_not_be_embedded_is_left_out(tmp_path: Path) -> None:
    stand_in(tmp_path / "mine.ttf", "仿宋_GB2312", restricted=True)
    found = find_fonts(tmp_path)
    assert found.by_role == {}
    assert found.faults == ("字体文件“mine.ttf”不许嵌入文书，没有采用。",)


def test_a_font_without_truetype_outlines_is_left_out(tmp_path: Path) -> None:
    with TTFont(stand_in(tmp_path / "a.ttf", "楷体")) as font:
        del font["glyf"], font["loca"]
        font.save(tmp_path / "b.otf")
    (tmp_path / "a.ttf").unlink()
    assert find_fonts(tmp_path).faults == ("字体文件“b.otf”不是 TrueType 轮廓，没有采用；请换用该字体的 TTF 文件。",)


def test_a_folder_that_is_gone_leaves_the_bundled_fonts(tmp_path: Path) -> None:
    use_font_folder(tmp_path / "gone")
    assert typeface("body").glyph("海").face.name == "FandolFang-Regular"
    assert office_fonts().faults[0].startswith(f"字体文件夹“{tmp_path / 'gone'}”打不开")


def test_any_other_font_in_the_folder_is_asked_last_for_a_character_that_none_has(tmp_path: Path) -> None:
    """GB 18030-2022, amendment 1: names of extension I (U+2EBF0 and on), binding since 2025-10-01."""
    with pytest.raises(UnprintableCharacter, match=r"U\+2EBF1"):
        printed(LetterKind.EXTENSION_NOTICE, addressee="王\U0002ebf1")
    stand_in(tmp_path / "names.ttf", "Names of People", "一王\U0002ebf1")
    stand_in(tmp_path / "restricted.ttf", "Not For Paper", "一\U0002ebf2", restricted=True)
    use_font_folder(tmp_path)
    assert "王\U0002ebf1：" in copied(printed(LetterKind.EXTENSION_NOTICE, addressee="王\U0002ebf1"))
    assert typeface("body").glyph("王").face.name == "FandolFang-Regular"
    with pytest.raises(UnprintableCharacter, match=r"U\+2EBF2"):
        printed(LetterKind.EXTENSION_NOTICE, addressee="王\U0002ebf2")


def test_rare_characters_come_from_the_last_resort_in_the_folder(tmp_path: Path) -> None:
    """HanaMinB is known by its file name; a character that it has is printed, another one stops the paper."""
    with pytest.raises(UnprintableCharacter, match=r"U\+3134A"):
        printed(LetterKind.EXTENSION_NOTICE, addressee="王\U0003134a")
    stand_in(tmp_path / "HanaMinB.ttf", "HanaMinB", "一\U0003134a")
    use_font_folder(tmp_path)
    assert "王\U0003134a：" in copied(printed(LetterKind.EXTENSION_NOTICE, addressee="王\U0003134a"))
    with pytest.raises(UnprintableCharacter, match=r"U\+3134B"):
        printed(LetterKind.EXTENSION_NOTICE, addressee="王\U0003134b")
