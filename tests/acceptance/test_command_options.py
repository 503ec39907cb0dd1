"""Options that hold for every command may stand before it or after it."""

from __future__ import annotations

import pytest

from desktop.commands_arguments import parse

COMMANDS = (["annual", "2017"], ["worklist"], ["fee", "item", "--count", "3"], ["calendar", "show", "2026"])
OPTIONS = ["--store", "elsewhere.db", "--json", "--lang", "en"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_options_before_a_command_are_not_undone_by_it(command: list[str]) -> None:
    for words in ([*OPTIONS, *command], [*command, *OPTIONS]):
        asked = parse(words)
        assert (asked.store, asked.json, asked.lang) == ("elsewhere.db", True, "en")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_without_options_the_answer_is_chinese_text_from_the_office_s_own_store(command: list[str]) -> None:
    asked = parse(command)
    assert (asked.store, asked.json, asked.lang) == (None, False, "zh")
