"""Fonts inside a PDF: the characters that a document uses, cut from their font, with an exact text layer.

ReportLab's own embedding writes five hexadecimal digits for characters beyond the BMP, so that 𬱖 is copied as ⳅ.
``PaperFont`` offers ReportLab the same interface (a "dynamic font") but embeds one composite font a document, whose
codes count the characters in the order of their first use and whose ToUnicode map is written in UTF-16.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from forms.archive import Stream
from forms.truetype import Face, glyph_count

_MAP_BLOCK: Final = 100
_SYMBOLIC: Final = 4
_STEM: Final = 80
_MAP_HEAD: Final = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_MAP_TAIL: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


@dataclass(slots=True)
class _Use:
    """What one document uses of a font: ``codes`` by character, counted from 1."""

    name: str
    codes: dict[str, int] = field(default_factory=dict)


class PaperFont:
    """One face as ReportLab's documents and canvases use it."""

    _dynamicFont = 1
    _multiByte = 1
    shapable = False

    def __init__(self, face: Face) -> None:
        self.face = face
        self.fontName = face.name
        self._uses: WeakKeyDictionary[pdfdoc.PDFDocument, _Use] = WeakKeyDictionary()

    def encoded(self, text: str, document: pdfdoc.PDFDocument) -> str:
        """``text`` in hexadecimal codes of two bytes, for a TJ operator."""
        codes = self._use(document).codes
        for character in text:
            if character not in codes:
                codes[character] = len(codes) + 1
        return "".join([f"{codes[character]:04X}" for character in text])

    def internal_name(self, document: pdfdoc.PDFDocument) -> str:
        """The font's name in the page's resources, with the slash."""
        return f"/{self._use(document).name}"

    def splitString(self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """ReportLab's way to encode: there is one subset."""
        return [(0, bytes.fromhex(self.encoded(text, doc)))]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        """ReportLab's way to name the font in a content stream."""
        return self.internal_name(doc)

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        """The width of ``text`` in points."""
        face = self.face
        return size * sum(face.advance(face.glyph(character)) for character in text) / 1000

    def addObjects(self, doc: Any) -> None:
        """Put the cut of the font that ``doc`` uses into it; ReportLab calls this once, before writing."""
        use = self._uses.pop(doc)
        glyphs = [self.face.glyph(character) for character in use.codes]
        base = pdfdoc.PDFName(f"{_tag(use.name)}+{self.face.name}")
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([self._descendant(doc, base, glyphs)]),
                "ToUnicode": doc.Reference(Stream(to_unicode(use.codes))),
            }
        )
        doc.idToObject[pdfdoc.BasicFonts][use.name] = doc.Reference(font)

    def _descendant(self, doc: Any, base: str, glyphs: list[int]) -> Any:
        cut = self.face.cut(glyphs)
        program = Stream(cut)
        program.dictionary["Length1"] = len(cut)
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(self.face.box),
                "ItalicAngle": 0,
                "Ascent": self.face.ascent,
                "Descent": self.face.descent,
                "CapHeight": self.face.ascent,
                "StemV": _STEM,
                "FontFile2": doc.Reference(program),
                "CIDSet": doc.Reference(Stream(cid_set(glyph_count(cut)))),
            }
        )
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        return doc.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Font"),
                    "Subtype": pdfdoc.PDFName("CIDFontType2"),
                    "BaseFont": base,
                    "CIDSystemInfo": pdfdoc.PDFDictionary(system),
                    "CIDToGIDMap": pdfdoc.PDFName("Identity"),
                    "DW": 1000,
                    "W": self._widths(glyphs),
                    "FontDescriptor": doc.Reference(descriptor),
                }
            )
        )

    def _widths(self, glyphs: list[int]) -> pdfdoc.PDFArray:
        """The advances that differ from a whole em, as ``code [width]``."""
        widths: list[object] = []
        for code, glyph in enumerate(glyphs, start=1):
            if (advance := self.face.advance(glyph)) != 1000:
                widths += [code, pdfdoc.PDFArray([advance])]
        return pdfdoc.PDFArray(widths)

    def _use(self, document: pdfdoc.PDFDocument) -> _Use:
        use = self._uses.get(document)
        if use is None:
            use = self._uses[document] = _Use(f"F{len(document.delayedFonts) + 1}")
            document.fontMapping[self.fontName] = f"/{use.name}"
            document.delayedFonts.append(self)
        return use


@cache
def paper_font(face: Face) -> PaperFont:
    """The face as ReportLab uses it, registered under the face's name."""
    font = PaperFont(face)
    pdfmetrics.registerFont(font)
    return font


def cid_set(count: int) -> bytes:
    """The CIDSet of a font with ``count`` glyphs: a bit for each, from the highest on (PDF 32000-1, 9.8.3.2)."""
    whole, rest = divmod(count, 8)
    return b"\xff" * whole + (bytes([0xFF00 >> rest & 0xFF]) if rest else b"")


def to_unicode(codes: dict[str, int]) -> str:
    """The ToUnicode map: code -> character in UTF-16BE, in blocks of at most 100 (PDF 32000-1, 9.10.3)."""
    entries = [f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, code in codes.items()]
    blocks = [entries[start : start + _MAP_BLOCK] for start in range(0, len(entries), _MAP_BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _MAP_HEAD + body + _MAP_TAIL


def _tag(name: str) -> str:
    """The six capitals that mark a cut font, different for each font of a document (PDF 32000-1, 9.6.4)."""
    number = int(name[1:])
    return "SHBN" + chr(ord("A") + number // 26 % 26) + chr(ord("A") + number % 26)
