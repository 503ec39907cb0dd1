"""``shouban self-test``: does this installation work here? Versions, fonts, a store, one request, one letter, check."""

from __future__ import annotations

import importlib.metadata
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.records import Json
from desktop.commands_answer import Answer, Say
from resources import calendars, fonts
from resources.vocabulary import Channel, Delivery, EventKind, LetterKind, Medium

if TYPE_CHECKING:
    from desktop.office import Office

PACKAGES = ("shouban", "PySide6-Essentials", "SQLAlchemy", "alembic", "sqlcipher3", "reportlab", "fonttools")
RARE_NAME = "王䶮𬱖"


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing tried; ``detail`` says what came out, or what went wrong."""

    name: str
    ok: bool
    detail: str


def self_test(say: Say) -> Answer:
    """``{"ok": bool, "steps": [{"name", "ok", "detail"}]}``."""
    steps = [*_installation(), *_counter()]
    ok = all(step.ok for step in steps)
    lines = [f"{'✓' if step.ok else '✗'} {say(f'commands.self_test.{step.name}')}  {step.detail}" for step in steps]
    lines.append(say("commands.self_test_passed" if ok else "commands.self_test_failed"))
    told: list[Json] = [{"name": step.name, "ok": step.ok, "detail": step.detail} for step in steps]
    return Answer(document={"ok": ok, "steps": told}, lines=tuple(lines), finding=not ok)


def _tried(name: str, action: Callable[[], str]) -> _Step:
    """Whatever goes wrong is what a self-test is there to report."""
    try:
        return _Step(name, True, action())
    except Exception as fault:
        return _Step(name, False, f"{type(fault).__name__}: {fault}")


def _installation() -> Iterator[_Step]:
    yield _tried("versions", _versions)
    yield _tried("windows", _windows)
    yield _tried("fonts", lambda: "、".join(sorted(fonts.bundled(role).name for role in fonts.FONTS)))
    yield _tried("calendars", lambda: f"{min(calendars.years())}—{max(calendars.years())}")


def _versions() -> str:
    found = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            # A bundle carries code without the records of its packages.
            continue
    return ", ".join(found)


def _windows() -> str:
    from desktop.app import toolkit

    return toolkit()


def _counter() -> Iterator[_Step]:
    with _temporary_office() as office:
        yield _tried("store", lambda: office.location)
        yield _tried("request", lambda: _register(office))
        yield _tried("letter", lambda: _compose(office))
        yield _tried("check", lambda: _checked(office))


@contextmanager
def _temporary_office() -> Iterator[Office]:
    from desktop.casework.office.settings import OfficeSettings
    from desktop.office import open_office

    with tempfile.TemporaryDirectory(prefix="shouban-self-test-") as folder:
        office = open_office(Path(folder) / "self-test.db")
        try:
            office.casework.settings.save(
                OfficeSettings(name="自检关", contact_office="办公室", contact_phone="00000000", clerk="自检")
            )
            yield office
        finally:
            office.close()


def _register(office: Office) -> str:
    intake = office.casework.intake
    draft = replace(
        intake.new_draft(),
        channel=Channel.COUNTER,
        arrived_on=office.casework.context.today(),
        name=RARE_NAME,
        id_number="11010519491231002X",
        phone="00000000",
        address="自检路1号",
        postcode="100000",
        content="自检：<b>&“引文”",
        medium=Medium.PAPER,
        delivery=Delivery.POST,
    )
    return intake.register(draft).number


def _compose(office: Office) -> str:
    number = office.casework.worklist.rows()[0].number
    composed = office.casework.letters.compose(number, LetterKind.TIME_LIMIT_PROOF, {})
    if composed.paper is None:
        raise ValueError("、".join(fact.label for fact in composed.missing))
    return f"{composed.paper.pages} p, {len(composed.paper.pdf)} B"


def _checked(office: Office) -> str:
    found = office.casework.safekeeping.check()
    if not found.ok:
        raise ValueError("; ".join(finding.sentence for finding in found.findings))
    events = office.casework.requests.view(office.casework.worklist.rows()[0].number).timeline
    if EventKind.REGISTERED not in {item.kind for item in events}:
        raise ValueError(EventKind.REGISTERED.label)
    return f"{found.requests} / {found.letters}"
