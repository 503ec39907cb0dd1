"""Several papers in one file for the printer. Each begins on a sheet of its own, also when both sides are printed."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from forms.form import Rendered


def joined(papers: Iterable[bytes], *, new_sheets: bool = False) -> Rendered:
    """The pages of all ``papers``; ``new_sheets``: a blank page after a paper with an odd number of pages."""
    # Imported here: only a batch needs it.
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for pdf in papers:
        reader = PdfReader(BytesIO(pdf))
        for page in reader.pages:
            writer.add_page(page)
        if new_sheets and len(reader.pages) % 2:
            last = reader.pages[-1].mediabox
            writer.add_blank_page(width=float(last.width), height=float(last.height))
    held = BytesIO()
    writer.write(held)
    return Rendered(held.getvalue(), len(writer.pages))
