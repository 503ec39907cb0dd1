"""The forms of an issued letter: its service, and its return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from db.records import Changes, Letter
from desktop.casework.casework import Casework
from desktop.casework.letters.letter_views import Service
from desktop.casework.sending.delivery_views import DeliveryRow
from desktop.casework.sending.sending import Sending
from desktop.casework.sending.service_warnings import warn_of_letter
from desktop.counter.issued_letter import came_back
from desktop.counter.return_form import ReturnForm
from desktop.counter.service_form import ADDING, ServiceForm
from desktop.widgets.operations import Operations
from resources.vocabulary import WayOfService


def service_of(
    casework: Casework,
    operations: Operations,
    letter: Letter,
    numbers: tuple[str, ...],
    sent: Sequence[DeliveryRow],
    way: WayOfService,
) -> ServiceForm:
    """Records how a letter, or its copy for ``numbers``, was sent; what was sent and not returned is added to.

    ``way``: the one to begin with.
    """
    sending, asked = Sending(casework.context), numbers or letter.requests
    adding = bool(sent) and not came_back(sent)
    record = sending.signed_for if adding else sending.serve

    def serve(service: Service) -> Changes:
        return record(letter.id, service, numbers)

    first_sent = min(row.posted_on or row.sent_on for row in sent) if came_back(sent) else None

    def outlook(service: Service) -> str:
        return sending.outlook(asked, service.way, service.on, letter.kind, first_sent)

    return ServiceForm(
        casework,
        operations,
        serve,
        title=ADDING if adding else "登记送达",
        subject=_name(letter),
        way=way,
        outlook=outlook,
        warn=partial(warn_of_letter, casework.context, letter.id),
        check=partial(sending.refusal, letter_id=letter.id, numbers=asked, known=adding),
        sent=max(sent, key=lambda row: row.place) if adding else None,
    )


def return_of(casework: Casework, operations: Operations, letter: Letter, numbers: tuple[str, ...]) -> ReturnForm:
    """Records that a letter, or its copy for ``numbers``, came back."""
    sending = Sending(casework.context)

    def record(day: date, reason: str) -> Changes:
        return sending.returned(letter.id, day, reason, numbers)

    return ReturnForm(operations, record, subject=_name(letter), today=casework.context.today())


def _name(letter: Letter) -> str:
    return " ".join(part for part in (letter.title, letter.number) if part)
