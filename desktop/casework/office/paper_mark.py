"""演示 across every paper of a demonstration office, so that none of them is taken for a real one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.casework.context import Context
from desktop.casework.office.settings import OfficeSettings
from forms.draft_mark import marked
from forms.form import Mark


def mark_of(settings: OfficeSettings) -> Mark | None:
    """The mark of the office's papers; a real office has none."""
    return Mark.DEMONSTRATION if settings.demonstration else None


@contextmanager
def marked_for(context: Context) -> Iterator[None]:
    """Papers that are made within bear the mark of the office, unless they are drafts, which say so."""
    with context.store.reading() as reading:
        office = context.office_in(reading)
        demonstration = bool(office) and reading.setting(office, "demonstration") is True
    with marked(Mark.DEMONSTRATION if demonstration else None):
        yield
