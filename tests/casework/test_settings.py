from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.casework.casework import Casework
from desktop.casework.office.settings import OfficeLevel, OfficeSettings, SettingRefused
from desktop.office import open_office
from resources.vocabulary import LetterKind
from tests.casework.conftest import SETTINGS, Clock, MakeDraft


def test_what_was_not_set_follows_from_name_and_level(tmp_path: Path) -> None:
    office = open_office(tmp_path / "bare.db")
    try:
        settings = office.casework.settings
        settings.save(OfficeSettings(name="塘沽海关", level=OfficeLevel.SUBORDINATE))
        known = settings.office()
        assert (known.full_name, known.short_form) == ("中华人民共和国塘沽海关", "塘沽海关")
        assert known.request_number == "{year}-{serial:04}"
        assert list(settings.view().missing) == [
            "remedy_body",
            "remedy_court",
            "contact_office",
            "contact_phone",
            "address",
        ]
        settings.save(OfficeSettings(name="塘沽海关", level=OfficeLevel.DIRECT))
        assert settings.office().remedy_body == "海关总署"
    finally:
        office.close()


@pytest.mark.parametrize(
    ("level", "body", "stands"),
    [
        (OfficeLevel.SUBORDINATE, "天津海关", True),
        (OfficeLevel.SUBORDINATE, "中华人民共和国海关总署", False),
        (OfficeLevel.DIRECT, "海关总署", True),
        (OfficeLevel.DIRECT, "中华人民共和国海关总署", True),
        (OfficeLevel.DIRECT, "天津市人民政府", False),
        (OfficeLevel.ADMINISTRATION, "天津海关", False),
    ],
)
def test_reviews_go_to_the_body_above_the_office(
    casework: Casework, level: OfficeLevel, body: str, stands: bool
) -> None:
    """行政复议法 25, 27: from a 隶属海关 to its 直属海关, from all others to 海关总署."""
    changed = replace(casework.settings.office(), level=level, remedy_body=body)
    if stands:
        casework.settings.save(changed)
        assert casework.settings.office().remedy_body == body
        return
    with pytest.raises(SettingRefused) as refused:
        casework.settings.save(changed)
    assert refused.value.field == "remedy_body"
    assert "行政复议法" in refused.value.sentence()


def test_settings_are_kept(tmp_path: Path, casework: Casework) -> None:
    changed = replace(casework.settings.office(), correction_days=15, window="二号窗口", backup_folder=str(tmp_path))
    assert casework.settings.save(changed).settings
    assert casework.settings.office() == changed
    assert casework.settings.view().missing == {}


def test_a_changed_series_numbers_the_next_letters(casework: Casework, make_draft: MakeDraft) -> None:
    office = casework.settings.office()
    series = {**(office.letter_series or {}), LetterKind.RECEIPT: "{short}收〔{year}〕{serial}号"}
    casework.settings.save(replace(office, letter_series=series))
    assert casework.intake.register(make_draft()).receipt_letter == "津关收〔2026〕1号"


def test_a_series_written_in_other_words_goes_on_and_gives_no_number_twice(
    casework: Casework, make_draft: MakeDraft
) -> None:
    def numbered(form: str, short: str = "津关") -> str | None:
        office = replace(casework.settings.office(), short_form=short)
        casework.settings.save(replace(office, letter_series={LetterKind.RECEIPT: form}))
        return casework.intake.register(make_draft()).receipt_letter

    assert numbered("{short}公开回〔{year}〕{serial}号") == "津关公开回〔2026〕1号"
    assert numbered("津关公开回〔{year}〕{serial}号") == "津关公开回〔2026〕2号"
    assert numbered("{short}关公开回〔{year}〕{serial}号", "津") == "津关公开回〔2026〕3号", (
        "named otherwise, printed alike"
    )
    assert numbered("津关收〔{year}〕{serial}号") == "津关收〔2026〕1号"
    assert numbered("津关公开回〔{year}〕{serial}号") == "津关公开回〔2026〕4号"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "别处海关"}, "name"),
        ({"correction_days": 3}, "correction_days"),
        ({"request_number": "{year}"}, "request_number"),
        ({"request_number": "{code}-{year}-{serial}", "code": ""}, "request_number"),
        ({"letter_series": {LetterKind.RECEIPT: "{serial}号"}}, "letter_series"),
        ({"letter_series": {LetterKind.REFUSAL: "津关〔{year}〕{serial:02}号"}}, "letter_series"),
        ({"letter_series": {LetterKind.REFUSAL: "津关[{year}]{serial}号"}}, "letter_series"),
    ],
)
def test_a_setting_that_cannot_stand_is_named(casework: Casework, changes: dict[str, object], field: str) -> None:
    before = casework.settings.office()
    with pytest.raises(SettingRefused) as refused:
        casework.settings.save(replace(SETTINGS, **changes))
    assert refused.value.field == field
    assert casework.settings.office() == before


def test_numbers_begin_anew_with_the_year(casework: Casework, clock: Clock, make_draft: MakeDraft) -> None:
    casework.intake.register(make_draft())
    clock.move_to(1, 4, year=2027)
    done = casework.intake.register(make_draft())
    assert (done.number, done.receipt_letter) == ("0200-2027-0001", "津关公开回〔2027〕1号")
