"""Which form belongs to a step."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from db.records import Changes, Json
from desktop.casework.casework import Casework
from desktop.casework.letter_views import Service
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
            serve = partial(_serve, casework, view.number)
            warn = partial(warn_of_reply, casework.context, view.number)
            return ServiceForm(casework, operations, serve, title=step.name, subject=view.number, warn=warn)
        case EventKind.REGISTRATION_VOIDED:
            return VoidForm(casework, operations, view, step, window)
        case _:
            return StepForm(casework, operations, view, step)


def _serve(casework: Casework, number: str, service: Service) -> Changes:
    """Records the service of the reply that the request waits to send."""
    facts: dict[str, Json] = {
        "way": service.way.value,
        "posted_on": None if service.posted_on is None else service.posted_on.isoformat(),
        "signed_on": None if service.signed_on is None else service.signed_on.isoformat(),
        "tracking_number": service.tracking_number or None,
    }
    given = {name: value for name, value in facts.items() if value is not None}
    return casework.steps.record(number, EventKind.SERVED, service.on, given)
