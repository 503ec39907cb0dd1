"""The windows: dresses the application, opens an office and shows its main window. Screens are imported when opened."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QLibraryInfo,
    QLocale,
    QObject,
    QStandardPaths,
    Qt,
    QTimer,
    QTranslator,
    qVersion,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

import db.backup
from desktop.casework.casework import Casework
from desktop.casework.context import Clock
from desktop.counter.main_window import MainWindow, ScreenMaker
from desktop.office import Office, open_demonstration, open_office, system_clock
from desktop.supervisor.parts import named_parts
from desktop.widgets import theme
from desktop.widgets.buttons import Button, ButtonKind
from desktop.widgets.focus_ring import FocusRings
from desktop.widgets.icons import icon_pixmap
from desktop.widgets.labels import label, row
from desktop.widgets.opening_window import OpeningWindow
from desktop.widgets.operations import Operations, Progress, failure_of
from desktop.widgets.screen import Place, Screen
from desktop.widgets.tokens import DARK, LIGHT
from resources.messages import ShoubanError, say

COULD_NOT = 2
_LOG_SIZE = 512 * 1024


def run(store: Path | str | None = None, *, office: str | None = None, clock: Clock = system_clock) -> int:
    """Opens the store and shows the windows until they are closed. Returns the exit code."""
    made = application()
    _keep_log()
    try:
        opened = _waited_for(lambda progress: open_office(store, office=office, clock=clock, report=progress.report))
    except ShoubanError as refused:
        return _refuse(refused.sentence())
    return 0 if opened is None else _show_until_closed(made, opened)


def _waited_for(opening: Callable[[Progress], Office]) -> Office | None:
    """The office that ``opening`` opens, with a window where that takes long; None when the user stopped it."""
    window = OpeningWindow(opening)
    try:
        return window.outcome()
    finally:
        window.deleteLater()


def run_demonstration() -> int:
    """Shows a demonstration office, which is thrown away when its window is closed. Returns the exit code."""
    made = application()
    with tempfile.TemporaryDirectory(prefix="shouban-demo-") as folder:
        opened = _waited_for(lambda _progress: open_demonstration(Path(folder)))
        return 0 if opened is None else _show_until_closed(made, opened)


def open_main_window(office: Office) -> MainWindow:
    """Shows the main window of an office; closing the window ends its background work and leaves the office open."""
    application()
    window = MainWindow(office.casework, Operations(), _places(), Place.TODAY, named_parts())
    window.show()
    return window


def toolkit() -> str:
    """Name and version of what draws the windows."""
    return f"Qt {qVersion()}"


def application() -> QApplication:
    """The dressed application; made on the first call."""
    existing = QCoreApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if made.property("dressed"):
        return made
    made.setProperty("dressed", True)
    made.setApplicationName("shouban")
    made.setWindowIcon(QIcon(icon_pixmap("app", theme.colour(lambda colours: colours.on_navy), 64)))
    _translate_dialogs(made)
    _follow_scheme(made)
    FocusRings(made)
    sys.excepthook = _note_unexpected
    return made


def let_run(milliseconds: int) -> None:
    """Lets the windows work for a while; ``QTest.qWait`` would keep Python's lock and let the workers stand still."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _show_until_closed(made: QApplication, office: Office) -> int:
    shown = OfficeWindow(office)
    first: QWidget | None = None
    if office.casework.settings.office().name:
        shown.open()
    else:
        first = _FirstStart(shown)
        first.show()
        _fit(first)
    try:
        return made.exec()
    finally:
        if first is not None:
            first.close()
        shown.close()


