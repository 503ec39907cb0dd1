"""Breaking a title into lines: words stay whole, the lines make a trapezoid or a lozenge (GB/T 9704 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import Final

_WORDS: Final = re.compile(
    "|".join(
        (
            "中华人民共和国|海关总署|直属海关|隶属海关|海关|天津|关于|政府信息公开|政府信息|行政机关|本机关",
            "申请人|申请表|申请书|申请|答复书|答复|告知书|告知|通知书|通知|登记|回执|补正|延期|延迟|征求|意见书|意见",
            "第三方|决定书|决定|予以公开|不予公开|部分公开|主动公开|公开|不存在|信息处理费|信息|收费|处理|办理|期限|计算单",
            "年度|工作|报告|本级机关|终止|撤回|更正|送达|说明|理由|委托|授权|重复|情况|相关|的|和|与",
        )
    )
)
_AGENCY: Final = re.compile(r"^\w{2,18}?海关(?:总署)?(?=关于|政府信息|对|就)")
"""The agency that a title begins with: its name stays whole (词意完整)."""

_TOO_SHORT: Final = 3
_DENT: Final = 2.0
_IDEAL_STEP: Final = 4.0


def title_lines(title: str, longest: int) -> list[str]:
    """The title in as few lines as hold at most ``longest`` characters each."""
    agency = _AGENCY.match(title)
    begun = agency.end() if agency and agency.end() <= longest else 0
    words = [*([title[:begun]] if begun else []), *_words(title[begun:])]
    for count in range(1, len(words) + 1):
        fitting = [lines for lines in _cut(words, count) if max(map(len, lines)) <= longest]
        if fitting:
            return min(fitting, key=_ugliness)
    return [title[start : start + longest] for start in range(0, len(title), longest)]


def _words(title: str) -> Iterable[str]:
    """The known words of the title, and what stands between them."""
    place = 0
    for found in _WORDS.finditer(title):
        if found.start() > place:
            yield title[place : found.start()]
        yield found[0]
        place = found.end()
    if place < len(title):
        yield title[place:]


def _cut(words: Sequence[str], count: int) -> Iterable[list[str]]:
    for places in combinations(range(1, len(words)), count - 1):
        edges = (0, *places, len(words))
        yield ["".join(words[start:end]) for start, end in pairwise(edges)]


def _ugliness(lines: Sequence[str]) -> float:
    """How far the lines are from growing or shrinking evenly; a waist and lines of equal length are ugly."""
    lengths = [len(line) for line in lines]
    steps = [after - before for before, after in pairwise(lengths)]
    waist = any(before < 0 < after for before, after in pairwise(steps))
    uneven = sum(abs(abs(step) - _IDEAL_STEP) for step in steps)
    stub = sum(_DENT * (_TOO_SHORT - length) for length in lengths if length < _TOO_SHORT)
    particle = sum(_DENT for line in lines[1:] if line[0] in "的和与")
    particle += sum(2 * _DENT for line in lines[:-1] if line.endswith("关于"))
    return uneven + stub + particle + (10 * _DENT if waist else 0.0)
