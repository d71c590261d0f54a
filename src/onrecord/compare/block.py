"""Which mentions are worth comparing: those that share a key of family, day and place or name.

A mention has a key for each day on which it can have happened, with each place and each
name that it gives, and one for each exact number of killed. In a key that very many
share each mention meets only its neighbours in a sorted order, so that the pairs grow
in step with the reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import combinations, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .mentions import FINE, Days, Mention

MOST_DAYS: Final = 4  # of a mention that get keys
VAGUE: Final = 14  # days; a mention with a vaguer time ("in March 2011") is joined with none of another report
MOST_NAMES: Final = 10
LARGEST: Final = 30  # mentions; in a larger block only neighbours meet
NEIGHBOURS: Final = 12
TELLING: Final = 5  # killed; smaller numbers are shared by chance
WEEK: Final = 7


def pair_mentions(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Pairs of mentions that may be one incident, or are of one report, ascending."""
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(mentions):
        if len(block) <= LARGEST:
            pairs.update(combinations(block, 2))
        else:
            pairs.update(_neighbours(block, mentions))
    return sorted(pairs)


def _blocks(mentions: Sequence[Mention]) -> Iterator[list[int]]:
    """Mentions that share a key: two sorted columns, 12 bytes a key, instead of a dictionary of lists."""
    keys: list[NDArray[np.uint64]] = []
    owners: list[NDArray[np.int32]] = []
    for index, mention in enumerate(mentions):
        found = np.array([*dict.fromkeys(map(_hash, _keys(mention)))], dtype=np.uint64)
        keys.append(found)
        owners.append(np.full(len(found), index, dtype=np.int32))
    if not keys:
        return
    column, owner = np.concatenate(keys), np.concatenate(owners)
    order = np.argsort(column, kind="stable")
    column, owner = column[order], owner[order]
    edges = [0, *(np.flatnonzero(column[1:] != column[:-1]) + 1).tolist(), len(column)]
    for start, end in pairwise(edges):
        if end - start > 1:
            yield owner[start:end].tolist()


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _keys(mention: Mention) -> Iterator[str]:
    yield f"report {mention.report} {mention.family}"
    places = [spot.key for spot in (*mention.spots, *mention.nearby) if spot.precision in FINE]
    names = sorted(mention.names)[:MOST_NAMES]
    modes = sorted(mention.modes) if not places else []
    for day in _days(mention):
        for what in dict.fromkeys((*places, *names, *modes)):
            yield f"{mention.family} {day} {what}"
    for count in mention.killed[:3]:
        if count.low is not None and count.low >= TELLING and mention.bounds is not None and _is_narrow(mention.bounds):
            week = mention.bounds[1] // WEEK
            yield from (f"{mention.family} killed {count.low} {week + shift}" for shift in (0, 1))


def _is_narrow(days: Days) -> bool:
    return days[1] - days[0] <= VAGUE


def _days(mention: Mention) -> Iterator[int]:
    spans = mention.dated or ((mention.bounds,) if mention.bounds is not None else ())
    for first, last in spans[:2]:
        if _is_narrow((first, last)):
            yield from range(max(first, last - MOST_DAYS + 1), last + 1)


def _neighbours(indexes: Sequence[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Each mention with the next few, sorted by what tells incidents apart."""
    order = sorted(indexes, key=lambda index: (*_sort_key(mentions[index]), index))
    for at, one in enumerate(order):
        for other in order[at + 1 : at + 1 + NEIGHBOURS]:
            yield min(one, other), max(one, other)


def _sort_key(mention: Mention) -> tuple[str, float, str]:
    killed = max((count.low or count.high or 0 for count in mention.killed), default=0)
    return mention.spot.key if mention.spot else "", killed, min(mention.modes, default="")
