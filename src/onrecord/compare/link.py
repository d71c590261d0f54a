"""Pairs of mentions scored, and clustered part by part.

Mentions that no scored pair connects can never be one incident; so each connected part
of the graph is clustered alone, and what clustering needs is held of one part at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .cluster import Pair, cluster
from .columns import Pairs, Ragged
from .features import ACROSS, Context, has_conflict
from .mentions import Mention, Mentions
from .score import Model, measure

APART: Final = -np.inf
"""Score of two mentions that must not meet."""
TILE: Final = 256  # reports; those of two tiles are looked at together, and held meanwhile


class Links(NamedTuple):
    """Pairs of mentions with what speaks for them.

    Attributes:
        pairs: (p, 2), ascending.
        scores: p; log odds, ``APART`` for those that must not meet.
    """

    pairs: Pairs
    scores: NDArray[np.float64]


def score_pairs(pairs: Pairs, mentions: Mentions, context: Context, model: Model) -> Links:
    """Score the pairs that are worth comparing.

    Pairs of neighbouring reports are scored one after the other, so that few mentions
    are made twice.

    Args:
        pairs: (p, 2), ascending.
        mentions: In order of publication.
        context: Of the collection.
        model: Weights of the features ``ACROSS``.
    """
    scores = np.empty(len(pairs), dtype=np.float64)
    tiles = mentions.reports()[pairs] // TILE
    for at in np.lexsort((pairs[:, 1], pairs[:, 0], tiles[:, 1], tiles[:, 0])):
        one, other = pairs[at].tolist()
        scores[at] = _score(mentions[one], mentions[other], context, model)
    return Links(pairs, scores)


def _score(a: Mention, b: Mention, context: Context, model: Model) -> float:
    if a.report == b.report or has_conflict(a, b):
        return APART
    return model.score(measure(a, b, context, ACROSS))


def link(size: int, links: Links, *, absent: float, wanted: Sequence[Pair] = (), split: Sequence[Pair] = ()) -> Ragged:
    """Group ``size`` mentions; as ``cluster``, whose arguments these are, part by part.

    Returns:
        Groups of ascending numbers, in the order of their first.
    """
    parts = _Parts(size, links, wanted=wanted)
    first = np.arange(size, dtype=np.int32)
    for members, pairs, scores in parts:
        inside = {int(member): at for at, member in enumerate(members)}
        numbered = [(inside[one], inside[other]) for one, other in pairs.tolist()]
        given = list(zip(numbered, scores.tolist(), strict=True))
        for group in cluster(
            len(members),
            {pair: score for pair, score in given if score != APART},
            absent=absent,
            forbidden=[pair for pair, score in given if score == APART],
            wanted=_renumber(wanted, inside),
            split=_renumber(split, inside),
        ):
            first[members[group]] = members[group[0]]
    return Ragged.of_labels(first)


def _renumber(pairs: Sequence[Pair], inside: Mapping[int, int]) -> list[Pair]:
    return [(inside[one], inside[other]) for one, other in pairs if one in inside and other in inside]


class _Parts:
    """Connected parts of two or more mentions, each with the pairs inside."""

    def __init__(self, size: int, links: Links, *, wanted: Sequence[Pair]) -> None:
        self._links = links
        edges = np.concatenate((links.pairs[links.scores != APART], np.array(wanted, dtype=np.int64).reshape(-1, 2)))
        home = _find_homes(size, edges)
        pairs = home[links.pairs]
        self._members = np.argsort(home, kind="stable")
        self._inner = np.flatnonzero(pairs[:, 0] == pairs[:, 1])
        self._inner = self._inner[np.argsort(pairs[self._inner, 0], kind="stable")]
        count = np.arange(home.max(initial=-1) + 2)
        self._starts = np.searchsorted(home[self._members], count)
        self._pair_starts = np.searchsorted(pairs[self._inner, 0], count)

    def __iter__(self) -> Iterator[tuple[NDArray[np.int64], Pairs, NDArray[np.float64]]]:
        for part in np.flatnonzero(np.diff(self._starts) > 1).tolist():
            inner = self._inner[self._pair_starts[part] : self._pair_starts[part + 1]]
            members = self._members[self._starts[part] : self._starts[part + 1]]
            yield members, self._links.pairs[inner], self._links.scores[inner]


def _find_homes(size: int, edges: Pairs) -> NDArray[np.int32]:
    """For each mention the number of its connected part."""
    if not size:
        return np.empty(0, dtype=np.int32)
    graph = coo_array((np.ones(len(edges), dtype=np.bool_), (edges[:, 0], edges[:, 1])), shape=(size, size))
    homes: NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return homes
