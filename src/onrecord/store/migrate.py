"""Bring the tables of a database up to date, with Alembic.

The steps lie in ``migrations/versions``; each is one transaction on both databases, so
that a program that is killed half-way leaves the tables as they were.
"""

from __future__ import annotations

import sqlite3
import time
from importlib import resources
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from onrecord.errors import BrokenDatabaseError, LockedDatabaseError, StoreError

from .schema import make_views

if TYPE_CHECKING:
    from .opening import Store

HEAD: Final = "0001"
"""The newest step; a test compares it with the folder."""
KNOWN: Final = ("0001",)
VERSIONS: Final = "alembic_version"
TRIES: Final = 100
PAUSE_S: Final = 0.1


def find_revision(store: Store) -> str | None:
    """The step that the tables are at; None for an empty database.

    Raises:
        BrokenDatabaseError: It holds tables that are not ours.
        StoreError: It is at a step that we do not know.
    """
    with store.read() as connection:
        revision = _revision(connection)
        if revision is None and inspect(connection).get_table_names():
            raise BrokenDatabaseError("a database of something else: it holds other tables", source=store.name)
    if revision is not None and revision not in KNOWN:
        raise StoreError(f"made by a newer OnRecord (step {revision}); update OnRecord", source=store.name)
    return revision


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSIONS):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar()
    return None if found is None else str(found)


def upgrade(store: Store) -> None:
    """Take every step that is missing; of two programs at once, one does and the other waits."""
    from alembic.config import Config  # slow to load, and seldom needed
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    if store.engine.dialect.name == "sqlite":
        _use_wal(store)
    with resources.as_file(resources.files("onrecord.store").joinpath("migrations")) as folder, store.write() as writer:
        store.dialect.lock_migration(writer)
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        script = ScriptDirectory.from_config(config)
        # Alembic's own way in is a module that only Alembic can import; here its steps run in our transaction.
        with EnvironmentContext(config, script, fn=lambda now, _: script._upgrade_revs(HEAD, now)) as steps:
            steps.configure(connection=writer, transactional_ddl=False)
            steps.run_migrations()
        make_views(writer, join=store.dialect.join)


def _use_wal(store: Store) -> None:
    """Write ahead: readers and a writer do not wait for each other.

    SQLite does not wait for its lock here, whatever the timeout, so we do.

    Raises:
        LockedDatabaseError: Another program holds the file all the time.
    """
    for left in range(TRIES, 0, -1):
        connection = store.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if left == 1 or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise LockedDatabaseError(str(error), source=store.name) from error
            time.sleep(PAUSE_S)
        else:
            return
        finally:
            connection.close()
