"""A figure on its way from count to unit."""

from __future__ import annotations

from dataclasses import dataclass

from .count import Count
from .phrase import Phrase


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure on its way.

    Attributes:
        count: The count.
        phrase: What it counts.
        first: Index of its first token.
        last: Index one past its last token.
        after_count: Index of the token after the count alone.
        sentence: Half-open range of tokens of its sentence.
        before: The unit of the figure before it in the same or the last sentence, if any.
    """

    count: Count
    phrase: Phrase
    first: int
    last: int
    after_count: int
    sentence: tuple[int, int]
    before: str | None
    capitals: tuple[bool, ...] = ()

    def is_capital(self, index: int) -> bool:
        """Whether a token of the phrase begins with a capital."""
        return self.capitals[index - self.first]
