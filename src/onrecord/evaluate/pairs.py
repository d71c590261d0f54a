"""Task ``pairs``: the type of what one actor does to another, the pair given (PLV).

PLV has fifteen roots; its YIELD is our CONCEDE or RETREAT, whichever scores higher.
Macro-F1 is the mean over the roots that are annotated in the file. Resampled by sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from onrecord.encoder.heads import EVENT_TYPES
from onrecord.errors import CorpusError
from onrecord.model import EventType, Span
from onrecord.pipeline import Reader
from onrecord.stages.segment import segment

from .corpus import Item, Range, read_items
from .measures import f1, macro_f1, recall
from .scores import Row, Scores, make_row

YIELD: Final = frozenset({"CONCEDE", "RETREAT"})
ROOTS: Final = (*(root for root in EVENT_TYPES if root not in YIELD), "YIELD")


class PairItem(Item, frozen=True):
    """A sentence with one pair of actors."""

    source: list[Range]
    target: list[Range]
    root: str
    sentence_id: str | int | None = None

    def ranges(self) -> Iterable[Range]:
        """Ranges of the pair."""
        return (*self.source, *self.target)


def score_pairs(path: Path, open_reader: Callable[[], Reader]) -> Scores:
    """Score a file in the form of ``events/plv``.

    Raises:
        CorpusError: Another form, or a root that PLV does not have.
    """
    items = read_items(path, PairItem)
    for item in items:
        if item.root not in ROOTS:
            raise CorpusError(f"{item.root!r} is no root of PLV ({', '.join(ROOTS)})", source=str(path))
    reader = open_reader()
    table: dict[str, list[float]] = {}  # by sentence: annotated, found, right of each root
    for number, item in enumerate(items):
        key = str(number if item.sentence_id is None else item.sentence_id)
        counts = table.setdefault(key, [0.0] * (3 * len(ROOTS)))
        found = find_root(item, reader)
        counts[3 * ROOTS.index(item.root)] += 1
        counts[3 * ROOTS.index(found) + 1] += 1
        counts[3 * ROOTS.index(item.root) + 2] += item.root == found
    return Scores("pairs", path.name, tuple(_rows([*table.values()])))


def _rows(stats: list[list[float]]) -> Iterable[Row]:
    totals = [sum(column) for column in zip(*stats, strict=True)]
    n = sum(totals[::3])
    yield make_row("macro-F1", n=n, stats=stats, measure=macro_f1)
    pooled = [[sum(row[i::3]) for i in range(3)] for row in stats]
    yield make_row("micro-F1", n=n, stats=pooled, measure=recall)
    for index, root in enumerate(ROOTS):
        if totals[3 * index]:
            part = [row[3 * index : 3 * index + 3] for row in stats]
            yield make_row(f"{root} F1", n=totals[3 * index], stats=part, measure=f1)


def find_root(item: PairItem, reader: Reader) -> str:
    """The most probable root of one pair."""
    source, target = ([Span.cut(item.text, *r) for r in ranges] for ranges in (item.source, item.target))
    return choose_root(reader.encoder.type_pair(segment(item.text), source=source, target=target))


def choose_root(scores: Mapping[EventType, float]) -> str:
    """The root of the type that scores highest.

    >>> choose_root({"AGREE": 0.4, "CONCEDE": 0.1, "RETREAT": 0.5})
    'YIELD'
    """
    best = max(scores, key=lambda type_: scores[type_])
    return "YIELD" if best in YIELD else best
