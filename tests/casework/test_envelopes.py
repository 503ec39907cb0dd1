"""The office's envelopes: size, printed boxes and shift, on every envelope from then on."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from desktop.casework.casework import Casework
from desktop.casework.sending.envelopes import EnvelopeRefused, Envelopes, EnvelopeSettings
from forms.page import MM
from tests.casework.test_letters import replied, text_of


def place_of(pdf: bytes, word: str) -> tuple[float, float, tuple[float, float]]:
    """Left and upper edge of a word in mm, and the size of its page."""
    with pdfplumber.open(BytesIO(pdf)) as paper:
        page = paper.pages[0]
        found = page.search(word)[0]
        return found["x0"] / MM, found["top"] / MM, (round(page.width / MM), round(page.height / MM))


@pytest.mark.parametrize(("size", "page"), [("dl", (220, 110)), ("c5", (229, 162)), ("c4", (324, 229))])
def test_each_size_is_printed_with_boxes_or_without(
    casework: Casework, registered: str, size: str, page: tuple[int, int]
) -> None:
    letter = replied(casework, registered)
    envelopes = Envelopes(casework.context)
    frames = []
    for preprinted in (False, True):
        envelopes.save(EnvelopeSettings(size=size, preprinted=preprinted))
        pdf = casework.letters.envelope(letter).pdf
        assert place_of(pdf, "罗敏霞")[2] == page
        with pdfplumber.open(BytesIO(pdf)) as paper:
            frames.append(len(paper.pages[0].rects))
    assert frames == [7, 0], "six boxes for the postcode, one frame for the stamp"


def test_the_shift_moves_everything_by_millimetres(casework: Casework, registered: str) -> None:
    letter = replied(casework, registered)
    before = place_of(casework.letters.envelope(letter).pdf, "罗敏霞")
    Envelopes(casework.context).save(EnvelopeSettings(shift_x=3, shift_y=-2))
    after = place_of(casework.letters.envelope(letter).pdf, "罗敏霞")
    assert after[0] - before[0] == pytest.approx(3, abs=0.05)
    assert after[1] - before[1] == pytest.approx(-2, abs=0.05)


@pytest.mark.parametrize(
    "wrong", [EnvelopeSettings(size="b6"), EnvelopeSettings(shift_x=21), EnvelopeSettings(shift_y=-21)]
)
def test_what_no_envelope_can_be_is_refused(casework: Casework, wrong: EnvelopeSettings) -> None:
    with pytest.raises(EnvelopeRefused):
        Envelopes(casework.context).save(wrong)
    assert Envelopes(casework.context).settings() == EnvelopeSettings()


def test_a_trial_shows_the_layout_and_names_nobody(casework: Casework, registered: str) -> None:
    envelopes = Envelopes(casework.context)
    envelopes.save(EnvelopeSettings(size="c5", shift_x=5))
    text = text_of(envelopes.trial().pdf)
    assert "示例收件人" in text
    assert "罗敏霞" not in text
    assert place_of(envelopes.trial().pdf, "示例收件人")[2] == (229, 162)


def test_the_test_page_has_a_front_and_a_back_with_the_type_area(casework: Casework) -> None:
    paper = Envelopes(casework.context).test_page()
    with pdfplumber.open(BytesIO(paper.pdf)) as pages:
        assert len(pages.pages) == 2
        area = max(pages.pages[0].rects, key=lambda rect: rect["width"] * rect["height"])
        edges = [round(area[edge] / MM, 1) for edge in ("x0", "top", "x1", "bottom")]
    assert edges == [28.0, 37.0, 184.0, 262.0]
