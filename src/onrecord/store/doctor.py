"""Look for damage: in the file, the bytes, the texts, the records, the rows, the judgements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from onrecord.errors import OnRecordError, StoreError
from onrecord.model import Record

from .flatten import flatten
from .judgements import verify_chain
from .opening import Store
from .packing import unpack
from .schema import ITEM_TABLES, originals, records, reports

PAGE: Final = 100
"""Rows that are in memory at a time."""
Step = Callable[[], None]


def count_checks(store: Store) -> int:
    """How often ``find_damage`` will call its ``step``."""
    with store.read() as connection:
        counts = (select(func.count()).select_from(table) for table in (originals, records))
        return sum(connection.execute(count).scalar_one() for count in counts)


def find_damage(store: Store, *, step: Step) -> Iterator[str]:
    """Check everything.

    Args:
        store: Opened to write: SQLite checks its full-text index only then.
        step: Called for each original and each record.

    Yields:
        One line for each fault.
    """
    for check in (_check_database, _check_originals, _check_records, _check_chain):
        try:
            yield from check(store, step)
        except StoreError as error:  # the damage is where the check itself reads
            yield error.reason


def _check_database(store: Store, _: Step) -> Iterator[str]:
    with store.write() as connection:
        yield from store.dialect.find_faults(connection)


def _check_chain(store: Store, _: Step) -> Iterator[str]:
    yield from verify_chain(store)


def _check_originals(store: Store, step: Step) -> Iterator[str]:
    """The bytes have the hash that they are kept under."""
    with store.read() as connection:
        for row in _pages(connection, select(originals), originals.c.sha256):
            step()
            try:
                data = unpack(row.data, name=f"original {row.sha256}")
            except StoreError as error:
                yield error.reason
                continue
            if hashlib.sha256(data).hexdigest() != row.sha256 or len(data) != row.size:
                yield f"original {row.sha256}: its bytes have another hash or length"


def _check_records(store: Store, step: Step) -> Iterator[str]:
    """Each text has its hash, each record can be read, and the current one has its rows."""
    columns = (reports.c.id, reports.c.ref, reports.c.text, reports.c.run_key.label("current"))
    chosen = select(records, *columns).join(reports, reports.c.key == records.c.report_key)
    with store.read() as connection:
        for row in _pages(connection, chosen, records.c.key):
            step()
            name = f"report {row.id} ({row.ref})"
            if hashlib.sha256(row.text.encode()).hexdigest()[:16] != row.id:
                yield f"{name}: its text has another hash"
            try:
                record = Record.from_json(unpack(row.data, name="its record"))
            except OnRecordError as error:
                yield f"{name}: {error.reason}"
                continue
            if record.report.text != row.text:
                yield f"{name}: its record is of another text"
            elif row.run_key == row.current:
                yield from (f"{name}: {fault}" for fault in _check_rows(connection, row.report_key, record))
        without = select(reports.c.id, reports.c.ref).outerjoin(records, _is_current()).where(records.c.key.is_(None))
        yield from (f"report {row.id} ({row.ref}): it has no record" for row in connection.execute(without))


def _is_current() -> ColumnElement[bool]:
    return (records.c.report_key == reports.c.key) & (records.c.run_key == reports.c.run_key)


def _check_rows(connection: Connection, key: int, record: Record) -> Iterator[str]:
    """The flat tables hold what the record says."""
    expected = flatten(record)
    for table in ITEM_TABLES:
        rows = connection.execute(select(table).where(table.c.report_key == key))
        found = sorted(repr(sorted(row._mapping.items())) for row in rows)
        wanted = sorted(repr(sorted({**_floats(row, table.c), "report_key": key}.items())) for row in expected[table])
        if found != wanted:
            yield f"its rows in {table.name} are not those of its record"


def _floats(row: dict[str, Any], columns: Any) -> dict[str, Any]:
    """A row as it comes back: whole numbers in a column of real ones are real."""
    return {
        name: float(value) if isinstance(value, int) and columns[name].type.python_type is float else value
        for name, value in row.items()
    }


def _pages(connection: Connection, chosen: Select[Any], key: ColumnElement[Any]) -> Iterator[Row[Any]]:
    """Rows in the order of a unique column, page by page."""
    chosen = chosen.order_by(key).limit(PAGE)
    page = connection.execute(chosen).all()
    while page:
        yield from page
        page = connection.execute(chosen.where(key > getattr(page[-1], str(key.name)))).all()
