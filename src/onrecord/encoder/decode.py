"""From tag probabilities to spans.

The best tag of each word is taken at once for the whole report; only sentences where
that breaks BIO (an I- without its B-) go through Viterbi.
"""

from __future__ import annotations

import numpy as np

from onrecord.model.layers import Floats, Ints, Rows

Run = tuple[int, int, int]  # first word, one past the last, index of the label


def best_tags(logp: Rows, sentences: Ints) -> Ints:
    """The most probable valid BIO sequence.

    Args:
        logp: Column 0 is O, then B and I of each label.
        sentences: (s + 1,) first word of each sentence, then n. Sequences may run on over
            sentence ends; broken ones are mended from the last sound sentence start on.

    Returns:
        (n,) tags.
    """
    tags = logp.best()
    broken = np.flatnonzero(is_broken(tags))
    if not len(broken):
        return tags
    for sentence in np.unique(np.searchsorted(sentences, broken, side="right") - 1).tolist():
        first, last = int(sentences[sentence]), int(sentences[sentence + 1])
        before = int(tags[first - 1]) if first else 0
        tags[first:last] = _viterbi(logp.whole(first, last), before)
    # A sentence mended at its end can leave the next one's I- without a B-.
    left = is_broken(tags)
    tags[left] -= 1
    return tags


def is_broken(tags: Ints, before: int = 0) -> Ints:
    """Where an I- follows neither B- nor I- of its label; ``before`` is the tag of the word before the first."""
    previous = np.concatenate([np.array([before], dtype=tags.dtype), tags[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    result: Ints = inside & (previous != tags) & (previous != tags - 1)
    return result


def _viterbi(logp: Floats, before: int) -> Ints:
    """Best valid sequence of one sentence; ``before`` is the tag of the word before it."""
    # In plain Python: a sentence is short and its tags are few, so that numpy's calls would take longer.
    size = logp.shape[1]
    best = [-np.inf] * size
    best[before] = 0.0
    back: list[list[int]] = []
    for row in logp.tolist():
        top = best.index(max(best))
        source = [top] * size
        for inside in range(2, size, 2):
            source[inside] = inside - 1 if best[inside - 1] >= best[inside] else inside
        best = [best[tag] + score for tag, score in zip(source, row, strict=True)]
        back.append(source)
    tag = best.index(max(best))
    tags = []
    for source in reversed(back):
        tags.append(tag)
        tag = source[tag]
    return np.array(tags[::-1], dtype=np.int32)


def find_runs(tags: Ints) -> list[Run]:
    """Spans of a BIO sequence.

    >>> find_runs(np.array([0, 1, 2, 3, 1]))
    [(1, 3, 0), (3, 4, 1), (4, 5, 0)]
    """
    begins = np.flatnonzero(tags % 2 == 1)
    if not len(begins):
        return []
    inside = (tags > 0) & (tags % 2 == 0)
    stops = np.append(np.flatnonzero(~inside), len(tags))
    ends = stops[np.searchsorted(stops, begins, side="right")]
    labels = (tags[begins] - 1) // 2
    return list(zip(begins.tolist(), ends.tolist(), labels.tolist(), strict=True))


def score_runs(logp: Rows, tags: Ints, runs: list[Run]) -> list[float]:
    """Probability of each run: the geometric mean of its words' tag probabilities."""
    chosen = np.take_along_axis(logp.values, tags[logp.words, None].astype(np.int64), axis=1)[:, 0]
    total = np.concatenate([np.zeros(1), np.cumsum(chosen, dtype=np.float64)])
    bounds = np.array([(first, last) for first, last, _ in runs], dtype=np.int32).reshape(-1, 2)
    begins, ends = np.searchsorted(logp.words, bounds).T
    scores: list[float] = np.exp((total[ends] - total[begins]) / (bounds[:, 1] - bounds[:, 0])).tolist()
    return scores
