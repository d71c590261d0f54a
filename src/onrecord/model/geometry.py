"""Distances on the globe."""

from __future__ import annotations

import math
from typing import Final

EARTH_KM: Final = 6371.0088
"""Mean radius (IUGG)."""


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points.

    Args:
        lat: Degrees, as the others.
        lon: Of the first point.
        other_lat: Of the second.
        other_lon: Of the second.

    Returns:
        Kilometres. Source: the haversine formula.

    >>> round(great_circle_km(33.51, 36.29, 36.20, 37.16))
    309
    """
    half_lat, half_lon = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    cosines = math.cos(math.radians(lat)) * math.cos(math.radians(other_lat))
    square = math.sin(half_lat) ** 2 + cosines * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, square)))
