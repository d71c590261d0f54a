"""Links: words that stand between the two ends, "A, an offshoot of B", "A operates in P"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from onrecord.lexicon.load import TieLink, load_tie_words
from onrecord.lexicon.phrasebook import Match, Phrasebook
from onrecord.model import TieType

from .clause import RELATIVES, find_antecedent, find_subject
from .found import Found
from .index import Index, Item
from .search import Wanted, find_before, find_object, find_objects, is_past

TRUST: Final = 0.83
"""Share right on our own train reports with gold actors: 337 of 407, affixes counted in."""
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
    rights = find_objects(index, match.last, end, on_right)
    if not rights and not spatial:
        yield from _read_object_relative(index, match)
    for right in rights:
        left = find_subject(index, match.first, partial(_is_other, right.id, on_left))
        if left is None:
            continue
        from_, to = (right, left) if link.reverse else (left, right)
        type_: TieType = "member_of" if link.type == "part_of" and from_.kind in ("person", "state") else link.type
        spans = index.spans(left, right, [(match.first, match.last)])
        yield Found(type_, from_, to, spans, TRUST)


def _read_object_relative(index: Index, match: Match[TieLink]) -> Iterator[Found]:
    """Read "B, which A backs": the object stands before the pronoun."""
    link = match.value
    subject = next((item for item in index.ending(match.first) if item.is_actor), None)
    if subject is None or subject.first == 0 or index.lower[subject.first - 1] not in RELATIVES:
        return
    object_ = find_antecedent(index, subject.first - 1)
    if object_ is None or object_.id == subject.id:
        return
    from_, to = (object_, subject) if link.reverse else (subject, object_)
    spans = index.spans(object_, subject, [(match.first, match.last)])
    yield Found(link.type, from_, to, spans, TRUST)


def _is_actor(item: Item) -> bool:
    return item.is_actor


def _is_place(item: Item) -> bool:
    return item.is_place


def _is_other(id_: str, wanted: Wanted, item: Item) -> bool:
    return item.id != id_ and wanted(item)


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
    yield Found("alias", left, to, (left.span, right.span), TRUST)


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
