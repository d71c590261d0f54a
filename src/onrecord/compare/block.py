"""Which mentions are worth comparing: those that share a key of family, day and place or name.

A mention has a key for each day on which it can have happened, with each place and each
name that it gives, and one for each exact number of killed. In a key that very many
share each mention meets only its neighbours in a sorted order, so that the pairs grow
in step with the reports. Keys are sorted columns, not a dictionary of lists.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .columns import Pairs, Ragged, find_shared, pack, unite, unpack
from .mentions import FINE, Days, Mention

MOST_DAYS: Final = 4  # of a mention that get keys
VAGUE: Final = 14  # days; a mention with a vaguer time ("in March 2011") is joined with none of another report
MOST_NAMES: Final = 10
LARGEST: Final = 30  # mentions; in a larger block only neighbours meet
NEIGHBOURS: Final = 12
TELLING: Final = 5  # killed; smaller numbers are shared by chance
WEEK: Final = 7
SLICES: Final = 16  # of the keys, sorted one after the other: all at once would take three times the memory


def pair_mentions(mentions: Iterable[Mention]) -> Pairs:
    """Pairs of mentions that may be one incident, or are of one report, ascending."""
    blocks = Blocks()
    for mention in mentions:
        blocks.add(mention)
    return blocks.pair()


class Blocks:
    """Gathers the keys of mentions, which can be forgotten then: 8 bytes a key and 24 a mention."""

    def __init__(self) -> None:
        self._keys = Ragged("Q")
        self._telling = Telling()

    def add(self, mention: Mention) -> None:
        """Take the keys of the next mention."""
        self._keys.append(dict.fromkeys(map(_hash, _keys(mention))))
        self._telling.add(mention)

    def pair(self) -> Pairs:
        """Pairs that share a key, ascending."""
        return unpack(unite(self._pair()))

    def _pair(self) -> Iterator[NDArray[np.int64]]:
        keys, owners = self._keys.flat, self._keys.owners
        ranks = self._telling.rank()
        for number in range(SLICES):
            is_here = keys % SLICES == number
            shared = find_shared(keys[is_here], owners[is_here])
            yield from shared.pair(LARGEST)
            for block in shared.list_larger(LARGEST):
                yield _pair_neighbours(block[np.argsort(ranks[block])])


class Telling:
    """What tells the incidents of a large block apart: place, number of killed, means."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._places = array("i")
        self._killed = array("d")
        self._modes = array("i")

    def add(self, mention: Mention) -> None:
        """Take what the next mention says."""
        self._places.append(self._number(mention.spot.key if mention.spot else ""))
        self._killed.append(max((count.low or count.high or 0 for count in mention.killed), default=0))
        self._modes.append(self._number(min(mention.modes, default="")))

    def rank(self) -> NDArray[np.int64]:
        """For each mention its place in the order of place, killed, means and number."""
        order_of = np.empty(len(self._words), dtype=np.int64)
        for rank, word in enumerate(sorted(self._words)):
            order_of[self._words[word]] = rank
        places, modes = order_of[np.asarray(self._places)], order_of[np.asarray(self._modes)]
        ranks = np.empty(len(places), dtype=np.int64)
        ranks[np.lexsort((modes, np.asarray(self._killed), places))] = np.arange(len(places))
        return ranks

    def _number(self, word: str) -> int:
        return self._words.setdefault(word, len(self._words))


def _pair_neighbours(block: NDArray[np.int32]) -> NDArray[np.int64]:
    """Each mention of a sorted block with the next few."""
    steps = range(1, 1 + min(NEIGHBOURS, len(block) - 1))
    one = np.concatenate([block[:-step] for step in steps])
    other = np.concatenate([block[step:] for step in steps])
    return pack(np.minimum(one, other), np.maximum(one, other))


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
