"""What the registers show: their columns, declared as data, and their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db.lists import PageKey
from db.register_records import Narrowed, Register
from forms.register_table import Value, ValueKind
from resources.messages import say
from resources.vocabulary import Channel

__all__ = [
    "Narrowed",
    "Register",
    "RegisterColumn",
    "RegisterLine",
    "RegisterPage",
    "RegisterWanted",
    "Value",
    "ValueKind",
    "columns_of",
    "day_name",
    "register_name",
    "states_of",
    "written",
]

_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column. ``width`` in half characters, 0: what is left; ``summed``: a register on paper ends with its sum.

    ``identity``: only where somebody asked for identities (个人信息保护法 6). ``whole``: never in several lines.
    ``shortened``: a long text ends in an ellipsis on paper; the whole stands in the request. ``tail``: on a narrow
    screen its end is shown.
    """

    code: str
    width: int
    kind: ValueKind = ValueKind.TEXT
    summed: bool = False
    identity: bool = False
    whole: bool = False
    shortened: bool = False
    tail: bool = False

    @property
    def label(self) -> str:
        """The head of the column."""
        return say(f"registers.column.{self.code}")

    @property
    def at_right(self) -> bool:
        """Whether its values end at the right edge."""
        return self.kind in (ValueKind.NUMBER, ValueKind.MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A line. ``request``: the number that Enter opens; ``letter``, ``complaint``: that instead.

    ``void``: it counts no more.
    """

    cells: tuple[Value, ...]
    request: str = ""
    letter: str | None = None
    complaint: str | None = None
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterWanted:
    """What is asked of a register; None asks for nothing. ``identities``: names in full and identity numbers."""

    which: Register = Register.REQUESTS
    first: date | None = None
    last: date | None = None
    department: str | None = None
    channel: Channel | None = None
    state: Narrowed | None = None
    identities: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """A page of a register. ``after`` leads to the next, None on the last one; ``total`` on the first page.

    ``total`` is None too where it would have to be counted line by line.
    """

    lines: tuple[RegisterLine, ...]
    after: PageKey | None
    total: int | None = None


_DAY, _NUMBER, _MONEY = ValueKind.DAY, ValueKind.NUMBER, ValueKind.MONEY

_REQUEST = RegisterColumn("request", 15, whole=True)
_APPLICANT = RegisterColumn("applicant", 12)
_DEPARTMENT = RegisterColumn("department", 11)
_CONTENT = RegisterColumn("content", 0, shortened=True)
_RECEIVED = RegisterColumn("received_on", 10, _DAY)
_DUE = RegisterColumn("due_on", 10, _DAY)
_COMPLETED = RegisterColumn("completed_on", 10, _DAY)
_IDENTITY = RegisterColumn("id_number", 21, identity=True, whole=True)

_COLUMNS: Mapping[Register, tuple[RegisterColumn, ...]] = MappingProxyType(
    {
        Register.REQUESTS: (
            _REQUEST,
            RegisterColumn("registered_on", 10, _DAY),
            _RECEIVED,
            RegisterColumn("channel", 14),
            _APPLICANT,
            _IDENTITY,
            _CONTENT,
            _DEPARTMENT,
            _DUE,
            _COMPLETED,
            RegisterColumn("standing", 14),
        ),
        Register.LETTERS: (
            RegisterColumn("document_number", 23, whole=True),
            RegisterColumn("dated_on", 10, _DAY),
            RegisterColumn("title", 0),
            _REQUEST,
            RegisterColumn("addressee", 16),
            RegisterColumn("pages", 4, _NUMBER),
            RegisterColumn("sha256", 16, ValueKind.HASH),
            RegisterColumn("void_reason", 20),
        ),
        Register.SERVICES: (
            RegisterColumn("sent_on", 10, _DAY),
            _REQUEST,
            RegisterColumn("letter", 23),
            RegisterColumn("addressee", 0),
            RegisterColumn("way", 8),
            RegisterColumn("posted_on", 10, _DAY),
            RegisterColumn("tracking_number", 15, whole=True),
            RegisterColumn("signed_on", 10, _DAY),
            RegisterColumn("returned_on", 10, _DAY),
        ),
        Register.FEES: (
            RegisterColumn("noticed_on", 10, _DAY),
            _REQUEST,
            RegisterColumn("applicant", 0),
            _IDENTITY,
            RegisterColumn("basis", 8),
            RegisterColumn("amount_due", 11, _MONEY, summed=True),
            RegisterColumn("notice_received_on", 10, _DAY),
            RegisterColumn("fee_due", 10, _DAY),
            RegisterColumn("paid_on", 10, _DAY),
            RegisterColumn("amount_paid", 11, _MONEY, summed=True),
            RegisterColumn("receipt_number", 14, whole=True),
            RegisterColumn("fee_standing", 10),
        ),
        Register.DISPUTES: (
            RegisterColumn("filed_on", 10, _DAY),
            RegisterColumn("dispute", 14),
            _REQUEST,
            RegisterColumn("applicant", 9),
            _IDENTITY,
            RegisterColumn("attacked", 12, tail=True),
            RegisterColumn("body", 0),
            RegisterColumn("copy_received_on", 10, _DAY),
            RegisterColumn("answer_due", 10, _DAY),
            RegisterColumn("answered_on", 10, _DAY),
            RegisterColumn("decided_on", 10, _DAY),
            RegisterColumn("result", 9),
        ),
        Register.COMPLAINTS: (
            RegisterColumn("complaint", 13, whole=True),
            RegisterColumn("complaint_received_on", 10, _DAY),
            RegisterColumn("source", 12),
            RegisterColumn("complainant", 8),
            RegisterColumn("contact", 14, identity=True, whole=True),
            RegisterColumn("complaint_content", 0, shortened=True),
            _REQUEST,
            _DEPARTMENT,
            RegisterColumn("complaint_due_on", 10, _DAY),
            RegisterColumn("complaint_answered_on", 10, _DAY),
            RegisterColumn("closed_on", 10, _DAY),
            RegisterColumn("complaint_result", 12),
        ),
        Register.SOUGHT: (
            RegisterColumn("information", 0, shortened=True),
            RegisterColumn("applicants", 8, _NUMBER),
            RegisterColumn("asked", 8, _NUMBER),
            RegisterColumn("ended", 30),
            RegisterColumn("published_as", 30),
            RegisterColumn("advice", 22),
        ),
        Register.LATE: (
            _REQUEST,
            RegisterColumn("applicant", 16),
            _IDENTITY,
            _CONTENT,
            _DEPARTMENT,
            _RECEIVED,
            _DUE,
            _COMPLETED,
            RegisterColumn("late_days", 10, _NUMBER),
            RegisterColumn("standing", 14),
        ),
    }
)

_STATES: Mapping[Register, tuple[Narrowed, ...]] = MappingProxyType(
    {
        Register.REQUESTS: (Narrowed.OPEN, Narrowed.DONE, Narrowed.VOID),
        Register.LETTERS: (Narrowed.VALID, Narrowed.VOID),
        Register.SERVICES: (Narrowed.SIGNED, Narrowed.UNSIGNED, Narrowed.RETURNED),
        Register.FEES: (Narrowed.UNPAID, Narrowed.PAID),
        Register.DISPUTES: (Narrowed.PENDING, Narrowed.UPHELD, Narrowed.CORRECTED, Narrowed.OTHER, Narrowed.VOID),
        Register.COMPLAINTS: (Narrowed.OPEN, Narrowed.DONE, Narrowed.VOID),
        Register.SOUGHT: (),
        Register.LATE: (Narrowed.OPEN, Narrowed.DONE),
    }
)


def register_name(which: Register) -> str:
    """申请登记簿, 发文登记簿 ..."""
    return say(f"registers.name.{which}")


def day_name(which: Register) -> str:
    """The day by which the register is ordered and its period is chosen."""
    return say(f"registers.day.{which}")


def columns_of(which: Register, *, identities: bool = False) -> tuple[RegisterColumn, ...]:
    """The columns of a register."""
    return tuple(column for column in _COLUMNS[which] if identities or not column.identity)


def states_of(which: Register) -> tuple[tuple[Narrowed, str], ...]:
    """The states by which a register may be narrowed, with their words."""
    return tuple((state, say(f"registers.state.{which}.{state}")) for state in _STATES[which])


def written(column: RegisterColumn, value: Value) -> str:
    """A value as screen and paper write it; a hash by its beginning."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:.2f}" if column.kind is ValueKind.MONEY else f"{value:.0f}"
    text = " ".join(value.split())
    return text[:_HASH_SHOWN] if column.kind is ValueKind.HASH else text
