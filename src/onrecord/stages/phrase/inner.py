"""Names inside hyphenated words that state a tie: "Iran" in "Iran-backed", "government" in "pro-government"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from onrecord.lexicon.load import load_tie_words
from onrecord.model import Span, Tokens
from onrecord.registry import find_actor

HYPHENS: Final = "-‐‑–"
GOVERNMENT: Final = "government"


@cache
def _affixes() -> tuple[frozenset[str], frozenset[str]]:
    """Prefixes and suffixes."""
    affixes = load_tie_words().affixes
    return frozenset(a.prefix for a in affixes if a.prefix), frozenset(a.suffix for a in affixes if a.suffix)


def find_inner_names(tokens: Tokens) -> Iterator[Span]:
    """Spans of the names, which are parts of words.

    Args:
        tokens: n words.
    """
    prefixes, suffixes = _affixes()
    for start, word in zip(tokens.starts.data, tokens.words, strict=True):
        hyphen = next((mark for mark in HYPHENS if mark in word), None)
        if hyphen is None:
            continue
        head, _, behind = word.partition(hyphen)
        before, _, tail = word.rpartition(hyphen)
        if head.lower() in prefixes and is_actor_name(behind):
            yield Span.cut(tokens.text, start + len(word) - len(behind), start + len(word))
        elif tail.lower() in suffixes and is_actor_name(before):
            yield Span.cut(tokens.text, start, start + len(before))


def is_actor_name(word: str) -> bool:
    """Whether a word alone names a government or an actor of the registry."""
    return word.lower() == GOVERNMENT or (word[:1].isupper() and find_actor(word) is not None)
