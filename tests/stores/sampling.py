"""Makes a sample store, and tells what a store holds: ``python -m tests.stores.sampling FILE.db``.

A sample is made once, by the program that writes its schema, and kept for ever with ``FILE.json`` beside it, which says
what it holds. It goes through the use cases as the office does: requests of each channel, an answer on the spot, a
correction, an extension, a consultation, a fee, replies with their bytes, a voided letter, a double registration, a
dispute, a withdrawal, drafts, an attachment and a changed calendar.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from db.records import Json
from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import ContactEntry, IntakeDraft
from desktop.casework.letters.letter_views import LetterDraft, Service
from desktop.casework.office.settings import OfficeSettings
from desktop.casework.steps.dispute_views import DisputeEntry
from desktop.casework.steps.disputes import Disputes
from desktop.office import open_office
from desktop.rules.timeline import time_limits
from resources.vocabulary import (
    ApplicantKind,
    Channel,
    EventKind,
    LetterKind,
    Outcome,
    WayOfService,
)
from tests.counter_drafts import counter_draft

OFFICE = "天津海关"
_CHINA = timezone(timedelta(hours=8))
_NOTICE = """国务院办公厅关于2027年部分节假日安排的通知（测试，虚构）
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
"""
_SETTINGS = OfficeSettings(
    name=OFFICE,
    code="0200",
    short_form="津关",
    remedy_body="海关总署",
    remedy_court="天津市第三中级人民法院",
    contact_office="办公室",
    contact_phone="022-00000000",
    address="天津市和平区示例路1号",
    postcode="300040",
    clerk="周宁",
    window="一号窗口",
)


class Clock:
    """Stands at nine o'clock of the day that the recipe has come to."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=_CHINA)


LAST_DAY = date(2026, 12, 10)
"""The day on which samples were closed; limits are told as of it."""


def make(target: Path) -> None:
    """Make a sample store at ``target``: one small file."""
    clock = Clock(date(2026, 3, 2))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "sample.db"
        office = open_office(made, clock=clock)
        office.casework.settings.save(_SETTINGS)
        _Recipe(office.casework, clock).follow()
        office.close()
        with sqlite3.connect(made) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))


class _Recipe:
    def __init__(self, casework: Casework, clock: Clock) -> None:
        self.casework = casework
        self.clock = clock

    def follow(self) -> None:
        """Walk through the year."""
        self._spring()
        self._december()

    def _spring(self) -> None:
        casework, clock = self.casework, self.clock
        answered = self._register(name="王䶮")
        reached = ContactEntry(on=clock.day, how="电话", reached=True)
        letter = self._register(channel=Channel.ORDINARY_MAIL, contacts=(reached,))
        company = self._register(
            applicant_kind=ApplicantKind.BUSINESS,
            name="<b>甲 & 乙</b>有限公司",
            contact_name="李四",
            channel=Channel.SIGNED_MAIL,
            signed_on=clock.day,
        )
        double = self._register(name="王䶮", channel=Channel.WEB, confirmed_on=clock.day)
        casework.letters.void(casework.letters.register()[0].letter_id, "同一申请重复登记")
        casework.steps.void_registration(double, "同一申请重复登记")
        wanted = {"items": ["请提供文件的名称或者文号"], "guidance": "写明年份和企业范围"}
        notice = self._issue(letter, LetterKind.CORRECTION_NOTICE, wanted)
        casework.letters.serve(notice, _posted(clock.day))
        clock.day = date(2026, 3, 10)
        casework.steps.record(letter, EventKind.CORRECTED, clock.day)
        casework.steps.record(answered, EventKind.HANDED_OVER, clock.day, {"to": "关税处", "due_on": "2026-03-20"})
        clock.day = date(2026, 3, 16)
        reply = self._issue(answered, LetterKind.REFUSAL, _REFUSAL, Outcome.INTERNAL_AFFAIRS)
        casework.letters.serve(reply, _posted(clock.day))
        casework.letters.reprint(reply)
        clock.day = date(2026, 3, 23)
        extended = {"extension_days": 10, "reason": "检索量大", "approved_by": "何正", "approved_on": "2026-03-23"}
        self._issue(letter, LetterKind.EXTENSION_NOTICE, extended)
        withdrawn: dict[str, Json] = {"withdrawn_on": "2026-03-20", "withdrawal_proof": "signed"}
        self._issue(company, LetterKind.TERMINATION_NOTICE, withdrawn)
        dispute = DisputeEntry(filed_on=date(2026, 3, 20), copy_received_on=clock.day)
        Disputes(casework.context).file(answered, dispute)

    def _december(self) -> None:
        casework, clock = self.casework, self.clock
        clock.day = date(2026, 12, 1)
        asked = self._register(name="赵测试", channel=Channel.EMAIL, confirmed_on=clock.day)
        place = next(
            place
            for place, event in enumerate(casework.requests.case(asked).request.events)
            if event.kind is EventKind.SUBMITTED
        )
        casework.steps.amend(asked, place, "on", "2026-11-30", "收件时间录入有误")
        free = casework.calendars.preview_day(date(2026, 12, 9), working=False, why="台风停工")
        casework.calendars.confirm(free, by="何正")
        casework.calendars.check(2026, by="周宁")
        clock.day = LAST_DAY
        self._issue(asked, LetterKind.THIRD_PARTY_INQUIRY, _INQUIRY)
        casework.calendars.confirm(casework.calendars.preview(_NOTICE), by="何正")
        casework.intake.save_draft(self._draft(name="尚未登记"))
        begun = casework.letters.begin([asked], LetterKind.REFUSAL, Outcome.INTERNAL_AFFAIRS)
        casework.letters.save_draft(replace(begun.draft, values={"reason": "尚未写完"}))

    def _draft(self, **changes: Any) -> IntakeDraft:
        draft = counter_draft(self.casework, **changes)
        attached = self.casework.intake.attach(draft.id, "申请表.txt", "text/plain", b"scan of the form")
        return replace(draft, attachments=(attached,))

    def _register(self, **changes: Any) -> str:
        return self.casework.intake.register(self._draft(**changes)).number

    def _issue(self, number: str, kind: LetterKind, values: dict[str, Json], outcome: Outcome | None = None) -> str:
        begun: LetterDraft = self.casework.letters.begin([number], kind, outcome).draft
        return self.casework.letters.issue(replace(begun, values=values)).letter.id


