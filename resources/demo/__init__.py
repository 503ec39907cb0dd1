"""The demonstration office: invented requests of two years as an exchange file, and the settings of the office.

Its day is fixed, so that what it shows is the same whenever it is opened.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import datetime, timedelta, timezone
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 10, 16, 9, 42, tzinfo=CHINA)
"""The moment at which the demonstration office stands."""

BACKED_UP_AT = NOW.replace(hour=6, minute=0)
"""When its last copy was made."""


def exchange_file() -> AbstractContextManager[Path]:
    """The invented requests as a file that can be read while the context is open."""
    return as_file(files(__name__).joinpath("office.jsonl"))


def settings() -> dict[str, str]:
    """The settings of the office by name."""
    values: dict[str, str] = json.loads(files(__name__).joinpath("settings.json").read_text(encoding="utf-8"))
    return values


def complaints() -> list[dict[str, str]]:
    """Invented complaints and reports, as the form has them."""
    return _listed("complaints.json")


def catalogue() -> list[dict[str, str]]:
    """Invented entries of a published catalogue by field."""
    return _listed("catalogue.json")


def _listed(name: str) -> list[dict[str, str]]:
    values: list[dict[str, str]] = json.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
    return values


def paper_facts() -> dict[str, dict[str, Any]]:
    """What staff would type for each kind of paper, by its code; for the gallery of papers."""
    facts: dict[str, dict[str, Any]] = json.loads(files(__name__).joinpath("papers.json").read_text(encoding="utf-8"))
    return facts
