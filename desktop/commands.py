"""The command line: reads the arguments, opens the office, prints the answer. README shows them.

Exit codes: 0; 1 for a finding (damage, missing facts, a limit that cannot be told); 2 when it could not be done, with
one sentence on standard error and never a traceback.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, TypeAlias

from db.errors import StoreMissing, StoreTooOld
from desktop.casework.context import TOGETHER
from desktop.commands_answer import Answer, Say, WrongArguments, progress_lines, sentences_in
from desktop.commands_arguments import language_of, parse
from resources.messages import ShoubanError, say

if TYPE_CHECKING:
    from desktop.casework.casework import Casework
    from desktop.office import Office

Answering: TypeAlias = "Callable[[Casework, Namespace, Say], Answer]"

FINDING, COULD_NOT = 1, 2


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for. Returns the exit code."""
    lang = language_of(arguments)
    try:
        asked = parse(arguments)
        if asked.command is None and asked.office != TOGETHER:
            return _open_windows(asked)
        if asked.command == "demo":
            return _demonstrate(asked)
        if asked.office == TOGETHER and asked.command not in _OF_ALL_OFFICES:
            raise OnlyFiguresTogether(asked.office)
        return _print(_answer(asked), asked)
    except ShoubanError as refused:
        # What a file said may stand in it, line breaks too.
        print(" ".join(refused.sentence(lang).splitlines()), file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        print(say("commands.stopped", lang), file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        # The reader of the output has seen enough (| head); what Python still holds goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT
    except Exception as fault:
        # A fault of the program itself: whoever runs scripts gets a sentence to report.
        print(_unforeseen(fault, lang), file=sys.stderr)
        return COULD_NOT


def _unforeseen(fault: Exception, lang: str) -> str:
    place = extract_tb(fault.__traceback__)[-1]
    detail = " ".join([type(fault).__name__, *str(fault).split()])
    return say("commands.unforeseen", lang, detail=detail, file=Path(place.filename).name, line=place.lineno)


class OnlyFiguresTogether(ShoubanError):
    """Only figures are counted for all offices together."""

    key = "reports.offices.not_together"

    def __init__(self, office: str) -> None:
        super().__init__(office=office)


class NoDisplay(ShoubanError):
    """There is no screen to show windows on."""

    key = "commands.no_display"


def _has_display() -> bool:
    """Whether Qt will find a screen, or was told which platform to use; only X11 and Wayland can lack one."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def _open_windows(asked: Namespace) -> int:
    if not _has_display():
        raise NoDisplay
    from desktop.app import run as run_windows

    if asked.as_of is not None:
        raise WrongArguments("as_of_alone")
    return run_windows(asked.store, office=asked.office)


def _demonstrate(asked: Namespace) -> int:
    if asked.walkthrough is not None:
        if not _has_display():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from desktop.walkthrough import walk_through

        return walk_through(asked.walkthrough)
    if not _has_display():
        raise NoDisplay
    from desktop.app import run_demonstration

    return run_demonstration()


def _print(answer: Answer, asked: Namespace) -> int:
    if isinstance(sys.stdout, TextIOWrapper):
        # Documents are UTF-8 everywhere; a console that lacks a character shows its number instead.
        sys.stdout.reconfigure(encoding="utf-8" if asked.json else None, errors="backslashreplace")
    if asked.json:
        print(json.dumps(answer.document, ensure_ascii=False))
    else:
        print("\n".join(answer.lines))
    return FINDING if answer.finding else 0


def _answer(asked: Namespace) -> Answer:
    say = sentences_in(asked.lang)
    name = " ".join(filter(None, (asked.command, getattr(asked, "action", None), getattr(asked, "basis", None))))
    if name == "self-test":
        from desktop.commands_self_test import self_test

        return self_test(say)
    if name == "restore":
        from desktop.commands_care import restore
        from desktop.office import system_clock

        return restore(asked.store, asked, system_clock(), say)
    if asked.command == "fee":
        from desktop.commands_figures import fee_item, fee_page

        return {"fee item": fee_item, "fee page": fee_page}[name](asked, say)
    office = _open(asked, changes=name in _CHANGING)
    try:
        return _answering(name)(office.casework, asked, say)
    finally:
        office.close()


_OF_ALL_OFFICES = frozenset({"summary", "annual"})
"""Commands that count all offices together (``--office 全关合计``)."""

_CHANGING = frozenset({"import", "rebuild", "calendar import", "calendar check"})
"""Commands that need the store to themselves; the others work beside an open window."""


def _answering(name: str) -> Answering:
    # Imported here: a command loads what it needs, and no more.
    from desktop import commands_care, commands_figures, commands_limits, commands_requests

    commands: dict[str, Answering] = {
        "import": commands_requests.import_file,
        "export": commands_requests.export_file,
        "deadlines": commands_requests.deadlines,
        "worklist": commands_requests.worklist,
        "letter": commands_requests.letter,
        "calendar import": commands_figures.calendar_import,
        "calendar check": commands_figures.calendar_check,
        "calendar show": commands_figures.calendar_show,
        "calendar publication": commands_limits.publication_limit,
        "summary": commands_figures.summary,
        "cells": commands_figures.cells,
        "annual": commands_figures.annual,
        "check": commands_care.check,
        "rebuild": commands_care.rebuild,
        "backup": commands_care.backup,
    }
    return commands[name]


def _open(asked: Namespace, *, changes: bool) -> Office:
    """The office, read-only where that is enough; a store that is not there yet or is older is opened for writing."""
    from desktop.office import open_office

    if not changes:
        try:
            return open_office(asked.store, read_only=True, office=asked.office, as_of=asked.as_of)
        except (StoreMissing, StoreTooOld):
            pass
    report = progress_lines(asked.lang)
    return open_office(asked.store, beside=True, office=asked.office, as_of=asked.as_of, report=report)
