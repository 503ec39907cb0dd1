"""L21 and L23: figures and period, what follows from the reasons, the day of the reply."""

from __future__ import annotations

from resources.vocabulary import LetterKind
from tests.forms.letter_cases import sentences


def test_a_request_for_reasons_names_figures_period_and_both_consequences() -> None:
    words = sentences(LetterKind.REASONS_REQUEST)
    assert "自2026年1月1日至2026年3月6日，您已向本机关提出政府信息公开申请86件" in words
    assert "第三十五条的规定，请您自收到本通知书之日起10个工作日内说明理由" in words
    assert "不合理的，将告知您不予处理" in words
    assert "复议" not in words


def test_a_delay_notice_names_the_day() -> None:
    words = sentences(LetterKind.DELAY_NOTICE)
    assert "本机关于2026年3月5日收到您说明的理由" in words
    assert "第三十五条的规定，本机关确定延迟答复，最迟于2026年6月30日予以答复" in words
    assert "复议" not in words
