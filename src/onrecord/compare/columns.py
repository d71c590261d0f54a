"""Columns: what must be held of every report at once, as flat arrays.

A list of lists of Python integers costs some 40 bytes a number; a column 4 or 8.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from .numbered import Numbered

Pairs = NDArray[np.int64]
"""(p, 2), in each row the lower number first."""
BITS: Final = 32
HELD: Final = 1 << 22  # pairs that may repeat; more are made unique before others are found


class Ragged(Numbered[list[int]]):
    """Rows of integers of different lengths in one flat column.

    Args:
        code: Type of a number, as of ``array``: ``Q`` unsigned 64 bits, ``i`` signed 32 bits.
        rows: First rows.
    """

    def __init__(self, code: Literal["Q", "i"], rows: Iterable[Iterable[int]] = ()) -> None:
        self._flat = array(code)
        self._ends = array("q", [0])
        for row in rows:
            self.append(row)

    @classmethod
    def of_labels(cls, labels: NDArray[np.int32]) -> Ragged:
        """For each label, ascending, the numbers from 0 that have it."""
        rows = cls("i")
        rows._flat.frombytes(np.argsort(labels, kind="stable").astype(np.int32).tobytes())
        rows._ends.frombytes(np.cumsum(np.unique(labels, return_counts=True)[1]).astype(np.int64).tobytes())
        return rows

    def append(self, row: Iterable[int]) -> None:
        """Add a row at the end."""
        self._flat.extend(row)
        self._ends.append(len(self._flat))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def _get(self, number: int) -> list[int]:
        return self._flat[self._ends[number] : self._ends[number + 1]].tolist()

    @property
    def flat(self) -> NDArray[Any]:
        """All numbers, in the order of the rows; add no row while it is held."""
        return np.asarray(self._flat)

    @property
    def owners(self) -> NDArray[np.int32]:
        """For each number of ``flat`` its row."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(np.asarray(self._ends)))


@dataclass(frozen=True)
class Shared:
    """Owners that share a key, in blocks.

    Attributes:
        members: Owners block by block, ascending in each.
        order: For each of ``members`` its place in the columns that were given.
        starts, sizes: Of each block of two or more in ``members``.
    """

    order: NDArray[np.int64]
    members: NDArray[np.int32]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]

    def pair(self, most: int) -> Iterator[NDArray[np.int64]]:
        """All pairs of each block of at most ``most`` members, packed."""
        for size in np.unique(self.sizes[self.sizes <= most]).tolist():
            one, other = np.triu_indices(size, 1)
            starts = self.starts[self.sizes == size]
            step = max(1, HELD // len(one))
            for at in range(0, len(starts), step):
                chosen = starts[at : at + step, np.newaxis]
                yield pack(self.members[chosen + one], self.members[chosen + other]).ravel()

    def list_larger(self, most: int) -> Iterator[NDArray[np.int32]]:
        """Members of each block of more than ``most``."""
        is_larger = self.sizes > most
        for start, size in zip(self.starts[is_larger].tolist(), self.sizes[is_larger].tolist(), strict=True):
            yield self.members[start : start + size]


def find_shared(keys: NDArray[Any], owners: NDArray[np.int32]) -> Shared:
    """Blocks of the owners of equal keys; ``owners`` ascending."""
    order = np.argsort(keys, kind="stable")
    column = keys[order]
    edges = np.flatnonzero(np.concatenate(([True], column[1:] != column[:-1], [True])))
    starts, sizes = edges[:-1], np.diff(edges)
    return Shared(order, owners[order], starts[sizes > 1], sizes[sizes > 1])


def pack(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.int64]:
    """Pairs of numbers below 2^31 as single numbers, in the same order."""
    return one.astype(np.int64) << BITS | other.astype(np.int64)


def unpack(packed: NDArray[np.int64]) -> Pairs:
    """What ``pack`` was given, a row a pair."""
    return np.column_stack((packed >> BITS, packed & ((1 << BITS) - 1)))


def unite(parts: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Distinct numbers of all parts, ascending; never holds many more than there are."""
    distinct = np.empty(0, dtype=np.int64)
    waiting: list[NDArray[np.int64]] = []
    count = 0
    for part in parts:
        waiting.append(part)
        count += len(part)
        if count > max(HELD, len(distinct)):
            distinct = np.unique(np.concatenate((distinct, *waiting)))
            waiting, count = [], 0
    return np.unique(np.concatenate((distinct, *waiting)))
