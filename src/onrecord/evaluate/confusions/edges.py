"""How the ends of two overlapping spans differ, in words (``edges.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import msgspec

from onrecord.evaluate.corpus import Range
from onrecord.lexicon.strict import read_yaml


class Edge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of words: those that the pattern fits as a whole."""

    name: str
    pattern: str


@cache
def _load_edges() -> tuple[tuple[str, re.Pattern[str]], ...]:
    edges = read_yaml(resources.files("onrecord.evaluate.confusions").joinpath("edges.yaml"), tuple[Edge, ...])
    return tuple((edge.name, re.compile(edge.pattern, re.DOTALL)) for edge in edges)


def name_words(words: str) -> str:
    """The kind of a stretch of words.

    >>> name_words(", a lawyer"), name_words("of Mosul")
    ('a phrase after a comma or dash', 'a phrase with its preposition')
    """
    words = words.strip().lower()
    return next(name for name, pattern in _load_edges() if pattern.fullmatch(words))


def compare_ends(text: str, gold: Range, found: Range) -> str:
    """What a span that we found has too much or lacks.

    Args:
        text: What the ranges count in.
        gold: The annotated span.
        found: One that overlaps it; the same gives an empty string.

    >>> compare_ends("The mayor of Bria said", (0, 17), (0, 9))
    'too short: ends without a phrase with its preposition'
    """
    starts = text[min(gold[0], found[0]) : max(gold[0], found[0])]
    ends = text[min(gold[1], found[1]) : max(gold[1], found[1])]
    if starts.strip() and ends.strip():
        return "both ends differ"
    if starts.strip():
        is_long = found[0] < gold[0]
        return f"too {'long: begins with' if is_long else 'short: begins without'} {name_words(starts)}"
    if ends.strip():
        is_long = found[1] > gold[1]
        return f"too {'long: ends with' if is_long else 'short: ends without'} {name_words(ends)}"
    return "" if gold == found else "other white space"