_INQUIRY: dict[str, Json] = {
    "addressee": "示例国际贸易有限公司",
    "information": "查验处置情况说明",
    "party_is_organisation": True,
    "right_kind": "trade_secret",
    "concerned": "成交价格",
}
_REFUSAL: dict[str, Json] = {"internal_kind": "personnel", "reason": "公开会泄露个人考勤情况"}


def _posted(day: date) -> Service:
    return Service(way=WayOfService.POST, on=day, posted_on=day, tracking_number="XA100000001")


def contents(casework: Casework) -> dict[str, Any]:
    """What a store holds: its requests with their limits, its letters with the hashes of their bytes, and the rest."""
    with casework.context.store.reading() as reading:
        office = reading.offices()[0]
        calendar = casework.context.calendar(reading)
        disputes = {request.number: reading.disputes_of(office, request.number) for request in reading.requests(office)}
        return {
            "requests": {
                request.number: {
                    "applicant": request.applicant.name,
                    "events": [f"{event.on} {event.kind}" for event in request.events],
                    "limits": _limits(
                        time_limits(
                            request.channel, request.events, calendar, LAST_DAY, disputes[request.number]
                        ).as_json(request.number)
                    ),
                }
                for request in reading.requests(office)
            },
            "letters": {
                letter.id: {
                    "number": letter.number,
                    "void": letter.void_reason,
                    "sha256": hashlib.sha256(reading.letter_pdf(office, letter.id) or b"").hexdigest(),
                }
                for letter in reading.letters(office)
            },
            "attachments": {
                number: [attachment.sha256 for attachment in reading.attachments_of(office, number)]
                for number in disputes
            },
            "drafts": sorted(draft.purpose for purpose in ("intake", "letter") for draft in reading.drafts(purpose)),
            "notices": [notice.year for notice in reading.calendar_notices()],
            "own_days": [day.isoformat() for day in reading.day_changes()],
        }


def _limits(document: dict[str, Json]) -> dict[str, Json]:
    """The limits without their proof, which is long."""
    return {name: value for name, value in document.items() if name != "days"}


def main() -> None:
    """Make a sample and write down what it holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("target", type=Path)
    target: Path = parser.parse_args().target
    make(target)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / target.name
        copy.write_bytes(target.read_bytes())
        office = open_office(copy, clock=Clock(LAST_DAY))
        told = contents(office.casework)
        office.close()
    target.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
