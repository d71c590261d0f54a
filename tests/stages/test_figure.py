"""The figure stage: its cases, and what holds for every text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.lexicon.numbers import read_number
from onrecord.model import Mention, Published, Span
from onrecord.stages.date import find_times
from onrecord.stages.figure import find_figures
from onrecord.stages.figure.count import find_counts
from onrecord.stages.segment import segment
from tests.cases import load_cases

PIECES = (
    "killed", "12", "people", "and", "wounding", "at least", "thousands of", "a third of", "the", "of", "them",
    ",", ".", "10-15", "no", "nobody", "houses", "were", "more", "1,200", "half", "percent", "two dozen",
    "soldiers", "'s", "over", "\n", "$", "one",
    "£5m", "strong", "men", "their", "number",
)  # fmt: skip


@pytest.mark.parametrize("case", load_cases("figure"))
def test_cases(case: dict[str, Any]):
    """Each case gives exactly the figures that it lists."""
    tokens = segment(case["text"])
    figures = find_figures(tokens, times=find_times(tokens, published=Published()))
    found = []
    for figure in figures:
        marks = "a" * figure.approximate + "c" * figure.cumulative
        found.append([figure.span.text, figure.low, figure.high, figure.unit, *([marks] if marks else [])])
    assert found == case["gives"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_holds_for_every_text(pieces: list[str]):
    """Spans slice to their text, in order, without overlap; bounds are ordered; a unit is told."""
    text = " ".join(pieces)
    end = 0
    for number, figure in enumerate(find_figures(segment(text), times=()), 1):
        assert figure.id == f"f{number}"
        assert figure.span.start >= end
        assert text[figure.span.start : figure.span.end] == figure.span.text
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.unit
        end = figure.span.end


@settings(deadline=None)
@given(st.integers(2, 999_999))
def test_numbers_are_read_back(value: int):
    """A number with thousands signs has its value."""
    assert read_number(f"{value:,}") == value
    (figure,) = find_figures(segment(f"They burned {value:,} houses."), times=())
    assert (figure.low, figure.high) == (value, value)


def test_number_in_a_weapon_name_counts_nothing():
    """A number inside the name of a weapon is no figure."""
    tokens = segment("They fired Kornet 9 missiles.")
    weapon = Mention(Span.cut(tokens.text, 11, 28), "weapon")
    assert find_figures(tokens, times=(), mentions=(weapon,)) == ()


def test_number_before_a_weapon_counts_it():
    """A number with which the name of a weapon begins counts the weapons."""
    tokens = segment("They fired 9 Katyushas.")
    weapon = Mention(Span.cut(tokens.text, 11, 22), "weapon")
    (figure,) = find_figures(tokens, times=(), mentions=(weapon,))
    assert (figure.low, figure.high, figure.unit) == (9, 9, "katyushas")


def test_number_in_a_time_counts_nothing():
    """A number inside a time is no figure."""
    tokens = segment("They left on 12 May.")
    assert find_figures(tokens, times=find_times(tokens, published=Published())) == ()


def test_counts_stand_in_order():
    """Count expressions do not overlap."""
    counts = list(find_counts(segment("two, between 3 and 5, and tens of thousands more")))
    assert [(count.low, count.high) for count in counts] == [(2, 2), (3, 5), (20000, 99999)]


def test_empty_text():
    """An empty text has no figures."""
    assert find_figures(segment(""), times=()) == ()
