"""Fields whose value is more than one attribute: how to read it and what follows when it is set."""

from __future__ import annotations

from typing import Any, Final

from msgspec.structs import replace

from onrecord.lexicon.load import load_unnamed_heads
from onrecord.model import Claim, Event, EventType, Filler, Place, Record, Span, Voice
from onrecord.ontology.load import load_quads, load_types

from .forms import Value
from .references import Mentioned, nearest_mention

ACTOR: Final = Mentioned("actors", "a")
PLACE: Final = Mentioned("places", "p")
ENTRY: Final = ("gazetteer_id", "precision", "name", "lat", "lon", "country", "admin1")
"""What a place takes from its entry in the gazetteer."""
Ranges = list[list[int]]


def write_type(record: Record, event: Event, value: EventType) -> Event:
    """The quad class follows; a mode that the new type does not have is dropped."""
    modes = {mode.name for mode in load_types()[value].modes}
    return replace(event, type=value, quad=load_quads()[value], mode=event.mode if event.mode in modes else None)


def read_actors(record: Record, event: Event) -> Value:
    """A mention of each, as the text fills the role."""
    return [_range(filler.span) for filler in event.actors]


def read_recipients(record: Record, event: Event) -> Value:
    """The same of those who undergo it."""
    return [_range(filler.span) for filler in event.recipients]


def write_actors(record: Record, event: Event, value: Ranges) -> Event:
    """Each mention with the actor that it names in this reading."""
    return replace(event, actors=_fill(record, value))


def write_recipients(record: Record, event: Event, value: Ranges) -> Event:
    """The same of those who undergo it."""
    return replace(event, recipients=_fill(record, value))


def _fill(record: Record, value: Ranges) -> tuple[Filler, ...]:
    return tuple(Filler(ACTOR.find(range_, record), _cut(record, range_)) for range_ in value)


def _range(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _cut(record: Record, value: list[int]) -> Span:
    return Span.cut(record.report.text, value[0], value[1])


def read_place(record: Record, event: Event) -> Value:
    """The mention of the place that stands nearest to the event."""
    place = next((place for place in record.places if place.id == event.place), None)
    return list(nearest_mention(place, event)) if place is not None and place.mentions else None


def write_place(record: Record, event: Event, value: Value) -> Event:
    """The place that the mention names in this reading."""
    return replace(event, place=PLACE.find(value, record))


def write_time(record: Record, event: Event, value: str | None) -> Event:
    """The time expression stays only if it gives that value."""
    told = next((time.value for time in record.times if time.id == event.time_id), None)
    return replace(event, time=value, time_id=event.time_id if told is not None and told == value else None)


def read_source(record: Record, claim: Claim) -> Value:
    """The source nearest to the fact."""
    return _range(claim.voices[0].source) if claim.voices else None


def write_source(record: Record, claim: Claim, value: list[int] | None) -> Claim:
    """The first voice with another source; the rest of the chain stays."""
    first, *rest = claim.voices or (Voice(None, None),)
    source = _cut(record, value) if value is not None else None
    if source == first.source:
        return claim
    named = source is not None and is_named(source.text)
    return replace(claim, voices=(Voice(source, first.cue, ACTOR.find(value, record), first.medium, named), *rest))


def is_named(source: str) -> bool:
    """Whether a noun phrase names somebody: a capital after its first word, or no word for people at large.

    >>> [is_named(source) for source in ("the Harbour Monitor", "two officials", "Reuters")]
    [True, False, True]
    """
    words = source.split()
    if any(word[:1].isupper() for word in words[1:]):
        return True
    return not any(word.lower() in load_unnamed_heads() for word in words)


def read_entry(record: Record, place: Place) -> Value:
    """All that the gazetteer says, or None."""
    return {name: getattr(place, name) for name in ENTRY} if place.gazetteer_id is not None else None


def write_entry(record: Record, place: Place, value: dict[str, Any] | None) -> Place:
    """Name, position and precision follow the entry."""
    if value is None:
        nothing: dict[str, Any] = dict.fromkeys(("gazetteer_id", "lat", "lon", "country", "admin1"))
        return replace(place, **nothing, precision="unresolved", unresolved="no entry fits, by judgement")
    return replace(place, **value, unresolved=None)


def write_lat(record: Record, place: Place, value: float) -> Place:
    """A position that no entry gives."""
    return _place_by_hand(place) if value == place.lat else _place_by_hand(replace(place, lat=value, gazetteer_id=None))


def write_lon(record: Record, place: Place, value: float) -> Place:
    """The same."""
    return _place_by_hand(place) if value == place.lon else _place_by_hand(replace(place, lon=value, gazetteer_id=None))


def _place_by_hand(place: Place) -> Place:
    """A place that was not resolved has a precision once it has both coordinates."""
    if place.precision != "unresolved" or place.lat is None or place.lon is None:
        return place
    return replace(place, precision="exact", unresolved=None)
