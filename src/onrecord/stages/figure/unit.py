"""What a count counts: people killed, injured …, troops, fighters, or the noun itself.

Method: what the words say that name the counted ("dead", "hostages"), then the verb
of the clause: one that the counted undergo before them ("killing 12"), one in the
passive or of dying or fleeing after them ("12 were killed", "12 died").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.figures import load_figures
from onrecord.lexicon.inflect import inflect_noun, inflect_verb
from onrecord.lexicon.times import load_times

from .phrase import is_plural

BREAKS: Final = frozenset({".", ";", ":", "!", "?", "—", "–", "(", ")"})
LOOK_LEFT: Final = 9
"""Words from a verb to its object; between them stand only figures of the same verb."""
LOOK_RIGHT: Final = 14
"""Words from the counted to their verb, over a relative clause."""
LOOK_TOLL: Final = 14
"""Words from "killed" to a bare number after "to" or "at"."""
LOOK_NAMED_TOLL: Final = 20
"""Words from "the death toll", over where it was, to a count with its noun."""


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
    return (
        inside
        or _look_around(words, first, last, sentence)
        or _look_right(words, last, sentence[1])
        or _look_left(words, first, sentence[0])
    )


def find_force(words: Sequence[str], first: int, head: str, sentence: tuple[int, int]) -> str | None:
    """Troops or fighters by the head noun; soldiers of a group that is no state's are fighters."""
    unit = _forces().get(head)
    if unit != "troops" and head not in {"men", "members"}:
        return unit
    table = load_figures()
    before = words[max(sentence[0], first - 12) : first]
    after = words[first + 1 : first + 9]
    if unit is None and head == "men":
        owned = not table.owners.isdisjoint(words[first : first + 4])
        if not (owned or _is_commanded(before)) and not any(phrase in " ".join(after) for phrase in table.under_arms):
            return None
        return "troops" if not table.state_words.isdisjoint(before) else "fighters"
    has_group = head == "members" or not table.owning_words.isdisjoint(before[-4:])
    around = (*before, *after) if head == "members" else before
    return "fighters" if has_group and not table.group_words.isdisjoint(around) else unit


def _is_commanded(before: Sequence[str]) -> bool:
    """Whether the words before "400 men" say that somebody commands them or how strong he is."""
    table = load_figures()
    if not table.commanding_words.isdisjoint(before[-1:]):
        return True
    if before[-1:] == ("at",):
        return not (table.strength_nouns | table.estimating_words).isdisjoint(before[-7:])
    wider = table.commanding_words | table.with_group_words
    return not wider.isdisjoint(before[-5:]) and not table.group_words.isdisjoint(before)


def find_toll(words: Sequence[str], first: int, sentence: tuple[int, int], *, is_bare: bool = True) -> str | None:
    """Unit of a number after "the death toll rose to", "the number of dead at".

    Args:
        words: All tokens, lower-case.
        first: Index of the first token of the figure.
        sentence: Half-open range of tokens of the sentence.
        is_bare: Whether no noun follows it; before "eight people" a word such as "toll" must be told.
    """
    if words[first + 1 : first + 4] == ("the", "number", "of") and first + 4 < sentence[1]:
        return _words().get(words[first + 4])
    before = words[max(sentence[0], first - (LOOK_TOLL if is_bare else LOOK_NAMED_TOLL)) : first]
    if not is_bare and load_figures().toll_nouns.isdisjoint(before):
        return None
    if not before or before[-1] not in load_figures().toll_cues:
        return None
    named = _words()
    return next((named[word] for word in reversed(before) if word in named), None)


def find_strength(words: Sequence[str], first: int, last: int, sentence: tuple[int, int]) -> str | None:
    """Unit of a bare number that tells how strong a force is ("numbering 900", "their number at 900", "900 strong")."""
    table = load_figures()
    before = words[max(sentence[0], first - 14) : first]
    is_put = before[-1:] == ("at",) and not table.strength_nouns.isdisjoint(before[-7:])
    is_told = not table.strength_verbs.isdisjoint(before[-1:])
    if before[-1:] == ("number",):  # a verb only after a plural or the like, else "number two"
        is_told = len(before) > 1 and (before[-2] in table.subjects or is_plural(before[-2], table))
    if not (is_put or is_told or words[last : last + 1] == ("strong",)):
        return None
    forces = _forces()
    named = next((forces[word] for word in reversed(before) if word in forces), None)
    if named == "fighters" or not table.group_words.isdisjoint(before):
        return "fighters"
    return named or ("fighters" if table.state_words.isdisjoint(before) else "troops")


@cache
def _frames() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    """Unit, verb forms before the count, words after its noun."""
    return tuple(
        (unit, frozenset(form for verb in verbs for form in inflect_verb(verb)), after)
        for unit, (verbs, after) in load_figures().framed.items()
    )


