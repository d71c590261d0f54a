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
LIMITS: Final = frozenset({"by", "until", "till", "before", "for"})
"""Prepositions that point forward unless the verb beside them is one of lasting ("was closed until May")."""
A_DAY: Final = re.compile(r"\d|day|weekend", re.IGNORECASE)
"""After "for" only a day points forward ("a strike for Friday", but "the figures for March")."""
NEAR_LIMIT: Final = 6
"""Words before a limit among which its verb is looked for."""
POSSESSIVE: Final = frozenset({"'s", "’s"})
"""After a pronoun it is "is" or "has", after a noun it tells no time."""
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
    left = _split(text[max(sentence[0], start - 120) : start])
    limit = left[-1] if left else ""
    while left and left[-1] in words.prepositions:
        left.pop()
    right = _split(text[end : min(sentence[1], end + 100)])
    if limit == "since":
        return "past"
    opens = not left or left[-1] in words.clause_openers
    if limit in LIMITS and not opens and (limit != "for" or A_DAY.search(text[start:end])):
        return _before_limit(left, words)
    if opens:
        return _look_right(right, words) or _look_left(left, words)
    return _look_left(left, words) or _look_right(right, words)


def _split(text: str) -> list[str]:
    """Lower-case words and signs; the month of May, which is no modal, goes."""
    return [word.lower() for word in WORDS.findall(text) if word != "May"]


def _before_limit(left: Sequence[str], words: TimeWords) -> Tense:
    """Tense of what stands before "until" and the like."""
    near = left[-NEAR_LIMIT:]
    if not words.extending_words.isdisjoint(near):
        return "future"
    lasts = (word in words.lasting_words and not _is_governed(near, index, words) for index, word in enumerate(near))
    return "past" if any(lasts) else "future"


def _look_left(left: Sequence[str], words: TimeWords) -> Tense | None:
    for index in range(len(left) - 1, max(-1, len(left) - 1 - LOOK_BACK), -1):
        word = left[index]
        if word in words.future_words and not _is_perfect(left, index, words):
            return "future"
        if word == "to" and index and left[index - 1] in words.intent_words:
            return "past" if "had" in left[max(0, index - 3) : index - 1] else "future"
        if word in POSSESSIVE and index and left[index - 1] not in words.pronouns:
            continue
        if _is_past(word, words) and not (word.endswith("ed") and index and left[index - 1] in words.determiners):
            return _read_past(left, index, words)
    return None


def _read_past(left: Sequence[str], index: int, words: TimeWords) -> Tense:
    """Tense of a clause whose nearest telling word is the past form at ``index``."""
    word, after = left[index], left[index + 1 :]
    if word in {"has", "have"} and after[:1] == ["to"]:
        return "future"
    if word not in words.finite_past and _is_governed(left, index, words):
        return "future"
    if word in words.inviting_words and not words.inviting_prepositions.isdisjoint(after):
        return "future"
    return "reported" if word in words.reporting_words and after else "past"


def _is_past(word: str, words: TimeWords) -> bool:
    return word in words.past_words or (word.endswith("ed") and len(word) > 3)


def _is_governed(left: Sequence[str], index: int, words: TimeWords) -> bool:
    """Whether a modal, "to" or "if" makes the form at ``index`` a participle or infinitive of what is to come."""
    before = left[max(0, index - 3) : index]
    if before[-1:] == ["to"] or before[-2:] == ["to", "be"]:
        return True
    if before[-1:] in (["is"], ["are"]):
        return not words.conditions.isdisjoint(left[max(0, index - 8) : index])
    return not words.modals.isdisjoint(before) and "have" not in before


def _is_perfect(left: Sequence[str], index: int, words: TimeWords) -> bool:
    """Whether a modal speaks of the past ("may have been hit")."""
    return left[index] in words.modals and left[index] != "will" and left[index + 1 : index + 2] == ["have"]


def _look_right(right: Sequence[str], words: TimeWords) -> Tense | None:
    for index, word in enumerate(right):
        if word in words.future_words or (word == "to" and index and right[index - 1] in words.intent_words):
            return "future"
        if _is_past(word, words):
            return "past"
        if word in {";", "that", "who", "which", "where", "when", "after"}:
            return None
    return None
