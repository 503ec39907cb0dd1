"""The figures that annual reports gave in words until 2018, as a list to copy from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.widgets.labels import Card, heading, label, note, row, rule

_NAMES = {
    "received": "收到申请",
    "withdrawn": "申请人撤回",
    "correction_lapsed": "告知补正后未补正",
    "fully_disclosed": "全部公开",
    "partly_disclosed": "部分公开",
    "withheld": "不同意公开",
    "other_agency": "不属于本机关掌握",
    "nonexistent": "信息不存在",
    "nonexistent_destroyed": "其中超过保存期限已销毁",
    "other": "其他处理",
    "fees_charged": "收取费用（元）",
    "reviews": "行政复议",
    "suits": "行政诉讼",
}
_CHANNELS = {"web": "网络", "mail": "信函", "fax": "传真", "counter": "当面"}
_COLUMNS = 2


class NarrativeCard(Card):
    """Names and numbers in two columns, in the order of the report."""

    def __init__(self) -> None:
        super().__init__()
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self.body.addLayout(row(heading("2008—2018 年口径"), note("文书按印出的标题计数，与申请件数分别计算"), None))
        self.body.addWidget(self._grid_holder)
        self.setMinimumWidth(760)

    def show_figures(self, figures: Mapping[str, object]) -> None:
        """Shows the figures of another year."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(48)
        grid.setVerticalSpacing(0)
        lines = list(narrative_lines(figures))
        half = -(-len(lines) // _COLUMNS)
        for place, (name, value) in enumerate(lines):
            grid.addWidget(_line(name, value), place % half, place // half)
        self.body.replaceWidget(self._grid_holder, holder)
        self._grid_holder.deleteLater()
        self._grid_holder = holder


def narrative_lines(figures: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each figure with its name; groups (渠道, 文书) after the line they belong to."""
    for key, value in figures.items():
        if isinstance(value, Mapping):
            names = _CHANNELS if key == "by_channel" else {}
            for part, count in value.items():
                yield f"其中{names[part]}" if part in names else f"《{part}》", str(count)
        elif key in _NAMES:
            yield _NAMES[key], str(value)


def _line(name: str, value: str) -> QWidget:
    made = QWidget()
    lines = QGridLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    shown = label(value, bold=True)
    shown.setFixedHeight(31)
    lines.addWidget(label(name), 0, 0)
    lines.addWidget(shown, 0, 1)
    lines.setColumnStretch(0, 1)
    lines.addWidget(rule("row"), 1, 0, 1, 2)
    return made
