"""A full exchange file with something put wrong in it, and what must hold whatever it is."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import strategies as st

from desktop.commands import run

Lines: TypeAlias = list[dict[str, Any]]
Place: TypeAlias = tuple[str | int, ...]

PERSON = {"kind": "natural_person", "name": "王䶮", "id_type": "other", "id_number": "1"}
EVENTS: Lines = [
    {"kind": "submitted", "on": "2026-03-02"},
    {"kind": "contact_attempted", "on": "2026-03-02", "how": "电话", "reached": True},
    {"kind": "correction_requested", "on": "2026-03-03", "served_on": "2026-03-04", "items": ["名称"], "letter": "D2"},
    {"kind": "corrected", "on": "2026-03-06"},
    {"kind": "consulted", "on": "2026-03-07", "ref": "1", "party": "third_party", "received_on": "2026-03-08"},
    {"kind": "opinion_received", "on": "2026-03-09", "ref": "1", "opinion": "refuse"},
    {"kind": "extended", "on": "2026-03-10", "days": 5, "approved_by": "何正", "approved_on": "2026-03-10"},
    {"kind": "handed_over", "on": "2026-03-10", "to": "关税处", "due_on": "2026-03-12"},
    {"kind": "fee_noticed", "on": "2026-03-11", "received_on": "2026-03-11", "amount": 100, "basis": "item"},
    {"kind": "fee_paid", "on": "2026-03-12", "amount": 100.5, "receipt_number": "1"},
    {"kind": "delay_fixed", "on": "2026-03-12", "until": "2026-05-01"},
    {
        "kind": "amended",
        "on": "2026-03-13",
        "event": 1,
        "field": "on",
        "old": "2026-03-02",
        "new": "2026-03-03",
        "why": "误",
    },
    {"kind": "replied", "on": "2026-03-20", "outcome": "third_party_rights", "letter": "D1"},
    {"kind": "served", "on": "2026-03-20", "way": "post", "posted_on": "2026-03-20", "signed_on": "2026-03-22"},
    {"kind": "returned", "on": "2026-03-23", "letter": "D1"},
]
KNOWN = {"channel": "web", "applicant": PERSON, "content": "某报告", "medium": "paper", "delivery": "post"}
WHOLE: Lines = [
    {"type": "header", "format": "shouban-exchange", "version": 1, "office": "某海关", "remark": "甲"},
    {
        "type": "request",
        "id": "2026-0001",
        **KNOWN,
        "co_applicants": [PERSON],
        "agent": {"name": "代"},
        "events": EVENTS,
    },
    {"type": "request", "id": "2026-0002", **KNOWN, "events": EVENTS[:1]},
    {
        "type": "letter",
        "id": "D1",
        "kind": "refusal",
        "title": "答复书",
        "date": "2026-03-20",
        "requests": ["2026-0001", "2026-0002"],
        "pdf": base64.b64encode(b"%PDF-1.4").decode(),
    },
    {"type": "letter", "id": "D2", "kind": "correction_notice", "title": "补正", "date": "2026-03-03", "requests": []},
    {
        "type": "attachment",
        "request": "2026-0001",
        "name": "附件",
        "media_type": "text/plain",
        "pages": 1,
        "sha256": hashlib.sha256(b"x").hexdigest(),
        "bytes": base64.b64encode(b"x").decode(),
    },
    {
        "type": "dispute",
        "id": "R1",
        "request": "2026-0001",
        "kind": "review",
        "filed_on": "2026-04-01",
        "decided_on": "2026-05-01",
        "result": "upheld",
    },
]
NAMES = ["unknown", "office", "id", "number", "events", "extra", "on", "outcome", "letter", "note", "until", "matter"]
ODD: list[Any] = [None, True, 0, 1, -1, 10**20, 1.5, "", " ", "甲", "a\nb", "\0", "𬱖", "=1+1", [], {}, [None], [{}]]
ODD += ["0001-01-01", "9999-12-31", "2026-03-05", "2026-02-30", "web", "provided", "withdrawn", "reopened", "2026-0001"]
READING = (
    ["deadlines", "2026-0001"],
    ["deadlines", "2026-0002"],
    ["worklist"],
    ["annual", "2026"],
    ["summary", "--from", "2026-01-01", "--to", "2026-12-31"],
    ["check"],
)


def _places(value: Any, place: Place = ()) -> Iterator[Place]:
    if len(place) > 1:
        yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from _places(item, (*place, name))


@st.composite
def damaged(draw: st.DrawFn) -> Lines:
    """The whole file after one to three things were left out, doubled, moved, added or replaced."""
    lines = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(list(_places(lines))))
        holder: Any = lines
        for name in place[:-1]:
            holder = holder[name]
        _damage(draw, holder, place[-1])
    return lines


def _damage(draw: st.DrawFn, holder: Any, name: Any) -> None:
    how = draw(st.sampled_from(("replace", "leave out", "move", "add")))
    if how == "replace":
        holder[name] = copy.deepcopy(draw(st.sampled_from(ODD)))
    elif how == "leave out":
        del holder[name]
    elif isinstance(holder, dict):
        holder[draw(st.sampled_from(NAMES))] = copy.deepcopy(draw(st.sampled_from(ODD)))
    elif how == "move":
        holder.insert(draw(st.integers(0, len(holder))), holder.pop(name))
    else:
        holder.insert(draw(st.integers(0, len(holder))), copy.deepcopy(holder[name]))


def asked(store: Path, words: Sequence[object]) -> tuple[int, str, str]:
    """A command on the store: exit code, standard output, standard error."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*map(str, words), "--json", "--store", str(store)])
    return code, out.getvalue(), err.getvalue()


def check_file(lines: Lines, folder: Path) -> None:
    """It is refused whole with one sentence, or taken in whole, and then everything works and nothing is lost."""
    store, file = folder / "store.db", folder / "in.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    code, out, err = asked(store, ["import", file])
    if code == 2:
        assert (out, err.count("\n")) == ("", 1)
        assert err.endswith("没有导入任何内容。\n")
        assert asked(store, ["worklist"])[1] == "[]\n"
        return
    assert (code, err) == (0, "")
    for words in READING:
        code, out, err = asked(store, words)
        assert code in (0, 1) or (code == 2 and "没有编号为" in err), (words, err)
        assert words != ["check"] or json.loads(out)["ok"], out
    counts = json.loads(asked(store, ["import", file])[1])
    assert (counts["requests"], counts["updated"], counts["letters"]) == (0, 0, 0)
    _check_moved(store, folder)


def _check_moved(store: Path, folder: Path) -> None:
    first, second = folder / "first.jsonl", folder / "second.jsonl"
    assert asked(store, ["export", first])[0] == 0
    moved = folder / "moved.db"
    assert asked(moved, ["import", first])[0] == 0
    assert asked(moved, ["export", second])[0] == 0
    assert second.read_bytes() == first.read_bytes()
