"""TrueType files as paper needs them: which characters they have, how wide, which ink, and small cuts of them."""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

_MORE_COMPONENTS: Final = 0x20
_WORD_ARGUMENTS: Final = 0x01
_SCALES: Final = ((0x08, 2), (0x40, 4), (0x80, 8))
_INSTRUCTIONS: Final = ("cvt ", "fpgm", "prep")
_KEPT: Final = ("head", "hhea", "maxp", "hmtx", "loca", "OS/2", *_INSTRUCTIONS)
_MAGIC: Final = 0xB1B0AFBA


class Face:
    """One TrueType file; its outlines stay in the file until used. Measures are in thousandths of the em.

    Raises ``ValueError`` for a file whose tables do not cover its glyphs: it would fail in the middle of a letter.
    """

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont  # imported with the first font, not with the program

        self.path = path
        with TTFont(path, lazy=True, fontNumber=0) as font:
            self.name = _plain(str(font["name"].getDebugName(6)))
            self._units = int(font["head"].unitsPerEm)
            numbers = font.getReverseGlyphMap()
            self._glyphs: Mapping[int, int] = {
                code: numbers[glyph] for code, glyph in (font.getBestCmap() or {}).items()
            }
            self._tables: dict[str, bytes] = {tag: font.reader[tag] for tag in _KEPT if tag in font.reader}
            self._outlines_at = int(font.reader.tables["glyf"].offset)
        with path.open("rb") as file:
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._places = self._read_places()
        self._advances, self._bearings = self._read_metrics()
        self._check_tables()
        self.ascent, self.descent = (
            self._scaled(value) for value in struct.unpack_from(">hh", self._tables["OS/2"], 68)
        )

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for ``character``."""
        return ord(character) in self._glyphs

    def glyph(self, character: str) -> int:
        """The glyph of ``character``. Raises ``KeyError`` when there is none."""
        return self._glyphs[ord(character)]

    def advance(self, glyph: int) -> float:
        """How far the pen moves."""
        return self._scaled(self._advances[min(glyph, len(self._advances) - 1)])

    def ink(self, glyph: int) -> tuple[float, float, float, float]:
        """The box of the ink: left, bottom, right, top; all 0 for a blank."""
        data = self.outline(glyph)
        if not data:
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = struct.unpack_from(">hhhh", data, 2)
        return (self._scaled(left), self._scaled(bottom), self._scaled(right), self._scaled(top))

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """The box that holds the ink of every glyph: left, bottom, right, top."""
        left, bottom, right, top = struct.unpack_from(">hhhh", self._tables["head"], 36)
        return (self._scaled(left), self._scaled(bottom), self._scaled(right), self._scaled(top))

    def outline(self, glyph: int) -> bytes:
        """A glyph's entry of the table glyf, empty for a blank."""
        start = self._outlines_at
        return self._file[start + self._places[glyph] : start + self._places[glyph + 1]]

    def cut(self, glyphs: Sequence[int]) -> bytes:
        """A TrueType file with .notdef and then ``glyphs`` in this order (glyph 1 is the first), without a cmap."""
        wanted = [0, *glyphs]
        numbers: dict[int, int] = {}
        for number, glyph in enumerate(wanted):
            numbers.setdefault(glyph, number)
        outlines = []
        for glyph in wanted:  # grows by the parts of composite glyphs
            data = self.outline(glyph)
            if data[:1] >= b"\x80":
                data = _renumbered(data, wanted, numbers)
            outlines.append(data + b"\0" * (-len(data) % 4))
        tables: dict[str, bytes] = {tag: self._tables[tag] for tag in _INSTRUCTIONS if tag in self._tables}
        tables["glyf"] = b"".join(outlines)
        tables["loca"] = _places_of(outlines)
        tables["hmtx"] = self._metrics_of(wanted)
        tables["head"] = _spliced(_spliced(self._tables["head"], 8, ">L", 0), 50, ">h", 1)
        tables["hhea"] = _spliced(self._tables["hhea"], 34, ">H", len(wanted))
        tables["maxp"] = _spliced(self._tables["maxp"], 4, ">H", len(wanted))
        return _file(tables)

    def _scaled(self, value: int) -> float:
        return value * 1000 / self._units

    def _read_places(self) -> array[int]:
        is_long = struct.unpack_from(">h", self._tables["head"], 50)[0]
        places = _big_endian("I" if is_long else "H", self._tables["loca"])
        return places if is_long else array("I", (place * 2 for place in places))

    def _read_metrics(self) -> tuple[array[int], array[int]]:
        count = struct.unpack_from(">H", self._tables["hhea"], 34)[0]
        numbers = _big_endian("H", self._tables["hmtx"])
        advances, paired = numbers[0 : 2 * count : 2], numbers[1 : 2 * count : 2]
        return advances, paired + numbers[2 * count :]

    def _check_tables(self) -> None:
        count = struct.unpack_from(">H", self._tables["maxp"], 4)[0]
        highest = max(self._glyphs.values(), default=0)
        if not self._advances or len(self._bearings) < count or len(self._places) <= count or highest >= count:
            raise ValueError(self.path.name)
        if max(self._places) + self._outlines_at > len(self._file) or not self._units:
            raise ValueError(self.path.name)

    def _metrics_of(self, glyphs: Sequence[int]) -> bytes:
        last = len(self._advances) - 1
        pairs = [(self._advances[min(glyph, last)], self._bearings[glyph]) for glyph in glyphs]
        return struct.pack(f">{2 * len(pairs)}H", *(number for pair in pairs for number in pair))


