"""Short labels of codes where a screen has no room for the official one."""

from __future__ import annotations

from resources.messages import say
from resources.vocabulary import ApplicantKind, Matter


def kind_label(kind: ApplicantKind) -> str:
    """The kind of applicant in a word: 自然人, 商业企业."""
    return kind.label.split("｜")[-1]


def matter_word(matter: Matter) -> str:
    """更正申请; empty for a request for disclosure, which needs no word."""
    return say("record_corrections.word") if matter is Matter.RECORD_CORRECTION else ""


def content_line(content: str, matter: Matter) -> str:
    """The content as lists show it: of a record correction marked as such."""
    word = matter_word(matter)
    return f"〔{word}〕{content}" if word else content
