"""Presence: what an actor has, keeps or holds at a place, "A has 200 men in P", "A has its seat in P"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from onrecord.lexicon.actor_words import kind_of_head, singular
from onrecord.lexicon.inflect import load_irregular
from onrecord.lexicon.load import load_phrase_words, load_tie_words
from onrecord.model import TieType

from .clause import find_subject
from .found import Found
from .index import Index, Item
from .search import find_objects

TRUST: Final = 0.62
"""Share right on our own train reports with gold actors: about 30 of 50."""
PREPOSITIONS: Final = frozenset((
    "in",
    "at",
    "on",
    "near",
    "around",
    "across",
    "along",
    "inside",
    "near",
    "outside",
    "from",
))
REACH: Final = 9
"""Words between the verb and the place's preposition ("keeps about 1,500 peacekeepers and two helicopters in")."""
PERFECT: Final = frozenset(("has", "have", "had"))
ADVERBS: Final = 3
"""Words behind "has" among which a participle is looked for."""
FORCES: Final = frozenset(("military", "armed_group", "police"))


def find_presence(index: Index) -> Iterator[Found]:
    """Every seat and presence that somebody "has" somewhere."""
    verbs = load_phrase_words()["having"]
    for at, word in enumerate(index.lower):
        if word in verbs:
            yield from _read(index, at)


def _read(index: Index, at: int) -> Iterator[Found]:
    end = index.sentence_bounds(at)[1]
    if index.lower[at] in PERFECT and _is_perfect(index, at + 1, end):
        return
    type_: TieType | None = None
    for here in range(at + 1, min(at + 1 + REACH, end - 1)):
        word = index.lower[here]
        type_ = _type_of(word) or type_
        if word in PREPOSITIONS and type_ is not None:
            for place in find_objects(index, here + 1, end, lambda item: item.is_place):
                subject = find_subject(index, at, partial(_is_actor_besides, place.id))
                if subject is not None:
                    yield Found(type_, subject, place, index.spans(subject, place, [(at, here + 1)]), TRUST)
            return
        if not word[0].isalnum() or word in load_phrase_words()["auxiliaries"]:
            return


def _is_perfect(index: Index, at: int, end: int) -> bool:
    """Whether a participle makes "has" an auxiliary: "has earlier said"."""
    participles = _load_participles()
    for word in index.lower[at : min(at + ADVERBS, end)]:
        if word in participles or word.endswith("ed"):
            return True
        if not word.endswith("ly") and word not in load_tie_words().bridges:
            return False
    return False


@cache
def _load_participles() -> frozenset[str]:
    """Forms of irregular verbs."""
    verbs = (forms for (_, word_class), forms in load_irregular().items() if word_class == "verb")
    return frozenset(form for forms in verbs for form in forms)


def _type_of(word: str) -> TieType | None:
    """What having this says: people are a presence, a headquarters a seat."""
    bare = singular(word)
    if bare in load_phrase_words()["seats"]:
        return "based_in"
    is_force = kind_of_head(word) in FORCES or bare in load_phrase_words()["posts"]
    return "present_in" if is_force else None


def _is_actor_besides(id_: str, item: Item) -> bool:
    return item.is_actor and item.id != id_
