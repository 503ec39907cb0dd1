"""Whatever text stands in a request comes out as it went in."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.casework.exchange.exchange_reading import read_exchange_lines
from desktop.casework.exchange.exchange_writing import line_of, request_line
from resources.vocabulary import ApplicantKind, Channel, Delivery, IdentityDocument, Medium
from tests.casework.test_exchange_reading import HEADER, request

TODAY = date(2026, 4, 1)

texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)))
codes = st.sampled_from
people = st.fixed_dictionaries(
    {
        "kind": codes([kind.value for kind in ApplicantKind]),
        "name": texts,
        "id_type": codes([kind.value for kind in IdentityDocument]),
        "id_number": texts,
    },
    optional={"phone": texts, "email": texts, "address": texts, "unknown": st.integers() | texts},
)
events = st.fixed_dictionaries(
    {"kind": st.just("noted"), "on": st.dates(date(2026, 3, 2), TODAY).map(str)},
    optional={"note": texts, "letter": texts, "unknown": st.lists(st.booleans() | texts)},
)
requests = st.builds(
    request,
    events,
    events,
    channel=codes([channel.value for channel in Channel]),
    applicant=people,
    content=texts,
    medium=codes([medium.value for medium in Medium]),
    delivery=codes([delivery.value for delivery in Delivery]),
    purpose=texts,
    unknown=st.dictionaries(texts, texts),
)


@given(requests)
def test_a_request_is_written_as_it_was_read(line: dict[str, object]) -> None:
    file = read_exchange_lines([json.dumps(HEADER).encode(), json.dumps(line).encode()], TODAY)
    again = request_line(file.requests[0].request)
    assert again == line
    assert "\n" not in line_of(again)
