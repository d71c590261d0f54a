"""A place as a user names it: a position, a name of the gazetteer, "Tripoli, Lebanon"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_

from onrecord.errors import InputError
from onrecord.gazetteer import Entry, Gazetteer, normalise_name
from onrecord.model.geometry import EARTH_KM

from .dialect import Dialect
from .schema import places

POSITION: Final = re.compile(r"\s*(?P<lat>[+-]?\d+(?:\.\d+)?)\s*,\s*(?P<lon>[+-]?\d+(?:\.\d+)?)\s*")
PRECISE: Final = ("exact", "settlement", "district")
"""Precisions at which a distance says something; the middle of a province is nowhere."""
MIDDLES: Final = ("settlement", "exact", "district")
"""A distance around a name is one around the town, not around the middle of the province of that name."""
DEFAULT_KM: Final = 25.0
"""Around a position, where no distance is given: a town with its surroundings."""
KM_PER_DEGREE: Final = math.pi * EARTH_KM / 180


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to look.

    Attributes:
        entries: What the name can mean, the most important first; empty for a position or an unknown name.
        key: The name, normalised; empty for a position.
        position: Degrees north and east; None without a distance.
        within_km: Distance; None for what lies in the place, or has its name.
    """

    entries: tuple[Entry, ...]
    key: str
    position: tuple[float, float] | None
    within_km: float | None


def find_spot(place: str, *, within_km: float | None, gazetteer: Gazetteer) -> Spot:
    """Read a place.

    Args:
        place: ``lat,lon`` in degrees, a name, or a name with the country or division it lies in.
        within_km: Distance around it.
        gazetteer: What names mean.

    Returns:
        Where to look.

    Raises:
        InputError: No such position, or a distance around a name that the gazetteer does not know.
    """
    match = POSITION.fullmatch(place)
    if match:
        lat, lon = float(match["lat"]), float(match["lon"])
        if abs(lat) > 90 or abs(lon) > 180:
            raise InputError("no position: latitude is -90 to 90, longitude -180 to 180", source=place)
        return Spot((), "", (lat, lon), DEFAULT_KM if within_km is None else within_km)
    entries = _find_entries(place, gazetteer)
    if within_km is None:
        return Spot(entries, normalise_name(place.partition(",")[0]), None, None)
    if not entries:
        raise InputError('not in the gazetteer; give "latitude,longitude"', source=place)
    middle = min(entries, key=lambda entry: MIDDLES.index(entry.kind) if entry.kind in MIDDLES else len(MIDDLES))
    return Spot((middle,), "", (middle.lat, middle.lon), within_km)


def _find_entries(place: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Entries of the name; with "Name, Where" those that lie in a country or division of that name."""
    name, _, where = (part.strip() for part in place.partition(","))
    entries = gazetteer.find(name) or gazetteer.find(name, loose=True)
    if not where:
        return entries
    areas = gazetteer.find(where)
    countries = {area.country for area in areas if area.kind == "country"}
    divisions = {(area.country, area.name) for area in areas if area.kind == "province"}
    return tuple(entry for entry in entries if entry.country in countries or (entry.country, entry.admin1) in divisions)


def is_at(spot: Spot, dialect: Dialect) -> ColumnElement[bool]:
    """Whether a row of ``places`` is there."""
    if spot.position is not None and spot.within_km is not None:
        return _is_near(spot.position, spot.within_km, dialect)
    ways: list[ColumnElement[bool]] = [places.c.gazetteer_id.in_([entry.id for entry in spot.entries])]
    first = spot.entries[0] if spot.entries else None
    if first is None:
        ways.append(places.c.name_key == spot.key)
    elif first.kind == "country":
        ways.append(places.c.country == first.country)
    elif first.kind == "province":
        ways.append(and_(places.c.country == first.country, places.c.admin1 == first.name))
    return or_(*ways)


def _is_near(position: tuple[float, float], within_km: float, dialect: Dialect) -> ColumnElement[bool]:
    """A box of degrees, which an index answers, then the distance."""
    lat, lon = position
    height = within_km / KM_PER_DEGREE
    checks: list[Any] = [
        places.c.precision.in_(PRECISE),
        places.c.lat.between(lat - height, lat + height),
        dialect.distance_km(places.c.lat, places.c.lon, of=position) <= within_km,
    ]
    if abs(lat) + height < 89:  # else the circle goes round the pole
        sine = math.sin(math.radians(height)) / math.cos(math.radians(lat))
        if sine < 1:
            checks.insert(2, _is_between_longitudes(lon, math.degrees(math.asin(sine))))
    return and_(*checks)


def _is_between_longitudes(lon: float, width: float) -> ColumnElement[bool]:
    """Between two meridians; across the 180th there are two stretches."""
    west, east = lon - width, lon + width
    within = places.c.lon.between(west, east)
    if west < -180:
        return or_(within, places.c.lon >= west + 360)
    if east > 180:
        return or_(within, places.c.lon <= east - 360)
    return within
