"""What was typed or pasted, as it is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.entered_text import half_width, identity_number, is_mail_address, one_line, plain_text


@given(st.text())
def test_no_mark_that_a_paper_cannot_hold_is_kept(text: str) -> None:
    kept = plain_text(text)
    assert not [one for one in kept if one != "\n" and unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]
    assert plain_text(kept) == kept
    assert "\n" not in one_line(text)


@given(st.text(st.characters(categories=("Lo", "Lu", "Ll", "Nd", "Po"))))
def test_words_stay_as_they_are(text: str) -> None:
    assert plain_text(text) == text


def test_line_breaks_and_tabs_of_a_table_do_not_join_words() -> None:
    assert one_line("津关\r\n示例\t公司\u2028甲") == "津关 示例 公司 甲"
    assert plain_text("一\r\n二\r三") == "一\n二\n三"


def test_a_name_is_never_normalised() -> None:
    name = "王𬱖\U000e0100·Ａ①"
    assert one_line(name) == name


def test_a_number_typed_full_width_is_folded() -> None:
    assert half_width("１１０１０５１９４９１２３１００２Ｘ") == "11010519491231002X"
    assert half_width("（０２２）８７６５－４３２１") == "(022)8765-4321"
    assert half_width("军字第１２号") == "军字第12号"


def test_an_identity_number_is_found_however_it_was_typed() -> None:
    """GB 11643: the check character is X."""
    assert identity_number(" 110105 19491231 002ｘ ") == "11010519491231002X"
    assert identity_number("军字第１２号") == "军字第12号"


@pytest.mark.parametrize("address", ["a@b.cn", "wang.yan+1@mail.example.com.cn", "王@例子.公司"])
def test_an_address_that_a_message_reaches(address: str) -> None:
    assert is_mail_address(address)


@pytest.mark.parametrize("address", ["1", "a@b", "@b.cn", "a b@c.cn", "a@b.cn;c@d.cn", "a@@b.cn", "a@b..cn", ""])
def test_an_address_that_no_message_reaches(address: str) -> None:
    assert not is_mail_address(address)
