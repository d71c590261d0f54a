"""Windows to one report: which rows are kept, and that decoding misses none of the others."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.bar import LISTED, bar_of
from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.encoder.heads import ATTRIBUTION_TAGS, MENTION_TAGS, STATUSES, TRIGGER_TAGS
from onrecord.encoder.join import Says, join
from onrecord.encoder.window import Window
from onrecord.model.layers import Rows, Signals

WIDTHS = tuple(len(tags) for tags in (ATTRIBUTION_TAGS, MENTION_TAGS, TRIGGER_TAGS, STATUSES))
NO_LINKS = (np.empty(0, np.int32), np.empty(0, np.uint8), np.empty(0, np.int32), np.empty(0, np.float32))


def make_rows(size: int, width: int, seed: int) -> np.ndarray:
    """Log probabilities that favour "outside", as the heads do."""
    logits = np.random.default_rng(seed).normal(scale=3, size=(size, width))
    logits[:, 0] += 7
    return (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(np.float32)


def join_windows(rows: list[np.ndarray], cuts: list[int], sentences: np.ndarray) -> Signals:
    """Signals of windows that are cut before some words."""
    bounds = [0, *cuts, len(rows[0])]
    windows = [Window(first, first, last) for first, last in itertools.pairwise(bounds)]
    said = [
        Says(tuple(head[w.start : w.end] for head in rows), np.arange(w.start, w.end, dtype=np.float32), NO_LINKS)
        for w in windows
    ]
    return join(said, windows, sentences)


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[np.ndarray], list[int], np.ndarray]:
    """Rows of each head, words before which windows are cut, in sentences or between, and sentences."""
    lengths = draw(st.lists(st.integers(1, 6), min_size=1, max_size=8))
    size, seed = sum(lengths), draw(st.integers(0, 2**32 - 1))
    cuts = sorted(draw(st.sets(st.integers(1, size - 1), max_size=4))) if size > 1 else []
    rows = [make_rows(size, width, seed + head) for head, width in enumerate(WIDTHS)]
    return rows, cuts, np.cumsum([0, *lengths]).astype(np.int32)


@given(reports())
def test_left_out_rows_change_no_tag(report: tuple[list[np.ndarray], list[int], np.ndarray]) -> None:
    """Spans and their scores are those of all rows, wherever the windows are cut."""
    rows, cuts, sentences = report
    signals = join_windows(rows, cuts, sentences)
    for head, kept in zip(rows, (signals.attribution, signals.mention, signals.trigger), strict=False):
        every = Rows(len(head), np.arange(len(head), dtype=np.int32), head)
        tags = best_tags(every, sentences)
        assert best_tags(kept, sentences).tolist() == tags.tolist()
        runs = find_runs(tags)
        assert np.allclose(score_runs(kept, tags, runs), score_runs(every, tags, runs))


@given(reports())
def test_kept_rows_are_as_given(report: tuple[list[np.ndarray], list[int], np.ndarray]) -> None:
    """Every word that may be in a span has its row; states stand beside the rows of triggers."""
    rows, cuts, sentences = report
    signals = join_windows(rows, cuts, sentences)
    heads = ((signals.attribution, 0.899), (signals.mention, 0.899), (signals.trigger, 0.78))
    for head, (kept, outside) in zip(rows, heads, strict=False):
        assert kept.size == len(head)
        assert set(np.flatnonzero(np.exp(head[:, 0]) < outside).tolist()) <= set(kept.words.tolist())
        assert np.array_equal(kept.values, head[kept.words])
    assert np.array_equal(signals.status, rows[3][signals.trigger.words])
    assert signals.factuality.tolist() == list(range(len(rows[0])))


def test_sure_words_have_no_row() -> None:
    """A sentence in which nothing is likely takes no room."""
    rows = [np.full((3, width), -12, dtype=np.float32) for width in WIDTHS]
    for head in rows:
        head[:, 0] = 0
    rows[1][1, 0], rows[1][1, 1] = -2, -0.2  # the second word begins a name
    signals = join_windows(rows, [2], np.array([0, 2, 3], dtype=np.int32))
    assert len(signals.attribution.words) == len(signals.trigger.words) == 0
    assert signals.mention.words.tolist() == [1]
    assert signals.mention.best().tolist() == [0, 1, 0]


@given(reports(), st.data())
def test_left_out_rows_change_no_weighed_tag(
    report: tuple[list[np.ndarray], list[int], np.ndarray], data: st.DataObject
) -> None:
    """Spans of triggers are those of all rows also where the event stage has weighed words."""
    rows, cuts, sentences = report
    every = rows[2].copy()
    every[:, 0] = bar_of(every[:, 0])
    size, tags = every.shape
    listed = data.draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(1, tags - 1)), max_size=5))
    for word, tag in dict(listed).items():
        every[word, tag] += LISTED
    kept = join_windows(rows, cuts, sentences).trigger
    weighed = Rows(kept.size, kept.words, every[kept.words])
    whole = Rows(size, np.arange(size, dtype=np.int32), every)
    assert best_tags(weighed, sentences).tolist() == best_tags(whole, sentences).tolist()
