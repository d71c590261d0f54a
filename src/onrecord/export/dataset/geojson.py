"""GeoJSON (RFC 7946): a point an event, for QGIS, Leaflet, geopandas.

A point is the label point of the place, exact only as far as ``precision`` says: a
province stands in its middle. Events without a place on the map are features without
geometry, which QGIS lists in the table and leaves off the map.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, BinaryIO

import msgspec

from .collection import Collection, Written
from .gather import Gathered, gather
from .trace import mention_of, origin_names, trace_row


def write_geojson(collection: Collection, file: BinaryIO) -> Written:
    """One feature collection, a feature a line."""
    left_out: Counter[str] = Counter()
    rows = 0
    file.write(b'{"type":"FeatureCollection","features":[')
    for gathered in gather(collection, left_out):
        file.write(b",\n" if rows else b"\n")
        file.write(msgspec.json.encode(make_feature(gathered, collection)))
        rows += 1
    file.write(b"\n]}\n")
    return Written(rows, dict(+left_out))


def make_feature(gathered: Gathered, collection: Collection) -> dict[str, Any]:
    """One event as a feature."""
    lead, place, days, incident = gathered.lead, gathered.place, gathered.days, gathered.incident
    killed, injured = gathered.toll("killed"), gathered.toll("injured")
    trace = trace_row(gathered)
    geometry = None
    if place is not None and place.lat is not None and place.lon is not None:
        geometry = {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]}
    return {
        "type": "Feature",
        "id": incident.id if incident else lead.id,
        "geometry": geometry,
        "properties": {
            "what": incident.what if incident else describe(gathered),
            "type": lead.event.type,
            "mode": lead.event.mode,
            "status": lead.event.status,
            "certainty": lead.certainty,
            "place": place.name if place else None,
            "precision": place.precision if place else None,
            "country": place.country if place else None,
            "admin1": place.admin1 if place else None,
            "time": incident.date if incident else lead.event.time,
            "first_day": days.first.isoformat() if days else None,
            "last_day": days.last.isoformat() if days else None,
            "actors": [party.name for party in gathered.actors],
            "recipients": [party.name for party in gathered.recipients],
            "killed_low": killed.low if killed else None,
            "killed_high": killed.high if killed else None,
            "injured_low": injured.low if injured else None,
            "injured_high": injured.high if injured else None,
            "voices": list(gathered.voices),
            "deniers": list(gathered.deniers),
            "publishers": list(gathered.publishers),
            "origins": list(origin_names(gathered, collection)),
            **{name: trace[name] for name in ("incident", "grade", "report", "ref", "event", "start", "end")},
            "mentions": [mention_of(view) for view in gathered.views],
        },
    }


def describe(gathered: Gathered) -> str:
    """One neutral line where there is no incident's: ``ASSAULT firearms: police → strikers, Yumbo``."""
    event = gathered.lead.event
    kind = f"{event.type} {event.mode}" if event.mode else event.type
    actors, recipients = (", ".join(party.name for party in side) for side in (gathered.actors, gathered.recipients))
    parties = f"{actors or 'actor not told'} → {recipients}" if recipients else actors
    facts = [fact for fact in (parties, gathered.place.name if gathered.place else "") if fact]
    return f"{kind}: {', '.join(facts)}" if facts else kind
