"""One report as the rules of this stage see it: its words, and the names in it."""

from __future__ import annotations

from typing import Final

from onrecord.model import Mention, Tokens
from onrecord.registry import find_actor

Range = tuple[int, int]
GENITIVES: Final = frozenset({"'s", "’s"})
PLURAL_GENITIVES: Final = frozenset({"'", "’"})


class View:
    """The words of a report and the names that they belong to.

    Attributes:
        tokens: The report.
        words: Its words.
        lower: The words in lower case.
        sentence_of: The sentence of each word.
        name_at: Word -> range and type of the name that holds it.
    """

    def __init__(self, tokens: Tokens, mentions: tuple[Mention, ...]) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lower = tokens.lower
        self.sentence_of = tokens.sentence_of.data
        self.name_at: dict[int, tuple[Range, str]] = {}
        for mention in mentions:
            first, last = tokens.range_of(mention.span)
            for at in range(first, last):
                self.name_at[at] = ((first, last), mention.type)

    def are_together(self, one: int, other: int) -> bool:
        """Whether two places are words of one sentence."""
        inside = min(one, other) >= 0 and max(one, other) < len(self.lower)
        return inside and bool(self.sentence_of[one] == self.sentence_of[other])

    def is_genitive(self, at: int) -> bool:
        """Whether a word is a genitive ending: "'s", or "'" behind a plural."""
        word = self.lower[at]
        return word in GENITIVES or (word in PLURAL_GENITIVES and at > 0 and self.lower[at - 1].endswith("s"))

    def is_state(self, first: int, last: int) -> bool:
        """Whether words name a state, or stand for one as its capital does."""
        entry = find_actor(self.tokens.span(first, last).text)
        return entry is not None and entry.kind == "state"

    def state_at(self, at: int) -> Range | None:
        """The state whose name begins at a word, or behind its article."""
        at += at < len(self.lower) and self.lower[at] == "the"
        if at not in self.name_at or self.name_at[at][1] != "place":
            return None
        first, last = self.name_at[at][0]
        return (first, last) if first == at and self.is_state(first, last) else None
