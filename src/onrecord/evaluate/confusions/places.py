"""Confusions of places: found or not, resolved or not, and how far off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.evaluate.matching import match_best
from onrecord.evaluate.records.items import Items, PlaceItem
from onrecord.evaluate.records.match import HALF, UNKNOWN_KM, distance_km, fit_places

from .cases import Case, Text

NEAR_KM: Final = 25
BANDS_KM: Final = ((161, "25 to 161 km off"), (1000, "161 to 1,000 km off"), (UNKNOWN_KM, "more than 1,000 km off"))


def compare_places(text: Text, gold: Items, found: Items) -> Iterator[Case]:
    """Decisions on the places of one report; within 25 km is right."""
    a, b = gold.places, found.places
    pairs = dict(match_best(a, b, score=fit_places, floor=HALF))
    for i, item in enumerate(a):
        if i not in pairs:
            yield text.wrong("places", f"missed: {_precision(item)}", *item.spans)
            continue
        other = b[pairs[i]]
        kind = name_distance(item, other)
        sides = {"annotated": _show(item), "read": _show(other)}
        yield text.wrong("places", kind, *item.spans, **sides) if kind else Case("places")
    for j, item in enumerate(b):
        if j not in pairs.values():
            yield text.wrong("places", f"spurious: {_precision(item)}", *item.spans[:1])


def name_distance(gold: PlaceItem, found: PlaceItem) -> str:
    """How a place differs from the annotated one; empty if it does not.

    >>> name_distance(PlaceItem((), "Hama", 35.1, 36.8), PlaceItem((), "Hama", None, None))
    'not resolved, though it has a point: a place'
    """
    if gold.lat is None:
        return "" if found.lat is None else f"resolved, though annotated without a point: {_precision(gold)}"
    if found.lat is None:
        return f"not resolved, though it has a point: {_precision(gold)}"
    km = distance_km(gold, found)
    if km <= NEAR_KM:
        return ""
    band = next(name for most, name in BANDS_KM if km <= most)
    a, b = _precision(gold), _precision(found)
    return f"{a} taken for {b}, {band}" if a != b else f"another {a.split(' ', 1)[1]}, {band}"


def _precision(place: PlaceItem) -> str:
    word = place.precision or "place"
    if word == "unresolved":
        return "a place without a point"
    return f"{'an' if word[0] in 'aeiou' else 'a'} {'exact place' if word == 'exact' else word}"


def _show(place: PlaceItem) -> str:
    return "no point" if place.lat is None or place.lon is None else f"{place.lat:.1f}, {place.lon:.1f}"
