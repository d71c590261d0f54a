"""A record as rows of the flat tables; pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table

from onrecord.gazetteer import normalise_name
from onrecord.model import Actor, Claim, Event, Figure, Label, Place, Record, Span, Spans, Tie, Time, Voice
from onrecord.model.edtf import bounds

from .schema import about, actors, claims, events, figures, fillers, labels, places, ties, times, voices

Row = dict[str, Any]
GAP = " … "
OR = " | "
UNDATED = "9999-12-31"


def flatten(record: Record) -> dict[Table, list[Row]]:
    """Every item as a row, without the key of its report.

    Args:
        record: A whole record.

    Returns:
        Rows by table, in the order of the record.
    """
    return {
        claims: [_claim(claim) for claim in record.claims],
        about: [{"claim": one.id, "item": item} for one in record.claims for item in dict.fromkeys(one.about)],
        voices: [
            *_voices("report", record.report.voices),
            *(row for claim in record.claims for row in _voices(claim.id, claim.voices)),
        ],
        events: [_event(event) for event in record.events],
        fillers: [row for event in record.events for row in _fillers(event)],
        figures: [_figure(figure) for figure in record.figures],
        actors: [_actor(actor) for actor in record.actors],
        places: [_place(place) for place in record.places],
        times: [_time(time) for time in record.times],
        ties: [_tie(tie) for tie in record.ties],
        labels: [_label(label) for label in record.labels],
    }


def days_of(value: str | None, name: str) -> Row:
    """First and last day of an EDTF value, as the two columns of that name.

    >>> days_of("2012-10", "time")
    {'time_first': '2012-10-01', 'time_last': '2012-10-31'}
    """
    days = bounds(value) if value else None
    first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return {f"{name}_first": first, f"{name}_last": last}


def order_of(published: str | None) -> str:
    """What reports are sorted by: the first day, then the more precise value later.

    >>> sorted(["2017-04-15T09:14:00", "2017-04", None, "2017-04-15"], key=order_of)
    ['2017-04', '2017-04-15', '2017-04-15T09:14:00', None]
    """
    first = days_of(published, "day")["day_first"]
    return f"{first} {published}" if first else UNDATED


def _span(span: Span | None, *, prefix: str = "span") -> Row:
    return {f"{prefix}_start": span.start if span else None, f"{prefix}_end": span.end if span else None}


def _text(span: Span | None) -> str | None:
    return " ".join(span.text.split()) if span else None


def _first(spans: Spans) -> Span | None:
    return spans[0] if spans else None


def _fields(item: Any, names: Iterable[str]) -> Row:
    return {name: getattr(item, name) for name in names}


def _claim(claim: Claim) -> Row:
    row = _fields(claim, ("id", "act", "form", "certainty", "polarity", "time", "confidence"))
    content = GAP.join(" ".join(span.text.split()) for span in claim.content)
    return {**row, "text": content, **_span(_first(claim.content))}


def _voices(claim: str, chain: Iterable[Voice]) -> list[Row]:
    return [
        {
            "claim": claim,
            "n": number,
            "text": _text(voice.source),
            **_span(voice.source),
            "cue": _text(voice.cue),
            **_span(voice.cue, prefix="cue"),
            "medium": _text(voice.medium),
            "actor": voice.actor,
            "named": int(voice.named),
        }
        for number, voice in enumerate(chain)
    ]


def _event(event: Event) -> Row:
    names = ("id", "type", "mode", "quad", "status", "certainty", "place", "time", "confidence")
    trigger = event.triggers[0]
    return {
        **_fields(event, names),
        "contexts": " ".join(event.contexts),
        "text": _text(trigger),
        **_span(trigger),
        **days_of(event.time, "time"),
    }


def _fillers(event: Event) -> list[Row]:
    return [
        {
            "event": event.id,
            "role": role,
            "n": number,
            "actor": filler.actor,
            "text": _text(filler.span),
            **_span(filler.span),
        }
        for role, chosen in (("actor", event.actors), ("recipient", event.recipients))
        for number, filler in enumerate(chosen)
    ]


def _figure(figure: Figure) -> Row:
    return {
        **_fields(figure, ("id", "unit", "low", "high", "of", "certainty")),
        "approximate": int(figure.approximate),
        "cumulative": int(figure.cumulative),
        "text": _text(figure.span),
        **_span(figure.span),
    }


def _actor(actor: Actor) -> Row:
    also = [wording for wording in dict.fromkeys(map(_text, actor.mentions)) if wording and wording != actor.name]
    return {
        **_fields(actor, ("id", "name", "kind", "role", "registry_id", "wikidata", "unresolved")),
        "name_key": normalise_name(actor.name),
        "also": OR.join(also),
        "also_key": OR.join(filter(None, map(normalise_name, also))),
        "countries": " ".join(actor.countries),
        "sectors": " ".join(actor.sectors),
        **_span(_first(actor.mentions)),
    }


def _place(place: Place) -> Row:
    names = ("id", "name", "lat", "lon", "precision", "country", "admin1", "gazetteer_id", "confidence", "unresolved")
    return {**_fields(place, names), "name_key": normalise_name(place.name), **_span(_first(place.mentions))}


def _time(time: Time) -> Row:
    row = _fields(time, ("id", "value", "anchor"))
    return {**row, **days_of(time.value, "value"), "text": _text(time.span), **_span(time.span)}


def _tie(tie: Tie) -> Row:
    row = _fields(tie, ("id", "type", "certainty", "confidence"))
    words = _first(tie.spans)
    return {**row, "from_id": tie.from_, "to_id": tie.to, "text": _text(words), **_span(words)}


def _label(label: Label) -> Row:
    return {**_fields(label, ("id", "actor", "by", "kind")), "text": _text(label.span), **_span(label.span)}
