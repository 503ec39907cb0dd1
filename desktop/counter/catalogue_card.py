"""Entries of the published catalogue beside a draft: is it already public, and where? Enter takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from db.records import CatalogueEntry
from desktop.casework.casework import Casework
from desktop.widgets.fields import TextField
from desktop.widgets.labels import Card, heading, note, row, rule
from desktop.widgets.lines import Cell, Line, LinesView
from desktop.widgets.operations import Operations
from desktop.widgets.timers import once_after
from desktop.widgets.tokens import SIDE

_ROW = 28
_SEARCH_AFTER = 200
_MOST = 8
_SHOWN = 2
"""So many entries are seen at once; beside a letter the others are scrolled."""


class PublishedCard(Card):
    """公开目录 beside the intake: entries that are like what is asked for, and where the chosen one is found."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.has_rows = False
        self._entries: tuple[CatalogueEntry, ...] = ()
        self.view = LinesView("公开目录中相近的信息", height=_ROW, padding=0)
        self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._where = note("", wrap=True)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addLayout(row(heading("公开目录"), note("可能已经主动公开"), None))
        self.body.addWidget(rule("row"))
        self.body.addWidget(self.view)
        self.body.addWidget(self._where)
        self.view.opened.connect(self._show_where)

    def show_entries(self, entries: Sequence[CatalogueEntry]) -> None:
        """Shows entries, and where the most alike is found."""
        self._entries = tuple(entries[:_SHOWN])
        self.has_rows = bool(entries)
        self.view.show_lines([entry_line(entry) for entry in self._entries])
        self.view.setFixedHeight(self.view.height_of(len(self._entries)))
        if entries:
            self._show_where(entries[0])

    def where(self) -> str:
        """Where the chosen entry is found."""
        return self._where.text()

    def _show_where(self, entry: object) -> None:
        if isinstance(entry, CatalogueEntry):
            parts = (entry.index_number, entry.document_number, entry.validity, entry.publisher, entry.address)
            self._where.setText("　".join(filter(None, parts)))


class CataloguePick(Card):
    """公开目录 beside the reply 已主动公开: searched, and the entry that is taken fills the facts of the letter."""

    picked = Signal(object)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__(padding=8, spacing=4)
        self._casework = casework
        self._operations = operations
        self.search = TextField("查找公开目录", "名称、文号、索引号中的字")
        self.view = LinesView("公开目录", height=_ROW, padding=12)
        self.view.opened.connect(self.picked)
        self._wait = once_after(self, _SEARCH_AFTER, self._search)
        head = row(heading("公开目录"), note("Alt+G，选中后 Enter 填入"))
        head.addWidget(self.search, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.view)
        self.search.edited.connect(lambda _: self._wait.start())
        self.search.returnPressed.connect(self.focus_entries)
        self.hide()

    def begin(self, numbers: Sequence[str]) -> None:
        """Shows entries like the contents of these requests; nothing is shown while the catalogue is empty."""
        self.search.set_value("")
        self.hide()
        catalogue = self._casework.catalogue
        self._operations.run_query(
            self,
            lambda: (catalogue.is_empty(), catalogue.for_requests(numbers, _MOST)),
            lambda found: self._show_first(*found),
            lane="catalogue_pick",
        )

    def focus_entries(self) -> None:
        """Puts the keys on the entries, or into the search while there are none."""
        if self.view.model().rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.setCurrentIndex(self.view.model().index(0, 0))
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self) -> None:
        text, catalogue = self.search.value(), self._casework.catalogue
        self._operations.run_query(
            self, lambda: catalogue.matching(text, _MOST), self._show_entries, lane="catalogue_pick"
        )

    def _show_first(self, empty: bool, entries: tuple[CatalogueEntry, ...]) -> None:
        self.setVisible(not empty)
        self._show_entries(entries)

    def _show_entries(self, entries: tuple[CatalogueEntry, ...]) -> None:
        self.view.show_lines([entry_line(entry) for entry in entries])
        self.view.setFixedHeight(self.view.height_of(min(len(entries), _SHOWN)))
        self.view.setVisible(bool(entries))


def entry_line(entry: CatalogueEntry) -> Line:
    """Title, number and day of publication."""
    cells = (
        Cell(text=" ".join(entry.title.split()), size=SIDE),
        Cell(text=entry.published_on.isoformat(), width=84, right=True, size=SIDE, second=True),
    )
    return Line(cells=cells, target=entry)
