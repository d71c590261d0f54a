"""What is no figure of the codebook's kind: ages, durations, names, parties already known.

``GUARDS`` is read from top to bottom; each guard says whether a draft is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.figures import load_figures
from onrecord.lexicon.inflect import inflect_noun

from .count import Count
from .draft import Draft
from .phrase import is_plural
from .unit import find_toll, find_unit, names_harmed, tells_harm

AGE: Final = re.compile(r"[ -](?:years?|months?)?[- ]?old\b|[- ]year\b", re.IGNORECASE)
HYPHENED: Final = re.compile(r"[-–][^\W\d_]")
BARE_NAME: Final = re.compile(r"(?<!^)\b[A-Z][a-z]+ $")
NAME: Final = re.compile(r"(?:([\w.]+) )?([\w.]+)[ -]$")

Words = Sequence[str]


def is_figure(draft: Draft, words: Words, text: str) -> bool:
    """Whether a count with its noun is of the codebook's kind at all."""
    return not any(guard(draft, words, text) for guard in GUARDS)


def is_name(count: Count, text: str) -> bool:
    """Whether the word before makes the number a name or an age ("Resolution 2254")."""
    if not text[count.start].isdecimal():
        return False
    before, table = NAME.search(text[max(0, count.start - 40) : count.start]), load_figures()
    if before is None or before[2].lower() not in table.names:
        return False
    subject = (before[1] or "").lower()
    return before[2] not in table.naming_verbs or not (subject in table.subjects or is_plural(subject, table))


@cache
def _forms_of(table: str) -> frozenset[str]:
    return frozenset(form for noun in getattr(load_figures(), table) for form in inflect_noun(noun))


def things() -> frozenset[str]:
    """Nouns, in both numbers, that undergo no harm as persons do."""
    return _forms_of("things")


def measured() -> frozenset[str]:
    """Nouns of distance, area and money, in both numbers."""
    return _forms_of("measured")


def uncounted() -> frozenset[str]:
    """Nouns, in both numbers, that are no counts of the codebook's kind."""
    return _forms_of("not_counted")


def _is_age(draft: Draft, words: Words, text: str) -> bool:
    """“34-year-old”, "four-nation"; beside a name (", 44,"); "a boy of 15"."""
    after = text[draft.count.end : draft.count.end + 16]
    if HYPHENED.match(after) or AGE.match(after):
        return True
    if draft.phrase.head or draft.first < 2 or draft.count.kind == "share" or draft.count.unit:
        return False
    before, following = words[draft.first - 1], words[draft.last : draft.last + 1]
    if before == ",":
        return following in ((",",), (")",))
    leading = words[draft.first - 2]
    return before in {"of", "as"} and leading not in load_figures().toll_nouns and not tells_harm(leading)


def _is_bare_name(draft: Draft, words: Words, text: str) -> bool:
    """A bare number after a name ("Rossiya 24"), or an hour ("at six")."""
    count = draft.count
    if draft.phrase.head or draft.first <= draft.sentence[0]:
        return False
    if words[draft.first - 1] == "at" and count.low == count.high and count.low in range(1, 13):
        is_toll = find_toll(words, draft.first, draft.sentence, is_bare=False) is not None
        return not is_toll and not names_harmed(words[draft.first - 2])
    return text[count.start].isdecimal() and BARE_NAME.search(text[max(0, count.start - 24) : count.start]) is not None


def _is_measure(draft: Draft, words: Words, text: str) -> bool:
    """Durations, degrees and the like; but a share may be of them."""
    if draft.phrase.head in uncounted():
        return True
    return (
        draft.count.kind != "share"
        and draft.after_count < draft.sentence[1]
        and words[draft.after_count] in uncounted()
    )


def _is_idle_zero(draft: Draft, words: Words, text: str) -> bool:
    """“No” before anything but people, shots and the like tells no count ("no comment"); "not one" does."""
    table = load_figures()
    is_emphatic = " ".join(words[draft.first : draft.after_count]) in table.emphatic and not draft.count.of
    if draft.count.kind != "zero" or is_emphatic or draft.phrase.head in _forms_of("zero_nouns"):
        return False
    return find_unit(words, draft.first, draft.last, draft.sentence) is None


def _is_comparison(draft: Draft, words: Words, text: str) -> bool:
    """“Three times as many”."""
    return draft.phrase.head == "times" and not load_figures().comparisons.isdisjoint(
        words[draft.last : draft.last + 1]
    )


def _is_known_pair(draft: Draft, words: Words, text: str) -> bool:
    """“The two”, "the two countries": parties already known."""
    if draft.count.kind == "share" or words[draft.first] not in {"the", "both"}:
        return False
    return not draft.phrase.head or (words[draft.first + 1] == "two" and draft.phrase.head in _forms_of("pairs"))


GUARDS: Final[tuple[Callable[[Draft, Words, str], bool], ...]] = (
    _is_age,
    _is_bare_name,
    _is_measure,
    _is_idle_zero,
    _is_comparison,
    _is_known_pair,
)
