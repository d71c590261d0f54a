"""Links: words that stand between the two ends, "A, an offshoot of B", "A operates in P"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from onrecord.lexicon.load import TieLink, load_tie_words
from onrecord.lexicon.phrasebook import Match, Phrasebook
from onrecord.model import TieType

from .found import Found
from .index import Index, Item
from .search import Wanted, find_around, find_before, find_object, find_objects, is_past

CONFIDENCE: Final = 0.88
"""Share right on our own reports with gold actors: 39 of 44."""
SPATIAL: Final = frozenset(("based_in", "present_in"))
DATE_WORDS: Final = 5
"""Longest date between "known until" and "as", in words."""


@cache
def _book() -> Phrasebook[TieLink]:
    return Phrasebook.build((phrase, link) for link in load_tie_words().links for phrase in link.phrases)


def find_links(index: Index) -> Iterator[Found]:
    """Every relation that a link states."""
    for match in _book().find_all(index.lower):
        if match.value.type == "alias":
            yield from _read_alias(index, match)
        elif not is_past(index, match.first):
            yield from _read_link(index, match)


def _read_link(index: Index, match: Match[TieLink]) -> Iterator[Found]:
    link = match.value
    spatial = link.type in SPATIAL
    on_right = _is_place if spatial and not link.reverse else _is_actor
    on_left = _is_place if spatial and link.reverse else _is_actor
    end = index.sentence_bounds(match.first)[1]
    for right in find_objects(index, match.last, end, on_right):
        left = find_subject(index, match.first, partial(_is_other, right.id, on_left))
        if left is None:
            continue
        from_, to = (right, left) if link.reverse else (left, right)
        type_: TieType = "member_of" if link.type == "part_of" and from_.kind == "person" else link.type
        spans = index.spans(left, right, [(match.first, match.last)])
        yield Found(type_, from_, to, spans, CONFIDENCE)


def _is_actor(item: Item) -> bool:
    return item.is_actor


def _is_place(item: Item) -> bool:
    return item.is_place


def _is_other(id_: str, wanted: Wanted, item: Item) -> bool:
    return item.id != id_ and wanted(item)


def find_subject(index: Index, at: int, wanted: Wanted) -> Item | None:
    """The mention that the words at a token are part of, or that they follow."""
    return find_around(index, at, lambda item: wanted(item) and item.first < at) or find_before(index, at, wanted)


def _read_alias(index: Index, match: Match[TieLink]) -> Iterator[Found]:
    end = index.sentence_bounds(match.first)[1]
    at = match.last
    if match.value.until:
        window = index.lower[at : min(at + DATE_WORDS, end)]
        if "as" not in window:
            return
        at += window.index("as") + 1
    right = find_object(index, at, end, lambda item: not item.is_place)
    if right is None:
        return
    left = _find_same(index, match.first, right) or find_before(
        index, match.first, lambda item: item.is_actor and _is_name(index, item)
    )
    if left is None:
        return
    to = left if right.kind == "name" else right
    yield Found("alias", left, to, (left.span, right.span), CONFIDENCE)


def _find_same(index: Index, at: int, right: Item) -> Item | None:
    """The nearest name of the same actor before a token, in the same sentence."""
    begin = index.sentence_bounds(at)[0]
    while at > begin:
        for item in reversed(index.ending(at)):
            if item.id == right.id and _is_name(index, item):
                return item
        at -= 1
    return None


def _is_name(index: Index, item: Item) -> bool:
    """Whether all longer words of a mention are capitalised, as a name's are, and one is."""
    words = index.words[item.first : item.last]
    return any(word[0].isupper() or "-" in word for word in words[1:] or words) and all(
        not word.isalpha() or len(word) < 4 or word[0].isupper() for word in words
    )
