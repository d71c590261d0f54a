"""One item of a record: everything that it rests on.

The spans in their sentences, the stage and model or rules that read them, the
scores, the alternatives and the voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.errors import InputError
from onrecord.model import Actor, Claim, Event, Figure, Label, Place, Record, Span, Tie, Time
from onrecord.stages.segment import segment

from .lookup import Item, Lookup, evidence_of, items_of
from .words import (
    authority_words,
    certainty_words,
    chain_words,
    date_words,
    figure_words,
    kind_words,
    load_words,
    place_words,
    to_printable,
    voice_words,
)

Fact = tuple[str, str]


def explain(record: Record, item_id: str) -> str:
    """Explain one item.

    Args:
        record: A whole record.
        item_id: Such as ``e3``.

    Returns:
        Lines, closed by a line end; spans with their code points in the text.

    Raises:
        InputError: The record has no item of this id.
    """
    lookup = Lookup(record)
    item = lookup.find(item_id)
    if item is None:
        known = ", ".join(item.id for item in items_of(record)) or "none"
        raise InputError(f"no item {item_id!r} in the record (items: {known})")
    kind = type(item).__name__.lower()
    by = load_words()["readers"][kind]
    run = record.run
    reader = f"model {run.model}" if by["by"] == "model" else f"rules of onrecord {run.version}"
    facts = [*_facts(item, lookup), ("read by", f"stage {by['stage']}, {reader}")]
    width = max(len(name) for name, _ in facts) + 2
    lines = [f"{item.id}, {kind}", *(f"  {name:<{width}}{value}" for name, value in facts), "", "In the text:"]
    return to_printable("\n".join([*lines, *_quote(_spans(item), lookup)]) + "\n")


def _quote(spans: Iterable[tuple[str, Span]], lookup: Lookup) -> Iterator[str]:
    """Each sentence that supports an item once, under it its spans with their offsets."""
    tokens = segment(lookup.record.report.text)
    quoted: dict[tuple[int, int], list[str]] = {}
    for name, span in spans:
        first = tokens.sentence_span(tokens.sentence_at(span.start))
        last = tokens.sentence_span(tokens.sentence_at(span.end - 1))
        lines = quoted.setdefault((first.start, last.end), [])
        lines.append(f"        {name} “{' '.join(span.text.split())}” ({span.start}–{span.end})")
    for (start, end), lines in quoted.items():
        yield f"  ¶{lookup.paragraph_at(start):<4} {' '.join(tokens.text[start:end].split())}"
        yield from lines


def _spans(item: Item) -> Iterator[tuple[str, Span]]:
    """Every span of an item under the name of what it is."""
    match item:
        case Claim():
            yield from (("content", span) for span in item.content)
            for voice in item.voices:
                named = (("source", voice.source), ("cue", voice.cue), ("medium", voice.medium))
                yield from ((name, span) for name, span in named if span is not None)
            yield from (("hedge", span) for span in item.hedges)
        case Event():
            yield from (("trigger", span) for span in item.triggers)
            yield from (("status", span) for span in item.status_cues)
            yield from (("actor", filler.span) for filler in item.actors)
            yield from (("recipient", filler.span) for filler in item.recipients)
            yield from (("hedge", span) for span in item.hedges)
        case Figure() | Tie():
            yield from (("words", span) for span in evidence_of(item))
            yield from (("hedge", span) for span in item.hedges)
        case Actor() | Place():
            yield from (("mention", span) for span in item.mentions)
        case Time() | Label():
            yield "words", item.span


def _facts(item: Item, lookup: Lookup) -> Iterator[Fact]:
    match item:
        case Claim():
            yield from _claim_facts(item, lookup)
        case Event():
            yield from _event_facts(item, lookup)
        case Actor():
            yield from _actor_facts(item)
        case Place():
            yield from _place_facts(item)
        case Figure():
            yield "means", figure_words(item)
            yield from ((("of", f"{item.of} {lookup.name_of(item.of) or ''}".strip()),) if item.of else ())
            yield "who says so", authority_words(item.id, lookup)
            yield "certainty", item.certainty
        case Time():
            yield "value", f"{item.value} ({date_words(item.value)})" if item.value else "none"
            yield from ((("counted from", date_words(item.anchor)),) if item.anchor else ())
        case Tie():
            yield "type", load_words()["ties"][item.type]
            yield "from", f"{item.from_} {lookup.name_of(item.from_) or ''}".strip()
            yield "to", f"{item.to} {lookup.name_of(item.to) or ''}".strip()
            yield "who says so", authority_words(item.id, lookup)
            yield "probability", f"{item.confidence:.2f}"
        case Label():
            yield "kind", item.kind
            yield "of", f"{item.actor} {lookup.name_of(item.actor) or ''}".strip() if item.actor else "nobody known"
            yield "used by", "this report" if item.by == "report" else item.by


def _claim_facts(claim: Claim, lookup: Lookup) -> Iterator[Fact]:
    yield "chain", chain_words(claim, lookup)
    for number, voice in enumerate(claim.voices, 1):
        yield f"voice {number}", f"{voice_words(voice, lookup)}{f', {voice.actor}' if voice.actor else ''}"
    yield "act", claim.act
    yield "form", claim.form
    yield "certainty", certainty_words(claim)
    yield "polarity", claim.polarity
    if claim.time:
        yield "said on", date_words(claim.time)
    if claim.about:
        yield "about", ", ".join(claim.about)
    yield "probability", f"{claim.confidence:.2f}"


def _event_facts(event: Event, lookup: Lookup) -> Iterator[Fact]:
    yield "type", kind_words(event)
    yield "class", event.quad
    if event.contexts:
        yield "contexts", ", ".join(event.contexts)
    yield "status", event.status
    if event.place:
        yield "place", f"{event.place} {lookup.name_of(event.place) or ''}".strip()
    if event.time:
        yield "time", date_words(event.time) + (f", {event.time_id}" if event.time_id else "")
    if event.figures:
        yield "figures", ", ".join(event.figures)
    yield "who says so", authority_words(event.id, lookup)
    yield "certainty", event.certainty
    yield "probability", f"{event.confidence:.2f}"


def _actor_facts(actor: Actor) -> Iterator[Fact]:
    yield "name", actor.name
    yield "kind", actor.kind.replace("_", " ")
    facts = (
        ("role", actor.role),
        ("countries", ", ".join(actor.countries)),
        ("sectors", ", ".join(actor.sectors)),
        ("registry", actor.registry_id),
        ("Wikidata", actor.wikidata),
        ("not resolved", actor.unresolved),
    )
    yield from ((name, value) for name, value in facts if value)


def _place_facts(place: Place) -> Iterator[Fact]:
    yield "name", place.name
    yield "where", place_words(place)
    if place.admin1:
        yield "division", place.admin1
    if place.gazetteer_id:
        yield "entry", place.gazetteer_id
        yield "probability", f"{place.confidence:.2f}"
    for other in place.alternatives:
        where = f"{other.lat:.2f}, {other.lon:.2f}"
        yield (
            "could also be",
            f"{other.name} ({other.country or '?'}, {where}, {other.gazetteer_id}), score {other.score:.2f}",
        )
