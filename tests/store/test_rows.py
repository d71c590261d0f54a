"""Rows in and out: what is kept comes back, in order, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import func, select

from onrecord.errors import EmptyReportError, InputError, LimitError, RecordError
from onrecord.model import Published, Run
from onrecord.store import (
    Store,
    count_reports,
    count_uncompared,
    entries,
    find_refs,
    list_problems,
    list_reports,
    load_original,
    load_record,
    open_store,
)
from onrecord.store.flatten import flatten, order_of
from onrecord.store.schema import digests, metadata
from onrecord.store.write import MOST_REF, check_ref, is_read, save_problem, save_run
from tests.fixtures.sample import RECORD

from .conftest import MARKET, TALKS, Read
from .keeping import AT, keep


def count(store: Store, name: str) -> int:
    """Rows of a table."""
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one()


def test_record_and_bytes_come_back_as_they_were(store: Store) -> None:
    """Every item, and every byte."""
    ref = keep(store, RECORD, "a.txt")
    assert load_record(store, ref) == RECORD
    assert load_original(store, ref) == RECORD.report.text.encode()


def test_rows_are_those_of_the_record(store: Store) -> None:
    """Each item of the record is a row, whose span leads back to its words."""
    keep(store, RECORD, "a.txt")
    with store.read() as connection:
        for table, rows in flatten(RECORD).items():
            assert rows, f"the sample has nothing for {table.name}"
            kept = [dict(row._mapping) for row in connection.execute(select(table))]
            key = [column.name for column in table.primary_key]
            expected = [{"report_key": 1, **row} for row in rows]
            assert sorted(kept, key=lambda row: [str(row[name]) for name in key]) == sorted(
                expected, key=lambda row: [str(row[name]) for name in key]
            )
    for table, rows in flatten(RECORD).items():
        if "text" in table.c and "span_start" in table.c:
            for row in rows:
                stretch = RECORD.report.text[row["span_start"] : row["span_end"]]
                assert " ".join(stretch.split()) in row["text"], table.name


def test_same_text_at_two_places_is_two_reports(store: Store) -> None:
    """An outlet that prints the same words is a report of its own; the bytes are kept once."""
    one, other = keep(store, RECORD, "a.txt"), keep(store, RECORD, "b.txt")
    assert one.id == other.id
    assert (count_reports(store), count(store, "records"), count(store, "originals")) == (2, 2, 1)
    assert find_refs(store, RECORD.report.id) == (one, other)
    assert find_refs(store, "b.txt") == (other,)


def test_again_replaces(store: Store) -> None:
    """The same run twice is one record; without ``again`` the first stays."""
    ref = keep(store, RECORD, "a.txt")
    fewer = replace(RECORD, events=(), claims=(), labels=())
    keep(store, fewer, "a.txt")
    assert load_record(store, ref) == RECORD
    keep(store, fewer, "a.txt", again=True)
    assert load_record(store, ref) == fewer
    assert [count(store, name) for name in ("records", "reports", "events", "fillers")] == [1, 1, 0, 0]


def test_other_run_stays_beside(store: Store) -> None:
    """A newer model's record is the current one, the older one is kept."""
    ref = keep(store, RECORD, "a.txt")
    newer = replace(RECORD, run=Run(version="9", model="new", gazetteer="g"), times=())
    keep(store, newer, "a.txt")
    assert load_record(store, ref) == newer
    assert [count(store, name) for name in ("records", "runs", "times")] == [2, 2, 0]
    assert [entry.record for entry in entries(store)] == [newer]


def test_digest_goes_with_its_record(store: Store) -> None:
    """A report that is read anew must be compared anew."""
    keep(store, RECORD, "a.txt")
    with store.write() as connection:
        connection.execute(digests.insert().values(report_key=1, build="b", data=b"x"))
    keep(store, RECORD, "a.txt", again=True)
    assert count(store, "digests") == 0


