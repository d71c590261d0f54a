"""The CoNLL score of coreference: mean F1 of MUC, B-cubed and CEAF-e.

Source: Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions: A Reference
Implementation", ACL 2014. Both partitions are of the same mentions here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Sums = tuple[float, ...]
"""Recall's numerator and denominator, then precision's, of MUC, B-cubed and CEAF-e: twelve numbers."""


def sum_conll(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Sums:
    """Summands of one topic.

    Args:
        gold: Cluster of each mention.
        found: Ours.

    >>> sum_conll(["a", "a", "b"], [1, 1, 2])[:4]
    (1.0, 1.0, 1.0, 1.0)
    """
    both = Counter(zip(gold, found, strict=True))
    one, other = Counter(gold), Counter(found)
    return (*_muc(both, one, 0), *_muc(both, other, 1), *_cubes(both, one, other), *_ceaf(both, one, other))


def _muc(both: Counter[tuple[Hashable, Hashable]], clusters: Counter[Hashable], side: int) -> tuple[float, float]:
    """Links that the other partition keeps, and all links."""
    parts: dict[Hashable, int] = defaultdict(int)
    for pair in both:
        parts[pair[side]] += 1
    kept = sum(size - parts[cluster] for cluster, size in clusters.items())
    return float(kept), float(sum(size - 1 for size in clusters.values()))


def _cubes(
    both: Counter[tuple[Hashable, Hashable]], one: Counter[Hashable], other: Counter[Hashable]
) -> tuple[float, float, float, float]:
    total = float(sum(one.values()))
    recall = sum(n * n / one[g] for (g, _), n in both.items())
    precision = sum(n * n / other[f] for (_, f), n in both.items())
    return recall, total, precision, total


def _ceaf(
    both: Counter[tuple[Hashable, Hashable]], one: Counter[Hashable], other: Counter[Hashable]
) -> tuple[float, float, float, float]:
    """Similarity (Dice) of the clusters matched best, and numbers of clusters."""
    rows = {cluster: index for index, cluster in enumerate(one)}
    columns = {cluster: index for index, cluster in enumerate(other)}
    similar = np.zeros((len(rows), len(columns)))
    for (g, f), n in both.items():
        similar[rows[g], columns[f]] = 2 * n / (one[g] + other[f])
    best = float(similar[linear_sum_assignment(-similar)].sum())
    return best, float(len(rows)), best, float(len(columns))
