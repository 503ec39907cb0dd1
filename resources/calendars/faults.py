"""Why a calendar file, or the text of a notice, cannot be loaded."""

from __future__ import annotations

from resources.messages import ShoubanError, say


class CalendarFileError(ShoubanError):
    """A file is not a holiday arrangement; ``fault`` names what is wrong with it (``resources.calendar_fault.*``)."""

    key = "resources.calendar_file"

    def __init__(self, fault: str, **facts: object) -> None:
        super().__init__(**facts)
        self.fault = fault

    def sentence(self, lang: str = "zh") -> str:
        """The sentence with the fault worded in the same language."""
        return say(self.key, lang, fault=say(f"resources.calendar_fault.{self.fault}", lang, **self.facts))
