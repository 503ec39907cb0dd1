"""The rules of PDF/A-2b that a paper of this program can break, read from its bytes. ISO 19005-2:2011, by clause.

``faults`` is the documented check; a second, foreign one (pdf_oxide) stands beside it in ``test_archive.py``. Rules
about what a paper never has (pictures, forms, attachments, layers) are kept by having none: that is checked too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream

_OBJECT = re.compile(rb"(?<=[\r\n])(\d+) (\d+) obj\r?\n")
_STREAM = re.compile(rb"/Length (\d+)[^>]*(?:<<.*?>>[^>]*)*>>\r?\nstream(\r\n|\n|\r)", re.S)
_OPERATORS = frozenset(
    b"b B b* B* BDC BMC BT c cm CS cs d Do DP EMC ET f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S"
    b" SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
_COLOUR_SPACES = frozenset({b"CS", b"cs", b"SC", b"sc", b"SCN", b"scn", b"K", b"k", b"sh"})
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_ID = "{http://www.aiim.org/pdfa/ns/id/}"


def faults(pdf: bytes) -> list[str]:
    """Every rule that ``pdf`` breaks: clause and what is wrong."""
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    checks = (_file_structure(pdf, reader), _streams(pdf), _catalog(reader), _intent(reader), _metadata(reader))
    found = [fault for check in checks for fault in check]
    for page in reader.pages:
        found += [*_page(page), *_content(page, reader)]
    for font in _fonts(reader):
        found += _font(font)
    return found


def _file_structure(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    lines = pdf.split(b"\n", 2)
    if not re.fullmatch(rb"%PDF-1\.[0-7]", lines[0]):
        yield "6.1.2 header"
    if not re.match(rb"%[\x80-\xff]{4}", lines[1]):
        yield "6.1.2 comment of four bytes above 127"
    if "/ID" not in reader.trailer or len(reader.trailer["/ID"]) != 2:
        yield "6.1.3 file identifier"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3 encrypted"
    if not re.search(rb"%%EOF(?:\r\n|\n|\r)?\Z", pdf):
        yield "6.1.3 data behind the end"
    if not re.search(rb"[\r\n]xref\r?\n0 \d+ ?\r?\n(?:\d{10} \d{5} [nf](?: \n| \r|\r\n))+", pdf):
        yield "6.1.4 cross-reference table"
    for found in _OBJECT.finditer(pdf):
        end = pdf.find(b"endobj", found.end())
        if pdf[end - 1 : end] not in (b"\n", b"\r") or pdf[end + 6 : end + 7] not in (b"\n", b"\r"):
            yield f"6.1.9 object {found[1].decode()}"


def _streams(pdf: bytes) -> Iterator[str]:
    for found in _STREAM.finditer(pdf):
        if found[2] == b"\r":
            yield "6.1.7.1 stream not followed by a line feed"
        end = found.end() + int(found[1])
        if not re.match(rb"\r?\nendstream[\r\n]", pdf[end : end + 12]):
            yield f"6.1.7.1 end or length of the stream at {found.start()}"
    if len(_STREAM.findall(pdf)) != len(re.findall(rb"[\r\n]stream[\r\n]", pdf)):
        yield "6.1.7.1 a stream without a plain length"
    if b"/LZWDecode" in pdf or b"/Crypt" in pdf:
        yield "6.1.7.2 filter"
    if re.search(rb"<<[^>]*/(?:F|FFilter|FDecodeParms) ?[(<]", pdf):
        yield "6.1.7.1 external stream"


def _catalog(reader: PdfReader) -> Iterator[str]:
    catalog = reader.root_object
    for key, clause in {
        "/AcroForm": "6.4.1",
        "/OpenAction": "6.5.1",
        "/AA": "6.5.2",
        "/Names": "6.8",
        "/AF": "6.8",
        "/OCProperties": "6.9",
        "/Requirements": "6.11",
        "/Perms": "6.1.12",
    }.items():
        if key in catalog:
            yield f"{clause} {key} in the catalog"


def _intent(reader: PdfReader) -> Iterator[str]:
    intents = reader.root_object.get("/OutputIntents", [])
    if len(intents) != 1:
        yield "6.2.3 output intent"
        return
    intent = intents[0].get_object()
    profile = intent["/DestOutputProfile"].get_object()
    data = profile.get_data()
    if (intent["/S"], profile["/N"]) != ("/GTS_PDFA1", 3) or not intent["/OutputConditionIdentifier"]:
        yield "6.2.3 output intent"
    if data[12:20] != b"mntrRGB " or data[36:40] != b"acsp" or not 2 <= data[8] <= 4:
        yield "6.2.3 profile"


def _metadata(reader: PdfReader) -> Iterator[str]:
    stream = reader.root_object["/Metadata"].get_object()
    if (stream["/Type"], stream["/Subtype"]) != ("/Metadata", "/XML") or "/Filter" in stream:
        yield "6.6.2.1 metadata stream"
    text = stream.get_data().decode("utf-8")
    if "bytes=" in text or "encoding=" in text.split("?>", 1)[0]:
        yield "6.6.2.1 packet header"
    known = {_DC, _PDF, _XMP, _ID}
    root = ElementTree.fromstring(text)
    (description,) = root.iter(f"{_RDF}Description")
    for entry in description:
        if not any(entry.tag.startswith(schema) for schema in known):
            yield f"6.6.2.3 property {entry.tag}"
    if (description.findtext(f"{_ID}part"), description.findtext(f"{_ID}conformance")) != ("2", "B"):
        yield "6.6.4 version"
    yield from _agreement(reader, description)


def _agreement(reader: PdfReader, description: ElementTree.Element) -> Iterator[str]:
    """6.6.2, 6.1.5: what the information dictionary says, the metadata say too."""
    said = {key: str(value) for key, value in (reader.metadata or {}).items()}
    first = {
        "/Title": description.findtext(f"{_DC}title/{_RDF}Alt/{_RDF}li"),
        "/Subject": description.findtext(f"{_DC}description/{_RDF}Alt/{_RDF}li"),
        "/Author": description.findtext(f"{_DC}creator/{_RDF}Seq/{_RDF}li"),
        "/Keywords": description.findtext(f"{_PDF}Keywords"),
        "/Producer": description.findtext(f"{_PDF}Producer"),
        "/Creator": description.findtext(f"{_XMP}CreatorTool"),
    }
    for key, value in first.items():
        if said.get(key, "") != (value or ""):
            yield f"6.1.5 {key}: {said.get(key)!r}, {value!r}"
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        moment = re.sub(r"\D", "", description.findtext(f"{_XMP}{name}") or "")
        if re.sub(r"\D", "", said[key]) != moment:
            yield f"6.1.5 {key}"


def _page(page: Any) -> Iterator[str]:
    for key, clause in {"/Annots": "6.3", "/AA": "6.5.2", "/Group": "6.2.10", "/PresSteps": "6.10"}.items():
        if key in page:
            yield f"{clause} {key} on a page"
    resources = page["/Resources"].get_object()
    for key in ("/XObject", "/ExtGState", "/Shading", "/Pattern", "/ColorSpace", "/Properties"):
        if resources.get(key):
            yield f"6.2 {key}: no rule is checked for it"


def _content(page: Any, reader: PdfReader) -> Iterator[str]:
    fonts = page["/Resources"]["/Font"].get_object()
    depth = deepest = 0
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator not in _OPERATORS:
            yield f"6.2.2 operator {operator!r}"
        if operator in _COLOUR_SPACES:
            yield f"6.2.4.3 colour operator {operator!r} without a use for it"
        if operator == b"Tf" and operands[0] not in fonts:
            yield f"6.2.2 font {operands[0]} not in the resources"
        depth += (operator == b"q") - (operator == b"Q")
        deepest = max(deepest, depth)
        for operand in operands:
            if isinstance(operand, bytes | str) and len(operand) > 32767:
                yield "6.1.13 string"
    if depth or deepest > 28:
        yield "6.1.13 graphics states"


def _fonts(reader: PdfReader) -> Iterator[Any]:
    seen = set()
    for page in reader.pages:
        for name, font in page["/Resources"]["/Font"].get_object().items():
            if name not in seen:
                seen.add(name)
                yield font.get_object()


def _font(font: Any) -> Iterator[str]:
    name = font["/BaseFont"]
    if (font["/Subtype"], font["/Encoding"]) != ("/Type0", "/Identity-H"):
        yield f"6.2.11.3.3 {name} encoding"
    (descendant,) = (one.get_object() for one in font["/DescendantFonts"])
    system = descendant["/CIDSystemInfo"]
    if (system["/Registry"], system["/Ordering"]) != ("Adobe", "Identity") or descendant["/BaseFont"] != name:
        yield f"6.2.11.3.1 {name} CIDSystemInfo"
    if descendant["/CIDToGIDMap"] != "/Identity":
        yield f"6.2.11.3.2 {name} CIDToGIDMap"
    descriptor = descendant["/FontDescriptor"].get_object()
    if "/FontFile2" not in descriptor:
        yield f"6.2.11.4.1 {name} is not embedded"
        return
    program = TTFont(io.BytesIO(descriptor["/FontFile2"].get_object().get_data()), checkChecksums=2)
    count = program["maxp"].numGlyphs
    codes = _mapped(font["/ToUnicode"].get_object().get_data().decode("latin-1"))
    if not codes or not set(codes) <= set(range(1, count)):
        yield f"6.2.11.4.1, 6.2.11.8 {name} uses glyphs that it does not have, or .notdef"
    bits = "".join(f"{byte:08b}" for byte in descriptor["/CIDSet"].get_object().get_data())
    if {place for place, bit in enumerate(bits) if bit == "1"} != set(range(count)):
        yield f"6.2.11.4.2 {name} CIDSet"
    widths = _widths(descendant)
    order = program.getGlyphOrder()
    for code in codes:
        advance = program["hmtx"][order[code]][0] * 1000 / program["head"].unitsPerEm
        if abs(widths.get(code, 1000) - advance) > 1:
            yield f"6.2.11.5 {name} width of {code}"
    if not re.fullmatch(r"/[A-Z]{6}\+.+", name):
        yield f"6.2.11.4.2 {name} is not tagged as a subset"


def _mapped(cmap: str) -> dict[int, str]:
    """Code to character of a ToUnicode map."""
    entries = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap.split("endcodespacerange", 1)[1])
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in entries}


def _widths(descendant: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    entries = list(descendant.get("/W", []))
    for first, listed in zip(entries[::2], entries[1::2], strict=True):
        widths |= {int(first) + place: float(width) for place, width in enumerate(listed)}
    return widths
