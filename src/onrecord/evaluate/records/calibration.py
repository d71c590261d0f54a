"""Whether the probabilities of a record are honest: of all items marked 0.8, eight in ten are right.

Every item of the record that carries a ``confidence`` is right or wrong by the matching of
this task, and by what its confidence speaks of: an event by trigger and type, a claim by content,
source and cue, a place by its point (within 161 km, as ``training/fit_locate.py`` counts), a tie
by type and both ends. Places without a point have no probability and are left out. That of a
place speaks of the gazetteer entry alone, not of whether the name is a place of the report ("Russia
said" is an actor): so places stand twice, all of them, and those that annotators list with a point.

Expected calibration error: items are put into ten bins by confidence, and the distance between
the bin's mean confidence and the share of it that is right is averaged over all items, in
percent (Naeini, Cooper and Hauskrecht 2015). Bins are of equal count, or of equal width;
equal confidences stay in one bin, so that the bins of equal count may be fewer. A small set
has an error by chance alone: the row "by chance" says how large it would be on average,
with these bins of equal count, if every probability were honest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

import numpy as np

from onrecord.evaluate.measures import calibration_error
from onrecord.evaluate.scores import SEED, Row, Stats, make_row

from .items import ClaimItem, EventItem, Items, PlaceItem, TieItem
from .match import (
    Pair,
    distance_km,
    fit_contents,
    fit_places,
    fit_ties,
    fit_typed,
    is_same_source,
    pair_items,
)

BINS: Final = 10
RIGHT_KM: Final = 161.0
DRAWS: Final = 2000
ENTRIES: Final = "entries of annotated places"
KINDS: Final = ("events", "claims", "places", ENTRIES, "ties")
NAME: Final = "expected calibration error"
Item = TypeVar("Item", ClaimItem, EventItem, PlaceItem, TieItem)


class Judged(NamedTuple):
    """The confidence of an item, and whether it is right."""

    confidence: float
    is_right: bool


def judge_items(gold: Items, found: Items) -> dict[str, list[Judged]]:
    """Every item of ours that has a confidence, by kind.

    Args:
        gold: What annotators found in a report.
        found: What we found.
    """
    return {
        "events": _judge(gold.events, found.events, fit=fit_typed),
        "claims": _judge(gold.claims, found.claims, fit=fit_contents, also=_is_same_speech),
        "places": _judge(gold.places, found.places, fit=fit_places, also=_is_near),
        ENTRIES: [
            Judged(f.confidence, _is_near(g, f))
            for g, f in pair_items(gold.places, found.places, fit_places)
            if g.lat is not None and f.confidence is not None
        ],
        "ties": _judge(gold.ties, found.ties, fit=fit_ties),
    }


def _judge(
    gold: Sequence[Item],
    found: Sequence[Item],
    *,
    fit: Callable[[Item, Item], float],
    also: Callable[[Item, Item], bool] = lambda _, __: True,
) -> list[Judged]:
    pairs: list[Pair[Item]] = pair_items(gold, found, fit)
    right = {id(f) for g, f in pairs if also(g, f)}
    return [Judged(item.confidence, id(item) in right) for item in found if item.confidence is not None]


def _is_same_speech(a: ClaimItem, b: ClaimItem) -> bool:
    return is_same_source(a.source, b.source) and is_same_source(a.cue, b.cue)


def _is_near(a: PlaceItem, b: PlaceItem) -> bool:
    return distance_km(a, b) <= RIGHT_KM


def calibration_rows(reports: Sequence[dict[str, list[Judged]]]) -> Iterator[Row]:
    """Rows of every kind.

    Args:
        reports: The items of each report.

    Yields:
        Errors with bins of equal count and of equal width, and the error by chance.
    """
    for kind in KINDS:
        of_kind = [report.get(kind, ()) for report in reports]
        items = [item for report in of_kind for item in report]
        edges = _equal_counts(np.array([item.confidence for item in items]))
        stats = _fill_bins(of_kind, edges)
        name, n = f"{NAME}, {kind}", len(items)
        yield make_row(name, n=n, stats=stats, measure=calibration_error)
        wide = _fill_bins(of_kind, np.linspace(0, 1, BINS + 1)[1:-1])
        yield make_row(f"{name}, equal width", n=n, stats=wide, measure=calibration_error)
        yield Row(f"{name}, by chance", n, _expect_by_chance(items, edges))


def _equal_counts(values: Stats) -> Stats:
    """Inner edges of bins of equal count; those between equal values fall into one."""
    if not len(values):
        return np.array([])
    ordered = np.sort(values)
    cuts = np.arange(1, BINS) * len(ordered) // BINS
    return np.unique(ordered[cuts])


def _fill_bins(reports: Sequence[Sequence[Judged]], edges: Stats) -> Stats:
    """Items, confidences and right items of each bin; (reports, 3 * bins)."""
    bins = len(edges) + 1
    table = np.zeros((len(reports), bins, 3))
    for row, report in zip(table, reports, strict=True):
        for item in report:
            row[np.searchsorted(edges, item.confidence, side="right")] += (1, item.confidence, item.is_right)
    return table.reshape(len(reports), 3 * bins)


def _expect_by_chance(items: Sequence[Judged], edges: Stats) -> float:
    """The mean error of honest probabilities: each item is drawn right with its own confidence."""
    if not items:
        return 0.0
    confidence = np.array([item.confidence for item in items])
    slots = np.searchsorted(edges, confidence, side="right")
    draws = np.random.default_rng(SEED).random((DRAWS, len(items))) < confidence
    gaps = sum(np.abs((draws[:, slots == s] - confidence[slots == s]).sum(axis=1)) for s in range(len(edges) + 1))
    return round(float(100 * np.mean(gaps) / len(items)), 4)
