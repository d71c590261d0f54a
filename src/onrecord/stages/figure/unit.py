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
from onrecord.lexicon.numbers import load_numbers
from onrecord.lexicon.times import load_times

from .phrase import is_plural

BREAKS: Final = frozenset({".", ";", ":", "!", "?", "—", "–", "(", ")"})
LOOK_LEFT: Final = 9
"""Words from a verb to its object; between them stand only figures of the same verb."""
LOOK_RIGHT: Final = 14
"""Words from the counted to their verb, over a relative clause."""
JOINERS: Final = frozenset({"and", '"', "“", "”"})
"""What may stand inside "members of the Front and the Brigades"."""
REACH: Final = 7
"""Words from the counted to an insertion after what belongs to them ("two members of the party, …")."""
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


def names_harmed(word: str) -> bool:
    """Whether a noun or participle names the harmed ("the dead")."""
    return word in _words()


def tells_harm(noun: str) -> bool:
    """Whether a noun tells an act of which "of" names those it happened to ("the death of eight")."""
    return noun in _nominals()


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
    if inside == "killed":
        return inside
    if inside == "injured" and words[last - 1] in named:  # not so in "20 killed, 40 injured"
        return "killed" if _look_right(words, last, sentence[1]) == "killed" else inside
    undergone = (
        _look_around(words, first, last, sentence)
        or _look_right(words, last, sentence[1])
        or _look_left(words, first, sentence[0])
        or _look_right(words, last, sentence[1], is_joined=True)
    )
    return undergone if undergone == "killed" else inside or undergone


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


def _look_right(words: Sequence[str], last: int, end: int, *, is_joined: bool = False) -> str | None:
    """The verb after the counted: passive, or of dying or fleeing; with ``is_joined`` over "and" and other subjects."""
    by_object, by_subject = _verbs()
    named, other, table = _words(), load_times().past_words, load_figures()
    has_auxiliary = False
    is_long = last < end and words[last] in {"of", "from"} | table.inserted
    start = _after_insertion(words, last, end)
    clause = " ".join(words[start : min(end, last + LOOK_RIGHT)])
    for unit, pattern in _phrases():
        if match := pattern.match(clause):
            return _last_fate(clause[match.end() :].split()) or unit
    for at in range(start, min(end, last + LOOK_RIGHT)):
        word = words[at]
        if is_joined and (_joins_subject(words, at, end) or _is_part(words, at) or (is_long and word in JOINERS)):
            continue
        if word in BREAKS or word in {"that", "and", "but", "when", "while"} or word[0].isdecimal():
            return None
        if word in by_subject:
            return by_subject[word]
        if word in named or word in by_object:
            is_active = not has_auxiliary and not _ends_clause(words, at + 1, end)
            if has_auxiliary or (at == last and not is_active):
                return _last_fate(words[at + 1 : end]) or by_object.get(word) or named[word]
            return None
        if word in table.passive:
            has_auxiliary = True
        elif (has_auxiliary and word in table.seeming) or word in {"'s", "’s"}:
            continue
        elif word not in table.auxiliaries and (word in other or (word.endswith("ed") and word not in table.seeming)):
            return None
    return None


def _is_part(words: Sequence[str], at: int) -> bool:
    """Whether a token is a number after "and" or "including"."""
    before = words[at - 1] if words[at - 1] != "them" else words[at - 2]
    return (words[at][0].isdecimal() or words[at] in load_numbers().small) and (
        before == "and" or before in load_figures().inserted
    )


def _last_fate(after: Sequence[str]) -> str | None:
    """“Killed” if the next verb after a fate says so ("rounded up and executed")."""
    is_joined = len(after) > 1 and after[0] == "and"
    return "killed" if is_joined and _verbs()[0].get(after[1]) == "killed" else None


def _joins_subject(words: Sequence[str], at: int, end: int) -> bool:
    """Whether a token is an "and" before another count or article ("six raiders and one guard were killed")."""
    if words[at] != "and" or at + 1 >= end:
        return False
    following = words[at + 1]
    return following in {"a", "an"} or following[0].isdecimal() or following in load_numbers().small


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
    """Index after ", including three children,", "(SLA)" or ", his aides,"; the same index if there is no insertion.

    What stands between two commas is one if the verb follows the second.
    """
    opened = next((i for i in range(at, min(end, at + REACH)) if words[i] in {",", "("}), None)
    if opened is None or opened + 1 >= end:
        return at
    close = ")" if words[opened] == "(" else ","
    closed = next((i for i in range(opened + 2, min(end, opened + 12)) if words[i] == close), None)
    if closed is None:
        return at
    is_told = opened == at and words[opened + 1] in load_figures().inserted
    goes_on = closed + 1 < end and words[closed + 1] in load_figures().passive | {"died", "have", "has", "had"}
    is_clear = (BREAKS | load_figures().passive | load_times().past_words).isdisjoint(words[at:opened])
    return closed + 1 if is_told or (goes_on and is_clear) else at


def _ends_clause(words: Sequence[str], at: int, end: int) -> bool:
    """Whether no object follows a form such as "killed"."""
    table = load_figures()
    return at >= end or not words[at][0].isalnum() or words[at] in table.prepositions | table.passive


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
