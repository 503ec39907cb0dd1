"""Which form belongs to a step."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.casework.casework import Casework
from desktop.casework.sending import Sending
from desktop.casework.service_warnings import warn_of_reply
from desktop.casework.views import RequestView, StepView
from desktop.counter.amend_form import AmendForm
from desktop.counter.service_form import ServiceForm
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
        case EventKind.SERVED:
            sending = Sending(casework.context)
            serve = partial(sending.serve_reply, view.number)
            warn = partial(warn_of_reply, casework.context, view.number)
            numbers = (view.number,)
            check = partial(sending.refusal, letter_id=None, numbers=numbers)
            return ServiceForm(
                casework,
                operations,
                serve,
                title=step.name,
                subject=view.number,
                outlook=lambda service: sending.outlook(numbers, service.way, service.on),
                warn=warn,
                check=check,
            )
        case EventKind.REGISTRATION_VOIDED:
            return VoidForm(casework, operations, view, step, window)
        case _:
            return StepForm(casework, operations, view, step)
