"""The draft of an ordinary request, as tests of every room hand it in at the counter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.casework.casework import Casework
from desktop.casework.intake.intake_views import IntakeDraft
from resources.vocabulary import Channel, Delivery, Medium


def counter_draft(casework: Casework, **changes: Any) -> IntakeDraft:
    """All that a request by a person needs who wants paper by post; ``changes`` are fields of ``IntakeDraft``."""
    ordinary: dict[str, Any] = {
        "channel": Channel.COUNTER,
        "arrived_on": casework.context.today(),
        "name": "罗敏霞",
        "id_number": "120101197803140009",
        "phone": "13800000007",
        "address": "天津市和平区示例路8号",
        "postcode": "300040",
        "content": "2025年关区跨境电商通关时效统计",
        "medium": Medium.PAPER,
        "delivery": Delivery.POST,
    }
    return replace(casework.intake.new_draft(), **(ordinary | changes))


def fetched_draft(casework: Casework, **changes: Any) -> IntakeDraft:
    """The same by a person who gives no address and fetches the paper."""
    return counter_draft(casework, **({"address": "", "postcode": "", "delivery": Delivery.PICKUP} | changes))
