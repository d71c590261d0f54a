"""Rows of incidents, of what is stated of them, and of origins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.model import Counts, Incident, Origin

from .cells import at_span, join, ranges_of
from .columns import Row

FIELDS: Final = ("killed", "injured", "actor", "place", "time", "status")


def incident_row(incident: Incident) -> Row:
    """One incident, with the span of its first mention."""
    site, first = incident.place, incident.mentions[0]
    return {
        "id": incident.id,
        "type": incident.type,
        "what": incident.what,
        "date": incident.date,
        "place": site.name if site else None,
        "latitude": site.lat if site else None,
        "longitude": site.lon if site else None,
        "precision": site.precision if site else None,
        "grade": incident.grade,
        "derivation": incident.derivation or None,
        "mentions": len(incident.mentions),
        "origins": join(incident.origins),
        "report": first.report.id,
        "ref": first.report.ref,
        "event": first.event,
        **at_span(first.span),
    }


def statement_rows(incident: Incident) -> Iterator[Row]:
    """Every value of every field, with who gives it."""
    for field in FIELDS:
        told = getattr(incident.fields, field)
        for value in told.values if told else ():
            is_count = isinstance(told, Counts)
            yield {
                "incident": incident.id,
                "field": field,
                "verdict": told.verdict,
                "low": value.low if is_count else None,
                "high": value.high if is_count else None,
                "value": None if is_count else value.value,
                "voices": " ← ".join(value.voices) or None,
                "origin": value.origin,
                "report": value.report.id,
                "ref": value.report.ref,
            }


def origin_rows(origin: Origin) -> Iterator[Row]:
    """One origin, a row a report."""
    for ref in origin.reports:
        yield {
            "id": origin.id,
            "name": origin.name,
            "kind": origin.kind,
            "why": origin.why,
            "report": ref.id,
            "ref": ref.ref,
            "spans": ranges_of(tuple(item.span for item in origin.spans if item.report == ref)),
        }
