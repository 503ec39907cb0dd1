"""L26 and L27: what lapsed, what follows, and which remedy stands below."""

from __future__ import annotations

from resources.vocabulary import LetterKind
from tests.forms.letter_cases import sentences


def test_a_lapsed_correction_names_notice_service_and_limit() -> None:
    words = sentences(LetterKind.LAPSE_NOTICE)
    assert "本机关已于2026年3月5日向您送达《政府信息公开申请补正告知书》（津关公开补〔2026〕3号）" in words
    assert "补正期限已于2026年3月19日届满" in words
    assert "第三十条的规定，视为您放弃申请，本机关不再处理该申请" in words
    assert "自收到本告知书之日起60日内向海关总署申请行政复议" in words


def test_a_lapsed_fee_rests_on_the_regulation_and_on_the_measures_for_fees() -> None:
    words = sentences(LetterKind.LAPSE_NOTICE, outcome="fee_lapsed", allowed_days=None, notice_number=None)
    assert "送达《政府信息公开信息处理费收费通知》，告知应当缴纳" in words
    assert "第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第六条的规定" in words
    assert "补正" not in words


def test_a_withdrawal_carries_no_remedy_and_another_end_does() -> None:
    assert "复议" not in sentences(LetterKind.TERMINATION_NOTICE)
    other = sentences(LetterKind.TERMINATION_NOTICE, outcome="other", remedy="RA", reason="申请人已经死亡")
    assert "因申请人已经死亡，该申请已无法继续办理，本机关终止办理。" in other
    assert "如您对本告知不服" in other
    assert "撤回" not in other