def _plain(name: str) -> str:
    """A PostScript name; some fonts carry one that no PDF may have."""
    return "".join(one for one in name if one.isascii() and (one.isalnum() or one in "-_")) or "Font"


def glyph_count(font: bytes) -> int:
    """How many glyphs a cut has, the parts of composite ones among them."""
    count = struct.unpack_from(">H", font, 4)[0]
    for entry in range(12, 12 + 16 * count, 16):
        tag, _, place, _ = struct.unpack_from(">4sLLL", font, entry)
        if tag == b"maxp":
            return int(struct.unpack_from(">H", font, place + 4)[0])
    return 0


def _renumbered(data: bytes, wanted: list[int], numbers: dict[int, int]) -> bytes:
    """A composite glyph whose parts go by their numbers in the cut; parts not yet there are appended to it."""
    changed = bytearray(data)
    place, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, part = struct.unpack_from(">HH", changed, place)
        if part not in numbers:
            numbers[part] = len(wanted)
            wanted.append(part)
        struct.pack_into(">H", changed, place + 2, numbers[part])
        place += 8 if flags & _WORD_ARGUMENTS else 6
        place += next((size for bit, size in _SCALES if flags & bit), 0)
    return bytes(changed)


def _places_of(outlines: Sequence[bytes]) -> bytes:
    places, place = [0], 0
    for data in outlines:
        place += len(data)
        places.append(place)
    return struct.pack(f">{len(places)}L", *places)


def _spliced(table: bytes, place: int, layout: str, value: int) -> bytes:
    changed = bytearray(table)
    struct.pack_into(layout, changed, place, value)
    return bytes(changed)


def _big_endian(kind: str, data: bytes) -> array[int]:
    numbers: array[int] = array(kind, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _checksum(data: bytes) -> int:
    return sum(_big_endian("I", data + b"\0" * (-len(data) % 4))) & 0xFFFFFFFF


def _file(tables: Mapping[str, bytes]) -> bytes:
    """The tables as a TrueType file, with its checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    place = len(head) + 16 * count
    directory, contents = b"", b""
    head_at = 0
    for tag, data in sorted(tables.items()):
        if tag == "head":
            head_at = place + len(contents)
        directory += struct.pack(">4sLLL", tag.encode("ascii"), _checksum(data), place + len(contents), len(data))
        contents += data + b"\0" * (-len(data) % 4)
    file = bytearray(head + directory + contents)
    struct.pack_into(">L", file, head_at + 8, (_MAGIC - _checksum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)
