"""Distances between entries of the gazetteer."""

from __future__ import annotations

import math

from onrecord.gazetteer import Entry

EARTH_KM = 6371.0088


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance of two entries."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(h))
