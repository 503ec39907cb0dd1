"""The enumerations equal the published vocabulary, one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resources import vocabulary

PUBLISHED = json.loads(
    (Path(__file__).parents[1] / "acceptance" / "data" / "vocabulary.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("channels", "Channel"),
        ("applicant_kinds", "ApplicantKind"),
        ("identity_documents", "IdentityDocument"),
        ("media", "Medium"),
        ("deliveries", "Delivery"),
        ("events", "EventKind"),
        ("matters", "Matter"),
        ("states", "State"),
        ("bands", "Band"),
        ("ways_of_service", "WayOfService"),
        ("parties", "Party"),
        ("opinions", "Opinion"),
        ("fee_bases", "FeeBasis"),
        ("dispute_kinds", "DisputeKind"),
        ("dispute_results", "DisputeResult"),
    ],
)
def test_codes_and_names_in_published_order(key: str, name: str) -> None:
    assert [(member.value, member.label) for member in getattr(vocabulary, name)] == list(PUBLISHED[key].items())


def test_table_three_is_worded_letter_by_letter() -> None:
    table = PUBLISHED["table3"]
    assert [{"code": row.value, "name": row.label} for row in vocabulary.Table3Row] == table["rows"]
    assert [{"code": column.value, "name": column.label} for column in vocabulary.Table3Column] == table["columns"]


def test_the_21_results_are_the_rows_between_carried_in_and_total() -> None:
    codes = [row["code"] for row in PUBLISHED["table3"]["rows"]]
    assert [row.value for row in vocabulary.RESULT_ROWS] == codes[codes.index("carried_in") + 1 : codes.index("total")]
    assert len(vocabulary.RESULT_ROWS) == 21


def test_table_four_and_table_two_are_worded_letter_by_letter() -> None:
    table = PUBLISHED["table4"]
    assert [{"code": group.value, "name": group.label} for group in vocabulary.Table4Group] == table["groups"]
    assert [{"code": column.value, "name": column.label} for column in vocabulary.Table4Column] == table["columns"]
    blocks = {b.value: {"rows": list(b.rows), "columns": list(b.columns)} for b in vocabulary.Table2Block}
    assert blocks == PUBLISHED["table2"]


def test_outcomes_carry_row_articles_letter_and_remedy() -> None:
    stated = [
        {
            "code": outcome.value,
            "name": outcome.label,
            "row": outcome.row and outcome.row.value,
            "articles": outcome.articles,
            "letter": outcome.letter.paper_id,
            "remedy": outcome.remedy.value,
        }
        for outcome in vocabulary.Outcome
    ]
    assert stated == PUBLISHED["outcomes"]


def test_papers_are_known_by_number_and_code() -> None:
    stated = [{"id": kind.paper_id, "code": kind.value, "name": kind.label} for kind in vocabulary.LetterKind]
    assert stated == PUBLISHED["letters"]
    assert all(vocabulary.LetterKind.by_paper_id(paper["id"]).value == paper["code"] for paper in PUBLISHED["letters"])


def test_the_figures_of_2007_take_each_outcome_and_channel_as_published() -> None:
    published = PUBLISHED["narrative_2007"]
    outcomes = {name: [o.value for o in members] for name, members in vocabulary.NARRATIVE_2007_OUTCOMES.items()}
    channels = {name: [c.value for c in members] for name, members in vocabulary.NARRATIVE_2007_CHANNELS.items()}
    assert outcomes == {name: value for name, value in published.items() if isinstance(value, list)}
    assert channels == published["by_channel"]
