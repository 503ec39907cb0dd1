"""The closed steps below the open ones."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from desktop.casework.views import StepView
from desktop.widgets.closed_steps import ClosedSteps
from resources.vocabulary import EventKind

ENDED = "申请已于2026年10月15日因“答复”结束。"
KINDS = (EventKind.REPLIED, EventKind.EXTENDED, EventKind.CONSULTED, EventKind.HANDED_OVER, EventKind.WITHDRAWN)


def closed(kind: EventKind, reason: str) -> StepView:
    return StepView(kind=kind, name=kind.label, open=False, effect="", reason=reason)


def words(*steps: StepView) -> list[str]:
    return [label.text() for label in ClosedSteps(steps).findChildren(QLabel) if label.text()]


def test_a_reason_that_closes_many_steps_is_said_once_after_their_names() -> None:
    shown = words(*(closed(kind, ENDED) for kind in KINDS), closed(EventKind.CLOSED, "答复尚未送达，不能办结。"))
    assert shown == [
        EventKind.CLOSED.label,
        "答复尚未送达，不能办结。",
        "、".join(kind.label for kind in KINDS),
        ENDED,
    ]


def test_a_few_steps_have_a_line_each() -> None:
    shown = words(*(closed(kind, ENDED) for kind in KINDS[:2]))
    assert shown == [KINDS[0].label, ENDED, KINDS[1].label, ENDED]
