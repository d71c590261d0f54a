"""Distances between entries of the gazetteer."""

from __future__ import annotations

from onrecord.gazetteer import Entry
from onrecord.model.geometry import great_circle_km


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance of two entries."""
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)
