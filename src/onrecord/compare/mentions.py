"""Mentions: what one report says of one incident, gathered from its passages.

A mention is made of one passage and merged with others of its report (``within`` in
``score``); then the mentions of different reports are compared.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .columns import Ragged
from .digest import Count, Digest, Passage, Spot
from .numbered import Numbered
from .words import find_weapons, load_families

FINE: Final = frozenset({"exact", "settlement", "district"})
WIDEST: Final = 45  # days; a vaguer time ("this year") says nothing
HUGE: Final = 3000  # killed; more is a war, not an incident
ROOM: Final = 8192  # mentions that are held after they were made

Days = tuple[int, int]
"""First and last day, proleptic ordinals."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one report says of one incident.

    Attributes:
        report: Index of the digest.
        family: Of its type.
        passages: At least one, in text order.
        events: Ids of the reader's events.
        modes: Means that are told.
        dated: Times that the text gives.
        bounds: Days between which it happened: of ``dated``, else by the publication; None if unknown.
        spots: Places that its sentences name.
        nearby: Places that stand before or after them.
        names, words, context: As of the passages.
        actors: Keys; ``known`` those of the registry.
        killed, injured: Counts.
        weapons: Means that the words of its sentences tell.
    """

    report: int
    family: str
    passages: tuple[Passage, ...]
    events: frozenset[str]
    modes: frozenset[str]
    dated: tuple[Days, ...]
    bounds: Days | None
    spots: tuple[Spot, ...]
    nearby: tuple[Spot, ...]
    names: frozenset[str]
    words: frozenset[str]
    context: frozenset[str]
    known: frozenset[str]
    killed: tuple[Count, ...]
    injured: tuple[Count, ...]
    weapons: frozenset[str]

    @property
    def spots_fine(self) -> tuple[Spot, ...]:
        """Towns and parts of towns among its places."""
        return tuple(spot for spot in self.spots if spot.precision in FINE)

    @property
    def spot(self) -> Spot | None:
        """The most telling place."""
        return next((s for s in (*self.spots, *self.nearby) if s.precision in FINE), next(iter(self.spots), None))


def list_passages(digest: Digest) -> list[Passage]:
    """Passages of a report that can belong to an incident."""
    return [passage for passage in digest.passages if not is_background(passage)]


def is_background(passage: Passage) -> bool:
    """Whether it tells of a whole war or a running total: no incident (codebook section 10)."""
    if passage.is_background or any((count.low or 0) >= HUGE for count in passage.killed):
        return True
    return passage.is_dated and passage.last - passage.first > WIDEST


def gather(report: int, passages: Sequence[Passage]) -> Mention:
    """One mention of some passages of a report."""
    dated = tuple(dict.fromkeys((p.first, p.last) for p in passages if p.is_dated))
    loose = [(p.first, p.last) for p in passages if p.first]
    reach = dated or loose
    return Mention(
        report=report,
        family=load_families().get(passages[0].type, passages[0].type),
        passages=tuple(passages),
        events=frozenset(p.event for p in passages),
        modes=frozenset(p.mode for p in passages if p.mode is not None),
        dated=dated,
        bounds=(min(first for first, _ in reach), max(last for _, last in reach)) if reach else None,
        spots=_unique(s for p in passages for s in p.spots if s.is_own),
        nearby=_unique(s for p in passages for s in p.spots if not s.is_own),
        names=frozenset(name for p in passages for name in p.names),
        words=frozenset(word for p in passages for word in p.words),
        context=frozenset(word for p in passages for word in p.context),
        known=frozenset(a.key for p in passages for a in p.actors if a.is_known),
        killed=tuple(dict.fromkeys(c for p in passages for c in p.killed)),
        injured=tuple(dict.fromkeys(c for p in passages for c in p.injured)),
        weapons=find_weapons(word for p in passages for word in p.context),
    )


def _unique(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple({spot.key: spot for spot in spots}.values())


class Mentions(Numbered[Mention]):
    """The mentions of a collection, made when they are asked for, from the digests.

    Args:
        digests: In the order of their numbers.
    """

    def __init__(self, digests: Sequence[Digest]) -> None:
        self._passages = Ragged("i")
        self._starts = array("q", [0])  # of each report's mentions
        self._make = lru_cache(maxsize=ROOM)(_make_maker(digests, self._passages, self._starts))

    def add_report(self, groups: Iterable[Sequence[int]]) -> None:
        """Add the mentions of the next report.

        Args:
            groups: For each its passages, indexes into ``list_passages``.
        """
        for group in groups:
            self._passages.append(group)
        self._starts.append(len(self._passages))

    def of_report(self, report: int) -> range:
        """Numbers of the mentions of a report."""
        return range(self._starts[report], self._starts[report + 1])

    def reports(self) -> NDArray[np.int64]:
        """For each mention the index of its report."""
        return np.repeat(np.arange(len(self._starts) - 1), np.diff(np.asarray(self._starts)))

    def __len__(self) -> int:
        return len(self._passages)

    def _get(self, number: int) -> Mention:
        return self._make(number)


def _make_maker(digests: Sequence[Digest], passages: Ragged, starts: array[int]) -> Callable[[int], Mention]:
    @lru_cache(maxsize=ROOM // 8)
    def listed(report: int) -> list[Passage]:
        return list_passages(digests[report])

    def make(index: int) -> Mention:
        report = bisect_right(starts, index) - 1
        return gather(report, [listed(report)[i] for i in passages[index]])

    return make
