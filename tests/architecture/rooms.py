"""The rooms as docs/architecture.md states them, and the imports as the code has them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
TOP_PACKAGES = ("desktop", "forms", "resources", "db")
ATTIC = {
    "desktop.__main__": "desktop.commands",
    "desktop.walkthrough": "desktop.app",
    "desktop.screenshots": "desktop.app",
    "desktop.screenshots_supervisor": "desktop.app",
    "desktop.screenshot_camera": "desktop.app",
    "desktop.gallery": "desktop.app",
}
TOOLS = frozenset({"resources.fonts.convert"})  # run by hand and imported by no room


@dataclass(frozen=True, slots=True)
class Room:
    floor: int
    name: str
    may_import: frozenset[str]
    third_parties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Import:
    module: str
    line: int
    imported: str


def rooms() -> dict[str, Room]:
    """The table of docs/architecture.md."""
    found = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].isdigit():
            found[cells[1]] = Room(int(cells[0]), cells[1], _names(cells[2]), _names(cells[3]))
    return found


def _names(cell: str) -> frozenset[str]:
    return frozenset(name.strip() for name in cell.split(",") if name.strip())


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the program with its file."""
    for package in TOP_PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if module not in TOOLS:
                yield module, path


def room_of(module: str, known: dict[str, Room]) -> str | None:
    """The room a module lies in; None for the bare package ``desktop`` and names of third parties."""
    parts = module.split(".")
    for length in (2, 1):
        name = ".".join(parts[:length])
        if name in ATTIC:
            return ATTIC[name]
        if name.startswith("desktop.commands"):
            return "desktop.commands"
        if name in known:
            return name
    return None


def imports() -> Iterator[Import]:
    """Every import statement of the program, relative ones resolved."""
    for module, path in modules():
        package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for imported in _targets(node, package):
                yield Import(module, getattr(node, "lineno", 0), imported)


def _targets(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            base = ".".join(
                [*package.split(".")[: len(package.split(".")) - node.level + 1], *([base] if base else [])]
            )
        yield from (f"{base}.{alias.name}" for alias in node.names)


def is_standard(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names
