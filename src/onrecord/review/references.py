"""Values that refer to something else: an actor or a place of the record, an entry of the gazetteer.

An item of the record is kept as the span of one of its mentions, since ids do not outlive
a new reading; an entry is kept whole, so that replaying needs no gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from onrecord.errors import InputError
from onrecord.gazetteer import Entry, open_gazetteer
from onrecord.model import Actor, Place, Record

from .forms import NONE, Value
from .nouns import LETTERS, Item
from .target import Found, Range, find_again

RANGE: Final = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An actor or a place, by one of its mentions.

    Attributes:
        layer: ``actors`` or ``places``.
        letter: What their ids begin with.
    """

    layer: str
    letter: str

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """See ``Form``: an id, a range of the text, or ``none``.

        Raises:
            InputError: No such item, or a range outside the text.
        """
        word = text.strip()
        if word.casefold() == NONE:
            return None
        if match := RANGE.fullmatch(word):
            start, end = int(match[1]), int(match[2])
            if not start < end <= len(record.report.text):
                raise InputError(f"{word} is no range of a text of {len(record.report.text)} code points")
            return [start, end]
        found = next((other for other in self._items(record) if other.id == word), None)
        if found is None:
            raise InputError(f"{word!r} is no id such as {self.letter}1 of the record, no START-END and not none")
        return list(nearest_mention(found, item))

    def find(self, value: Value, record: Record) -> str | None:
        """Id of the actor or place that a mention names."""
        if not isinstance(value, list):
            return None
        items = self._items(record)
        mentions = [(item.id, (m.start, m.end)) for item in items for m in item.mentions]
        found = find_again(((value[0], value[1]),), [(range_,) for _, range_ in mentions], is_sole=True)
        return mentions[found.index][0] if isinstance(found, Found) else None

    def is_same(self, one: Value, other: Value, *, record: Record) -> bool:
        """The same item of the record; where it has none, words that overlap."""
        if not isinstance(one, list) or not isinstance(other, list) or one == other:
            return one == other
        ids = self.find(one, record), self.find(other, record)
        return ids[0] == ids[1] if all(ids) else one[0] < other[1] and other[0] < one[1]

    def name(self, value: Value, *, record: Record | None) -> str:
        """The id in the reading, else the range."""
        return (self.find(value, record) if record is not None else None) or str(value)

    def _items(self, record: Record) -> tuple[Actor | Place, ...]:
        items: tuple[Actor | Place, ...] = getattr(record, self.layer)
        return items


def nearest_mention(named: Actor | Place, item: Item) -> Range:
    """The mention of an actor or place that begins nearest to an item, of equals the first."""
    at = next((span.start for span in LETTERS[item.id[0]].spans_of(item)), 0)
    span = min(named.mentions, key=lambda span: (abs(span.start - at), span.start))
    return span.start, span.end


@dataclass(frozen=True, slots=True)
class AllMentioned:
    """Any number of actors, in any order."""

    each: Mentioned

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """See ``Form``: as ``Mentioned``, with commas between."""
        if text.strip().casefold() == NONE:
            return []
        values: list[Any] = []
        for part in text.split(","):
            value = self.each.parse(part, record=record, item=item)
            if value is not None and value not in values:
                values.append(value)
        return values

    def is_same(self, one: Value, other: Value, *, record: Record) -> bool:
        """Each of one is one of the other."""
        if not isinstance(one, list) or not isinstance(other, list):
            return one == other
        return self._are_among(one, other, record) and self._are_among(other, one, record)

    def name(self, value: Value, *, record: Record | None) -> str:
        """Those of each, in a fixed order."""
        parts = value if isinstance(value, list) else []
        return ", ".join(sorted({self.each.name(part, record=record) for part in parts}))

    def _are_among(self, some: Iterable[Value], others: list[Value], record: Record) -> bool:
        return all(any(self.each.is_same(value, other, record=record) for other in others) for value in some)


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """An entry of the gazetteer, kept whole, so that replaying needs no gazetteer."""

    def parse(self, text: str, *, record: Record, item: Item) -> Value:
        """See ``Form``: an id among the entries that the place's names can mean, or ``none``.

        Raises:
            InputError: Not among them.
        """
        wanted = text.strip()
        if wanted.casefold() == NONE:
            return None
        names = dict.fromkeys((item.name, *(span.text for span in item.mentions))) if isinstance(item, Place) else {}
        for name in names:
            for is_loose in (False, True):
                for entry in open_gazetteer().find(name, loose=is_loose):
                    if entry.id == wanted:
                        return describe_entry(entry)
        reason = f"{wanted!r} is no entry that {' or '.join(names)} can mean; correct lat and lon instead"
        raise InputError(reason)

    def is_same(self, one: Value, other: Value, *, record: Record) -> bool:
        """The same id."""
        return _id_of(one) == _id_of(other)

    def name(self, value: Value, *, record: Record | None) -> str:
        """The id."""
        return str(_id_of(value))


def _id_of(value: Value) -> Value:
    return value.get("gazetteer_id") if isinstance(value, dict) else value


def describe_entry(entry: Entry) -> dict[str, Any]:
    """What a place takes over from an entry of the gazetteer."""
    named = {name: getattr(entry, name) for name in ("name", "lat", "lon", "country", "admin1")}
    return msgspec.to_builtins({"gazetteer_id": entry.id, "precision": entry.kind, **named})  # type: ignore[no-any-return]
