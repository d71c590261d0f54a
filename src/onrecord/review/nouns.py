"""The nouns of a record that can be judged, and the spans that each stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from onrecord.model import Actor, Claim, Event, Figure, Label, Place, Record, Spans, Tie, Time

NounName = Literal["event", "claim", "figure", "actor", "place", "time", "tie", "label"]
Item = Event | Claim | Figure | Actor | Place | Time | Tie | Label


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of item.

    Attributes:
        letter: What its ids begin with.
        layer: The field of ``Record`` that holds such items.
        spans_of: The spans that support an item, the most telling first.
        key: The field that must be as it was where an item stands only about where it was.
        is_sole: Whether no span supports two such items (measured: claims and ties share spans, others do not).
        told_by: The fields in which an item that was rejected is known again.
    """

    name: NounName
    letter: str
    layer: str
    spans_of: Callable[[Any], Spans]
    key: str | None = None
    told_by: tuple[str, ...] = ()
    is_sole: bool = True


def _mentions(item: Actor | Place) -> Spans:
    return item.mentions


def _span(item: Figure | Time | Label) -> Spans:
    return (item.span,)


def _triggers(event: Event) -> Spans:
    return event.triggers


def _content(claim: Claim) -> Spans:
    return claim.content


def _tie_spans(tie: Tie) -> Spans:
    return tie.spans


_TABLE: Final = (
    #    name      letter layer     spans       key           known again by
    Noun("event", "e", "events", _triggers, "type", ("type",)),
    Noun("claim", "c", "claims", _content, None, ("source",), is_sole=False),
    Noun("figure", "f", "figures", _span, "unit", ("low", "high", "unit")),
    Noun("actor", "a", "actors", _mentions, None, ("kind",)),
    Noun("place", "p", "places", _mentions, None, ("gazetteer_id",)),
    Noun("time", "t", "times", _span),
    Noun("tie", "r", "ties", _tie_spans, "type", ("type",), is_sole=False),
    Noun("label", "l", "labels", _span, "kind", ("kind",)),
)
NOUNS: Final = MappingProxyType({noun.name: noun for noun in _TABLE})
LETTERS: Final = MappingProxyType({noun.letter: noun for noun in _TABLE})
NAMES: Final[tuple[NounName, ...]] = get_args(NounName)


def items_of(record: Record, noun: Noun) -> tuple[Item, ...]:
    """All items of one kind, in the order of the record."""
    items: tuple[Item, ...] = getattr(record, noun.layer)
    return items


def find_by_id(record: Record, id_: str) -> tuple[Noun, Item] | None:
    """The item of an id, such as ``e3``."""
    noun = LETTERS.get(id_[:1])
    if noun is None:
        return None
    return next(((noun, item) for item in items_of(record, noun) if item.id == id_), None)


def all_items(record: Record) -> Iterator[tuple[Noun, Item]]:
    """Every item with its kind, kind by kind."""
    for noun in _TABLE:
        for item in items_of(record, noun):
            yield noun, item
