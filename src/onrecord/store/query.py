"""One SELECT of the user's own. Nothing that it says can change the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final, cast

import psycopg

from onrecord.errors import InputError, StoreError

from .opening import Store

REFUSED: Final = (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH)
"""SQLite could otherwise open other files."""
READING_PRAGMAS: Final = frozenset({
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "data_version",
})
"""The last one is what the full-text index asks itself."""


@contextmanager
def run_query(store: Store, statement: str) -> Iterator[tuple[Sequence[str], Iterator[Sequence[Any]]]]:
    """Run one statement that reads.

    SQLite has the file open as read-only; PostgreSQL is in a read-only transaction, and
    takes one statement alone, so that none can end it.

    Args:
        store: Opened with ``read_only``.
        statement: One statement of SQL.

    Raises:
        InputError: It is no SQL, not one statement, or wants to change something.
        StoreError: The store is open to write.

    Yields:
        Names of the columns, and the rows as they come.
    """
    with store.read() as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            yield from _run_sqlite(driver, statement)
        elif isinstance(driver, psycopg.Connection):
            yield from _run_postgresql(driver, statement)
        else:
            raise StoreError("is of a kind that takes no statement", source=store.name)


Answer = Iterator[tuple[Sequence[str], Iterator[Sequence[Any]]]]


def _run_sqlite(driver: sqlite3.Connection, statement: str) -> Answer:
    driver.set_authorizer(_authorize)
    try:
        with closing(driver.cursor()) as cursor:
            try:
                cursor.execute(statement)
                yield [column[0] for column in cursor.description or ()], cursor
            except (sqlite3.Error, sqlite3.Warning) as error:
                raise InputError(f"cannot be run: {error}", source="sql") from error
    finally:
        driver.set_authorizer(None)


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    is_change_of_mode = action == sqlite3.SQLITE_PRAGMA and first not in READING_PRAGMAS
    return sqlite3.SQLITE_DENY if action in REFUSED or is_change_of_mode else sqlite3.SQLITE_OK


def _run_postgresql(driver: psycopg.Connection[Any], statement: str) -> Answer:
    """Streamed: the server then takes one statement only, and rows come as they are found.

    Raises:
        InputError: The server refuses it.
    """
    with driver.cursor() as cursor:
        rows = cast("Generator[Sequence[Any], None, None]", cursor.stream(statement.encode()))
        try:
            first = next(rows, None)
            if first is None:  # a stream without rows tells no names
                cursor.execute(statement.encode(), prepare=True)
            yield [column.name for column in cursor.description or ()], _chain(first, rows)
        except psycopg.Error as error:
            reason = str(error).strip().partition("\n")[0]
            raise InputError(f"cannot be run: {reason}", source="sql") from error
        finally:
            rows.close()  # a stream that is left half-read would keep the connection waiting for ever


def _chain(first: Sequence[Any] | None, rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    if first is not None:
        yield first
        yield from rows
