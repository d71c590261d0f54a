"""Find reports by their words and by what was found in them.

One rule says what the options speak of. With a type or a status they ask for an event:
actor, place and date are then that event's (one without a date has its report's).
Without, they ask for a report: the actor and the place occur in it, the date is that
of its publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select

from onrecord.errors import InputError
from onrecord.gazetteer import normalise_name
from onrecord.model.edtf import bounds
from onrecord.registry import find_actor

from .dialect import Dialect
from .opening import Store
from .schema import actors, events, fillers, places, reports
from .where import Spot, is_at
from .words import parse_words

PAGE: Final = 100
"""Rows that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; everything that is given must hold.

    Attributes:
        words: Words, "phrases" and -words to leave out.
        actor: Any name of an actor.
        spot: A place.
        first: EDTF; on or after.
        last: EDTF; on or before.
        type: Of an event.
        status: Of an event.
        publisher: A part of its name.
        limit: Most hits; None for all.
    """

    words: str | None = None
    actor: str | None = None
    spot: Spot | None = None
    first: str | None = None
    last: str | None = None
    type: str | None = None
    status: str | None = None
    publisher: str | None = None
    limit: int | None = None

    @property
    def asks_for_event(self) -> bool:
        """Whether the options speak of one event."""
        return self.type is not None or self.status is not None


class EventHit(msgspec.Struct, frozen=True, kw_only=True):
    """An event that was asked for.

    Attributes:
        id: In its record.
        time: EDTF.
        place: Name.
        text: The first trigger.
    """

    id: str
    type: str
    status: str
    time: str | None
    place: str | None
    text: str
    span_start: int
    span_end: int


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was found.

    Attributes:
        published: EDTF.
        snippet: The text around the words, each of which stands between the signs of ``dialect.HIT``.
        events: Those that were asked for.
    """

    id: str
    ref: str
    title: str | None
    publisher: str | None
    published: str | None
    snippet: str | None = None
    events: tuple[EventHit, ...] = ()


def find(store: Store, query: Query) -> Iterator[Hit]:
    """Reports that fit; by rank where words are given, else in order of publication.

    Args:
        store: An open store.
        query: At least one thing to look for.

    Yields:
        Each report once.

    Raises:
        InputError: Nothing is asked for, or no date or no word is in it.
    """
    if query == Query(limit=query.limit):
        raise InputError("say what to look for: words, or an option such as --actor")
    chosen = _choose_reports(query, store.dialect)
    with store.read() as connection, connection.execution_options(yield_per=PAGE).execute(chosen) as rows:
        for row in rows:
            found = _find_events(connection, row.key, query, store.dialect) if query.asks_for_event else ()
            yield _hit(row, found)


def _hit(row: Row[Any], found: tuple[EventHit, ...]) -> Hit:
    names = ("id", "ref", "title", "publisher", "published")
    snippet = getattr(row, "snippet", None)
    clean = " ".join(snippet.split()) if snippet else None
    return Hit(**{name: getattr(row, name) for name in names}, snippet=clean, events=found)


def _choose_reports(query: Query, dialect: Dialect) -> Select[Any]:
    columns = [reports.c[name] for name in ("key", "id", "ref", "title", "publisher", "published")]
    order = [reports.c.published_order, reports.c.id, reports.c.ref]
    chosen: Select[Any] = reports.select().with_only_columns(*columns)
    if query.words is not None:
        found = dialect.matches(parse_words(query.words))
        chosen = chosen.add_columns(found.c.snippet).join(found, found.c.key == reports.c.key).order_by(found.c.rank)
    chosen = chosen.order_by(*order)
    if query.publisher is not None:
        chosen = chosen.where(_contains(func.lower(reports.c.publisher), query.publisher.lower()))
    if query.asks_for_event:
        chosen = chosen.where(exists(_choose_events(query, dialect).where(events.c.report_key == reports.c.key)))
    else:
        chosen = chosen.where(*_report_conditions(query, dialect))
    return chosen.limit(query.limit)


def _report_conditions(query: Query, dialect: Dialect) -> Iterator[ColumnElement[bool]]:
    if query.actor is not None:
        yield exists().where(actors.c.report_key == reports.c.key, _is_actor(query.actor))
    if query.spot is not None:
        yield exists().where(places.c.report_key == reports.c.key, is_at(query.spot, dialect))
    yield from _date_conditions(query, reports.c.published_first, reports.c.published_last)


def _choose_events(query: Query, dialect: Dialect) -> Select[Any]:
    """Events that fit, joined to the report of the outer query."""
    place = and_(places.c.report_key == events.c.report_key, places.c.id == events.c.place)
    chosen: Select[Any] = select(events, places.c.name.label("place_name"))
    chosen = chosen.select_from(events.outerjoin(places, place)).correlate(reports)
    if query.type is not None:
        chosen = chosen.where(events.c.type == query.type)
    if query.status is not None:
        chosen = chosen.where(events.c.status == query.status)
    if query.actor is not None:
        is_same = and_(actors.c.report_key == fillers.c.report_key, actors.c.id == fillers.c.actor)
        takes_part = exists().select_from(fillers.join(actors, is_same))
        takes_part = takes_part.where(fillers.c.report_key == events.c.report_key, fillers.c.event == events.c.id)
        chosen = chosen.where(takes_part.where(_is_actor(query.actor)))
    if query.spot is not None:
        chosen = chosen.where(is_at(query.spot, dialect))
    first = func.coalesce(events.c.time_first, reports.c.published_first)
    last = func.coalesce(events.c.time_last, reports.c.published_last)
    return chosen.where(*_date_conditions(query, first, last))


def _find_events(connection: Connection, key: int, query: Query, dialect: Dialect) -> tuple[EventHit, ...]:
    chosen = _choose_events(query, dialect).correlate(None).join(reports, reports.c.key == events.c.report_key)
    rows = connection.execute(chosen.where(events.c.report_key == key).order_by(events.c.span_start, events.c.id))
    names = ("id", "type", "status", "time", "text", "span_start", "span_end")
    return tuple(EventHit(**{name: getattr(row, name) for name in names}, place=row.place_name) for row in rows)


def _is_actor(name: str) -> ColumnElement[bool]:
    """By the registry's entry of the name, or by the name as a part of what the text calls the actor.

    Raises:
        InputError: There is no letter in the name.
    """
    entry, key = find_actor(name), normalise_name(name)
    if not key:
        raise InputError("no name of an actor", source=name)
    called = or_(*(_contains(" " + column + " ", f" {key} ") for column in (actors.c.name_key, actors.c.also_key)))
    return or_(called, actors.c.registry_id == entry.id) if entry else called


def _date_conditions(
    query: Query, first: ColumnElement[str], last: ColumnElement[str]
) -> Iterator[ColumnElement[bool]]:
    """The two intervals have a day in common."""
    if query.first is not None:
        yield last >= _days(query.first)[0]
    if query.last is not None:
        yield first <= _days(query.last)[1]


def _days(value: str) -> tuple[str, str]:
    days = bounds(value)
    if days is None:
        raise InputError("no EDTF date (such as 2017-12-01, 2017-12 or 2017)", source=value)
    return days[0].isoformat(), days[1].isoformat()


def _contains(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    return column.contains(part, autoescape=True)
