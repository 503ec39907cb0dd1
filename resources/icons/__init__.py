"""One line-drawn icon set on a 24-pixel grid: stroke 1.6, round ends, ``currentColor`` for the palette to fill.

``app`` is the program's own sign and keeps its colours: 首 of Noto Serif SC Bold in a gold frame on navy.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def names() -> frozenset[str]:
    """The names of all icons."""
    entries = (file.name for file in files(__name__).iterdir())
    return frozenset(name.removesuffix(".svg") for name in entries if name.endswith(".svg"))


@cache
def icon(name: str) -> bytes:
    """The SVG source of an icon, UTF-8; raises KeyError for a name that is not drawn."""
    if name not in names():
        raise KeyError(name)
    return files(__name__).joinpath(f"{name}.svg").read_bytes()
