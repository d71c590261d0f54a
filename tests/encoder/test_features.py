"""Feature numbers: letter case, quotation marks, paragraph starts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.features import FEATURES, OPENS_PARAGRAPH, QUOTED, SHAPES, find_features
from onrecord.stages.segment import segment


def shapes(text: str) -> list[str]:
    """Names of the shapes of a text's words, quotation and paragraph left out."""
    return [SHAPES[value % QUOTED] for value in find_features(segment(text)).tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army", ["first", "lower"]),
        ("the Army of AFP", ["lower", "title", "lower", "upper"]),
        ("it took 12 of McKay", ["lower", "lower", "number", "lower", "mixed"]),
        ("at 17:30, at 5pm", ["lower", "number", "sign", "lower", "lower"]),
        ("plan B", ["lower", "letter"]),
        ("AFP said", ["upper", "lower"]),
    ],
)
def test_shapes(text: str, expected: list[str]) -> None:
    """The shape follows the letters; only a title-case word at a sentence start is "first"."""
    assert shapes(text) == expected


def quoted(text: str) -> list[int]:
    """1 for each word inside quotation marks."""
    return [value // QUOTED % 2 for value in find_features(segment(text)).tolist()]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„”"])
def test_quotation(marks: str) -> None:
    """Words between the marks, and the marks, are quoted, whatever their form."""
    assert quoted(f"He said {marks[0]}go now{marks[1]} twice") == [0, 0, 1, 1, 1, 1, 0]


def test_quotation_over_sentences() -> None:
    """A quotation runs over the sentences of its paragraph, but not into the next one."""
    assert quoted('"We go. They stay.\nHe left.') == [1, 1, 1, 1, 1, 1, 1, 0, 0, 0]


def test_paragraph_starts() -> None:
    """The first word of each paragraph is marked, and no other."""
    values = find_features(segment("One two. Three.\nFour five.")).tolist()
    assert [value // OPENS_PARAGRAPH for value in values] == [1, 0, 0, 0, 0, 1, 0, 0]


def test_empty() -> None:
    """A text without words has no features."""
    assert find_features(segment("")).tolist() == []


@given(st.text(alphabet=" \naBé9.,\"“”'’-", max_size=60))
def test_values_in_range(text: str) -> None:
    """There is one feature a word, from 0 to 31."""
    tokens = segment(text)
    features = find_features(tokens)
    assert len(features) == len(tokens)
    assert all(0 <= value < FEATURES for value in features.tolist())
