"""What the gazetteer says about one place."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["country", "province", "district", "settlement", "exact", "region"]
KINDS: tuple[Kind, ...] = ("country", "province", "district", "settlement", "exact", "region")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One place.

    Attributes:
        id: ``geonames:170654``, ``geonames:US.PA`` (a division that our source names
            without a number), ``wof:85632413`` or ``onrecord:donbas``.
        name: The English name where there is one.
        kind: The precision that a resolved mention gets.
        lat: Degrees north, WGS 84, three decimals.
        lon: Degrees east.
        population: Persons; 0 if unknown.
        importance: About log10 of the population, estimated where it is unknown.
        country: ISO 3166-1 alpha-3, or None (a sea, a continent).
        admin1: Name of the first-level division, or None.
    """

    id: str
    name: str
    kind: Kind
    lat: float
    lon: float
    population: int = 0
    importance: float = 0.0
    country: str | None = None
    admin1: str | None = None
