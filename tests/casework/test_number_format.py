from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.casework.office.number_format import NumberFormat, plain_place

LETTER = NumberFormat("{short}公开答〔{year}〕{serial}号")
REQUEST = NumberFormat("{code}-{year}-{serial:04}")


def test_letter_numbers_have_no_leading_zeros_and_request_numbers_at_least_four_digits() -> None:
    assert LETTER.number(code="", short="津关", year=2026, serial=31) == "津关公开答〔2026〕31号"
    assert REQUEST.number(code="0200", short="", year=2026, serial=31) == "0200-2026-0031"
    assert REQUEST.number(code="0200", short="", year=2026, serial=12345) == "0200-2026-12345"


@given(st.integers(1000, 9999), st.integers(1, 999_999), st.sampled_from(["津关", "(京)", "a+b", "京.关"]))
def test_a_number_is_found_again_in_its_format(year: int, serial: int, short: str) -> None:
    for form in (LETTER, REQUEST):
        number = form.number(code="02.0", short=short, year=year, serial=serial)
        assert form.place(number, code="02.0", short=short) == (year, serial)


@pytest.mark.parametrize(
    "number", ["沪关公开答〔2026〕31号", "津关公开答〔26〕31号", "津关公开答〔2026〕31", "", "〔2026〕31号"]
)
def test_other_numbers_are_not_of_the_format(number: str) -> None:
    assert LETTER.place(number, code="", short="津关") is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{year}-{serial}", None),
        ("{year}", "no_serial"),
        ("{serial}{serial}{year}", "no_serial"),
        ("{serial}", "no_year"),
        ("{year}-{serial}-{month}", "unknown_placeholder"),
        ("{year}-{serial", "no_serial"),
        ("{year.__class__}-{serial}", "no_year"),
    ],
)
def test_a_format_needs_one_year_and_one_serial_and_nothing_unknown(text: str, fault: str | None) -> None:
    assert NumberFormat(text).fault() == fault


def test_a_letter_number_has_no_word_before_its_serial() -> None:
    assert NumberFormat("{short}公开答〔{year}〕第{serial}号").letter_fault() == "ordinal"
    assert LETTER.letter_fault() is None


def test_ids_of_older_ledgers_tell_year_and_serial() -> None:
    assert plain_place("2026-0031") == (2026, 31)
    assert plain_place("0200-2026-0031") == (2026, 31)
    assert plain_place("T2026-7") == (2026, 7)
    assert plain_place("申请31") is None
    assert plain_place("12026-0031") is None
