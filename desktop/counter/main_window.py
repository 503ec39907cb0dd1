"""The main window: rail, search box, status line, and one screen at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from db.records import Changes
from desktop.casework.casework import Casework
from desktop.casework.office.safekeeping import BackupView
from desktop.casework.office.settings import OfficeSettings
from desktop.counter.frame import StatusLine, TopBar
from desktop.counter.help_window import HelpWindow
from desktop.counter.rail import Rail, place_key
from desktop.counter.search_box import SearchBox
from desktop.widgets.buttons import shortcut
from desktop.widgets.date_field import DateEdit
from desktop.widgets.operations import Operations
from desktop.widgets.pages import ScrolledPages
from desktop.widgets.screen import (
    Action,
    Destination,
    NamedPart,
    NewIntake,
    OpenBatch,
    OpenBlankForm,
    OpenLetter,
    OpenPart,
    OpenPlace,
    OpenRegister,
    Place,
    RestoreCopy,
    Screen,
    TakeStep,
    WithinPlace,
)
from resources.messages import say

ScreenMaker = Callable[[Casework, Operations], Screen]

_MOMENT = 2_000
_MINUTE = 60_000
NEW_REQUEST_KEY = "Ctrl+N"


class MainWindow(QWidget):
    """Shows ``places``; a screen is made when its place is first opened, so that the window is there at once.

    ``parts``: what the search box leads to within the places.
    """

    restore_wanted = Signal(object)
    """The ``Path`` of a copy that shall take the place of the store; only the application can close and open it."""

    def __init__(
        self,
        casework: Casework,
        operations: Operations,
        places: Mapping[Place, ScreenMaker],
        first: Place,
        parts: Sequence[NamedPart] = (),
    ) -> None:
        super().__init__()
        self.casework = casework
        self.operations = operations
        self._makers = places
        self._parts = parts
        self._screens: dict[Place, Screen] = {}
        self._place = first
        self._today = casework.context.today()
        self._settings: OfficeSettings | None = None
        self._help: HelpWindow | None = None
        self._changed_since_tidying = False
        self.rail = Rail(list(places))
        self.search = SearchBox(casework.search, operations, self._offers)
        self._top = TopBar(self.search)
        self.stack = ScrolledPages()
        self.status = StatusLine()
        self._lay_out()
        self._connect()
        self.setWindowTitle("首办")
        self.setMinimumSize(1180, 600)
        self.resize(1366, 768)
        self._top.show_day(self._today, "")
        self.open_place(first)
        self._load_frame()

    @property
    def screen_shown(self) -> Screen:
        """The screen at the front."""
        return self._screen(self._place)

    @property
    def places(self) -> Sequence[Place]:
        """The places of the rail."""
        return tuple(self._makers)

    def open_place(self, place: Place) -> Screen:
        """Brings a place to the front as it stands."""
        screen = self._bring(place)
        screen.opened()
        return screen

    def show_destination(self, destination: Destination) -> None:
        """Leads to where a screen, the search box or the rail points."""
        if isinstance(destination, OpenPlace):
            self.open_place(destination.place)
            return
        if isinstance(destination, RestoreCopy):
            self.restore_wanted.emit(destination.file)
            return
        place = _place_of(destination)
        if place in self._makers:
            self._bring(place).visit(destination)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps what was typed and waits for what is being saved."""
        for screen in self._screens.values():
            screen.left()
        if self._help is not None:
            self._help.close()
        self.operations.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 3, 1)
        grid.addWidget(self._top, 0, 1)
        grid.addWidget(self.stack, 1, 1)
        grid.addWidget(self.status, 2, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.rail.chosen.connect(self._go_elsewhere)
        self.search.go.connect(self.show_destination)
        self.operations.changed.connect(self._refresh)
        self.operations.saved.connect(lambda: self.status.show_saved(self.casework.context.clock()))
        self.operations.failed.connect(self.status.tell)
        self.operations.activity.connect(self.status.show_activity)
        shortcut(self, "Ctrl+K").activated.connect(self.search.begin)
        shortcut(self, "F1").activated.connect(self._open_help)
        shortcut(self, NEW_REQUEST_KEY).activated.connect(lambda: self.show_destination(NewIntake()))
        minute = QTimer(self)
        minute.timeout.connect(self.watch_midnight)
        minute.timeout.connect(self._tidy_when_idle)
        minute.start(_MINUTE)
        moment = QTimer(self)
        moment.timeout.connect(self._look_elsewhere)
        moment.start(_MOMENT)

    def _screen(self, place: Place) -> Screen:
        if place not in self._screens:
            screen = self._makers[place](self.casework, self.operations)
            screen.go.connect(self.show_destination)
            screen.told.connect(self.status.tell)
            screen.showing.connect(self._show_title)
            screen.backed_up.connect(self._load_frame)
            self._screens[place] = screen
            self.stack.addWidget(screen)
        return self._screens[place]

    def _go_elsewhere(self, place: Place) -> None:
        """What was told belongs to what is left."""
        self.status.tell("")
        self.open_place(place)

    def _bring(self, place: Place) -> Screen:
        if place is not self._place and self._place in self._screens:
            self._screens[self._place].left()
        self._place = place
        self.search.give_keys()
        screen = self._screen(place)
        self.stack.setCurrentWidget(screen)
        self.rail.show_place(place)
        self._show_title()
        return screen

    def _refresh(self, changes: Changes) -> None:
        self._changed_since_tidying = True
        for screen in self._screens.values():
            screen.refresh(changes)
        if changes.settings or changes.calendar:
            self._load_frame()

    def _load_frame(self) -> None:
        """Asks for what stands in the bars: office, kind of the day, last backup."""
        casework = self.casework
        today = self._today

        def ask() -> tuple[OfficeSettings, str, str, BackupView | None]:
            days = casework.calendars
            return (
                casework.settings.office(),
                days.day_kind(today),
                days.announced(),
                casework.safekeeping.last_backup(),
            )

        self.operations.run_query(self, ask, self._show_frame)

    def _show_frame(self, found: tuple[OfficeSettings, str, str, BackupView | None]) -> None:
        settings, kind, missing, backup = found
        self._settings = settings
        self._top.show_day(self._today, kind)
        self._top.show_clerk(settings)
        self.status.show_office(settings)
        self.status.show_missing_year(missing)
        self.status.show_backup(None if backup is None else backup.made_at, self._today)
        self._show_title()

    def _show_title(self) -> None:
        parts = ["首办", self._place.label, *filter(None, [self.screen_shown.subject])]
        if self._settings is not None:
            parts.insert(1, self._settings.name)
            if self._settings.demonstration:
                parts.append("演示单位，数据均为虚构")
        self.setWindowTitle(" · ".join(parts))

    def watch_midnight(self) -> None:
        """Asked each minute: when another day has begun, everything is dated anew."""
        today = self.casework.context.today()
        if today != self._today:
            self._today = today
            for field in self.findChildren(DateEdit):
                field.set_today(today)
            self._load_frame()
            self._refresh(Changes(calendar=True, settings=True, drafts=True))

    def _look_elsewhere(self) -> None:
        """What a command has changed beside this window is shown as soon as nobody waits for anything."""
        if self.operations.idle:
            look = self.casework.safekeeping.changed_elsewhere
            self.operations.run_query(self, look, self._show_elsewhere, lane="elsewhere")

    def _show_elsewhere(self, changed: bool) -> None:
        if changed:
            self.operations.changed.emit(Changes(calendar=True, drafts=True))
            self.status.tell(say("widgets.changed_elsewhere"))

    def _tidy_when_idle(self) -> None:
        """What registering left to be merged in the search index is merged while nobody works."""
        if self._changed_since_tidying and self.operations.idle:
            self._changed_since_tidying = False
            self.operations.run_query(self, self.casework.safekeeping.tidy, lambda _: None, lane="tidy")

    def _offers(self) -> Sequence[Action]:
        """What the search box can do by name: the screen's actions, a new request, the places and their parts."""
        actions = list(self.screen_shown.offers())
        if Place.INTAKE in self._makers:
            new = Action("新收申请", lambda: self.show_destination(NewIntake()), NEW_REQUEST_KEY)
            actions.append(new)
        for number, place in enumerate(self._makers, start=1):
            actions.append(Action(place.label, _opener(self, place), place_key(number)))
        if Place.LETTERS in self._makers:
            forms = self.casework.file_papers.blank_forms()
            actions += [Action(f"空白表格：{form.name}", _way_to(self, OpenBlankForm(form.name))) for form in forms]
        actions.append(Action("本页帮助", self._open_help, "F1"))
        # The parts of the place at the front stand before those of others, and only their keys work here.
        here = [part for part in self._parts if _place_of(part.destination) is self._place]
        elsewhere = [part for part in self._parts if part not in here]
        actions += [Action(part.name, _way_to(self, part.destination), part.key) for part in here]
        actions += [Action(part.name, _way_to(self, part.destination)) for part in elsewhere]
        return actions

    def _open_help(self) -> None:
        if self._help is None:
            self._help = HelpWindow()
        self._help.open_page(self.screen_shown.help_page, self.screen_shown.help_heading)


def _opener(window: MainWindow, place: Place) -> Callable[[], None]:
    def open_it() -> None:
        window.open_place(place)

    return open_it


def _way_to(window: MainWindow, destination: Destination) -> Callable[[], None]:
    def open_it() -> None:
        window.show_destination(destination)

    return open_it


def _place_of(destination: WithinPlace) -> Place:
    match destination:
        case OpenPart(place=place):
            return place
        case NewIntake():
            return Place.INTAKE
        case OpenRegister():
            return Place.STATISTICS
        case OpenLetter() | OpenBlankForm() | OpenBatch():
            return Place.LETTERS
        case TakeStep(step=step) if step.writes_letter:
            return Place.LETTERS
        case _:
            return Place.REQUESTS
