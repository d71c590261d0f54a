"""Verdicts and grades, from values alone."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.compare.agreement import judge
from onrecord.compare.digest import Count
from onrecord.compare.features import overlap_bounds
from onrecord.compare.grades import grade_incident
from onrecord.model import Grade, Verdict


class Value(NamedTuple):
    """A count with its origin."""

    origin: str
    count: Count


def value(origin: str, low: int | None, high: int | None, *, about: bool = False) -> Value:
    """A value of one origin."""
    return Value(origin, Count(low, high, about, False, 0, 0))


def verdict(*values: Value) -> Verdict:
    """The verdict on some values, in order of publication."""
    return judge(values, lambda a, b: overlap_bounds(a.count, b.count))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([value("o1", 58, 58)], "single"),
        ([value("o1", 58, 58), value("o2", 58, None)], "agree"),
        ([value("o1", 24, 99), value("o2", 62, 62)], "agree"),
        ([value("o1", 40, 40, about=True), value("o2", 38, 38)], "agree"),
        ([value("o1", 43, 43), value("o1", 70, 70)], "update"),
        ([value("o1", 43, 43), value("o1", 70, 70), value("o2", 70, 70)], "update"),
        ([value("o1", 22, 22), value("o2", 44, 44)], "dispute"),
        ([value("o1", 22, 22), value("o1", 44, 44), value("o2", 22, 22)], "dispute"),
        ([value("o1", 22, 22), value("o2", 44, 44), value("o1", 44, 44)], "update"),
    ],
)
def test_verdicts(values: list[Value], expected: Verdict) -> None:
    """The examples of the codebook and those beside them."""
    assert verdict(*values) == expected


counts = st.tuples(st.integers(0, 99), st.integers(0, 99), st.booleans()).map(
    lambda t: (min(t[:2]), None if t[2] else max(t[:2]))
)


@given(st.lists(st.tuples(st.sampled_from("abc"), counts), min_size=1, max_size=6))
def test_dispute_needs_two_origins(given_values: list[tuple[str, tuple[int, int | None]]]) -> None:
    """One origin alone is never in dispute, and a dispute has last words that exclude each other."""
    values = [value(origin, *bounds) for origin, bounds in given_values]
    last = {v.origin: v for v in values}
    clashes = [1 for a in last.values() for b in last.values() if not overlap_bounds(a.count, b.count)]
    assert (verdict(*values) == "dispute") == bool(clashes)
    if len(last) == 1:
        assert verdict(*values) != "dispute"


@given(counts, counts)
def test_overlap_is_symmetric(one: tuple[int, int | None], other: tuple[int, int | None]) -> None:
    """Whether two bounds can be true at once does not depend on which comes first."""
    a, b = value("a", *one).count, value("b", *other).count
    assert overlap_bounds(a, b) == overlap_bounds(b, a)
    assert overlap_bounds(a, a)


@pytest.mark.parametrize(
    ("says", "denies", "anonymous", "disputed", "grade"),
    [
        (["o1", "o2"], [], [], [], 1),
        (["o1", "o2", "o3"], [], [], ["killed"], 2),
        (["o1"], [], [], [], 3),
        (["o1", "o2"], ["o3"], [], [], 3),
        (["o1"], ["o2"], [], [], 4),
        (["o1"], ["o2", "o3"], [], [], 5),
        ([], ["o2"], [], [], 5),
        (["o1"], [], ["o1"], [], 6),
        ([], [], [], [], 6),
    ],
)
def test_grades(says: list[str], denies: list[str], anonymous: list[str], disputed: list[str], grade: Grade) -> None:
    """Each line of the table, with a line that names the origins it rests on."""
    graded = grade_incident(asserting=says, denying=denies, anonymous=anonymous, disputed=disputed)
    assert graded.grade == grade
    assert all(origin in graded.derivation for origin in (*says, *denies))


@given(st.integers(0, 4), st.integers(0, 4), st.booleans())
def test_more_origins_never_weaken(says: int, denies: int, is_disputed: bool) -> None:
    """One more independent origin that says so never makes the figure worse (6 means that none is known)."""
    names = [f"o{n}" for n in range(9)]
    disputed = ["killed"] if is_disputed else []
    deniers = names[5 : 5 + denies]
    grades = [
        grade_incident(asserting=names[:n], denying=deniers, anonymous=[], disputed=disputed).grade
        for n in (says, says + 1)
    ]
    assert grades[1] <= grades[0]
