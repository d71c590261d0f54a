"""The subject of a predicate that does not stand right behind it, and the antecedent of a relative.

"A, which was founded in 1999 and is led by B" · "A, a militia of the coast, opposes B" · "B, whom A backs".

No parser: a relative pronoun with no comma between it and the predicate owns it; else the
clause does, and its subject is the first actor in it that no preposition governs.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from onrecord.lexicon.load import load_acts, load_phrase_words, load_tie_words

from .index import Index, Item
from .search import Wanted, find_around, find_before

RELATIVES: Final = frozenset(("which", "who", "that", "whom"))
BREAKS: Final = frozenset((";", ":", "—", "–"))
JOINTS: Final = frozenset((",", "and", "but", "or"))
SAYING: Final = frozenset(("said", "says", "say"))
"""Words behind which another clause begins, "that" or not."""
NEGATIONS: Final = frozenset(("not", "n't", "never", "nor"))
REACH: Final = 60
"""Longest way from a predicate back to its subject, in words."""
STEPS: Final = 6
"""Words between the verb of a predicate and the noun that states the relation ("is also a close ally of")."""


@cache
def _governors() -> frozenset[str]:
    return load_phrase_words()["prepositions"]


def find_subject(index: Index, at: int, wanted: Wanted) -> Item | None:
    """The mention that the words at a token are said of.

    Args:
        index: The mentions.
        at: First token of the words that state the relation.
        wanted: Which mentions count.
    """
    verb = find_verb(index, at)
    around = find_around(index, at, lambda item: wanted(item) and item.first < (at if verb is None else verb))
    return around or find_subject_before(index, at, wanted)


def find_subject_before(index: Index, at: int, wanted: Wanted) -> Item | None:
    """The same, where the words at a token are no part of the mention."""
    verb = find_verb(index, at)
    if verb is None:
        return find_before(index, at, wanted)
    before = index.lower[verb - 1] if verb > index.sentence_bounds(at)[0] else ""
    if before in JOINTS:
        return _find_clause_subject(index, verb, wanted) or find_before(index, at, wanted)
    return find_before(index, at, wanted) or _find_clause_subject(index, verb, wanted)


def find_verb(index: Index, at: int) -> int | None:
    """The verb of the predicate that the words at a token stand in: one of these words, or "is", "remains" before."""
    verbs = load_phrase_words()["predicates"]
    bridges = load_tie_words().bridges
    begin = max(index.sentence_bounds(at)[0], at - STEPS)
    found = None
    for here in range(at, begin - 1, -1):
        word = index.lower[here]
        if word in NEGATIONS or (here < at and word in JOINTS | RELATIVES):
            break
        if word in verbs:
            found = here
        elif here < at and word not in bridges and not word.endswith("ly"):
            break
    return found


def _find_clause_subject(index: Index, verb: int, wanted: Wanted) -> Item | None:
    begin = max(index.sentence_bounds(verb)[0], verb - REACH)
    acts = load_acts()
    commas = 0
    start = begin
    for here in range(verb - 1, begin - 1, -1):
        word = index.lower[here]
        if word in BREAKS or (word in SAYING and here + 1 < verb and commas == 0):
            start = here + 1
            break
        if word == "," and here < verb:
            commas += 1
        if word in RELATIVES and here > begin and index.lower[here - 1] not in acts and commas == 0:
            antecedent = find_antecedent(index, here)
            return antecedent if antecedent is not None and wanted(antecedent) else None
    return _find_first(index, start, verb, wanted)


def find_antecedent(index: Index, at: int) -> Item | None:
    """The actor before a relative pronoun, a comma between them or not."""
    begin = index.sentence_bounds(at)[0]
    for end in (at, at - 1):
        if end > begin and (end == at or index.lower[end] in (",", "of")):
            found = next((item for item in index.ending(end) if item.is_actor), None)
            if found is not None:
                return found
    return None


def _find_first(index: Index, start: int, end: int, wanted: Wanted) -> Item | None:
    """The first mention in a clause that no preposition governs."""
    at = start
    while at < end:
        item = next((item for item in index.starting(at) if item.last <= end), None)
        if item is None:
            at += 1
            continue
        if wanted(item) and not (at > start and index.lower[at - 1] in _governors()):
            return item
        at = item.last
    return None
