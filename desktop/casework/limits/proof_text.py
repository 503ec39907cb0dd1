"""The reckoning of a limit as text: the words of its paper (L36), line by line."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.casework.office.reckoning import ProofLine, ProofView
from desktop.rules.proof import DayCount


def proof_text(view: ProofView) -> Iterator[str]:
    """The sum, why no day can be told, every day with its rule, and how the limit came about."""
    if view.terms:
        signs = ("", *(f" {term.sign} " for term in view.terms[1:]))
        terms = (f"{sign}{term.label} {term.value}" for sign, term in zip(signs, view.terms, strict=True))
        yield "".join(terms) + _result(view)
    if view.error:
        yield view.error
    yield from (_line(line) for line in view.lines)
    if view.explanation:
        yield f"{view.explanation_title}：{view.explanation}"


def _result(view: ProofView) -> str:
    return "" if view.result is None else f" = {view.result.label} {view.result.value}"


def _line(line: ProofLine) -> str:
    return f"{line.day.isoformat()}  {line.count:>3}  {line.why}{f'  {line.rule}' if line.rule else ''}"


def day_line(day: DayCount, rule: str | None, lang: str) -> str:
    """A day with its number, its reason in another language, and the rule."""
    count = "–" if day.count is None else day.count
    return f"{day.date.isoformat()}  {count:>3}  {day.reason(lang)}{f'  {rule}' if rule else ''}"
