"""L35 案卷封面及目录: what the file of a request holds, in the order in which it is bound (条例 45; law 10.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from forms.facts import Origin, fact
from forms.form import Rendered
from forms.form_facts import FormFacts, day_or_blank
from forms.form_table import Box, FormPart, Row, draw_form, labelled
from forms.plain_form import PlainForm
from resources.vocabulary import LetterKind

_DIRECTORY: Final = "卷内文件目录"
_SHARES: Final = (0.08, 0.22, 0.38, 0.16, 0.08, 0.08)
_HEADS: Final = ("序号", "文号", "题名", "日期", "起页", "页数")
_EMPTY_LINES: Final = 4
"""Lines left for papers that are not in the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCoverFacts(FormFacts):
    """The file. ``papers``: ``{"number", "title", "date", "first", "pages"}`` objects; pages null where unknown."""

    applicant: str | None = field(default=None, metadata=fact("申请人", required=False, origin=Origin.REQUEST))
    result: str | None = field(default=None, metadata=fact("办理结果", required=False, origin=Origin.REQUEST))
    completed_on: date | None = field(
        default=None, metadata=fact("办结日期", "date", required=False, origin=Origin.REQUEST)
    )
    retention: str | None = field(default=None, metadata=fact("保管期限", required=False, origin=Origin.REQUEST))
    papers: tuple[Mapping[str, Any], ...] = field(
        default=(), metadata=fact("卷内文件", "rows", required=False, origin=Origin.REQUEST)
    )


def _draw(facts: FileCoverFacts, title: str) -> Rendered:
    return draw_form([_cover(facts, title), _directory(facts)], facts.agency, facts.made_on, facts.request_number)


def _cover(facts: FileCoverFacts, title: str) -> FormPart:
    pages = [paper["pages"] for paper in facts.papers]
    total = "　　　" if not pages or None in pages else sum(map(int, pages))
    amount = f"{len(pages) or '　　　'}件　{total}页"
    rows = (
        labelled(("立卷单位", facts.agency), height=54),
        labelled(("登记编号", facts.request_number or ""), height=54),
        labelled(("申请人", facts.applicant or ""), height=54),
        labelled(("申请内容", facts.content or ""), height=130),
        labelled(
            ("收到日期", day_or_blank(facts.received_on)), ("办结日期", day_or_blank(facts.completed_on)), height=54
        ),
        labelled(("办理结果", facts.result or ""), ("承办部门", facts.department or ""), height=54),
        labelled(("保管期限", facts.retention or ""), ("卷内数量", amount), height=54),
        labelled(("立卷人", ""), ("检查人", ""), height=54),
        labelled(("立卷日期", day_or_blank(None)), ("档号", ""), height=54),
    )
    return FormPart(title=title, rows=rows)


def _directory(facts: FileCoverFacts) -> FormPart:
    heads = Row(
        boxes=tuple(Box(text=name, share=share, label=True) for name, share in zip(_HEADS, _SHARES, strict=True))
    )
    lines = [_line(place, paper) for place, paper in enumerate(facts.papers, start=1)]
    empty = Row(boxes=tuple(Box(share=share) for share in _SHARES))
    note = "页数不明的由立卷人清点后填写，其后的起页顺延；检索记录、审查呈批表、送达凭证等续填在后。"
    return FormPart(
        title=_DIRECTORY,
        rows=(*lines, *(empty for _ in range(_EMPTY_LINES))),
        heads=(heads,),
        above=(f"登记编号　{facts.request_number or ''}", ""),
        notes=(note,),
    )


def _line(place: int, paper: Mapping[str, Any]) -> Row:
    values = (str(place), *(_shown(paper[name]) for name in ("number", "title", "date", "first", "pages")))
    centred = (True, False, False, True, True, True)
    return Row(
        boxes=tuple(
            Box(text=value, share=share, centred=middle)
            for value, share, middle in zip(values, _SHARES, centred, strict=True)
        )
    )


def _shown(value: object) -> str:
    return "" if value is None else str(value)


FILE_COVER: Final = PlainForm(LetterKind.FILE_COVER, FileCoverFacts, _draw)
