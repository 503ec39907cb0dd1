"""What the main window and its screens agree on: places, where a screen may lead to, and what it offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.records import Changes
from desktop.casework.calendar.office_limits import OfficeLimit
from desktop.casework.casework import Casework
from desktop.casework.registers.register_views import Register
from desktop.casework.views import StepView
from desktop.widgets.operations import Operations
from resources.vocabulary import Code


class Place(Code):
    """A place of the rail, with its name."""

    TODAY = "today", "今日"
    INTAKE = "intake", "新收"
    REQUESTS = "requests", "申请"
    LETTERS = "letters", "文书"
    STATISTICS = "statistics", "统计"
    SETTINGS = "settings", "设置"


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """Leads to a place as it stands."""

    place: Place


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Leads to the page of a request; ``numbers`` are the requests of the list it stands in, if there is one."""

    number: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeStep:
    """Leads to a step of a request: its letter, or the card that records it. ``numbers``: merged with these."""

    number: str
    step: StepView
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """Leads to an issued letter."""

    letter_id: str


@dataclass(frozen=True, slots=True)
class OpenBlankForm:
    """Leads to a form for the counter, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """Leads to what can be done for many requests at once; ``numbers`` are those of a list in the place ``origin``."""

    numbers: tuple[str, ...] = ()
    origin: Place = Place.LETTERS


@dataclass(frozen=True, slots=True)
class OpenRegister:
    """Leads to a register that can be printed and saved."""

    which: Register


@dataclass(frozen=True, slots=True)
class OpenPart:
    """Leads to a part of a place, and within it to a tab; the codes are those of the place's screen."""

    place: Place
    part: str
    tab: str = ""


@dataclass(frozen=True, slots=True)
class OpenLimit:
    """Leads to the reckoning of a limit that belongs to no request, and back to the place ``origin``."""

    limit: OfficeLimit
    origin: Place


@dataclass(frozen=True, slots=True)
class NewIntake:
    """Leads to the intake: with an empty draft, or with a saved one."""

    draft_id: str | None = None


@dataclass(frozen=True, slots=True)
class RestoreCopy:
    """Leads to the office as a copy of its store holds it: the window is closed and opened again."""

    file: Path


WithinPlace = (
    OpenRequest | TakeStep | OpenLetter | OpenBlankForm | OpenBatch | OpenRegister | OpenPart | OpenLimit | NewIntake
)
"""What lies within one place and is shown by its screen."""

Destination = WithinPlace | OpenPlace | RestoreCopy
"""Where a screen may lead to."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something the search box can do by name. ``key`` is shown beside it."""

    name: str
    run: Callable[[], None]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part of a place that the search box leads to by name from every place; ``key`` works in its own place."""

    name: str
    destination: OpenPart | OpenRegister
    key: str | None = None


class Screen(QWidget):
    """A page of the main window.

    A screen asks ``casework`` through ``operations`` only. It is made when its place is first opened; ``opened`` is
    called each time it comes to the front, ``refresh`` when something it may show was changed while it is there.
    """

    go = Signal(object)
    """A ``Destination`` that the main window shall show."""
    told = Signal(str)
    """A sentence for the status line: what was done."""
    showing = Signal()
    """``subject`` is another one now."""

    backed_up = Signal()
    """A copy of the store was made: the bar says since when there is one."""

    help_page: ClassVar[str] = "today"
    """The name of the page in ``resources/help`` that F1 opens."""

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self.casework = casework
        self.operations = operations

    @property
    def subject(self) -> str:
        """What stands on the screen now, for the window's title; empty when its place says it all."""
        return ""

    @property
    def help_heading(self) -> str:
        """The heading of that page at which F1 opens it; empty: its beginning."""
        return ""

    def opened(self) -> None:
        """The screen came to the front: load what it shows and put the focus where work begins."""

    def left(self) -> None:
        """Another screen came to the front: keep what was typed."""

    def refresh(self, changes: Changes) -> None:
        """Load again what ``changes`` touched."""

    def visit(self, destination: Destination) -> bool:
        """Shows the destination if it belongs to this screen; False otherwise."""
        return False

    def offers(self) -> Sequence[Action]:
        """What the search box offers by name while this screen is at the front."""
        return ()
