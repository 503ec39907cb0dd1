"""A program that registers paper requests and issues their letters as fast as it can, by the use cases of the office.

``python -m tests.drills.office_work STORE`` writes a line to standard output after each acknowledged change.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from desktop.casework.casework import Casework
from desktop.casework.office.settings import OfficeSettings
from desktop.office import open_office
from resources.vocabulary import LetterKind
from tests.counter_drafts import fetched_draft

OFFICE = "天津海关"
TODAY = date(2026, 3, 2)
SETTINGS = OfficeSettings(
    name=OFFICE, short_form="津关", contact_office="办公室", contact_phone="022-00000000", clerk="周宁"
)


def now() -> datetime:
    return datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=8)))


def register(casework: Casework) -> str:
    """A request with an attached file, its receipt, and the draft that it was."""
    draft = fetched_draft(
        casework,
        arrived_on=TODAY,
        name="王䶮",
        id_number="11010519491231002X",
        phone="00000000",
        content="滨海新区建设项目的环境影响报告",
    )
    file = casework.intake.attach(draft.id, "申请表", "image/png", b"picture" * 1000)
    draft = replace(draft, attachments=(file,))
    casework.intake.save_draft(draft)
    return casework.intake.register(draft).number


def issue(casework: Casework, number: str) -> str:
    """A correction notice with its number, bytes and event; returns its id."""
    draft = casework.letters.begin([number], LetterKind.CORRECTION_NOTICE).draft
    values = {"items": ["名称"], "guidance": "写明年份", "how_to_send": "当面提交"}
    return casework.letters.issue(replace(draft, values=values)).letter.id


def main() -> None:
    """Work on the store named on the command line until killed."""
    office = open_office(Path(sys.argv[1]), clock=now)
    office.casework.settings.save(SETTINGS)
    work(office.casework)
    print("warm", flush=True)
    while True:
        work(office.casework)


def work(casework: Casework) -> None:
    """One request and its letter, each told when it is acknowledged."""
    number = register(casework)
    print(f"request {number}", flush=True)
    print(f"letter {issue(casework, number)}", flush=True)


if __name__ == "__main__":
    main()