def _look_around(words: Sequence[str], first: int, last: int, sentence: tuple[int, int]) -> str | None:
    """A verb before the counted and its complement after them ("driven 200 people from their homes")."""
    before = words[max(sentence[0], first - 2) : first]
    after = " ".join(words[last : min(last + 4, sentence[1])]) + " "
    for unit, verbs, complements in _frames():
        if not verbs.isdisjoint(before) and after.startswith(tuple(f"{words} " for words in complements)):
            return unit
    return None


def _look_right(words: Sequence[str], last: int, end: int) -> str | None:
    """The verb after the counted: passive, or of dying or fleeing."""
    by_object, by_subject = _verbs()
    named, other, table = _words(), load_times().past_words, load_figures()
    has_auxiliary = False
    clause = " ".join(words[_after_insertion(words, last, end) : min(end, last + LOOK_RIGHT)])
    for unit, pattern in _phrases():
        if pattern.match(clause):
            return unit
    for at in range(_after_insertion(words, last, end), min(end, last + LOOK_RIGHT)):
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
        if word in table.passive:
            has_auxiliary = True
        elif has_auxiliary and word in table.seeming:
            continue
        elif word not in table.auxiliaries and (word in other or (word.endswith("ed") and word not in table.seeming)):
            return None
    return None


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Unit and pattern of the verb phrases of more than one word, from the end of the noun phrase."""
    lead = (
        r"(?:(?:who|have|has|had|was|were|been|be|are|is|being|may|could|to|thought|feared|believed|reported|also) )*"
    )
    return tuple((unit, re.compile(lead + f"(?:{text})")) for unit, text in load_figures().phrases.items())


@cache
def _object_phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Unit and pattern of what stands just before the counted."""
    return tuple((unit, re.compile(rf"\b(?:{text})$")) for unit, text in load_figures().object_phrases.items())


def _after_insertion(words: Sequence[str], at: int, end: int) -> int:
    """Index after ", including three children,"; the same index if there is no insertion."""
    if at + 1 < end and words[at] == "," and words[at + 1] in load_figures().inserted:
        close = next((index for index in range(at + 2, min(end, at + 12)) if words[index] == ","), None)
        return at if close is None else close + 1
    return at


def _ends_clause(words: Sequence[str], at: int, end: int) -> bool:
    """Whether no object follows a form such as "killed"."""
    return at >= end or not words[at][0].isalnum() or words[at] in load_figures().prepositions


def _look_left(words: Sequence[str], first: int, begin: int) -> str | None:
    """The verb before the counted that they undergo, or the noun for it ("the killing of 12")."""
    by_object, nominals, table = _verbs()[0], _nominals(), load_figures()
    includes = False
    before = " ".join(words[max(begin, first - 3) : first])
    for unit, pattern in _object_phrases():
        if pattern.search(before):
            return unit
    for at in range(first - 1, max(begin, first - LOOK_LEFT) - 1, -1):
        word = words[at]
        if word in {"including", "among", "besides"}:
            includes = True
        elif word == "of" and at > begin and words[at - 1] in nominals:
            return nominals[words[at - 1]]
        elif word == "of" and _takes_lives(words, at, begin):
            return "killed"
        elif word in by_object:
            return by_object[word] if includes or not _is_passive(words, at, begin) else None
        elif word == "and" and at > begin and words[at + 1].endswith(("ed", "ing")) and words[at - 1] in by_object:
            return None if _is_passive(words, at - 1, begin) else by_object[words[at - 1]]
        elif _is_aside(words, at):
            continue
        elif includes and word in _words():
            return _words()[word]
        elif (
            word in BREAKS
            or word in table.passive
            or (word in table.prepositions and not includes)
            or word in {"that", "who", "which"}
        ):
            return None
    return None


def _is_passive(words: Sequence[str], at: int, begin: int) -> bool:
    """Whether a verb form stands in the passive, an adverb between ("were reportedly killed")."""
    passive = load_figures().passive
    if words[at].endswith("ing") or at == begin:
        return False
    return words[at - 1] in passive or (
        at - 1 > begin and words[at - 2] in passive and (words[at - 1].endswith("ly") or words[at - 1] == "also")
    )


def _is_aside(words: Sequence[str], at: int) -> bool:
    """Whether a token is of "according to", which parts no verb from its object."""
    return "according" in {words[at], words[at - 1]} and words[at] in {"according", "to"}


@cache
def _takers() -> frozenset[str]:
    return frozenset(form for verb in load_figures().taking for form in inflect_verb(verb))


def _takes_lives(words: Sequence[str], at: int, begin: int) -> bool:
    """Whether the words before "of" are "claimed the lives"."""
    before = [word for word in words[max(begin, at - 3) : at] if word != "the"]
    return len(before) > 1 and before[-1] == "lives" and before[-2] in _takers()
