"""Paper on real printers: the PDF itself goes to CUPS; without a queue it is kept in a folder. Nothing is pretended.

"Accepted by CUPS" is not "printed", and the sentences say just that.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from desktop.casework.views import Paper
from resources.messages import say

_TIMEOUT = 20
_JOB = re.compile(r"request id is (\S+)-\d+")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What became of a paper. ``printer``: the queue that took it; ``path``: where the PDF was kept instead."""

    sentence: str
    printer: str | None = None
    path: Path | None = None


def print_paper(paper: Paper, folder: Path | None = None) -> PrintResult:
    """Sends the bytes of ``paper`` to the default queue, or keeps them in ``folder``. For a worker thread.

    A failure is told in the result: the paper itself is safe in the store.
    """
    lp = shutil.which("lp")
    queue = _default_queue() if lp is not None else None
    if lp is None or queue is None:
        return _keep(paper, folder, "widgets.print_saved", {})
    try:
        command = [lp, "-d", queue, "-t", paper.name, "-"]
        answer = subprocess.run(command, input=paper.pdf, capture_output=True, timeout=_TIMEOUT, check=True)
    except subprocess.CalledProcessError as refused:
        said = refused.stderr.decode(errors="replace").strip()
        return _keep(paper, folder, "widgets.print_refused", {"printer": queue, "answer": said or "lp"})
    except (OSError, subprocess.TimeoutExpired) as silent:
        return _keep(paper, folder, "widgets.print_refused", {"printer": queue, "answer": type(silent).__name__})
    found = _JOB.search(answer.stdout.decode(errors="replace"))
    printer = found[1] if found else queue
    return PrintResult(say("widgets.print_sent", printer=printer, pages=paper.pages), printer=printer)


def documents_folder() -> Path:
    """The user's documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def print_folder() -> Path:
    """Where papers are kept when there is no printer: 首办 in the user's documents."""
    return documents_folder() / "首办"


def _default_queue() -> str | None:
    """The system's default queue, else its only one; None when there is no queue."""
    default = _lpstat("-d").rpartition(":")
    if default[1] and default[2].strip():
        return default[2].strip()
    queues = _lpstat("-e").split()
    return queues[0] if queues else None


def _lpstat(option: str) -> str:
    if (lpstat := shutil.which("lpstat")) is None:
        return ""
    try:
        answer = subprocess.run(
            [lpstat, option], capture_output=True, timeout=_TIMEOUT, check=True, env=os.environ | {"LC_ALL": "C"}
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.decode(errors="replace")


def _keep(paper: Paper, folder: Path | None, key: str, facts: dict[str, str]) -> PrintResult:
    target = folder or print_folder()
    name = _UNSAFE.sub("_", paper.name).strip() or "文书"
    path = target / f"{name.removesuffix('.pdf')}.pdf"
    try:
        target.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper.pdf)
    except OSError as failed:
        answer = failed.strerror or type(failed).__name__
        return PrintResult(say("widgets.print_unsaved", folder=target, answer=answer))
    return PrintResult(say(key, path=path, **facts), path=path)
