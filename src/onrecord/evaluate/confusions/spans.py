"""Annotated and found spans, paired for what they have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.evaluate.corpus import Range
from onrecord.evaluate.matching import match_best

Typed = tuple[Range, str]
Pair = tuple[Typed | None, Typed | None]
"""An annotated span and one of ours; one side is None where the other has no partner."""

SAME_SPAN = 1_000_000
"""More than any overlap: a pair with the same ends comes first, one with the same type before it."""


def pair_spans(gold: Sequence[Typed], found: Sequence[Typed]) -> Iterator[Pair]:
    """Pair spans one to one: the same ones first, then the same ends, then by code points shared.

    Yields:
        The pairs in the order of the annotation, then ours without a partner.

    >>> [*pair_spans([((0, 4), "place")], [((0, 4), "person"), ((9, 12), "place")])]
    [(((0, 4), 'place'), ((0, 4), 'person')), (None, ((9, 12), 'place'))]
    """
    partners = dict(match_best(gold, found, score=fit, floor=1))
    for index, span in enumerate(gold):
        yield span, found[partners[index]] if index in partners else None
    taken = set(partners.values())
    yield from ((None, span) for index, span in enumerate(found) if index not in taken)


def fit(a: Typed, b: Typed) -> float:
    """How well two spans fit: code points shared, and more for the same ends and type."""
    shared = share(a[0], b[0])
    if not shared:
        return 0
    same_ends = SAME_SPAN * (a[0] == b[0])
    return shared + same_ends + (SAME_SPAN * (a == b) or 0.5 * (a[1] == b[1]))


def share(a: Range, b: Range) -> int:
    """Code points that two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def touches(span: Range, others: Sequence[Range]) -> bool:
    """Whether a range overlaps any of the others."""
    return any(share(span, other) for other in others)
