"""今日单: the work list of the day as paper for the wall. Names are masked as on the screen."""

from __future__ import annotations

from typing import Literal

from desktop.casework.context import Context
from desktop.casework.day_words import short_weekday
from desktop.casework.office.paper_mark import marked_for
from desktop.casework.requests.worklist import Worklist
from desktop.casework.views import Paper, SegmentKind, TodayGroup, TodayView, WorkRow
from forms.day_sheet import TITLE, DayCount, DayRow, DaySheet, day_sheet
from resources.vocabulary import Band

_SHAPES = {
    TodayGroup.OVERDUE: Band.OVERDUE,
    TodayGroup.DUE_TODAY: Band.DUE_TODAY,
    TodayGroup.SOON: Band.RED,
    TodayGroup.AWAITING_CORRECTION: Band.WAITING,
    TodayGroup.CONSULTING: Band.WAITING,
}
_PARTS: dict[SegmentKind, Literal["used", "stopped", "left", "over"]] = {
    SegmentKind.USED: "used",
    SegmentKind.STOPPED: "stopped",
    SegmentKind.LEFT: "left",
    SegmentKind.OVER: "over",
}


def day_paper(context: Context) -> Paper:
    """The sheet of the office's day. Raises ``UnprintableCharacter``."""
    view = Worklist(context).today()
    with context.store.reading() as reading:
        office = context.office_in(reading)
    with marked_for(context):
        printed = day_sheet(day_facts(office, view))
    return Paper(pdf=printed.pdf, pages=printed.pages, name=f"{TITLE} {view.today.isoformat()}.pdf")


def day_facts(office: str, view: TodayView) -> DaySheet:
    """What the sheet says of ``view``."""
    return DaySheet(
        office=office,
        day=view.today,
        day_kind=view.day_kind,
        headline=view.headline,
        reminders=view.reminders,
        counts=tuple(
            DayCount(band=_SHAPES.get(count.group), label=count.label, figure=count.figure) for count in view.counts
        ),
        ours=tuple(_row(row) for row in view.ours),
        others=tuple(_row(row) for row in view.others),
    )


def _row(row: WorkRow) -> DayRow:
    return DayRow(
        number=row.number,
        applicant=row.applicant,
        content=row.content,
        department="\n".join(filter(None, (row.department, row.department_note))),
        state=row.state.label,
        due=short_weekday(row.due_on) if row.due_on else "—",
        band=row.band,
        badge=row.badge,
        bar=tuple((_PARTS[segment.kind], segment.days) for segment in row.bar.segments) if row.bar else (),
        used=row.bar.label if row.bar else "",
    )
