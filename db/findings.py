"""What a check found, worded in the language of whoever asked."""

from __future__ import annotations

from dataclasses import dataclass

from resources.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that ``check`` found: a code, where, and the sentence for people."""

    code: str
    subject: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words findings in one language; the sentence of ``code`` is ``db.check.<code>``."""

    lang: str

    def finding(self, code: str, subject: str, **facts: object) -> Finding:
        """A finding about ``subject``, which its sentence names too."""
        return Finding(
            code=code, subject=subject, sentence=say(f"db.check.{code}", self.lang, subject=subject, **facts)
        )
