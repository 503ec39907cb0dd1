"""The pages of the help, one a screen, in Markdown. The first line of a page is its title."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

ORDER = ("today", "intake", "requests", "letters", "statistics", "settings", "keys")
"""The pages in the order in which the help window lists them; a page that does not exist yet is left out."""


@cache
def pages() -> tuple[tuple[str, str], ...]:
    """Name and title of each page, in order."""
    present = (name for name in ORDER if files(__name__).joinpath(f"{name}.md").is_file())
    return tuple((name, text(name).splitlines()[0].removeprefix("# ")) for name in present)


@cache
def text(name: str) -> str:
    """The Markdown of a page. Raises FileNotFoundError when there is no such page."""
    return files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")
