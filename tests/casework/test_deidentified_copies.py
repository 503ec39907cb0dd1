"""A copy without what identifies people: nothing of a request that names, numbers or locates anybody is in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.casework import Casework
from desktop.office import open_office
from tests.casework.conftest import SCENARIO, Clock
from tests.casework.test_exchange import write

SECRETS = {
    "name": "王䶮",
    "id": "120101197803140009",
    "phone": "13800000007",
    "landline": "022-65205000",
    "email": "wang.yan@example.cn",
    "address": "天津市和平区丁亥巷九号",
    "postcode": "300041",
    "fax": "022-65205001",
    "gone": "诸葛离去",
    "gone agent": "慕容误登",
    "gone id": "P98765432",
    "agent": "欧阳拓跋",
    "agent id": "12010119650101123X",
    "authority": "授权委托书第七七号",
    "co-applicant": "𬱖娜",
    "contact": "司徒青",
    "representative": "慕容白",
    "company id": "91120000MA05XXXX1A",
    "mail number": "XA12345678912",
    "receipt": "津财88001234",
    "third party": "诸葛某某机械厂",
    "note": "申请人家住附近",
    "assistance": "视力障碍需口述",
    "purpose": "用于诉讼一百号",
    "old name": "王炎",
    "old phone": "13900000008",
    "old address": "甲子路八号",
    "how": "13700000006",
    "why": "身份证抄错",
    "void": "寄错给隔壁",
    "attachment": "王䶮身份证.pdf",
    "extra": "内部备注戊戌",
    "dispute extra": "代理律师百里",
    "approver": "主任司马",
    "plate": "津A88888",
    "account": "6222 0200 1234 5678 901",
    "grouped id": "110101 19700101 000X",
    "wide id": "１１０１０１１９７００１０１０００Ｘ",
}


def person(**values: Any) -> dict[str, Any]:
    known = {"kind": "natural_person", "name": SECRETS["name"], "id_type": "resident_id", "id_number": SECRETS["id"]}
    return {**known, **values}


def lines() -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = [
        {"kind": "submitted", "on": "2026-01-05", "note": SECRETS["note"], "窗口": SECRETS["extra"]},
        {"kind": "contact_attempted", "on": "2026-01-05", "how": SECRETS["how"], "reached": True},
        {"kind": "confirmed", "on": "2026-01-06", "with": SECRETS["name"]},
        {"kind": "correction_requested", "on": "2026-01-07", "items": [f"请{SECRETS['name']}补交"], "letter": "D1"},
        {"kind": "corrected", "on": "2026-01-12"},
        {
            "kind": "consulted",
            "on": "2026-01-13",
            "ref": SECRETS["mail number"],
            "party": "third_party",
            "name": SECRETS["third party"],
            "received_on": "2026-01-14",
        },
        {"kind": "opinion_received", "on": "2026-01-20", "ref": SECRETS["mail number"], "opinion": "consent"},
        {"kind": "extended", "on": "2026-01-21", "days": 20, "approved_by": SECRETS["approver"]},
        {
            "kind": "amended",
            "on": "2026-01-22",
            "event": 0,
            "field": "applicant.phone",
            "old": SECRETS["old phone"],
            "new": SECRETS["phone"],
            "why": SECRETS["why"],
        },
        {
            "kind": "amended",
            "on": "2026-01-22",
            "event": 0,
            "field": "applicant.address",
            "old": SECRETS["old address"],
            "new": SECRETS["address"],
            "why": SECRETS["why"],
        },
        {
            "kind": "amended",
            "on": "2026-01-22",
            "event": 0,
            "field": "applicant.name",
            "old": SECRETS["old name"],
            "new": SECRETS["name"],
            "why": SECRETS["why"],
        },
        {
            "kind": "amended",
            "on": "2026-01-22",
            "event": 4,
            "field": "on",
            "old": "2026-01-11",
            "new": "2026-01-12",
            "why": SECRETS["why"],
        },
        {"kind": "fee_noticed", "on": "2026-01-22", "received_on": "2026-01-22", "amount": 100, "basis": "item"},
        {"kind": "fee_paid", "on": "2026-01-23", "amount": 100, "receipt_number": SECRETS["receipt"]},
        {
            "kind": "amended",
            "on": "2026-01-20",
            "event": 0,
            "field": "co_applicants",
            "old": [person(name=SECRETS["gone"])],
            "new": [],
            "why": "误登",
        },
        {
            "kind": "amended",
            "on": "2026-01-20",
            "event": 0,
            "field": "agent",
            "old": {"name": SECRETS["gone agent"], "id_number": SECRETS["gone id"]},
            "why": "误登",
        },
        {"kind": "replied", "on": "2026-01-28", "outcome": "provided", "letter": "D2"},
        {
            "kind": "served",
            "on": "2026-01-28",
            "way": "post",
            "posted_on": "2026-01-28",
            "tracking_number": SECRETS["mail number"],
        },
    ]
    company = {
        "kind": "business",
        "name": "天津示例贸易有限公司",
        "id_type": "uscc",
        "id_number": SECRETS["company id"],
        "contact_name": SECRETS["contact"],
        "legal_representative": SECRETS["representative"],
    }
    request = {
        "type": "request", "id": "2026-0001", "channel": "web", "medium": "paper", "delivery": "post",
        "applicant": person(phone=SECRETS["phone"], email=SECRETS["email"], address=SECRETS["address"],
                            postcode=SECRETS["postcode"], fax=SECRETS["fax"], 备注=SECRETS["extra"]),
        "co_applicants": [person(name=SECRETS["co-applicant"]), company],
        "agent": {"name": SECRETS["agent"], "id_type": "resident_id", "id_number": SECRETS["agent id"],
                  "authority": SECRETS["authority"]},
        "content": f"{SECRETS['name']}与{SECRETS['contact']}的报关记录，电话{SECRETS['phone']}、{SECRETS['landline']}，"
                   f"证件{SECRETS['id']}，邮箱{SECRETS['email']}，住{SECRETS['address']}，车号{SECRETS['plate']}，"
                   f"原名{SECRETS['old name']}，同来的{SECRETS['gone']}，代理{SECRETS['gone agent']}，"
                   f"账号{SECRETS['account']}，{SECRETS['grouped id']}，{SECRETS['wide id']}",
        "document_title": f"{SECRETS['name']}案处罚决定书", "assistance": SECRETS["assistance"],
        "内部": SECRETS["extra"], "events": events,
    }  # fmt: skip
    return [
        request,
        {"type": "letter", "id": "D1", "kind": "correction_notice", "title": "补正告知书", "date": "2026-01-07",
         "requests": ["2026-0001"]},
        {"type": "letter", "id": "D2", "kind": "disclosure_reply", "title": "答复书", "date": "2026-01-28",
         "requests": ["2026-0001"], "void_reason": None, "收件人": SECRETS["name"]},
        {"type": "letter", "id": "D3", "kind": "disclosure_reply", "title": "答复书", "date": "2026-01-27",
         "requests": ["2026-0001"], "void_reason": SECRETS["void"]},
        {"type": "attachment", "request": "2026-0001", "name": SECRETS["attachment"], "media_type": "application/pdf",
         "sha256": "ab" * 32},
        {"type": "dispute", "id": "F1", "request": "2026-0001", "kind": "review", "filed_on": "2026-02-10",
         "body": "天津市人民政府", "代理": SECRETS["dispute extra"]},
    ]  # fmt: skip


@pytest.fixture
def copy(casework: Casework, clock: Clock, tmp_path: Path) -> str:
    clock.move_to(3, 2)
    casework.exchange.read(write(tmp_path / "a.jsonl", *lines()))
    file = tmp_path / "copy.jsonl"
    assert casework.exchange.write(file, deidentify=True).requests == 1
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", sorted(SECRETS))
def test_nothing_that_identifies_is_in_the_copy(copy: str, what: str) -> None:
    assert SECRETS[what] not in copy
    assert json.dumps(SECRETS[what])[1:-1] not in copy


def test_what_counts_is_in_the_copy(copy: str, clock: Clock, tmp_path: Path) -> None:
    request = next(line for line in map(json.loads, copy.splitlines()) if line["type"] == "request")
    amended = [event for event in request["events"] if event["kind"] == "amended"]
    assert [event.get("new") for event in amended] == ["＊＊＊", "＊＊＊", "＊＊＊", "2026-01-12", "＊＊＊", None]
    assert len({event["ref"] for event in request["events"] if "ref" in event}) == 1
    assert request["applicant"]["name"] == "王某某"


def test_the_copy_of_a_year_names_nobody(tmp_path: Path, clock: Clock) -> None:
    clock.move_to(1, 4, 2028)
    opened = open_office(tmp_path / "year.db", clock=clock)
    opened.casework.exchange.read(SCENARIO)
    opened.casework.settings.save(replace(opened.casework.settings.office(), name="天津海关"))
    opened.casework.exchange.write(tmp_path / "copy.jsonl", date(2017, 1, 1), date(2017, 12, 31), deidentify=True)
    text = (tmp_path / "copy.jsonl").read_text(encoding="utf-8")
    opened.close()
    # The random numbers that say which requests are alike are hexadecimal and prove nothing.
    assert not re.search(r"(?<![\da-f])(?:\d{17}[\dXx]|1\d{10})(?![\da-f])|@", text)
