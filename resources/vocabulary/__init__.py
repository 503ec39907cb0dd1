"""The office's words as enumerations: every code of the exchange format with the facts that go with it.

Codes are the members' values and therefore plain strings in files and rows; ``label`` is the Chinese name.
The members equal the published vocabulary one by one (``tests/resources/test_vocabulary.py`` compares them).
"""

from resources.vocabulary.annual_tables import (
    APPLICANT_COLUMNS,
    OTHER_IN_2019,
    RESULT_ROWS,
    SUMMED_ROWS,
    Table2Block,
    Table3Column,
    Table3Row,
    Table4Column,
    Table4Group,
)
from resources.vocabulary.codes import (
    ENDINGS,
    ApplicantKind,
    Band,
    Channel,
    Code,
    Delivery,
    DisputeKind,
    DisputeResult,
    EventKind,
    FeeBasis,
    IdentityDocument,
    Matter,
    Medium,
    Opinion,
    Party,
    State,
    WayOfService,
)
from resources.vocabulary.letters import LetterKind
from resources.vocabulary.outcomes import NARRATIVE_2007_CHANNELS, NARRATIVE_2007_OUTCOMES, Outcome, Remedy

__all__ = [
    "APPLICANT_COLUMNS",
    "ENDINGS",
    "NARRATIVE_2007_CHANNELS",
    "NARRATIVE_2007_OUTCOMES",
    "OTHER_IN_2019",
    "RESULT_ROWS",
    "SUMMED_ROWS",
    "ApplicantKind",
    "Band",
    "Channel",
    "Code",
    "Delivery",
    "DisputeKind",
    "DisputeResult",
    "EventKind",
    "FeeBasis",
    "IdentityDocument",
    "LetterKind",
    "Matter",
    "Medium",
    "Opinion",
    "Outcome",
    "Party",
    "Remedy",
    "State",
    "Table2Block",
    "Table3Column",
    "Table3Row",
    "Table4Column",
    "Table4Group",
    "WayOfService",
]
