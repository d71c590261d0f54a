"""Affixes: a name inside a word, "pro-B", "B-backed", said of the noun behind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from onrecord.lexicon.load import TieAffix, load_tie_words
from onrecord.model import Span

from .found import Found
from .index import Index, Item, load_demonyms
from .search import find_around, find_object

TRUST: Final = 0.83
"""Share right on our own train reports with gold actors: 337 of 407, links counted in."""
HYPHENS: Final = "-‐‑–"
SPATIAL: Final = frozenset(("based_in", "present_in"))


@cache
def _tables() -> tuple[dict[str, TieAffix], dict[str, TieAffix]]:
    """Prefixes and suffixes."""
    affixes = load_tie_words().affixes
    return (
        {affix.prefix: affix for affix in affixes if affix.prefix},
        {affix.suffix: affix for affix in affixes if affix.suffix},
    )


def find_affixes(index: Index) -> Iterator[Found]:
    """Every relation that a prefix or suffix states."""
    prefixes, suffixes = _tables()
    for at, word in enumerate(index.lower):
        hyphen = next((mark for mark in HYPHENS if mark in word), None)
        if hyphen is None:
            continue
        head, _, name_after = word.partition(hyphen)
        name_before, _, tail = word.rpartition(hyphen)
        for affix, name in ((prefixes.get(head), name_after), (suffixes.get(tail), name_before)):
            if affix is not None and name:
                yield from _read_affix(index, at, affix, name)


def _read_affix(index: Index, at: int, affix: TieAffix, name: str) -> Iterator[Found]:
    base = _find_base(index, at, name, place=affix.type in SPATIAL)
    if base is None:
        return
    end = index.sentence_bounds(at)[1]
    noun = find_around(index, at, lambda item: item.last > at + 1 and _is_other_end(item, base)) or find_object(
        index, at + 1, end, lambda item: _is_other_end(item, base)
    )
    if noun is None:
        return
    from_, to = (base, noun) if affix.reverse and not base.is_place else (noun, base)
    if affix.type == "present_in" and not to.is_place:
        return
    yield Found(affix.type, from_, to, index.spans(noun, base), TRUST)


def _is_other_end(item: Item, base: Item) -> bool:
    return item.is_actor and item.id != base.id


def _find_base(index: Index, at: int, name: str, *, place: bool) -> Item | None:
    """The mention inside a word; else the actor or place that has this name; else the country of a demonym."""
    for item in (*index.covering(at), *index.names.get(name, [])):
        if item.is_place == place and item.kind != "name" and item.span.text.lower().removeprefix("the ") == name:
            return item
    if name == "government" and not place and index.governments:
        span = index.tokens.span(at, at + 1)
        return Item(at, at + 1, span, index.governments[0], "government")
    iso3 = load_demonyms().get(name)
    id_ = None if iso3 is None else (index.countries if place else index.states).get(iso3)
    if id_ is None:
        return None
    start = int(index.tokens.starts[at])
    begin = start + index.words[at].lower().index(name)
    span = Span.cut(index.tokens.text, begin, begin + len(name))
    return Item(at, at + 1, span, id_, "place" if place else "state")
