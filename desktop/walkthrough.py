"""The guided walk-through: carries one request through all screens with the keys a clerk would press.

Real windows, real store; only the clock is set from day to day. Letters and screenshots stay in a folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import application, let_run, open_main_window
from desktop.casework.files import FileUnwritable
from desktop.casework.office.settings import OfficeSettings
from desktop.counter.letter_page import NEXT_MISSING_KEY, LetterPage
from desktop.counter.letters import Letters
from desktop.counter.main_window import MainWindow
from desktop.counter.requests import Requests
from desktop.office import Office, open_office
from resources.messages import ShoubanError, say

_PATIENCE = 20.0
"""Seconds after which a screen that has not come will not come."""

_BEAT = 20
"""Milliseconds between two looks at the screen."""

_COMPOSED_AFTER = 400
"""Milliseconds in which a letter is composed anew after the last key."""

_OFFICE = OfficeSettings(
    name="天津海关",
    full_name="中华人民共和国天津海关",
    code="0200",
    short_form="津关",
    remedy_body="海关总署",
    remedy_court="天津市第三中级人民法院",
    contact_office="办公室",
    contact_phone="022-00000000",
    address="天津市示例路1号",
    postcode="300000",
    clerk="周宁",
    window="一号窗口",
    demonstration=True,
)

_REGISTERED, _CORRECTION_TOLD = date(2026, 3, 2), date(2026, 3, 5)
_CORRECTED, _EXTENDED, _REPLIED = date(2026, 3, 16), date(2026, 4, 9), date(2026, 4, 20)


class WalkthroughStopped(ShoubanError):
    """A screen did not come up in time; the folder shows how far the walk went."""

    key = "commands.walkthrough_stopped"

    def __init__(self, waited_for: str) -> None:
        super().__init__(waited_for=waited_for)


def walk_through(folder: Path) -> int:
    """Walks from the envelope to the posted reply; letters and screenshots lie in ``folder`` afterwards.

    Returns the exit code. Raises ``WalkthroughStopped``.
    """
    application()
    _Walk(_emptied(folder)).go()
    letters = sorted(path.name for path in folder.glob("*.pdf"))
    pictures = sorted(path.name for path in folder.glob("*.png"))
    print(say("commands.walkthrough_done", folder=folder.resolve(), letters=len(letters), pictures=len(pictures)))
    print("\n".join((*letters, *pictures)))
    return 0


class FolderInUse(ShoubanError):
    """The folder holds files of somebody else: nothing of them may be written over or deleted."""

    key = "commands.folder_in_use"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=folder)


def _emptied(folder: Path) -> Path:
    """The folder without what an earlier walk left. Raises ``FolderInUse``, ``FileUnwritable``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = any(folder.iterdir()) and not (folder / "walkthrough.db").exists()
    except OSError as fault:
        raise FileUnwritable(folder, fault) from fault
    if foreign:
        raise FolderInUse(folder)
    for old in (*folder.glob("*.pdf"), *folder.glob("*.png"), *folder.glob("walkthrough.db*")):
        old.unlink()
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return folder


