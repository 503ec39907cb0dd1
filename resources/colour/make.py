"""Computes srgb.icc from the figures of IEC 61966-2-1: ``python -m resources.colour.make``.

A display profile of ICC version 4.2 with the sRGB curve as a formula: 500 bytes, exact, and free of anybody's rights.
"""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path
from typing import Final

_D50: Final = (0.9642, 1.0, 0.8249)
_RED, _GREEN, _BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
"""The primaries adapted to D50 (Bradford)."""

_ADAPTATION: Final = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEADER: Final = 128
_ID_AT: Final = 84


def profile() -> bytes:
    """The profile. The same bytes whenever it is made."""
    curve = b"para" + struct.pack(">LHH", 0, 3, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _text("sRGB IEC61966-2.1"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    place = _HEADER + 4 + 12 * len(tags)
    directory, contents, places = b"", b"", dict[bytes, int]()
    for name, data in tags.items():
        if data not in places:
            places[data] = place + len(contents)
            contents += data + bytes(-len(data) % 4)
        directory += name + struct.pack(">LL", places[data], len(data))
    body = struct.pack(">L", len(tags)) + directory + contents
    whole = bytearray(_header(_HEADER + len(body)) + body)
    whole[_ID_AT : _ID_AT + 16] = hashlib.md5(_without_flags(whole), usedforsecurity=False).digest()
    return bytes(whole)


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = struct.pack(">L4sL4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += made + b"acsp" + bytes(4) + bytes(4) + bytes(4) + bytes(4) + bytes(8) + bytes(4) + _fixed(_D50)
    return head.ljust(_HEADER, b"\0")


def _without_flags(data: bytearray) -> bytes:
    """What the profile's id is computed of: flags, intent and id count as zero (ICC.1:2004-10, 7.2.18)."""
    blank = bytearray(data)
    for start, end in ((44, 48), (64, 68), (84, 100)):
        blank[start:end] = bytes(end - start)
    return bytes(blank)


def _fixed(numbers: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(numbers)}l", *(round(number * 65536) for number in numbers))


def _xyz(numbers: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(numbers)


def _text(text: str) -> bytes:
    written = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">LLL2s2sLL", 0, 1, 12, b"en", b"US", len(written), 28) + written


if __name__ == "__main__":
    Path(__file__).with_name("srgb.icc").write_bytes(profile())
