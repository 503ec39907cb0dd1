"""Makes the bundled fonts from the fonts of Debian packages; run by hand, imported by nothing.

ReportLab refuses CFF outlines, so they are converted to TrueType here, once, at an error of at most
1/1000 em (30 to 90 s a font). Fetch and unpack these packages of Debian 12 into one folder::

    apt-get download texlive-lang-chinese fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai unicode-data
    for package in *.deb; do dpkg -x "$package" unpacked; done
    python -m resources.fonts.convert unpacked

Writes the five converted fonts, LXGW WenKai as it is (its name is reserved for the unchanged font) and
``tgh8105.txt``. The same packages and the same fontTools give the same bytes.
"""

from __future__ import annotations

import argparse
import bz2
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).parent
SHARE = Path("usr/share")
NOTO = SHARE / "fonts/opentype/noto"
SIMPLIFIED = 2  # place of the SC face in Noto's collections: JP, KR, SC, TC, HK

MAX_ERROR = 1.0  # font units; every source font has 1000 to the em
SMOOTHED_AT_ALL_SIZES = {0xFFFF: 0x000F}
INSTALLABLE_EMBEDDING = 0
UNUSED_TABLES = ("CFF ", "VORG", "BASE", "GDEF", "GPOS", "GSUB", "vhea", "vmtx")

SYMBOLS: tuple[range, ...] = (
    range(0x20, 0x7F),  # ASCII
    range(0xA0, 0x180),  # Latin-1, Latin Extended-A
    range(0x1CD, 0x1DD),  # pinyin vowels with tone marks
    range(0x370, 0x400),  # Greek
    range(0x400, 0x460),  # Cyrillic
    range(0x2010, 0x2060),  # general punctuation: — ‘ ’ “ ” … ‰ ※
    range(0x20A0, 0x20C0),  # currency: €
    range(0x2100, 0x2190),  # letterlike symbols and number forms: ℃ № Ⅳ
    range(0x2190, 0x2400),  # arrows, operators, technical signs
    range(0x2460, 0x2800),  # enclosed numbers ① to ⑳, boxes, shapes, ★, ✓
    range(0x3000, 0x3130),  # CJK punctuation with 〔〕, kana, bopomofo
    range(0x3200, 0x3400),  # enclosed CJK letters and units
    range(0xFF00, 0xFFF0),  # full-width forms
)
PAGE_NUMBERS = "0123456789 —"  # 宋体, for nothing else
IDEOGRAPHS: tuple[range, ...] = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))


@dataclass(frozen=True, slots=True)
class Cut:
    """One bundled font: where its outlines come from, what of them stays, and what it is called."""

    file: str
    source: Path
    family: str
    style: str
    description: str
    face: int = 0
    characters: frozenset[int] | None = None  # None: all of the source
    licence: str | None = None  # None: as the source says

    @property
    def postscript_name(self) -> str:
        """Name of the font in a PDF."""
        return f"{self.family.replace(' ', '')}-{self.style}"


def general_standard_characters(packages: Path) -> frozenset[int]:
    """The 8,105 code points of 通用规范汉字表: Unihan's property kTGH."""
    unihan = packages / SHARE / "unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        entries = (line.split("\t") for line in lines if line.startswith("U+"))
        return frozenset(int(entry[0].removeprefix("U+"), 16) for entry in entries if entry[1] == "kTGH")


