"""What an identity number tells. It warns, it never blocks: odd papers exist, and not to register would be unlawful.

GB 11643-1999 (居民身份证), GB 32100-2015 (统一社会信用代码), GB 11714-1997 (组织机构代码).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dateutil.relativedelta import relativedelta
from stdnum.cn import ric, uscc

from resources.messages import say
from resources.vocabulary import ApplicantKind, IdentityDocument

_PERSON_NUMBER = 18
_FIRST_GENERATION = 15
_CODE_NUMBER = 18
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENCE_PREFIXES = ("810000", "820000", "830000")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityHint:
    """What a number tells. ``matches``: nothing speaks against it. ``key`` and ``facts``: the sentence.

    ``born``, ``age`` (years) and ``male`` only of a person's number that matches; ``proposed``: the kind of applicant
    that a credit code suggests, the clerk decides.
    """

    matches: bool
    key: str
    facts: Mapping[str, object]
    born: date | None = None
    age: int | None = None
    male: bool | None = None
    proposed: ApplicantKind | None = None

    def sentence(self, lang: str = "zh") -> str:
        """What the number tells, in one sentence."""
        return say(f"rules.identity.{self.key}", lang, **self.facts)


def identity_hint(document: IdentityDocument, number: str, today: date) -> IdentityHint | None:
    """What ``number`` of ``document`` tells; None for an empty number and for papers without a known form."""
    compact = re.sub(r"[\s\-－—·]", "", number).upper()
    check = _CHECKS.get(document)
    if not compact or check is None:
        return None
    return check(compact, today)


def _wrong(key: str, **facts: object) -> IdentityHint:
    return IdentityHint(matches=False, key=key, facts=facts)


def _resident(number: str, today: date) -> IdentityHint:
    if len(number) == _FIRST_GENERATION and number.isdecimal():
        return _wrong("first_generation")
    if len(number) != _PERSON_NUMBER:
        return _wrong("length", length=len(number), expected=_PERSON_NUMBER)
    for place, character in enumerate(number, start=1):
        if not _is_digit(character) and not (place == _PERSON_NUMBER and character == "X"):
            return _wrong("character", place=place, character=character)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return _wrong("birth_date", digits=number[6:14])
    if born > today:
        return _wrong("born_later", born=born)
    expected = ric.calc_check_digit(number)
    if number[-1] != expected:
        return _wrong("check_digit", place=_PERSON_NUMBER, expected=expected, found=number[-1])
    age = relativedelta(today, born).years
    facts = {"born": born, "age": age}
    return IdentityHint(matches=True, key="person", facts=facts, born=born, age=age, male=int(number[16]) % 2 == 1)


def _hmt_residence(number: str, today: date) -> IdentityHint:
    if len(number) == _PERSON_NUMBER and not number.startswith(_RESIDENCE_PREFIXES):
        return _wrong("residence_prefix", prefixes="、".join(_RESIDENCE_PREFIXES))
    return _resident(number, today)


def _foreign_permanent(number: str, today: date) -> IdentityHint:
    """The card of 2023: a number like a resident's that begins with 9; the older one: three letters, twelve digits."""
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return _fits()
    if not number.startswith("9"):
        return _wrong("form")
    return _resident(number, today)


def _credit_code(number: str, today: date) -> IdentityHint:
    if len(number) != _CODE_NUMBER:
        return _wrong("length", length=len(number), expected=_CODE_NUMBER)
    for place, character in enumerate(number, start=1):
        if character not in _CODE_LETTERS:
            return _wrong("character", place=place, character=character)
    expected = uscc.calc_check_digit(number[:-1])
    if number[-1] != expected:
        return _wrong("check_digit", place=_CODE_NUMBER, expected=expected, found=number[-1])
    inner = _organisation_check(number[8:16])
    if number[16] != inner:
        return _wrong("check_digit", place=_CODE_NUMBER - 1, expected=inner, found=number[16])
    proposed = proposed_kind(number)
    return IdentityHint(
        matches=True, key="organisation", facts={"proposed": proposed.label.split("｜")[-1]}, proposed=proposed
    )


def proposed_kind(credit_code: str) -> ApplicantKind:
    """The kind of applicant that the first two characters of a credit code suggest (law: 9); the clerk decides."""
    two = credit_code[:2].upper()
    if two[:1] == "9":
        return ApplicantKind.BUSINESS
    if two[:1] == "5":
        return ApplicantKind.PUBLIC_WELFARE
    if two in ("31", "33"):
        return ApplicantKind.LEGAL_SERVICE
    if two == "12":
        return ApplicantKind.RESEARCH
    return ApplicantKind.OTHER_ORGANISATION


def kind_of_paper(document: IdentityDocument, number: str) -> ApplicantKind:
    """What kind of applicant shows this paper; a person, unless it is one of organisations."""
    if document is IdentityDocument.USCC:
        return proposed_kind(number)
    organisation = document is IdentityDocument.ORGANISATION_CODE
    return ApplicantKind.OTHER_ORGANISATION if organisation else ApplicantKind.NATURAL_PERSON


def _organisation_code(number: str, today: date) -> IdentityHint:
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", number):
        return _wrong("form")
    expected = _organisation_check(number[:8])
    if number[8] != expected:
        return _wrong("check_digit", place=len(number), expected=expected, found=number[8])
    return _fits()


def _organisation_check(eight: str) -> str:
    """The check character of an organisation code (GB 11714)."""
    total = sum(int(character, 36) * weight for character, weight in zip(eight, _ORGANISATION_WEIGHTS, strict=True))
    rest = (11 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _form(pattern: str) -> Callable[[str, date], IdentityHint]:
    """A check that knows only the form of the number."""
    compiled = re.compile(pattern)

    def check(number: str, today: date) -> IdentityHint:
        return _fits() if compiled.fullmatch(number) else _wrong("form")

    return check


def _fits() -> IdentityHint:
    return IdentityHint(matches=True, key="form_fits", facts={})


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


_CHECKS: Mapping[IdentityDocument, Callable[[str, date], IdentityHint]] = MappingProxyType(
    {
        IdentityDocument.RESIDENT_ID: _resident,
        IdentityDocument.USCC: _credit_code,
        IdentityDocument.ORGANISATION_CODE: _organisation_code,
        IdentityDocument.PASSPORT: _form(r"[A-Z0-9]{5,9}"),
        IdentityDocument.HK_MACAO_PERMIT: _form(r"[HM][0-9]{8}([0-9]{2})?"),
        IdentityDocument.TAIWAN_PERMIT: _form(r"[0-9]{8}|[0-9]{10}[A-Z]?"),
        IdentityDocument.HMT_RESIDENCE: _hmt_residence,
        IdentityDocument.FOREIGN_PERMANENT: _foreign_permanent,
    }
)
"""How each paper's number is looked at; military and other papers have no form to check."""
