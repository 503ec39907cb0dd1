"""What tests of requests share: three requests, and what is listed, recorded and written of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from desktop.casework.intake.intake_views import IntakeDraft
from desktop.office import Office
from resources.vocabulary import Channel, EventKind
from tests.counter_drafts import fetched_draft

if TYPE_CHECKING:
    from desktop.counter.requests import Requests

Settled = Callable[[], None]

NAME = "罗敏霞"
LONG = "2025年天津关区高级认证企业名单。" * 30


def register(office: Office, arrived: date, content: str, channel: Channel = Channel.COUNTER) -> str:
    """A request that arrived on a day."""
    intake = office.casework.intake
    draft: IntakeDraft = fetched_draft(
        office.casework, channel=channel, arrived_on=arrived, name=NAME, email="luo@example.cn", content=content
    )
    return intake.register(draft).number


def listed(requests: Requests) -> list[str]:
    return [row.number for row in requests.list.model.rows()]


def events(office: Office, number: str) -> list[EventKind]:
    return [item.kind for item in reversed(office.casework.requests.view(number).timeline)]


def words_on(requests: Requests) -> str:
    """All that is written on the page."""
    return "\n".join(label.text() for label in requests.findChildren(QLabel) if label.isVisible())