def gb2312() -> frozenset[int]:
    """Every character of GB/T 2312-1980, rows 1 to 87."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(ord(text) for text in (pair.decode("gb2312", errors="ignore") for pair in cells) if text)


def cuts(standard: frozenset[int]) -> tuple[Cut, ...]:
    """The fonts that are converted."""
    printed = standard | gb2312() | frozenset().union(*SYMBOLS)
    on_screen = printed.union(*IDEOGRAPHS)
    page_numbers = frozenset(map(ord, PAGE_NUMBERS))
    return (
        _noto("Serif", "Bold", "2.001", printed),
        _noto("Serif", "Regular", "2.001", page_numbers),
        _noto("Sans", "Regular", "2.004", on_screen),
        _noto("Sans", "Bold", "2.004", printed),
        Cut(
            file="FandolFang-Regular.ttf",
            source=SHARE / "texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
            family="FandolFang",
            style="Regular",
            description="FandolFang 1.300; cubic outlines converted to quadratic for Shouban, layout tables left out.",
            licence="GNU General Public License, version 3, with font exception.",
        ),
    )


def _noto(kind: str, weight: str, version: str, characters: frozenset[int]) -> Cut:
    """A cut of the simplified Chinese face of Noto ``kind`` CJK."""
    return Cut(
        file=f"Noto{kind}SC-{weight}.ttf",
        source=NOTO / f"Noto{kind}CJK-{weight}.ttc",
        face=SIMPLIFIED,
        family=f"Noto {kind} SC Shouban",
        style=weight,
        description=(
            f"Cut from Noto {kind} CJK SC {weight} {version} for Shouban; "
            "cubic outlines converted to quadratic, layout tables left out."
        ),
        characters=characters,
    )


def convert(cut: Cut, packages: Path) -> TTFont:
    """Cut and convert one font."""
    font = TTFont(packages / cut.source, fontNumber=cut.face, recalcTimestamp=False)
    _keep(font, cut.characters or frozenset(font.getBestCmap()))
    _to_quadratic(font)
    _rename(font, cut)
    font["OS/2"].fsType = INSTALLABLE_EMBEDDING
    gasp = font["gasp"] = newTable("gasp")
    gasp.version = 1
    gasp.gaspRange = dict(SMOOTHED_AT_ALL_SIZES)
    return font


def _keep(font: TTFont, characters: Iterable[int]) -> None:
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], name_languages=["*"])
    options.drop_tables += [table for table in UNUSED_TABLES if table != "CFF "]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _to_quadratic(font: TTFont) -> None:
    """Replace the CFF table by glyf, with side bearings that fit the new outlines."""
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    glyf = font["glyf"] = newTable("glyf")
    font["loca"] = newTable("loca")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = glyphs
    for name, (advance, _) in list(font["hmtx"].metrics.items()):
        glyphs[name].recalcBounds(glyf)
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))
    del font["CFF "]
    font["head"].glyphDataFormat = 0
    font["post"].formatType = 3.0
    _state_limits(font)
    font.sfntVersion = "\000\001\000\000"


def _state_limits(font: TTFont) -> None:
    """The table maxp of a TrueType font without instructions; saving fills in the counts of points."""
    limits = font["maxp"] = newTable("maxp")
    limits.tableVersion = 0x00010000
    limits.numGlyphs = len(font.getGlyphOrder())
    limits.maxZones = 1
    limits.maxTwilightPoints = limits.maxStorage = limits.maxFunctionDefs = limits.maxInstructionDefs = 0
    limits.maxStackElements = limits.maxSizeOfInstructions = limits.maxComponentElements = 0


def _rename(font: TTFont, cut: Cut) -> None:
    """A family name of its own keeps the cut apart from the whole font when a system has that too."""
    names = font["name"]
    version = names.getDebugName(5).split(";")[0]
    own = {
        1: cut.family,
        2: cut.style,
        3: f"{version};{cut.postscript_name}",
        4: cut.family if cut.style == "Regular" else f"{cut.family} {cut.style}",
        5: version,
        6: cut.postscript_name,
        10: cut.description,
    }
    kept = {number: names.getDebugName(number) for number in (0, 7, 8, 9, 11, 12, 14)}
    licence = {13: cut.licence or names.getDebugName(13)}
    names.names = []
    for number, text in sorted((own | kept | licence).items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)


def main() -> None:
    """Convert all fonts, or the one that ``--only`` names by its file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, help="folder with the unpacked Debian packages")
    parser.add_argument("--only", metavar="FILE", help="file name of one font")
    parser.add_argument("--into", type=Path, default=HERE, help="folder to write to (default: this one)")
    chosen = parser.parse_args()
    standard = general_standard_characters(chosen.packages)
    if not chosen.only:
        (chosen.into / "tgh8105.txt").write_text("".join(map(chr, sorted(standard))) + "\n", encoding="utf-8")
        shutil.copy(chosen.packages / SHARE / "fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf", chosen.into)
    for cut in cuts(standard):
        if chosen.only in (None, cut.file):
            convert(cut, chosen.packages).save(chosen.into / cut.file)


if __name__ == "__main__":
    main()
