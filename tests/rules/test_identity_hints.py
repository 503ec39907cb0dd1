"""What identity numbers tell; they warn and never block."""

from __future__ import annotations

import pytest

from desktop.rules.identity import identity_hint, proposed_kind
from resources.vocabulary import ApplicantKind, IdentityDocument
from tests.rules.telling import day

TODAY = day("2026-10-16")


def hint(document: str, number: str) -> tuple[bool, str]:
    told = identity_hint(IdentityDocument(document), number, TODAY)
    assert told is not None
    assert told.sentence("en")
    return told.matches, told.sentence()


def test_a_residents_number_tells_birth_and_age() -> None:
    told = identity_hint(IdentityDocument.RESIDENT_ID, "11010519491231002x", TODAY)
    assert told is not None
    assert told.matches
    assert (told.born, told.age, told.male) == (day("1949-12-31"), 76, False)
    assert told.sentence() == "出生日期1949年12月31日，76岁。"


@pytest.mark.parametrize(("today", "age"), [("2026-12-30", 76), ("2026-12-31", 77)])
def test_the_age_changes_on_the_birthday(today: str, age: int) -> None:
    told = identity_hint(IdentityDocument.RESIDENT_ID, "11010519491231002X", day(today))
    assert told is not None
    assert told.age == age


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("110105194912310021", "第18位校验码不符：按其余各位计算应为“X”，现为“1”"),
        ("11010519491331002X", "第7至14位“19491331”不是有效的出生日期"),
        ("1101051949123100", "共16位，应为18位"),
        ("1101O5194912310021", "第5位“O”"),
        ("110105491231002", "第一代"),
        ("11010520491231002X", "晚于今天"),
    ],
)
def test_it_says_what_is_wrong_and_where(number: str, part: str) -> None:
    matches, sentence = hint("resident_id", number)
    assert not matches
    assert part in sentence


def test_any_single_wrong_digit_is_found() -> None:
    right = "11010519491231002X"
    for place in range(17):
        for digit in "0123456789":
            number = right[:place] + digit + right[place + 1 :]
            assert hint("resident_id", number)[0] is (number == right)


@pytest.mark.parametrize("code", ["91110000802100433B", "9144030071526726XG", "91330100799655058B"])
def test_credit_codes_fit_and_propose_a_kind(code: str) -> None:
    told = identity_hint(IdentityDocument.USCC, code, TODAY)
    assert told is not None
    assert told.matches
    assert told.proposed is ApplicantKind.BUSINESS
    assert told.sentence() == "校验码相符；建议类型：商业企业。"


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("91330100799655058C", "第18位校验码不符：按其余各位计算应为“B”"),
        ("9133010079965505IB", "第17位“I”"),
        ("9133010079965505", "共16位"),
    ],
)
def test_wrong_credit_codes(code: str, part: str) -> None:
    matches, sentence = hint("uscc", code)
    assert not matches
    assert part in sentence


@pytest.mark.parametrize(
    ("two", "kind"),
    [
        ("91", ApplicantKind.BUSINESS),
        ("92", ApplicantKind.BUSINESS),
        ("51", ApplicantKind.PUBLIC_WELFARE),
        ("53", ApplicantKind.PUBLIC_WELFARE),
        ("31", ApplicantKind.LEGAL_SERVICE),
        ("33", ApplicantKind.LEGAL_SERVICE),
        ("12", ApplicantKind.RESEARCH),
        ("11", ApplicantKind.OTHER_ORGANISATION),
        ("N1", ApplicantKind.OTHER_ORGANISATION),
    ],
)
def test_the_first_two_characters_propose_a_kind(two: str, kind: ApplicantKind) -> None:
    assert proposed_kind(two + "0" * 16) is kind


@pytest.mark.parametrize(
    ("document", "number", "fits"),
    [
        ("organisation_code", "802100433", True),
        ("organisation_code", "80210043-3", True),
        ("organisation_code", "80210043-4", False),
        ("passport", "E12345678", True),
        ("passport", "EA1234567", True),
        ("passport", "E1234567890", False),
        ("hk_macao_permit", "H12345678", True),
        ("hk_macao_permit", "H1234567801", True),
        ("hk_macao_permit", "A12345678", False),
        ("taiwan_permit", "12345678", True),
        ("taiwan_permit", "1234567", False),
        ("foreign_permanent", "USA110074120101", True),
        ("foreign_permanent", "US110074120101", False),
        ("hmt_residence", "11010519491231002X", False),
    ],
)
def test_other_papers_by_their_form(document: str, number: str, fits: bool) -> None:
    assert hint(document, number)[0] is fits


def test_papers_without_a_form_tell_nothing() -> None:
    assert identity_hint(IdentityDocument.MILITARY, "军字第1号", TODAY) is None
    assert identity_hint(IdentityDocument.OTHER, "1", TODAY) is None
    assert identity_hint(IdentityDocument.RESIDENT_ID, "  ", TODAY) is None
