"""The two editions of the Regulation: what an edition allows and where it says so.

A request keeps the edition of its receipt day: 国务院令第492号 until 2019-05-14, 国务院令第711号 from 2019-05-15.
A request received under the old one keeps its shorter limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from resources.messages import sentences
from resources.vocabulary import Party

IN_FORCE_711 = date(2019, 5, 15)
"""The day on which the revised Regulation came into force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The numbers of one edition, all in working days; None where it sets no limit.

    ``stopped_by``: whose consultation stops the clock. The ``..._rule`` fields cite the article in Chinese;
    ``delay_rule`` is None where the edition knows no fixed delay.
    """

    code: str
    reply_days: int
    extension_max: int
    correction_notice_days: int | None
    consultation_days: int | None
    fee_days: int | None
    stopped_by: frozenset[Party]
    receipt_rule: str
    reply_rule: str
    extension_rule: str
    delay_rule: str | None
    standstill_rule: str
    correction_rule: str

    @property
    def knows_delay(self) -> bool:
        """Whether the reply may be delayed to a fixed day (条例 35)."""
        return self.delay_rule is not None

    @property
    def knows_fee(self) -> bool:
        """Whether a fee notice stops work until payment (国办函〔2020〕109号)."""
        return self.fee_days is not None


EDITION_711 = Edition(
    code="711",
    reply_days=20,
    extension_max=20,
    correction_notice_days=7,
    consultation_days=15,
    fee_days=20,
    stopped_by=frozenset(Party),
    receipt_rule="条例第三十一条",
    reply_rule="条例第三十三条第二款",
    extension_rule="条例第三十三条第二款",
    delay_rule="条例第三十五条",
    standstill_rule="条例第三十三条第三款",
    correction_rule="条例第三十条",
)

EDITION_492 = Edition(
    code="492",
    reply_days=15,
    extension_max=15,
    correction_notice_days=None,
    consultation_days=None,
    fee_days=None,
    stopped_by=frozenset({Party.THIRD_PARTY}),
    receipt_rule="条例（国务院令第492号）第二十四条",
    reply_rule="条例（国务院令第492号）第二十四条第二款",
    extension_rule="条例（国务院令第492号）第二十四条第二款",
    delay_rule=None,
    standstill_rule="条例（国务院令第492号）第二十四条第三款",
    correction_rule="条例（国务院令第492号）第二十一条第四项",
)


def edition_of(receipt_day: date) -> Edition:
    """The edition by which a request received on ``receipt_day`` is handled."""
    return EDITION_711 if receipt_day >= IN_FORCE_711 else EDITION_492


def key_in(edition: Edition, key: str) -> str:
    """The key of a sentence as ``edition`` words it: its own where it cites other articles."""
    own = f"{key}.{edition.code}"
    return own if own in sentences("zh") else key
