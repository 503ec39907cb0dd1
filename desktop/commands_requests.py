"""Commands about requests: import, export, deadlines, worklist, letter."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.records import Json
from desktop.casework.files import FileUnreadable, write_bytes
from desktop.commands_answer import Answer, Say, WrongArguments, listed
from resources.json_objects import NoObject, once
from resources.vocabulary import EventKind, LetterKind, Matter, State

if TYPE_CHECKING:
    from desktop.casework.casework import Casework
    from desktop.casework.exchange.exchange_merging import ExchangeCounts
    from desktop.casework.letters.letters import Composed
    from desktop.casework.requests.cases import Case
    from desktop.rules.limit_proofs import LimitProof


def import_file(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """``{"requests": new, "updated", "letters", "skipped"}``."""
    counts, _ = casework.exchange.read(asked.file, dry_run=asked.dry_run)
    return _counted(counts, say("commands.imported", file=asked.file.name), say)


def export_file(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """The same counts; a file of some days only is called an excerpt."""
    if asked.first is not None and asked.last is not None and asked.first > asked.last:
        raise WrongArguments("period")
    counts = casework.exchange.write(asked.file, asked.first, asked.last)
    told = _counted(counts, "", say)
    lines = [
        say("commands.exported", file=asked.file),
        say("commands.exported_counts", requests=counts.requests, letters=counts.letters),
    ]
    if asked.first is not None:
        lines.append(say("commands.exported_from", day=asked.first))
    if asked.last is not None:
        lines.append(say("commands.exported_through", day=asked.last))
    return replace(told, lines=tuple(lines))


def _counted(counts: ExchangeCounts, head: str, say: Say) -> Answer:
    document: dict[str, Json] = {
        "requests": counts.requests,
        "updated": counts.updated,
        "letters": counts.letters,
        "skipped": counts.skipped,
    }
    labels = {key: say(f"commands.counts.{key}") for key in document}
    return Answer(document=document, lines=(head, *listed(labels, document)))


def deadlines(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """Every limit of a request with its proof; a finding where the reply limit cannot be told."""
    # Imported late: other commands need none of it.
    from desktop.casework.limits.limit_proof_views import proofs_of

    case = casework.requests.case(asked.id)
    document = case.limits.as_json(asked.id, asked.lang)
    void = (f"! {say('casework.limit.voided')}",) if case.limits.course.voided else ()
    lines = [*void, *_limits(case, document, say), *(f"! {fault.sentence(asked.lang)}" for fault in case.limits.faults)]
    lines += _reply_proof(case, asked.lang)
    lines += _other_limits(case, proofs_of(case), asked)
    lines += _steps(case, asked.lang, say)
    return Answer(document=document, lines=tuple(lines), finding=case.limits.error is not None)


_SHOWN_LIMITS = (
    "id",
    "edition",
    "receipt",
    "clock_start",
    "correction_notice_due",
    "correction_due",
    "fee_due",
    "close_from",
    "excluded_working_days",
    "extension_notice_due",
    "reply_due",
    "cautious_reply_due",
    "completed",
    "on_time",
    "review_due",
    "suit_due",
    "error",
)


def _limits(case: Case, document: Mapping[str, Json], say: Say) -> tuple[str, ...]:
    """A line a limit of the document; a record correction knows no notice of correction (条例 41)."""
    of_disclosure = case.request.matter is Matter.DISCLOSURE
    shown = [key for key in _SHOWN_LIMITS if of_disclosure or key != "correction_notice_due"]
    return listed({key: say(f"commands.limit.{key}") for key in shown}, {**document, "on_time": _in_time(case, say)})


def _in_time(case: Case, say: Say) -> str | None:
    """Whether it was in time, in words; a reply that was not sent yet is in time only if it goes out in time."""
    due, on_time = case.limits.reply_due, case.limits.on_time
    if case.standing.state is State.AWAITING_SERVICE and due is not None:
        return say("commands.unsent_late" if case.today > due else "commands.unsent", due=due)
    return None if on_time is None else say("casework.letter.yes" if on_time else "casework.letter.no")


def _reply_proof(case: Case, lang: str) -> Iterator[str]:
    """The reckoning of the reply limit; in Chinese in the words of its paper (L36)."""
    from desktop.casework.limits.proof_text import day_line, proof_text
    from desktop.casework.limits.proof_views import proof_view, rule_of

    if lang == "zh":
        yield from proof_text(proof_view(case))
    else:
        yield from (day_line(day, rule_of(case, day), lang) for day in case.limits.days)


def _other_limits(case: Case, proofs: Sequence[LimitProof], asked: Namespace) -> Iterator[str]:
    """A line a limit, and the days of those asked for. Raises ``LimitUnknown``."""
    from desktop.casework.limits.limit_proof_views import LimitUnknown, limit_view_of
    from desktop.casework.limits.proof_text import day_line, proof_text

    wanted = [proof for proof in proofs if asked.limit in (proof.key, proof.code, "all")]
    if asked.limit not in (None, "all", "reply") and not wanted:
        raise LimitUnknown(asked.limit, ", ".join(("reply", *(proof.key for proof in proofs))))
    for proof in proofs:
        yield f"{proof.name(asked.lang)} [{proof.key}]  {proof.sum_line(asked.lang)}"
        if proof in wanted and asked.lang == "zh":
            yield from proof_text(limit_view_of(case, proof.key))
        elif proof in wanted:
            yield from (day_line(day, day.rule, asked.lang) for day in proof.days)


def _steps(case: Case, lang: str, say: Say) -> Iterator[str]:
    """What may be done now, and why the rest may not: the sentences of the buttons."""
    from desktop.casework.steps.step_views import closed_replies, is_offered
    from desktop.rules.steps import next_steps

    request = case.request
    steps = next_steps(
        request.channel, request.events, case.limits, case.calendar, case.today, lang, matter=request.matter
    )
    for step in steps:
        if not is_offered(step.kind):
            continue
        name = say(f"casework.step.{step.kind}")
        if step.open:
            yield say("commands.step_open", step=name, effect=step.effect)
        elif step.reason is not None:
            yield say("commands.step_closed", step=name, reason=step.reason)
    if any(step.kind is EventKind.REPLIED and step.open for step in steps):
        for outcome, refused in closed_replies(case).items():
            yield say("commands.outcome_closed", outcome=outcome, reason=refused.sentence(lang))


def worklist(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """Open requests, most urgent first: ``[{"id", "state", "due_on", "working_days_left", "band"}]``."""
    cases = casework.worklist.cases()
    rows: list[Json] = [
        {
            "id": case.number,
            "state": case.standing.state.value,
            "due_on": case.standing.due_on.isoformat() if case.standing.due_on else None,
            "working_days_left": case.standing.working_days_left,
            "band": case.standing.band.value,
        }
        for case in cases
    ]
    lines = [
        say(
            "commands.worklist_line",
            number=case.number,
            due=case.standing.due_on.isoformat() if case.standing.due_on else "–",
            state=case.standing.state,
            band=case.standing.band,
        )
        for case in cases
    ]
    return Answer(document=rows, lines=tuple(lines) or (say("commands.nothing_open"),))


def letter(casework: Casework, asked: Namespace, say: Say) -> Answer:
    """A letter as a draft; missing facts are named, and then there is no PDF."""
    from desktop.casework.letters.letter_days import closed_step
    from desktop.casework.steps.step_views import closed_replies

    kind = _kind(asked.kind)
    if asked.out.suffix.lower() != ".pdf":
        raise WrongArguments("out", name=asked.out.name, endings=".pdf")
    composed = casework.letters.compose(asked.id, kind, _facts(asked.facts))
    if composed.paper is not None:
        write_bytes(asked.out, composed.paper.pdf)
    answer = _letter_answer(composed, asked.out, say)
    case = casework.requests.case(asked.id)
    closed = closed_step(case, kind, asked.lang)
    if closed is None:
        refused = (
            say("commands.outcome_closed", outcome=outcome, reason=why.sentence(asked.lang))
            for outcome, why in closed_replies(case).items()
            if outcome.letter is kind and case.limits.course.ending is None
        )
        return replace(answer, lines=(*answer.lines, *refused))
    line = say("commands.step_closed", step=say(f"casework.step.{closed.kind}"), reason=closed.reason)
    return replace(answer, lines=(*answer.lines, line))


def _letter_answer(composed: Composed, out: Path, say: Say) -> Answer:
    missing: list[Json] = [
        {
            "fact": fact.name,
            "label": fact.label,
            "type": fact.type.value,
            "choices": [{"code": c.code, "label": c.label} for c in fact.choices] if fact.choices else None,
        }
        for fact in composed.missing
    ]
    pages = 0 if composed.paper is None else composed.paper.pages
    lines = [say("commands.fact_missing", label=fact.label, fact=fact.name) for fact in composed.missing]
    if composed.paper is not None:
        lines.append(say("commands.letter_written", file=out, pages=pages))
    return Answer(document={"pages": pages, "missing": missing}, lines=tuple(lines), finding=bool(missing))


def _kind(text: str) -> LetterKind:
    """``L02`` or ``correction_notice``. Raises ``WrongArguments``."""
    try:
        return LetterKind.by_paper_id(text.upper())
    except KeyError:
        pass
    try:
        return LetterKind(text)
    except ValueError as fault:
        raise WrongArguments("no_such_kind", value=text) from fault


def _facts(path: Path | None) -> Mapping[str, Json]:
    if path is None:
        return {}
    try:
        facts = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=once)
    except (OSError, ValueError, RecursionError) as fault:
        raise FileUnreadable(path, fault) from fault
    if not isinstance(facts, dict):
        raise FileUnreadable(path, NoObject())
    return facts
