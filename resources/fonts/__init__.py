"""The bundled fonts by their role on paper and on screen, and the last resort for rare characters.

All may be embedded in documents; each lies here with its licence. ``convert.py`` says how they were made.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Role = Literal["body", "title", "page_number", "heading", "heading_bold", "fallback"]

_HERE = Path(__file__).parent
_LAST_RESORT = "hanaminb.ttf"


@dataclass(frozen=True, slots=True)
class FontFile:
    """One bundled font: its file, the family name under which Qt knows it, and its licence."""

    role: Role
    path: Path
    family: str
    licence: Path


def _font(role: Role, file: str, family: str, licence: str) -> FontFile:
    return FontFile(role, _HERE / file, family, _HERE / licence)


FONTS: Mapping[Role, FontFile] = MappingProxyType(
    {
        font.role: font
        for font in (
            _font("body", "FandolFang-Regular.ttf", "FandolFang", "FandolFang-LICENSE.txt"),
            _font("title", "NotoSerifSC-Bold.ttf", "Noto Serif SC Shouban", "NotoCJK-OFL.txt"),
            _font("page_number", "NotoSerifSC-Regular.ttf", "Noto Serif SC Shouban", "NotoCJK-OFL.txt"),
            _font("heading", "NotoSansSC-Regular.ttf", "Noto Sans SC Shouban", "NotoCJK-OFL.txt"),
            _font("heading_bold", "NotoSansSC-Bold.ttf", "Noto Sans SC Shouban", "NotoCJK-OFL.txt"),
            _font("fallback", "LXGWWenKai-Light.ttf", "LXGW WenKai Light", "LXGWWenKai-OFL.txt"),
        )
    }
)


def bundled(role: Role) -> Path:
    """The file of the font of a role: body 仿宋, title 小标宋, page_number 宋体, heading 黑体, fallback 楷体."""
    return FONTS[role].path


OFFICIAL_NAMES: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体"),
        "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        "heading": ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体"),
        "fallback": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体"),
        "page_number": ("宋体", "SimSun", "方正书宋_GBK", "方正书宋简体"),
    }
)
"""The fonts that offices print official papers with, by role, best first; GB/T 9704-2012 names the type only."""

_FONT_ENDINGS = frozenset({".ttf", ".ttc", ".otf"})
_SYSTEM_FILES: frozenset[str] = frozenset(
    (
        *("simfang.ttf", "仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "simhei.ttf", "simkai.ttf", "楷体_gb2312.ttf"),
        *("kaiti_gb2312.ttf", "fzxbsjw.ttf", "fzxbsk.ttf", "方正小标宋简体.ttf", "方正小标宋_gbk.ttf", "simsun.ttc"),
    )
)
"""Under these names the official fonts lie among the system's."""


def font_files(folder: Path) -> tuple[Path, ...]:
    """The font files in ``folder`` and below, in the order of their names. Raises ``OSError``."""
    return tuple(sorted(file for file in folder.rglob("*") if file.suffix.lower() in _FONT_ENDINGS))


@cache
def official_system_files() -> tuple[Path, ...]:
    """Font files of the system that carry the name of an official font."""
    folders = [folder for folder in _system_font_folders() if folder.is_dir()]
    return tuple(file for folder in folders for file in font_files(folder) if file.name.lower() in _SYSTEM_FILES)


@cache
def last_resort(office_folder: Path | None = None) -> Path | None:
    """HanaMinB, for characters of extensions B to F that no bundled font has.

    Looked for in the office's own font folder, beside the bundled fonts and among the system's fonts;
    None when this machine has none.
    """
    for folder in (office_folder, _HERE, *_system_font_folders()):
        if folder is None or not folder.is_dir():
            continue
        for file in sorted(folder.rglob("*.[tT][tT][fF]")):
            if file.name.lower() == _LAST_RESORT:
                return file
    return None


def _system_font_folders() -> Iterator[Path]:
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield Path.home() / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/Library/Fonts"), Path("/System/Library/Fonts"), Path.home() / "Library/Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (Path.home() / ".local/share/fonts", Path.home() / ".fonts")
