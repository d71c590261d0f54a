"""Roles: a noun for the part, "leader of B", "B's leader", "B leader A"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from onrecord.lexicon.actor_words import singular
from onrecord.lexicon.inflect import inflect_noun
from onrecord.lexicon.load import TieRole, load_groups, load_phrase_words, load_tie_words
from onrecord.lexicon.phrasebook import Match, Phrasebook
from onrecord.model import TieType

from .clause import find_subject_before
from .found import Found
from .index import Index, Item, load_demonyms
from .search import find_around, find_object, is_past

TRUST: Final = 0.72
"""Share right on our own train reports with gold actors: 446 of 623."""
STATE_TRUST: Final = 0.6
"""Lower: the country is inferred from the person, not told."""
PERSONAL: Final = frozenset(("leads", "member_of"))
"""Relations that persons stand in."""
GENITIVES: Final = frozenset(("'s", "’s", "'", "’"))
POSSESSIVES: Final = frozenset(("its", "their", "his", "her", "whose"))
COPULAS: Final = frozenset(("is", "was", "are", "were"))
FIRST_PERSON: Final = frozenset(("our", "my"))
"""Whoever speaks: a newspaper's "our correspondent" is no news."""
MODIFIERS: Final = 3
"""Words that may stand between a genitive and the noun ("Hezbollah's most senior military commander")."""


@cache
def _book() -> Phrasebook[TieRole]:
    return Phrasebook.build(
        (form, role) for role in load_tie_words().roles for noun in role.nouns for form in inflect_noun(noun)
    )


def find_roles(index: Index) -> Iterator[Found]:
    """Every relation that a noun for the part states."""
    for match in _book().find_all(index.lower):
        if is_past(index, match.first):
            continue
        whole = _find_whole_after(index, match) or _find_whole_before(index, match)
        if whole is None:
            yield from _read_head_of_state(index, match)
            continue
        part = _find_part(index, match, whole)
        if part is not None and _is_possible(index, match, part, whole):
            words = [(match.first, match.last)]
            type_ = _fit_type(match.value.type, part)
            yield Found(type_, part, whole, index.spans(part, whole, words), TRUST)


def _is_possible(index: Index, match: Match[TieRole], part: Item, whole: Item) -> bool:
    """Not of "its doctor", who is no member, nor of a state's government, which acts for the state."""
    words = load_phrase_words()
    noun = index.lower[match.last - 1]
    if match.value.type == "member_of" and whole.first < match.first and singular(noun) in words["professions"]:
        return False
    if match.value.type == "part_of" and whole.kind == "state" and noun in words["whole_states"]:
        return False
    return whole.kind != "civilians" or part.kind != "person"


def _fit_type(type_: TieType, part: Item) -> TieType:
    """Bodies are parts, persons and states are members ("an officer of the army" is no part of it)."""
    return "member_of" if type_ == "part_of" and part.kind in ("person", "state") else type_


def _read_head_of_state(index: Index, match: Match[TieRole]) -> Iterator[Found]:
    """Read "President N": the leader of the country that he belongs to, where the record holds it."""
    if index.lower[match.last - 1] not in load_tie_words().heads and not _is_head_phrase(index, match):
        return
    person = find_around(index, match.first, lambda item: item.kind == "person" and item.last > match.last) or next(
        (item for item in index.starting(match.last) if item.kind == "person"), None
    )
    if person is None or not index.words[match.last][0].isupper():
        return
    countries = index.countries_of[person.id]
    state = index.states.get(countries[0]) if len(countries) == 1 else None
    if state is not None:
        yield Found(
            "leads",
            person,
            Item(person.first, person.last, person.span, state, "state"),
            (person.span,),
            STATE_TRUST,
        )


def _is_head_phrase(index: Index, match: Match[TieRole]) -> bool:
    return " ".join(index.lower[match.first : match.last]) in load_tie_words().heads


def _fits_whole(type_: TieType, item: Item) -> bool:
    return item.is_actor and (item.kind != "person" or type_ not in PERSONAL | {"part_of"})


def _find_whole_after(index: Index, match: Match[TieRole]) -> Item | None:
    """Read "leader of B"."""
    end = index.sentence_bounds(match.first)[1]
    if match.last >= end or index.lower[match.last] not in match.value.prepositions:
        return None
    return find_object(index, match.last + 1, end, lambda item: _fits_whole(match.value.type, item))


def _find_whole_before(index: Index, match: Match[TieRole]) -> Item | None:
    """Read "B's leader", "its leader", "B leader"."""
    begin = index.sentence_bounds(match.first)[0]
    type_ = match.value.type
    at = match.first
    while at > begin and at >= match.first - MODIFIERS:
        word = index.lower[at - 1]
        genitive = word in GENITIVES
        if word in FIRST_PERSON:
            return None
        if genitive or at == match.first or word in POSSESSIVES:
            ends = at - 1 if genitive else at
            named = index.find_named(ends) if ends > begin else None
            candidates = [*index.ending(ends), *(index.ending(at) if genitive else []), *([named] if named else [])]
            whole: Item | None = next((item for item in candidates if _fits_whole(type_, item)), None)
            if whole is not None:
                return whole
        of_state = type_ == "leads" or index.lower[match.last - 1] in load_phrase_words()["state_offices"]
        demonym = index.find_demonym(at - 1) if of_state else None
        if demonym is not None:
            return demonym
        modifier = index.words[at - 1].islower() or word in load_demonyms()
        if genitive or not modifier or load_groups().get(word) == "stop":
            return None
        at -= 1
    return None


def _find_part(index: Index, match: Match[TieRole], whole: Item) -> Item | None:
    """The one in the role: the mention around the noun, else the one in apposition behind or before."""
    type_ = match.value.type

    def fits_around(item: Item) -> bool:
        return item.last >= match.last and _is_other(item, whole, type_)

    def fits(item: Item) -> bool:
        return _is_other(item, whole, type_) and (item.kind == "person" or type_ not in PERSONAL)

    around = find_around(index, match.first, fits_around)
    if around is not None:
        return around
    at = max(match.last, whole.last)
    if at < index.sentence_bounds(match.first)[1] and index.lower[at] in (",", "("):
        at += 1
    behind = next((item for item in index.starting(at) if fits(item)), None)
    if behind is None and at < index.sentence_bounds(match.first)[1] and index.lower[at] in COPULAS:
        behind = find_object(index, at + 1, index.sentence_bounds(match.first)[1], fits)
    return behind or find_subject_before(index, _skip_modifiers(index, min(match.first, whole.first)), fits)


def _is_other(item: Item, whole: Item, type_: TieType) -> bool:
    return item.is_actor and item.id != whole.id and (item.kind != "person" or type_ != "affiliate_of")


def _skip_modifiers(index: Index, at: int) -> int:
    """Step back over the adjectives of a role ("a declared enemy of")."""
    begin = index.sentence_bounds(at)[0]
    lowest = max(begin, at - MODIFIERS)
    while at > lowest and index.words[at - 1].islower() and not _is_small(index.lower[at - 1]):
        at -= 1
    return at


def _is_small(word: str) -> bool:
    return word in load_tie_words().bridges or load_groups().get(word) == "stop"


def find_leader_title(index: Index, first: int, last: int) -> bool:
    """Whether a title of a leader stands among some tokens."""
    return any(match.value.type == "leads" for match in _book().find_all(index.lower[first:last]))


def has_part_noun(index: Index, first: int, last: int) -> bool:
    """Whether a word for a part of a body ("battalion", "divisions") stands among some tokens."""
    return any(match.value.type == "part_of" for match in _book().find_all(index.lower[first:last]))
