"""The bundled fonts can set every name and every letter, may be embedded, and lie beside their licences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

from resources.fonts import FONTS, FontFile, Role, bundled, last_resort
from resources.fonts.convert import gb2312

FOLDER = bundled("body").parent
STANDARD_CHARACTERS = (FOLDER / "tgh8105.txt").read_text(encoding="utf-8").strip()
LETTER_SYMBOLS = "〔〕（）《》〈〉【】“”‘’，。、；：？！—…·×%％＋－＝℃№¥￥€①②③④⑤⑥⑦⑧⑨⑩〇○●□■△▲★☆→@&<>\"'#/"
CIRCLED = "".join(chr(0x2460 + number) for number in range(20))
ROLES: tuple[Role, ...] = ("body", "title", "heading", "heading_bold", "fallback")


@cache
def opened(role: Role) -> TTFont:
    return TTFont(bundled(role))


@cache
def characters(role: Role) -> frozenset[int]:
    return frozenset(opened(role).getBestCmap())


def unset(text: str, *chain: Role) -> list[str]:
    """Characters that no font of the chain has."""
    return [one for one in text if not any(ord(one) in characters(role) for role in chain)]


def test_the_standard_list_has_8105_characters() -> None:
    assert len(STANDARD_CHARACTERS) == len(set(STANDARD_CHARACTERS)) == 8105


@pytest.mark.parametrize("role", ["body", "title", "heading", "heading_bold"])
def test_every_standard_character_is_set_by_the_font_or_the_fallback(role: Role) -> None:
    assert unset(STANDARD_CHARACTERS, role, "fallback") == []


@pytest.mark.parametrize("role", ["title", "heading", "heading_bold", "fallback"])
def test_fonts_cut_to_the_standard_list_have_all_of_it(role: Role) -> None:
    assert unset(STANDARD_CHARACTERS, role) == []


@pytest.mark.parametrize("role", ["title", "heading", "heading_bold"])
def test_every_character_of_gb2312_is_there(role: Role) -> None:
    assert unset("".join(map(chr, sorted(gb2312()))), role) == []


def test_the_body_font_has_gb2312_but_for_one_dash_of_the_fallback() -> None:
    assert unset("".join(map(chr, sorted(gb2312()))), "body") == ["\N{HORIZONTAL BAR}"]
    assert unset("\N{HORIZONTAL BAR}", "fallback") == []


def test_gb2312_has_its_7445_characters() -> None:
    assert len(gb2312()) == 7445


@pytest.mark.parametrize("role", ["body", "title", "heading", "heading_bold"])
def test_symbols_of_letters_are_set_without_changing_the_font(role: Role) -> None:
    assert unset(LETTER_SYMBOLS, role) == []
    assert unset(CIRCLED, role, "fallback") == []


def test_rare_names_of_everyday_need_the_fallback_in_body_text() -> None:
    assert unset("喆堃镕祎玥昇䶮𬱖", "body") == list("喆堃镕祎玥昇䶮𬱖")
    assert unset("喆堃镕祎玥昇䶮𬱖", "fallback") == []


def test_screens_show_extension_a_without_a_second_font() -> None:
    assert unset("㐀㑇㧑㸌䃅䌹䗖䶮", "heading") == []


@pytest.mark.parametrize("role", ROLES)
def test_outlines_are_truetype_and_accepted_by_reportlab(role: Role) -> None:
    assert "glyf" in opened(role)
    assert "CFF " not in opened(role)
    assert EmbeddedFont(f"embedded {role}", str(bundled(role))).face.charWidths[ord("中")] == 1000


@pytest.mark.parametrize("role", ROLES)
def test_common_characters_have_outlines(role: Role) -> None:
    names = opened(role).getBestCmap()
    blank = [
        one for one in "海关政府信息公开答复书1Aa。" if opened(role)["glyf"][names[ord(one)]].numberOfContours == 0
    ]
    assert blank == []


@pytest.mark.parametrize("role", ["body", "heading", "heading_bold", "fallback"])
def test_digits_are_of_equal_width(role: Role) -> None:
    names = opened(role).getBestCmap()
    assert len({opened(role)["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("role", ROLES)
def test_embedding_is_not_restricted(role: Role) -> None:
    assert opened(role)["OS/2"].fsType == 0


@pytest.mark.parametrize("font", FONTS.values(), ids=lambda font: font.role)
def test_fonts_carry_their_family_copyright_and_licence(font: FontFile) -> None:
    names = opened(font.role)["name"]
    assert names.getDebugName(1) == font.family
    assert "Copyright" in names.getDebugName(0) or "©" in names.getDebugName(0)
    assert "License" in names.getDebugName(13)


def test_the_reserved_name_stands_only_on_the_unchanged_font() -> None:
    named = [role for role in ROLES if "LXGW" in opened(role)["name"].getDebugName(1)]
    assert named == ["fallback"]
    assert opened("fallback")["name"].getDebugName(5) == "Version 1.250;January 17, 2023"
    assert len(characters("fallback")) == 28872


def test_bold_is_marked_bold_for_the_screens() -> None:
    assert opened("heading")["OS/2"].usWeightClass == 400
    assert opened("heading_bold")["OS/2"].usWeightClass == 700
    assert opened("heading_bold")["head"].macStyle & 1
    assert FONTS["heading"].family == FONTS["heading_bold"].family


@pytest.mark.parametrize(
    ("role", "word"),
    [("body", "Fang"), ("title", "Serif"), ("heading", "Sans"), ("heading_bold", "Sans"), ("fallback", "WenKai")],
)
def test_file_names_keep_the_word_they_are_found_by(role: Role, word: str) -> None:
    assert word in bundled(role).name


@pytest.mark.parametrize("font", FONTS.values(), ids=lambda font: font.role)
def test_each_font_has_its_licence_beside_it(font: FontFile) -> None:
    licence = font.licence.read_text(encoding="utf-8")
    assert font.path.name in licence
    assert "GNU GENERAL PUBLIC LICENSE" in licence or "SIL OPEN FONT LICENSE" in licence
    assert font.path.name in (FOLDER / "LICENSES.md").read_text(encoding="utf-8")


def test_the_font_exception_covers_documents() -> None:
    assert "As a special exception" in FONTS["body"].licence.read_text(encoding="utf-8")


def test_every_bundled_file_is_known() -> None:
    assert {file.name for file in FOLDER.glob("*.ttf")} - {"HanaMinB.ttf"} == {
        font.path.name for font in FONTS.values()
    }


def test_the_last_resort_is_taken_from_the_office_folder(tmp_path: Path) -> None:
    own = tmp_path / "fonts" / "HanaMinB.ttf"
    own.parent.mkdir()
    own.touch()
    assert last_resort(tmp_path) == own


def test_an_office_folder_without_the_last_resort_is_no_fault(tmp_path: Path) -> None:
    found = last_resort(tmp_path / "missing")
    assert found is None or found.name.lower() == "hanaminb.ttf"
