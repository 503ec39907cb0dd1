"""The grammar of the command line, in the language that was asked for."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NoReturn, TypeAlias

from desktop.commands_wording import formatter, wrong_arguments
from resources.calendars import YEARS
from resources.messages import LANGUAGES, say

ANNUAL_FORMATS = ("2021", "2019", "2007")

MOST = 1_000_000
"""The largest number of items or pages whose fee is worked out."""

Maker: TypeAlias = Callable[[str, str], ArgumentParser]
"""Makes the parser of a command from its name and what it does."""


class _Parser(ArgumentParser):
    """Raises instead of printing usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise wrong_arguments(message)


def parse(arguments: Sequence[str]) -> Namespace:
    """The arguments; ``command`` is None for the desktop application. Raises ``WrongArguments``."""
    return _Grammar(language_of(arguments)).whole().parse_args(arguments)


def language_of(arguments: Sequence[str]) -> str:
    """The language that the arguments ask for, told before they can be read as a whole."""
    words = [*arguments, ""]
    asked = [after for word, after in pairwise(words) if word == "--lang"]
    asked += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    return next((word for word in asked if word in LANGUAGES), LANGUAGES[0])


@dataclass(frozen=True)
class _Grammar:
    lang: str

    def whole(self) -> ArgumentParser:
        """The parser of all commands."""
        # Arguments of its own: set_defaults changes shared ones, and a command would then undo what stood before it.
        parser = _Parser(
            prog="shouban",
            description=self._help("about"),
            parents=[self._everywhere()],
            add_help=False,
            formatter_class=formatter(self.lang),
        )
        parser.set_defaults(json=False, lang=LANGUAGES[0], store=None, as_of=None, office=None)
        commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
        everywhere = self._everywhere()

        def command(name: str, about: str) -> ArgumentParser:
            words = self._help(about)
            return commands.add_parser(
                name,
                help=words,
                description=words,
                parents=[everywhere],
                add_help=False,
                formatter_class=formatter(self.lang),
            )

        self._requests(command)
        self._figures(command)
        self._care(command)
        return parser

    def _help(self, name: str) -> str:
        return say(f"commands.help.{name}", self.lang)

    def _everywhere(self) -> _Parser:
        parser = _Parser(add_help=False, argument_default=SUPPRESS)
        parser.add_argument("-h", "--help", action="help", help=self._help("help"))
        parser.add_argument("--json", action="store_true", help=self._help("json"))
        parser.add_argument("--lang", choices=LANGUAGES, help=self._help("lang"))
        parser.add_argument("--store", metavar="PATH-OR-URL", help=self._help("store"))
        parser.add_argument("--as-of", type=self._day, metavar="D", help=self._help("as_of"))
        parser.add_argument("--office", metavar="NAME", help=self._help("office"))
        return parser

    def _requests(self, command: Maker) -> None:
        demo = command("demo", "demo")
        demo.add_argument("--walkthrough", type=Path, metavar="DIR", help=self._help("walkthrough"))
        reading = command("import", "import")
        reading.add_argument("file", type=Path)
        reading.add_argument("--dry-run", action="store_true", help=self._help("dry_run"))
        writing = command("export", "export")
        writing.add_argument("file", type=Path)
        self._period(writing, required=False)
        deadlines = command("deadlines", "deadlines")
        deadlines.add_argument("id")
        deadlines.add_argument("--limit", metavar="KEY", help=self._help("limit"))
        command("worklist", "worklist")
        letter = command("letter", "letter")
        letter.add_argument("id")
        letter.add_argument("kind", help=self._help("kind"))
        letter.add_argument("--out", type=Path, required=True, metavar="F.pdf")
        letter.add_argument("--facts", type=Path, metavar="F.json")

    def _figures(self, command: Maker) -> None:
        bases = command("fee", "fee").add_subparsers(dest="basis", required=True, parser_class=_Parser)
        self._of(bases, "item").add_argument("--count", type=self._count, required=True)
        self._of(bases, "page").add_argument("--pages", type=self._count, required=True)
        actions = command("calendar", "calendar").add_subparsers(dest="action", required=True, parser_class=_Parser)
        loading = self._of(actions, "import")
        loading.add_argument("file", type=Path)
        loading.add_argument("--dry-run", action="store_true", help=self._help("moves"))
        loading.add_argument("--by", metavar="NAME", help=self._help("by"))
        checking = self._of(actions, "check")
        checking.add_argument("year", type=self._year)
        checking.add_argument("--by", metavar="NAME", required=True)
        self._of(actions, "show").add_argument("year", type=self._year)
        publishing = self._of(actions, "publication")
        publishing.add_argument("day", type=self._day, metavar="D", help=self._help("formed"))
        summary = command("summary", "summary")
        self._period(summary, required=True)
        summary.add_argument("--out", type=Path, metavar="F.pdf|F.xlsx")
        summary.add_argument("--list", metavar="CODE", help=self._help("list"))
        command("cells", "cells").add_argument("id")
        annual = command("annual", "annual")
        annual.add_argument("year", type=self._year)
        annual.add_argument("--out", type=Path, metavar="F.pdf|F.xlsx|F.docx")
        annual.add_argument(
            "--filed", type=self._count, nargs="?", const=0, metavar="VERSION", help=self._help("filed")
        )
        annual.add_argument("--list", metavar="TABLE:ROW:COLUMN", help=self._help("cell_list"))
        annual.add_argument("--limit", action="store_true", help=self._help("annual_limit"))
        annual.add_argument("--format", choices=ANNUAL_FORMATS, default=ANNUAL_FORMATS[0])

    def _of(self, actions: _SubParsersAction[_Parser], name: str) -> ArgumentParser:
        """The parser of one action of a command."""
        shown = formatter(self.lang)
        return actions.add_parser(name, parents=[self._everywhere()], add_help=False, formatter_class=shown)

    def _care(self, command: Maker) -> None:
        command("check", "check")
        command("rebuild", "rebuild")
        command("backup", "backup").add_argument("folder", type=Path, nargs="?")
        command("restore", "restore").add_argument("file", type=Path)
        command("self-test", "self_test")

    def _period(self, parser: ArgumentParser, *, required: bool) -> None:
        parser.add_argument("--from", dest="first", type=self._day, required=required, metavar="D")
        parser.add_argument("--to", dest="last", type=self._day, required=required, metavar="D")

    def _day(self, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError as fault:
            raise self._unreadable("not_a_day", value=text, first=YEARS[0], last=YEARS[-1]) from fault
        if day.isoformat() != text or day.year not in YEARS:
            raise self._unreadable("not_a_day", value=text, first=YEARS[0], last=YEARS[-1])
        return day

    def _year(self, text: str) -> int:
        if not re.fullmatch("[0-9]{4}", text) or int(text) not in YEARS:
            raise self._unreadable("not_a_year", value=text, first=YEARS[0], last=YEARS[-1])
        return int(text)

    def _count(self, text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > len(str(MOST)) or int(text) > MOST:
            raise self._unreadable("not_a_count", value=text, most=MOST)
        return int(text)

    def _unreadable(self, name: str, **facts: object) -> ArgumentTypeError:
        return ArgumentTypeError(say(f"commands.arguments.{name}", self.lang, **facts))
