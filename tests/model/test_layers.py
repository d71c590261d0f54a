"""Tokens, looked up by code points."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, Tokens


@st.composite
def token_layers(draw: st.DrawFn) -> Tokens:
    """Words of one to four letters, one to three blanks apart, in sentences of one to three words."""
    sizes = draw(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=12))
    edges = np.cumsum([0, *(size + gap for size, gap in sizes)])
    starts = edges[:-1].astype(np.int32)
    ends = (starts + np.array([size for size, _ in sizes])).astype(np.int32)
    text = "".join("w" * size + " " * gap for size, gap in sizes)
    steps = draw(st.lists(st.integers(1, 3), min_size=len(sizes), max_size=len(sizes)))
    bounds = [0, *(bound for bound in np.cumsum(steps).tolist() if bound < len(sizes)), len(sizes)]
    return Tokens(text, starts, ends, np.array(bounds, dtype=np.int32), np.zeros(len(bounds) - 1, dtype=np.int32))


@given(token_layers(), st.data())
def test_words_of_a_span(tokens: Tokens, data: st.DataObject) -> None:
    """The range of a span holds the words that share a code point with it, and no other."""
    start = data.draw(st.integers(0, len(tokens.text) - 1))
    end = data.draw(st.integers(start + 1, len(tokens.text)))
    first, last = tokens.range_of(Span.cut(tokens.text, start, end))
    assert list(range(first, last)) == [
        i for i in range(len(tokens)) if tokens.starts[i] < end and tokens.ends[i] > start
    ]


@given(token_layers(), st.data())
def test_spans_and_back(tokens: Tokens, data: st.DataObject) -> None:
    """The span of a range of words gives that range again, and lies in the sentence of its first word."""
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first + 1, len(tokens)))
    span = tokens.span(first, last)
    assert (span.start, span.end) == (tokens.starts[first], tokens.ends[last - 1])
    assert tokens.range_of(span) == (first, last)
    assert tokens.sentence_at(span.start) == tokens.sentence_of[first]


def test_behind_the_last_word() -> None:
    """A code point behind the last word belongs to the last sentence."""
    ends = np.array([2, 5], dtype=np.int32)
    tokens = Tokens("ab cd  ", ends - 2, ends, np.array([0, 1, 2], np.int32), np.array([0, 0], np.int32))
    assert tokens.sentence_at(6) == 1
