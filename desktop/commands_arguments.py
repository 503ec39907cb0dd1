"""The grammar of the command line."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from desktop.commands_answer import WrongArguments

ANNUAL_FORMATS = ("2021", "2019", "2007")

YEARS = range(1900, 3000)
"""Years that a period or a table may be asked for."""

MOST = 1_000_000
"""The largest number of items or pages whose fee is worked out."""

Maker: TypeAlias = Callable[[str, str], ArgumentParser]
"""Makes the parser of a command from its name and what it does."""


class _Parser(ArgumentParser):
    """Raises instead of printing usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise WrongArguments(message)


def parse(arguments: Sequence[str]) -> Namespace:
    """The arguments; ``command`` is None for the desktop application. Raises ``WrongArguments``."""
    return _grammar().parse_args(arguments)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(f"{text!r} is not a day YYYY-MM-DD") from fault
    if day.isoformat() != text or day.year not in YEARS:
        raise ArgumentTypeError(f"{text!r} is not a day YYYY-MM-DD of the years {YEARS[0]} to {YEARS[-1]}")
    return day


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:5]) not in YEARS:
        raise ArgumentTypeError(f"{text!r} is not a year from {YEARS[0]} to {YEARS[-1]}")
    return int(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(MOST)) or int(text) > MOST:
        raise ArgumentTypeError(f"{text!r} is not a whole number up to {MOST}")
    return int(text)


def _grammar() -> ArgumentParser:
    everywhere = _everywhere()
    # Arguments of its own: set_defaults changes shared ones, and a command would then undo what stood before it.
    grammar = _Parser(prog="shouban", description="首办：政府信息依申请公开窗口程序", parents=[_everywhere()])
    grammar.set_defaults(json=False, lang="zh", store=None, as_of=None, office=None)
    commands = grammar.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, about: str) -> ArgumentParser:
        return commands.add_parser(name, help=about, description=about, parents=[everywhere])

    _requests(command)
    _figures(command)
    _care(command)
    return grammar


def _everywhere() -> _Parser:
    parser = _Parser(add_help=False, argument_default=SUPPRESS)
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the text")
    parser.add_argument("--store", metavar="PATH-OR-URL", help="the store (default: the office's own)")
    parser.add_argument("--as-of", type=_day, metavar="D", help="only events up to D count, and today is D")
    parser.add_argument("--office", metavar="NAME", help="which office, where a store holds several")
    return parser


def _requests(command: Maker) -> None:
    demo = command("demo", "a demonstration office with invented requests")
    demo.add_argument("--walkthrough", type=Path, metavar="DIR", help="carry one request through all screens")
    reading = command("import", "read a request exchange file, all or nothing")
    reading.add_argument("file", type=Path)
    reading.add_argument("--dry-run", action="store_true", help="read, but keep nothing")
    writing = command("export", "write a request exchange file")
    writing.add_argument("file", type=Path)
    _period(writing, required=False)
    deadlines = command("deadlines", "the limits of one request, day by day, and its next steps")
    deadlines.add_argument("id")
    deadlines.add_argument("--limit", metavar="KEY", help="also the days of this limit, or of all")
    command("worklist", "open requests, most urgent first")
    letter = command("letter", "compose a letter as a draft")
    letter.add_argument("id")
    letter.add_argument("kind", help="L02 or correction_notice")
    letter.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    letter.add_argument("--facts", type=Path, metavar="F.json")


def _figures(command: Maker) -> None:
    bases = command("fee", "the fee by 国办函〔2020〕109号").add_subparsers(
        dest="basis", required=True, parser_class=_Parser
    )
    everywhere = _everywhere()
    bases.add_parser("item", parents=[everywhere]).add_argument("--count", type=_count, required=True)
    bases.add_parser("page", parents=[everywhere]).add_argument("--pages", type=_count, required=True)
    calendar = command("calendar", "the working days of a year")
    actions = calendar.add_subparsers(dest="action", required=True, parser_class=_Parser)
    loading = actions.add_parser("import", parents=[everywhere])
    loading.add_argument("file", type=Path)
    loading.add_argument("--dry-run", action="store_true", help="show which requests would move, change nothing")
    loading.add_argument("--by", metavar="NAME", help="who loads it; another person checks it")
    checking = actions.add_parser("check", parents=[everywhere])
    checking.add_argument("year", type=_year)
    checking.add_argument("--by", metavar="NAME", required=True)
    actions.add_parser("show", parents=[everywhere]).add_argument("year", type=_year)
    summary = command("summary", "the supervisors' summary of a period")
    _period(summary, required=True)
    summary.add_argument("--out", type=Path, metavar="F.pdf|F.xlsx")
    summary.add_argument("--list", metavar="CODE", help="what the figure of that code counts, one by one")
    command("cells", "in which cells of which report a request counts, and why").add_argument("id")
    annual = command("annual", "the annual tables")
    annual.add_argument("year", type=_year)
    annual.add_argument("--out", type=Path, metavar="F.pdf|F.xlsx|F.docx")
    annual.add_argument(
        "--filed", type=_count, nargs="?", const=0, metavar="VERSION", help="as it was filed (default: the last time)"
    )
    annual.add_argument("--format", choices=ANNUAL_FORMATS, default=ANNUAL_FORMATS[0])
    listed = "what a cell counts, one by one (3:received:total, 4:review:upheld)"
    annual.add_argument("--list", metavar="TABLE:ROW:COLUMN", help=listed)


def _care(command: Maker) -> None:
    command("check", "sound store, sound record")
    command("rebuild", "projections anew from the events")
    command("backup", "a verified copy").add_argument("folder", type=Path, nargs="?")
    command("restore", "bring a copy back").add_argument("file", type=Path)
    command("self-test", "versions, fonts, a store, one request, one letter, check")


def _period(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--from", dest="first", type=_day, required=required, metavar="D")
    parser.add_argument("--to", dest="last", type=_day, required=required, metavar="D")
