"""Open a store: a file of SQLite, or a database of PostgreSQL by its URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from onrecord.errors import MissingDatabaseError, StoreError

from .dialect import (
    OLDEST_SQLITE,
    WRITE,
    Dialect,
    PostgreSQL,
    SQLite,
    make_postgresql_engine,
    make_sqlite_engine,
)
from .migrate import HEAD, find_revision, upgrade

WAIT_S: Final = 30.0
"""How long to wait for another program that writes; a report takes it some milliseconds."""
POSTGRESQL: Final = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. A context manager; the functions of this folder take it first.

    Attributes:
        name: Path or URL, without a password, for messages.
        engine: Its connections.
        dialect: What differs between databases.
    """

    name: str
    engine: Engine
    dialect: Dialect

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database.

        Raises:
            StoreError: The database fails.

        Yields:
            Its connection.
        """
        with self._translated(), self.engine.connect() as connection:
            if isinstance(self.dialect, PostgreSQL):
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept as a whole or, after an error, not at all.

        Raises:
            StoreError: The database fails.

        Yields:
            Its connection.
        """
        with self._translated(), self.engine.connect() as connection:
            connection = connection.execution_options(**{WRITE: True})
            with connection.begin():
                yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self.dialect.translate(error, self.name) from error

    def close(self) -> None:
        """Give back its connections."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(place: str | Path, *, create: bool = False, read_only: bool = False, wait_s: float = WAIT_S) -> Store:
    """Open a store, and bring its tables up to date unless it is only read.

    Args:
        place: A path, ``sqlite:///PATH`` or ``postgresql://…``.
        create: Whether to make the tables (and the file) where there are none.
        read_only: Whether the database shall refuse every change.
        wait_s: How long to wait for another program that writes.

    Returns:
        The open store.

    Raises:
        MissingDatabaseError: There is none, or nothing was ever added to it.
        StoreError: It is no store of ours, of a newer OnRecord, or cannot be opened.
    """
    url = _parse(place)
    if url is None:
        path = Path(str(place).removeprefix("sqlite:///"))
        store = _open_file(path, create=create, read_only=read_only, wait_s=wait_s)
    else:
        engine = make_postgresql_engine(url, is_read_only=read_only, wait_s=wait_s)
        store = Store(url.render_as_string(hide_password=True).replace("+psycopg", "", 1), engine, PostgreSQL())
    try:
        _prepare(store, create=create, read_only=read_only)
    except BaseException:
        store.close()
        raise
    return store


def _parse(place: str | Path) -> URL | None:
    """The URL of a server; None for a file.

    Raises:
        StoreError: A URL of something else.
    """
    scheme, marker, _ = str(place).partition("://")
    if isinstance(place, Path) or not marker or scheme == "sqlite":
        return None
    if scheme not in POSTGRESQL:
        raise StoreError("no database of a kind that we know; give a path or postgresql://…", source=f"{scheme}://…")
    try:
        return make_url(str(place)).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise StoreError("cannot be read as postgresql://USER@HOST/DATABASE", source=f"{scheme}://…") from error


def _open_file(path: Path, *, create: bool, read_only: bool, wait_s: float) -> Store:
    """A store on a file.

    Raises:
        MissingDatabaseError: No such file, and none shall be made.
        StoreError: The SQLite of this Python is too old, or the path is a folder.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"needs SQLite 3.37 or later, this Python has {sqlite3.sqlite_version}", source=str(path))
    if path.is_dir():
        raise StoreError("a folder, not a database", source=str(path))
    if not create and not path.exists():
        raise MissingDatabaseError(_advice("there is no such database", str(path)), source=str(path))
    mode = "ro" if read_only else "rwc" if create else "rw"
    return Store(str(path), make_sqlite_engine(path, mode=mode, wait_s=wait_s), SQLite())


def _advice(what: str, name: str) -> str:
    return f"{what}; make one with `onrecord add FILE --db {name}`, or name another with --db or ONRECORD_DB"


def _prepare(store: Store, *, create: bool, read_only: bool) -> None:
    """See that the tables are there and those that we know.

    Raises:
        MissingDatabaseError: There are none.
        StoreError: They are older than we can read without changing them.
    """
    revision = find_revision(store)
    if revision == HEAD:
        return
    if revision is None and not create:
        raise MissingDatabaseError(_advice("nothing was ever added to it", store.name), source=store.name)
    if read_only:
        reason = f"its tables are those of an older OnRecord ({revision}); any `onrecord add` brings them up to date"
        raise StoreError(reason, source=store.name)
    upgrade(store)
