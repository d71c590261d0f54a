"""The place (codebook section 5)."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Spans

Precision = Literal["exact", "settlement", "district", "province", "country", "region", "unresolved"]


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Another gazetteer entry that the name could mean, with its score."""

    gazetteer_id: str
    name: str
    lat: float
    lon: float
    country: str | None = None
    score: float = 0.0


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place, with all its mentions.

    Attributes:
        id: ``p1``, ``p2`` … in text order.
        lat, lon: Degrees, WGS 84; None when unresolved.
        country: ISO 3166-1 alpha-3.
        admin1: Name of the first-level division.
        gazetteer_id: Such as ``geonames:170654`` or ``wof:85632413``.
        confidence: Probability that the entry is right.
        unresolved: Why no entry was chosen.
    """

    id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "unresolved"
    country: str | None = None
    admin1: str | None = None
    gazetteer_id: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    confidence: float = 0.0
    unresolved: str | None = None
    mentions: Spans
