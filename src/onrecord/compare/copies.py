"""Reports with near-identical text, found without comparing all pairs.

Candidates share a band of the MinHash (LSH; Leskovec et al., Mining of Massive
Datasets, chapter 3) or several sampled runs; each candidate is then measured.
Bands and runs are sorted columns, not dictionaries: 100,000 reports take 26 and 30 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .columns import Ragged, find_shared, pack, unite, unpack
from .sketch import PERMUTATIONS

BANDS: Final = 16  # of four rows: finds 99 % of the pairs with half of their runs in common
SAME_TEXT: Final = 0.5
"""Estimated share of word runs; re-edited wire stories lie between 0.5 and 0.9 (fakes-dev)."""
SAME_SAMPLES: Final = 0.5  # of the shorter report's
FEWEST_SAMPLES: Final = 4
FEW: Final = 6  # reports that share a run; all of their pairs are counted
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


def find_copies(signatures: NDArray[np.uint32], samples: Ragged) -> list[Copy]:
    """Pairs of reports of which one copies the other or both a third.

    Args:
        signatures: (n, ``PERMUTATIONS``).
        samples: n; hashes of each report's sampled runs.
    """
    candidates = unite(chain(_band_pairs(signatures), (_count_shared(samples),)))
    found = []
    for one, other in unpack(candidates).tolist():
        text = float((signatures[one] == signatures[other]).mean())
        kept, others = frozenset(samples[one]), frozenset(samples[other])
        both = kept & others
        part = len(both) / max(1, min(len(kept), len(others)))
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


def _band_pairs(signatures: NDArray[np.uint32]) -> Iterator[NDArray[np.int64]]:
    """Neighbours in each sorted band that agree in it: a chain through each bucket, not all its pairs."""
    rows = PERMUTATIONS // BANDS
    for band in range(BANDS):
        columns = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows])
        keys = columns.view(f"V{4 * rows}").ravel()
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        yield pack(order[same], order[same + 1])  # stable: of equal keys the lower report stands first


def _count_shared(samples: Ragged) -> NDArray[np.int64]:
    """Pairs that share enough samples to be worth measuring; neighbours only in long lists."""
    shared = find_shared(samples.flat, samples.owners)
    neighbours = (pack(b[:-1], b[1:]) for b in shared.list_larger(FEW) if len(b) <= COMMONEST)
    found = [np.empty(0, dtype=np.int64), *shared.pair(FEW), *neighbours]
    pairs, count = np.unique(np.concatenate(found), return_counts=True)
    return pairs[count >= FEWEST_SAMPLES]
