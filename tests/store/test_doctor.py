"""The doctor finds what is damaged, and nothing else."""

from pathlib import Path

import pytest

from onrecord.store import Store, count_checks, find_damage, open_store
from tests.fixtures.sample import RECORD

from .keeping import keep


def faults(store: Store) -> list[str]:
    """All that is found."""
    return list(find_damage(store, step=lambda: None))


def test_sound_store(store: Store) -> None:
    """Nothing is found, and each step is told."""
    keep(store, RECORD, "a.txt")
    keep(store, RECORD, "b.txt")
    steps: list[None] = []
    assert list(find_damage(store, step=lambda: steps.append(None))) == []
    assert len(steps) == count_checks(store) == 3


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE events SET type = 'AID'", "its rows in events are not those of its record"),
        ("DELETE FROM voices", "its rows in voices are not those of its record"),
        ("UPDATE originals SET size = 1", "its bytes have another hash or length"),
        ("UPDATE originals SET data = records.data FROM records", "its bytes have another hash"),
        ("UPDATE records SET data = substr(data, 2)", "its record is damaged"),
        ("UPDATE records SET data = originals.data FROM originals", "JSON is malformed"),
        ("DELETE FROM records", "it has no record"),
        ("UPDATE reports SET text = text || '.'", "its text has another hash"),
    ],
)
def test_damage_is_found(store: Store, statement: str, fault: str) -> None:
    """Each kind, with the report or the file that it is in."""
    keep(store, RECORD, "a.txt")
    with store.write() as connection:
        connection.exec_driver_sql(statement)
    assert any(fault in line for line in faults(store)), faults(store)


def test_damaged_file_is_found(tmp_path: Path) -> None:
    """Pages that were overwritten are told, not raised."""
    path = tmp_path / "record.db"
    with open_store(path, create=True) as store:
        for number in range(30):
            keep(store, RECORD, f"{number}.txt")
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40_000] = b"\xff" * 40_000
    path.write_bytes(data)
    with open_store(path) as store:
        assert faults(store)


def test_stale_index_is_found(tmp_path: Path) -> None:
    """A full-text index that is not that of the texts."""
    with open_store(tmp_path / "record.db", create=True) as store:
        keep(store, RECORD, "a.txt")
        with store.write() as connection:
            connection.exec_driver_sql("DROP TRIGGER reports_updated")
            connection.exec_driver_sql("UPDATE reports SET title = 'Other words'")
        assert faults(store)
