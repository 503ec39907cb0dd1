"""The day of an event as it was corrected since. The event itself keeps the day that was first written down."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, String, and_, cast, exists, func, literal, select, type_coerce
from sqlalchemy.sql.expression import FromClause

from db.events import KEPT_FACTS
from db.sqlite import json_value
from db.tables import event_texts, events
from resources.vocabulary import EventKind

_DAY = "on"
"""The field that an ``amended`` event names where it corrects the day."""


def corrected_events(kind: EventKind) -> tuple[ColumnElement[bool], ...]:
    """Events of a kind whose day was corrected; found are they by the corrections, of which there are few."""
    told, target = events.alias(), events.alias()
    of_target = and_(target.c.request_id == told.c.request_id, target.c.position == _place(told))
    corrected = select(target.c.id).join_from(told, target, of_target).where(*_corrections(told))
    return events.c.id.in_(corrected), _hidden_kind(events, kind)


def is_corrected() -> ColumnElement[bool]:
    """The same, asked of one event after the other."""
    told = events.alias()
    return exists().where(told.c.request_id == events.c.request_id, _place(told) == events.c.position, *_hidden(told))


def corrected_day() -> ColumnElement[Any]:
    """The day as the last correction says; the day first written down where none says one."""
    told, texts = events.alias(), event_texts.alias()
    new = func.coalesce(json_value(texts.c.body, "$.facts.new"), _kept(told))
    last = (
        select(new)
        .select_from(told.outerjoin(texts, texts.c.event_id == told.c.id))
        .where(
            told.c.request_id == events.c.request_id,
            _place(told) == events.c.position,
            *_hidden(told),
            new.is_not(None),
        )
        .order_by(told.c.happened_on.desc(), told.c.position.desc())
        .limit(1)
        .correlate(events)
        .scalar_subquery()
    )
    return type_coerce(func.coalesce(last, events.c.happened_on), Date)


def _kept(told: FromClause) -> ColumnElement[Any]:
    """What the destruction of the file carried on of the correction."""
    gone, texts = events.alias(), event_texts.alias()
    path = literal(f'$.facts.{KEPT_FACTS}."').concat(cast(told.c.position, String)).concat('".new')
    kept = (
        select(json_value(texts.c.body, path))
        .join_from(gone, texts, texts.c.event_id == gone.c.id)
        .where(gone.c.request_id == told.c.request_id, _hidden_kind(gone, EventKind.DESTROYED))
    )
    return kept.limit(1).scalar_subquery()


def _place(told: FromClause) -> ColumnElement[Any]:
    return json_value(told.c.facts, "$.event")


def _corrections(told: FromClause) -> tuple[ColumnElement[bool], ...]:
    return (told.c.kind == EventKind.AMENDED, json_value(told.c.facts, "$.field") == _DAY)


def _hidden(told: FromClause) -> tuple[ColumnElement[bool], ...]:
    return (_hidden_kind(told, EventKind.AMENDED), json_value(told.c.facts, "$.field") == _DAY)


def _hidden_kind(told: FromClause, kind: EventKind) -> ColumnElement[bool]:
    """Hidden from the index of kinds: read are the events of the one request, not all of that kind."""
    return told.c.kind.concat("") == kind
