"""Average linkage on a sparse graph, with pairs that must not meet.

Two groups join if the mean score of all their pairs is above zero, the best first; a
pair that was never compared counts ``absent``. So one strong pair does not chain two
groups, and no group ever holds a forbidden pair (Bansal et al. 2004 for the aim).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]


def cluster(
    size: int,
    scores: Mapping[Pair, float],
    *,
    absent: float,
    forbidden: Iterable[Pair] = (),
    wanted: Iterable[Pair] = (),
    split: Iterable[Pair] = (),
) -> list[list[int]]:
    """Group ``size`` mentions.

    Args:
        size: They are numbered from 0.
        scores: Log odds of compared pairs (lower number first).
        absent: Log odds of a pair that was not compared.
        forbidden: Pairs that do not meet in a group, unless ``wanted`` ones bring them together.
        wanted: Pairs that do, whatever the scores.
        split: Pairs that never meet; they exclude no ``wanted`` pair.

    Returns:
        Groups of ascending numbers, in the order of their first.
    """
    links: list[dict[int, tuple[float, int]]] = [{} for _ in range(size)]
    apart: list[set[int]] = [set() for _ in range(size)]
    for (one, other), score in scores.items():
        links[one][other] = links[other][one] = (score, 1)
    homes = _join_wanted(size, wanted)
    for one, other in (*split, *(pair for pair in forbidden if homes[pair[0]] != homes[pair[1]])):
        apart[one].add(other)
        apart[other].add(one)
    groups = _Groups(links, apart, absent)
    for index, home in enumerate(homes):
        if index != home:
            groups.force(home, index)
    groups.join_all()
    return groups.list_groups()


def _join_wanted(size: int, wanted: Iterable[Pair]) -> list[int]:
    """For each mention the lowest one that wanted pairs bring it together with."""
    homes = [*range(size)]

    def find(index: int) -> int:
        while homes[index] != index:
            homes[index] = homes[homes[index]]
            index = homes[index]
        return index

    for pair in sorted(wanted):
        low, high = sorted(map(find, pair))
        homes[high] = low
    return [find(index) for index in range(size)]


class _Groups:
    def __init__(self, links: list[dict[int, tuple[float, int]]], apart: list[set[int]], absent: float) -> None:
        self._absent = absent
        self._links = links
        self._apart = apart
        self._members = [[index] for index in range(len(links))]
        self._version = [0] * len(links)
        self._moved: dict[int, int] = {}
        self._heap: list[tuple[float, int, int, int, int]] = []

    def force(self, home: int, index: int) -> None:
        """Join a mention to the group of another, whatever the scores."""
        kept = self._moved.get(home, home)
        remains = self._merge(kept, index)
        self._moved[home] = remains

    def join_all(self) -> None:
        for one, links in enumerate(self._links):
            for other in links:
                if one < other:
                    self._push(one, other)
        while self._heap:
            _, one, other, version, other_version = heapq.heappop(self._heap)
            if (self._version[one], self._version[other]) != (version, other_version):
                continue
            kept = self._merge(one, other)
            for neighbour in sorted(self._links[kept]):
                self._push(*sorted((kept, neighbour)))

    def list_groups(self) -> list[list[int]]:
        return sorted(sorted(group) for group in self._members if group)

    def _push(self, one: int, other: int) -> None:
        if not self._members[one] or not self._members[other] or other in self._apart[one]:
            return
        total, number = self._links[one][other]
        pairs = len(self._members[one]) * len(self._members[other])
        mean = (total + self._absent * (pairs - number)) / pairs
        if mean > 0:
            heapq.heappush(self._heap, (-mean, one, other, self._version[one], self._version[other]))

    def _merge(self, one: int, other: int) -> int:
        """Put the smaller group into the larger; gives the number of what remains."""
        if len(self._links[one]) + len(self._members[one]) < len(self._links[other]) + len(self._members[other]):
            one, other = other, one
        self._members[one] += self._members[other]
        self._members[other] = []
        self._links[one].pop(other, None)
        for neighbour, (total, number) in self._links[other].items():
            if neighbour == one:
                continue
            old_total, old_number = self._links[one].get(neighbour, (0.0, 0))
            merged = (old_total + total, old_number + number)
            self._links[one][neighbour] = self._links[neighbour][one] = merged
            self._links[neighbour].pop(other, None)
        for enemy in self._apart[other]:
            self._apart[one].add(enemy)
            self._apart[enemy].discard(other)
            self._apart[enemy].add(one)
        self._links[other], self._apart[other] = {}, set()
        self._version[one] += 1
        self._version[other] += 1
        return one
