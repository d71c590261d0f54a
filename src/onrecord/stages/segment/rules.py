"""Words and sentences by rule.

Words: runs of letters and digits, with inner hyphens, full stops (abbreviations),
decimal points and thousands commas; clitics (``'s``, ``n't``) are words of their
own, as in the Penn Treebank; every other sign is a word. Sentences: a closing
sign and what may follow it, unless the word before is an abbreviation or the
next word cannot begin a sentence; a line end always closes a sentence.

Limits: a sentence that ends in an abbreviation and is followed by a name
("He moved to the U.S. Smith stayed") is not split.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Final

WORD: Final = re.compile(
    r"""
    (?P<web>(?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|km|am|pm|a|b)?(?![^\W\d_]))
  | (?P<initials>(?:[^\W\d_]\.){2,})
  | (?P<cannot>[Cc]an(?=not\b))
  | (?P<negated>(?:do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|might|wo|ca|ai|sha)(?=n['’]t\b))
  | (?P<not>n['’]t\b)
  | (?P<clitic>['’](?:s|re|ve|ll|d|m)\b)
  | (?P<word>\w+(?:(?:[-‐‑.&]|['’](?!(?:s|re|ve|ll|d|m|t)\b))\w+)*)
  | (?P<dots>\.{2,}|…)
  | (?P<sign>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
CLOSING: Final = frozenset(".!?…")
AFTER_CLOSING: Final = frozenset("\"'”’»)]")
INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+|[A-Z]")


@cache
def load_abbreviations() -> frozenset[str]:
    """Words after which a full stop closes no sentence, lower-case, without it."""
    text = resources.files("onrecord.lexicon").joinpath("abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def find_words(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the words of a text.

    >>> [("It's 1,200")[a:b] for a, b in find_words("It's 1,200")]
    ['It', "'s", '1,200']
    """
    return [match.span() for match in WORD.finditer(text)]


def find_sentence_starts(text: str, words: list[tuple[int, int]]) -> list[int]:
    """Indexes of the words that begin a sentence."""
    starts = [0] if words else []
    open_close = False  # a closing sign has been seen, only closing marks since
    for index in range(1, len(words)):
        begin, end = words[index]
        before_begin, before_end = words[index - 1]
        gap = text[before_end:begin]
        before = text[before_begin:before_end]
        if "\n" in gap:
            starts.append(index)
            open_close = False
            continue
        if before[-1] in CLOSING and not (before == "." and _is_abbreviation(text, words, index - 2)):
            open_close = not _is_initials(before) or _begins_sentence(text, words, index)
        elif before not in AFTER_CLOSING:
            open_close = False
        if open_close and gap and not _continues(text, begin, end):
            starts.append(index)
            open_close = False
    return starts


def _is_initials(word: str) -> bool:
    return len(word) > 1 and INITIALS.fullmatch(word) is not None


def _is_abbreviation(text: str, words: list[tuple[int, int]], index: int) -> bool:
    """Whether the word before a full stop keeps the sentence open."""
    if index < 0:
        return False
    begin, end = words[index]
    word = text[begin:end]
    if end < len(text) and text[end] != ".":
        return False
    if len(word) == 1 and word.isupper():
        return word != "I"
    return word.casefold() in load_abbreviations()


def _begins_sentence(text: str, words: list[tuple[int, int]], index: int) -> bool:
    """Whether the word after "U.S." looks like the start of a new sentence."""
    begin, end = words[index]
    word = text[begin:end]
    return word in {"The", "He", "She", "It", "They", "But", "In", "A", "An", "This", "That", "We", "I", "At", "On"}


def _continues(text: str, begin: int, end: int) -> bool:
    """Whether a word cannot begin a sentence: lower case, or a closing mark."""
    first = text[begin]
    return first.islower() or first in ",;:)]”’»" or (first == '"' and _closes_quotation(text, begin))


def _closes_quotation(text: str, at: int) -> bool:
    """Whether a straight double quotation mark closes: a blank or the end follows."""
    return at + 1 >= len(text) or text[at + 1].isspace()
