"""Write the gazetteer's file; its form is drawn in ``onrecord.gazetteer.format``."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from onrecord.gazetteer.format import BUCKETS, HEADER, MAGIC, hash_key

BLOCK = 48  # entries; larger packs better, smaller reads faster


class PlaceLike(Protocol):
    """What a row of the file needs."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    population: int
    importance: float
    country: str
    admin1: str


def write_places(drafts: Sequence[PlaceLike], names: Sequence[tuple[str, int]], kinds: Sequence[str]) -> bytes:
    """The bytes of the file.

    Args:
        drafts: Entries in the order of their numbers.
        names: Pairs of key and number of the entry.
        kinds: All kinds, in the order of their numbers.
    """
    hashed = np.array([hash_key(key) << 24 | number for key, number in names], dtype=np.uint64)
    hashed = np.unique(hashed)
    tops = (hashed >> np.uint64(48)).astype(np.int64)
    buckets = np.searchsorted(tops, np.arange(BUCKETS + 1)).astype("<u4")
    rows = np.stack([(hashed >> np.uint64(shift)) & np.uint64(0xFFFF) for shift in (32, 16, 0)], axis=1).astype("<u2")
    countries = ["", *sorted({draft.country for draft in drafts} - {""})]
    admin1 = ["", *sorted({draft.admin1 for draft in drafts} - {""})]
    country_number = {name: number for number, name in enumerate(countries)}
    admin1_number = {name: number for number, name in enumerate(admin1)}
    blocks = []
    for start in range(0, len(drafts), BLOCK):
        part = drafts[start : start + BLOCK]
        columns = [
            [draft.name.replace("\n", " ") for draft in part],
            [str(kinds.index(draft.kind)) for draft in part],
            [str(round(draft.lat * 1000)) for draft in part],
            [str(round(draft.lon * 1000)) for draft in part],
            [str(draft.population or "") for draft in part],
            [str(round(draft.importance * 10)) for draft in part],
            [str(country_number[draft.country] or "") for draft in part],
            [str(admin1_number[draft.admin1] or "") for draft in part],
            [draft.id for draft in part],
        ]
        blocks.append(zlib.compress("\n".join("\n".join(column) for column in columns).encode(), 9))
    offsets = np.cumsum([0, *map(len, blocks)]).astype("<u4")
    tables = zlib.compress("\n".join(["\t".join(countries), *admin1]).encode(), 9)
    header = HEADER.pack(len(drafts), len(rows), len(blocks), len(tables), BLOCK, 0)
    return b"".join([MAGIC, header, buckets.tobytes(), rows.tobytes(), offsets.tobytes(), tables, *blocks])
