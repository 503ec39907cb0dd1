"""The fonts of the office's papers: its own from a folder, the bundled ones for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.records import Changes
from desktop.casework.context import Context
from desktop.casework.office.settings import SettingRefused
from forms.fonts import Role, office_fonts, reload_fonts, typeface, use_font_folder

_SETTING = "font_folder"
_ROLES: tuple[Role, ...] = ("body", "title", "heading", "fallback", "page_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class FontRow:
    """The font of a role. ``own``: it is the office's, and its file is called so; None: a bundled one."""

    role: Role
    name: str
    own: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FontsView:
    """``last_resort``: the files for characters that hardly any font has; ``faults``: a sentence for each bad file."""

    folder: str
    rows: tuple[FontRow, ...]
    last_resort: str | None
    faults: tuple[str, ...]


@dataclass(frozen=True)
class PaperFonts:
    """Choosing the folder and telling what is in it."""

    context: Context

    def use(self) -> None:
        """Print with the office's fonts from now on."""
        use_font_folder(self._folder())

    def view(self) -> FontsView:
        """The fonts as they are now; the folder is looked into anew."""
        folder = self._folder()
        use_font_folder(folder)
        reload_fonts()
        found = office_fonts()
        return FontsView(
            folder=str(folder or ""),
            rows=tuple(_row(role) for role in _ROLES),
            last_resort="、".join(file.name for file in (found.last_resort, *found.further) if file) or None,
            faults=found.faults,
        )

    def choose(self, folder: Path | None) -> Changes:
        """Keep the folder and print with its fonts; None: with the bundled ones. Raises ``SettingRefused``."""
        if folder is not None and not folder.is_dir():
            raise SettingRefused(_SETTING, "no_folder")
        with self.context.store.writing() as writing:
            office = self.context.named_office_in(writing)
            writing.put_setting(office, _SETTING, str(folder) if folder else None)
        use_font_folder(folder)
        return Changes(settings=True)

    def _folder(self) -> Path | None:
        with self.context.store.reading() as reading:
            office = self.context.office_in(reading)
            stored = reading.setting(office, _SETTING) if office else None
        return Path(stored) if isinstance(stored, str) and stored else None


def _row(role: Role) -> FontRow:
    own = office_fonts().by_role.get(role)
    if own is None:
        sample = "1" if role == "page_number" else "一"
        return FontRow(role=role, name=typeface(role).glyph(sample).face.name, own=None)
    return FontRow(role=role, name=own.name, own=own.face.path.name)
