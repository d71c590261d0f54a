"""What a count counts: people killed, injured …, troops, fighters, or the noun itself.

Method: what the words say that name the counted ("dead", "hostages"), then the verb
of the clause: one that the counted undergo before them ("killing 12"), one in the
passive or of dying or fleeing after them ("12 were killed", "12 died").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.figures import load_figures
from onrecord.lexicon.inflect import inflect_noun, inflect_verb
from onrecord.lexicon.times import load_times

BREAKS: Final = frozenset({".", ";", ":", "!", "?", "—", "–", "(", ")"})
PASSIVE: Final = frozenset({"was", "were", "been", "be", "are", "is", "being"})
AUXILIARIES: Final = PASSIVE | {"have", "has", "had", "may", "to", "left"}
SEEMING: Final = frozenset({"reported", "confirmed", "feared", "believed", "presumed", "supposed"})
"""Participles between a passive and what is told ("are feared to have died")."""
PREPOSITIONS: Final = frozenset(
    ["in", "on", "at", "by", "near", "with", "from", "for", "when", "after", "as", "and", "since", "during", "of", "or", "while", "to"]
    + ["into", "against", "over", "between", "before", "across", "around", "inside", "outside", "last", "yesterday", "today"]
)
LOOK_LEFT: Final = 9
LOOK_RIGHT: Final = 14


@cache
def _verbs() -> tuple[dict[str, str], dict[str, str]]:
    """Form of a verb -> unit: of those whose object, and of those whose subject undergoes it."""
    by_object: dict[str, str] = {}
    by_subject: dict[str, str] = {}
    for unit, harm in load_figures().harm.items():
        for table, bases in ((by_object, harm.object), (by_subject, harm.subject)):
            for base in bases:
                table.update(dict.fromkeys(inflect_verb(base), unit))
    return by_object, by_subject


@cache
def _words() -> dict[str, str]:
    """Noun or participle -> unit."""
    return {word: unit for unit, harm in load_figures().harm.items() for word in harm.words}


@cache
def _forces() -> dict[str, str]:
    words = load_figures()
    return {
        form: unit
        for unit, nouns in (("troops", words.troops), ("fighters", words.fighters))
        for noun in nouns
        for form in inflect_noun(noun)
    }


@cache
def _nominals() -> dict[str, str]:
    return {word: unit for unit, harm in load_figures().harm.items() for word in harm.nominals}


def find_unit(words: Sequence[str], first: int, last: int, sentence: tuple[int, int]) -> str | None:
    """What happened to the counted, if the clause says so.

    Args:
        words: All tokens, lower-case.
        first: Index of the first token of the figure.
        last: Index one past its last.
        sentence: Half-open range of tokens of the sentence.

    Returns:
        killed, injured, missing, detained, displaced, abducted, or None.
    """
    named = _words()
    inside = next((named[word] for word in reversed(words[first:last]) if word in named), None)
    return inside or _look_right(words, last, sentence[1]) or _look_left(words, first, sentence[0])


def find_force(words: Sequence[str], first: int, head: str, sentence: tuple[int, int]) -> str | None:
    """Troops or fighters by the head noun; soldiers of a group that is no state's are fighters."""
    unit = _forces().get(head)
    if unit != "troops":
        return unit
    table = load_figures()
    before = words[max(sentence[0], first - 12) : first]
    owned = any(word in table.owning_words for word in before[-4:])
    return "fighters" if owned and not table.group_words.isdisjoint(before) else unit


def find_toll(words: Sequence[str], first: int, sentence: tuple[int, int]) -> str | None:
    """Unit of a bare number after "the death toll rose to", "the number of dead at"."""
    before = words[max(sentence[0], first - 14) : first]
    if not before or before[-1] not in {"to", "at", "is", "was", "reached", "stands", "stood", "hit", "of", "as", "“", '"', "number"}:
        return None
    named = _words()
    return next((named[word] for word in reversed(before) if word in named), None)


def _look_right(words: Sequence[str], last: int, end: int) -> str | None:
    """The verb after the counted: passive, or of dying or fleeing."""
    by_object, by_subject = _verbs()
    named, other = _words(), load_times().past_words
    has_auxiliary = False
    for at in range(last, min(end, last + LOOK_RIGHT)):
        word = words[at]
        if word in BREAKS or word in {"that", "and", "but", "when", "while"} or word[0].isdecimal():
            return None
        if word in by_subject:
            return by_subject[word]
        if word in named or word in by_object:
            is_active = not has_auxiliary and not _ends_clause(words, at + 1, end)
            if has_auxiliary or (at == last and not is_active):
                return by_object.get(word) or named[word]
            return None
        if word in PASSIVE:
            has_auxiliary = True
        elif word not in AUXILIARIES and (word in other or (word.endswith("ed") and word not in SEEMING)):
            return None
    return None


def _ends_clause(words: Sequence[str], at: int, end: int) -> bool:
    """Whether no object follows a form such as "killed"."""
    return at >= end or not words[at][0].isalnum() or words[at] in PREPOSITIONS


def _look_left(words: Sequence[str], first: int, begin: int) -> str | None:
    """The verb before the counted that they undergo, or the noun for it ("the killing of 12")."""
    by_object, nominals = _verbs()[0], _nominals()
    includes = False
    for at in range(first - 1, max(begin, first - LOOK_LEFT) - 1, -1):
        word = words[at]
        if word in {"including", "among", "besides"}:
            includes = True
        elif word == "of" and at > begin and words[at - 1] in nominals:
            return nominals[words[at - 1]]
        elif word in by_object:
            is_passive = not PASSIVE.isdisjoint(words[max(begin, at - 2) : at])
            return by_object[word] if includes or not is_passive else None
        elif includes and word in _words():
            return _words()[word]
        elif word in BREAKS or (word in PREPOSITIONS and not includes) or word in {"that", "who", "which"}:
            return None
    return None
