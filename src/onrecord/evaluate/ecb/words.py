"""The small words that the pair model of ECB+ needs, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from onrecord.lexicon.strict import read_yaml


class SmallWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of ``words.yaml``."""

    particles: frozenset[str]
    noun_endings: tuple[str, ...]
    stops: frozenset[str]


@cache
def load_small_words() -> SmallWords:
    """The word lists.

    Raises:
        LexiconError: The file breaks its form.
    """
    return read_yaml(resources.files("onrecord.evaluate.ecb").joinpath("words.yaml"), SmallWords)
