"""What becomes of a change of wording beside versions that are kept already but not yet valid.

Each version holds all words of its letter, so the one that begins later takes the place of the earlier one whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.casework.wording.wording_views import VersionView, WordingDraft, WordingPage
from resources.messages import say


def clash_of(page: WordingPage, draft: WordingDraft) -> str:
    """What would be lost without anybody having said so, in a sentence; empty when nothing would."""
    day = draft.effective_from
    coming = [version for version in page.versions if version.standing == "coming"]
    if day is None or not coming:
        return ""
    begun = [version for version in coming if version.effective_from is not None and version.effective_from <= day]
    later = [version for version in coming if version not in begun]
    # The page has the last one first.
    if begun and _undone(page, draft.texts, begun[0].texts):
        return _words("lost", begun[0])
    if later and _undone(page, later[-1].texts, draft.texts):
        return _words("undone", later[-1])
    return ""


def _undone(page: WordingPage, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether ``one`` has the words in force today in a part in which ``other`` has new ones."""
    now = page.texts
    return any(one.get(name, now[name]) == now[name] != other.get(name, now[name]) for name in now)


def _words(key: str, version: VersionView) -> str:
    return say(f"wording.clash.{key}", version=version.name, day=version.effective_from)
