"""Files that supervisors bring and take away: read as text, written whole, or refused with a sentence."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from resources.messages import ShoubanError
from resources.plain_text import text_in

_MOST_TEXT = 16 << 20


class FileUnreadable(ShoubanError):
    """A file that cannot be opened or is no text."""

    key = "supervisor.file_unreadable"

    def __init__(self, path: Path) -> None:
        super().__init__(name=path.name)


class FileTooLarge(ShoubanError):
    """A file that no text of this program fills; it is not read at all."""

    key = "supervisor.file_too_large"

    def __init__(self, path: Path) -> None:
        super().__init__(name=path.name)


class FileUnwritable(ShoubanError):
    """A file that cannot be written."""

    key = "supervisor.file_unwritable"

    def __init__(self, path: Path) -> None:
        super().__init__(name=path.name)


def text_of(path: Path) -> str:
    """The text of a file, UTF-8 or as office programs write it. Raises ``FileUnreadable``, ``FileTooLarge``."""
    try:
        if path.stat().st_size > _MOST_TEXT:
            raise FileTooLarge(path)
        return text_in(path.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(path) from error


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises ``FileUnreadable``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file, whole or not at all: one that stood there stays until then. Raises ``FileUnwritable``."""
    unfinished = path.with_name(f".{secrets.token_hex(4)}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        raise FileUnwritable(path) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def ending_of(path: Path) -> str:
    """``pdf`` of 汇总.PDF; empty where a name has no ending."""
    return path.suffix.removeprefix(".").lower()


def size_of(count: int) -> str:
    """A number of bytes as people read it: 812 KB, 3.4 MB."""
    if count < 1 << 20:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / (1 << 20):.1f} MB"
