"""Pictures of every paper: ``python -m desktop.gallery DIR INDEX`` composes all 39 of them in an office of its own.

One picture a paper, its pages side by side, in DIR, and an index of them in the file INDEX. ``--cases`` makes each
paper for three requests instead: a person with a rare name, a company, two applicants with an agent. A paper that is
built later comes by itself, once ``resources/demo/papers.json`` holds its facts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from db.records import Json
from desktop.app import application
from desktop.casework.intake.intake_views import DraftPerson, IntakeDraft
from desktop.casework.letters.letter_views import LetterDraft
from desktop.casework.office.settings import demonstration_settings
from desktop.office import Office, open_office
from desktop.screenshot_camera import save_picture
from resources import demo
from resources.vocabulary import ApplicantKind, Channel, Delivery, IdentityDocument, LetterKind, Medium

_DPI = 80
_GAP = 12
_GROUND = "#D3DAE3"
_CONTENT = "2025年度天津口岸进口冷链食品查验批次及处置情况"
_TITLE = "2025年度进口冷链食品查验批次统计表"

CASES = ("person", "company", "agent")
"""Who asks: 王䶮; a company; two applicants with an agent."""


@dataclass(frozen=True, slots=True)
class GalleryPaper:
    """One paper made for one request."""

    kind: LetterKind
    case: str
    pdf: bytes


def main() -> int:
    """Save the pictures and the index."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("index", type=Path, nargs="?")
    parser.add_argument("--cases", action="store_true", help="each paper for three requests")
    asked = parser.parse_args()
    application()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for paper in gallery(CASES if asked.cases else CASES[:1]):
        save_picture(picture(paper.pdf), asked.folder / file_name(paper.kind, paper.case if asked.cases else ""))
    if asked.index is not None:
        asked.index.write_text(index(asked.folder, asked.index), encoding="utf-8")
    return 0


def gallery(cases: tuple[str, ...] = CASES) -> Iterator[GalleryPaper]:
    """Every paper for the requests of ``cases``."""
    with tempfile.TemporaryDirectory(prefix="shouban-gallery-") as store:
        office = open_office(Path(store) / "gallery.db", clock=lambda: demo.NOW)
        try:
            settings = replace(demonstration_settings(demo.settings()), demonstration=False)
            office.casework.settings.save(settings)
            facts = demo.paper_facts()
            for case in cases:
                number = office.casework.intake.register(_REQUESTS[case](office)).number
                for kind in LetterKind:
                    yield GalleryPaper(kind, case, _pdf(office, number, kind, facts.get(kind.value, {})))
        finally:
            office.close()


def file_name(kind: LetterKind, case: str = "") -> str:
    """The file of a paper's picture."""
    return f"{kind.paper_id}{'-' if case else ''}{case}.png"


def index(folder: Path, page: Path) -> str:
    """The page that shows the pictures in ``folder``, in Markdown."""
    lines = [
        "# Every paper",
        "",
        "Made by `make gallery` for an invented request of 王䶮, a name that few fonts have.",
        "",
    ]
    beside = folder.resolve().relative_to(page.resolve().parent).as_posix()
    for kind in LetterKind:
        lines += [f"## {kind.paper_id} {kind.label}", "", f"![{kind.label}]({beside}/{file_name(kind)})", ""]
    return "\n".join(lines)


def picture(pdf: bytes) -> QImage:
    """The pages of a PDF side by side."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    sizes = [(document.pagePointSize(page) * (_DPI / 72)).toSize() for page in range(document.pageCount())]
    width = sum(size.width() + _GAP for size in sizes) + _GAP
    image = QImage(width, max(size.height() for size in sizes) + 2 * _GAP, QImage.Format.Format_RGB32)
    image.fill(_GROUND)
    painter = QPainter(image)
    left = _GAP
    for page, size in enumerate(sizes):
        painter.fillRect(left, _GAP, size.width(), size.height(), Qt.GlobalColor.white)
        painter.drawImage(left, _GAP, document.render(page, size))
        left += size.width() + _GAP
    painter.end()
    return image


def _pdf(office: Office, number: str, kind: LetterKind, facts: Mapping[str, Json]) -> bytes:
    """The paper without a mark, numbered as the first of its series. Raises ``FactsMissing``."""
    letters = office.casework.letters
    draft = LetterDraft(id=uuid.uuid4().hex, kind=kind, requests=(number,), values=facts)
    composition = letters.composition(draft)
    following = office.casework.settings.view().next_letter_numbers.get(kind)
    # Tables are computed from the store, where these few requests have no course to fill them.
    tables = {
        field.name: facts[field.name]
        for field in composition.form.fields
        if field.type == "rows" and field.name in facts
    }
    values = dict(composition.values) | tables | ({"letter_number": following} if following else {})
    return composition.form.render(composition.form.facts_from(values), composition.words).pdf


def _person(office: Office) -> IntakeDraft:
    return replace(
        _request(office),
        name="王䶮",
        id_number="120101199003070012",
        phone="13800000021",
        email="wangyan@example.cn",
        address="天津市和平区示例路22号",
        postcode="300040",
    )


def _company(office: Office) -> IntakeDraft:
    return replace(
        _request(office),
        applicant_kind=ApplicantKind.BUSINESS,
        name="天津示例冷链物流有限公司",
        id_type=IdentityDocument.USCC,
        id_number="91120116MA05EXAMPL",
        legal_representative="陈喆",
        contact_name="李堃",
        phone="022-00000012",
        address="天津市滨海新区示例大道100号A座1201室",
        postcode="300450",
    )


def _agent(office: Office) -> IntakeDraft:
    return replace(
        _person(office),
        name="赵镕",
        co_applicants=(DraftPerson(name="孙祎", id_number="120101199203070011"),),
        has_agent=True,
        agent_name="欧阳昇",
        agent_id_number="120101198503070014",
        agent_authority="代为提出申请、补正、签收文书",
    )


def _request(office: Office) -> IntakeDraft:
    return replace(
        office.casework.intake.new_draft(),
        channel=Channel.COUNTER,
        arrived_on=date(2026, 10, 12),
        content=_CONTENT,
        document_title=_TITLE,
        medium=Medium.PAPER,
        delivery=Delivery.POST,
    )


_REQUESTS = {"person": _person, "company": _company, "agent": _agent}


if __name__ == "__main__":
    sys.exit(main())
