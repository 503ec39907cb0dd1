"""What the program imports, a plain ``pip install .`` brings along."""

from __future__ import annotations

import re
import tomllib

from tests.architecture.rooms import ROOT, imports, is_standard

DISTRIBUTIONS = {
    "PySide6": "pyside6-essentials",
    "fontTools": "fonttools",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "stdnum": "python-stdnum",
}
OWN = {"desktop", "forms", "resources", "db"}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {re.split(r"[~=<>!\[; ]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}


def imported() -> set[str]:
    names = {found.imported.split(".")[0] for found in imports() if found.module != "resources.fonts.convert"}
    third = {name for name in names if name not in OWN and not is_standard(name)}
    return {DISTRIBUTIONS.get(name, name).lower() for name in third}


def test_every_third_party_is_declared() -> None:
    assert imported() - declared() == set()


def test_nothing_is_declared_that_nobody_imports() -> None:
    # QtPdf comes in a wheel of its own and is imported as a part of PySide6.
    assert declared() - imported() - {"pyside6-pdf"} == set()
