"""Rows of events and of who fills their roles."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Figure

from .cells import at_span, days_cells, join, text_at
from .columns import Row
from .view import EventView


def event_row(view: EventView) -> Row:
    """One event of one report."""
    event, place, incident = view.event, view.place, view.incident
    killed, injured = _bounds(view.figures, "killed"), _bounds(view.figures, "injured")
    return {
        "report": view.ref.id,
        "ref": view.ref.ref,
        "id": event.id,
        "incident": incident.id if incident else None,
        "grade": incident.grade if incident else None,
        "origins": len(incident.origins) if incident else None,
        "type": event.type,
        "mode": event.mode,
        "contexts": join(event.contexts),
        "quad": event.quad,
        "status": event.status,
        "certainty": view.certainty,
        "polarity": view.polarity,
        "actors": join(party.name for party in view.actors),
        "recipients": join(party.name for party in view.recipients),
        "place": event.place,
        "place_name": place.name if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "precision": place.precision if place else None,
        "country": place.country if place else None,
        "time": event.time,
        **days_cells(event.time),
        "killed_low": killed[0],
        "killed_high": killed[1],
        "injured_low": injured[0],
        "injured_high": injured[1],
        "claims": join(claim.id for claim in view.claims),
        "voices": join(view.voices),
        "deniers": join(view.deniers),
        "confidence": event.confidence,
        **at_span(view.trigger),
        "trigger": view.trigger.text,
    }


def _bounds(figures: tuple[Figure, ...], unit: str) -> tuple[int | None, int | None]:
    """Bounds over all figures of a unit; open where one of them is."""
    found = [item for item in figures if item.unit == unit and not item.cumulative]
    lows = [int(item.low) for item in found if item.low is not None]
    highs = [int(item.high) for item in found if item.high is not None]
    is_closed = len(highs) == len(found)
    return min(lows, default=None), max(highs, default=None) if is_closed else None


def filler_rows(view: EventView) -> Iterator[Row]:
    """Its actors, then its recipients."""
    for role, parties in (("actor", view.actors), ("recipient", view.recipients)):
        for party in parties:
            yield {
                "report": view.ref.id,
                "ref": view.ref.ref,
                "event": view.event.id,
                "role": role,
                "actor": party.actor.id if party.actor else None,
                "name": party.name,
                **text_at(party.span),
            }
