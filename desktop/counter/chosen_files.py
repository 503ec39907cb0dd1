"""Files that the clerk chose or dropped: read with a limit, or refused in one sentence that names the file."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.casework.intake.intake import Intake
from desktop.casework.intake.intake_views import DraftAttachment
from desktop.rules.entered_text import one_line
from resources.messages import ShoubanError

MEGABYTE = 1024 * 1024
MOST_ATTACHMENT = 100 * MEGABYTE
"""Bytes of a file that came with a request; the scans of a whole file of paper have fewer."""


class ChosenFileUnreadable(ShoubanError):
    """A file that cannot be read."""

    key = "intake.file_unreadable"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class ChosenFileTooLarge(ShoubanError):
    """A file that the store does not take; it is not read at all. ``most``: bytes."""

    key = "intake.file_too_large"

    def __init__(self, name: str, most: int) -> None:
        super().__init__(name=name, most=most // MEGABYTE)


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file that was read."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attached:
    """``files`` were kept for the draft; ``refused`` says in a sentence each why others were not."""

    files: tuple[DraftAttachment, ...]
    refused: tuple[str, ...]


def chosen_file(path: Path, most: int) -> ChosenFile:
    """The file at ``path``, at most ``most`` bytes. Raises ``ChosenFileUnreadable``, ``ChosenFileTooLarge``."""
    name = one_line(path.name)
    try:
        if path.stat().st_size > most:
            raise ChosenFileTooLarge(name, most)
        data = path.read_bytes()
    except OSError as failed:
        raise ChosenFileUnreadable(name) from failed
    return ChosenFile(name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", data)


def attach_chosen(intake: Intake, draft_id: str, paths: Iterable[Path]) -> Attached:
    """Keeps the files for a draft, those that can be read. For a worker thread."""
    files: list[DraftAttachment] = []
    refused: list[str] = []
    for path in paths:
        try:
            chosen = chosen_file(path, MOST_ATTACHMENT)
        except (ChosenFileUnreadable, ChosenFileTooLarge) as refusal:
            refused.append(refusal.sentence())
        else:
            files.append(intake.attach(draft_id, chosen.name, chosen.media_type, chosen.data))
    return Attached(tuple(files), tuple(refused))


def joined(
    kept: Sequence[DraftAttachment], added: Sequence[DraftAttachment]
) -> tuple[tuple[DraftAttachment, ...], tuple[str, ...]]:
    """All files, each content once, and the names of those that were there already."""
    files = {file.sha256: file for file in kept}
    twins = []
    for file in added:
        if file.sha256 in files:
            twins.append(file.name)
        else:
            files[file.sha256] = file
    return tuple(files.values()), tuple(twins)
