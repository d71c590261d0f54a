"""Words and sentences by rule.

Words: runs of letters and digits, with inner hyphens, full stops (abbreviations),
decimal points and thousands commas; clitics (``'s``, ``n't``) are words of their
own, as in the Penn Treebank; every other sign is a word. Sentences: a closing
sign and what may follow it, unless the word before is an abbreviation or the
next word cannot begin a sentence; a line end always closes a sentence.

Limits: a sentence that ends in an abbreviation and is followed by a name
("He moved to the U.S. Smith stayed") is not split; one that ends in a quoted
question is split from its speaker ('"Why?" Smith asked').
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from importlib import resources
from itertools import chain
from typing import Final

import msgspec

from onrecord.lexicon.strict import read_yaml

# Digits are taken as a whole by looking ahead: possessive repeats of groups go wrong in Python before 3.11.5.
WORD: Final = re.compile(
    r"""
    (?P<web>(?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]] | [\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)
  | (?P<number>(?=(?P<digits>\d+(?:[.,:]\d+)*))(?P=digits)(?:st|nd|rd|th|s|m|bn|km|am|pm|a|b)?(?![^\W_]))
  | (?P<initials>(?:[^\W\d_]\.){2,}(?:-\w+)*)
  | (?P<cannot>can(?=not\b))
  | (?P<negated>(?:do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|might|ought|dare|wo|ca|ai|sha)
      (?=n['’]t\b))
  | (?P<not>n['’]t\b)
  | (?P<clitic>['’](?:s|re|ve|ll|d|m)\b)
  | (?P<word>\w+(?:(?:[-‐‑&]|\.(?!(?-i:[A-Z][a-z]))|['’](?!(?:s|re|ve|ll|d|m|t)\b))\w+)*)
  | (?P<dots>\.{2,}|…)
  | (?P<sign>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
CLOSING: Final = frozenset(".!?…")
AFTER_CLOSING: Final = frozenset("\"'”’»)]")
INITIALS: Final = re.compile(r"(?:[^\W\d_]\.){2,}")
DOTTED: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")  # "U.S" and "Ph.D" without the last full stop

Words = tuple["array[int]", "array[int]"]
"""Where the words begin, and where they end: a long report has a million."""


class StopWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a full stop; the file says what each list is for."""

    titles: frozenset[str]
    inner: frozenset[str]
    numbered: frozenset[str]
    closing: frozenset[str]
    hours: frozenset[str]
    after_hours: frozenset[str]
    openers: frozenset[str]


@cache
def load_stop_words() -> StopWords:
    """The lists of ``sentences.yaml``."""
    return read_yaml(resources.files("onrecord.lexicon").joinpath("sentences.yaml"), StopWords)


def find_words(text: str) -> Words:
    """Half-open ranges of the words of a text.

    >>> [("It's 1,200")[a:b] for a, b in zip(*find_words("It's 1,200"), strict=True)]
    ['It', "'s", '1,200']
    """
    bounds = array("i", chain.from_iterable(match.span() for match in WORD.finditer(text)))
    return bounds[::2], bounds[1::2]


def find_sentence_starts(text: str, words: Words) -> list[int]:
    """Indexes of the words that begin a sentence."""
    begins, ends = words
    starts = [0] if begins else []
    closed = False  # a closing sign has been seen, only closing marks since
    for index in range(1, len(begins)):
        begin, end = begins[index], ends[index]
        before_begin, before_end = begins[index - 1], ends[index - 1]
        if "\n" in text[before_end:begin]:
            starts.append(index)
            closed = False
            continue
        before = text[before_begin:before_end]
        if before[-1] in CLOSING:
            closed = _closes(text, words, index, starts[-1])
        elif before not in AFTER_CLOSING:
            closed = False
        parted = before_end < begin or text[begin:end] in load_stop_words().openers  # "the war.The rebels"
        if closed and parted and not _continues(text, begin):
            starts.append(index)
            closed = False
    return starts


def _closes(text: str, words: Words, index: int, start: int) -> bool:
    """Whether the closing sign before a word ends its sentence, which began at ``start``."""
    begins, ends = words
    begin = begins[index - 1]
    sign = text[begin : ends[index - 1]]
    coming = (text[a:b] for a, b in zip(begins[index : index + 3], ends[index : index + 3], strict=True))
    following = next((word for word in coming if word not in AFTER_CLOSING), "")
    if INITIALS.fullmatch(sign):
        return _closes_abbreviation(sign[:-1], following)
    if sign != "." or index < 2:
        return True
    first, last = begins[index - 2], ends[index - 2]
    if last != begin:  # a full stop that stands alone
        return True
    word = text[first:last]
    if index - 2 == start and word.isdigit():  # "1. Rebels", an item of a list
        return False
    return _closes_abbreviation(word, following)


def _closes_abbreviation(word: str, following: str) -> bool:
    """Whether a full stop after a word ends the sentence.

    Args:
        word: Without the full stop.
        following: The next word that is no closing mark; empty at the end.

    >>> _closes_abbreviation("Gen", "The"), _closes_abbreviation("U.S", "The"), _closes_abbreviation("no", "The")
    (False, True, True)
    """
    known = load_stop_words()
    short = word.capitalize() if word.isupper() and len(word) > 2 else word
    if short in known.titles or word.lower() in known.inner:
        return False
    if short in known.numbered:
        return not following[:1].isdigit()
    if word.lower() in known.hours:
        return following[:1].isupper() and following not in known.after_hours
    if short in known.closing or DOTTED.fullmatch(word) or (len(word) == 1 and word.isupper() and word != "I"):
        return following in known.openers
    return True


def _continues(text: str, begin: int) -> bool:
    """Whether a word cannot begin a sentence: lower case, or a closing mark."""
    first = text[begin]
    return first.islower() or first in ",;:)]”’»" or (first == '"' and _closes_quotation(text, begin))


def _closes_quotation(text: str, at: int) -> bool:
    """Whether a straight double quotation mark closes: a blank or the end follows."""
    return at + 1 >= len(text) or text[at + 1].isspace()
