"""Lists of requests and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.casework.context import Context
from desktop.casework.views import IdentityView, Paper, ProofView, RequestView, WorkRow
from resources.vocabulary import Channel, Outcome


class Standing(StrEnum):
    """The word filter 状态 of the list."""

    UNFINISHED = "unfinished"
    ALL = "all"
    OURS = "ours"
    WAITING = "waiting"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """The word filters of the list; None means 全部. The period is that of registration."""

    standing: Standing = Standing.UNFINISHED
    channel: Channel | None = None
    outcome: Outcome | None = None
    first: date | None = None
    last: date | None = None
    department: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """A page of the list. ``after``: give it to the next call, None on the last page. ``total``: on the first page."""

    rows: tuple[WorkRow, ...]
    after: str | None
    total: int | None


@dataclass(frozen=True)
class Requests:
    """Reading requests."""

    context: Context

    def page(self, wanted: RequestFilter, after: str | None = None, limit: int = 100) -> RequestPage:
        """A page of requests: unfinished ones most urgent first, others newest first."""
        raise NotImplementedError

    def departments(self) -> tuple[str, ...]:
        """The departments that occur, for the filter and as suggestions."""
        raise NotImplementedError

    def view(self, number: str, *, reveal: bool = False) -> RequestView:
        """The page of one request; ``reveal`` shows the name in full. Raises ``RequestNotFound``."""
        raise NotImplementedError

    def identity(self, number: str) -> IdentityView:
        """The applicant in full."""
        raise NotImplementedError

    def proof(self, number: str) -> ProofView:
        """The reckoning of the reply limit, day by day."""
        raise NotImplementedError

    def proof_paper(self, number: str) -> Paper:
        """The reckoning as paper (L36)."""
        raise NotImplementedError

    def attachment(self, number: str, sha256: str) -> tuple[str, str, bytes]:
        """Name, media type and bytes of a file. Raises ``AttachmentNotFound``."""
        raise NotImplementedError
