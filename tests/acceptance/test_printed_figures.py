"""The year 2017 of 天津海关 on paper and in workbooks, through the commands: what is printed is what was counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pdfplumber
import pytest
from pdfplumber.page import Page

from desktop.commands import run
from desktop.office import open_office
from resources.vocabulary import Table3Column, Table3Row

SCENARIOS = Path(__file__).parent / "data" / "scenarios"
TITLE_3 = "三、收到和处理政府信息公开申请情况"
EXPECTED = json.loads((SCENARIOS / "tianjin-2017.expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has read the year."""
    location = tmp_path_factory.mktemp("tianjin") / "store.db"
    assert run(["import", str(SCENARIOS / "tianjin-2017.jsonl"), "--store", str(location)]) == 0
    return location


def printed(store: Path, out: Path, *words: str) -> bytes:
    """The file that a command writes."""
    assert run([*words, "--store", str(store), "--as-of", "2018-01-10", "--out", str(out)]) == 0
    return out.read_bytes()


def page_with(pages: list[Page], words: str) -> Page:
    """The page on which a line says these words."""
    return next(page for page in pages if words in page.extract_text().splitlines())


def test_the_report_of_2017_reads_as_it_was_published(store: Path, tmp_path: Path) -> None:
    document = docx.Document(BytesIO(printed(store, tmp_path / "2017.docx", "annual", "2017", "--format", "2007")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "天津海关2017年海关政府信息公开年度工作报告"
    text = "\n".join(lines)
    for sentence in (
        "收到政府信息公开申请23件，其中通过网络申请22件，通过信函申请1件",
        "制作文书（含合并答复）《海关政府信息公开答复书》11份，《海关政府信息公开告知书》3份",
        "《海关政府信息公开延期答复告知书》1份",
        "申请人撤回申请1件",
        "申请人未补正5件",
        "同意全部公开3件，同意部分公开1件，不同意公开0件，不属于本机关业务管辖范围4件",
        "信息不存在9件（其中7件超过保存期限已销毁）",
        "未收取信息处理费",
        "未发生因政府信息公开申请行政复议、提起行政诉讼的情况",
    ):
        assert sentence in text


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_the_six_headings_of_the_form_stand_in_the_word_document(store: Path, tmp_path: Path, form: str) -> None:
    data = printed(store, tmp_path / "2017.docx", "annual", "2017", "--format", form)
    document = docx.Document(BytesIO(data))
    assert document.paragraphs[0].text == "天津海关2017年政府信息公开工作年度报告"
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        TITLE_3,
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert "新收政府信息公开申请23件" in "".join(one.text for one in document.paragraphs)


def test_the_total_column_of_table_3_is_printed_as_published(store: Path, tmp_path: Path) -> None:
    data = printed(store, tmp_path / "2017.pdf", "annual", "2017")
    pages = pdfplumber.open(BytesIO(data)).pages
    rows = page_with(pages, TITLE_3).find_tables()[0].extract()[3:]
    total = {code.value: int(row[9] or "") for code, row in zip(Table3Row, rows, strict=True)}
    assert {code: count for code, count in total.items() if count} == {
        code: count for code, count in EXPECTED["table3_total_column"].items() if count
    }
    assert "相符：一 + 二 = 三（七）+ 四，23 + 0 = 23 + 0，7 列均相等" in pages[-1].extract_text()
    assert "2018年1月10日制表" in pages[0].extract_text()


def test_the_form_of_2019_prints_its_one_row_of_other_results(store: Path, tmp_path: Path) -> None:
    data = printed(store, tmp_path / "2017.pdf", "annual", "2017", "--format", "2019")
    rows = page_with(pdfplumber.open(BytesIO(data)).pages, TITLE_3).find_tables()[0].extract()
    assert len(rows) == 3 + 23
    assert [row[9] for row in rows if row[1] == "（六）其他处理"] == ["6"]


def test_the_figures_of_2007_are_listed_as_published(store: Path, tmp_path: Path) -> None:
    data = printed(store, tmp_path / "2017.xlsx", "annual", "2017", "--format", "2007")
    sheet = openpyxl.load_workbook(BytesIO(data))["依申请公开"]
    listed = {str(name).strip(): value for name, value, _ in sheet.iter_rows(min_row=4, values_only=True)}
    wanted = EXPECTED["narrative_2007"]
    assert listed["收到申请"] == wanted["received"]
    assert listed["其中：网络"] == wanted["by_channel"]["web"]
    assert listed["其中：超过保存期限已销毁"] == wanted["nonexistent_destroyed"]
    assert {title: listed[f"《{title}》"] for title in wanted["documents"]} == wanted["documents"]


def test_the_workbook_has_the_same_table_as_the_paper(store: Path, tmp_path: Path) -> None:
    data = printed(store, tmp_path / "2017.xlsx", "annual", "2017")
    rows = list(openpyxl.load_workbook(BytesIO(data))["表三"].iter_rows(min_row=6, min_col=4, values_only=True))
    assert rows[0] == (15, 8, 0, 0, 0, 0, 23)
    assert len(rows) == len(Table3Row)
    assert len(rows[0]) == len(Table3Column)


def test_paper_and_workbook_carry_the_head_of_the_chain(store: Path, tmp_path: Path) -> None:
    paper = printed(store, tmp_path / "month.pdf", "summary", "--from", "2017-03-01", "--to", "2017-03-31")
    foot = pdfplumber.open(BytesIO(paper)).pages[0].extract_text().splitlines()[-1]
    book = openpyxl.load_workbook(
        BytesIO(printed(store, tmp_path / "month.xlsx", "summary", "--from", "2017-03-01", "--to", "2017-03-31"))
    )
    assert foot == book.properties.description
    assert len(foot.removeprefix("登记链首 ")) == 64


def test_a_month_is_printed_with_office_period_and_sums(store: Path, tmp_path: Path) -> None:
    data = printed(store, tmp_path / "month.pdf", "summary", "--from", "2017-03-01", "--to", "2017-03-31")
    text = "\n".join(page.extract_text() for page in pdfplumber.open(BytesIO(data)).pages)
    lines = text.splitlines()
    assert lines[:2] == [
        "天津海关政府信息公开申请办理情况汇总",
        "2017年3月 03-01 至 03-31，23 个工作日；与上月、去年同月比较",
    ]
    assert "新收 6 件 0 +6 0 +6" in lines
    assert "相符：期初在办 0 + 新收 6 = 办结 1 + 期末在办 5" in lines


def test_a_filed_report_is_written_byte_for_byte_and_says_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location = tmp_path / "store.db"
    office = open_office(location, clock=lambda: datetime(2018, 1, 26, 9, tzinfo=UTC))
    office.casework.exchange.read(SCENARIOS / "tianjin-2017.jsonl")
    reports, ledger = office.casework.annual_reports, office.casework.ledger
    reports.file(2017, "2021", by="何正", note="台账另行报送")
    frozen = {ending: reports.filed_file(2017, 1, ending) for ending in ("pdf", "xlsx", "docx")}
    ledger.enter(2017, 12, "permit.decisions", "218", source="审批办", by="周宁")
    office.close()
    for ending, data in frozen.items():
        out = tmp_path / f"2017.{ending}"
        assert run(["annual", "2017", "--filed", "--store", str(location), "--out", str(out)]) == 0
        assert out.read_bytes() == data
    capsys.readouterr()
    assert run(["annual", "2017", "--filed", "1", "--store", str(location), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["filed"]["actor"] == "何正"
    assert [(one["code"], one["filed"], one["now"]) for one in document["differences"]] == [
        ("2|permit.decisions", "—", "218")
    ]
    assert run(["annual", "2017", "--filed", "2", "--store", str(location)]) == 2
    assert "没有报送过" in capsys.readouterr().err


def test_an_ending_that_nobody_prints_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["annual", "2017", "--store", str(store), "--out", str(tmp_path / "2017.doc")]
    assert run(words) == 2
    assert ".pdf .xlsx .docx" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def told(store: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """The lines that a command prints."""
    capsys.readouterr()
    assert run([*words, "--store", str(store), "--as-of", "2018-01-10"]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_command_calls_rows_as_they_are_printed_and_in_english_by_their_codes(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_chinese = told(store, capsys, "annual", "2017")
    assert "自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计" in in_chinese
    assert "（四）无法提供 1.本机关不掌握相关政府信息 [unavailable.not_held]  7 6 0 0 0 0 13" in in_chinese
    assert "行政诉讼 复议后起诉 [suit_after_review]  0 0 0 0 0" in in_chinese
    assert "（六）其他处理 [other]  4 2 0 0 0 0 6" in told(store, capsys, "annual", "2017", "--format", "2019")
    in_english = told(store, capsys, "annual", "2017", "--lang", "en")
    assert "natural_person  business  research  public_welfare  legal_service  other_organisation  total" in in_english
    assert "unavailable.not_held  7 6 0 0 0 0 13" in in_english


def test_the_summary_is_told_in_english_too(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    period = ("summary", "--from", "2017-01-01", "--to", "2017-12-31")
    assert "  互联网  22  0  0  22  件" in told(store, capsys, *period)
    head, *lines = told(store, capsys, *period, "--lang", "en")
    assert head == "天津海关 2017-01-01 – 2017-12-31"
    assert {"received  23", "received by channel", "  channel.web  22  0  0  22", "  late  0  0  0  0"} <= set(lines)
    named = [line for line in lines if not line.startswith("holds  ")]  # The sums name the lines of the paper.
    assert [line for line in named if not line.replace("–", "").isascii()] == []
