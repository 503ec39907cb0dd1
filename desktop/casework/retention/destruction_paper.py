"""The lists of retention as paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.retention_records import Destruction
from desktop.casework.retention.retention_terms import term_in_words
from desktop.casework.retention.retention_views import DueFile
from desktop.casework.views import Paper
from forms.destruction_list import DestructionList, ListedFile, day_of_list, destruction_list
from resources.messages import say


def due_paper(office: str, files: Sequence[DueFile], today: date) -> Paper:
    """The list for appraisal, with an empty column for the opinion. Raises ``UnprintableCharacter``."""
    title = say("retention.due_title")
    facts = DestructionList(
        title=title,
        office=office,
        made_on=today,
        sentences=(say("retention.due_sentence", today=today, count=len(files)),),
        files=tuple(_listed(file, "") for file in files),
        signed_by=tuple((say(f"retention.{title}"), "") for title in ("appraiser", "approver", "day")),
    )
    return _paper(facts)


def destruction_paper(office: str, record: Destruction, files: Sequence[DueFile]) -> Paper:
    """The list of what was destroyed, which later proves it. Raises ``UnprintableCharacter``."""
    title = say("retention.list", name=record.name)
    facts = DestructionList(
        title=title,
        office=office,
        made_on=record.destroyed_on,
        sentences=(
            say("retention.destroyed_sentence", day=record.destroyed_on, count=len(files)),
            say("retention.why_sentence", why=record.why),
        ),
        files=tuple(_listed(file, say("retention.destroyed")) for file in files),
        signed_by=(
            (say("retention.approver"), record.approved_by),
            (say("retention.first_witness"), record.first_witness),
            (say("retention.second_witness"), record.second_witness),
        ),
    )
    return _paper(facts)


def _paper(facts: DestructionList) -> Paper:
    printed = destruction_list(facts)
    return Paper(pdf=printed.pdf, pages=printed.pages, name=f"{facts.title}.pdf")


def _listed(file: DueFile, opinion: str) -> ListedFile:
    return ListedFile(
        number=file.number,
        received=day_of_list(file.received_on),
        ended=day_of_list(file.ended_on),
        result=file.result,
        kept_as=file.kept_as.label,
        term=term_in_words(file.term),
        ran_out=day_of_list(file.ran_out_on),
        opinion=opinion,
    )
