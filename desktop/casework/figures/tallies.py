"""How many requests fall where, and which: the store groups, sums and lists the columns of the projection blindly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.lists import Grouping
from db.records import Json
from db.row_filters import RowFilter
from db.store import Reading

Key = tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of a reading of ``figure_readings``; ``office``: that of ``Context.counted_in``."""

    reading: Reading
    office: str

    def count(self, wanted: RowFilter, by: Sequence[Grouping] = ()) -> Mapping[Key, int]:
        """How many requests fall into each group; without groups one sum under the key ``()``."""
        if not self.office:
            return {}
        if wanted.uncompleted_on is not None and tuple(by) == (Grouping.TABLE_COLUMN,):
            left = self.reading.open_by_column(self.office, wanted.uncompleted_on)
            return {(column,): count for column, count in left.items()}
        return self.reading.count_cells(self.office, wanted, by)
