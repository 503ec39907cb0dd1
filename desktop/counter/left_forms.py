"""Half-filled forms that were left for another request or letter: each stands there again with its own."""

from __future__ import annotations

from desktop.counter.step_frame import StepFrame


class LeftForms:
    """Forms by the number or id that they belong to, one of each."""

    def __init__(self) -> None:
        self._forms: dict[str, StepFrame] = {}

    def keep(self, subject: str, form: StepFrame) -> None:
        """Keeps a form until ``subject`` is shown again."""
        self._forms[subject] = form

    def take(self, subject: str) -> StepFrame | None:
        """The form that was left with ``subject``; it is given back once."""
        return self._forms.pop(subject, None)
