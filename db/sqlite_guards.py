"""SQLite's triggers that make the record append-only for every client; migrations put them in place."""

from __future__ import annotations


def _refuse(name: str, when: str, table: str, sentence: str, condition: str = "") -> str:
    return f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"


_FIXED_IN_LETTERS = (
    "id, office_id, name, kind, title, number, series, serial_year, serial, dated_on, sha256, pages, wording_version, "
    "issued_at"
)
_FIXED_IN_REQUESTS = "id, office_id, number, series, serial_year, serial, registered_on"
_UNLESS_DESTROYED = (
    "WHEN NOT EXISTS (SELECT 1 FROM events gone JOIN events mine ON gone.request_id = mine.request_id "
    "WHERE mine.id = OLD.event_id AND gone.kind = 'destroyed')"
)
_UNLESS_ALL_DESTROYED = (
    "WHEN NOT EXISTS (SELECT 1 FROM letter_requests WHERE letter_id = OLD.letter_id) "
    "OR EXISTS (SELECT 1 FROM letter_requests link WHERE link.letter_id = OLD.letter_id AND NOT EXISTS "
    "(SELECT 1 FROM events WHERE events.request_id = link.request_id AND kind = 'destroyed'))"
)

GUARDS: tuple[str, ...] = (
    _refuse("events_stay", "DELETE", "events", "events are never deleted"),
    _refuse("events_stand", "UPDATE", "events", "events are never changed"),
    _refuse("event_texts_stay", "DELETE", "event_texts", "texts go only when destroyed", _UNLESS_DESTROYED),
    _refuse("event_texts_stand", "UPDATE", "event_texts", "texts of events are never changed"),
    _refuse("letters_stay", "DELETE", "letters", "letters are never deleted"),
    _refuse("letters_stand", f"UPDATE OF {_FIXED_IN_LETTERS}", "letters", "letters are never changed"),
    _refuse(
        "letters_void_once",
        "UPDATE OF void_reason",
        "letters",
        "a void letter stays void",
        "WHEN OLD.void_reason IS NOT NULL",
    ),
    _refuse("letter_texts_stay", "DELETE", "letter_texts", "texts go only when destroyed", _UNLESS_ALL_DESTROYED),
    _refuse("letter_texts_stand", "UPDATE", "letter_texts", "facts of letters are never changed"),
    _refuse("letter_bytes_stay", "DELETE", "letter_bytes", "bytes go only when destroyed", _UNLESS_ALL_DESTROYED),
    _refuse("letter_bytes_stand", "UPDATE", "letter_bytes", "bytes of letters are never changed"),
    _refuse("letter_requests_stay", "DELETE", "letter_requests", "letters are never changed"),
    _refuse("letter_requests_stand", "UPDATE", "letter_requests", "letters are never changed"),
    _refuse("attachment_bytes_stand", "UPDATE", "attachment_bytes", "bytes of files are never changed"),
    _refuse("requests_stay", "DELETE", "requests", "requests are never deleted"),
    _refuse("requests_stand", f"UPDATE OF {_FIXED_IN_REQUESTS}", "requests", "numbers of requests are never changed"),
    _refuse("passed_over_stay", "DELETE", "passed_over", "number series are never changed"),
    _refuse("passed_over_stand", "UPDATE", "passed_over", "number series are never changed"),
)
"""Triggers that make the record append-only for every client, as of schema 0001."""

RETENTION_GUARDS: tuple[str, ...] = tuple(
    guard
    for table in ("retention_decisions", "destructions", "destroyed_files")
    for guard in (
        _refuse(f"{table}_stay", "DELETE", table, "records of retention are never deleted"),
        _refuse(f"{table}_stand", "UPDATE", table, "records of retention are never changed"),
    )
)
"""Triggers that keep what was appraised and destroyed on record."""
WORDING_GUARDS: tuple[str, ...] = (
    _refuse("wording_versions_stay", "DELETE", "wording_versions", "versions of wording are never deleted"),
    _refuse("wording_versions_stand", "UPDATE", "wording_versions", "versions of wording are never changed"),
)
"""The same for the office's wording."""
REPORT_GUARDS: tuple[str, ...] = tuple(
    guard
    for table, sentence in (
        ("ledger_entries", "entries of the ledger are never changed"),
        ("filed_reports", "filed reports are never changed"),
        ("filed_report_files", "filed reports are never changed"),
        ("exchange_files", "the log of exchange files is never changed"),
    )
    for guard in (
        _refuse(f"{table}_stay", "DELETE", table, sentence),
        _refuse(f"{table}_stand", "UPDATE", table, sentence),
    )
)
"""What the annual report rests on only grows."""

TRANSFER_GUARDS: tuple[str, ...] = (
    _refuse("transfer_links_stay", "DELETE", "transfer_links", "links of requests are never changed"),
    _refuse("transfer_links_stand", "UPDATE", "transfer_links", "links of requests are never changed"),
)
"""The same for the links between requests of two offices."""

GROUP_GUARDS: tuple[str, ...] = (
    _refuse("request_groups_stay", "DELETE", "request_groups", "requests keep their numbers"),
    _refuse(
        "request_groups_stand",
        "UPDATE",
        "request_groups",
        "destroyed requests keep their numbers",
        "WHEN EXISTS (SELECT 1 FROM events WHERE request_id = OLD.request_id AND kind = 'destroyed')",
    ),
)
"""What a destroyed request counts as is never changed."""
