"""Which form belongs to a step."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.casework.casework import Casework
from desktop.casework.sending.sending import Sending
from desktop.casework.sending.service_warnings import warn_of_reply
from desktop.casework.views import RequestView, StepView
from desktop.counter.amend_form import AmendForm
from desktop.counter.issued_forms import service_of
from desktop.counter.service_form import ADDING, ServiceForm
from desktop.counter.step_form import StepForm
from desktop.counter.step_frame import StepFrame
from desktop.counter.void_form import VoidForm
from desktop.widgets.operations import Operations
from resources.vocabulary import EventKind


def form_for(
    casework: Casework, operations: Operations, view: RequestView, step: StepView, window: QWidget
) -> StepFrame:
    """The form that records ``step``; ``window`` carries the dialog of a form that asks once more."""
    match step.kind:
        case EventKind.AMENDED:
            return AmendForm(casework, operations, view, step)
        case EventKind.SERVED if view.unsent is not None:
            return service_of(casework, operations, view.unsent, (), view.unsent_before, view.way)
        case EventKind.SERVED:
            return _service_form(casework, operations, view, step)
        case EventKind.REGISTRATION_VOIDED:
            return VoidForm(casework, operations, view, step, window)
        case _:
            return StepForm(casework, operations, view, step)


def _service_form(casework: Casework, operations: Operations, view: RequestView, step: StepView) -> ServiceForm:
    """The service of the letter that ended the request; one that went out already is added to."""
    sending, numbers, sent = Sending(casework.context), (view.number,), view.sent
    if sent is None or sent.letter_id is None:
        title, serve = step.name, partial(sending.serve_reply, view.number)
        check = partial(sending.refusal, letter_id=None, numbers=numbers)
    else:
        title, serve = ADDING, partial(sending.signed_for, sent.letter_id, numbers=numbers)
        check = partial(sending.refusal, letter_id=sent.letter_id, numbers=numbers, known=True)
    return ServiceForm(
        casework,
        operations,
        serve,
        title=title,
        subject=view.number,
        way=view.way,
        outlook=lambda service: sending.outlook(numbers, service.way, service.on),
        warn=partial(warn_of_reply, casework.context, view.number),
        check=check,
        sent=sent,
    )
