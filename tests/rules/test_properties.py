"""What holds for every request: counts, proof and last day agree, and no step shortens what it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.records import DayChange, Event
from desktop.rules.clock import Standstill, nth_counted, stood_still
from desktop.rules.history import amended
from desktop.rules.possibility import impossible
from desktop.rules.projection import project
from desktop.rules.standing import projected_standing, standing
from desktop.rules.timeline import TimeLimits, time_limits, used_days
from desktop.rules.working_days import WorkingCalendar
from resources import calendars
from resources.vocabulary import Band, Channel, EventKind, Party
from tests.rules.telling import CALENDAR, happened, limits_of, request_of

DAYS = st.dates(date(2019, 5, 15), date(2026, 6, 30))
ANY_YEAR = st.dates(date(2008, 2, 1), date(2026, 9, 30))


@given(ANY_YEAR, st.integers(0, 60))
def test_adding_n_working_days_and_counting_them_gives_n(start: date, n: int) -> None:
    end = CALENDAR.add(start, n)
    assert CALENDAR.count(start, end) == n
    assert n == 0 or CALENDAR.is_working(end)


@given(st.dates(date(2008, 6, 1), date(2026, 9, 30)), st.integers(1, 60))
def test_counting_back_undoes_counting_forward_from_a_working_day(start: date, n: int) -> None:
    worked = CALENDAR.next_working(start)
    assert CALENDAR.add(CALENDAR.add(worked, n), -n) == worked


@st.composite
def inquiries(draw: st.DrawFn, received: date) -> list[Event]:
    """An inquiry with its answer, or without; dates lie anywhere after the receipt."""
    ref = draw(st.uuids()).hex
    sent = received + timedelta(days=draw(st.integers(0, 60)))
    arrived = sent + timedelta(days=draw(st.integers(0, 10)))
    party = draw(st.sampled_from(list(Party)))
    events = [happened("consulted", str(sent), ref=ref, party=party.value, received_on=str(arrived))]
    if draw(st.booleans()):
        answered = sent + timedelta(days=draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(["opinion_received", "returned"]))
        events.append(happened(kind, str(answered), ref=ref))
    return events


@st.composite
def histories(draw: st.DrawFn) -> tuple[Channel, list[Event]]:
    """A request with all kinds of steps on any days, in order and out of order, in time and late."""
    received = draw(DAYS)
    channel = draw(st.sampled_from(list(Channel)))
    events = [happened("signed" if channel is Channel.SIGNED_MAIL else "submitted", str(received))]
    later = st.integers(0, 90).map(lambda days: str(received + timedelta(days=days)))
    if channel not in (Channel.COUNTER, Channel.ORAL, Channel.SIGNED_MAIL) and draw(st.booleans()):
        events.append(happened("confirmed", str(received + timedelta(days=draw(st.integers(0, 20))))))
    for _ in range(draw(st.integers(0, 3))):
        events += draw(inquiries(received))
    for kind in draw(st.lists(st.sampled_from(["correction_requested", "corrected", "fee_noticed", "fee_paid"]))):
        events.append(happened(kind, draw(later)))
    for _ in range(draw(st.integers(0, 2))):
        events.append(happened("extended", draw(later), days=draw(st.integers(1, 30)), approved_by="主任"))
    if draw(st.integers(0, 4)) == 0:
        until = received + timedelta(days=draw(st.integers(60, 120)))
        events.append(happened("delay_fixed", draw(later), until=str(until)))
    if draw(st.booleans()):
        ended = received + timedelta(days=draw(st.integers(101, 110)))
        kind = draw(st.sampled_from(["replied", "withdrawn", "correction_lapsed", "fee_lapsed"]))
        events.append(happened(kind, str(ended), **({"outcome": "provided"} if kind == "replied" else {})))
    return channel, events


def check_proof(limits: TimeLimits) -> None:
    """Length, numbers and last day of the proof are those of the limits."""
    clock = limits.course.clock
    assert clock is not None
    numbers = [each.count for each in limits.days if each.count is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sum(bool(each.stopped_by) for each in limits.days) == limits.excluded_working_days
    dates = [each.date for each in limits.days]
    assert dates == [clock.start + timedelta(days=number) for number in range(1, len(dates) + 1)]
    for each in limits.days:
        assert (each.count is not None or bool(each.stopped_by)) is CALENDAR.is_working(each.date)
    if limits.reply_due is not None and limits.reply_due > clock.start:
        assert dates[-1] == limits.reply_due
    if limits.reply_due is not None and clock.delay_until is None:
        assert numbers[-1] == clock.base_days + clock.extension_days
        assert limits.days[-1].count == numbers[-1] or limits.days[-1].stopped_by
        assert CALENDAR.add(clock.start, numbers[-1] + limits.excluded_working_days) == limits.reply_due


@given(histories())
def test_proof_numbers_and_last_day_agree(told: tuple[Channel, list[Event]]) -> None:
    channel, events = told
    limits = limits_of(channel.value, *events)
    if limits.course.clock is None:
        assert limits.days == ()
        assert limits.reply_due is None
    else:
        check_proof(limits)


@given(histories())
def test_the_document_can_be_written_for_every_history(told: tuple[Channel, list[Event]]) -> None:
    channel, events = told
    limits = limits_of(channel.value, *events)
    assert limits.as_json("1")["reply_due"] == (limits.reply_due and limits.reply_due.isoformat())
    assert all(fault.sentence("zh") and fault.sentence("en") for fault in limits.faults)
    assert (limits.reply_due is None) or limits.error is None


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_the_list_does_not_matter_between_days(told: tuple[Channel, list[Event]], random: object) -> None:
    channel, events = told
    apart = list({event.on: event for event in events}.values())
    shuffled = list(apart)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    straight, mixed = limits_of(channel.value, *apart), limits_of(channel.value, *shuffled)
    assert mixed.reply_due == straight.reply_due
    assert mixed.cautious_reply_due == straight.cautious_reply_due
    assert len(mixed.faults) == len(straight.faults)


spans = st.lists(
    st.tuples(st.dates(date(2026, 1, 5), date(2026, 4, 30)), st.integers(0, 40)).map(
        lambda span: Standstill(after=span[0], through=span[0] + timedelta(days=span[1]), party=Party.THIRD_PARTY)
    ),
    max_size=5,
)


@given(spans, st.randoms(use_true_random=False))
def test_order_and_overlap_of_consultations_do_not_matter(standstills: list[Standstill], random: object) -> None:
    start = date(2026, 1, 5)
    due = nth_counted(start, 20, standstills, CALENDAR)
    mixed = [*standstills, *standstills]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert nth_counted(start, 20, mixed, CALENDAR) == due
    assert due is not None
    by_hand, counted = start, 0
    while counted < 20:
        by_hand += timedelta(days=1)
        counted += CALENDAR.is_working(by_hand) and not any(span.covers(by_hand) for span in standstills)
    while begun := [span.through for span in standstills if span.after <= by_hand and span.through is not None]:
        # Begun by the last day itself, a standstill defers it to its own last working day.
        deferred = max(CALENDAR.previous_working(through) for through in begun)
        if deferred <= by_hand:
            break
        by_hand = deferred
    assert due == by_hand
    assert CALENDAR.count(start, due) - stood_still(start, due, standstills, CALENDAR) == 20


@given(DAYS, st.integers(0, 40))
def test_a_consultation_of_zero_days_changes_nothing(received: date, after: int) -> None:
    request = happened("submitted", str(received))
    sent = str(received + timedelta(days=after))
    asked = happened("consulted", sent, ref="1", party="third_party", received_on=sent)
    answered = happened("opinion_received", sent, ref="1")
    plain, consulted = limits_of("counter", request), limits_of("counter", request, asked, answered)
    assert consulted.reply_due == plain.reply_due
    assert consulted.days == plain.days
    assert consulted.excluded_working_days == 0


@given(histories(), st.integers(0, 90), st.integers(-3, 40))
def test_an_extension_never_shortens(told: tuple[Channel, list[Event]], on: int, days: int) -> None:
    channel, all_events = told
    # Where another extension follows, a shorter one before it takes its place: it may be extended only once.
    events = [event for event in all_events if event.kind is not EventKind.EXTENDED]
    extension = happened("extended", str(events[0].on + timedelta(days=on)), days=days, approved_by="主任")
    before, after = limits_of(channel.value, *events), limits_of(channel.value, *events, extension)
    if before.reply_due is not None and after.reply_due is not None:
        assert after.reply_due >= before.reply_due
    assert after.error is not None or (after.reply_due is None) is (before.reply_due is None)


@given(histories())
def test_no_more_is_added_than_the_law_allows(told: tuple[Channel, list[Event]]) -> None:
    channel, events = told
    clock = limits_of(channel.value, *events).course.clock
    assert clock is None or clock.base_days + clock.extension_days <= 40


@given(histories())
def test_the_projection_equals_the_limits(told: tuple[Channel, list[Event]]) -> None:
    channel, events = told
    limits = limits_of(channel.value, *events)
    projection = project(request_of(channel.value, tuple(events)), CALENDAR)
    assert projection.due_on == limits.reply_due
    assert projection.completed_on == limits.completed
    assert projection.error == limits.error
    for days in (0, 7, 19, 30, 45, 200):
        today = events[0].on + timedelta(days=days)
        assert projected_standing(projection, today, CALENDAR) == standing(limits, today, CALENDAR)


@given(histories(), st.integers(0, 120))
def test_overdue_means_after_the_limit(told: tuple[Channel, list[Event]], days: int) -> None:
    channel, events = told
    today = events[0].on + timedelta(days=days)
    limits = limits_of(channel.value, *events, today=str(today))
    where = standing(limits, today, CALENDAR)
    if where.band is Band.OVERDUE:
        assert limits.reply_due is not None
        assert today > limits.reply_due
    if where.band is Band.WAITING:
        assert limits.reply_due is None or today <= limits.reply_due


@given(histories(), st.integers(0, 120))
def test_used_days_grow_by_each_working_day_or_stand_still(told: tuple[Channel, list[Event]], days: int) -> None:
    channel, events = told
    limits = limits_of(channel.value, *events)
    today = events[0].on + timedelta(days=days)
    tomorrow = today + timedelta(days=1)
    step = used_days(limits, tomorrow) - used_days(limits, today)
    assert step in (0, 1)
    assert step == 0 or CALENDAR.is_working(tomorrow)


@given(histories())
def test_an_amendment_to_the_same_value_changes_nothing(told: tuple[Channel, list[Event]]) -> None:
    channel, events = told
    same = happened("amended", "2026-09-30", event=0, field="on", old=None, new=str(events[0].on), why="核对")
    plain, checked = limits_of(channel.value, *events), limits_of(channel.value, *events, same)
    assert replace(checked, course=plain.course) == plain


@given(histories(), st.integers(-5, 5))
def test_an_amended_day_is_as_if_it_had_been_entered_so(told: tuple[Channel, list[Event]], days: int) -> None:
    channel, events = told
    new = str(events[0].on + timedelta(days=days))
    amendment = happened("amended", "2026-09-30", event=0, field="on", old=None, new=new, why="误填")
    entered = [amended(events[0], "on", new), *events[1:]]
    assert limits_of(channel.value, *events, amendment).as_json("1") == limits_of(channel.value, *entered).as_json("1")


@given(histories())
def test_what_lies_between_arrival_and_today_before_the_end_is_possible(told: tuple[Channel, list[Event]]) -> None:
    _, events = told
    last = max(event.on for event in events)
    assert impossible(events, last + timedelta(days=20)) is None
    assert impossible(events, min(event.on for event in events) - timedelta(days=1)) is not None


ORDINARY = WorkingCalendar([calendars.load(2026)])


@given(st.dates(date(2026, 1, 5), date(2026, 6, 30)), st.booleans())
def test_a_changed_day_never_moves_a_request_that_was_due_before_it(changed: date, working: bool) -> None:
    moved = WorkingCalendar(
        [calendars.load(2026)], {changed: DayChange(day=changed, working=working, name="调整", why="测试")}
    )
    received = happened("submitted", "2026-02-24")
    before = time_limits(Channel.COUNTER, [received], ORDINARY).reply_due
    after = time_limits(Channel.COUNTER, [received], moved).reply_due
    assert before is not None
    if changed > before or changed <= received.on or ORDINARY.is_working(changed) is working:
        assert after == before
    else:
        assert after == ORDINARY.add(before, -1 if working else 1) or after != before
