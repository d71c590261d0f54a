"""Whether the clause around an expression speaks of the future.

Method: from the expression leftwards to the start of its clause, the nearest word
that tells; if there is none, rightwards. Word lists in ``times.yaml``. Limits: no
parse; a schedule in the present tense is known only by its verb ("begins").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from onrecord.lexicon.times import TimeWords, load_times

Tense = Literal["past", "future", "reported"]
"""``reported``: past, but only of the verb of saying that the clause hangs on."""
WORDS: Final = re.compile(r"n['’]t\b|['’]\w+|[\w-]+|[,;:“\"—–(]")
LIMITS: Final = frozenset({"by", "until", "till"})
"""Prepositions that point forward unless the verb beside them is one of lasting ("was closed until May")."""
LOOK_BACK: Final = 14
"""Words; a verb farther away belongs to another clause more often than not."""


def find_tense(text: str, start: int, end: int, sentence: tuple[int, int]) -> Tense | None:
    """Tense of the clause around ``text[start:end]``.

    Args:
        text: The whole text.
        start: First code point of the expression.
        end: One past its last.
        sentence: Half-open range of the sentence, in code points.

    Returns:
        None if no word tells.

    >>> find_tense("They will meet on Friday.", 18, 24, (0, 25))
    'future'
    """
    words = load_times()
    left = WORDS.findall(text[max(sentence[0], start - 120) : start].lower())
    limit = left[-1] if left else ""
    while left and left[-1] in words.prepositions:
        left.pop()
    right = WORDS.findall(text[end : min(sentence[1], end + 100)].lower())
    if limit == "since":
        return "past"
    opens = not left or left[-1] in words.clause_openers
    if limit in LIMITS and not opens:
        return "future" if words.lasting_words.isdisjoint(left[-6:]) else "past"
    if opens:
        return _look_right(right, words) or _look_left(left, words)
    return _look_left(left, words) or _look_right(right, words)


def _look_left(left: Sequence[str], words: TimeWords) -> Tense | None:
    for index in range(len(left) - 1, max(-1, len(left) - 1 - LOOK_BACK), -1):
        word = left[index]
        if word in words.future_words or (word == "to" and index and left[index - 1] in words.intent_words):
            return "future"
        if _is_past(word, words) and not (word.endswith("ed") and index and left[index - 1] in words.determiners):
            if word in {"has", "have"} and left[index + 1 : index + 2] == ["to"]:
                return "future"
            if word not in words.finite_past and _is_governed(left, index, words):
                return "future"
            return "reported" if word in words.reporting_words and index < len(left) - 1 else "past"
    return None


def _is_past(word: str, words: TimeWords) -> bool:
    return word in words.past_words or (word.endswith("ed") and len(word) > 3)


def _is_governed(left: Sequence[str], index: int, words: TimeWords) -> bool:
    """Whether a modal or "to" makes the form at ``index`` a participle or infinitive."""
    before = left[max(0, index - 3) : index]
    return not words.modals.isdisjoint(before) or before[-1:] == ["to"] or before[-2:] == ["to", "be"]


def _look_right(right: Sequence[str], words: TimeWords) -> Tense | None:
    for index, word in enumerate(right):
        if word in words.future_words or (word == "to" and index and right[index - 1] in words.intent_words):
            return "future"
        if _is_past(word, words):
            return "past"
        if word in {";", "that", "who", "which", "where", "when", "after"}:
            return None
    return None
