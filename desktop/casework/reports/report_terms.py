"""The figures that texts of the annual report may name: counted requests, disputes, fees, papers, the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from db.lists import Grouping
from db.store import Reading
from desktop.casework.context import Context
from desktop.casework.figures.statistics_views import AnnualTables
from desktop.casework.figures.tallies import Key, Tally
from desktop.casework.letters.reply_letters import REPLIES
from desktop.casework.reports.annual import cell_rows, fees_paid, year_span
from desktop.casework.reports.ledger_items import ITEMS, SUMS, Values, sum_of
from desktop.casework.reports.narrative_words import CHANNEL_NAMES
from desktop.casework.reports.report_drafts import SEPARATOR
from desktop.casework.reports.report_texts import Term, Terms
from resources.vocabulary import (
    NARRATIVE_2007_CHANNELS,
    EventKind,
    Table3Column,
    Table3Row,
    Table4Column,
    Table4Group,
)

NOT_ENTERED = "〔{name}未填〕"
_ROWS: Mapping[Table3Row, tuple[str, tuple[str, ...]]] = {
    Table3Row.RECEIVED: ("新收", ("新收", "收到政府信息公开申请", "收到申请")),
    Table3Row.CARRIED_IN: ("上年结转", ("上年结转",)),
    Table3Row.TOTAL: ("办结", ("办结",)),
    Table3Row.CARRIED_OUT: ("结转下年", ("结转下年",)),
}
_GROUPS = {
    "disclosed": "予以公开",
    "partly_disclosed": "部分公开",
    "withheld": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}
_NARRATIVE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "received": ("收到申请", ("收到政府信息公开申请", "收到申请")),
    "withdrawn": ("撤回", ("撤回", "撤消", "撤销申请")),
    "correction_lapsed": ("逾期未补正", ("未补正",)),
    "fully_disclosed": ("全部公开", ("全部公开",)),
    "partly_disclosed": ("同意部分公开", ("部分公开",)),
    "withheld": ("不同意公开", ("不同意公开",)),
    "other_agency": ("不属于本机关", ("不属于本机关", "不属于")),
    "nonexistent": ("信息不存在", ("信息不存在",)),
    "nonexistent_destroyed": ("已销毁", ("已销毁",)),
    "other": ("其他答复", ("其他答复",)),
}
_DISPUTES: Mapping[Table4Column, str] = {
    Table4Column.UPHELD: "维持",
    Table4Column.CORRECTED: "纠正",
    Table4Column.OTHER: "其他",
    Table4Column.PENDING: "未审结",
    Table4Column.TOTAL: "总计",
}


def report_terms(context: Context, reading: Reading, tables: AnnualTables, title_office: str, ledger: Values) -> Terms:
    """All figures of a year by name, in the order in which they are offered."""
    tally = Tally(reading, context.counted_in(reading))
    made = [
        Term(name="年度", text=str(tables.year)),
        Term(name="机关", text=title_office),
        *_of_table3(tables),
        *_of_channels(tally, tables.year),
        *_of_time(reading, tally, tables),
        *_of_disputes(tables),
        *_of_fees(fees_paid(reading, tally.office, tables.year)),
        *_of_narrative(context, reading, tables),
        *_of_ledger(ledger),
    ]
    return {term.name: term for term in made}


def _count(name: str, value: int, unit: str = "件", words: tuple[str, ...] = ()) -> Term:
    return Term(name=name, text=str(value), number=Decimal(value), unit=unit, words=words or (name,))


def _of_table3(tables: AnnualTables) -> Iterator[Term]:
    for row, (name, words) in _ROWS.items():
        yield _count(name, tables.table3[row][Table3Column.TOTAL], words=words)
    for group, name in _GROUPS.items():
        rows = (columns for code, columns in tables.table3.items() if code.partition(".")[0] == group)
        yield _count(name, sum(columns[Table3Column.TOTAL] for columns in rows))
    lapsed = tables.table3.get(Table3Row.OTHER_CORRECTION_LAPSED)
    if lapsed is not None:
        yield _count("逾期未补正", lapsed[Table3Column.TOTAL], words=("未补正",))
    received = tables.table3[Table3Row.RECEIVED]
    yield _count("自然人新收", received[Table3Column.NATURAL_PERSON], words=("自然人",))
    others = received[Table3Column.TOTAL] - received[Table3Column.NATURAL_PERSON]
    yield _count("组织新收", others, words=("法人", "组织"))


def _of_channels(tally: Tally, year: int) -> Iterator[Term]:
    received = tally.count(cell_rows(Table3Row.RECEIVED, year), (Grouping.CHANNEL,))
    for code, name in CHANNEL_NAMES.items():
        count = sum(received.get((channel.value,), 0) for channel in NARRATIVE_2007_CHANNELS[code])
        yield _count(f"渠道{SEPARATOR}{name}", count, words=(f"通过{name}", name))


def _of_time(reading: Reading, tally: Tally, tables: AnnualTables) -> Iterator[Term]:
    year = tables.year
    completed = cell_rows(Table3Row.TOTAL, year)
    late, in_time = (_whole(tally.count(replace(completed, late=how), (Grouping.TABLE_ROW,))) for how in (True, False))
    yield _count("逾期答复", late, words=("逾期答复", "超过法定期限", "未在法定期限内"))
    yield _count("按期办结", in_time)
    yield _count("延期答复", _told_extended(reading, tally.office, year), words=("延期",))
    before = _whole(tally.count(cell_rows(Table3Row.RECEIVED, year - 1), (Grouping.TABLE_COLUMN,)))
    yield _count("上年新收", before)
    received = tables.table3[Table3Row.RECEIVED][Table3Column.TOTAL]
    yield Term(name="同比", text=_change(received, before))


def _whole(counted: Mapping[Key, int]) -> int:
    """Sums whose key is known: a row or a column of table 三."""
    return sum(count for (key,), count in counted.items() if key is not None)


def _change(now: int, before: int) -> str:
    if not before:
        return "上年没有可比的数"
    if now == before:
        return "与上年持平"
    share = Decimal(abs(now - before) * 100) / before
    return f"同比{'增长' if now > before else '下降'}{share.quantize(Decimal('0.1'))}%"


def _told_extended(reading: Reading, office: str, year: int) -> int:
    """Extensions told in the year, as the summary counts them."""
    steps = reading.step_groups(office, *year_span(year)) if office else ()
    return sum(step.count for step in steps if step.kind is EventKind.EXTENDED)


def _of_disputes(tables: AnnualTables) -> Iterator[Term]:
    suits = [tables.table4[group] for group in (Table4Group.SUIT_DIRECT, Table4Group.SUIT_AFTER_REVIEW)]
    for column, name in _DISPUTES.items():
        words = (f"行政复议{name}",) if column is not Table4Column.TOTAL else ("行政复议",)
        yield _count(f"复议{name}", tables.table4[Table4Group.REVIEW][column], words=words)
    for column, name in _DISPUTES.items():
        words = (f"行政诉讼{name}",) if column is not Table4Column.TOTAL else ("行政诉讼",)
        yield _count(f"诉讼{name}", sum(group[column] for group in suits), words=words)
    reviews = tables.table4[Table4Group.REVIEW][Table4Column.TOTAL]
    in_court = sum(group[Table4Column.TOTAL] for group in suits)
    none = "未发生因政府信息公开申请行政复议、提起行政诉讼的情况"
    some = f"因政府信息公开申请行政复议{reviews}件、提起行政诉讼{in_court}件"
    yield Term(name="复议诉讼情况", text=some if reviews or in_court else none)


def _of_fees(paid: Decimal) -> Iterator[Term]:
    amount = f"{paid.normalize():f}"
    words = ("信息处理费", "收费", "收取")
    yield Term(name="收费金额", text=amount, number=paid, unit="元", words=words)
    yield Term(name="收费情况", text=f"收取信息处理费共计{amount}元" if paid else "未收取信息处理费")


def _of_narrative(context: Context, reading: Reading, tables: AnnualTables) -> Iterator[Term]:
    """The figures of the reports until 2018, under the names that those used."""
    figures = tables.narrative_2007
    if figures is None:
        return
    for key, (name, words) in _NARRATIVE.items():
        value = figures.get(key, 0)
        yield _count(name, int(str(value)), words=words)
    papers = figures["documents"]
    counted = sorted(papers.items(), key=lambda paper: (-paper[1], paper[0])) if isinstance(papers, Mapping) else []
    for title, count in counted:
        yield _count(f"文书{SEPARATOR}{title}", count, "份", (f"《{title}》",))
    yield _count("文书总数", sum(count for _, count in counted), "份")
    yield _count("合并答复", _merged(context, reading, tables.year), "份")


def _merged(context: Context, reading: Reading, year: int) -> int:
    """Replies that answer several requests."""
    first, last = year_span(year)
    office = context.counted_in(reading)
    papers = reading.merged_counts(office, first, min(last, context.today())) if office else {}
    return sum(papers.get(kind, 0) for kind in REPLIES)


def _of_ledger(ledger: Values) -> Iterator[Term]:
    for item in ITEMS:
        yield _entered(item.term, ledger.get(item.code), item.unit, (item.term,))
    for name, (word, unit, codes) in SUMS.items():
        yield _entered(name, sum_of(ledger, codes), unit, (word, name))


def _entered(name: str, value: Decimal | None, unit: str, words: tuple[str, ...]) -> Term:
    if value is None:
        return Term(name=name, text=NOT_ENTERED.format(name=name), unit=unit, words=words, missing=True)
    return Term(name=name, text=f"{value:f}", number=value, unit=unit, words=words)
