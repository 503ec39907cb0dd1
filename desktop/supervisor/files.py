"""Names and sizes of files as screens tell them."""

from __future__ import annotations

from pathlib import Path


def ending_of(path: Path) -> str:
    """``pdf`` of 汇总.PDF; empty where a name has no ending."""
    return path.suffix.removeprefix(".").lower()


def size_of(count: int) -> str:
    """A number of bytes as people read it: 812 KB, 3.4 MB."""
    if count < 1 << 20:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / (1 << 20):.1f} MB"