class OfficeWindow(QObject):
    """An open office and its main window, which is closed and opened anew when a copy of the store is brought back."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.window: MainWindow | None = None

    def open(self) -> MainWindow:
        """Shows the main window."""
        window = self.window = open_main_window(self.office)
        _fit(window)
        # Queued: the window that asks is closed.
        window.restore_wanted.connect(self._restore, Qt.ConnectionType.QueuedConnection)
        return window

    def close(self) -> None:
        """Closes window and office."""
        if self.window is not None:
            self.window.close()
        self.office.close()

    def _restore(self, copy: Path) -> None:
        """Closes the store, puts the copy in its place, and opens it again; where that fails, the old store."""
        made = application()
        made.setQuitOnLastWindowClosed(False)
        asking, self.window = self.window, None
        if asking is not None:
            asking.close()
            asking.deleteLater()
        self.office.close()
        told = self._put_back(copy)
        try:
            reopened = _waited_for(lambda progress: self.office.reopen(report=progress.report))
        except ShoubanError as refused:
            made.exit(_refuse(refused.sentence()))
            return
        if reopened is None:
            made.exit(0)
            return
        self.office = reopened
        window = self.open()
        window.open_place(Place.SETTINGS)
        window.status.tell(told)
        made.setQuitOnLastWindowClosed(True)

    def _put_back(self, copy: Path) -> str:
        """What came of it, in a sentence."""
        now = self.office.casework.context.clock()
        try:
            restored = db.backup.restore(copy, Path(self.office.location), now=now)
        except ShoubanError as refused:
            return refused.sentence()
        aside = restored.put_aside
        return say("widgets.restored", copy=copy.name, aside="" if aside is None else aside.name)


_TITLE_BAR = 40
"""What a window manager adds to the height of a window, at most."""


def _fit(window: QWidget) -> None:
    """Lets a window fill a screen that has no room for its own size."""
    room = window.screen().availableSize()
    if room.width() < window.width() or room.height() < window.height() + _TITLE_BAR:
        window.showMaximized()


class _FirstStart(QWidget):
    """The window of an empty store: the office first, then the counter, or the demonstration office."""

    def __init__(self, own: OfficeWindow) -> None:
        from desktop.supervisor.first_start import FirstStartPage

        super().__init__()
        self._operations = Operations()
        page = FirstStartPage(own.office.casework, self._operations, offers_demonstration=True)
        page.started.connect(lambda: self._open(own))
        page.demonstration_wanted.connect(self._open_demonstration)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        application().aboutToQuit.connect(self._operations.close)
        self.setWindowTitle("首办 · 首次使用")
        self.resize(1366, 768)

    def _open(self, shown: OfficeWindow) -> None:
        shown.open()
        self.hide()

    def _open_demonstration(self) -> None:
        """Makes the invented office beside this window, which waits for it."""
        folder = tempfile.TemporaryDirectory(prefix="shouban-demo-")
        self.setEnabled(False)
        opened = _waited_for(lambda _progress: open_demonstration(Path(folder.name)))
        self.setEnabled(True)
        if opened is None:
            folder.cleanup()
            return
        demonstration = OfficeWindow(opened)

        def throw_away() -> None:
            demonstration.close()
            folder.cleanup()

        application().aboutToQuit.connect(throw_away)
        self._open(demonstration)


def _places() -> Mapping[Place, ScreenMaker]:
    """The screens by place, each imported when it is first opened."""

    def today(casework: Casework, operations: Operations) -> Screen:
        from desktop.counter.today import Today

        return Today(casework, operations)

    def intake(casework: Casework, operations: Operations) -> Screen:
        from desktop.counter.intake import Intake

        return Intake(casework, operations)

    def requests(casework: Casework, operations: Operations) -> Screen:
        from desktop.counter.requests import Requests

        return Requests(casework, operations)

    def letters(casework: Casework, operations: Operations) -> Screen:
        from desktop.counter.letters import Letters

        return Letters(casework, operations)

    def statistics(casework: Casework, operations: Operations) -> Screen:
        from desktop.supervisor.statistics import StatisticsScreen

        return StatisticsScreen(casework, operations)

    def settings(casework: Casework, operations: Operations) -> Screen:
        from desktop.supervisor.settings import SettingsScreen

        return SettingsScreen(casework, operations)

    return {
        Place.TODAY: today,
        Place.INTAKE: intake,
        Place.REQUESTS: requests,
        Place.LETTERS: letters,
        Place.STATISTICS: statistics,
        Place.SETTINGS: settings,
    }


def _follow_scheme(made: QApplication) -> None:
    """Light or dark, as the system is set, also when it changes."""
    hints = made.styleHints()

    def dress() -> None:
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        theme.apply(made, DARK if dark else LIGHT)

    dress()
    hints.colorSchemeChanged.connect(dress)


def _translate_dialogs(made: QApplication) -> None:
    """Qt's own words in file dialogs and menus of text fields, in Chinese."""
    translator = QTranslator(made)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Chinese, QLocale.Country.China), "qtbase", "_", folder):
        made.installTranslator(translator)


def _keep_log() -> None:
    """A local log of faults of the program, without personal data, of at most twice its size."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "shouban.log", maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


def _note_unexpected(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A fault in the windows themselves: one sentence in the status line, the place in the log."""
    sentence = failure_of(error).sentence
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.status.tell(sentence)


def _refuse(sentence: str) -> int:
    """Says why the windows cannot be opened."""
    notice = QDialog()
    notice.setWindowTitle("首办")
    notice.setMinimumWidth(480)
    close = Button("关闭", "Esc", kind=ButtonKind.PRIMARY, bound=False)
    close.clicked.connect(notice.reject)
    column = QVBoxLayout(notice)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(24)
    column.addWidget(label(sentence, wrap=True))
    column.addLayout(row(None, close))
    notice.exec()
    return COULD_NOT
