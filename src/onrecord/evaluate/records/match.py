"""When two items are the same: the rules of ``score_gold.py``."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from onrecord.evaluate.corpus import Range
from onrecord.evaluate.matching import match_best

from .items import ClaimItem, EventItem, FillerItem, PlaceItem, Ranges, TieItem

T = TypeVar("T")
Pair = tuple[T, T]
"""An annotated item and ours."""

HALF: Final = 0.5
EARTH_KM: Final = 6371
UNKNOWN_KM: Final = 1e9
SYMMETRIC: Final = frozenset({"alias", "allied_with", "opposed_to"})
FIGURE_TOLERANCE: Final = 0.01


def pair_items(gold: Sequence[T], found: Sequence[T], score: Callable[[T, T], float]) -> list[Pair[T]]:
    """Match items one to one; pairs that fit by less than half are no match."""
    return [(gold[i], found[j]) for i, j in match_best(gold, found, score=score, floor=HALF)]


def overlap(a: Range | None, b: Range | None) -> float:
    """Shared code points as a share of the shorter range.

    >>> overlap((0, 10), (8, 12))
    0.5
    """
    if a is None or b is None:
        return 0.0
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / max(1, min(a[1] - a[0], b[1] - b[0]))


def overlap_any(a: Iterable[Range], b: Ranges) -> float:
    """The largest overlap of any two."""
    return max((overlap(x, y) for x in a for y in b), default=0.0)


def jaccard(a: Ranges, b: Ranges) -> float:
    """Shared code points as a share of all that either has.

    >>> jaccard(((0, 4),), ((2, 6),))
    0.3333333333333333
    """
    left = {at for start, end in a for at in range(start, end)}
    right = {at for start, end in b for at in range(start, end)}
    return len(left & right) / max(1, len(left | right))


def is_same_source(a: Range | None, b: Range | None) -> bool:
    """Whether both are lacking, or overlap by half of the shorter."""
    return overlap(a, b) >= HALF if a is not None and b is not None else a is b


def fit_contents(a: ClaimItem, b: ClaimItem) -> float:
    """Shared part of two contents."""
    return jaccard(a.content, b.content)


def is_same_chain(a: ClaimItem, b: ClaimItem) -> bool:
    """Whether both have the same sources in the same order."""
    return len(a.chain) == len(b.chain) and all(map(is_same_source, a.chain, b.chain))


def is_same_number(a: float | None, b: float | None) -> bool:
    """Whether two bounds are within one per cent of each other."""
    if a is None or b is None:
        return a is b
    return a == b or abs(a - b) <= FIGURE_TOLERANCE * max(abs(a), abs(b))


def distance_km(a: PlaceItem, b: PlaceItem) -> float:
    """Great-circle distance; without end if a point is lacking."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return UNKNOWN_KM
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return EARTH_KM * 2 * math.asin(min(1, math.sqrt(half)))


def fit_triggers(a: EventItem, b: EventItem) -> float:
    """Overlap of any two triggers."""
    return overlap_any(a.triggers, b.triggers)


def fit_typed(a: EventItem, b: EventItem) -> float:
    """The same, if the types agree."""
    return fit_triggers(a, b) * (a.type == b.type)


def fit_places(a: PlaceItem, b: PlaceItem) -> float:
    """Overlap of any two mentions, or one name."""
    return max(overlap_any(a.spans, b.spans), float(a.name.lower() == b.name.lower()))


def fit_ties(a: TieItem, b: TieItem) -> float:
    """The lesser overlap of the two ends; some types hold either way round."""
    straight = min(overlap_any(a.from_, b.from_), overlap_any(a.to, b.to))
    crossed = min(overlap_any(a.from_, b.to), overlap_any(a.to, b.from_))
    return (max(straight, crossed) if a.type in SYMMETRIC else straight) * (a.type == b.type)


def count_fillers(gold: tuple[FillerItem, ...], found: tuple[FillerItem, ...]) -> int:
    """Annotated fillers that we have: same place, a mention of the same actor, or same words."""
    used: set[int] = set()
    for a in gold:
        for index, b in enumerate(found):
            if index not in used and is_same_filler(a, b):
                used.add(index)
                break
    return len(used)


def is_same_filler(a: FillerItem, b: FillerItem) -> bool:
    """Whether they overlap by half, ours by any mention of its actor, or have the same words."""
    return overlap_any((a.span,), (b.span, *b.mentions)) >= HALF or a.words.lower() == b.words.lower()


def is_same_place(a: EventItem, b: EventItem) -> bool:
    """Whether both have a place, and any mention of ours overlaps the annotated words."""
    return a.place is not None and b.place is not None and overlap_any((a.place,), (b.place, *b.mentions)) >= HALF
