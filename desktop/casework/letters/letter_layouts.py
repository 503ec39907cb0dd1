"""In which format letters are set: 信函格式, or 文件格式 for the kinds that the office names."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from db.records import Changes, Json
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.office.settings import OfficeSettings
from forms.catalogue import BUILT, form_of
from forms.layout_facts import Layout, Sealing
from forms.letter import LetterForm
from resources.vocabulary import LetterKind

_SETTING = "document_layouts"
"""The codes of the kinds that are set in 文件格式 by default."""

Values = dict[str, Json]


@dataclass(frozen=True)
class LetterLayouts:
    """The default format of each kind of letter."""

    context: Context

    def kinds(self) -> tuple[LetterKind, ...]:
        """The letters that have a format, in the order of their numbers."""
        return _laid_out()

    def documents(self) -> frozenset[LetterKind]:
        """The kinds that are set in 文件格式 by default."""
        with self.context.store.reading() as reading:
            return _documents(reading, self.context.office_in(reading))

    def save(self, documents: Set[LetterKind]) -> Changes:
        """Keep which kinds are set in 文件格式 by default."""
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            codes: list[Json] = [kind.value for kind in _laid_out() if kind in documents]
            writing.put_setting(office, _SETTING, codes)
        return Changes(settings=True)


def layout_values(reading: Reading, settings: OfficeSettings, kind: LetterKind) -> Values:
    """The facts of the layout of a letter of ``kind``; none for papers without one."""
    if kind not in _laid_out():
        return {}
    layout = Layout.DOCUMENT if kind in _documents(reading, settings.name) else Layout.LETTER
    values: Values = {"layout": layout.value, "sealing": Sealing.SEAL.value}
    return values | ({"printed_by": _printed_by(settings)} if settings.full_name else {})


def _printed_by(settings: OfficeSettings) -> str:
    """印发机关 is the office that has the letter printed (GB/T 9704 7.4.3)."""
    return settings.full_name + settings.contact_office


def _documents(reading: Reading, office: str) -> frozenset[LetterKind]:
    stored = reading.setting(office, _SETTING) if office else None
    codes = frozenset(stored) if isinstance(stored, list) else frozenset[Json]()
    return frozenset(kind for kind in _laid_out() if kind.value in codes)


def _laid_out() -> tuple[LetterKind, ...]:
    return tuple(kind for kind in LetterKind if kind in BUILT and isinstance(form_of(kind), LetterForm))
