"""Place and time after a trigger, where the link head gives none: "was killed in Kabul on Monday".

Only the trigger's own clause is read: up to a sign, a word that opens another clause, or
another trigger.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.lexicon.load import load_mention_words
from onrecord.model import Mention, Span, SpanIndex, Time, Tokens

from .triggers import Range

# Words after a trigger, chosen on our own train reports (event place F1, date F1); re-run `make evaluate`.
PLACE_REACH: Final = 12
TIME_REACH: Final = 6


class Nearby:
    """Looks behind the triggers of one report.

    Args:
        tokens: The report.
        heads: First words of all triggers.
    """

    def __init__(self, tokens: Tokens, heads: frozenset[int]) -> None:
        self._tokens = tokens
        self._heads = heads

    def find_place(self, words: Range, names: SpanIndex[Mention]) -> Span | None:
        """The first name of a place after "in", "at", "near" …."""
        for at in self._rest(words, PLACE_REACH):
            for name in names.overlapping(self._tokens.span(at, at + 1)):
                first, _ = self._tokens.range_of(name.span)
                if first == at and self._is_placed(at, words[1]):
                    return name.span
        return None

    def find_time(self, words: Range, times: SpanIndex[Time]) -> Time | None:
        """The first date; a duration is none."""
        found = (
            time
            for at in self._rest(words, TIME_REACH)
            for time in times.overlapping(self._tokens.span(at, at + 1))
            if time.value and not time.value.startswith("P")
        )
        return next(found, None)

    def _rest(self, words: Range, reach: int) -> Iterator[int]:
        """Words after a trigger in its clause."""
        end = self._tokens.sentence_around(words[0])[1]
        for at in range(words[1], min(end, words[1] + reach + 1)):
            if at in self._heads or self._tokens.lower[at] in load_mention_words()["clause_ends"]:
                return
            yield at

    def _is_placed(self, at: int, begin: int) -> bool:
        """Whether a preposition of place stands before a name, articles and compass words aside."""
        known, lower = load_mention_words(), self._tokens.lower
        while at > begin and (lower[at - 1] in known["before_places"] or lower[at - 1] in known["determiners"]):
            at -= 1
        return at > begin and lower[at - 1] in known["place_prepositions"]
