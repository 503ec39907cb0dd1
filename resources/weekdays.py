"""The days of the week in Chinese."""

from typing import Final

WEEKDAYS: Final = "一二三四五六日"
"""A character for each day, Monday first, as ``date.weekday`` counts."""
