"""What comparing gave is kept whole and flat, and replaced as a whole."""

import pytest

from onrecord.errors import InputError, StoreError
from onrecord.model import (
    Bounds,
    Comparison,
    Counts,
    EventRef,
    Fields,
    Incident,
    Origin,
    Ref,
    ReportSpan,
    Site,
    Span,
    Stated,
    Statements,
)
from onrecord.store import (
    Store,
    count_uncompared,
    entries,
    entries_without_digest,
    load_comparison,
    load_digests,
    load_incident,
    save_comparison,
    save_digests,
)
from tests.fixtures.sample import RECORD

from .keeping import keep

SPAN = Span.cut(RECORD.report.text, 0, 6)


def make_comparison(*reports: Ref, count: int = 1) -> Comparison:
    """A comparison of the sample with itself."""
    origin = Origin(
        id="o1",
        name="Coast Monitor",
        kind="source",
        reports=reports,
        why="both quote it",
        spans=(ReportSpan(reports[0], SPAN),),
    )
    fields = Fields(
        killed=Counts(
            "dispute",
            (
                Bounds(low=112, high=None, report=reports[0], origin="o1", voices=("doctor", "Coast Monitor")),
                Bounds(low=None, high=0.5, report=reports[-1], origin="o1"),
            ),
        ),
        status=Statements("single", (Stated(value="occurred", report=reports[0], origin="o1"),)),
    )
    incidents = tuple(
        Incident(
            id=f"i{number + 1}",
            type="ASSAULT",
            what="Shelling in Tel Amara",
            date="2021-03-09",
            place=Site("Tel Amara", 36.1, 37.2, "settlement"),
            mentions=tuple(EventRef(report, "e1", SPAN) for report in reports),
            fields=fields,
            origins=("o1",),
            grade=3,
            why=("same place and day",) * (len(reports) - 1),
            derivation="one origin",
        )
        for number in range(count)
    )
    return Comparison((origin,), incidents)


def test_comparison_comes_back(store: Store) -> None:
    """As it was, however many chunks; a later one replaces it; none is an empty one."""
    assert load_comparison(store) == Comparison()
    reports = (keep(store, RECORD, "a.txt"), keep(store, RECORD, "b.txt"))
    many = make_comparison(*reports, count=501)
    save_comparison(store, many)
    assert load_comparison(store) == many
    one = make_comparison(*reports)
    save_comparison(store, one)
    assert load_comparison(store) == one
    assert load_incident(store, "i1") == one.incidents[0]
    with pytest.raises(InputError, match="no incident of this id"):
        load_incident(store, "i2")


def test_views_answer(store: Store) -> None:
    """Numbers of reports and origins, fields in dispute, who claims what."""
    save_comparison(store, make_comparison(keep(store, RECORD, "a.txt"), keep(store, RECORD, "b.txt")))
    with store.read() as connection:
        query = "SELECT reports, origins, in_dispute, grade FROM incident_view"
        assert connection.exec_driver_sql(query).all() == [(2, 1, "killed", 3)]
        query = (
            "SELECT field, low, high, ref, origin_name, voices FROM value_view WHERE low > 1 OR high < 1 ORDER BY ref"
        )
        assert connection.exec_driver_sql(query).all() == [
            ("killed", 112.0, None, "a.txt", "Coast Monitor", "doctor → Coast Monitor"),
            ("killed", None, 0.5, "b.txt", "Coast Monitor", ""),
        ]
        query = "SELECT why FROM incident_mentions ORDER BY n"
        assert connection.exec_driver_sql(query).all() == [(None,), ("same place and day",)]


def test_unknown_report_is_refused(store: Store) -> None:
    """And the comparison before stays."""
    known = keep(store, RECORD, "a.txt")
    before = make_comparison(known)
    save_comparison(store, before)
    with pytest.raises(StoreError, match="is not there"):
        save_comparison(store, make_comparison(known, Ref("0" * 16, "b.txt")))
    assert load_comparison(store) == before


def test_what_came_later_is_counted(store: Store) -> None:
    """Reports added or read anew since the last comparison."""
    save_comparison(store, make_comparison(keep(store, RECORD, "a.txt")))
    assert count_uncompared(store) == 0
    keep(store, RECORD, "a.txt", again=True)
    keep(store, RECORD, "b.txt")
    assert count_uncompared(store) == 2


def test_only_new_reports_need_a_digest(store: Store) -> None:
    """Digests of another build are made anew; they come in the order of the reports."""
    one = keep(store, RECORD, "b.txt")
    assert [entry.report for entry in entries_without_digest(store, "x")] == [one]
    save_digests(store, "x", [(one, b"first")])
    other = keep(store, RECORD, "a.txt")
    assert [entry.report for entry in entries_without_digest(store, "x")] == [other]
    for entry in entries_without_digest(store, "x"):
        save_digests(store, "x", [(entry.report, b"second")])
    assert list(load_digests(store, "x")) == [(other, b"second"), (one, b"first")]
    assert [entry.report for entry in entries(store)] == [other, one]
    save_digests(store, "y", [(one, b"newer")])
    assert (list(load_digests(store, "x")), list(load_digests(store, "y"))) == ([], [(one, b"newer")])
    with pytest.raises(StoreError, match="no report missing"):
        save_digests(store, "y", [(Ref("0" * 16, "missing"), b"")])
