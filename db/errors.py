"""What can go wrong with the store. Sentences: ``resources/messages/*/db.json``."""

from __future__ import annotations

from pathlib import Path

from resources.messages import ShoubanError


class StoreError(ShoubanError):
    """Something is wrong with the store as a whole."""


class StoreMissing(StoreError):
    """There is no store at that place and none was to be created."""

    key = "db.store_missing"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class LocationRefused(StoreError):
    """The address names a kind of store that this version does not open."""

    key = "db.location_refused"

    def __init__(self, location: str) -> None:
        super().__init__(location=location)


class NotAStore(StoreError):
    """The file is something else."""

    key = "db.not_a_store"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class StoreTooNew(StoreError):
    """A newer version of the program wrote the store; this one must not touch it."""

    key = "db.store_too_new"

    def __init__(self, path: Path, found: str, known: str) -> None:
        super().__init__(path=path, found=found, known=known)


class StoreTooOld(StoreError):
    """The store must be brought up to date first, which a read-only opening may not do."""

    key = "db.store_too_old"

    def __init__(self, path: Path, found: str, known: str) -> None:
        super().__init__(path=path, found=found, known=known)


class StoreDamaged(StoreError):
    """The file no longer holds together; ``detail`` is SQLite's own first finding."""

    key = "db.store_damaged"

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path=path, detail=" ".join(detail.split()))
        self.detail = detail


class MigrationFailed(StoreError):
    """Bringing the store up to date failed; it is as it was, and ``backup`` is a copy of it."""

    key = "db.migration_failed"

    def __init__(self, found: str, known: str, backup: Path) -> None:
        super().__init__(found=found, known=known, backup=backup)


class StoreReadOnly(StoreError):
    """A change was asked of a store that was opened for reading."""

    key = "db.store_read_only"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class StoreFull(StoreError):
    """No room on the disk: the change was undone, all earlier ones are kept."""

    key = "db.store_full"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class StoreUnwritable(StoreError):
    """The system refused to write (rights, a failing or removed disk, a size limit): the change was undone."""

    key = "db.store_unwritable"

    def __init__(self, path: Path, detail: str | OSError) -> None:
        super().__init__(path=path, detail=detail)


class StoreBusy(StoreError):
    """Another program holds the file for longer than the store waits."""

    key = "db.store_busy"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class BackupAltered(StoreError):
    """A copy is not what it was when it was made."""

    key = "db.backup_altered"

    def __init__(self, path: Path) -> None:
        super().__init__(path=path)


class BackupDamaged(StoreError):
    """A copy no longer holds together; ``detail`` is SQLite's own first finding. The store is as it was."""

    key = "db.backup_damaged"

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path=path, detail=" ".join(detail.split()))


class OfficeUnknown(ShoubanError):
    """The store has no such office."""

    key = "db.office_unknown"

    def __init__(self, office: str) -> None:
        super().__init__(office=office)


class RequestUnknown(ShoubanError):
    """The office has no request of that number."""

    key = "db.request_unknown"

    def __init__(self, office: str, number: str) -> None:
        super().__init__(office=office, number=number)


class RequestExists(ShoubanError):
    """The office has a request of that number already."""

    key = "db.request_exists"

    def __init__(self, office: str, number: str) -> None:
        super().__init__(office=office, number=number)


class LetterUnknown(ShoubanError):
    """The office has no letter of that id."""

    key = "db.letter_unknown"

    def __init__(self, office: str, letter: str) -> None:
        super().__init__(office=office, letter=letter)


class LetterExists(ShoubanError):
    """The office has a letter of that id already."""

    key = "db.letter_exists"

    def __init__(self, office: str, letter: str) -> None:
        super().__init__(office=office, letter=letter)


class LetterVoid(ShoubanError):
    """The letter is void already; its first reason stays."""

    key = "db.letter_void"

    def __init__(self, office: str, letter: str) -> None:
        super().__init__(office=office, letter=letter)


class AttachmentUnknown(ShoubanError):
    """The request has no such file."""

    key = "db.attachment_unknown"

    def __init__(self, number: str, sha256: str) -> None:
        super().__init__(number=number, sha256=sha256)


class BytesDiffer(ShoubanError):
    """The bytes of a letter or file are not those of its SHA-256."""

    key = "db.bytes_differ"

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class TextRefused(ShoubanError):
    """A text holds half a character (a lone surrogate), which no file can hold."""

    key = "db.text_refused"

    def __init__(self, position: int) -> None:
        super().__init__(position=position)
