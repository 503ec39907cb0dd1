"""Draws docs/rooms.svg from the table of docs/architecture.md: ``python -m tests.architecture.drawing``."""

from __future__ import annotations

from tests.architecture.rooms import ROOT, Room, rooms

PICTURE = ROOT / "docs" / "rooms.svg"
WIDTH, BAND, BOX_HEIGHT, LEFT = 1040, 84, 52, 70
EDGE = ' stroke="#12365D"'
FONT = 'font-family="Noto Sans SC, sans-serif"'


def picture() -> str:
    """The floors as bands, highest on top; each room a box that names its third parties."""
    by_floor: dict[int, list[Room]] = {}
    for room in rooms().values():
        by_floor.setdefault(room.floor, []).append(room)
    floors = sorted(by_floor, reverse=True)
    height = BAND * len(floors) + 48
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">']
    parts.append(f'<rect width="{WIDTH}" height="{height}" fill="#F5F7FA"/>')
    for place, floor in enumerate(floors):
        parts.extend(_band(floor, by_floor[floor], 16 + place * BAND))
    parts.append(
        f'<text x="{LEFT}" y="{height - 14}" {FONT} font-size="12" fill="#4F5D6C">Imports point downward only, '
        "and only to the rooms named in the table.</text></svg>"
    )
    return "\n".join(parts) + "\n"


def _band(floor: int, band: list[Room], top: int) -> list[str]:
    width = (WIDTH - LEFT - 24 - 12 * (len(band) - 1)) / len(band)
    bold = f'{FONT} font-weight="bold"'
    parts = [f'<text x="24" y="{top + 32}" {bold} font-size="20" fill="#12365D">{floor}</text>']
    for place, room in enumerate(band):
        x = LEFT + place * (width + 12)
        qt = "PySide6" in room.third_parties
        fill, ink, second = ("#12365D", "#FFFFFF", "#D9DFE7") if qt else ("#FFFFFF", "#17202B", "#4F5D6C")
        note = ", ".join(sorted(room.third_parties)) or "standard library"
        parts += [
            f'<rect x="{x:.0f}" y="{top}" width="{width:.0f}" height="{BOX_HEIGHT}" rx="6" fill="{fill}"{EDGE}/>',
            f'<text x="{x + 12:.0f}" y="{top + 22}" {bold} font-size="14" fill="{ink}">{room.name}</text>',
            f'<text x="{x + 12:.0f}" y="{top + 40}" {FONT} font-size="11" fill="{second}">{note}</text>',
        ]
    return parts


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
