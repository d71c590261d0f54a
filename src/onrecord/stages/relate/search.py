"""Walk from the words of a relation to its two ends.

No parser: small words and modifiers are stepped over, a verb, a preposition or the
end of the sentence stops the walk, so that no end is taken from another clause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from onrecord.lexicon.actor_words import load_words
from onrecord.lexicon.load import load_groups, load_tie_words

from .index import Index, Item

Wanted = Callable[[Item], bool]

MODIFIERS: Final = 1
"""Unknown lower-case words that may stand before an object ("affiliated with the outlawed …")."""
BRIDGE: Final = 7
"""Small words that may stand between a subject and its link ("A , which is now also …")."""
CONJUNCTIONS: Final = frozenset(("and", "or", "but"))


def find_object(index: Index, at: int, end: int, wanted: Wanted) -> Item | None:
    """The mention that begins at a token, or after small words and modifiers.

    Args:
        index: The mentions.
        at: First token behind the words of the relation.
        end: One past the last token of the sentence.
        wanted: Which mentions count.
    """
    openers = load_tie_words().openers
    modifiers = 0
    while at < end:
        here = index.starting(at)
        for item in here:
            if wanted(item):
                return item
        if any(item.kind == "person" for item in here):
            return None
        if index.lower[at] not in openers and index.lower[at].rstrip(".") not in load_words().titles:
            modifiers += 1
            if modifiers > MODIFIERS or not index.words[at].islower() or load_groups().get(index.lower[at]) == "stop":
                return None
        at += 1
    return None


def find_objects(index: Index, at: int, end: int, wanted: Wanted) -> list[Item]:
    """The mention at a token and those that "and", "or", "but" join to it.

    After a comma alone a mention counts only if a conjunction joins a later one
    ("in Syria, Iraq and Lebanon").
    """
    first = find_object(index, at, end, wanted)
    if first is None:
        return []
    items, pending = [first], []
    at = first.last
    while True:
        joiners, at = _read_joiners(index, at, end)
        following = next((item for item in index.starting(at) if wanted(item)), None) if joiners else None
        if following is None:
            return items
        pending.append(following)
        if joiners & CONJUNCTIONS:
            items += pending
            pending = []
        at = following.last


def _read_joiners(index: Index, at: int, end: int) -> tuple[set[str], int]:
    joiners: set[str] = set()
    words = load_tie_words().joiners
    while at < end and index.lower[at] in words:
        joiners.add(index.lower[at])
        at += 1
    return joiners, at


def find_around(index: Index, at: int, wanted: Wanted) -> Item | None:
    """The shortest mention that holds a token."""
    return next((item for item in index.covering(at) if wanted(item)), None)


def find_before(index: Index, at: int, wanted: Wanted) -> Item | None:
    """The longest mention that ends right before a token, or before small words.

    None where one of the small words says that the relation is past.
    """
    words = load_tie_words()
    begin = index.sentence_bounds(at)[0]
    lowest = max(begin, at - BRIDGE)
    while at > lowest:
        for item in index.ending(at):
            if wanted(item):
                return item
        word = index.lower[at - 1]
        if word in words.past or not (word in words.bridges or (word.endswith("ly") and len(word) > 4)):
            return None
        at -= 1
    return next((item for item in index.ending(at) if wanted(item)), None) if at > begin else None


def is_past(index: Index, at: int) -> bool:
    """Whether one of the two words before a token says that the relation is past."""
    past = load_tie_words().past
    begin = index.sentence_bounds(at)[0]
    return any(word in past or word.startswith("ex-") for word in index.lower[max(begin, at - 2) : at])
