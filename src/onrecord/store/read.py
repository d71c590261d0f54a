"""Rows out: reports, their records, their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
from sqlalchemy import Connection, Row, Select, and_, func, select, tuple_

from onrecord.errors import InputError
from onrecord.model import Entry, Record, Ref

from .opening import Store
from .packing import unpack, unpack_noun
from .schema import originals, problems, records, reports

PAGE: Final = 200
"""Rows that are in memory at a time."""
SHORTEST_ID: Final = 4
MOST_NAMED: Final = 5


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A report as ``list`` shows it.

    Attributes:
        published: EDTF.
        added: When, UTC.
    """

    id: str
    ref: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    added: str


class ProblemRow(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be read, and why.

    Attributes:
        kind: Name of the error.
        at: When, UTC.
    """

    ref: str
    kind: str
    reason: str
    at: str


def entries(store: Store) -> Iterator[Entry]:
    """Every report with its current record, in order of publication, then id, then ref.

    One page is in memory at a time, and all pages are of one state of the database.

    Args:
        store: An open store.

    Yields:
        Reports without a date last.

    Raises:
        BrokenDatabaseError: A record is damaged.
    """
    with store.read() as connection:
        for row in pages(connection, current_records()):
            yield entry_of(row)


def current_records() -> Select[tuple[int, str, str, str, bytes]]:
    """Key, order, id, ref and packed record of each report."""
    current = and_(records.c.report_key == reports.c.key, records.c.run_key == reports.c.run_key)
    chosen = select(reports.c.key, reports.c.published_order, reports.c.id, reports.c.ref, records.c.data)
    return chosen.join_from(reports, records, current)


def entry_of(row: Row[tuple[int, str, str, str, bytes]]) -> Entry:
    """A row of ``current_records`` as an entry."""
    return Entry(Ref(row.id, row.ref), unpack_noun(row.data, Record, name=f"the record of {row.ref}"))


def pages(
    connection: Connection, chosen: Select[tuple[int, str, str, str, bytes]]
) -> Iterator[Row[tuple[int, str, str, str, bytes]]]:
    """Rows in order of publication, id and ref, page by page along the index.

    Args:
        connection: In a transaction.
        chosen: Selects at least ``published_order``, ``id`` and ``ref`` of reports.

    Yields:
        Its rows.
    """
    place = tuple_(reports.c.published_order, reports.c.id, reports.c.ref)
    chosen = chosen.order_by(*place.clauses).limit(PAGE)
    page = connection.execute(chosen).all()
    while page:
        yield from page
        last = page[-1]
        page = connection.execute(chosen.where(place > (last.published_order, last.id, last.ref))).all()


def find_refs(store: Store, name: str) -> tuple[Ref, ...]:
    """The reports that a name can mean.

    Args:
        store: An open store.
        name: What it was added under, its id, or at least four signs of the beginning of its id.

    Returns:
        At least one, in order of publication: a text that was found at several places has one id.

    Raises:
        InputError: None, or an id that several texts begin with.
    """
    is_start = len(name) >= SHORTEST_ID and set(name) <= set("0123456789abcdef")
    by_name = reports.c.id.startswith(name) if is_start else reports.c.id == name
    chosen = select(reports.c.id, reports.c.ref).order_by(reports.c.published_order, reports.c.id, reports.c.ref)
    with store.read() as connection:
        rows = connection.execute(chosen.where(reports.c.ref == name)).all()
        rows = rows or connection.execute(chosen.where(by_name).limit(1000)).all()
    if not rows:
        raise InputError("no report of this id or path; `onrecord list` names them", source=name)
    ids = sorted({row.id for row in rows})
    if is_start and len(ids) > 1:
        shown = ", ".join(ids[:MOST_NAMED]) + (" …" if len(ids) > MOST_NAMED else "")
        raise InputError(f"the beginning of several ids: {shown}", source=name)
    return tuple(Ref(row.id, row.ref) for row in rows)


def load_record(store: Store, report: Ref) -> Record:
    """The current record of a report.

    Raises:
        InputError: No such report.
        BrokenDatabaseError: Its record is damaged.
    """
    chosen = current_records().where(reports.c.id == report.id, reports.c.ref == report.ref)
    with store.read() as connection:
        row = connection.execute(chosen).first()
    if row is None:
        raise InputError("no such report", source=report.ref)
    return entry_of(row).record


def load_original(store: Store, report: Ref) -> bytes:
    """The bytes that a report was made of.

    Raises:
        InputError: No such report.
        BrokenDatabaseError: They are damaged.
    """
    chosen = select(originals.c.data).join(reports, reports.c.origin_sha256 == originals.c.sha256)
    with store.read() as connection:
        data = connection.execute(chosen.where(reports.c.id == report.id, reports.c.ref == report.ref)).scalar()
    if data is None:
        raise InputError("no such report", source=report.ref)
    return unpack(data, name=f"the original of {report.ref}")


def list_reports(store: Store) -> Iterator[ReportRow]:
    """Every report, in order of publication."""
    names = ReportRow.__struct_fields__
    chosen = select(reports.c.published_order, *(reports.c[name] for name in names))
    with store.read() as connection:
        for row in pages(connection, chosen):
            yield ReportRow(**{name: getattr(row, name) for name in names})


def list_problems(store: Store) -> Iterator[ProblemRow]:
    """What could not be read, by ref."""
    names = ProblemRow.__struct_fields__
    chosen = select(*(problems.c[name] for name in names)).where(problems.c.report_key.is_(None))
    with store.read() as connection:
        for row in connection.execute(chosen.order_by(problems.c.ref)):
            yield ProblemRow(**{name: getattr(row, name) for name in names})


def count_reports(store: Store) -> int:
    """How many reports there are."""
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(reports)).scalar_one()
