"""How the office prints its envelopes: size, whether the postcode boxes are printed on them already, the shift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from db.records import Changes, Json
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.letters.letter_values import Values
from desktop.casework.office.paper_mark import mark_of, marked_for
from desktop.casework.office.settings import office_settings
from desktop.casework.views import Paper
from forms.catalogue import form_of
from forms.draft_mark import marked
from forms.envelope import SIZE_NAMES, SIZES
from forms.printer_page import TITLE, printer_page
from resources import wording
from resources.messages import ShoubanError, say
from resources.vocabulary import LetterKind

ENVELOPE_SETTING = "envelopes"
MOST_SHIFT = 20
"""Millimetres by which everything can be moved; more means that the sheet lies wrong in the printer."""


class EnvelopeRefused(ShoubanError):
    """An envelope that cannot be printed so."""

    key = "sending.envelope_refused"

    def __init__(self) -> None:
        super().__init__(most=MOST_SHIFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeSettings:
    """``shift_x`` and ``shift_y``: millimetres to the right and down; ``preprinted``: boxes stand on the envelope."""

    size: str = "dl"
    preprinted: bool = False
    shift_x: int = 0
    shift_y: int = 0


@dataclass(frozen=True)
class Envelopes:
    """The envelopes of the office, and the pages that try a printer."""

    context: Context

    @staticmethod
    def sizes() -> Mapping[str, str]:
        """The sizes that can be chosen, each with its name."""
        return SIZE_NAMES

    def settings(self) -> EnvelopeSettings:
        """As they are kept."""
        with self.context.store.reading() as reading:
            return envelope_settings(reading, self.context.office_in(reading))

    def save(self, settings: EnvelopeSettings) -> Changes:
        """Keep them. Raises ``EnvelopeRefused``, ``OfficeNotNamed``."""
        shifts = (settings.shift_x, settings.shift_y)
        if settings.size not in SIZES or any(abs(shift) > MOST_SHIFT for shift in shifts):
            raise EnvelopeRefused
        with self.context.store.writing() as writing:
            writing.put_setting(self.context.named_office_in(writing), ENVELOPE_SETTING, asdict(settings))
        return Changes(settings=True)

    def trial(self) -> Paper:
        """An envelope with sample words, to be laid on a real one."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            own, layout = office_settings(reading, office), envelope_layout(reading, office)
        sample = "sending.sample"
        values: Values = {
            "addressee": say(f"{sample}_name"),
            "address": say(f"{sample}_address"),
            "postcode": "300040",
            "agency": own.full_name or own.name or say(f"{sample}_agency"),
            "contact_office": own.contact_office or None,
            "contact_address": own.address or None,
            "contact_postcode": own.postcode or None,
        }
        form, words = form_of(LetterKind.ENVELOPE), wording.load(LetterKind.ENVELOPE)
        with marked(mark_of(own)):
            rendered = form.render(form.facts_from(values | layout), words)
        return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{say(f'{sample}_title')}.pdf")

    def test_page(self) -> Paper:
        """The page that shows where a printer puts letters."""
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
        with marked_for(self.context):
            rendered = printer_page(office, self.context.today())
        return Paper(pdf=rendered.pdf, pages=rendered.pages, name=f"{TITLE}.pdf")


def envelope_settings(reading: Reading, office: str) -> EnvelopeSettings:
    """The envelopes of the office; the usual ones where none are kept."""
    kept = reading.setting(office, ENVELOPE_SETTING) if office else None
    if not isinstance(kept, dict):
        return EnvelopeSettings()
    usual = EnvelopeSettings()
    size, shift_x, shift_y = kept.get("size"), kept.get("shift_x"), kept.get("shift_y")
    return EnvelopeSettings(
        size=size if isinstance(size, str) else usual.size,
        preprinted=kept.get("preprinted") is True,
        shift_x=shift_x if isinstance(shift_x, int) else usual.shift_x,
        shift_y=shift_y if isinstance(shift_y, int) else usual.shift_y,
    )


def envelope_layout(reading: Reading, office: str) -> dict[str, Json]:
    """The facts of L34 that follow from the settings."""
    return dict(asdict(envelope_settings(reading, office)))
