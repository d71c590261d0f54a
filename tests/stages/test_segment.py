"""Words, sentences and paragraphs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.segment import segment
from tests.cases import load_cases

# Texts of what the rules look at, so that random ones meet them often.
PIECES = st.sampled_from([
    *"abcAIZ ,;:.!?…\"'“”‘’()[]-–—\n#@1259",
    *("U.S.", "a.m.", "Gen.", "No.", "n't", "'s", "The", "3.5", "1,200", "http://a.b/c", "x@y.org", "é", "\u00a0"),
])
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80))


@pytest.mark.parametrize("case", load_cases("segment"))
def test_case(case: dict[str, Any]) -> None:
    """Each case has the sentences, words and paragraphs that stand beside it."""
    tokens = segment(case["text"])
    sentences = [tokens.sentence_span(i).text for i in range(len(tokens.sentences) - 1)]
    if "sentences" in case:
        assert sentences == case["sentences"]
    if "words" in case:
        assert list(tokens.words) == case["words"]
    if "paragraphs" in case:
        assert tokens.paragraphs.tolist() == case["paragraphs"]


def test_empty() -> None:
    """A text without words has no sentence."""
    tokens = segment(" \n ")
    assert len(tokens) == 0
    assert tokens.sentences.tolist() == [0]
    assert len(tokens.paragraphs) == 0


@given(TEXTS)
def test_tokens_cover_the_text(text: str) -> None:
    """Every character that is no blank belongs to exactly one word, and no word holds a blank."""
    tokens = segment(text)
    covered = "".join(tokens.words)
    assert covered == "".join(text.split())
    assert all(a < b for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert all(a <= b for a, b in zip(tokens.ends[:-1], tokens.starts[1:], strict=True))


@given(TEXTS)
def test_spans_slice(text: str) -> None:
    """The span of each word and each sentence slices to its text."""
    tokens = segment(text)
    spans = [tokens.span(i, i + 1) for i in range(len(tokens))]
    spans += [tokens.sentence_span(i) for i in range(len(tokens.sentences) - 1)]
    assert all(text[s.start : s.end] == s.text for s in spans)


@given(TEXTS)
def test_sentences_partition_the_tokens(text: str) -> None:
    """Sentences are not empty, follow each other and hold every word; paragraphs count up by one."""
    tokens = segment(text)
    assert tokens.sentences[0] == 0
    assert tokens.sentences[-1] == len(tokens)
    assert (np.diff(tokens.sentences) > 0).all()
    assert len(tokens.paragraphs) == len(tokens.sentences) - 1
    steps = np.diff(tokens.paragraphs, prepend=0)
    assert set(steps.tolist()) <= {0, 1}


@given(TEXTS)
def test_paragraphs_are_independent(text: str) -> None:
    """A paragraph read alone has the words and sentences that it has in the report."""
    whole = segment(text)
    sentences = [whole.sentence_span(i).text for i in range(len(whole.sentences) - 1)]
    alone = [segment(line) for line in text.split("\n")]
    assert whole.words == tuple(word for tokens in alone for word in tokens.words)
    assert sentences == [t.sentence_span(i).text for t in alone for i in range(len(t.sentences) - 1)]


@given(TEXTS)
def test_no_sentence_crosses_a_line(text: str) -> None:
    """A line end always closes a sentence."""
    tokens = segment(text)
    assert not any("\n" in tokens.sentence_span(i).text for i in range(len(tokens.sentences) - 1))
