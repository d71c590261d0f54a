"""Open: what is there, what is missing, what is not ours."""

import sqlite3
import subprocess
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from onrecord.errors import BrokenDatabaseError, LockedDatabaseError, MissingDatabaseError, StoreError
from onrecord.store import Store, count_reports, open_store
from onrecord.store import migrate as steps
from onrecord.store.schema import VIEWS, metadata
from tests.server import Kind, Server


def test_steps_lead_to_the_schema(store: Store, kind: Kind) -> None:
    """What the steps make is what the code thinks: no table, column, index or type differs."""
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": is_ours})
        assert compare_metadata(context, metadata) == []


def is_ours(_: object, name: str, type_: str, reflected: bool, __: object) -> bool:
    """Leaves out what SQLAlchemy has no words for: the full-text index."""
    return not (reflected and name.startswith(("reports_fts", "search")))


def test_head_is_the_newest_step() -> None:
    """The number that the code compares with, quickly, is the last of the folder."""
    config = Config()
    config.set_main_option("script_location", str(Path(steps.__file__).parent / "migrations"))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [steps.HEAD]
    assert sorted(step.revision for step in script.walk_revisions()) == sorted(steps.KNOWN)


def test_views_are_made(store: Store) -> None:
    """Every view is there and answers."""
    with store.read() as connection:
        assert set(inspect(connection).get_view_names()) == {view.name for view in VIEWS}
        for view in VIEWS:
            assert connection.exec_driver_sql(f"SELECT * FROM {view.name}").all() == []


def test_tables_are_strict_and_ahead(tmp_path: Path) -> None:
    """SQLite keeps to the types of the columns, and writes ahead."""
    path = tmp_path / "record.db"
    open_store(path, create=True).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    strict = {name for _, name, _, _, _, is_strict in connection.execute("PRAGMA table_list") if is_strict}
    assert strict == set(metadata.tables)
    connection.close()


def test_missing_store_says_how_to_make_one(url: str, kind: Kind) -> None:
    """Nothing is made on the way; the message names the command."""
    with pytest.raises(MissingDatabaseError, match="make one with `onrecord add FILE --db"):
        open_store(url)
    if kind == "sqlite":
        assert not Path(url).exists()


def test_second_opening_keeps_what_is_there(url: str) -> None:
    """``create`` makes nothing anew."""
    open_store(url, create=True).close()
    with open_store(url, create=True) as again, open_store(url, read_only=True) as reader:
        assert (count_reports(again), count_reports(reader)) == (0, 0)


def test_read_only_is_refused_by_the_database(url: str) -> None:
    """Not by our good will."""
    open_store(url, create=True).close()
    with (
        open_store(url, read_only=True) as store,
        pytest.raises(StoreError, match="read-only"),
        store.write() as writer,
    ):
        writer.exec_driver_sql("DELETE FROM reports")


def test_another_database_is_refused(url: str, kind: Kind) -> None:
    """A database with tables of something else is left alone."""
    make_table(url, kind)
    with pytest.raises(BrokenDatabaseError, match="of something else"):
        open_store(url, create=True)


def make_table(url: str, kind: Kind) -> None:
    """A table that is none of ours."""
    import psycopg

    connection = sqlite3.connect(url) if kind == "sqlite" else psycopg.connect(url)
    connection.execute("CREATE TABLE others (a INTEGER)")
    connection.commit()
    connection.close()


def test_newer_store_is_refused(store: Store, url: str) -> None:
    """A step that we do not know is of a newer OnRecord."""
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer OnRecord"):
        open_store(url)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("mysql://localhost/x", "give a path or postgresql://"),
        ("postgresql://host:port/x", "cannot be read as"),
        ("postgresql://someone:secret@localhost:1/x", r"someone:\*\*\*@.*cannot be reached"),
        ("/no/such/folder/record.db", "no such folder"),
        ("/tmp", "a folder"),
    ],
)
def test_wrong_place_is_told_in_one_line(place: str, reason: str) -> None:
    """Whatever is wrong with it; no password is shown."""
    with pytest.raises(StoreError, match=reason) as caught:
        open_store(place, create=True)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_no_database_is_told(server: Server) -> None:
    """A database that PostgreSQL does not have is not made for the user."""
    with pytest.raises(MissingDatabaseError, match="does not exist; `createdb` makes one"):
        open_store(server.url("nowhere"), create=True)


def test_file_that_is_no_database(tmp_path: Path) -> None:
    """A text is no database."""
    path = tmp_path / "report.txt"
    path.write_text("Two divisions were sent to the border.\n" * 30)
    with pytest.raises(BrokenDatabaseError, match="file is not a database"):
        open_store(path, create=True)


def test_locked_database_is_told(url: str) -> None:
    """Who waits long enough for another writer says so, and the other's work is kept."""
    with open_store(url, create=True) as one, one.write() as writer:
        writer.exec_driver_sql("INSERT INTO runs (version, model, gazetteer, settings) VALUES ('1', 'm', 'g', '{}')")
        with (
            open_store(url, wait_s=0.1) as other,
            pytest.raises(LockedDatabaseError, match="locked by another program"),
            other.write() as late,
        ):
            late.exec_driver_sql("INSERT INTO runs (version, model, gazetteer, settings) VALUES ('1', 'm', 'g', '{}')")
    with open_store(url) as store, store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar() == 1


def test_script_is_quiet_where_postgresql_is(root: Path) -> None:
    """Run again, it changes and says nothing."""
    done = subprocess.run([root / "tools" / "postgres.sh"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
