"""The colour profile that papers carry, so that archives know what their red is (PDF/A, output intent)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

NAME = "sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """sRGB as an ICC profile of version 4.2; ``make.py`` computes it."""
    return Path(__file__).with_name("srgb.icc").read_bytes()
