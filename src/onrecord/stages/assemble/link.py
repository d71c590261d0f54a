"""From spans to ids: which actor, which place, which event a stretch of text belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from onrecord.model import Actor, Claim, Event, Figure, Filler, Place, Span, SpanIndex, Spans, Tie, Voice


@dataclass(frozen=True)
class Index:
    """Actors and places by the spans of their mentions."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]

    @cached_property
    def _actor_spans(self) -> Spanned:
        return _index((m, a.id) for a in self.actors for m in a.mentions)

    @cached_property
    def _place_spans(self) -> Spanned:
        return _index((m, p.id) for p in self.places for m in p.mentions)

    def actor_at(self, span: Span | None) -> str | None:
        """Id of the actor that a noun phrase names."""
        return _best(self._actor_spans, span)

    def place_at(self, span: Span | None) -> str | None:
        """Id of the place that a span names."""
        return _best(self._place_spans, span)

    def fill(self, spans: Spans) -> tuple[Filler, ...]:
        """Noun phrases with their actors."""
        return tuple(Filler(self.actor_at(span), span) for span in spans)


Spanned = SpanIndex[tuple[Span, str]]
"""Ids by the spans that belong to them."""


def _index(pairs: Iterable[tuple[Span, str]]) -> Spanned:
    return SpanIndex(pairs, span_of=itemgetter(0))


def _best(spans: Spanned, span: Span | None) -> str | None:
    """The id whose mention overlaps a span most, as a share of both; None below a third."""
    if span is None:
        return None
    best, best_share = None, 1 / 3
    for other, id_ in reversed(spans.overlapping(span)):
        common = min(span.end, other.end) - max(span.start, other.start)
        share = common / max(span.end - span.start, other.end - other.start)
        if share > best_share:
            best, best_share = id_, share
    return best


def add_credits(
    voices: tuple[Voice, ...], credits: tuple[Voice, ...], *, publisher: str | None = None
) -> tuple[Voice, ...]:
    """A chain with the voices of the whole report at its end, but for those that it names already.

    The publisher's own credit is the report's own voice, which is understood.
    """
    actors = {voice.actor for voice in voices if voice.actor is not None}
    names = {voice.source.text.casefold() for voice in voices if voice.source is not None}
    return voices + tuple(
        voice
        for voice in credits
        if voice.actor not in actors
        and (voice.source is None or voice.source.text.casefold() not in names)
        and not (voice.source and publisher and is_same_name(voice.source.text, publisher))
    )


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are of one body: equal, or one the other's initials.

    >>> is_same_name("SPA", "Sahel Press Agency"), is_same_name("SPA", "Coast Herald")
    (True, False)
    """
    return one.casefold() == other.casefold() or one in (_initials(other), other) or other == _initials(one)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def is_inside(span: Span, content: Spans) -> bool:
    """Whether a span lies in one of the spans of a content."""
    return any(part.contains(span) for part in content)


class Held:
    """Events, figures and ties by the spans that a claim's content has to hold."""

    def __init__(self, *, events: tuple[Event, ...], figures: tuple[Figure, ...], ties: tuple[Tie, ...]) -> None:
        self._spans = (
            _index((t, e.id) for e in events for t in e.triggers),
            _index((f.span, f.id) for f in figures),
            _index((t.spans[0], t.id) for t in ties if t.spans),
        )
        self._ties = {t.id: t.spans for t in ties}

    def about(self, claim: Claim) -> tuple[str, ...]:
        """Ids of what a claim's content holds: any trigger of an event, a figure, all of a tie."""
        events, figures, ties = (_inside(spans, claim.content) for spans in self._spans)
        whole = [i for i in ties if all(is_inside(span, claim.content) for span in self._ties[i])]
        return (*events, *figures, *whole)


def _inside(spans: Spanned, content: Spans) -> list[str]:
    """Ids of the spans inside a content, in the order of their numbers."""
    found = {id_ for part in content for span, id_ in spans.overlapping(part) if part.contains(span)}
    return sorted(found, key=lambda id_: int(id_[1:]))


def count_owners(events: tuple[Event, ...]) -> dict[str, str]:
    """Figure id to the id of the first event that it counts or whose people it numbers."""
    owners: dict[str, str] = {}
    for event in events:
        for figure in event.figures:
            owners.setdefault(figure, event.id)
    return owners
