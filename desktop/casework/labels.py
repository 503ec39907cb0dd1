"""Short labels of codes where a screen has no room for the official one."""

from __future__ import annotations

from resources.vocabulary import ApplicantKind


def kind_label(kind: ApplicantKind) -> str:
    """The kind of applicant in a word: 自然人, 商业企业."""
    return kind.label.split("｜")[-1]
