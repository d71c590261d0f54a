"""Judgements: only ever added, each sealed with all before it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from onrecord.errors import StoreError
from onrecord.store import Draft, Store, append, last_hash, open_store, read_judgements, verify_chain
from onrecord.store.judgements import FIRST
from tests.server import Kind

DRAFT = Draft(
    at="2021-03-15T12:00:00Z",
    by="Ana",
    kind="correct",
    report="0" * 16,
    ref="a.txt",
    item="e1",
    span_start=3,
    span_end=9,
    field="place",
    value='"Aden"',
    reason="the second paragraph says so – «Aden»",
)


def test_chain_comes_back(store: Store) -> None:
    """In order, each with the hash of the one before."""
    assert (list(read_judgements(store)), last_hash(store), list(verify_chain(store))) == ([], None, [])
    made = [append(store, DRAFT), append(store, Draft(at=DRAFT.at, by="Ben", kind="accept")), append(store, DRAFT)]
    assert list(read_judgements(store)) == made
    assert [judgement.id for judgement in made] == [1, 2, 3]
    assert [judgement.prev_hash for judgement in made] == [FIRST, made[0].hash, made[1].hash]
    assert last_hash(store) == made[2].hash
    assert list(read_judgements(store, report=DRAFT.report)) == [made[0], made[2]]
    assert list(read_judgements(store, after=2)) == [made[2]]
    assert list(verify_chain(store)) == []


@pytest.mark.parametrize("statement", ["UPDATE judgements SET reason = ''", "DELETE FROM judgements"])
def test_rows_are_only_ever_added(store: Store, statement: str) -> None:
    """The database itself refuses the rest."""
    append(store, DRAFT)
    with pytest.raises(StoreError, match="only ever added"), store.write() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE judgements SET reason = 'because' WHERE id = 2", "judgement 2 was changed"),
        ("DELETE FROM judgements WHERE id = 2", "judgement 2 is missing"),
        ("UPDATE judgements SET prev_hash = hash WHERE id = 3", "judgement 3 does not follow the one before it"),
    ],
)
def test_changed_row_is_noticed(store: Store, kind: Kind, statement: str, fault: str) -> None:
    """By whoever can switch the guard off, too."""
    for _ in range(3):
        append(store, DRAFT)
    with store.write() as connection:
        for name in ("judgements_kept", "judgements_not_deleted")[: 2 if kind == "sqlite" else 1]:
            connection.exec_driver_sql(f"DROP TRIGGER {name}" + ("" if kind == "sqlite" else " ON judgements"))
        connection.exec_driver_sql(statement)
    assert fault in list(verify_chain(store))


def test_two_people_at_once_make_one_chain(store: Store, url: str) -> None:
    """Neither breaks the other's link."""

    def judge(by: str) -> None:
        with open_store(url) as own:
            for _ in range(10):
                append(own, Draft(at=DRAFT.at, by=by, kind="accept"))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(judge, ("Ana", "Ben")))
    assert list(verify_chain(store)) == []
    assert [judgement.id for judgement in read_judgements(store)] == list(range(1, 21))