class _Clock:
    """Stands still at half past nine of a day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(9, 30)).astimezone()


@dataclass
class _Hands:
    """What a clerk does: keys to the focused field, and looking whether the screen is there."""

    window: MainWindow

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, written as on the key caps (``Ctrl+Return``)."""
        for key in keys:
            QTest.keySequence(self._target(), QKeySequence(key))
            self.settle()

    def write(self, text: str) -> None:
        """Writes into the focused field as an input method commits text."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._target(), event)
        self.settle()

    def fill(self, *values: str) -> None:
        """Writes values into fields one after the other, Tab between them; an empty value leaves a field as it is."""
        for value in values:
            if value:
                self.write(value)
            self.press("Tab")

    def settle(self) -> None:
        """Waits until nothing is under way."""
        self.wait(lambda: self.window.operations.idle, say("commands.walkthrough_quiet"))

    def wait(self, shown: Callable[[], bool], what: str) -> None:
        """Waits until something is on the screen. Raises ``WalkthroughStopped``."""
        end = monotonic() + _PATIENCE
        let_run(_BEAT)
        while not shown():
            if monotonic() > end:
                raise WalkthroughStopped(what)
            let_run(_BEAT)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window


class _Walk:
    """The story, day by day; the program is closed in the evening and opened again on the next day of the story."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = _Clock(_REGISTERED)
        self.number = ""
        self._pictures = 0

    def go(self) -> None:
        """All days of the story."""
        days = (
            (_REGISTERED, self._register),
            (_CORRECTION_TOLD, self._tell_correction),
            (_CORRECTED, self._take_correction),
            (_EXTENDED, self._extend),
            (_REPLIED, self._reply),
        )
        for day, work in days:
            self.clock.day = day
            self._work_a_day(work)

    def _work_a_day(self, work: Callable[[_Hands, Office], None]) -> None:
        office = open_office(self.folder / "walkthrough.db", clock=self.clock)
        try:
            if not office.casework.settings.office().name:
                office.casework.settings.save(_OFFICE)
            window = open_main_window(office)
            hands = _Hands(window)
            try:
                hands.settle()
                work(hands, office)
            except WalkthroughStopped:
                window.grab().save(str(self.folder / "stopped.png"))
                raise
            window.close()
        finally:
            office.close()

    def _register(self, hands: _Hands, office: Office) -> None:
        """A registered letter comes in; its content is unclear."""
        hands.press("Ctrl+N", "2")
        hands.press("Tab")
        hands.fill("2026-03-02", "XA12345678911")
        self._picture(hands, "intake-1-receipt")
        hands.press("Alt+N")
        hands.fill("王䶮", "", "11010519491231002X")
        hands.press("Alt+T")
        hands.fill("13800000007", "", "天津市和平区示例路8号", "300040")
        self._picture(hands, "intake-2-applicant")
        hands.press("Alt+N")
        hands.write("贵关 2025 年全部审批材料，请寄 <wang@example.cn>")
        hands.press("Alt+M", "1", "Alt+D", "1")
        self._picture(hands, "intake-3-content")
        hands.press("Alt+N")
        self._picture(hands, "intake-4-review")
        # Without the printer: what it prints would lie outside the folder.
        hands.press("Ctrl+Shift+Return")
        hands.wait(lambda: bool(_request_shown(hands)), say("commands.walkthrough_request"))
        self.number = _request_shown(hands)
        self._picture(hands, "request-registered")
        self._keep_letters(office)

    def _tell_correction(self, hands: _Hands, office: Office) -> None:
        """The correction notice goes out, once, within seven working days."""
        self._begin_step(hands, "F2")
        self._fill_facts(
            hands,
            {
                "items": "请写明所需信息的名称、文号或者其他特征性描述",
                "guidance": "“全部审批材料”范围过宽，请指明具体事项、年月或者企业名称。",
            },
        )
        self._picture(hands, "letter-correction-notice")
        self._issue(hands)
        self._keep_letters(office)

    def _take_correction(self, hands: _Hands, office: Office) -> None:
        """The corrected letter comes in: the limit starts anew."""
        self._open_request(hands)
        hands.press("Shift+F2")
        self._picture(hands, "step-corrected")
        hands.press("Ctrl+Return")
        self._picture(hands, "request-corrected")

    def _extend(self, hands: _Hands, office: Office) -> None:
        """The limit is extended before it ends, with the consent of the head."""
        self._begin_step(hands, "F4")
        self._fill_facts(
            hands,
            {
                "reason": "需要检索的案卷较多",
                "extension_days": "10",
                "approved_by": "何正",
                "approved_on": self.clock.day.isoformat(),
            },
        )
        self._issue(hands)
        self._keep_letters(office)
        self._open_request(hands)
        self._picture(hands, "request-extended")
        hands.press("Ctrl+L")
        self._picture(hands, "proof")

    def _reply(self, hands: _Hands, office: Office) -> None:
        """The reply is issued and posted; the year's figures count it."""
        self._begin_step(hands, "F5")
        hands.press("1")
        self._fill_facts(
            hands,
            {
                "provided_as": "纸质复制件邮寄",
                "pages": "12",
                "attachments": "行政审批事项办理情况一览表",
            },
        )
        self._picture(hands, "letter-reply")
        self._issue(hands)
        self._picture(hands, "letter-issued")
        hands.press("F12")
        hands.write("XA98765432111")
        self._picture(hands, "service")
        hands.press("Ctrl+Return")
        self._keep_letters(office)
        hands.press("Ctrl+J")
        self._picture(hands, "request-posted")
        self._keep_paper("proof", office.casework.requests.proof_paper(self.number).pdf)
        casework = office.casework
        report = casework.annual_reports.report(self.clock.day.year)
        self._keep_paper("annual-report", casework.annual_reports.pdf(report))
        reply = casework.letters.register()[0]
        self._keep_paper("envelope", casework.letters.envelope(reply.letter_id).pdf)

    def _open_request(self, hands: _Hands) -> None:
        hands.press("Ctrl+K")
        hands.write(self.number)
        hands.press("Return")
        hands.wait(lambda: _request_shown(hands) == self.number, self.number)

    def _begin_step(self, hands: _Hands, key: str) -> None:
        self._open_request(hands)
        hands.press(key)

    def _fill_facts(self, hands: _Hands, values: dict[str, str]) -> None:
        """Goes from one missing fact to the next and fills it."""
        letter = _letters(hands).letter
        hands.wait(lambda: bool(letter.facts.fields()), say("commands.walkthrough_letter"))
        while (fact := _missing_in_focus(letter)) is not None:
            hands.write(values[fact])
            hands.press(NEXT_MISSING_KEY)
            let_run(_COMPOSED_AFTER)
            hands.settle()
        hands.wait(lambda: letter.issue_button.isEnabled(), say("commands.walkthrough_letter"))

    def _issue(self, hands: _Hands) -> None:
        hands.press("Ctrl+Return")
        hands.wait(lambda: QApplication.activeModalWidget() is not None, say("commands.walkthrough_letter"))
        hands.press("Return")
        hands.wait(lambda: bool(_letters(hands).issued.letter_id), say("commands.walkthrough_letter"))
        hands.window.activateWindow()
        hands.wait(hands.window.isActiveWindow, say("commands.walkthrough_letter"))

    def _keep_letters(self, office: Office) -> None:
        letters = office.casework.letters
        for row in letters.register():
            if row.has_file:
                self._keep_paper(f"{row.kind.paper_id}-{row.kind.value}", letters.pdf(row.letter_id).pdf)

    def _keep_paper(self, name: str, pdf: bytes) -> None:
        (self.folder / f"{name}.pdf").write_bytes(pdf)

    def _picture(self, hands: _Hands, name: str) -> None:
        self._pictures += 1
        hands.settle()
        hands.window.grab().save(str(self.folder / f"{self._pictures:02}-{name}.png"))


def _letters(hands: _Hands) -> Letters:
    """The letters screen, once it is at the front."""
    hands.wait(lambda: isinstance(hands.window.screen_shown, Letters), say("commands.walkthrough_letter"))
    screen = hands.window.screen_shown
    assert isinstance(screen, Letters)
    return screen


def _missing_in_focus(letter: LetterPage) -> str | None:
    """The name of the missing fact that has the focus; None when all are filled."""
    return next((f.fact.name for f in letter.facts.fields() if f.has_focus_inside() and f.wants_attention), None)


def _request_shown(hands: _Hands) -> str:
    """The number of the request whose page is at the front, empty when there is none."""
    screen = hands.window.screen_shown
    view = screen.page.view if isinstance(screen, Requests) else None
    return "" if view is None else view.number
