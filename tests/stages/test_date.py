"""The date stage: its cases, and what holds for every text."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Published
from onrecord.model.edtf import is_duration, is_edtf
from onrecord.stages.date import find_times, infer_published
from onrecord.stages.date.arithmetic import shift, unit_value
from onrecord.stages.date.grammar import load_forms
from onrecord.stages.date.resolve import READERS
from onrecord.stages.date.tense import find_tense
from onrecord.stages.segment import segment
from tests.cases import load_cases

PIECES = (
    "March", "3", "2014", "Tuesday", "last", "week", "two days later", "until", "will", "in", "the", "end of",
    "-", "9:14 a.m.", "nearly", "99999999", "years", "ago", "and", ",", ".", "\n", "summer", "1990s", "quarter",
    "February 30", "between", "one hundred",
)  # fmt: skip


@pytest.mark.parametrize("case", load_cases("date"))
def test_cases(case: dict[str, Any]):
    """Each case gives exactly the times that it lists."""
    value = case.get("published", "2014-03-12")
    published = Published(value, "given") if value else Published()
    times = find_times(segment(case["text"]), published=published)
    assert [[time.span.text, time.value] for time in times] == case["gives"]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30),
    st.sampled_from([None, "2014-03-12", "2012-10", "0001-01-01", "9999-12-31"]),
)
def test_holds_for_every_text(pieces: list[str], value: str | None):
    """Values are EDTF or durations, spans slice to their text, stand in order and do not overlap."""
    text = " ".join(pieces)
    times = find_times(segment(text), published=Published(value, "given") if value else Published())
    end = 0
    for number, time in enumerate(times, 1):
        assert time.id == f"t{number}"
        assert time.span.start >= end
        assert text[time.span.start : time.span.end] == time.span.text
        assert time.value is None or is_edtf(time.value) or is_duration(time.value), time
        assert time.anchor is None or is_edtf(time.anchor)
        end = time.span.end


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_inferred_date_is_edtf(pieces: list[str]):
    """An inferred date of publication is EDTF and has evidence."""
    published = infer_published(segment(" ".join(pieces)), given=Published())
    assert published.value is None or (is_edtf(published.value) and published.evidence)


def test_every_form_matches_its_example():
    """The pattern of each form matches the whole of its example, and a reader reads it."""
    text = resources.files("onrecord.stages.date").joinpath("forms.yaml").read_text(encoding="utf-8")
    own = load_forms()[1]
    assert set(own) == set(READERS)
    for name, form in yaml.safe_load(text).items():
        match = own[name].match(form["example"])
        assert not form["example"] or (match and match[0] == form["example"]), name


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_unit_holds_its_day(day: date, unit: Any):
    """The EDTF of a unit spans the day that it was made from."""
    assert is_edtf(unit_value(day, unit))
    assert shift(day, unit, 0) == day


@pytest.mark.parametrize(
    ("text", "words", "tense"),
    [
        ("They will meet on Friday.", "Friday", "future"),
        ("They met on Friday.", "Friday", "past"),
        ("On Friday the council will vote.", "Friday", "future"),
        ("The plan to be announced on Friday is secret.", "Friday", "future"),
        ("It was closed until Friday.", "Friday", "past"),
        ("Friday.", "Friday", None),
    ],
)
def test_tense(text: str, words: str, tense: str | None):
    """The nearest telling word of the clause decides."""
    start = text.index(words)
    assert find_tense(text, start, start + len(words), (0, len(text))) == tense


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("ALEPPO, March 12, 2014 — Shells fell.", "2014-03-12", "dateline"),
        ("DAMASCUS, 12 March 2014 (Reuters) - Shells fell.", "2014-03-12", "dateline"),
        ("12 March 2014 (AFP) Shells fell.", "2014-03-12", "dateline"),
        ("Shells fall\nPublished: 12 March 2014\nShells fell.", "2014-03-12", "dateline"),
        ("In October 2012 he left. He was back for June 2013.", "2013-06/..", "inferred"),
        ("In October 2012 he left. A vote will be held in June 2019.", "2012-10/2019-06", "inferred"),
        ("The Syrian army left after nearly seven years of war.", "2017-03/2018-03", "inferred"),
        ("Shells fell on Tuesday.", None, "unknown"),
        ("12 March 2014 Shells fell on the port on Wednesday.", "2014-03-12", "dateline"),
        ("Wed Mar 12 2014 21:40 Shells Fall on Port. Nobody was hurt.", "2014-03-12", "dateline"),
        ("12-03-2014 Shells Fall on Port.", "2014-03-12", "dateline"),
        ("Date of publication 12 March 2014 Shells fell.", "2014-03-12", "dateline"),
        ("Shells fall on port AFP Wednesday 12 Mar 2014 Shells fell on the port.", "2014-03-12", "dateline"),
        ("Port closed Posted on March 12 2014 by Ann Doe The port is closed.", "2014-03-12", "dateline"),
        ("March 12 2014 was the day when shells fell.", "2014-03-12/..", "inferred"),
        ("On Wednesday 12 March 2014 Shells fell.", "2014-03-12/..", "inferred"),
        ("They posted on 12 March 2014 Pictures of it.", "2014-03-12/..", "inferred"),
    ],
)
def test_infer_published(text: str, value: str | None, basis: str):
    """Dateline first, then the bounds of the dates told, then the age of a war."""
    published = infer_published(segment(text), given=Published())
    assert (published.value, published.basis) == (value, basis)


def test_given_date_stays():
    """A date that intake knows is not touched."""
    known = Published("2014-03-12", "metadata")
    assert infer_published(segment("ALEPPO, March 1, 2013 — Shells fell."), given=known) is known


def test_anchor_is_told():
    """A relative expression says what it was resolved against."""
    (time,) = find_times(segment("They met on Tuesday."), published=Published("2014-03-12", "given"))
    assert time.anchor == "2014-03-12"


def test_empty_text():
    """An empty text has no times."""
    assert find_times(segment(""), published=Published()) == ()
