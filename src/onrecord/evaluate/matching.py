"""Compare ranges of code points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from .corpus import Range
from .measures import Tally

T = TypeVar("T")
U = TypeVar("U")


def count_exact(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Tally:
    """Items that are the same on both sides; each is used once.

    >>> count_exact([(0, 4), (5, 9)], [(0, 4), (0, 4)])
    Tally(gold=2, found=2, right=1)
    """
    a, b = Counter(gold), Counter(found)
    return Tally(a.total(), b.total(), (a & b).total())


def merge_ranges(text: str, ranges: Iterable[Range]) -> list[Range]:
    """Maximal runs: ranges with nothing but white space between them become one.

    >>> merge_ranges("ab cd, ef", [(3, 5), (0, 2), (7, 9)])
    [(0, 5), (7, 9)]
    """
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def count_shared(a: Iterable[Range], b: Sequence[Range]) -> int:
    """Code points that two lists of ranges share.

    >>> count_shared([(0, 4), (10, 12)], [(2, 11)])
    3
    """
    return sum(max(0, min(end, e) - max(start, s)) for start, end in a for s, e in b)


def match_best(
    gold: Sequence[T], found: Sequence[U], *, score: Callable[[T, U], float], floor: float
) -> list[tuple[int, int]]:
    """Match one to one, the best scores first.

    Of equal scores the pair with the larger indexes wins, as in ``score_gold.py``.

    Args:
        gold: Annotated items.
        found: Ours.
        score: How well two fit.
        floor: Pairs below are no match.

    Returns:
        Indexes into ``gold`` and ``found``.
    """
    scored = ((score(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found))
    pairs = sorted((pair for pair in scored if pair[0] >= floor), reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matches = []
    for _, i, j in pairs:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            matches.append((i, j))
    return matches
