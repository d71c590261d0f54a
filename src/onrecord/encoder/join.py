"""Join what the heads say of the windows to what they say of a report.

Most words are in no name and trigger nothing. Of the tags, only the rows that decoding
can choose from are kept, for a long report has a million words: those of words that may
be in a span, and of whole sentences that may have to be mended. They are chosen window by
window, so that the rows of all words never stand in memory together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from mmap import mmap
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.model.layers import RELATION_KEYS, Floats, Ints, LinkTable, Rows, Signals

from .bar import may_reach
from .decode import is_broken
from .window import Window

HEADS: Final = ("attribution", "mention", "trigger", "status")
"""Heads that say one row a word."""
SURE: Final = np.float32(np.log(0.9))
"""Log probability of "outside" from which a row is left out: the stages take nothing below 0.15 for a span."""
LARGE: Final = 1 << 20
"""Bytes from which an array has pages of its own."""


class Says(msgspec.Struct, frozen=True):
    """What the heads say of the kept words of one window.

    Attributes:
        tags: Log probabilities, a row a word, of each of ``HEADS``.
        factuality: A number a word.
        links: Heads, relations, words, probabilities, each (m,), sorted by the first three.
    """

    tags: tuple[Floats, ...]
    factuality: Floats
    links: tuple[NDArray[Any], ...]


def join(said: Iterable[Says], windows: list[Window], sentences: Ints) -> Signals:
    """Windows in order, context left out, to one report.

    Args:
        said: What the heads say of each window.
        windows: The windows.
        sentences: (s + 1,) first word of each sentence, then n.
    """
    attribution, mention, trigger = _Chosen(), _Chosen(), _Chosen(is_weighed=True)
    statuses, factuality = _Growing(), _Growing()
    links = LinkPacker()
    for first, bounds, parts in _whole_sentences(said, windows, sentences):
        tags = [np.concatenate(rows) for rows in zip(*(says.tags for says in parts), strict=True)]
        attribution.add(first, bounds, tags[0])
        mention.add(first, bounds, tags[1])
        statuses.add(tags[3][trigger.add(first, bounds, tags[2])])
        for says in parts:
            factuality.add(says.factuality)
            links.add(*says.links)
    size = windows[-1].end
    return Signals(
        attribution=attribution.rows(size),
        mention=mention.rows(size),
        trigger=trigger.rows(size),
        status=statuses.array(),
        factuality=factuality.array(),
        links=links.table(),
    )


def _whole_sentences(
    said: Iterable[Says], windows: list[Window], sentences: Ints
) -> Iterator[tuple[int, Ints, list[Says]]]:
    """Windows, those together that share a sentence.

    Yields:
        The first word, the bounds of the sentences counted from it, and what the heads say.
    """
    first, begun = 0, 0
    parts: list[Says] = []
    for window, says in zip(windows, said, strict=True):
        parts.append(says)
        end = int(np.searchsorted(sentences, np.int32(window.end)))
        if sentences[end] == window.end:
            yield first, sentences[begun : end + 1] - np.int32(first), parts
            first, begun, parts = window.end, end, []


class _Growing:
    """An array that grows; pieces that wait to be joined would stand twice in memory.

    A large one lies in pages of its own, which go back to the system with it: the heap would keep them.
    """

    def __init__(self) -> None:
        self._data: bytearray | mmap = bytearray()
        self._size = 0
        self._like: NDArray[Any] = np.empty(0, dtype=np.float32)

    def add(self, values: NDArray[Any]) -> None:
        end = self._size + values.nbytes
        if end > len(self._data):
            grown = mmap(-1, 2 * end) if end >= LARGE else bytearray(2 * end)  # unwritten pages take no memory
            with memoryview(self._data) as old:
                grown[: self._size] = old[: self._size]
            self._data = grown
        self._data[self._size : end] = values.tobytes()
        self._size, self._like = end, values[:0]

    def array(self) -> NDArray[Any]:
        found = np.frombuffer(self._data, dtype=self._like.dtype, count=self._size // self._like.dtype.itemsize)
        return found.reshape(-1, *self._like.shape[1:])


class LinkPacker:
    """Packs the links of the windows, added in order."""

    def __init__(self) -> None:
        self._size = 0
        self._keys, self._firsts, self._distances, self._scores = (_Growing() for _ in range(4))
        self._firsts.add(np.zeros(1, dtype=np.int32))

    def add(self, heads: Ints, relations: NDArray[np.uint8], words: Ints, scores: Floats) -> None:
        """Take in the links of the next window."""
        keys, firsts = np.unique(heads * np.int32(RELATION_KEYS) + relations, return_index=True)
        self._keys.add(keys)
        self._firsts.add((np.append(firsts[1:], len(heads))[: len(keys)] + self._size).astype(np.int32))
        self._distances.add((words - heads).astype(np.int16))
        self._scores.add(scores)
        self._size += len(heads)

    def table(self) -> LinkTable:
        """All of them."""
        return LinkTable(*(column.array() for column in (self._keys, self._firsts, self._distances, self._scores)))


class _Chosen:
    """The chosen rows of one head.

    Args:
        is_weighed: Whether a stage weighs the rows before it decodes them.
    """

    def __init__(self, *, is_weighed: bool = False) -> None:
        self._is_weighed = is_weighed
        self._before = 0  # best tag of the last word
        self._words = _Growing()
        self._rows = _Growing()

    def add(self, first: int, bounds: Ints, logp: Floats) -> Ints:
        """Choose from the rows of some sentences.

        Args:
            first: Their first word.
            bounds: Where they begin and end, counted from it.
            logp: (w, tags) log probabilities.

        Returns:
            (k,) the chosen rows.
        """
        tags, nothing = logp.argmax(axis=1), logp[:, 0]
        needed = is_broken(tags, self._before)
        if self._is_weighed:
            needed |= may_reach(nothing, np.exp(logp[:, 2::2]).sum(axis=1))
        whole = np.repeat(np.logical_or.reduceat(needed, bounds[:-1]), np.diff(bounds))
        is_open = may_reach(nothing, 1 - np.exp(nothing)) if self._is_weighed else nothing < SURE
        chosen: Ints = np.flatnonzero(whole | is_open).astype(np.int32)
        self._before = int(tags[-1])
        self._words.add(chosen + np.int32(first))
        self._rows.add(logp[chosen])
        return chosen

    def rows(self, size: int) -> Rows:
        """The rows of a report of ``size`` words."""
        return Rows(size, self._words.array(), self._rows.array())
