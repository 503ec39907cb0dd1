"""Whose figures are shown: the office at work, all together, or one of those that report to it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.casework.context import TOGETHER
from desktop.widgets.fields import Combo


def offer_offices(combo: Combo, offices: Sequence[str], chosen: str) -> None:
    """本级, 全关合计 and each office whose requests are here; no choice where there is one."""
    combo.clear()
    for place, name in enumerate(offices):
        combo.addItem(f"{name}（本级）" if place == 0 else name, name)
    combo.insertItem(1, TOGETHER, TOGETHER)
    combo.choose(chosen)
    combo.setVisible(len(offices) > 1)


def is_chosen(combo: Combo, office: str) -> bool:
    """Whether the figures of ``office`` are those that are asked for; another may be on its way."""
    return combo.isHidden() or combo.currentData() == office
