from __future__ import annotations

import pytest

from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import ContactEntry
from desktop.casework.masking import masked_identity, masked_name, masked_phone, masked_tail
from resources.vocabulary import ApplicantKind, Channel, EventKind
from tests.casework.conftest import Clock, MakeDraft


def test_people_are_masked_and_organisations_are_not() -> None:
    assert masked_name("罗敏霞", ApplicantKind.NATURAL_PERSON) == "罗**"
    assert masked_name("王䶮", ApplicantKind.NATURAL_PERSON) == "王**"
    assert masked_name("天津1号示例贸易有限公司", ApplicantKind.BUSINESS) == "天津1号示例贸易有限公司"


@pytest.mark.parametrize(
    ("number", "shown"),
    [("120101197803140009", "120101********0009"), ("E12345678", "E*******8"), ("12", "**"), ("", "")],
)
def test_an_identity_number_shows_its_ends(number: str, shown: str) -> None:
    assert masked_identity(number) == shown


@pytest.mark.parametrize(("number", "shown"), [("13800000007", "138****0007"), ("12360", "1***0"), ("", "")])
def test_a_telephone_number_shows_its_ends(number: str, shown: str) -> None:
    assert masked_phone(number) == shown


def test_a_mail_number_shows_its_end() -> None:
    assert masked_tail("XA100003305") == "****3305"
    assert masked_tail("") == ""


def test_the_timeline_masks_the_applicant_too(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    reached = ContactEntry(on=clock.day, how="电话", reached=True)
    number = casework.intake.register(make_draft(channel=Channel.ORDINARY_MAIL, contacts=(reached,))).number
    timeline = casework.requests.view(number).timeline
    confirmed = next(item for item in timeline if item.kind is EventKind.CONFIRMED)
    assert confirmed.facts.startswith("与罗**确认")
