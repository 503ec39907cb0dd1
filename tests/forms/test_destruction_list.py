"""The list of a destruction: its head on each page, signatures never on a page without files."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from forms.destruction_list import HEADS, DestructionList, ListedFile, destruction_list


@pytest.mark.parametrize("count", [1, 20, 21, 22, 23, 24, 60])
def test_who_signs_stands_below_files_under_the_repeated_head(count: int) -> None:
    file = {
        "received": "2017年1月6日",
        "ended": "2017年1月25日",
        "result": "予以公开",
        "kept_as": "其余",
        "term": "10年",
    }
    files = tuple(
        ListedFile(number=f"2017-{place:04}", ran_out="2027年12月31日", opinion="销毁", **file)
        for place in range(1, count + 1)
    )
    facts = DestructionList(
        title="档案销毁清册 2028-1",
        office="天津海关",
        made_on=date(2028, 1, 4),
        sentences=("下列政府信息公开申请档案保管期限已满。",),
        files=files,
        signed_by=(("批准人", "王主任"), ("监销人", "周宁"), ("监销人", "李一")),
    )
    with pdfplumber.open(BytesIO(destruction_list(facts).pdf)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    listed = [page.count("2017-") for page in pages]
    assert sum(listed) == count
    assert "批准人：王主任" in pages[-1]
    assert all(listed)
    assert all(HEADS[1] in page for page in pages)
