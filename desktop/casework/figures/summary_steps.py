"""Lines of a summary that count steps, letters and disputes: corrections, inquiries, fees, remedies, service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from db.figure_lists import DisputeFilter, PaperFilter, StepFilter
from db.figures import StepGroup
from db.group_figures import Often, Sought
from db.row_filters import RowFilter
from db.store import Reading
from desktop.casework.figures.line_rules import LineRule, line, received_behind, section
from desktop.casework.figures.period_counts import PeriodCounts
from desktop.casework.figures.periods import Period
from desktop.casework.figures.summary_views import Behind, Section
from desktop.casework.letters.reply_letters import REPLIES
from desktop.casework.masking import masked_name
from desktop.rules.counted_steps import ON_THE_SPOT, TO_INQUIRY, TO_LETTER
from resources.messages import say
from resources.vocabulary import (
    DisputeKind,
    DisputeResult,
    EventKind,
    LetterKind,
    Party,
    WayOfService,
)

_AGENCIES = (Party.JOINT_AGENCY, Party.OTHER_AGENCY)
_MOST_NAMED = 20
_SHOWN = 36
_DECIDED = (DisputeResult.UPHELD, DisputeResult.CORRECTED, DisputeResult.OTHER)

Four = Sequence[PeriodCounts]


def papers_section(four: Four) -> Section:
    """Letters by kind: one that answers several requests is one paper."""
    known = {kind for counts in four for kind in counts.papers}
    rules = [_paper(kind) for kind in LetterKind if kind in known]
    return section("papers", (*rules, _merged()), four, summed=True, whole=papers_behind)


def process_section(four: Four) -> Section:
    """Corrections, inquiries, extensions told, replies on the spot."""
    return section("process", (*_corrections(), *_inquiries(), *_others()), four)


def fees_section(four: Four) -> Section:
    """国办函〔2020〕109号: notices, what is due, what was paid, what lapsed."""
    return section("fees", _fees(), four)


def remedies_sections(four: Four, offices: Sequence[str]) -> Iterator[Section]:
    """Reviews and suits: filed, pending, decided, the share of those decided that were corrected; and by office."""
    yield section("remedies", _remedies(), four)
    if len(offices) > 1:
        yield section("remedies_office", (rule for office in offices for rule in _remedies_of(office)), four)


def service_section(four: Four) -> Section:
    """Letters sent by way of service, and returned mail."""
    return section("service", _services(), four)


def frequent_section(four: Four) -> Section:
    """Applicants with ten requests or more in a month."""
    people = line("frequent.people", lambda counts: len(counts.frequent), _frequent_behind, unit="人次", columns=3)
    named = [_frequent(month, often) for month, often in four[0].frequent[:_MOST_NAMED]]
    return section("frequent", (people, *named), four)


def several_section(four: Four) -> Section:
    """What several applicants asked for (条例 44)."""
    several = four[0].wanted_by_several
    groups = tuple(sought.group for sought in several)
    total = line(
        "several.information",
        lambda counts: len(several),
        lambda counts: received_behind(counts, RowFilter(information=groups)),
        unit="项",
        columns=1,
    )
    named = (_several(four[0].reading, sought) for sought in several[:_MOST_NAMED])
    return section("several", (total, *named), four)


def steps_behind(
    counts: PeriodCounts, kind: EventKind, *, details: tuple[str | None, ...] = (), late: bool | None = None
) -> Behind:
    """Steps of a kind in the period."""
    first, last = counts.period.first, counts.period.last
    return Behind(wanted=StepFilter(kind=kind, first=first, last=last, details=details, late=late))


def papers_behind(counts: PeriodCounts, *kinds: LetterKind, merged: bool = False) -> Behind:
    """Letters dated in the period."""
    return Behind(wanted=PaperFilter(first=counts.period.first, last=counts.last_day, kinds=kinds, merged=merged))


def _step(code: str, kind: EventKind, *, unit: str = "件", part: bool = False) -> LineRule:
    return line(
        code,
        lambda counts: counts.steps_where(kind),
        lambda counts: steps_behind(counts, kind),
        unit=unit,
        part=part,
    )


def _detailed(code: str, kind: EventKind, *details: str | None, part: bool = False, label: str = "") -> LineRule:
    def holds(group: StepGroup) -> bool:
        return group.detail in details

    return LineRule(
        code=code,
        label=label or say(f"statistics.line.{code}"),
        value=lambda counts: counts.steps_where(kind, holds),
        behind=lambda counts: steps_behind(counts, kind, details=details),
        part=part,
    )


def _timed(code: str, kind: EventKind, *, late: bool) -> LineRule:
    def holds(group: StepGroup) -> bool:
        return group.late is late

    return line(
        code,
        lambda counts: counts.steps_where(kind, holds),
        lambda counts: steps_behind(counts, kind, late=late),
        part=True,
    )


def _corrections() -> Iterator[LineRule]:
    """条例 30."""
    yield _step("process.corrections", EventKind.CORRECTION_REQUESTED)
    yield _timed("process.corrections_in_time", EventKind.CORRECTION_REQUESTED, late=False)
    yield _timed("process.corrections_late", EventKind.CORRECTION_REQUESTED, late=True)
    yield _step("process.corrected", EventKind.CORRECTED)
    yield _step("process.correction_lapsed", EventKind.CORRECTION_LAPSED)


def _inquiries() -> Iterator[LineRule]:
    """条例 32—34: to third parties, and to other agencies."""
    for who, parties in (("third", (Party.THIRD_PARTY,)), ("agency", _AGENCIES)):
        yield _detailed(f"process.{who}_asked", EventKind.CONSULTED, *parties)
        yield _detailed(f"process.{who}_answered", EventKind.OPINION_RECEIVED, *parties, part=True)
        yield _lapsed(f"process.{who}_lapsed", parties)
        yield _awaited(f"process.{who}_open", parties)


def _lapsed(code: str, parties: tuple[Party, ...]) -> LineRule:
    def behind(counts: PeriodCounts) -> Behind:
        lapsed = (counts.period.first, counts.lapsed_through)
        return Behind(wanted=StepFilter(kind=EventKind.CONSULTED, details=parties, lapsed=lapsed))

    def count(counts: PeriodCounts) -> int:
        return sum(counts.inquiries_lapsed.get(party, 0) for party in parties)

    return line(code, count, behind, part=True)


def _awaited(code: str, parties: tuple[Party, ...]) -> LineRule:
    def behind(counts: PeriodCounts) -> Behind:
        awaited = (counts.last_day, counts.lapsed_through)
        return Behind(wanted=StepFilter(kind=EventKind.CONSULTED, details=parties, awaited=awaited))

    def count(counts: PeriodCounts) -> int:
        return sum(counts.inquiries_open.get(party, 0) for party in parties)

    return line(code, count, behind, part=True)


def _others() -> Iterator[LineRule]:
    yield _step("process.extended", EventKind.EXTENDED)
    yield _detailed("process.on_the_spot", EventKind.REPLIED, ON_THE_SPOT)


def _fees() -> Iterator[LineRule]:
    yield _step("fees.notices", EventKind.FEE_NOTICED)
    yield _yuan("fees.due", EventKind.FEE_NOTICED)
    yield _step("fees.payments", EventKind.FEE_PAID)
    yield _yuan("fees.paid", EventKind.FEE_PAID)
    yield _step("fees.lapsed", EventKind.FEE_LAPSED)


def _yuan(code: str, kind: EventKind) -> LineRule:
    return line(code, lambda counts: counts.yuan(kind), lambda counts: steps_behind(counts, kind), unit="元")


def _paper(kind: LetterKind) -> LineRule:
    return LineRule(
        code=f"papers.{kind}",
        label=kind.label,
        value=lambda counts: counts.papers.get(kind, 0),
        behind=lambda counts: papers_behind(counts, kind),
        unit="份",
    )


def _merged() -> LineRule:
    """合并答复: replies that answer several requests."""
    return line(
        "papers.merged",
        lambda counts: sum(counts.merged.get(kind, 0) for kind in REPLIES),
        lambda counts: papers_behind(counts, *REPLIES, merged=True),
        unit="份",
        part=True,
    )


def _remedies() -> Iterator[LineRule]:
    for kind in DisputeKind:
        yield _filed(kind)
    yield line(
        "remedies.pending",
        lambda counts: sum(counts.disputes_pending.values()),
        lambda counts: Behind(wanted=DisputeFilter(pending=counts.period.last)),
    )
    for result in _DECIDED:
        yield _decided(result)
    yield line("remedies.corrected_share", _corrected_share, lambda counts: _decided_behind(counts), unit="%")


def _filed(kind: DisputeKind) -> LineRule:
    def behind(counts: PeriodCounts) -> Behind:
        return Behind(wanted=DisputeFilter(kinds=(kind,), filed=(counts.period.first, counts.period.last)))

    label = say("statistics.line.remedies.filed", kind=kind.label)
    return LineRule(
        code=f"remedies.{kind}", label=label, value=lambda counts: counts.disputes_filed.get(kind, 0), behind=behind
    )


def _decided(result: DisputeResult) -> LineRule:
    return LineRule(
        code=f"remedies.{result}",
        label=result.label,
        value=lambda counts: sum(n for (_, how), n in counts.disputes_decided.items() if how is result),
        behind=lambda counts: _decided_behind(counts, result),
    )


def _decided_behind(counts: PeriodCounts, *results: DisputeResult) -> Behind:
    decided = (counts.period.first, counts.period.last)
    return Behind(wanted=DisputeFilter(decided=decided, results=results))


def _remedies_of(office: str) -> Iterator[LineRule]:
    """Filed against an office, and decided against it."""

    def filed(counts: PeriodCounts) -> Behind:
        return Behind(wanted=DisputeFilter(filed=counts.days), office=office)

    def corrected(counts: PeriodCounts) -> Behind:
        results = (DisputeResult.CORRECTED,)
        return Behind(wanted=DisputeFilter(decided=counts.days, results=results), office=office)

    yield LineRule(
        code=f"remedies_office.{office}",
        label=office,
        value=lambda counts: sum(counts.reading.disputes_filed(office, *counts.days).values()),
        behind=filed,
    )
    yield LineRule(
        code=f"remedies_office.{office}.corrected",
        label=say("statistics.line.remedies.corrected_of_office"),
        value=lambda counts: _corrected(counts.reading.disputes_decided(office, *counts.days)),
        behind=corrected,
        part=True,
    )


def _corrected(decided: Mapping[tuple[DisputeKind, DisputeResult], int]) -> int:
    return sum(count for (_, how), count in decided.items() if how is DisputeResult.CORRECTED)


def _corrected_share(counts: PeriodCounts) -> float | None:
    """纠错率: of the decided ones, how many of a hundred were corrected; None when none was decided."""
    decided = sum(counts.disputes_decided.values())
    if not decided:
        return None
    return round(100 * _corrected(counts.disputes_decided) / decided, 1)


def _services() -> Iterator[LineRule]:
    for way in WayOfService:
        yield _detailed(f"service.{way}", EventKind.SERVED, way.value, label=way.label)
    yield _detailed("service.unknown", EventKind.SERVED, None)
    yield _detailed("service.returned", EventKind.RETURNED, TO_LETTER)
    yield _detailed("service.inquiry_returned", EventKind.RETURNED, TO_INQUIRY)


def _frequent_behind(counts: PeriodCounts) -> Behind | None:
    """All requests of these applicants in the period."""
    groups = tuple(sorted({often.group for _, often in counts.frequent}))
    return received_behind(counts, RowFilter(applicants=groups))


def _frequent(month: Period, often: Often) -> LineRule:
    """One applicant of one month, told by the first request; beside it the name, that of a person masked."""

    def behind(counts: PeriodCounts) -> Behind:
        wanted = PeriodCounts(counts.reading, counts.office, month, counts.today)
        return received_behind(wanted, RowFilter(applicants=(often.group,)))

    def told(who: str) -> str:
        return say("statistics.line.frequent.one", year=month.first.year, month=month.first.month, who=who)

    return LineRule(
        code=f"frequent.{month.first:%Y-%m}.{often.first}",
        label=told(say("statistics.line.frequent.of", number=often.first)),
        value=lambda counts: often.count,
        behind=behind,
        part=True,
        columns=1,
        about="" if often.name is None else told(masked_name(often.name, often.kind)),
    )


def _several(reading: Reading, sought: Sought) -> LineRule:
    """What is asked for, told by the first request; beside it the words."""
    words = " ".join((reading.words_of(sought.group) or "").split())
    return LineRule(
        code=f"several.{sought.first}",
        label=say("statistics.line.several.of", number=sought.first),
        value=lambda counts: sought.applicants,
        behind=lambda counts: received_behind(counts, RowFilter(information=(sought.group,))),
        unit="人",
        part=True,
        columns=1,
        about=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…",
    )
