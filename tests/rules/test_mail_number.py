"""Mail numbers: the check digit of UPU S10, and what no postal service gives out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.mail_number import MailNumber, check_digit, mail_number


@pytest.mark.parametrize(
    ("serial", "digit"),
    [("47312482", 9), ("12345678", 5), ("00000000", 5), ("10000000", 3), ("00100000", 7), ("00000008", 0)],
)
def test_the_check_digit_is_that_of_the_standard(serial: str, digit: int) -> None:
    """47312482 is the worked example of UPU S10; a rest of 10 gives 0, of 11 gives 5."""
    assert check_digit(serial) == digit


@pytest.mark.parametrize(
    ("number", "looks"),
    [
        ("RB473124829CN", MailNumber.RIGHT),
        ("rb 473 124 829 cn", MailNumber.RIGHT),
        ("RB473124828CN", MailNumber.WRONG_CHECK),
        ("XA12345678945", MailNumber.UNCHECKED),
        ("1234567890123", MailNumber.UNCHECKED),
        ("SF1234567890123", MailNumber.COURIER),
        ("YT1234567890123", MailNumber.COURIER),
        ("31", MailNumber.UNKNOWN),
        ("王䶮", MailNumber.UNKNOWN),
        ("", MailNumber.UNKNOWN),
        ("<b>&=1+1", MailNumber.UNKNOWN),
    ],
)
def test_what_a_number_looks_like(number: str, looks: MailNumber) -> None:
    assert mail_number(number) is looks


@given(st.from_regex(r"[0-9]{8}", fullmatch=True), st.integers(0, 7), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(serial: str, place: int, more: int) -> None:
    """Weights that are no multiples of 11 find it, but for a check digit that two rests share."""
    wrong = (int(serial[place]) + more) % 10
    other = f"{serial[:place]}{wrong}{serial[place + 1 :]}"
    if check_digit(other) != check_digit(serial):
        assert mail_number(f"EA{other}{check_digit(serial)}CN") is MailNumber.WRONG_CHECK
    assert mail_number(f"EA{serial}{check_digit(serial)}CN") is MailNumber.RIGHT


@given(st.text())
def test_whatever_is_typed_is_read(text: str) -> None:
    assert mail_number(text) in MailNumber
