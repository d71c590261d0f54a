"""Our records as items."""

from __future__ import annotations

from onrecord.evaluate.corpus import Range
from onrecord.model import Claim, Event, Filler, Record, Span, Spans

from .items import ClaimItem, DateItem, EventItem, FigureItem, FillerItem, Items, PlaceItem, Ranges, TieItem

Mentions = dict[str, Ranges]
"""Mentions of each actor and place, by id."""


def items_of_record(record: Record) -> Items:
    """Items of a record."""
    actors = {actor.id: _ranges(actor.mentions) for actor in record.actors}
    places = {place.id: _ranges(place.mentions) for place in record.places}
    both = places | actors
    return Items(
        claims=tuple(_claim(claim) for claim in record.claims),
        events=tuple(_event(event, actors, places) for event in record.events),
        figures=tuple(FigureItem(_range(f.span), f.low, f.high, f.unit) for f in record.figures),
        dates=tuple(DateItem(_range(time.span), time.value) for time in record.times),
        places=tuple(
            PlaceItem(places[p.id], p.name, p.lat, p.lon, p.precision, None if p.lat is None else p.confidence)
            for p in record.places
        ),
        ties=tuple(
            TieItem(tie.type, both.get(tie.from_, ()), both.get(tie.to, ()), _ranges(tie.spans), tie.confidence)
            for tie in record.ties
        ),
        labels=tuple(_range(label.span) for label in record.labels),
    )


def _range(span: Span) -> Range:
    return span.start, span.end


def _ranges(spans: Spans) -> Ranges:
    return tuple(_range(span) for span in spans)


def _maybe(span: Span | None) -> Range | None:
    return _range(span) if span is not None else None


def _claim(claim: Claim) -> ClaimItem:
    voices = claim.voices
    return ClaimItem(
        content=_ranges(claim.content),
        source=_maybe(voices[0].source) if voices else None,
        cue=_maybe(voices[0].cue) if voices else None,
        chain=tuple(_maybe(voice.source) for voice in voices) or (None,),
        form=claim.form,
        certainty=claim.certainty,
        polarity=claim.polarity,
        act=claim.act,
        confidence=claim.confidence,
    )


def _event(event: Event, actors: Mentions, places: Mentions) -> EventItem:
    def fill(filler: Filler) -> FillerItem:
        return FillerItem(_range(filler.span), filler.span.text, actors.get(filler.actor or "", ()))

    mentions = places.get(event.place or "", ())
    return EventItem(
        triggers=_ranges(event.triggers),
        type=event.type,
        status=event.status,
        actors=tuple(fill(filler) for filler in event.actors),
        recipients=tuple(fill(filler) for filler in event.recipients),
        place=mentions[0] if mentions else None,
        date=event.time,
        mentions=mentions,
        mode=event.mode,
        confidence=event.confidence,
    )
