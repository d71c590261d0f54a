"""A statement of the user's own reads, and can do nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.store import Store, count_reports, open_store, run_query
from tests.fixtures.sample import RECORD
from tests.server import Kind

from .keeping import keep


@pytest.fixture
def reader(url: str) -> Iterator[Store]:
    """A store of two reports, open to read."""
    with open_store(url, create=True) as store:
        keep(store, RECORD, "a.txt")
        keep(store, RECORD, "b.txt")
    with open_store(url, read_only=True) as store:
        yield store


def run(store: Store, statement: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names and rows."""
    with run_query(store, statement) as (names, rows):
        return list(names), [tuple(row) for row in rows]


def test_rows_come_with_their_names(reader: Store) -> None:
    """Also where there are no rows, and where a percent sign or a colon stands in it."""
    assert run(reader, "SELECT ref AS name, 1 AS one FROM reports ORDER BY ref") == (
        ["name", "one"],
        [("a.txt", 1), ("b.txt", 1)],
    )
    assert run(reader, "SELECT ref AS name FROM reports WHERE ref LIKE '%:x%s'") == (["name"], [])
    assert run(reader, "SELECT chain FROM claim_view")[0] == ["chain"]


def test_rows_that_are_not_asked_for_are_no_hindrance(reader: Store) -> None:
    """Who stops after the first row can go on."""
    for _ in range(3):
        with run_query(reader, "SELECT report FROM event_view") as (_, rows):
            next(rows)
    assert count_reports(reader) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM reports",
        "DROP TABLE reports",
        "CREATE TABLE x (a INTEGER)",
        "INSERT INTO runs (version, model, gazetteer, settings) VALUES ('1', 'm', 'g', '{}')",
        "SELECT 1; DELETE FROM reports",
        "COMMIT; DELETE FROM reports",
        "SELECT no_such_column FROM reports",
        "this is no SQL",
    ],
)
def test_anything_else_is_refused(reader: Store, statement: str) -> None:
    """In one line, and everything is still there."""
    with pytest.raises(InputError, match="cannot be run") as caught:
        run(reader, statement)
    assert "\n" not in str(caught.value)
    assert count_reports(reader) == 2


@pytest.mark.parametrize(
    "statement", ["ATTACH 'other.db' AS other", "PRAGMA query_only = 0", "PRAGMA journal_mode = DELETE"]
)
def test_other_files_and_modes_are_refused(reader: Store, kind: Kind, statement: str) -> None:
    """SQLite opens no other file, and its modes stay; PostgreSQL does not know the words."""
    with pytest.raises(InputError):
        run(reader, statement)


def test_full_text_index_can_be_asked(reader: Store, kind: Kind) -> None:
    """It asks SQLite something itself, which must not be refused."""
    where = "rowid IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH 'market')"
    query = (
        f"SELECT ref FROM reports WHERE {where if kind == 'sqlite' else 'search @@ websearch_to_tsquery($$market$$)'}"
    )
    assert len(run(reader, query)[1]) == 2
