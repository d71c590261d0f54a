"""Mentions inside mentions: "B's General Staff", "General A of B", "units under A", "a station in P"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.lexicon.load import load_phrase_words, load_tie_words
from onrecord.model import TieType

from .found import Found
from .index import Index, Item
from .roles import GENITIVES, POSSESSIVES, find_leader_title
from .search import find_object

TRUST: Final = 0.63
"""Share right on our own train reports with gold actors: 71 of 112."""
ORGANS: Final = frozenset(("government", "military", "police", "court", "legislature"))
"""Kinds of actor that are part of the state that they belong to; "Syria's rebels" are no part of Syria."""
BODIES: Final = ORGANS | {"armed_group", "igo", "ngo", "party", "company"}
OWNERS: Final = BODIES | {"state", "group", "media"}
SEATED: Final = frozenset(("company", "media"))
"""Kinds of actor that a place behind their noun seats; of others "in P" says no more than where they were."""
PREPOSITIONS: Final = frozenset(("of", "from", "with", "at"))
PLACE_PREPOSITIONS: Final = frozenset(("in", "at", "around", "near"))
COMMANDS: Final = frozenset(("under", "of"))
FORCES: Final = BODIES | {"group"}
MASTERS: Final = frozenset(("his", "her"))
"""Their owner's lead is rarely what "his men" is there to say: 1 of 24 on our own train reports."""


def find_nested(index: Index) -> Iterator[Found]:
    """Every relation between a mention and one inside it or right behind it."""
    for outer in index.items:
        if outer.last - outer.first > 1 and outer.is_actor:
            yield from _read_genitive(index, outer)
            yield from _read_seat(index, outer)
    for at in range(1, len(index.lower) - 1):
        if index.lower[at] in COMMANDS:
            yield from _read_command(index, at)
        if index.lower[at] in PREPOSITIONS and index.words[at - 1][0].isupper():
            yield from _read_person_of(index, at)


def _read_genitive(index: Index, outer: Item) -> Iterator[Found]:
    """Read "B's General Staff" is part of B; "A's militia" is led by A."""
    owner = _find_owner(index, outer)
    if owner is None:
        return
    type_ = _find_genitive_type(index, owner, outer)
    if type_ is not None:
        from_, to = (owner, outer) if type_ == "leads" else (outer, owner)
        yield Found(type_, from_, to, (outer.span,), TRUST)


def _find_owner(index: Index, outer: Item) -> Item | None:
    """The actor whose genitive or possessive opens a mention."""
    for inner in index.starting(outer.first):
        if inner.last >= outer.last or not inner.is_actor or inner.id == outer.id:
            continue
        possessive = index.lower[inner.last - 1] in POSSESSIVES and inner.last - inner.first == 1
        if possessive or index.lower[inner.last] in GENITIVES or index.lower[inner.last - 1] in GENITIVES:
            return inner
    for at in range(outer.first + 1, min(outer.first + 6, outer.last)):
        if index.lower[at] in GENITIVES:
            named = index.find_named(at)
            return named if named is not None and named.id != outer.id else None
    return None


def _find_genitive_type(index: Index, owner: Item, outer: Item) -> TieType | None:
    head = index.words[outer.last - 1]
    if index.lower[owner.first] in MASTERS:
        return None
    if owner.kind == "person":
        commands = outer.kind in BODIES or head.lower() in load_phrase_words()["followers"]
        return "leads" if commands and head.lower() not in load_tie_words().seats else None
    if outer.kind == "person":
        return "member_of" if owner.kind in BODIES and head[0].isupper() and "," not in outer.span.text else None
    if index.lower[outer.last - 1] in load_phrase_words()["unions"] and owner.kind in ("group", "civilians"):
        return None
    if owner.kind == "state" and index.lower[outer.last - 1] in load_phrase_words()["whole_states"]:
        return None
    allowed = ORGANS if owner.kind == "state" else BODIES
    return "part_of" if outer.kind in allowed and owner.kind in OWNERS else None


def _read_seat(index: Index, outer: Item) -> Iterator[Found]:
    """Read "a station in P"."""
    for at in range(outer.first, outer.last):
        for place in index.starting(at):
            if not place.is_place or place.last > outer.last or place.last - place.first >= outer.last - outer.first:
                continue
            behind = at > outer.first and _follows_preposition(index, outer, at)
            ends = place.last == outer.last or not index.words[place.last][0].isalnum()
            if outer.kind in SEATED and behind and ends:
                yield Found("based_in", outer, place, (outer.span,), TRUST)
                return


def _read_command(index: Index, at: int) -> Iterator[Found]:
    """Read "units under General A", "the party of former president A": led by that person."""
    followers = load_phrase_words()["followers"]
    body = next((i for i in index.ending(at) if i.kind in FORCES or index.lower[at - 1] in followers), None)
    if body is None or body.kind == "person":
        return
    end = index.sentence_bounds(at)[1]
    past = load_tie_words().past
    begin = at + 1
    while begin < end and index.lower[begin] in past:
        begin += 1
    person = find_object(index, begin, end, lambda item: item.kind == "person")
    if person is not None and index.words[person.last - 1][0].isupper():
        yield Found("leads", person, body, index.spans(body, person), TRUST)


def _follows_preposition(index: Index, outer: Item, at: int) -> bool:
    before = index.lower[at - 1]
    if before == "the" and at - 2 > outer.first:
        before = index.lower[at - 2]
    return before in PLACE_PREPOSITIONS


def _read_person_of(index: Index, at: int) -> Iterator[Found]:
    """Read "General A of B": a member, or the leader where the title says so."""
    person = next((item for item in index.ending(at) if item.kind == "person"), None) or next(
        (item for item in index.covering(at) if item.kind == "person" and item.first < at), None
    )
    if person is None:
        return
    end = index.sentence_bounds(at)[1]
    whole = find_object(index, at + 1, end, lambda item: item.kind in OWNERS and item.id != person.id)
    if whole is None:
        return
    type_: TieType = "leads" if find_leader_title(index, person.first, at) else "member_of"
    yield Found(type_, person, whole, index.spans(person, whole), TRUST)
