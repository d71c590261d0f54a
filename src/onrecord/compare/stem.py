"""Stems of English words: the Snowball stemmer, with irregular verbs first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import snowballstemmer

from .words import load_compare_words

CAPITALISED: Final = re.compile(r"(?<![\w'’])(?:[A-Z]\w*[-’'])*[A-Z][\w’']+")
SHORTEST: Final = 2  # consonants of a name that tells something
_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem of a lower-case word.

    >>> stem("explosions"), stem("bombed")
    ('explos', 'bomb')
    """
    return str(_STEMMER.stemWord(word))


def stem_all(words: Iterable[str]) -> tuple[str, ...]:
    """Stems of the words that say something, each once, in order."""
    stops = load_compare_words().stops
    return tuple(dict.fromkeys(stem(word) for word in words if word not in stops and len(word) > 1))


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """Consonants of a name, for names that are spelt in several ways.

    >>> skeleton("rami abdel rahman") == skeleton("rami abdulrahman") == skeleton("Rami Abdurrahman")
    True
    >>> skeleton("Saraqeb") == skeleton("Saraqib")
    True
    """
    plain = re.sub(r"\babd[aeu][lr]?\W?(?=\w)", "abd", name.lower())
    plain = re.sub(r"[aeiouy\W_]", "", re.sub(r"\ba[lns][- ]", "", plain)).replace("q", "k")
    return re.sub(r"(\w)\1+", r"\1", plain)


def find_names(text: str) -> tuple[str, ...]:
    """Skeletons of the capitalised words of a sentence that are no small words, each once."""
    stops = load_compare_words().stops
    words = (word for match in CAPITALISED.finditer(text) for word in re.split(r"[-’']", match[0]))
    found = (skeleton(word) for word in words if word.lower() not in stops)
    return tuple(dict.fromkeys(form for form in found if len(form) >= SHORTEST))
