"""What belongs to this workplace and not to the office: which printer takes which papers, and how.

Kept in a file of the user. A file that cannot be read counts as none; nothing of an office is lost with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QStandardPaths


class PrintPurpose(StrEnum):
    """What is printed: papers of A4, or envelopes, which lie in a tray of their own."""

    PAPERS = "papers"
    ENVELOPES = "envelopes"


@dataclass(frozen=True, slots=True)
class PrinterSetup:
    """How papers are printed here. ``printer`` None: the default one; ``sides``, ``tray`` None: as the printer does."""

    printer: str | None = None
    copies: int = 1
    sides: str | None = None
    tray: str | None = None


@dataclass(frozen=True, slots=True)
class Workplace:
    """The settings of this workplace."""

    printing: Mapping[PrintPurpose, PrinterSetup] = field(default_factory=dict)

    def setup(self, purpose: PrintPurpose) -> PrinterSetup:
        """How papers of a purpose are printed."""
        return self.printing.get(purpose, PrinterSetup())

    def with_setup(self, purpose: PrintPurpose, setup: PrinterSetup) -> Workplace:
        """These settings with another way for a purpose."""
        return replace(self, printing={**self.printing, purpose: setup})


def workplace_file() -> Path:
    """The file of this user on this computer."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "shouban" / "workplace.json"


def load_workplace() -> Workplace:
    """The settings as they are kept."""
    try:
        kept = json.loads(workplace_file().read_text(encoding="utf-8"))
        printing = {PrintPurpose(name): PrinterSetup(**setup) for name, setup in kept["printing"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Workplace()
    return Workplace(printing=printing)


def save_workplace(workplace: Workplace) -> None:
    """Keep the settings. Raises ``OSError``."""
    file = workplace_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    content = {"printing": {purpose.value: asdict(setup) for purpose, setup in workplace.printing.items()}}
    unfinished = file.with_name(f".{file.name}.unfinished")
    unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    unfinished.replace(file)
