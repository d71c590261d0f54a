"""Keep what comparing the reports gave, and give it back.

Each origin and each incident is kept twice in one transaction: whole, as JSON, to give
it back as it was; and flat, to ask questions of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Connection, Table, delete, exists, func, insert, select

from onrecord.errors import InputError, StoreError
from onrecord.model import Bounds, Comparison, Counts, Entry, Incident, Origin, Ref, Span, Stated, Statements

from .flatten import Row, days_of
from .opening import Store
from .packing import pack_noun, unpack_noun
from .read import current_records, entry_of, pages
from .schema import (
    COMPARED_TABLES,
    comparisons,
    digests,
    incident_mentions,
    incident_origins,
    incident_values,
    incidents,
    origin_reports,
    origin_spans,
    origins,
    records,
    reports,
)

Keys = dict[Ref, int]
Value = TypeVar("Value")
CHUNK: Final = 500
"""Nouns whose rows are in memory at a time."""
CHAIN: Final = " → "


class Compared(Protocol):
    """A ``Comparison``, or one whose parts come one after the other."""

    @property
    def origins(self) -> Iterable[Origin]:
        """In their order."""

    @property
    def incidents(self) -> Iterable[Incident]:
        """In their order."""


def save_comparison(store: Store, comparison: Compared) -> None:
    """Keep a comparison in place of the last one, in one transaction.

    Args:
        store: Opened to write.
        comparison: Of the reports of this store; some hundred incidents of it are held at a time.

    Raises:
        StoreError: It speaks of a report that is not there.
    """
    with store.write() as connection:
        keys = _load_keys(connection)
        for table in (*COMPARED_TABLES, comparisons):
            connection.execute(delete(table))
        try:
            for some_origins in _chunks(comparison.origins):
                _insert(connection, _origin_rows(some_origins, keys))
            for some_incidents in _chunks(comparison.incidents):
                _insert(connection, _incident_rows(some_incidents, keys))
        except KeyError as error:
            raise StoreError(
                f"the comparison speaks of a report that is not there: {error}", source=store.name
            ) from error
        newest = connection.execute(select(func.coalesce(func.max(records.c.key), 0))).scalar_one()
        connection.execute(insert(comparisons).values(key=1, last_record=newest))


def load_comparison(store: Store) -> Comparison:
    """The last comparison that was kept; empty if there was none."""
    return Comparison(tuple(load_origins(store)), tuple(load_incidents(store)))


def load_origins(store: Store) -> Iterator[Origin]:
    """The origins of the last comparison, in its order."""
    with store.read() as connection:
        for row in _stream(connection, origins):
            yield unpack_noun(row.data, Origin, name=f"origin {row.id}")


def load_incidents(store: Store) -> Iterator[Incident]:
    """The incidents of the last comparison, in its order."""
    with store.read() as connection:
        for row in _stream(connection, incidents):
            yield unpack_noun(row.data, Incident, name=f"incident {row.id}")


def load_incident(store: Store, id_: str) -> Incident:
    """One incident of the last comparison.

    Raises:
        InputError: There is none of this id.
    """
    with store.read() as connection:
        data = connection.execute(select(incidents.c.data).where(incidents.c.id == id_)).scalar()
    if data is None:
        raise InputError("no incident of this id; `onrecord incidents` names them", source=id_)
    return unpack_noun(data, Incident, name=f"incident {id_}")


def count_uncompared(store: Store) -> int:
    """How many records came after the last comparison; None compared yet counts all."""
    last = select(func.coalesce(func.max(comparisons.c.last_record), 0)).scalar_subquery()
    with store.read() as connection:
        return connection.execute(select(func.count()).where(records.c.key > last)).scalar_one()


def entries_without_digest(store: Store, build: str) -> Iterator[Entry]:
    """The entries of which comparing has no digest of a build yet, in the order of ``entries``.

    Args:
        store: An open store.
        build: What makes digests.

    Yields:
        Page by page: digests may be saved in between.
    """
    has_digest = exists().where(digests.c.report_key == reports.c.key, digests.c.build == build)
    with store.read() as connection:
        for row in pages(connection, current_records().where(~has_digest)):
            yield entry_of(row)


def save_digests(store: Store, build: str, made: Iterable[tuple[Ref, bytes]]) -> None:
    """Keep digests; those that are there already are replaced, those of other builds deleted.

    Args:
        store: Opened to write.
        build: What made them.
        made: In one transaction: give some hundreds at a time.

    Raises:
        StoreError: One is of a report that is not there.
    """
    with store.write() as connection:
        connection.execute(delete(digests).where(digests.c.build != build))
        for report, data in made:
            chosen = select(reports.c.key).filter_by(id=report.id, ref=report.ref)
            key = connection.execute(chosen).scalar()
            if key is None:
                raise StoreError(f"no report {report.ref} to keep a digest of", source=store.name)
            keep = store.dialect.insert(digests).values(report_key=key, build=build, data=data)
            keep = keep.on_conflict_do_update(index_elements=["report_key", "build"], set_={"data": data})
            connection.execute(keep)


def load_digests(store: Store, build: str) -> Iterator[tuple[Ref, bytes]]:
    """The digests of a build, in order of publication, id and ref."""
    chosen = select(reports.c.published_order, reports.c.id, reports.c.ref, digests.c.data)
    chosen = chosen.join_from(reports, digests, digests.c.report_key == reports.c.key)
    with store.read() as connection:
        for row in pages(connection, chosen.where(digests.c.build == build)):
            yield Ref(row.id, row.ref), row.data


def _stream(connection: Connection, table: Table) -> Iterator[Any]:
    """Rows of origins or incidents, page by page."""
    chosen = select(table.c.n, table.c.id, table.c.data).order_by(table.c.n).limit(CHUNK)
    page = connection.execute(chosen).all()
    while page:
        yield from page
        page = connection.execute(chosen.where(table.c.n > page[-1].n)).all()


def _load_keys(connection: Connection) -> Keys:
    rows = connection.execute(select(reports.c.id, reports.c.ref, reports.c.key))
    return {Ref(row.id, row.ref): row.key for row in rows}


def _chunks(items: Iterable[Value]) -> Iterator[list[tuple[int, Value]]]:
    """Items with their numbers, some at a time."""
    numbered = enumerate(items)
    while chunk := list(islice(numbered, CHUNK)):
        yield chunk


def _insert(connection: Connection, rows: dict[Table, list[Row]]) -> None:
    for table, some in rows.items():
        if some:
            connection.execute(insert(table), some)


def _at(span: Span) -> Row:
    return {"span_start": span.start, "span_end": span.end, "text": span.text}


def _origin_rows(some: Iterable[tuple[int, Origin]], keys: Keys) -> dict[Table, list[Row]]:
    rows: dict[Table, list[Row]] = {origins: [], origin_reports: [], origin_spans: []}
    for n, origin in some:
        row = {"id": origin.id, "n": n, "name": origin.name, "kind": origin.kind, "why": origin.why}
        rows[origins].append({**row, "data": pack_noun(origin)})
        rows[origin_reports] += [
            {"origin": origin.id, "n": at, "report_key": keys[report]} for at, report in enumerate(origin.reports)
        ]
        rows[origin_spans] += [
            {"origin": origin.id, "n": at, "report_key": keys[found.report], **_at(found.span)}
            for at, found in enumerate(origin.spans)
        ]
    return rows


def _incident_rows(some: Iterable[tuple[int, Incident]], keys: Keys) -> dict[Table, list[Row]]:
    rows: dict[Table, list[Row]] = {incidents: [], incident_mentions: [], incident_origins: [], incident_values: []}
    for n, incident in some:
        rows[incidents].append({"n": n, **_incident_row(incident)})
        reasons = (None, *incident.why)
        rows[incident_mentions] += [
            {
                "incident": incident.id,
                "n": at,
                "report_key": keys[mention.report],
                "event": mention.event,
                **_at(mention.span),
                "why": reasons[at] if at < len(reasons) else None,
            }
            for at, mention in enumerate(incident.mentions)
        ]
        rows[incident_origins] += [
            {"incident": incident.id, "n": at, "origin": origin} for at, origin in enumerate(incident.origins)
        ]
        rows[incident_values] += list(_value_rows(incident, keys))
    return rows


def _incident_row(incident: Incident) -> Row:
    site = incident.place
    names = ("id", "type", "what", "date", "grade", "derivation")
    return {
        **{name: getattr(incident, name) for name in names},
        **days_of(incident.date, "date"),
        "place": site.name if site else None,
        "lat": site.lat if site else None,
        "lon": site.lon if site else None,
        "precision": site.precision if site else None,
        "data": pack_noun(incident),
    }


def _value_rows(incident: Incident, keys: Keys) -> Iterator[Row]:
    for field in incident.fields.__struct_fields__:
        stated: Counts | Statements | None = getattr(incident.fields, field)
        if stated is None:
            continue
        values: tuple[Bounds | Stated, ...] = stated.values
        for n, value in enumerate(values):
            yield {
                "incident": incident.id,
                "field": field,
                "n": n,
                "verdict": stated.verdict,
                "low": value.low if isinstance(value, Bounds) else None,
                "high": value.high if isinstance(value, Bounds) else None,
                "value": value.value if isinstance(value, Stated) else None,
                "report_key": keys[value.report],
                "origin": value.origin,
                "voices": CHAIN.join(value.voices),
            }
