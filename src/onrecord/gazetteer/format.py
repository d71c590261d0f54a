r"""The gazetteer's file: read it in place, look up names without loading it.

Layout, little-endian. Header: eight bytes ``ONRGAZ1\\n``, then six unsigned 32-bit
integers: number of entries, number of name rows, number of blocks, bytes of the
tables, entries a block, 0. Then

1. ``buckets``: 65,537 x uint32. Names are hashed to 40 bits (BLAKE2b); the first 16
   choose the bucket, whose rows are ``rows[buckets[i]:buckets[i + 1]]``.
2. ``rows``: (n, 3) uint16: the other 24 bits of the hash, then the entry's number in
   24 bits, packed big end first; sorted within the bucket.
3. ``offsets``: blocks + 1 x uint32, where each block starts.
4. ``tables``: zlib, lines of admin1 names (line 0 empty) after one line of countries.
5. ``blocks``: zlib, columns of one block, one value a line, column after column:
   name, kind, latitude and longitude in thousandths of a degree, population,
   importance in tenths, number of country, of admin1, id.

A 40-bit hash confuses two names once in about half a million look-ups of unknown
names; names themselves are not stored twice.
"""

from __future__ import annotations

import struct
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import GazetteerError

from .entry import KINDS, Entry

MAGIC: Final = b"ONRGAZ1\n"
HEADER: Final = struct.Struct("<6I")
COLUMNS: Final = 9
SCHEMES: Final = {"g": "geonames:", "w": "wof:", "o": "onrecord:"}
BUCKETS: Final = 1 << 16
KEPT_BLOCKS: Final = 256  # about 3 MB of unpacked lines; a report touches some dozens


def hash_key(key: str) -> int:
    """The 40-bit hash of a normalised name."""
    return int.from_bytes(blake2b(key.encode(), digest_size=5).digest(), "big")


class PlaceFile:
    """The file, mapped or in memory.

    Args:
        data: All bytes of the file; kept, not copied.

    Raises:
        GazetteerError: The bytes have another form.
    """

    def __init__(self, data: memoryview) -> None:
        if bytes(data[: len(MAGIC)]) != MAGIC:
            raise GazetteerError("no gazetteer file of this version")
        self.entries, rows, blocks, tables, self._block, _ = HEADER.unpack_from(data, len(MAGIC))
        at = len(MAGIC) + HEADER.size
        self._buckets, at = _array(data, at, np.dtype("<u4"), BUCKETS + 1)
        flat, at = _array(data, at, np.dtype("<u2"), rows * 3)
        self._rows = flat.reshape(rows, 3)
        self._offsets, at = _array(data, at, np.dtype("<u4"), blocks + 1)
        countries, *self._admin1 = zlib.decompress(data[at : at + tables]).decode().split("\n")
        self._countries = countries.split("\t")
        self._blocks = data[at + tables :]
        self._kept: OrderedDict[int, list[str]] = OrderedDict()

    def numbers(self, key: str) -> Iterator[int]:
        """Numbers of the entries that carry a normalised name."""
        hashed = hash_key(key)
        bucket, rest = hashed >> 24, hashed & 0xFFFFFF
        rows = self._rows[self._buckets[bucket] : self._buckets[bucket + 1]].tolist()
        for first, second, third in rows:
            if (first << 8) | (second >> 8) == rest:
                yield ((second & 0xFF) << 16) | third

    def entry(self, number: int) -> Entry:
        """One entry by its number."""
        block, index = divmod(number, self._block)
        lines = self._kept.get(block) or self._unpack(block)
        size = len(lines) // COLUMNS
        name, kind, lat, lon, population, importance, country, admin1, id_ = lines[index::size]
        return Entry(
            id=SCHEMES[id_[0]] + id_[1:],
            name=name,
            kind=KINDS[int(kind)],
            lat=int(lat) / 1000,
            lon=int(lon) / 1000,
            population=int(population or 0),
            importance=int(importance) / 10,
            country=self._countries[int(country or 0)] or None,
            admin1=self._admin1[int(admin1 or 0)] or None,
        )

    def _unpack(self, block: int) -> list[str]:
        start, end = self._offsets[block : block + 2].tolist()
        lines = zlib.decompress(self._blocks[start:end]).decode().split("\n")
        self._kept[block] = lines
        if len(self._kept) > KEPT_BLOCKS:
            self._kept.popitem(last=False)
        return lines


def _array(data: memoryview, at: int, dtype: np.dtype[np.unsignedinteger], count: int) -> tuple[NDArray, int]:  # type: ignore[type-arg]
    end = at + count * dtype.itemsize
    if end > len(data):
        raise GazetteerError("gazetteer file is cut short")
    return np.frombuffer(data, dtype=dtype, count=count, offset=at), end
