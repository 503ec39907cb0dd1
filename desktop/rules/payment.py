"""What was paid against what a fee notice asks for (国办函〔2020〕109号)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from db.records import Event
from desktop.rules.course import FeeNotice
from desktop.rules.refusals import Refused, at, no

FEN = 100
"""Fen of a yuan."""


def fen(yuan: str | None) -> int | None:
    """An amount in yuan as fen, None where there is none. Raises ``ValueError`` where it is none in figures."""
    if yuan is None:
        return None
    try:
        return int((Decimal(yuan) * FEN).to_integral_value())
    except InvalidOperation as malformed:
        raise ValueError(yuan) from malformed


def told_fen(event: Event) -> int | None:
    """The amount that an event tells, None where it tells none in figures."""
    try:
        return fen(event.text("amount"))
    except ValueError:
        return None


def short_payment(notice: FeeNotice, paid: Event) -> Refused | None:
    """Why a payment is none yet: less was paid than asked for. Where no amount is told, all was paid."""
    # 国办函〔2020〕109号 6: 办理期限从申请人完成缴费次日起重新计算.
    given, asked = told_fen(paid), notice.fen
    if given is None or asked is None or given >= asked:
        return None
    return at("amount", no("paid_in_part", paid=_yuan(given), asked=_yuan(asked)))


def _yuan(amount: int) -> str:
    return f"{Decimal(amount) / FEN:f}"
