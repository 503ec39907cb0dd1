"""L36 办理期限计算单: the limit as a sum, its days in a calendar, and every day with its reason and rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from forms.articles import printed_date
from forms.facts import Facts, Origin, fact
from forms.fonts import typeface, visible
from forms.form import Rendered
from forms.page import A4
from forms.plain_form import PlainForm
from forms.proof_calendar import CalendarDay, draw_calendar
from forms.proof_page import (
    DESK,
    GOLD,
    HAIR,
    INK,
    LEFT,
    LINE,
    NAVY,
    RIGHT,
    SECOND_INK,
    SMALL,
    TEXT,
    ProofPages,
    text_height,
)
from forms.sheet import Sheet
from resources.vocabulary import LetterKind
from resources.weekdays import WEEKDAYS

_TITLE: Final = 18.0
_FIGURE: Final = 12.5
_CARD: Final = 44.0
_PADDING: Final = 10.0
_SIGN: Final = 20.0
_SPACE: Final = 14.0
_ROW: Final = 16.5
_HEAD_ROW: Final = 20.0
_ROWS_WORTH_BEGINNING: Final = 6
_DATE, _COUNT, _WHY, _RULE = LEFT + 8, LEFT + 128, LEFT + 160, LEFT + 348


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFacts(Facts):
    """The reckoning of one limit: of a request, or of what ``subject`` names.

    ``terms``: ``{"label", "value", "sign"}`` objects, whose signs join them to ``result_label``/``result_value``;
    without a result ``error`` says why no day can be told. ``calendar``: every day of the months shown, as
    ``{"date", "mark", "text", "corner", "note", "today"}`` with ``mark`` one of start, used, left, stopped,
    not_counted, last, outside.
    ``days``: the list, as ``{"date", "count", "why", "rule"}``.
    """

    agency: str = field(metadata=fact("机关全称", origin=Origin.OFFICE))
    request_number: str | None = field(default=None, metadata=fact("登记编号", required=False, origin=Origin.REQUEST))
    applicant: str | None = field(default=None, metadata=fact("申请人", required=False, origin=Origin.REQUEST))
    subject: str | None = field(default=None, metadata=fact("核算事项", required=False, origin=Origin.OFFICE))
    limit_name: str = field(default="答复期限", metadata=fact("期限名称", required=False, origin=Origin.REQUEST))
    terms: tuple[Mapping[str, Any], ...] = field(metadata=fact("期限构成", "rows", origin=Origin.REQUEST))
    result_label: str | None = field(default=None, metadata=fact("计算结果", required=False, origin=Origin.REQUEST))
    result_value: str | None = field(default=None, metadata=fact("期限届满日", required=False, origin=Origin.REQUEST))
    standing_label: str | None = field(default=None, metadata=fact("计算日", required=False, origin=Origin.REQUEST))
    standing_value: str | None = field(default=None, metadata=fact("已用和剩余", required=False, origin=Origin.REQUEST))
    calendar: tuple[Mapping[str, Any], ...] = field(
        default=(), metadata=fact("日历", "rows", required=False, origin=Origin.REQUEST)
    )
    days: tuple[Mapping[str, Any], ...] = field(
        default=(), metadata=fact("逐日计算", "rows", required=False, origin=Origin.REQUEST)
    )
    explanation_title: str | None = field(
        default=None, metadata=fact("说明标题", required=False, origin=Origin.REQUEST)
    )
    explanation: str | None = field(default=None, metadata=fact("说明", required=False, origin=Origin.REQUEST))
    error: str | None = field(default=None, metadata=fact("不能计算的原因", required=False, origin=Origin.REQUEST))
    date: date = field(metadata=fact("制作日期", "date", origin=Origin.ISSUE))


def _draw(facts: ProofFacts, title: str) -> Rendered:
    """Drawn twice: the foot of the first page says how many there are."""
    return _drawn(facts, title, total=_drawn(facts, title, total=0).pages)


def _drawn(facts: ProofFacts, title: str, total: int) -> Rendered:
    sheet = Sheet(A4, title=title, author=facts.agency, day=facts.date)
    whose = facts.limit_name if facts.subject else f"登记编号 {facts.request_number}"
    running = f"{facts.agency}　{title}　{whose}　{printed_date(facts.date)}制"
    pages = ProofPages(running=running, sheet=sheet, total=total)
    _head(pages, facts, title)
    _sum(pages, facts)
    if facts.error:
        _note(pages, "不能得出期限届满日", facts.error)
    if facts.calendar:
        draw_calendar(pages, [CalendarDay.of(row) for row in facts.calendar])
    if facts.explanation:
        _note(pages, facts.explanation_title or "说明", facts.explanation)
    if facts.days:
        _list(pages, facts)
    return sheet.finish()


def _head(pages: ProofPages, facts: ProofFacts, title: str) -> None:
    sheet = pages.sheet
    sheet.words(title, "heading_bold", _TITLE, LEFT, pages.top + _TITLE, colour=INK)
    line = pages.top + _TITLE
    sheet.words(facts.agency, "heading", TEXT, RIGHT, line, align="right", colour=SECOND_INK)
    pages.top += _TITLE + 10
    whose = (facts.subject,) if facts.subject else (facts.request_number, facts.applicant)
    words = "　·　".join(part for part in (*whose, facts.limit_name) if part)
    sheet.words(words, "heading", TEXT + 1, LEFT, pages.top + TEXT + 1, colour=SECOND_INK)
    pages.top += TEXT + 1 + _SPACE


@dataclass(frozen=True, slots=True)
class _Part:
    """A quantity of the sum, and how it joins what stands before it."""

    label: str
    value: str
    sign: str


def _sum(pages: ProofPages, facts: ProofFacts) -> None:
    """收到日 + 法定期限 + … = 期限届满日, and where it stands on the day of making."""
    parts = [_Part(str(term["label"]), str(term["value"]), str(term.get("sign", "+"))) for term in facts.terms]
    if facts.result_value:
        parts.append(_Part(facts.result_label or "", facts.result_value, "="))
    sheet, top = pages.sheet, pages.top
    rows = _rows_of(parts, RIGHT - LEFT - 2 * _PADDING)
    height = len(rows) * _CARD
    sheet.frame(LEFT, top, RIGHT, top + height, LINE, 0.8)
    for row in rows:
        left = LEFT + _PADDING
        for part in row:
            if part is not parts[0]:
                middle = left + _SIGN / 2
                sheet.words(part.sign, "heading", _FIGURE, middle, top + 33, align="centre", colour=SECOND_INK)
                left += _SIGN
            _quantity(sheet, left, top, part.label, part.value)
            left += _part_width(part.label, part.value)
        top += _CARD
    pages.top += height
    if facts.standing_value:
        words = f"{facts.standing_label}：{facts.standing_value}" if facts.standing_label else facts.standing_value
        sheet.box(LEFT, pages.top, RIGHT, pages.top + 20, DESK)
        sheet.words(words, "heading_bold", TEXT, LEFT + _PADDING, pages.top + 13.5, colour=INK)
        pages.top += 20
    pages.top += _SPACE


def _quantity(sheet: Sheet, left: float, top: float, label: str, value: str) -> None:
    sheet.words(label, "heading", SMALL, left, top + 15, colour=SECOND_INK)
    sheet.words(value, "heading_bold", _FIGURE, left, top + 33, colour=INK)


def _part_width(label: str, value: str) -> float:
    label_width = typeface("heading").width(visible(label), SMALL)
    return max(label_width, typeface("heading_bold").width(visible(value), _FIGURE)) + 4


def _rows_of(parts: Sequence[_Part], measure: float) -> list[list[_Part]]:
    """The parts in as many rows as they need."""
    rows: list[list[_Part]] = [[]]
    used = 0.0
    for part in parts:
        width = _part_width(part.label, part.value) + _SIGN
        if rows[-1] and used + width > measure:
            rows.append([])
            used = 0.0
        rows[-1].append(part)
        used += width
    return rows


def _note(pages: ProofPages, title: str, words: str) -> None:
    """A framed text with a gold edge."""
    measure = RIGHT - LEFT - 2 * _PADDING
    height = text_height(words, measure) + 32
    pages.room(height)
    sheet, top = pages.sheet, pages.top
    sheet.frame(LEFT, top, RIGHT, top + height, LINE, 0.8)
    sheet.box(LEFT, top, LEFT + 2.5, top + height, GOLD)
    sheet.words(title, "heading_bold", TEXT, LEFT + _PADDING, top + 16, colour=INK)
    pages.top = top + 24
    pages.text(words, LEFT + _PADDING, measure)
    pages.top = top + height + _SPACE


def _list(pages: ProofPages, facts: ProofFacts) -> None:
    """Every calendar day with its number, or why it has none; the head of the table on every page."""
    pages.room(_HEAD_ROW + _ROWS_WORTH_BEGINNING * _ROW)
    _list_head(pages)
    for row in facts.days:
        if not pages.room(_ROW):
            _list_head(pages)
        _list_row(pages, row)


def _list_head(pages: ProofPages) -> None:
    sheet, top = pages.sheet, pages.top
    sheet.box(LEFT, top, RIGHT, top + _HEAD_ROW, DESK)
    for words, left in (("日期", _DATE), ("原因", _WHY), ("依据", _RULE)):
        sheet.words(words, "heading", SMALL + 0.5, left, top + 13.5, colour=SECOND_INK)
    sheet.words("第几天", "heading", SMALL + 0.5, _COUNT, top + 13.5, align="centre", colour=SECOND_INK)
    sheet.box(LEFT, top + _HEAD_ROW - HAIR, RIGHT, top + _HEAD_ROW, NAVY)
    pages.top += _HEAD_ROW


def _list_row(pages: ProofPages, row: Mapping[str, Any]) -> None:
    sheet, line = pages.sheet, pages.top + 11.8
    day = date.fromisoformat(str(row["date"]))
    count = "–" if row.get("count") in (None, "") else str(row["count"])
    ink = SECOND_INK if count == "–" else INK
    weekday = WEEKDAYS[day.weekday()]
    sheet.words(f"{day:%Y-%m-%d}　周{weekday}", "heading", TEXT - 0.5, _DATE, line, colour=ink)
    sheet.words(count, "heading_bold", TEXT, _COUNT, line, align="centre", colour=ink)
    sheet.words(str(row.get("why") or ""), "heading", TEXT - 0.5, _WHY, line, colour=ink)
    sheet.words(str(row.get("rule") or ""), "heading", SMALL, _RULE, line, colour=SECOND_INK)
    pages.top += _ROW
    sheet.box(LEFT, pages.top - HAIR, RIGHT, pages.top, LINE)


TIME_LIMIT_PROOF: Final = PlainForm(LetterKind.TIME_LIMIT_PROOF, ProofFacts, _draw)
