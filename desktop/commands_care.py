"""Commands that care for the store: check, rebuild, backup, restore."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import db.backup
from db.opening import located
from db.records import Json
from desktop.commands_answer import Answer, Say, listed, progress_lines

if TYPE_CHECKING:
    from desktop.casework.casework import Casework


def check(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """Sound store, sound record: ``{"ok", "findings": [{"code", "subject", "sentence"}]}``."""
    found = casework.safekeeping.check(asked.lang, progress_lines(asked.lang))
    findings: list[Json] = [{"code": f.code, "subject": f.subject, "sentence": f.sentence} for f in found.findings]
    head = say("commands.sound" if found.ok else "commands.not_sound", requests=found.requests, letters=found.letters)
    lines = (head, *(f"{finding.subject}  {finding.sentence}" for finding in found.findings))
    return Answer(document={"ok": found.ok, "findings": findings}, lines=lines, finding=not found.ok)


def rebuild(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """Writes the projections anew, then checks."""
    changed = casework.safekeeping.rebuild(progress_lines(asked.lang))
    answer = check(casework, asked, say)
    head = say("commands.rebuilt", requests=changed)
    return Answer(document=answer.document, lines=(head, *answer.lines), finding=answer.finding)


def backup(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """A verified copy: ``{"path", "size", "sha256"}``."""
    made = casework.safekeeping.backup(asked.folder)
    return _copy({"path": str(made.path), "size": made.size, "sha256": made.sha256}, "commands.backed_up", say)


def restore(store: Path | str | None, asked: Namespace, now: datetime, say: Say) -> Answer:
    """Puts a copy in the place of the store, which is copied aside first: ``{"path", "size", "sha256"}``."""
    back = db.backup.restore(asked.file, located(store), now=now)
    answer = _copy({"path": str(back.path), "size": back.size, "sha256": back.sha256}, "commands.restored", say)
    if back.put_aside is None:
        return answer
    return replace(answer, lines=(*answer.lines, say("commands.put_aside", path=back.put_aside)))


def _copy(document: dict[str, Json], key: str, say: Say) -> Answer:
    labels = {name: say(f"commands.copy.{name}") for name in document}
    return Answer(document=document, lines=(say(key), *listed(labels, document)))
