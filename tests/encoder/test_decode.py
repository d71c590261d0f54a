"""From tag probabilities to spans."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.model.layers import Rows

LABELS = 2
TAGS = 2 * LABELS + 1


def all_rows(logp: np.ndarray) -> Rows:
    """A row for every word."""
    return Rows(len(logp), np.arange(len(logp), dtype=np.int32), logp)


def is_valid(tags: list[int]) -> bool:
    """Whether every I- follows its B- or I-."""
    pairs = itertools.pairwise([0, *tags])
    return all(tag == 0 or tag % 2 == 1 or before in {tag, tag - 1} for before, tag in pairs)


@st.composite
def scores(draw: st.DrawFn, *, sentences: int = 4, longest: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Log probabilities of short sentences, and where the sentences begin."""
    lengths = draw(st.lists(st.integers(1, longest), min_size=1, max_size=sentences))
    seed = draw(st.integers(0, 2**32 - 1))
    logits = np.random.default_rng(seed).normal(scale=3, size=(sum(lengths), TAGS))
    logp = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return logp.astype(np.float32), np.cumsum([0, *lengths]).astype(np.int32)


@given(scores())
def test_tags_are_valid(given_scores: tuple[np.ndarray, np.ndarray]) -> None:
    """Whatever the probabilities, no I- stands without its B-."""
    logp, sentences = given_scores
    assert is_valid(best_tags(all_rows(logp), sentences).tolist())


@given(scores(sentences=1))
def test_one_sentence_has_the_best_sequence(given_scores: tuple[np.ndarray, np.ndarray]) -> None:
    """The tags of one sentence are as probable as the best of all valid sequences, tried one by one."""
    logp, sentences = given_scores
    tags = best_tags(all_rows(logp), sentences).tolist()
    valid = (c for c in itertools.product(range(TAGS), repeat=len(logp)) if is_valid(list(c)))
    best = max(sum(float(logp[i, tag]) for i, tag in enumerate(c)) for c in valid)
    assert sum(float(logp[i, tag]) for i, tag in enumerate(tags)) == pytest.approx(best, abs=1e-4)


@given(scores())
def test_sound_sentences_keep_their_best_tags(given_scores: tuple[np.ndarray, np.ndarray]) -> None:
    """Where the best tag of each word is valid already, nothing is changed."""
    logp, sentences = given_scores
    greedy = logp.argmax(axis=1)
    tags = best_tags(all_rows(logp), sentences)
    if is_valid(greedy.tolist()):
        assert tags.tolist() == greedy.tolist()


def test_mended_sentence_does_not_reach_the_next() -> None:
    """A sentence mended at its end leaves the next one's I- as a B-: the documented difference from Viterbi."""
    logp = np.full((3, 3), -9.0, dtype=np.float32)
    logp[0, 2] = logp[1, 0] = logp[2, 2] = -0.1  # I | O I
    tags = best_tags(all_rows(logp), np.array([0, 1, 3], dtype=np.int32))
    assert is_valid(tags.tolist())


def test_spans_run_over_sentence_ends() -> None:
    """A content may be longer than a sentence."""
    logp = np.full((4, 3), -9.0, dtype=np.float32)
    logp[0, 1] = logp[1, 2] = logp[2, 2] = logp[3, 0] = -0.1
    tags = best_tags(all_rows(logp), np.array([0, 2, 4], dtype=np.int32))
    assert find_runs(tags) == [(0, 3, 0)]


def test_runs() -> None:
    """A B- opens a run that its I- carry on; neighbours of one label are two runs."""
    assert find_runs(np.array([0, 1, 2, 1, 3, 4, 0])) == [(1, 3, 0), (3, 4, 0), (4, 6, 1)]
    assert find_runs(np.array([], dtype=np.int32)) == []
    assert find_runs(np.array([1, 2, 2])) == [(0, 3, 0)]


@given(scores())
def test_runs_and_scores_fit(given_scores: tuple[np.ndarray, np.ndarray]) -> None:
    """Runs are disjoint and in order; each has the geometric mean of its words' probabilities."""
    logp, sentences = given_scores
    tags = best_tags(all_rows(logp), sentences)
    runs = find_runs(tags)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(runs))
    assert {w for a, b, _ in runs for w in range(a, b)} == set(np.flatnonzero(tags).tolist())
    for (first, last, label), score in zip(runs, score_runs(all_rows(logp), tags, runs), strict=True):
        expected = np.exp(np.mean([logp[i, tags[i]] for i in range(first, last)]))
        assert score == pytest.approx(float(expected), rel=1e-4)
        assert 0 <= score <= 1
        assert all((tag - 1) // 2 == label for tag in tags[first:last].tolist())
