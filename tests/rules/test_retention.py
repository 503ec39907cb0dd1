"""Terms of files (law 10.1): 永久, 30年, 10年, reckoned from 1 January after the end."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.rules.retention import PERMANENT, REFUSING_ROWS, RetentionClass, RetentionTerms, kept_through
from resources.vocabulary import Table3Row

TERMS = RetentionTerms()


@pytest.mark.parametrize(("kept", "years"), [("dispute", 30), ("refusal", 30), ("third_party", 30), ("other", 10)])
def test_refusals_third_parties_and_disputes_stay_thirty_years_the_others_ten(kept: str, years: int) -> None:
    assert TERMS.years[RetentionClass(kept)] == years


def test_a_file_is_kept_through_the_end_of_the_tenth_year_after_its_end() -> None:
    assert kept_through(date(2017, 3, 1), 10) == date(2027, 12, 31)
    assert TERMS.ended_through(RetentionClass.OTHER, date(2027, 12, 31)) == date(2016, 12, 31)
    assert TERMS.ended_through(RetentionClass.OTHER, date(2028, 1, 1)) == date(2017, 12, 31)


def test_a_permanent_file_never_falls_due() -> None:
    terms = RetentionTerms({**TERMS.years, RetentionClass.REFUSAL: PERMANENT})
    assert terms.ended_through(RetentionClass.REFUSAL, date(2100, 1, 1)) is None
    assert kept_through(date(2017, 3, 1), PERMANENT) is None


def test_of_several_classes_the_longest_term_holds() -> None:
    terms = RetentionTerms({**TERMS.years, RetentionClass.DISPUTE: 10, RetentionClass.THIRD_PARTY: PERMANENT})
    both = frozenset({RetentionClass.DISPUTE, RetentionClass.REFUSAL})
    assert terms.decisive(both) is RetentionClass.REFUSAL
    assert terms.decisive(both | {RetentionClass.THIRD_PARTY}) is RetentionClass.THIRD_PARTY
    assert terms.decisive(frozenset()) is RetentionClass.OTHER


def test_what_keeps_something_back_is_a_refusal() -> None:
    assert Table3Row.PARTLY_DISCLOSED in REFUSING_ROWS
    assert Table3Row.DISCLOSED not in REFUSING_ROWS
    assert len(REFUSING_ROWS) == 9
