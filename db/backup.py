"""Verified copies of the store in a folder, fewer with age, and the way back."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db import copies, json_text, refusals, sqlite
from db.backup_log import BackupMade
from db.errors import BackupAltered, BackupDamaged, StoreDamaged, StoreError, StoreMissing, StoreTooNew
from db.lock import StoreLock, lock_beside
from db.opening import refuse_folder
from db.schema import CURRENT, is_newer

if TYPE_CHECKING:
    from db.store import Store

FORMAT = "shouban-backup"
"""The ``format`` of a manifest."""

_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"shouban-(\d{8}-\d{6})\.db")
_DAY = "%Y-%m-%d"
_WEEK = "%G-%V"
_MONTH = "%Y-%m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """All copies of the last hours are kept; then of how many days, weeks and months the last one."""

    hours: int = 48
    days: int = 7
    weeks: int = 5
    months: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A store that was put back. ``put_aside``: where the store that stood there before lies now."""

    path: Path
    sha256: str
    size: int
    put_aside: Path | None


def default_folder(store: Path) -> Path:
    """Where copies go unless the office says otherwise: beside the store."""
    return store.parent / "backups"


def backup(store: Store, folder: Path | None = None, keep: Keep | None = None) -> BackupMade:
    """Copy a store that may be in use, look the copy through, write its manifest, and thin out older copies.

    The copy is noted in the store, unless that is open for reading only. Raises ``StoreFull``, ``StoreUnwritable``.
    """
    folder = folder or default_folder(store.location)
    made_at = store.clock()
    with refusals.of_files(folder):
        folder.mkdir(parents=True, exist_ok=True)
        target = _taken_name(folder, made_at)
    with refusals.of_files(target):
        try:
            contents = copies.copy_inspected(store.location, target)
            made = BackupMade(
                path=str(target.absolute()),
                made_at=made_at,
                size=target.stat().st_size,
                sha256=copies.sha256_of(target),
                events=contents.events,
                requests=contents.requests,
                letters=contents.letters,
                chain_head=contents.chain_head,
            )
            _write_manifest(made, contents.version)
        except BaseException:
            # A copy without its manifest would be neither compared nor thinned out.
            target.unlink(missing_ok=True)
            raise
        _thin(folder, keep or Keep())
    if not store.read_only:
        with store.writing() as writing:
            writing.log_backup(made)
    return made


def _taken_name(folder: Path, made_at: datetime) -> Path:
    """A name that nobody else copies to, taken by an empty file; of two copies in one second one is named after it."""
    moment = made_at
    while True:
        target = folder / f"shouban-{moment:{_STAMP}}.db"
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            moment += timedelta(seconds=1)
        else:
            return target


def manifest_of(file: Path) -> Path:
    """The manifest that belongs to a copy."""
    return file.with_suffix(".json")


def kept(made: Collection[datetime], keep: Keep) -> set[datetime]:
    """Which of the copies stay: those near the newest, and the last of each of the last days, weeks and months."""
    latest = sorted(made, reverse=True)
    chosen = {moment for moment in latest if latest[0] - moment <= timedelta(hours=keep.hours)}
    for period, number in ((_DAY, keep.days), (_WEEK, keep.weeks), (_MONTH, keep.months)):
        last_of: dict[str, datetime] = {}
        for moment in latest:
            last_of.setdefault(moment.strftime(period), moment)
        chosen.update(list(last_of.values())[:number])
    return chosen


def examined(file: Path) -> BackupMade:
    """What a copy holds, looked through and compared with its manifest; nothing is changed.

    ``made_at``: as its manifest says, otherwise when the file was written. Raises what ``restore`` raises of the copy,
    ``StoreMissing`` where there is none.
    """
    if not file.is_file():
        raise StoreMissing(file)
    contents, sha256 = _checked(file)
    return BackupMade(
        path=str(file.absolute()),
        made_at=_made_at(file),
        size=file.stat().st_size,
        sha256=sha256,
        events=contents.events,
        requests=contents.requests,
        letters=contents.letters,
        chain_head=contents.chain_head,
    )


