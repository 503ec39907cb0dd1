"""Files that people bring and take away: read, written whole, or refused with a sentence."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from typing import BinaryIO

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


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file, whole or not at all: one that stood there stays until then. Raises ``FileUnwritable``."""
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write. It has its name once all of it is on the disk; one that stood there stays until then.

    What is no file of its own, such as a pipe, takes what is written as it comes. Raises ``FileUnwritable``.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as pipe:
                yield pipe
            return
        target = path.resolve()
        if target.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        unfinished = target.with_name(f".{secrets.token_hex(4)}.unfinished")
        try:
            with unfinished.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise FileUnwritable(path, error) from error
