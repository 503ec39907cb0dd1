"""How many pages a file has, for receipts and lists; None where that cannot be told (people then type it)."""

from __future__ import annotations

import re
import struct
import zlib

_PAGES = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d+)")
_STREAM = re.compile(rb"/Type\s*/ObjStm\b.*?stream\r?\n(.*?)endstream", re.DOTALL)
_NEAR = 400
_TIFF_MARKS = {b"II*\x00": "<", b"MM\x00*": ">"}
_MOST_TIFF_PAGES = 10_000
_IFD_ENTRY = 12


def page_count(media_type: str, data: bytes) -> int | None:
    """Pages of a PDF or TIFF; other pictures have one."""
    if media_type == "application/pdf" or data.startswith(b"%PDF-"):
        return _pdf_pages(data)
    if data[:4] in _TIFF_MARKS:
        return _tiff_pages(data, _TIFF_MARKS[data[:4]])
    return 1 if media_type.startswith("image/") else None


def _pdf_pages(data: bytes) -> int | None:
    """The greatest page count of any page tree, also in compressed object streams."""
    counts = [
        int(count)
        for part in (data, *_inflated(data))
        for tree in _PAGES.finditer(part)
        for count in _COUNT.findall(part[max(0, tree.start() - _NEAR) : tree.end() + _NEAR])
    ]
    return max(counts, default=None)


def _inflated(data: bytes) -> list[bytes]:
    """The object streams of a PDF that can be read."""
    parts = []
    for found in _STREAM.finditer(data):
        try:
            parts.append(zlib.decompressobj().decompress(found[1]))
        except zlib.error:
            continue
    return parts


def _tiff_pages(data: bytes, order: str) -> int | None:
    """The number of pictures chained in a TIFF."""
    try:
        (offset,) = struct.unpack_from(f"{order}I", data, 4)
        pages = 0
        while offset and pages < _MOST_TIFF_PAGES:
            (entries,) = struct.unpack_from(f"{order}H", data, offset)
            (offset,) = struct.unpack_from(f"{order}I", data, offset + 2 + entries * _IFD_ENTRY)
            pages += 1
    except struct.error:
        return None
    return pages or None
