"""What a reply about a destroyed file says: the record of its destruction, as the facts of L13 (law 10.1)."""

from __future__ import annotations

import re
from typing import Final

from db.records import Json, Request
from db.store import Reading
from desktop.casework.retention.retention_terms import term_in_words
from resources.messages import say
from resources.vocabulary import LetterKind

_NUMBER: Final = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+")
"""What may be the number of a request in a sentence: 0200-2017-0003, 2017-0003."""


def destroyed_values(reading: Reading, request: Request, kind: LetterKind) -> dict[str, Json]:
    """Day, term and record, when the request asks for a file of this office that was destroyed; else empty."""
    if kind is not LetterKind.NONEXISTENCE_REPLY:
        return {}
    asked = " ".join((request.content, request.document_title or "", request.document_number or ""))
    for number in dict.fromkeys(_NUMBER.findall(asked)):
        found = reading.destruction_of(request.office, number)
        if found is not None:
            record, term = found
            return {
                "destroyed_on": record.destroyed_on.isoformat(),
                "retention_period": term_in_words(term),
                "destruction_record": say("retention.list", name=record.name),
            }
    return {}
