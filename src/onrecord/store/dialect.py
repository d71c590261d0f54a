"""All that differs between SQLite and PostgreSQL.

Everything else is written once. Limits on PostgreSQL: only the first 500,000 signs of
a report can be found by their words, since a ``tsvector`` holds no more than 1 MB.
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote

import psycopg
from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Table,
    column,
    create_engine,
    event,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql.selectable import Subquery

from onrecord.errors import (
    BrokenDatabaseError,
    FullDatabaseError,
    LockedDatabaseError,
    MissingDatabaseError,
    StoreError,
)
from onrecord.model.geometry import EARTH_KM, great_circle_km

from .schema import reports
from .words import Words

HIT: Final = ("\x02", "\x03")
"""Signs around the words that were found; they occur in no canonical text."""
SNIPPET_WORDS: Final = 24
MIGRATION_LOCK: Final = 7_265_671_033  # any number that no other program locks
OLDEST_SQLITE: Final = (3, 37)  # the first with STRICT tables
WRITE: Final = "onrecord_write"


class Dialect(Protocol):
    """What a database does in its own way.

    Attributes:
        join: Name of the aggregate that joins texts.
    """

    join: str

    def insert(self, into: Table) -> Any:
        """An insert that knows ``on_conflict_do_update`` and ``returning``."""
        ...

    def lock(self, connection: Connection, into: Table) -> None:
        """Let nobody else write to a table until the transaction ends."""
        ...

    def lock_migration(self, connection: Connection) -> None:
        """Let nobody else change the tables until the transaction ends."""
        ...

    def matches(self, words: Words) -> Subquery:
        """``key``, ``rank`` (the smaller the better) and ``snippet`` of the reports with these words."""
        ...

    def distance_km(self, lat: ColumnElement[Any], lon: ColumnElement[Any], *, of: tuple[float, float]) -> Any:
        """Distance of a position from another, along the surface."""
        ...

    def find_faults(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds wrong, one line each."""
        ...

    def translate(self, error: DBAPIError, name: str) -> StoreError:
        """What a driver's error means to a user."""
        ...


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]


