"""Days as the screens write them."""

from __future__ import annotations

from datetime import date

from resources.weekdays import WEEKDAYS


def weekday(day: date) -> str:
    """``周五``."""
    return f"周{WEEKDAYS[day.weekday()]}"


def iso_weekday(day: date) -> str:
    """``2026-10-16 周五``."""
    return f"{day.isoformat()} {weekday(day)}"


def short_weekday(day: date) -> str:
    """``10-16 周五``."""
    return f"{short_day(day)} {weekday(day)}"


def short_day(day: date) -> str:
    """``10-16``."""
    return f"{day.month:02}-{day.day:02}"


def month_day(day: date) -> str:
    """``10月16日``."""
    return f"{day.month}月{day.day}日"


def month_day_weekday(day: date) -> str:
    """``10月16日 周五``."""
    return f"{month_day(day)} {weekday(day)}"


def full_day(day: date) -> str:
    """``2026年10月16日``."""
    return f"{day.year}年{month_day(day)}"


def full_day_weekday(day: date) -> str:
    """``2026年10月16日（周五）``."""
    return f"{full_day(day)}（{weekday(day)}）"
