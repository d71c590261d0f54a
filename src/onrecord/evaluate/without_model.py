"""Tasks ``times`` and ``places``: stages that need no encoder, on given text or spans.

The measures stand in ``times`` and ``places``; here files are read, and intervals made
by scoring each document alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import CorpusError
from onrecord.model import Published
from onrecord.pipeline import Reader
from onrecord.stages.date import find_times
from onrecord.stages.segment import segment

from .corpus import Item, Range, read_items
from .measures import f1, mean, recall
from .places import score_places
from .scores import Row, Scores, make_row
from .times import score_times


class Timex(msgspec.Struct, frozen=True):
    """An annotated time expression; the publication date has no span."""

    value: str
    span: Range | None = None
    text: str = ""


class TimeItem(Item, frozen=True):
    """A document with its publication date."""

    dct: str
    timex3: list[Timex]

    def ranges(self) -> Iterable[Range]:
        """Ranges of the expressions."""
        return (timex.span for timex in self.timex3 if timex.span is not None)


class Toponym(msgspec.Struct, frozen=True):
    """An annotated place name; ``fcode`` is the class of GeoNames, ``country`` a name in English."""

    span: Range
    lat: float | None = None
    lon: float | None = None
    fcode: str | None = None
    country: str | None = None
    admin1: str | None = None


class PlaceItem(Item, frozen=True):
    """A document with its place names."""

    toponyms: list[Toponym]
    id: str | None = None

    def ranges(self) -> Iterable[Range]:
        """Ranges of the names."""
        return (toponym.span for toponym in self.toponyms)


TIME_ROWS = (  # metric, key of the score, key of its number of items, whether only found values count
    ("value F1, without vague values", "value_f1_valued", "items_valued", True),
    ("value F1", "value_f1", "items", False),
    ("span F1, without vague values", "span_f1_valued", "items_valued", True),
    ("span F1", "span_f1", "items", False),
)


def score_time_file(path: Path, _: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``time/timebank``.

    Raises:
        CorpusError: Another form.
    """
    items = read_items(path, TimeItem)
    stats: dict[str, list[list[float]]] = {metric: [] for metric, *_ in TIME_ROWS}
    for item in items:
        record = msgspec.to_builtins(item)
        scores = score_times([record])
        times = find_times(segment(item.text), published=Published(item.dct[:10], "given"))
        for metric, key, number, is_valued in TIME_ROWS:
            found = sum(time.value is not None or not is_valued for time in times)
            right = scores[key] * (scores[number] + found) / 200  # F1 undone
            stats[metric].append([scores[number], found, right])
    rows = (make_row(m, n=sum(s[0] for s in stats[m]), stats=stats[m], measure=f1) for m, *_ in TIME_ROWS)
    return Scores("times", path.name, tuple(rows), ("values are compared by the map in evaluate/times.py",))


def score_place_file(path: Path, _: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``places/lgl``.

    Raises:
        CorpusError: Another form, or no toponym has coordinates.
    """
    items = read_items(path, PlaceItem)
    with_point = [item for item in items if any(t.lat is not None and t.lon is not None for t in item.toponyms)]
    if not with_point:
        raise CorpusError("no toponym with coordinates", source=str(path))
    scores = [score_places([msgspec.to_builtins(item)]) for item in with_point]
    left_out = sum(len(item.toponyms) for item in items) - sum(int(score["n"]) for score in scores)
    notes = (f"{left_out} toponyms without coordinates left out",)
    return Scores("places", path.name, tuple(_place_rows(scores)), notes)


def _place_rows(scores: list[dict[str, Any]]) -> Iterable[Row]:
    n = sum(score["n"] for score in scores)
    for metric, key in (
        ("accuracy within 161 km", "accuracy_161km"),
        ("accuracy within 25 km", "accuracy_25km"),
        ("answered", "answered"),
    ):
        stats = [[score["n"], 0, score["n"] * score[key]] for score in scores]
        yield make_row(metric, n=n, stats=stats, measure=recall)
    yield make_row("mean error, km", n=n, stats=[[s["n"], s["n"] * s["mean_km"]] for s in scores], measure=mean)
