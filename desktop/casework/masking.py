"""Hides what identifies a person in lists (个人信息保护法 6, 51): 张**, 120101********0009, 138****0007."""

from __future__ import annotations

from db.records import DESTROYED_TEXT
from resources.vocabulary import ApplicantKind

_KEPT_TAIL = 4
_ID_HEAD = 6
_PHONE_HEAD = 3


def masked_name(name: str, kind: ApplicantKind) -> str:
    """A person's surname character and two asterisks; organisations are not masked."""
    if kind is not ApplicantKind.NATURAL_PERSON or name in ("", DESTROYED_TEXT):
        return name
    return f"{name[0]}**"


def masked_identity(number: str) -> str:
    """The first six and the last four characters; short numbers keep their first and last character."""
    if len(number) <= _ID_HEAD + _KEPT_TAIL:
        return _masked(number, 1, 1)
    return _masked(number, _ID_HEAD, _KEPT_TAIL)


def masked_phone(number: str) -> str:
    """The first three and the last four characters."""
    if len(number) <= _PHONE_HEAD + _KEPT_TAIL:
        return _masked(number, 1, 1)
    return _masked(number, _PHONE_HEAD, _KEPT_TAIL)


def masked_tail(number: str) -> str:
    """Only the last four characters of a mail number."""
    return f"****{number[-_KEPT_TAIL:]}" if number else ""


def _masked(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]
