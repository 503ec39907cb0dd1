"""Every paper that is built, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forms.applicant_forms import APPLICATION_FORM, AUTHORITY_FORM, ORAL_APPLICATION_FORM, WITHDRAWAL_FORM
from forms.disclosure import ALREADY_PUBLIC_REPLY, DISCLOSURE_REPLY
from forms.elsewhere import ADMINISTRATIVE_INQUIRY_NOTICE, PETITION_NOTICE, PUBLICATION_NOTICE
from forms.endings import LAPSE_NOTICE, TERMINATION_NOTICE
from forms.envelope import ENVELOPE
from forms.excess import DELAY_NOTICE, REASONS_REQUEST
from forms.fee_notice import FEE_NOTICE
from forms.file_cover import FILE_COVER
from forms.form import Form
from forms.not_again import EXCESSIVE_NOTICE, RECONFIRMATION_NOTICE, REPEAT_NOTICE
from forms.not_held import NONEXISTENCE_REPLY, OTHER_AGENCY_REPLY
from forms.notices import CONSULTATION_NOTICE, CORRECTION_NOTICE, EXTENSION_NOTICE
from forms.office_forms import HANDOVER_SLIP, ON_THE_SPOT_RECORD, REVIEW_FORM, SERVICE_RECEIPT
from forms.outside import AGENCY_INQUIRY, THIRD_PARTY_DECISION, THIRD_PARTY_INQUIRY, THIRD_PARTY_REPLY_SLIP
from forms.partial import PARTIAL_REPLY
from forms.proof import TIME_LIMIT_PROOF
from forms.receipt import RECEIPT
from forms.record_correction import RECORD_CORRECTION_REPLY
from forms.refusal import REFUSAL
from forms.unavailable import NEEDS_CREATION_REPLY, STILL_UNCLEAR_REPLY
from resources.vocabulary import LetterKind

_ALL: Final[tuple[Form, ...]] = (
    RECEIPT,
    CORRECTION_NOTICE,
    EXTENSION_NOTICE,
    THIRD_PARTY_INQUIRY,
    THIRD_PARTY_REPLY_SLIP,
    CONSULTATION_NOTICE,
    AGENCY_INQUIRY,
    THIRD_PARTY_DECISION,
    DISCLOSURE_REPLY,
    ALREADY_PUBLIC_REPLY,
    PARTIAL_REPLY,
    REFUSAL,
    NONEXISTENCE_REPLY,
    OTHER_AGENCY_REPLY,
    NEEDS_CREATION_REPLY,
    STILL_UNCLEAR_REPLY,
    ADMINISTRATIVE_INQUIRY_NOTICE,
    PETITION_NOTICE,
    REPEAT_NOTICE,
    PUBLICATION_NOTICE,
    EXCESSIVE_NOTICE,
    RECONFIRMATION_NOTICE,
    REASONS_REQUEST,
    DELAY_NOTICE,
    FEE_NOTICE,
    LAPSE_NOTICE,
    TERMINATION_NOTICE,
    RECORD_CORRECTION_REPLY,
    HANDOVER_SLIP,
    REVIEW_FORM,
    SERVICE_RECEIPT,
    ON_THE_SPOT_RECORD,
    ORAL_APPLICATION_FORM,
    FILE_COVER,
    APPLICATION_FORM,
    AUTHORITY_FORM,
    WITHDRAWAL_FORM,
    ENVELOPE,
    TIME_LIMIT_PROOF,
)
_FORMS: Final[Mapping[LetterKind, Form]] = MappingProxyType({form.kind: form for form in _ALL})

BUILT: Final[frozenset[LetterKind]] = frozenset(_FORMS)
"""The kinds that can be composed."""


def form_of(kind: LetterKind) -> Form:
    """The form of ``kind``. Raises ``KeyError`` for a paper that is not built."""
    return _FORMS[kind]
