"""Files that people bring and take away: read, written whole, or refused with a sentence."""

from __future__ import annotations

import secrets
from contextlib import suppress
from errno import EISDIR
from os import strerror
from pathlib import Path

from resources.messages import ShoubanError
from resources.plain_text import text_in

_MOST_TEXT = 16 << 20


class FileUnreadable(ShoubanError):
    """A file that cannot be opened, or does not hold what it should. ``fault``: what the system or its reader said."""

    key = "casework.file_unreadable"

    def __init__(self, path: Path, fault: Exception) -> None:
        super().__init__(path=path, detail=fault)


class FileTooLarge(ShoubanError):
    """A file that no text of this program fills; it is not read at all."""

    key = "casework.file_too_large"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class FileUnwritable(ShoubanError):
    """A file that cannot be written. ``fault``: what the system said."""

    key = "casework.file_unwritable"

    def __init__(self, path: Path, fault: OSError) -> None:
        super().__init__(path=path, detail=fault)


def text_of(path: Path) -> str:
    """The text of a file, UTF-8 or as office programs write it. Raises ``FileUnreadable``, ``FileTooLarge``."""
    try:
        if path.stat().st_size > _MOST_TEXT:
            raise FileTooLarge(path)
        return text_in(path.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(path, error) from error


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises ``FileUnreadable``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path, error) from error


def refuse_nameless(path: Path) -> None:
    """Raises ``FileUnwritable`` for ``.`` and the like, beside which no file can be laid."""
    if not path.name:
        raise FileUnwritable(path, IsADirectoryError(EISDIR, strerror(EISDIR)))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file, whole or not at all: one that stood there stays until then. Raises ``FileUnwritable``."""
    refuse_nameless(path)
    unfinished = path.with_name(f".{secrets.token_hex(4)}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        raise FileUnwritable(path, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
