"""Places of events that have no name: "the town", "the capital", "a bridge".

What points back ("the town") is another mention of the nearest place of its kind
before it. A site ("the market") is a part of the town that was named last, and resolves
to it (codebook section 5: parts). Anything else is no place of the record.

Limits: the nearest place of the kind is not always the one meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from onrecord.gazetteer import Kind
from onrecord.lexicon.countries import load_countries
from onrecord.model import Place, Span, SpanIndex, Spans

from .names import known_type, load_words

POINTERS: Final = frozenset({"the", "this", "that"})
BACK: Final[frozenset[Kind]] = frozenset({"country", "province", "district", "settlement"})
"""Kinds that a word points back to."""
HOLDERS: Final[frozenset[Kind]] = frozenset({"settlement", "district"})


def add_described(places: list[Place], phrases: Spans) -> list[Place]:
    """Places with those that events name without a name.

    Args:
        places: Places of names.
        phrases: Where events happened; those that a place mentions are left as they are.
    """
    known = list(places)
    taken = SpanIndex((mention for place in places for mention in place.mentions), span_of=lambda mention: mention)
    reached = 0  # end of the phrases that have become mentions
    for phrase in sorted(set(phrases)):
        if phrase.start < reached or taken.overlapping(phrase):
            continue
        twin = _antecedent(phrase, known)
        if twin is None and is_site(phrase):
            twin = _nearest(phrase, [place for place in known if place.precision in HOLDERS])
        if twin is not None:
            known[known.index(twin)] = replace(twin, mentions=tuple(sorted((*twin.mentions, phrase))))
            reached = max(reached, phrase.end)
    return known


def is_site(phrase: Span) -> bool:
    """Whether a phrase names a site or a stretch of land."""
    return known_type(_head(phrase)) is not None or _head(phrase) in load_words().sites


def _head(phrase: Span) -> str:
    """The last word before "of", "in", "near" …: what the phrase is about."""
    words = phrase.text.lower().split()
    at = next(
        (n for n, word in enumerate(words) if n and word in {"of", "in", "near", "between", "to", "at", "on"}), None
    )
    return words[at - 1 if at else -1].strip(".,;:'’\"”")


def _antecedent(phrase: Span, places: Iterable[Place]) -> Place | None:
    """The place that "the town", "the capital" points back to."""
    words = phrase.text.lower().split()
    if len(words) != 2 or words[0] not in POINTERS:
        return None
    kind = known_type(words[1])
    if kind not in BACK:
        return None
    kinds = HOLDERS if kind in HOLDERS else {kind}
    fitting = [place for place in places if place.precision in kinds and (words[1] != "capital" or _is_capital(place))]
    return _nearest(phrase, fitting)


def _is_capital(place: Place) -> bool:
    return any(country.iso3 == place.country and country.capital == place.name for country in load_countries())


def _nearest(phrase: Span, places: Iterable[Place]) -> Place | None:
    """The place mentioned last before a phrase."""
    before = [
        (max(m.end for m in p.mentions if m.end <= phrase.start), p)
        for p in places
        if p.mentions[0].end <= phrase.start
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else None
