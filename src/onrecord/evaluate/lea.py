"""LEA: link-based, entity-aware coreference score.

An entity of n mentions weighs n; it is resolved as far as its links (pairs of
mentions) are. A singleton has one link, to itself, which is found only by a singleton.

Source: Moosavi and Strube, "Which Coreference Evaluation Metric Do You Trust?", ACL 2016.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

M = TypeVar("M", bound=Hashable)


def sum_lea(gold: Sequence[Sequence[M]], found: Sequence[Sequence[M]]) -> tuple[float, float, float, float]:
    """Summands of one document.

    Args:
        gold: Annotated entities; each mention in one of them.
        found: Ours, likewise.

    Returns:
        Recall's numerator and denominator, then precision's.

    >>> sum_lea([["a", "b", "c"]], [["a", "b"], ["c"]])
    (1.0, 3.0, 2.0, 3.0)
    """
    return (*_sum_resolved(gold, found), *_sum_resolved(found, gold))


def _sum_resolved(entities: Sequence[Sequence[M]], others: Sequence[Sequence[M]]) -> tuple[float, float]:
    """Weights of ``entities``, as far as they are resolved in ``others``, and whole."""
    entity_of = {mention: index for index, other in enumerate(others) for mention in other}
    sizes = [len(other) for other in others]
    resolved = 0.0
    for entity in entities:
        if len(entity) == 1:
            other = entity_of.get(entity[0])
            resolved += other is not None and sizes[other] == 1
        else:
            resolved += len(entity) * _count_links(entity, entity_of) / (len(entity) * (len(entity) - 1) / 2)
    return resolved, float(sum(map(len, entities)))


def _count_links(entity: Sequence[M], entity_of: Mapping[M, int]) -> int:
    """Pairs of mentions that are also together on the other side."""
    places = [entity_of[mention] for mention in entity if mention in entity_of]
    return sum(a == b for a, b in combinations(places, 2))
