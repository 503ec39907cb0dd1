"""The series of 发文字号: which papers share one, and when two formats are the same series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.casework.office.number_format import NumberFormat
from resources.vocabulary import LetterKind

_SERIES_BY_WORD = {
    "回": (LetterKind.RECEIPT,),
    "补": (LetterKind.CORRECTION_NOTICE,),
    "延": (LetterKind.EXTENSION_NOTICE, LetterKind.DELAY_NOTICE),
    "征": (LetterKind.THIRD_PARTY_INQUIRY, LetterKind.AGENCY_INQUIRY),
    "费": (LetterKind.FEE_NOTICE,),
    "答": (
        LetterKind.DISCLOSURE_REPLY,
        LetterKind.ALREADY_PUBLIC_REPLY,
        LetterKind.PARTIAL_REPLY,
        LetterKind.REFUSAL,
        LetterKind.NONEXISTENCE_REPLY,
        LetterKind.OTHER_AGENCY_REPLY,
        LetterKind.NEEDS_CREATION_REPLY,
        LetterKind.STILL_UNCLEAR_REPLY,
        LetterKind.RECORD_CORRECTION_REPLY,
    ),
    "告": (
        LetterKind.CONSULTATION_NOTICE,
        LetterKind.THIRD_PARTY_DECISION,
        LetterKind.ADMINISTRATIVE_INQUIRY_NOTICE,
        LetterKind.PETITION_NOTICE,
        LetterKind.REPEAT_NOTICE,
        LetterKind.PUBLICATION_NOTICE,
        LetterKind.REASONS_REQUEST,
        LetterKind.EXCESSIVE_NOTICE,
        LetterKind.RECONFIRMATION_NOTICE,
        LetterKind.LAPSE_NOTICE,
        LetterKind.TERMINATION_NOTICE,
    ),
}

DEFAULT_SERIES: Mapping[LetterKind, str] = {
    kind: f"{{short}}公开{word}〔{{year}}〕{{serial}}号" for word, kinds in _SERIES_BY_WORD.items() for kind in kinds
}
"""Series of an office that set none: 津关公开答〔2026〕31号 (law 5.4: no leading zeros, brackets 〔〕)."""


def known_series(
    formats: Mapping[LetterKind, str], used: Iterable[str], *, code: str, short: str
) -> dict[LetterKind, str]:
    """``formats``, where one that prints the numbers of a ``used`` or usual one is written as that one.

    津关公开答〔{year}〕{serial}号 and {short}公开答〔{year}〕{serial}号 are one series: each number is given out once.
    """
    known: dict[str, str] = {}
    # What is written out was printed just so; the name of the office may have been another before.
    written_out_first = sorted(used, key=lambda form: "{short}" in form or "{code}" in form)
    for form in (*written_out_first, *DEFAULT_SERIES.values(), *formats.values()):
        known.setdefault(NumberFormat(form).named(code=code, short=short), form)
    return {kind: known[NumberFormat(form).named(code=code, short=short)] for kind, form in formats.items()}
