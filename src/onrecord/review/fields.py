"""The closed table of what can be corrected, field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from msgspec.structs import replace

from onrecord.model import Act, ActorKind, Event, EventType, Figure, LabelKind, Polarity, Record, Status, Tie, TieType
from onrecord.ontology.load import load_ties, load_types

from .access import (
    ACTOR,
    PLACE,
    read_actors,
    read_entry,
    read_place,
    read_recipients,
    read_source,
    write_actors,
    write_entry,
    write_lat,
    write_lon,
    write_place,
    write_recipients,
    write_source,
    write_time,
    write_type,
)
from .forms import Edtf, Form, Number, OneOf, Value, Words
from .nouns import Item, NounName
from .references import AllMentioned, GazetteerEntry

Level = Literal["nominal", "ordinal", "interval"]
Read = Callable[[Record, Any], Value]
Write = Callable[[Record, Any, Any], Any]
MOST: Final = 10**12
CERTAINTIES: Final = ("possible", "probable", "certain")
"""From the weakest to the strongest: the order of an ordinal scale."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        form: How its value is written, checked and compared.
        level: How far apart two values are, for the agreement of readers.
        read: Its value in an item; None for the attribute of that name.
        write: Puts a value in; None for the attribute of that name.
        is_link: Whether the value must lead to an item of the record; else its words are enough.
        replaces: Fields whose older corrections become void with a correction of this one.
    """

    noun: NounName
    name: str
    form: Form
    level: Level = "nominal"
    read: Read | None = None
    write: Write | None = None
    is_link: bool = False
    replaces: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Such as ``event.type``."""
        return f"{self.noun}.{self.name}"

    def get(self, record: Record, item: Item) -> Value:
        """The value in an item of a record."""
        if self.read is not None:
            return self.read(record, item)
        value: Value = getattr(item, self.name)
        return value

    def find_loss(self, record: Record, value: Value) -> str | None:
        """Why a value cannot be set in a reading; None if it can."""
        if self.is_link and value is not None and PLACE.find(value, record) is None:
            return "no place is read there, or it is rejected"
        return None

    def set(self, record: Record, item: Item, value: Value) -> Item:
        """The item with another value."""
        changed: Item = self.write(record, item, value) if self.write else replace(item, **{self.name: value})
        return changed


# A field stands after those that it depends on: a type sets the mode, an entry the coordinates.
FIELDS: Final = (
    Field("event", "type", OneOf(get_args(EventType)), write=write_type, replaces=("mode",)),
    Field("event", "mode", Words(is_optional=True)),
    Field("event", "status", OneOf(get_args(Status))),
    Field("event", "actor", AllMentioned(ACTOR), read=read_actors, write=write_actors),
    Field("event", "recipient", AllMentioned(ACTOR), read=read_recipients, write=write_recipients),
    Field("event", "place", PLACE, read=read_place, write=write_place, is_link=True),
    Field("event", "time", Edtf(), write=write_time),
    Field("claim", "source", ACTOR, read=read_source, write=write_source),
    Field("claim", "act", OneOf(get_args(Act))),
    Field("claim", "certainty", OneOf(CERTAINTIES), "ordinal"),
    Field("claim", "polarity", OneOf(get_args(Polarity))),
    Field("figure", "low", Number(0, MOST), "interval"),
    Field("figure", "high", Number(0, MOST), "interval"),
    Field("figure", "unit", Words()),
    Field("actor", "name", Words()),
    Field("actor", "kind", OneOf(get_args(ActorKind))),
    Field("place", "gazetteer_id", GazetteerEntry(), read=read_entry, write=write_entry, replaces=("lat", "lon")),
    Field("place", "lat", Number(-90, 90, is_optional=False), "interval", write=write_lat),
    Field("place", "lon", Number(-180, 180, is_optional=False), "interval", write=write_lon),
    Field("tie", "type", OneOf(get_args(TieType))),
    Field("label", "kind", OneOf(get_args(LabelKind))),
)
BY_PATH: Final = MappingProxyType({field.path: field for field in FIELDS})


def fields_of(noun: NounName) -> tuple[Field, ...]:
    """The fields of one kind of item, in the order in which they are set."""
    return tuple(field for field in FIELDS if field.noun == noun)


def find_fault(item: Item) -> str | None:
    """What is wrong with an item whose fields do not fit each other.

    Returns:
        One line, or None.
    """
    match item:
        case Event() if item.mode is not None:
            modes = [mode.name for mode in load_types()[item.type].modes]
            if item.mode not in modes:
                return f"{item.type} has no mode {item.mode!r}" + (f", only {', '.join(modes)}" if modes else "")
        case Figure() if item.low is not None and item.high is not None and item.low > item.high:
            return f"low {item.low} is more than high {item.high}"
        case Tie():
            to = load_ties()[item.type].to
            is_right = item.from_ == item.to if to == "same" else item.to.startswith(to[0]) and item.from_ != item.to
            if not is_right:
                return f"{item.type} leads to {'the same actor' if to == 'same' else f'another {to}'}, not to {item.to}"
    return None
