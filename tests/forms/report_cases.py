"""A year and a month whose numbers are all different from their neighbours."""

from __future__ import annotations

from datetime import date

from forms.report_figures import (
    AnnualFigures,
    CheckedSum,
    ComparedFigure,
    EquationLine,
    HeadFigure,
    MonthCount,
    NamedFigure,
    ReportSection,
    SectionFigures,
    SectionTable,
    SummaryFigures,
    Table2Figures,
)
from resources.vocabulary import Table3Column, Table3Row, Table4Column, Table4Group

CHAIN_HEAD = "7c41e09a52d8" + "0" * 48 + "0f3b"

TABLE_3 = {
    row.value: {column: 100 * place + at for at, column in enumerate(Table3Column)}
    for place, row in enumerate(Table3Row)
}
TABLE_4 = {
    group: {column: 10 * block + at for at, column in enumerate(Table4Column)}
    for block, group in enumerate(Table4Group)
}

TABLE_2 = (
    Table2Figures(
        head="第二十条第（一）项",
        columns=("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        rows=(("规章", (1, 2, 3)), ("行政规范性文件", (4, 5, None))),
    ),
    Table2Figures(
        head="第二十条第（八）项",
        columns=("信息内容", "本年收费金额（单位：万元）"),
        rows=(("行政事业性收费", (12.3456,)),),
    ),
)

SECTIONS = (
    ReportSection(heading="一、总体情况", paragraphs=("（一）主动公开。" + "依法公开，" * 30, "（二）依申请公开。")),
    ReportSection(heading="二、主动公开政府信息情况", table=SectionTable.TABLE_2),
    ReportSection(heading="三、收到和处理政府信息公开申请情况", table=SectionTable.TABLE_3),
    ReportSection(heading="四、政府信息公开行政复议、行政诉讼情况", table=SectionTable.TABLE_4),
    ReportSection(heading="五、存在的主要问题及改进情况", paragraphs=("主要问题。",)),
    ReportSection(heading="六、其他需要报告的事项", paragraphs=("2024年未收取信息处理费。",)),
)

YEAR = AnnualFigures(
    year=2024,
    title="天津海关2024年政府信息公开工作年度报告",
    office="天津海关",
    sections=SECTIONS,
    table2=TABLE_2,
    table3=TABLE_3,
    table4=TABLE_4,
    equations=(
        EquationLine(text="一 + 二 = 三（七）+ 四", figures="7 + 2 = 8 + 1", scope="7 列均相等", holds=True),
        EquationLine(text="总计 = 六类申请人之和", figures="25 行", scope="3.其他 不相等", holds=False),
    ),
    findings=("第“3.其他”行的总计不等于六类申请人之和。",),
    chain_head=CHAIN_HEAD,
    made_on=date(2025, 1, 10),
)

LIST_2007 = (
    NamedFigure(name="收到申请", value=23, unit="件"),
    NamedFigure(name="网络", value=22, unit="件", part=True),
    NamedFigure(name="收取费用", value=0, unit="元"),
)

MONTHS = tuple(
    MonthCount(year=2025 + (8 + at) // 12, month=(8 + at) % 12 + 1, received=at + 1, completed=2 * at)
    for at in range(1, 13)
)


def compared(label: str, *values: float | None, unit: str = "件", part: bool = False) -> ComparedFigure:
    """A line with its value, the one before, a year earlier and in the year so far."""
    value, before, year_before, year_to_date = values
    return ComparedFigure(
        label=label,
        value=value,
        before=before,
        year_before=year_before,
        year_to_date=year_to_date,
        unit=unit,
        part=part,
    )


CHANNELS = SectionFigures(
    name="按渠道新收",
    lines=(compared("互联网", 8, 6, 7, 80), compared("当面", 1, 2, 3, 4)),
    sums=(9, 8, 10, 84),
)
RESULTS = SectionFigures(
    name="各项结果",
    lines=(
        compared("予以公开", 5, 4, 3, 43),
        compared("不予公开", 2, 13, 12, 118),
        compared("1.属于国家秘密", 2, 13, 12, 118, part=True),
    ),
    sums=(7, 17, 15, 161),
)
FEES = SectionFigures(
    name="信息处理费", lines=(compared("应收金额", 250.55, 0, None, 1200, unit="元"), compared("缴费", 1, 0, 0, 3))
)

MONTH = SummaryFigures(
    office="天津海关",
    first=date(2026, 9, 1),
    last=date(2026, 9, 30),
    title="天津海关2026年9月政府信息公开申请办理情况汇总",
    subtitle="9-01 至 9-30，22 个工作日；与上月、去年同月比较",
    names=("本月", "上月", "去年同月"),
    figures=(
        HeadFigure(label="按期办结", value=12, unit="件", before=13, year_before=10, of=14),
        HeadFigure(label="平均用时", value=13.58, unit="工作日", before=14.2, year_before=None),
    ),
    months=MONTHS,
    results=(compared("予以公开", 5, 4, 3, 43), compared("不予公开", 2, 13, 12, 118)),
    days=(compared("0—5 个工作日", 3, 4, 3, 43), compared("6—10 个工作日", 4, 0, 12, 118)),
    sections=(CHANNELS, RESULTS, FEES),
    checks=(
        CheckedSum(text="结果合计 7 = 办结 7", holds=True),
        CheckedSum(text="渠道合计 9 = 新收 14", holds=False, failing=("自然人：1 + 2 ≠ 3 + 4", "其他：0 + 1 ≠ 0 + 0")),
    ),
    findings=(),
    chain_head=CHAIN_HEAD,
    made_on=date(2026, 10, 16),
)