class SQLite:
    """A file, in WAL mode, with FTS5."""

    join = "group_concat"

    def insert(self, into: Table) -> Any:
        """See ``Dialect``."""
        return sqlite.insert(into)

    def lock(self, connection: Connection, into: Table) -> None:
        """Nothing to do: a writing transaction begins IMMEDIATE and is alone."""

    def lock_migration(self, connection: Connection) -> None:
        """The same."""

    def matches(self, words: Words) -> Subquery:
        """FTS5 with its bm25."""
        index = table("reports_fts", column("rowid"))
        marks = ", ".join(f"char({ord(sign)})" for sign in HIT)
        return (
            select(
                index.c.rowid.label("key"),
                literal_column("bm25(reports_fts, 4.0, 1.0)").label("rank"),
                literal_column(f"snippet(reports_fts, 1, {marks}, '…', {SNIPPET_WORDS})").label("snippet"),
            )
            .where(text("reports_fts MATCH :words").bindparams(words=words.to_fts5()))
            .subquery("found")
        )

    def distance_km(self, lat: ColumnElement[Any], lon: ColumnElement[Any], *, of: tuple[float, float]) -> Any:
        """Our own function: not every build of SQLite has the trigonometric ones."""
        return func.distance_km(lat, lon, *of)

    def find_faults(self, connection: Connection) -> Iterator[str]:
        """Pages, indexes, types, references, and the full-text index against the texts."""
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield str(line)
        for table_name, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{table_name}, row {row}: refers to a row of {parent} that is not there"
        connection.exec_driver_sql("INSERT INTO reports_fts (reports_fts, rank) VALUES ('integrity-check', 1)")

    def translate(self, error: DBAPIError, name: str) -> StoreError:
        """By SQLite's primary result code."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return LockedDatabaseError("locked by another program; try again when that has ended", source=name)
        if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
            reason = "cannot be written, the disk is full or a size limit is reached; make room and run it again"
            return FullDatabaseError(reason, source=name)
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return BrokenDatabaseError(f"{_first_line(error)}; take a copy from before", source=name)
        if code == sqlite3.SQLITE_CANTOPEN:
            return MissingDatabaseError("cannot be opened: no such folder, or no right to it", source=name)
        if code == sqlite3.SQLITE_READONLY:
            return StoreError("may not be written: it, its folder or this command is read-only", source=name)
        return StoreError(_first_line(error), source=name)


class PostgreSQL:
    """A server, through psycopg 3."""

    join = "string_agg"

    def insert(self, into: Table) -> Any:
        """See ``Dialect``."""
        return postgresql.insert(into)

    def lock(self, connection: Connection, into: Table) -> None:
        """A lock that readers do not feel."""
        connection.execute(text(f"LOCK TABLE {into.name} IN EXCLUSIVE MODE"))

    def lock_migration(self, connection: Connection) -> None:
        """An advisory lock, since there may be no table yet."""
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))

    def matches(self, words: Words) -> Subquery:
        """A ``tsvector`` with its rank."""
        query = func.websearch_to_tsquery("english", words.to_websearch())
        options = f"StartSel={HIT[0]}, StopSel={HIT[1]}, MaxWords={SNIPPET_WORDS}, MinWords=8, MaxFragments=1"
        return (
            select(
                reports.c.key,
                (-func.ts_rank_cd(column("search"), query)).label("rank"),
                func.ts_headline("english", func.left(reports.c.text, 500_000), query, options).label("snippet"),
            )
            .where(column("search").op("@@")(query))
            .subquery("found")
        )

    def distance_km(self, lat: ColumnElement[Any], lon: ColumnElement[Any], *, of: tuple[float, float]) -> Any:
        """The formula of ``great_circle_km``."""
        half_lat, half_lon = func.radians(of[0] - lat) / 2, func.radians(of[1] - lon) / 2
        cosines = func.cos(func.radians(lat)) * math.cos(math.radians(of[0]))
        square = func.power(func.sin(half_lat), 2) + cosines * func.power(func.sin(half_lon), 2)
        return 2 * EARTH_KM * func.asin(func.sqrt(func.least(1.0, square)))

    def find_faults(self, connection: Connection) -> Iterator[str]:
        """Indexes that are not valid; the server itself checks the rest as it reads."""
        invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1"
        for (name,) in connection.exec_driver_sql(invalid):
            yield f"index {name} is not valid; REINDEX makes it anew"

    def translate(self, error: DBAPIError, name: str) -> StoreError:
        """By the class of the driver's error."""
        match error.orig:
            case psycopg.errors.LockNotAvailable() | psycopg.errors.DeadlockDetected():
                return LockedDatabaseError("locked by another program; try again when that has ended", source=name)
            case psycopg.errors.DiskFull() | psycopg.errors.OutOfMemory():
                return FullDatabaseError("cannot be written, the server's disk is full; make room there", source=name)
            case psycopg.errors.ReadOnlySqlTransaction():
                return StoreError("may not be written: the server, or this command, is read-only", source=name)
            case psycopg.errors.DataCorrupted() | psycopg.errors.IndexCorrupted():
                return BrokenDatabaseError(_first_line(error), source=name)
            case psycopg.OperationalError() if error.connection_invalidated or error.statement is None:
                advice = "; `createdb` makes one" if "does not exist" in _first_line(error) else ""
                return MissingDatabaseError(f"cannot be reached: {_first_line(error)}{advice}", source=name)
        return StoreError(_first_line(error), source=name)


def make_sqlite_engine(path: Path, *, mode: str, wait_s: float) -> Engine:
    """An engine on a file.

    Args:
        path: The file.
        mode: ``ro``, ``rw`` or ``rwc``, as in a SQLite URI.
        wait_s: How long to wait for another program that writes.
    """
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    has_log = path.with_name(f"{path.name}-wal").exists()
    if mode == "ro" and not has_log and not os.access(path.parent, os.W_OK):
        uri += "&immutable=1"  # on a disk that nobody writes to, SQLite can make no room for its log

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)
        connection.create_function("distance_km", 4, great_circle_km, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode safe against kill -9, and no wait a report
        if mode == "ro":
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """A transaction that will write takes its lock at once: it could not be raised later without a quarrel."""
    is_write = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def make_postgresql_engine(url: URL, *, is_read_only: bool, wait_s: float) -> Engine:
    """An engine on a server.

    Args:
        url: ``postgresql+psycopg://…``.
        is_read_only: Whether the server shall refuse every change.
        wait_s: How long to wait for another program that writes.
    """
    engine = create_engine(
        url, connect_args={"connect_timeout": 10}, execution_options={"postgresql_readonly": is_read_only}
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {round(wait_s * 1000)}")
        cursor.close()
        connection.commit()

    return engine
