from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter

from desktop.casework.page_count import page_count


def pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=100, height=100)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def tiff(pages: int) -> bytes:
    """Empty pictures chained as a scanner writes them."""
    data = b"II*\x00" + struct.pack("<I", 8)
    for page in range(pages):
        after = len(data) + 6 if page + 1 < pages else 0
        data += struct.pack("<H", 0) + struct.pack("<I", after)
    return data


@pytest.mark.parametrize("pages", [1, 3, 40])
def test_the_pages_of_a_pdf_are_counted(pages: int) -> None:
    assert page_count("application/pdf", pdf(pages)) == pages


def test_the_pages_in_compressed_objects_are_counted() -> None:
    packed = zlib.compress(b"1 0 << /Type /Pages /Kids [] /Count 7 >>")
    data = b"%PDF-1.7\n1 0 obj << /Type /ObjStm /N 1 >> stream\n" + packed + b"\nendstream"
    assert page_count("application/pdf", data) == 7


def test_a_scan_of_several_pictures_and_a_single_one() -> None:
    assert page_count("image/tiff", tiff(4)) == 4
    assert page_count("image/png", b"picture") == 1


@pytest.mark.parametrize(
    ("media_type", "data"),
    [("application/pdf", b"%PDF-1.7 torn"), ("text/plain", b"text"), ("image/tiff", b"II*\x00\x08")],
)
def test_what_cannot_be_told_is_left_to_people(media_type: str, data: bytes) -> None:
    assert page_count(media_type, data) is None


def test_a_loop_of_pictures_ends() -> None:
    looped = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", 0) + struct.pack("<I", 8)
    assert page_count("image/tiff", looped) == 10_000
