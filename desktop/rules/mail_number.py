"""Numbers of mail: the check digit of international ones (UPU S10), and numbers that no postal service gives out.

What is found warns and never blocks: a number is on the envelope as it is, and odd ones exist.
"""

from __future__ import annotations

import re
from enum import Enum

_S10 = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_DOMESTIC = re.compile(r"[A-Z]{2}\d{11}|\d{13}")
_COURIER = re.compile(r"(SF|YT|JD|JT|ZTO|STO|DPK|YD)[A-Z]*\d{8,}")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


class MailNumber(Enum):
    """What a mail number looks like."""

    RIGHT = "right"
    """Its check digit is right."""
    WRONG_CHECK = "wrong_check"
    UNCHECKED = "unchecked"
    """A domestic number of the postal service, which has no check digit."""
    COURIER = "courier"
    """A courier's number: couriers may not carry 国家机关公文 (邮政法 55)."""
    UNKNOWN = "unknown"


def mail_number(text: str) -> MailNumber:
    """What ``text`` looks like; blanks and small letters do not matter."""
    number = "".join(text.split()).upper()
    if _S10.fullmatch(number):
        right = check_digit(number[2:10]) == int(number[10])
        return MailNumber.RIGHT if right else MailNumber.WRONG_CHECK
    if _COURIER.fullmatch(number):
        return MailNumber.COURIER
    return MailNumber.UNCHECKED if _DOMESTIC.fullmatch(number) else MailNumber.UNKNOWN


def check_digit(serial: str) -> int:
    """The check digit of the eight digits of an S10 number."""
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)
