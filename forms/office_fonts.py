"""The office's own fonts (仿宋_GB2312, 方正小标宋, 黑体, 楷体_GB2312): known by the names inside the files.

Any other font that the office puts into its folder is asked last, for characters that no other font has: names may
hold characters of extensions G to I (GB 18030-2022 and its amendment), which few fonts have.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from forms.truetype import Face
from resources import fonts
from resources.fonts import OFFICIAL_NAMES, Role
from resources.messages import say

_NAME_IDS: Final = frozenset({1, 4, 6, 16})
_MOST_FURTHER: Final = 24
_UNREADABLE: Final = (OSError, struct.error, KeyError, ValueError, AssertionError, IndexError, EOFError)
_RESTRICTED: Final = 0x0002
"""OS/2 fsType: the font must not be embedded."""


@dataclass(frozen=True, slots=True)
class OfficeFont:
    """A font of the office with the name under which it was recognised."""

    role: Role
    name: str
    face: Face


@dataclass(frozen=True, slots=True)
class OfficeFonts:
    """What a folder (and the system) has: a font a role, HanaMinB if it is there, a sentence for each bad file.

    ``further``: fonts of the folder without an official name, asked after all others.
    """

    by_role: Mapping[Role, OfficeFont]
    last_resort: Path | None
    further: tuple[Path, ...]
    faults: tuple[str, ...]


class _BadFontError(Exception):
    """Why a file of an official font cannot be used; ``reason`` ends the key of its sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def find_fonts(folder: Path | None) -> OfficeFonts:
    """The official fonts in ``folder``, then those of the system. A file that cannot be used is named and left out."""
    found: dict[Role, tuple[int, OfficeFont]] = {}
    last_resort = fonts.last_resort(folder)
    further: list[Path] = []
    files, faults = _files_of(folder)
    for file in files:
        try:
            recognised = _recognised(file)
            for rank, font in recognised:
                if font.role not in found or rank < found[font.role][0]:
                    found[font.role] = (rank, font)
            if not recognised and file != last_resort and len(further) < _MOST_FURTHER:
                further.append(file)
        except _BadFontError as fault:
            faults.append(say(f"forms.font.{fault.reason}", file=file.name))
    for file in fonts.official_system_files():
        try:
            for _, font in _recognised(file):
                found.setdefault(font.role, (0, font))
        except _BadFontError:
            continue  # nobody put it there for this program
    by_role = MappingProxyType({role: font for role, (_, font) in found.items()})
    return OfficeFonts(by_role, last_resort, tuple(further), tuple(faults))


@cache
def further_face(file: Path) -> Face | None:
    """A font without an official name; None for a file that cannot be read after all."""
    from fontTools.ttLib import TTLibError

    try:
        return Face(file)
    except (TTLibError, *_UNREADABLE):
        return None


def _files_of(folder: Path | None) -> tuple[Iterable[Path], list[str]]:
    if folder is None:
        return (), []
    if not folder.is_dir():
        return (), [say("forms.font.no_folder", folder=str(folder))]
    try:
        return fonts.font_files(folder), []
    except OSError:
        return (), [say("forms.font.no_folder", folder=str(folder))]


def _recognised(file: Path) -> Sequence[tuple[int, OfficeFont]]:
    """The roles that a file can take, each with the place of its name among the role's. Raises ``_BadFontError``."""
    from fontTools.ttLib import TTFont, TTLibError  # imported with the first font, not with the program

    try:
        with file.open("rb") as source, TTFont(source, lazy=True, fontNumber=0) as font:
            names = _names(font)
            wanted = _roles(names)
            if "glyf" not in font:
                raise _BadFontError("no_outlines")
            if font["OS/2"].fsType & 0x000F == _RESTRICTED:
                raise _BadFontError("no_embedding")
            if not wanted:
                return []
        face = Face(file)
        face.ink(face.glyph("一"))
    except (TTLibError, *_UNREADABLE) as fault:
        raise _BadFontError("unreadable") from fault
    return [(rank, OfficeFont(role, name, face)) for role, rank, name in wanted]


def _names(font: Any) -> dict[str, str]:
    """Every name of the font, folded -> as written."""
    written = [str(entry.toUnicode()).strip() for entry in font["name"].names if entry.nameID in _NAME_IDS]
    return {_folded(name): name for name in written}


def _roles(names: Mapping[str, str]) -> list[tuple[Role, int, str]]:
    found: list[tuple[Role, int, str]] = []
    for role, official in OFFICIAL_NAMES.items():
        ranks = [(rank, name) for rank, name in enumerate(official) if _folded(name) in names]
        if ranks:
            found.append((role, *ranks[0]))
    return found


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()