def test_entries_come_in_order_of_publication(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then by id, then by ref; those without a date last; page after page."""
    monkeypatch.setattr("onrecord.store.read.PAGE", 3)
    dates = [
        None,
        "2021-03-12",
        "2021-03",
        "2021-03-12T09:00:00",
        "2013/2017",
        *(f"2020-{n % 12 + 1:02}" for n in range(13)),
    ]
    for number, date in enumerate(dates):
        dated = replace(RECORD, report=replace(RECORD.report, published=Published(date, "given")))
        keep(store, dated, f"{number:03}.txt")
    found = [
        (order_of(entry.record.report.published.value), entry.report.id, entry.report.ref) for entry in entries(store)
    ]
    assert found == sorted(found)
    assert len(found) == len(set(found)) == len(dates)
    assert [row.ref for row in list_reports(store)] == [ref for _, _, ref in found]
    assert found[0][0].startswith("2013-01-01")
    assert found[-1][2] == "000.txt"


def test_entries_see_one_state(store: Store, url: str) -> None:
    """What another program adds while they are read is not among them."""
    keep(store, RECORD, "a.txt")
    keep(store, RECORD, "b.txt")
    stream = entries(store)
    first = next(stream)
    with open_store(url) as other:
        keep(other, RECORD, "c.txt")
    assert [first.report.ref, *(entry.report.ref for entry in stream)] == ["a.txt", "b.txt"]
    assert count_reports(store) == 3


def test_report_is_named_by_the_beginning_of_its_id(store: Store, read: Read) -> None:
    """At least four signs; what nothing fits is told."""
    ref = keep(store, read(MARKET), "market.txt")
    keep(store, read(TALKS), "talks.txt")
    assert find_refs(store, ref.id[:4]) == (ref,)
    assert find_refs(store, ref.id) == (ref,)
    for name in (ref.id[:3], "0" * 16, "missing.txt", "%", ""):
        with pytest.raises(InputError, match="no report of this id or path"):
            find_refs(store, name)


def test_problem_is_a_row_until_the_report_is_read(store: Store) -> None:
    """A later reason replaces it, and a record ends it."""
    save_problem(store, "a.txt", EmptyReportError("the file is empty"), at=AT)
    save_problem(store, "a.txt", RecordError("it broke"), at=AT)
    assert [(row.ref, row.kind, row.reason) for row in list_problems(store)] == [("a.txt", "RecordError", "it broke")]
    keep(store, RECORD, "a.txt")
    assert list(list_problems(store)) == []


def test_problems_inside_a_record_are_rows(store: Store) -> None:
    """With their spans; they are no reports that failed."""
    keep(store, RECORD, "a.txt")
    assert count(store, "problems") == len(RECORD.problems) > 0
    assert list(list_problems(store)) == []


@pytest.mark.parametrize("ref", ["caf\udce9.txt", "nul\0.txt", "ünïcode 文.txt", "a'b\"c;--.txt"])
def test_strange_names_are_kept(store: Store, ref: str) -> None:
    """What is no text is escaped, on both databases alike."""
    name = check_ref(ref)
    keep(store, RECORD, name)
    save_problem(store, ref + "2", InputError("\udce9 bad"), at=AT)
    assert find_refs(store, name)[0].ref == name
    assert [row.ref for row in list_problems(store)] == [check_ref(ref + "2")]


def test_endless_name_is_refused(store: Store) -> None:
    """Above what PostgreSQL's index takes; its problem row is cut."""
    with pytest.raises(LimitError, match="longer than 2,000 bytes"):
        check_ref("é" * MOST_REF)
    save_problem(store, "é" * MOST_REF, InputError("too long"), at=AT)
    assert [len(row.ref) for row in list_problems(store)] == [MOST_REF // 2]


def test_read_is_of_bytes_facts_and_run(store: Store) -> None:
    """Other bytes, other facts or another model must be read."""
    run_key = save_run(store, RECORD.run)
    keep(store, RECORD, "a.txt")
    same = {"ref": "a.txt", "sha256": RECORD.report.origin_sha256, "given": "{}", "run_key": run_key}
    with store.read() as connection:
        assert is_read(connection, **same)  # type: ignore[arg-type]
        for name, other in (("ref", "b.txt"), ("sha256", "0" * 64), ("given", '{"url":"x"}'), ("run_key", run_key + 1)):
            assert not is_read(connection, **{**same, name: other})  # type: ignore[arg-type]


def test_run_is_kept_once(store: Store) -> None:
    """Settings in another order are the same settings."""
    runs = [
        Run(version="1", model="m", gazetteer="g", settings=settings)
        for settings in ({"a": 1, "b": 2}, {"b": 2, "a": 1})
    ]
    assert save_run(store, runs[0]) == save_run(store, runs[1])
    assert count(store, "runs") == 1


def test_half_a_report_is_never_kept(store: Store) -> None:
    """A row that the database refuses takes the whole report with it."""
    event = RECORD.events[0]
    broken = replace(RECORD, events=(event, event))
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        keep(store, broken, "a.txt")
    assert [count(store, name) for name in ("reports", "records", "originals", "claims")] == [0, 0, 0, 0]


def test_uncompared_are_counted(store: Store) -> None:
    """All, as long as nothing was compared."""
    keep(store, RECORD, "a.txt")
    assert count_uncompared(store) == 1


DATES = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4])


@given(st.lists(st.none() | DATES))
def test_order_is_that_of_the_days(dates: list[str | None]) -> None:
    """The text that is sorted by sorts as the first days do; what has no date comes last."""
    ordered = sorted(dates, key=order_of)
    known = [date for date in ordered if date is not None]
    firsts = [date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date for date in known]
    assert firsts == sorted(firsts)
    assert ordered[: len(known)] == known
