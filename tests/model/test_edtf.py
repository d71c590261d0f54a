"""Dates in EDTF."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.edtf import bounds, is_duration, is_edtf

GOOD = [
    "2017", "2017-04", "2017-04-15", "2012-02-29", "2013/2017", "2017-04-15/2017-04-20", "2011-10~/2012",
    "2017-04-15T09:14:00", "2017-04-15T09:14:00Z", "2017-04-15T09:14:00+03:00", "2017-04-15T09:14:00-05",
    "2011~", "2011?", "2011-05%",
    "2017-21", "2017-24", "201X", "20XX", "2017-XX", "2017-04-XX", "2017-XX-XX",
    "2013/..", "../2013", "2013/", "/2013", "0001", "9999-12-31",
]  # fmt: skip
BAD = [
    "2017-02-30", "2013-02-29", "2017-13", "2017-00", "2017-01-00", "2017/2013", "2017-25",
    "2017-21-01", "2017-XX-12", "201X-05", "..", "../..", "/", "0000",
    "2017-04-15T09:14", "2017-04-15T25:00:00", "2017-04T09:00:00", "2017-04-15~T09:00:00",
    "Y20000", "-0044", "2017-4-5",
    "17-04-15", "yesterday", "P7Y", "2013/2015/2017", "2017-04-15/T09:00:00", "2017~~", "２０１７",
    "9999-24",
]  # fmt: skip


@pytest.mark.parametrize("value", GOOD)
def test_is_edtf(value: str) -> None:
    """Level 0, and of level 1 seasons, doubt, unspecified digits and open ends."""
    assert is_edtf(value)


@pytest.mark.parametrize("value", [*BAD, "", " 2017", "2017 ", "2017\n", "2017-04-15 09:14:00"])
def test_is_not_edtf(value: str) -> None:
    """Days that do not exist, turned intervals, and everything that is merely like a date."""
    assert not is_edtf(value)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2017-24", date(2017, 12, 1), date(2018, 2, 28)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2013/2017-03", date(2013, 1, 1), date(2017, 3, 31)),
        ("../2013", date.min, date(2013, 12, 31)),
        ("2017-04-15T23:14:00-05:00", date(2017, 4, 15), date(2017, 4, 15)),
    ],
)
def test_bounds(value: str, first: date, last: date) -> None:
    """First and last day, both inclusive."""
    assert bounds(value) == (first, last)


@given(st.dates(), st.integers(0, 800))
def test_bounds_of_an_interval_are_those_of_its_ends(start: date, days: int) -> None:
    """A day is its own bounds; an interval runs from the first of one end to the last of the other."""
    end = min(start, date.max - timedelta(days)) + timedelta(days)
    if end < start:
        start = end
    assert bounds(start.isoformat()) == (start, start)
    assert bounds(f"{start.isoformat()}/{end.isoformat()}") == (start, end)
    month = bounds(start.isoformat()[:7])
    assert month is not None
    assert month[0] <= start <= month[1]


@given(st.text(alphabet="0123456789-/X~?T:.PZ ", max_size=25))
def test_never_raises(value: str) -> None:
    """Any string is either EDTF with ordered bounds, or none."""
    found = bounds(value)
    assert found is None or found[0] <= found[1]


def test_durations() -> None:
    """ISO 8601 durations, whole."""
    assert all(map(is_duration, ["P7Y", "P3W", "P1Y2M3D", "PT36H", "P1DT12H", "P0.5D"]))
    assert not any(map(is_duration, ["P", "PT", "7Y", "P7", "P1DT", "PY", "2017", "P7Y "]))
