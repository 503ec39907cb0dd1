"""What goes into the store comes out of it, to the last character."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from db.errors import (
    AttachmentUnknown,
    BytesDiffer,
    LetterExists,
    LetterUnknown,
    LetterVoid,
    OfficeUnknown,
    RequestExists,
    RequestUnknown,
    TextRefused,
)
from db.records import (
    Agent,
    Applicant,
    Attachment,
    CalendarCheck,
    DayChange,
    Dispute,
    Draft,
    Event,
    Letter,
    LoadedNotice,
    Projection,
    Request,
)
from db.store import Store, Writing, open_store
from resources.vocabulary import (
    ApplicantKind,
    DisputeKind,
    DisputeResult,
    EventKind,
    IdentityDocument,
    Outcome,
    Table3Row,
)

OFFICE = "天津海关"
EAST_8 = timezone(timedelta(hours=8))
PDF = b"%PDF-1.7 letter"
ODD = "𬱖某 A&B <b>粗</b> \"引号\" '单' 〇①ﬁＡ e\u0301 \U000f0001 a@b.cn\n第二行\u0000末"

MakeRequest = Callable[..., Request]
MakeProjection = Callable[..., Projection]
MakeLetter = Callable[..., Letter]


def recorded(request: Request) -> Request:
    """The request without the moments at which its events were recorded."""
    return replace(request, events=tuple(replace(event, recorded_at=None) for event in request.events))


def whole_request(make_request: MakeRequest) -> Request:
    """A request with every field filled, in characters that are easily lost."""
    applicant = Applicant(
        kind=ApplicantKind.BUSINESS,
        name=ODD,
        id_type=IdentityDocument.USCC,
        id_number="91110000802100433B",
        contact_name="王䶮",
        legal_representative="买买提·吐尔逊",
        phone="022-65205000",
        email="wang@example.cn",
        fax="022-65205001",
        address="天津市滨海新区",
        postcode="300450",
        extra={"unknown": ["kept", {"deep": 1.5}]},
    )
    return make_request(
        applicant=applicant,
        co_applicants=(replace(applicant, name="李某"), replace(applicant, name="赵某")),
        agent=Agent(name="律师", id_type=IdentityDocument.OTHER, id_number="X1", authority="代为申请", extra={"a": 1}),
        content=ODD * 100,
        document_title="关于𬱖的批复",
        document_number="津关〔2017〕5号",
        purpose="科研",
        accepts_other_form=False,
        assistance="盲文",
        subject="稽查",
        department="企业管理和稽查处",
        extra={"x": None},
        events=(
            Event(
                kind=EventKind.CONSULTED,
                on=date(2026, 9, 2),
                facts={"ref": "A1", "party": "third_party", "name": ODD, "received_on": None, "days": 3},
                note=ODD,
                actor="李四",
            ),
            Event(kind=EventKind.REGISTERED, on=date(2026, 9, 1), facts={"due_on": "见附件：不是日期"}),
        ),
    )


def test_a_request_comes_back_whole(store: Store, make_request: MakeRequest, make_projection: MakeProjection) -> None:
    request = whole_request(make_request)
    with store.writing() as writing:
        writing.add_request(request, make_projection())
    with store.reading() as reading:
        assert recorded(reading.request(OFFICE, "2026-0001")) == request
        assert [recorded(read) for read in reading.requests(OFFICE)] == [request]


def test_events_say_when_they_were_recorded(filled: Store) -> None:
    with filled.reading() as reading:
        moments = [event.recorded_at for event in reading.request(OFFICE, "2026-0001").events]
    assert moments == [datetime(2026, 9, 1, 9, 0, second, tzinfo=EAST_8) for second in (3, 3, 4)]


def test_a_projection_comes_back_whole(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    finished = make_projection(
        completed_on=date(2026, 9, 20),
        waits_for="service",
        waits_until=date(2026, 9, 25),
        close_from=date(2026, 9, 26),
        outcome=Outcome.THIRD_PARTY_RIGHTS,
        row=Table3Row.WITHHELD_THIRD_PARTY_RIGHTS,
        late=False,
        days_used=13,
        voided=True,
        error="CALENDAR_MISSING_2027",
    )
    with store.writing() as writing:
        writing.add_request(make_request(), make_projection())
        writing.append_events(OFFICE, "2026-0001", (), finished)
    with store.reading() as reading:
        assert reading.projection(OFFICE, "2026-0001") == finished
        assert reading.row(OFFICE, "2026-0001").projection == finished


def test_a_request_number_stands_once(store: Store, make_request: MakeRequest, make_projection: MakeProjection) -> None:
    with store.writing() as writing:
        writing.add_request(make_request(), make_projection())
    with pytest.raises(RequestExists), store.writing() as writing:
        writing.add_request(make_request(content="另一份"), make_projection())
    with store.reading() as reading:
        assert reading.request(OFFICE, "2026-0001").content == "滨海新区建设项目的环境影响报告"


def test_changed_particulars_need_an_event(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    request = make_request()
    amended = Event(
        kind=EventKind.AMENDED,
        on=date(2026, 9, 2),
        facts={"event": None, "field": "content", "old": request.content, "new": "更正后", "why": "笔误"},
    )
    changed = replace(request, content="更正后", events=(*request.events, amended))
    with store.writing() as writing:
        writing.add_request(request, make_projection())
        with pytest.raises(ValueError, match="event"):
            writing.amend_request(replace(request, content="更正后"), make_projection())
        writing.amend_request(changed, make_projection())
    with store.reading() as reading:
        assert recorded(reading.request(OFFICE, "2026-0001")) == changed
        assert [row.number for row in reading.search(OFFICE, "更正后")] == ["2026-0001"]
        assert reading.search(OFFICE, "环境影响") == []


def test_a_letter_comes_back_with_its_bytes(filled: Store, make_letter: MakeLetter) -> None:
    with filled.reading() as reading:
        assert reading.letter(OFFICE, "L1") == make_letter()
        assert reading.letter_pdf(OFFICE, "L1") == PDF
        assert reading.letters_of(OFFICE, "2026-0001") == [make_letter()]
        assert reading.letter_exists(OFFICE, "L1")
        assert not reading.letter_exists(OFFICE, "L2")


def test_one_letter_answers_several_requests(
    filled: Store, make_letter: MakeLetter, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    merged = make_letter("L2", "2026-0002", "2026-0001", sha256=None, issued_at=None, extra={"other": "kept"})
    with filled.writing() as writing:
        writing.add_request(make_request("2026-0002"), make_projection())
        assert writing.add_letter(merged, None).sha256 is None
    with filled.reading() as reading:
        assert reading.letter(OFFICE, "L2") == merged
        assert reading.letter_pdf(OFFICE, "L2") is None
        assert [letter.id for letter in reading.letters_of(OFFICE, "2026-0002")] == ["L2"]


def test_the_hash_of_a_letter_is_filled_in_and_checked(filled: Store, make_letter: MakeLetter) -> None:
    with filled.writing() as writing:
        stored = writing.add_letter(make_letter("L2", sha256=None), PDF)
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    with pytest.raises(BytesDiffer), filled.writing() as writing:
        writing.add_letter(make_letter("L3"), b"other bytes")
    with pytest.raises(LetterExists), filled.writing() as writing:
        writing.add_letter(make_letter("L2"), PDF)


def test_a_void_letter_keeps_number_bytes_and_first_reason(filled: Store) -> None:
    with filled.writing() as writing:
        writing.void_letter(OFFICE, "L1", "印错日期")
    with pytest.raises(LetterVoid), filled.writing() as writing:
        writing.void_letter(OFFICE, "L1", "另一理由")
    with filled.reading() as reading:
        letter = reading.letter(OFFICE, "L1")
        assert (letter.void_reason, letter.number) == ("印错日期", "津关公开〔2026〕1号")
        assert reading.letter_pdf(OFFICE, "L1") == PDF
        assert reading.letter_counts(OFFICE, date(2026, 1, 1), date(2026, 12, 31)) == {}


def test_the_register_of_letters_pages_newest_first(filled: Store, make_letter: MakeLetter) -> None:
    with filled.writing() as writing:
        writing.add_letter(make_letter("L2", date=date(2026, 9, 5)), None)
        writing.add_letter(make_letter("L3", date=date(2026, 9, 4)), None)
        writing.add_letter(make_letter("L4", date=date(2026, 9, 5)), None)
    with filled.reading() as reading:
        first = reading.letters(OFFICE, limit=2)
        rest = reading.letters(OFFICE, before=first[-1])
        assert [letter.id for letter in (*first, *rest)] == ["L4", "L2", "L3", "L1"]
        assert [letter.id for letter in reading.letters(OFFICE, date(2026, 9, 4), date(2026, 9, 4))] == ["L3"]
        assert reading.letter_counts(OFFICE, date(2026, 9, 4), date(2026, 9, 5)) == {"政府信息公开申请补正告知书": 3}


def test_a_file_is_kept_once_under_its_name(filled: Store) -> None:
    data = b"scan"
    scan = Attachment(
        office=OFFICE,
        request="2026-0001",
        name="申请表𬱖.pdf",
        media_type="application/pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=2,
        extra={"k": 1},
    )
    known_only = replace(scan, name="身份证.jpg", sha256="0" * 64)
    with filled.writing() as writing:
        writing.add_attachment(scan, data)
        writing.add_attachment(scan, data)
        writing.add_attachment(known_only, None)
    with pytest.raises(BytesDiffer), filled.writing() as writing:
        writing.add_attachment(replace(scan, name="另一个"), b"else")
    with filled.reading() as reading:
        assert reading.attachments_of(OFFICE, "2026-0001") == [replace(scan, size=4), known_only]
        assert reading.attachment_bytes(OFFICE, "2026-0001", scan.sha256) == data
        assert reading.attachment_bytes(OFFICE, "2026-0001", "0" * 64) is None
        with pytest.raises(AttachmentUnknown):
            reading.attachment_bytes(OFFICE, "2026-0001", "1" * 64)


def test_a_dispute_takes_later_facts(filled: Store) -> None:
    filed = Dispute(
        office=OFFICE,
        id="F1",
        request="2026-0001",
        kind=DisputeKind.REVIEW,
        filed_on=date(2026, 10, 9),
        letter="L1",
        body="海关总署",
        extra={"n": 1},
    )
    decided = replace(filed, decided_on=date(2026, 12, 1), result=DisputeResult.CORRECTED)
    with filled.writing() as writing:
        writing.put_dispute(filed)
    with filled.writing() as writing:
        writing.put_dispute(decided)
    with filled.reading() as reading:
        assert reading.disputes_of(OFFICE, "2026-0001") == reading.disputes(OFFICE) == [decided]
        assert reading.dispute_exists(OFFICE, "F1")
    void = replace(decided, void_reason="记错了申请")
    with filled.writing() as writing:
        writing.put_dispute(void)
    with filled.reading() as reading:
        assert reading.disputes_of(OFFICE, "2026-0001") == reading.disputes(OFFICE) == []
        assert reading.disputes_of(OFFICE, "2026-0001", with_void=True) == [void] == [reading.dispute(OFFICE, "F1")]


def test_drafts_are_replaced_and_forgotten(store: Store) -> None:
    early = Draft(id="d1", purpose="intake", content={"name": ODD}, saved_at=store.clock())
    late = Draft(id="d2", purpose="intake", content={}, saved_at=store.clock())
    other = Draft(id="d3", purpose="letter", content={"facts": {"a": [1]}}, saved_at=store.clock())
    with store.writing() as writing:
        for draft in (early, late, other, replace(early, content={"name": "王"})):
            writing.put_draft(draft)
    with store.reading() as reading:
        assert reading.drafts("intake") == [late, replace(early, content={"name": "王"})]
        assert reading.draft("d3") == other
    with store.writing() as writing:
        writing.delete_draft("d1")
        writing.delete_draft("never there")
    with store.reading() as reading:
        assert reading.draft("d1") is None


def test_the_office_keeps_settings_notices_and_changed_days(store: Store) -> None:
    first = LoadedNotice(year=2027, text='{"year": 2027}', loaded_at=store.clock())
    second = replace(first, text='{"year": 2027, "off": []}', actor="王五")
    moved = DayChange(day=date(2027, 1, 4), working=False, name="调休", why="通知", changed_at=store.clock())
    checked = CalendarCheck(year=2027, checked_at=store.clock(), actor="赵六")
    with store.writing() as writing:
        writing.put_setting(OFFICE, "number_format", {"digits": 4})
        writing.put_setting(OFFICE, "phone", "1")
        writing.put_setting(OFFICE, "phone", None)
        writing.put_calendar_notice(first)
        writing.put_calendar_notice(second)
        writing.put_day_change(replace(moved, name="旧"))
        writing.put_day_change(moved)
        writing.put_day_change(replace(moved, day=date(2027, 1, 5)))
        writing.put_day_change(replace(moved, day=date(2027, 1, 5), working=None))
        writing.put_calendar_check(replace(checked, actor="王五"))
        writing.put_calendar_check(checked)
    with store.reading() as reading:
        assert reading.settings(OFFICE) == {"number_format": {"digits": 4}}
        assert reading.setting(OFFICE, "number_format") == {"digits": 4}
        assert reading.setting(OFFICE, "phone") is None
        assert reading.calendar_notices() == [second]
        assert reading.day_changes() == {moved.day: moved}
        assert reading.calendar_checks() == {2027: checked}


def test_offices_lie_apart(store: Store, make_request: MakeRequest, make_projection: MakeProjection) -> None:
    with store.writing() as writing:
        writing.add_office("滨海海关")
        writing.add_office("滨海海关")
        writing.add_request(make_request(), make_projection())
        writing.add_request(make_request(office="滨海海关", content="码头"), make_projection())
    with store.reading() as reading:
        assert reading.offices() == (OFFICE, "滨海海关")
        assert reading.request("滨海海关", "2026-0001").content == "码头"
        assert [row.office for row in reading.search(OFFICE, "11010519491231002X")] == [OFFICE]
        assert len(reading.rows(OFFICE).rows) == 1
        with pytest.raises(OfficeUnknown):
            reading.rows("北京海关")


def test_what_is_not_there_is_named(store: Store, make_letter: MakeLetter) -> None:
    with store.reading() as reading:
        with pytest.raises(RequestUnknown, match="2026-0099"):
            reading.request(OFFICE, "2026-0099")
        with pytest.raises(LetterUnknown):
            reading.letter_pdf(OFFICE, "L9")
        assert not reading.request_exists(OFFICE, "2026-0099")
    with pytest.raises(RequestUnknown), store.writing() as writing:
        writing.add_letter(make_letter("L1", "2026-0099"), PDF)


def test_half_a_character_is_refused_with_a_sentence(
    store: Store, make_request: MakeRequest, make_projection: MakeProjection
) -> None:
    with pytest.raises(TextRefused), store.writing() as writing:
        writing.add_request(make_request(content="半个\ud842字"), make_projection())
    with store.reading() as reading:
        assert not reading.request_exists(OFFICE, "2026-0001")


def test_a_failed_change_leaves_nothing(
    filled: Store, make_request: MakeRequest, make_projection: MakeProjection, make_letter: MakeLetter
) -> None:
    def half_a_change(writing: Writing) -> None:
        writing.add_request(make_request("2026-0002"), make_projection())
        writing.add_letter(make_letter("L2", "2026-0002"), PDF)
        raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"), filled.writing() as writing:
        half_a_change(writing)
    with filled.reading() as reading:
        assert not reading.request_exists(OFFICE, "2026-0002")
        assert not reading.letter_exists(OFFICE, "L2")


def test_everything_survives_closing(filled: Store, location: Path, clock: Callable[[], datetime]) -> None:
    with filled.reading() as reading:
        before = reading.request(OFFICE, "2026-0001")
    filled.close()
    filled.close()
    assert sorted(path.name for path in location.parent.iterdir()) == [
        "shouban.db",
        "shouban.db.beside.lock",
        "shouban.db.lock",
    ]
    with open_store(location, clock=clock) as again, again.reading() as reading:
        assert reading.request(OFFICE, "2026-0001") == before
