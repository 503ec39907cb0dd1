"""Notices and inquiries of an open request that still lie here: written, but without a recorded sending.

They are told to nobody. A limit that was missed after one proves nothing (条例 30: 告知申请人; 国办函〔2020〕109号 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources.vocabulary import EventKind


@dataclass(frozen=True, slots=True)
class UnsentNotice:
    """``kind``: the step whose notice it is; ``letter``: its id; ``on``: the day it was made."""

    kind: EventKind
    letter: str
    on: date
