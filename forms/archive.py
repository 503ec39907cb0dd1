"""What makes a PDF fit for the archive, PDF/A-2b (ISO 19005-2): XMP metadata, output intent, streams as the rule wants.

ReportLab writes none of it: it has no output intent, and ends a stream without the line end that 6.1.7.1 asks for.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from resources import colour

PRODUCER: Final = "Shouban"
_FASTEST: Final = 1
_PART, _CONFORMANCE = 2, "B"

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:date><rdf:Seq><rdf:li>{day}</rdf:li></rdf:Seq></dc:date>{identifier}
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{number}</pdf:Keywords>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the file says of itself. ``number``: the 发文字号, empty where the paper has none."""

    title: str
    author: str
    day: date
    number: str = ""


class Stream(pdfdoc.PDFStream):
    """A stream whose end stands on a line of its own (ISO 19005-2, 6.1.7.1), deflated unless it is ``plain``.

    Deflated at zlib's fastest level: letters grow by some percent and are made in a third less time.
    """

    def __init__(self, content: str | bytes, *, plain: bool = False) -> None:
        super().__init__(content=content.encode("latin-1") if isinstance(content, str) else content)
        self._plain = plain

    def format(self, document: Any) -> bytes:
        """The stream as it stands in the file."""
        entries = dict(self.dictionary.dict)
        content = self.content
        if not self._plain:
            content = zlib.compress(content, _FASTEST)
            entries["Filter"] = pdfdoc.PDFName("FlateDecode")
        head = pdfdoc.PDFDictionary({**entries, "Length": len(content)}).format(document)
        return b"".join((head, b"\nstream\n", content, b"\nendstream\n"))


def complete(document: Any, properties: Properties, pages: Sequence[Any]) -> None:
    """Give ``document`` its properties, metadata, output intent and page streams; call it before it is written."""
    title, author = visible_in_xml(properties.title), visible_in_xml(properties.author)
    number = visible_in_xml(properties.number)
    info = document.info
    info.title, info.author, info.subject, info.keywords = title, author, title, number
    info.creator = info.producer = PRODUCER
    info._dateFormatter = lambda *moment: f"D:{properties.day:%Y%m%d}000000+08'00'"
    for page in pages:
        page.Contents = Stream(page.stream or "\n")
        document.signature.update(page.Contents.content)  # papers with the same properties differ in their /ID
    metadata = Stream(_xmp(title, author, properties.day, number).encode("utf-8"), plain=True)
    metadata.dictionary["Type"], metadata.dictionary["Subtype"] = pdfdoc.PDFName("Metadata"), pdfdoc.PDFName("XML")
    catalog = document.Catalog
    catalog.Metadata = metadata
    catalog.OutputIntents = pdfdoc.PDFArray([_output_intent(document)])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]


def visible_in_xml(text: str) -> str:
    """``text`` without the control characters that neither XML nor a line of properties can hold."""
    return "".join(character for character in text if character.isprintable()).strip()


def _xmp(title: str, author: str, day: date, number: str) -> str:
    identifier = f"\n<dc:identifier>{escape(number)}</dc:identifier>" if number else ""
    return _PACKET.format(
        part=_PART,
        conformance=_CONFORMANCE,
        title=escape(title),
        author=escape(author),
        day=day.isoformat(),
        moment=f"{day.isoformat()}T00:00:00+08:00",
        producer=PRODUCER,
        number=escape(number),
        identifier=identifier,
    )


def _output_intent(document: Any) -> Any:
    """All colours of a paper are sRGB (ISO 19005-2, 6.2.3, 6.2.4.3)."""
    profile = Stream(_deflated_profile(), plain=True)
    profile.dictionary["N"], profile.dictionary["Filter"] = 3, pdfdoc.PDFName("FlateDecode")
    name = pdfdoc.PDFString(colour.NAME)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": name,
            "Info": name,
            "RegistryName": pdfdoc.PDFString("http://www.color.org"),
            "DestOutputProfile": document.Reference(profile),
        }
    )


@cache
def _deflated_profile() -> bytes:
    return zlib.compress(colour.srgb_profile(), _FASTEST)
