"""What holds of every set of judgements, and of every changed row."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.errors import InputError
from onrecord.model import Record, Ref, check
from onrecord.review import Reading, apply_judgements
from onrecord.review.nouns import all_items
from onrecord.store import Draft, Judgement, Store, append, open_store, read_judgements, verify_chain
from onrecord.store.judgements import seal as hash_of

from .readings import AT, change, drop_event, judge, make_harbour, seal, shift

HARBOUR = Reading(Ref(make_harbour().report.id, "harbour.txt"), make_harbour())
ITEMS = tuple(item.id for _, item in all_items(HARBOUR.record))
VALUES = (
    ("e1", "type", ("COERCE", "SANCTION", "ASSAULT")),
    ("e1", "mode", ("explosives", "none", "heavy-weapons")),
    ("e1", "actor", ("a2", "a2,a4", "none")),
    ("e1", "place", ("p2", "none")),
    ("e2", "status", ("planned", "negated", "occurred")),
    ("e3", "time", ("2017", "none", "2017-12-03")),
    ("c1", "source", ("a5", "none", "a1")),
    ("c2", "certainty", ("possible", "certain")),
    ("f1", "low", ("11", "none")),
    ("f2", "high", ("700", "none")),
    ("a4", "kind", ("party", "group")),
    ("p1", "lat", ("12.5", "13")),
    ("r1", "type", ("member_of", "leads")),
)
CORRECTIONS = st.sampled_from([("correct", id_, name, value) for id_, name, values in VALUES for value in values])
VERDICTS = st.tuples(st.sampled_from(["accept", "reject"]), st.sampled_from(ITEMS))
STEPS = st.lists(st.one_of(CORRECTIONS, VERDICTS), max_size=8)
RECORD = HARBOUR.record
READINGS = st.sampled_from([
    RECORD,
    shift(RECORD),
    change(RECORD, "e1", type="THREATEN", mode=None, quad="verbal conflict"),
    change(RECORD, "f1", low=20, high=40),
    drop_event(RECORD, "e2"),
    shift(change(drop_event(RECORD, "e3"), "c2", certainty="probable"), 4),
])  # fmt: skip


Steps = list[tuple[str, ...]]


def judgements_of(steps: Steps) -> tuple[Judgement, ...]:
    """Judgements of the first reading, one after the other; a step that does not fit is passed over."""
    reading = HARBOUR
    for step in steps:
        try:
            reading = judge(reading, step)
        except InputError:
            continue
    return reading.judgements


@given(STEPS, READINGS)
def test_replay_is_idempotent_and_keeps_the_contract(steps: Steps, record: Record) -> None:
    """Replaying on what was judged changes nothing more; every reference and span holds."""
    judgements = judgements_of(steps)
    once = apply_judgements(record, judgements)
    assert list(check(once.record)) == []
    assert apply_judgements(once.record, judgements).record == once.record
    assert apply_judgements(record, judgements) == once


@given(STEPS, READINGS, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(steps: Steps, record: Record, random: Random) -> None:
    """Rows in any order give the same: their numbers decide."""
    judgements = list(judgements_of(steps))
    expected = apply_judgements(record, judgements)
    random.shuffle(judgements)
    assert apply_judgements(record, judgements) == expected


@given(STEPS, READINGS, st.data())
def test_judgements_of_different_items_commute(steps: Steps, record: Record, data: st.DataObject) -> None:
    """Which of two items was judged first changes nothing in the record."""
    rows = judgements_of(steps)
    order = data.draw(st.permutations(sorted({row.item or "" for row in rows})))
    moved = sorted(rows, key=lambda row: order.index(row.item or ""))
    one, other = (apply_judgements(record, seal(*some)) for some in (rows, moved))
    traces = [{problem.span for problem in result.record.problems} for result in (one, other)]
    assert traces[0] == traces[1]
    assert replace(one.record, problems=()) == replace(other.record, problems=())


@given(STEPS, st.integers(1, 9))
def test_judgements_outlive_other_ids(steps: Steps, by: int) -> None:
    """A reading that differs in its ids only is judged alike, with the conflicts that were there already."""
    judgements = judgements_of(steps)
    judged, newer = apply_judgements(RECORD, judgements), apply_judgements(shift(RECORD, by), judgements)
    assert [(one.judgement, one.reason) for one in newer.conflicts] == [
        (one.judgement, one.reason) for one in judged.conflicts
    ]
    assert newer.record == shift(judged.record, by)
    assert len(newer.standings) == len(judged.standings)


@given(STEPS, READINGS)
def test_every_judgement_has_its_effect_or_a_newer_one_or_a_conflict(steps: Steps, record: Record) -> None:
    """None is dropped silently: each is in a standing or a conflict, is replaced, or is a rejection of what is gone."""
    judgements = judgements_of(steps)
    result = apply_judgements(record, judgements)
    seen = {id_ for standing in result.standings for id_ in standing.judgements}
    seen |= {conflict.judgement for conflict in result.conflicts}
    rejected = {row.item for row in judgements if row.kind == "reject"}
    rejected |= {tie.id for tie in RECORD.ties if {tie.from_, tie.to} & rejected}  # falls with its end
    for number, row in enumerate(judgements):
        later = [(other.item, slot) for other in judgements[number + 1 :] for slot in slots_of(other)]
        assert row.id in seen or (row.item, slots_of(row)[0]) in later or row.item in rejected


def slots_of(row: Judgement) -> tuple[str, ...]:
    """What a judgement decides; a type decides the mode too."""
    slot = row.field if row.kind == "correct" else "verdict"
    return (str(slot), "event.mode") if slot == "event.type" else (str(slot),)


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Four judgements in a store whose guard is switched off."""
    path: Path = tmp_path_factory.mktemp("chain") / "record.db"
    with open_store(path, create=True) as store:
        for step in (("accept", "e1"), ("reject", "a4"), ("correct", "f1", "low", "11"), ("accept", "c1")):
            row = judge(HARBOUR, step).judgements[0]
            append(store, Draft(**{name: getattr(row, name) for name in Draft.__struct_fields__}))
        with store.write() as connection:
            for name in ("judgements_kept", "judgements_not_deleted"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield store


COLUMNS = tuple(name for name in Judgement.__struct_fields__ if name != "id")


@given(st.integers(1, 4), st.sampled_from(COLUMNS), st.text("abc019é\n ", max_size=6))
def test_any_changed_row_is_noticed(chain: Store, id_: int, column: str, text: str) -> None:
    """Whatever is written into whatever column, also with a new hash of that row alone; the last row included."""
    rows = list(read_judgements(chain))
    old = getattr(rows[id_ - 1], column)
    value = len(text) + 10_000 if column.startswith("span") else text
    assume(value != old)
    _write(chain, id_, **{column: value})
    changed = list(read_judgements(chain))[id_ - 1]
    assert f"judgement {id_} was changed" in list(verify_chain(chain)) or column == "prev_hash"
    if column != "hash" and id_ < len(rows):
        _write(chain, id_, hash=hash_of({name: getattr(changed, name) for name in Judgement.__struct_fields__}))
        assert list(verify_chain(chain))
    _write(chain, id_, **{column: old, "hash": rows[id_ - 1].hash})
    assert list(verify_chain(chain)) == []


def _write(store: Store, id_: int, **values: object) -> None:
    names = ", ".join(f'"{name}" = ?' for name in values)
    with store.write() as connection:
        connection.exec_driver_sql(f"UPDATE judgements SET {names} WHERE id = ?", (*values.values(), id_))


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_undo_of_an_undo_restores(undone: list[bool]) -> None:
    """A chain of undos holds or not by its length, and each can be taken back."""
    rows = [judge(HARBOUR, ("correct", "e1", "status", "planned")).judgements[0]]
    for number in range(1, len(undone) + 1):
        value = f'{{"of":{number}}}'
        rows.append(Judgement(at=AT, by="Ann", kind="undo", value=value, id=number + 1, prev_hash="", hash=""))
    status = apply_judgements(RECORD, rows).record.events[0].status
    assert status == ("planned" if len(undone) % 2 == 0 else "occurred")
