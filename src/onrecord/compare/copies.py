"""Reports with near-identical text, found without comparing all pairs.

Candidates share a band of the MinHash (LSH; Leskovec et al., Mining of Massive
Datasets, chapter 3) or several sampled samples; each candidate is then measured.
Bands are sorted columns of one array, not dictionaries: 100,000 reports take 26 MB.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .sketch import PERMUTATIONS, Samples

BANDS: Final = 16  # of four rows: finds 99 % of the pairs with half of their runs in common
SAME_TEXT: Final = 0.5
"""Estimated share of word runs; re-edited wire stories lie between 0.5 and 0.9 (fakes-dev)."""
SAME_SAMPLES: Final = 0.5  # of the shorter report's
FEWEST_SAMPLES: Final = 4
COMMONEST: Final = 40  # reports; a run in more is boilerplate


class Copy(NamedTuple):
    """Two reports of near-identical text.

    Attributes:
        one, other: Indexes of the reports, ascending.
        share: Of the word runs or samples, 0 to 1.
        samples: Hashes that both hold.
    """

    one: int
    other: int
    share: float
    samples: tuple[int, ...]


def find_copies(signatures: NDArray[np.uint32], samples: Sequence[Samples]) -> list[Copy]:
    """Pairs of reports of which one copies the other or both a third.

    Args:
        signatures: (n, ``PERMUTATIONS``).
        samples: n.
    """
    shared = _count_shared(samples)
    sets = [frozenset(key for key, *_ in kept) for kept in samples]
    found = []
    for one, other in sorted({*_band_pairs(signatures), *shared}):
        text = float((signatures[one] == signatures[other]).mean())
        both = sets[one] & sets[other]
        part = len(both) / max(1, min(len(sets[one]), len(sets[other])))
        is_part = part >= SAME_SAMPLES and len(both) >= FEWEST_SAMPLES
        if text >= SAME_TEXT or is_part:
            found.append(Copy(one, other, max(text, part), tuple(sorted(both))))
    return found


def group_copies(copies: Sequence[Copy], order: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Each copied report -> the earliest of its group.

    Args:
        copies: As ``find_copies`` gives them.
        order: n, sorts the reports by publication.
    """
    parent: dict[int, int] = {}

    def find(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for copy in copies:
        one, other = find(copy.one), find(copy.other)
        if one != other:
            first, later = sorted((one, other), key=order.__getitem__)
            parent[later] = first
    return {node: find(node) for node in sorted(parent)}


def _band_pairs(signatures: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Neighbours in each sorted band that agree in it: a chain through each bucket, not all its pairs."""
    rows = PERMUTATIONS // BANDS
    for band in range(BANDS):
        columns = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows])
        keys = columns.view(f"V{4 * rows}").ravel()
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        for at in same.tolist():
            one, other = int(order[at]), int(order[at + 1])
            yield min(one, other), max(one, other)


def _count_shared(samples: Sequence[Samples]) -> list[tuple[int, int]]:
    """Pairs that share enough samples to be worth measuring; neighbours only in long lists."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, kept in enumerate(samples):
        for key, *_ in kept:
            holders[key].append(index)
    count: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        if 1 < len(indexes) <= 6:
            count.update(combinations(indexes, 2))
        elif 6 < len(indexes) <= COMMONEST:
            count.update(pairwise(indexes))
    return [pair for pair, number in count.items() if number >= FEWEST_SAMPLES]
