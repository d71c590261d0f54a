"""The mentions of actors and places, to be looked up by token.

Built once a report: the ends of all mentions are turned to tokens in one pass, then
listed under the token where they start, the one where they end, and every one that
they cover. Mentions are short, so the lists grow with the length of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

import numpy as np

from onrecord.lexicon.countries import load_countries
from onrecord.model import Actor, ActorKind, Mention, Place, Span, Spans, Tokens

ItemKind = ActorKind | Literal["place", "name"]
GOVERNMENT_OF = "Government of "
"""How the registry names a national government; a ministry or a governor stands for no state."""
LONGEST_NAME = 4
"""Longest name that is looked up without a mention, in tokens."""
LONGEST = 40
"""Longest mention that is indexed, in tokens; a longer one is a fault of an earlier stage."""


@dataclass(frozen=True, slots=True)
class Item:
    """One mention: half-open range of tokens, its span, what it names.

    Attributes:
        kind: Kind of the actor; ``place``; ``name`` for a name that no actor has.
    """

    first: int
    last: int
    span: Span
    id: str
    kind: ItemKind

    @property
    def is_place(self) -> bool:
        """Whether it names a place."""
        return self.kind == "place"

    @property
    def is_actor(self) -> bool:
        """Whether it names an actor."""
        return self.kind not in ("place", "name")


@cache
def load_demonyms() -> dict[str, str]:
    """Demonym, lower-case -> ISO 3166-1 alpha-3."""
    return {form.lower(): country.iso3 for country in reversed(load_countries()) for form in country.demonyms}


class Index:
    """All mentions of a report by token.

    Attributes:
        lower: The tokens in lower case.
        items: Every mention, in text order, the longest first.
    """

    def __init__(
        self,
        tokens: Tokens,
        actors: tuple[Actor, ...],
        places: tuple[Place, ...],
        mentions: tuple[Mention, ...],
    ) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lower = tokens.lower
        self.sentence_of = tokens.sentence_of.data
        self._actors = actors
        self._places = places
        self.items = self._make_items(actors, places, mentions)
        self._starting: dict[int, list[Item]] = defaultdict(list)
        self._ending: dict[int, list[Item]] = defaultdict(list)
        self._covering: dict[int, list[Item]] = defaultdict(list)
        for item in self.items:
            if self._is_whole(item):
                self._starting[item.first].append(item)
        for item in sorted(self.items, key=lambda item: (item.last - item.first, item.first)):
            for at in range(item.first, item.last):
                self._covering[at].append(item)
        for item in sorted(self.items, key=lambda item: (item.first, -item.last)):
            if self._is_whole(item):
                self._ending[item.last].append(item)

    def _is_whole(self, item: Item) -> bool:
        """Whether a mention is more than a part of one word ("UAE" in "UAE-backed" is not)."""
        return item.last - item.first > 1 or len(item.span.text) >= len(self.words[item.first])

    def _make_items(
        self, actors: tuple[Actor, ...], places: tuple[Place, ...], mentions: tuple[Mention, ...]
    ) -> list[Item]:
        named: list[tuple[Span, str, ItemKind]] = [
            *((span, actor.id, actor.kind) for actor in actors for span in actor.mentions),
            *((span, place.id, "place") for place in places for span in place.mentions),
        ]
        known = {(span.start, span.end) for span, _, _ in named}
        named += [
            (mention.span, "", "name")
            for mention in mentions
            if mention.type in ("organisation", "person") and (mention.span.start, mention.span.end) not in known
        ]
        firsts = np.searchsorted(self.tokens.ends, [span.start for span, _, _ in named], side="right").tolist()
        lasts = np.searchsorted(self.tokens.starts, [span.end for span, _, _ in named], side="left").tolist()
        items = [
            Item(first, last, span, id_, kind)
            for (span, id_, kind), first, last in zip(named, firsts, lasts, strict=True)
            if first < last <= first + LONGEST
        ]
        return sorted(items, key=lambda item: (item.first, -item.last, item.kind == "name", item.id))

    def starting(self, at: int) -> list[Item]:
        """Mentions whose first token is ``at``, the longest first."""
        return self._starting.get(at, [])

    def ending(self, at: int) -> list[Item]:
        """Mentions that end before token ``at``, the longest first."""
        return self._ending.get(at, [])

    def covering(self, at: int) -> list[Item]:
        """Mentions that hold token ``at``, the shortest first."""
        return self._covering.get(at, [])

    def sentence_bounds(self, at: int) -> tuple[int, int]:
        """Half-open range of tokens of the sentence of a token."""
        return self.tokens.sentence_around(at)

    def spans(self, left: Item, right: Item, words: Iterable[tuple[int, int]] = ()) -> Spans:
        """Spans of two mentions and the words that state their relation, in text order, none inside another."""
        spans = sorted({left.span, right.span, *(self.tokens.span(*part) for part in words)})
        return (
            tuple(span for span in spans if not any(other is not span and other.contains(span) for other in spans))
            if len(spans) > 2
            else tuple(spans)
        )

    @cached_property
    def states(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 -> id of the actor that is the state, or else its government."""
        found: dict[str, str] = {}
        for kind in ("state", "government"):
            for actor in self._actors:
                whole = actor.kind == "state" or actor.name.startswith(GOVERNMENT_OF)
                if actor.kind == kind and whole and len(actor.countries) == 1:
                    found.setdefault(actor.countries[0], actor.id)
        return found

    @cached_property
    def governments(self) -> tuple[str, ...]:
        """Ids of the governments, the most often mentioned first."""
        found = [actor for actor in self._actors if actor.kind == "government" and "government" in actor.name.lower()]
        return tuple(actor.id for actor in sorted(found, key=lambda actor: -len(actor.mentions)))

    @cached_property
    def countries_of(self) -> dict[str, tuple[str, ...]]:
        """Actor id -> its countries."""
        return {actor.id: actor.countries for actor in self._actors}

    @cached_property
    def countries(self) -> dict[str, str]:
        """ISO 3166-1 alpha-3 -> id of the place that is the country."""
        return {place.country: place.id for place in self._places if place.country and place.precision == "country"}

    @cached_property
    def names(self) -> dict[str, list[Item]]:
        """Mention in lower case, without its article -> its items, in text order."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.span.text.lower().removeprefix("the ")].append(item)
        return found

    @cached_property
    def _actor_names(self) -> dict[str, list[Item]]:
        """The same of actors alone."""
        found = {name: [item for item in items if item.is_actor] for name, items in self.names.items()}
        return {name: items for name, items in found.items() if items}

    def find_named(self, last: int) -> Item | None:
        """The actor that has the words before a token for its name, the longest name first.

        For names that no mention marks: "Russia" in the mention "Russia's General Staff".
        Of several actors with one name ("the group") the one named last.
        """
        begin = self.sentence_bounds(last - 1)[0]
        for first in range(max(begin, last - LONGEST_NAME), last):
            if not (self.words[first][0].isupper() or self.lower[first] == "the"):
                continue
            span = self.tokens.span(first, last)
            if items := self._actor_names.get(span.text.lower().removeprefix("the ")):
                before = bisect_right(items, first, key=lambda item: item.first)
                item = items[max(before - 1, 0)]
                return Item(first, last, span, item.id, item.kind)
        return None

    def find_demonym(self, at: int, *, place: bool = False) -> Item | None:
        """The state, or the country as a place, that a demonym at a token stands for."""
        iso3 = load_demonyms().get(self.lower[at])
        id_ = None if iso3 is None else (self.countries if place else self.states).get(iso3)
        if id_ is None:
            return None
        return Item(at, at + 1, self.tokens.span(at, at + 1), id_, "place" if place else "state")