def restore(file: Path, location: Path, *, now: datetime) -> Restored:
    """Put a copy in the place of the store, which is first copied aside, whole or damaged as it is.

    Raises ``StoreInUse``, ``StoreMissing`` (no copy), ``BackupAltered`` (against its manifest), ``StoreTooNew``,
    ``NotAStore``, ``BackupDamaged``.
    """
    if not file.is_file():
        raise StoreMissing(file)
    refuse_folder(location)
    _contents, sha256 = _checked(file)
    lock = StoreLock(location)
    with refusals.of_files(location):
        location.parent.mkdir(parents=True, exist_ok=True)
        lock.take()
        beside = lock_beside(location)
        try:
            beside.take()
        except BaseException:
            lock.release()
            raise
        incoming = location.with_name(f"{location.name}.restoring")
        try:
            shutil.copyfile(file, incoming)
            copies.make_durable(incoming)
            if copies.sha256_of(incoming) != sha256:
                raise BackupAltered(file)
            put_aside = _put_aside(location, now)
            incoming.replace(location)
            copies.make_durable(location.parent)
        finally:
            incoming.unlink(missing_ok=True)
            beside.release()
            lock.release()
    return Restored(path=location, sha256=sha256, size=location.stat().st_size, put_aside=put_aside)


def _checked(file: Path) -> tuple[copies.Contents, str]:
    try:
        contents = copies.inspected(file)
    except StoreDamaged as damaged:
        raise BackupDamaged(file, damaged.detail) from damaged
    if is_newer(contents.version, CURRENT.version):
        raise StoreTooNew(file, contents.version, CURRENT.version)
    sha256 = copies.sha256_of(file)
    expected = _expected(manifest_of(file))
    if expected is not None and expected != (sha256, contents.chain_head):
        raise BackupAltered(file)
    return contents, sha256


def _made_at(file: Path) -> datetime:
    """When a copy was made."""
    manifest = manifest_of(file)
    try:
        if manifest.is_file():
            return datetime.fromisoformat(json.loads(manifest.read_text(encoding="utf-8"))["made_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise BackupAltered(manifest) from error
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone()


def _expected(manifest: Path) -> tuple[object, object] | None:
    """Hash and chain head that a manifest names; None where there is no manifest."""
    if not manifest.is_file():
        return None
    try:
        facts = json.loads(manifest.read_text(encoding="utf-8"))
        return facts["sha256"], facts["chain_head"]
    except (ValueError, KeyError, TypeError) as error:
        raise BackupAltered(manifest) from error


def _put_aside(location: Path, now: datetime) -> Path | None:
    """Copy the present store, with its log, before it goes; both are on the disk when this returns."""
    if not location.exists():
        return None
    with suppress(StoreError), refusals.of_database(location):
        sqlite.settle_file(location)
    aside = location.with_name(f"{location.stem}-replaced-{now:{_STAMP}}{location.suffix}")
    for suffix in ("", "-wal"):
        part = Path(f"{location}{suffix}")
        if part.exists():
            shutil.copyfile(part, f"{aside}{suffix}")
            copies.make_durable(Path(f"{aside}{suffix}"))
    for suffix in ("-wal", "-shm"):
        Path(f"{location}{suffix}").unlink(missing_ok=True)
    return aside


def _write_manifest(made: BackupMade, version: str) -> None:
    target = Path(made.path)
    partial = target.with_suffix(".json.partial")
    partial.write_text(
        json_text.write(
            {
                "format": FORMAT,
                "version": 1,
                "file": target.name,
                "schema": version,
                "made_at": made.made_at.isoformat(),
                "size": made.size,
                "sha256": made.sha256,
                "events": made.events,
                "requests": made.requests,
                "letters": made.letters,
                "chain_head": made.chain_head,
            }
        ),
        encoding="utf-8",
    )
    copies.make_durable(partial)
    partial.replace(manifest_of(target))
    copies.make_durable(target.parent)


def _thin(folder: Path, keep: Keep) -> None:
    """Delete copies that are no longer kept; only files that bear our name and have a manifest."""
    made = {
        moment: file
        for file in folder.iterdir()
        if (moment := _named_moment(file)) is not None and manifest_of(file).is_file()
    }
    staying = kept(made.keys(), keep)
    for moment, file in made.items():
        if moment not in staying:
            file.unlink()
            manifest_of(file).unlink()


def _named_moment(file: Path) -> datetime | None:
    """When a copy was made by its name, in local time: only the order counts; None for a name that is not ours."""
    named = _NAME.fullmatch(file.name)
    try:
        return None if named is None else datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
