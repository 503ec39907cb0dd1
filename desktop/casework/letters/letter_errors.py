"""Why a letter cannot be shown, composed or shared."""

from __future__ import annotations

from resources.messages import ShoubanError


class LetterNotFound(ShoubanError):
    """The office has no letter of that id."""

    key = "casework.letter_not_found"

    def __init__(self, letter: str) -> None:
        super().__init__(letter=letter)


class LetterWithoutFile(ShoubanError):
    """A letter that came in without its bytes cannot be shown or printed."""

    key = "casework.letter_without_file"

    def __init__(self, letter: str) -> None:
        super().__init__(letter=letter)


class LettersOnlyRecorded(ShoubanError):
    """A request under 国务院令第492号: its letters are recorded, not composed."""

    key = "casework.letters_only_recorded"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class MergeRefused(ShoubanError):
    """One letter cannot answer the request ``number`` together with the others."""

    key = "casework.merge_refused"

    def __init__(self, number: str, reason: str) -> None:
        super().__init__(number=number, reason=reason)


class CopyNamesAnother(ShoubanError):
    """What staff wrote names one applicant and would stand in the copies of the others."""

    key = "merging.names_another"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)
