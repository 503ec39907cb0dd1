"""公开目录: what is already public and where; searched, edited by hand, taken in from tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import CatalogueEntry, Changes
from desktop.casework.calendar.office_limits import PublicationLimit
from desktop.casework.casework import Casework
from desktop.casework.files import bytes_of
from desktop.casework.registers.catalogue import CatalogueEntryRefused, CatalogueExamined, CataloguePage
from desktop.supervisor.catalogue_cards import EntryCard, ImportCard
from desktop.widgets.buttons import secondary
from desktop.widgets.confirm_dialog import ask_to_drop
from desktop.widgets.fields import TextField
from desktop.widgets.file_dialogs import ask_source
from desktop.widgets.labels import label, row
from desktop.widgets.line_table import Column, Line, LineTable, WholeRows
from desktop.widgets.operations import Failure, Operations
from desktop.widgets.screen import OpenLimit, Place
from desktop.widgets.scrolled_column import ScrolledColumn
from desktop.widgets.timers import once_after
from desktop.widgets.tokens import CARD_GAP, GRID

_SIDE = 392
_SEARCH_AFTER = 200
_COLUMNS = (
    Column("索引号", 168, elided=True),
    Column("名称", 0, elided=True),
    Column("文号", 176, elided=True),
    Column("发布日期", 104),
    Column("有效性", 80, elided=True),
)


class CatalogueView(QWidget):
    """The catalogue at the left, one entry and the import at the right."""

    go = Signal(object)
    told = Signal(str)

    def __init__(self, casework: Casework, operations: Operations) -> None:
        super().__init__()
        self._casework = casework
        self._operations = operations
        self.search = TextField("查找", "索引号、名称、文号、分类中的字")
        self.new = secondary("新增", "Alt+N")
        self.table = LineTable("公开目录", padding=8)
        self.card = EntryCard(casework.context.today())
        self.files = ImportCard()
        self._count = label(second=True)
        self._entries: list[CatalogueEntry] = []
        self._page: CataloguePage | None = None
        self._wait = once_after(self, _SEARCH_AFTER, self.load)
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """Asks for the first page of what is searched for."""
        text, catalogue = self.search.value(), self._casework.catalogue
        self._operations.run_query(self, lambda: catalogue.page(text), self._show_first, lane="catalogue")

    def focus_first(self) -> None:
        """Puts the keys into the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_file(self, path: Path) -> None:
        """Looks at a file; nothing is stored yet."""
        catalogue = self._casework.catalogue
        self._operations.run_long(
            self,
            f"正在检查 {path.name}",
            lambda progress: catalogue.examine(path.name, bytes_of(path), progress.report),
            self.files.show_examined,
            lambda failure: self.files.show_sentence(failure.sentence),
            changing=False,
            trigger=self.files.choose,
            on_stopped=lambda: self.files.show_sentence(f"已停下，“{path.name}”没有检查完，什么也没有写入。"),
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        head = row()
        head.addWidget(self.search, 1)
        head.addWidget(self._count)
        head.addWidget(self.new)
        left.addLayout(head)
        card = WholeRows()
        card.body.addWidget(self.table, 1)
        left.addWidget(card, 1)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(CARD_GAP)
        for part in (self.files, self.card):
            column.addWidget(part)
        column.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(left, 1)
        scrolled = ScrolledColumn(side, _SIDE)
        scrolled.setFixedWidth(_SIDE)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(scrolled, 1)
        right.addWidget(self.card.foot)
        whole.addLayout(right)

    def _connect(self) -> None:
        self.search.edited.connect(lambda _: self._wait.start())
        self.search.returnPressed.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.new.clicked.connect(self._begin)
        self.table.more_wanted.connect(self._load_more)
        self.table.entered_row.connect(self._open)
        self.card.wanted.connect(self._save)
        self.card.dropped.connect(self._delete)
        self.card.limit.clicked.connect(self._show_limit)
        self.files.choose.clicked.connect(self._ask_file)
        self.files.confirmed.connect(self._take_in)

    def _show_first(self, page: CataloguePage) -> None:
        self._page = page
        self._entries = list(page.entries)
        self.table.show_lines(_COLUMNS, [_line(entry) for entry in page.entries], more=page.after is not None)
        found = f"找到 {len(page.entries)} 条 · " if self.search.value() else ""
        self._count.setText(f"{found}共 {page.total or 0} 条" if page.total else "目录还是空的，可以在右边导入")

    def _load_more(self) -> None:
        if self._page is None or self._page.after is None:
            return
        after, catalogue = self._page.after, self._casework.catalogue
        self._operations.run_query(
            self, lambda: catalogue.page("", after), lambda page: self._append(after, page), lane="catalogue_page"
        )

    def _append(self, after: object, page: CataloguePage) -> None:
        if self._page is None or self._page.after != after:
            return
        self._page = page
        self._entries += page.entries
        self.table.append_lines([_line(entry) for entry in page.entries], more=page.after is not None)

    def _open(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self._entries):
            entry = self._entries[place]
            self._show_instead(lambda: self._show_entry(entry))

    def _show_instead(self, show: Callable[[], None]) -> None:
        """What was typed into the card is not dropped without asking."""
        if self.card.typed:
            ask_to_drop(self, "右边填写的条目没有保存，打开另一条后不再保留。", show)
        else:
            show()

    def _show_entry(self, entry: CatalogueEntry) -> None:
        words = self._casework.catalogue.publication_words
        self.card.show_entry(entry)
        self.card.focus_first()
        self._operations.run_query(self, lambda: words(entry), self.card.show_limit, lane="catalogue_limit")

    def _show_limit(self) -> None:
        """How the last day of the entry comes about: of the row that has the keys, or of what the fields say."""
        place = self.table.currentIndex().row()
        if self.table.hasFocus() and 0 <= place < len(self._entries):
            entry: CatalogueEntry | None = self._entries[place]
            formed = self._entries[place].formed_on
        else:
            entry, formed = self.card.entry(), self.card.day("formed_on").day()
        if formed is not None:
            self.go.emit(OpenLimit(PublicationLimit(formed, entry), Place.SETTINGS))
        else:
            self.card.show_limit("没有成文日期，不能核算期限")

    def _begin(self) -> None:
        self._show_instead(self._show_new)

    def _show_new(self) -> None:
        self.card.show_entry(None)
        self.card.focus_first()

    def _save(self, entry: CatalogueEntry, known: str | None) -> None:
        catalogue = self._casework.catalogue

        def done(_changes: Changes) -> None:
            self.told.emit(f"目录条目 {entry.index_number} 已保存")
            self.card.show_entry(entry)

        self._operations.run_change(
            self, lambda: catalogue.save(entry, known), done, self._not_saved, trigger=self.card.save
        )

    def _not_saved(self, failure: Failure) -> None:
        cause = failure.cause
        faults = dict(cause.faults) if isinstance(cause, CatalogueEntryRefused) else {}
        self.card.refuse(faults, failure.sentence)

    def _delete(self, number: str) -> None:
        catalogue = self._casework.catalogue

        def done(_changes: Changes) -> None:
            self.told.emit(f"目录条目 {number} 已删除")
            self.card.show_entry(None)

        self._operations.run_change(self, lambda: catalogue.delete(number), done, trigger=self.card.drop)

    def _ask_file(self) -> None:
        ask_source(self, "导入公开目录", "表格 (*.xlsx *.csv *.txt)", self.read_file)

    def _take_in(self, examined: CatalogueExamined) -> None:
        catalogue = self._casework.catalogue

        def done(_changes: Changes) -> None:
            self.files.show_sentence(f"已导入“{examined.name}”：{len(examined.file.entries)} 条。")
            self.files.choose.setFocus(Qt.FocusReason.OtherFocusReason)

        self._operations.run_long(
            self,
            f"正在导入 {examined.name}",
            lambda progress: catalogue.take_in(examined, progress.report),
            done,
            lambda failure: self.files.show_sentence(failure.sentence),
            trigger=self.files.confirm_button,
            on_stopped=lambda: self.files.show_sentence(f"已停下，“{examined.name}”一条也没有写入。"),
        )


def _line(entry: CatalogueEntry) -> Line:
    cells = (
        entry.index_number,
        " ".join(entry.title.split()),
        entry.document_number or "",
        entry.published_on.isoformat(),
        entry.validity or "",
    )
    return Line(entry.index_number, cells)
