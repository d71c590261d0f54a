"""Phrases with a value, looked up in a sequence of words.

The phrases are indexed by their first word, the longest first, so that one look-up
in a dictionary a word decides most places and the longest phrase wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Match(Generic[V]):
    """One phrase found: half-open range of words, and its value."""

    first: int
    last: int
    value: V


@dataclass(frozen=True, slots=True)
class Phrasebook(Generic[V]):
    """An index of phrases.

    Attributes:
        entries: First word -> (all words, value), the longest first, then in the
            order in which they were given.
    """

    entries: Mapping[str, tuple[tuple[tuple[str, ...], V], ...]]

    @classmethod
    def build(cls, phrases: Iterable[tuple[str, V]]) -> Phrasebook[V]:
        """Index phrases.

        Args:
            phrases: Lower-case words with one blank between, and the value. Of the
                same phrase twice the first counts.
        """
        index: dict[str, dict[tuple[str, ...], V]] = {}
        for phrase, value in phrases:
            words = tuple(phrase.split())
            index.setdefault(words[0], {}).setdefault(words, value)
        return cls({
            word: tuple(sorted(found.items(), key=lambda entry: -len(entry[0]))) for word, found in index.items()
        })

    def match_at(self, words: Sequence[str], at: int) -> Match[V] | None:
        """The longest phrase that begins at a word.

        Args:
            words: Lower-case words.
            at: Index of the first word of the phrase.

        >>> Phrasebook.build([("air", 1), ("air strike", 2)]).match_at(["an", "air", "strike"], 1)
        Match(first=1, last=3, value=2)
        """
        for phrase, value in self.entries.get(words[at], ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                return Match(at, at + len(phrase), value)
        return None

    def find_all(self, words: Sequence[str]) -> Iterator[Match[V]]:
        """Every phrase in a text, from left to right, the longest at each place, none within another.

        >>> book = Phrasebook.build([("air strike", "aerial"), ("strike", "protest")])
        >>> [(found.first, found.value) for found in book.find_all("air strike after strike".split())]
        [(0, 'aerial'), (3, 'protest')]
        """
        reached = 0
        for at in [at for at, word in enumerate(words) if word in self.entries]:
            found = self.match_at(words, at) if at >= reached else None
            if found is not None:
                reached = found.last
                yield found
