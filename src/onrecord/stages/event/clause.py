"""The clause around a trigger: subject, object, agent, voice, without a parser.

From the verb leftward, over auxiliaries, adverbs, times, "expected to" and a relative
pronoun, the first noun phrase that ends there is the subject; of "residents of the
town" it is the first. Nothing is given where another word stands between.

Limits: a noun phrase must be a name, a pronoun or a phrase for people; joined verbs
("shelled and stormed") and participles have no subject of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.lexicon.load import load_mention_words
from onrecord.model import Span, Time, Tokens

Range = tuple[int, int]
LONGEST: Final = 25  # words from a subject to its verb
AGENT_REACH: Final = 10  # words from a verb to "by"
OWNERS: Final = (("its",), ("their",), ("his",))  # "her" may be an object by itself
CLOSING: Final = frozenset(",.;:)")  # signs at which no object can follow
DEEPEST: Final = 3  # prepositions in one noun phrase


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands in the places of a clause.

    Attributes:
        subject: Noun phrase before the verb.
        object: Noun phrase directly after it.
        agent: Noun phrase after "by".
        is_passive: Whether the subject undergoes the event.
    """

    subject: Range | None = None
    object: Range | None = None
    agent: Range | None = None
    is_passive: bool = False


class Clauses:
    """Reads the clauses of one report.

    Args:
        tokens: The report.
        nouns: Names and noun phrases.
        times: Time expressions, over which a clause is read.
    """

    def __init__(self, tokens: Tokens, nouns: Iterable[Span], times: Iterable[Time]) -> None:
        self._tokens = tokens
        self._lower = tokens.lower
        self._first_of: dict[int, int] = {}  # end of a noun phrase -> its first word
        self._last_of: dict[int, int] = {}  # first word of a noun phrase -> its end
        pronouns = load_mention_words()["pronouns"]
        ranges = [tokens.range_of(span) for span in nouns]
        ranges += [(at, at + 1) for at, word in enumerate(self._lower) if word in pronouns]
        for first, last in ranges:
            self._first_of[last] = min(first, self._first_of.get(last, first))
            self._last_of[first] = max(last, self._last_of.get(first, last))
        self._time_of = {last: first for first, last in (tokens.range_of(time.span) for time in times)}

    def read(self, words: Range) -> Frame:
        """The frame of one trigger."""
        subject, is_passive = self._subject(words)
        agent = self._agent(words)
        is_passive |= agent is not None or self._undergoes(words[0]) or self._is_reduced(words)
        return Frame(subject, self._object(words), agent, is_passive)

    def _is_reduced(self, words: Range) -> bool:
        """Whether a participle stands without auxiliary and object: "two men arrested in May"."""
        known, end = load_mention_words(), self._end(words[0])
        if self._lower[words[0]] not in known["participles"] or words[0] not in self._first_of:
            return False
        first = self._first_of[words[0]]
        if first and self._lower[first - 1] in known["relatives"]:
            return False  # "the men whom police arrested"
        after, then = (*self._lower[words[1] : min(words[1] + 2, end)], ".", ".")[:2]
        return then != "least" and after in CLOSING | known["joins"] | known["time_prepositions"]

    def _undergoes(self, trigger: int) -> bool:
        """Whether a trigger by itself makes its subject undergo the event: "died", "her release"."""
        known, word = load_mention_words(), self._lower[trigger]
        is_owned = trigger > 0 and self._lower[trigger - 1] in known["possessives"]
        return word in known["undergoing"] or (is_owned and word in known["undergone"])

    def _subject(self, words: Range) -> tuple[Range | None, bool]:
        """The noun phrase before a verb, and whether a form of "be" makes the verb passive."""
        known = load_mention_words()
        at, begin = words[0], self._begin(words[0])
        is_passive, is_direct = False, True
        while at > max(begin, words[0] - LONGEST) and at not in self._first_of:
            word = self._lower[at - 1]
            if at in self._time_of:
                at = self._time_of[at]
                at -= at > begin and self._lower[at - 1] in known["time_prepositions"]
            elif word in known["auxiliaries"] or word.endswith("ly"):
                is_passive |= is_direct and word in known["passive"]
                at -= 1
            elif word == "to":
                is_direct = False  # "were expected to meet" is no passive
                at -= 1 if at - 1 in self._first_of or not self._lower[at - 2].isalpha() else 2
            elif word in known["relatives"]:
                at -= 2 if self._lower[at - 2] == "," else 1
            elif word == "," and (before := self._before_apposition(at - 1, begin)):
                at = before
            else:
                return None, False
        is_passive = is_passive and not self._lower[words[0]].endswith("ing")
        return (self._outermost(self._first_of[at], at), is_passive) if at in self._first_of else (None, False)

    def _before_apposition(self, comma: int, begin: int) -> int | None:
        """End of the noun phrase that an insertion between two commas follows."""
        at = comma - 1
        while at > begin and self._lower[at] != ",":
            at -= 1
        return at if at in self._first_of else None

    def _outermost(self, first: int, last: int) -> Range | None:
        """The first noun phrase of "residents of the town of Dura"; None where another word is the first."""
        known = load_mention_words()
        for _ in range(DEEPEST):
            at = first
            while at > self._begin(first) and self._lower[at - 1] in known["determiners"]:
                at -= 1
            if at == self._begin(first) or self._lower[at - 1] not in known["joins"]:
                break
            if at - 1 not in self._first_of:
                return None
            first, last = self._first_of[at - 1], at - 1
        return first, last

    def _object(self, words: Range) -> Range | None:
        """The noun phrase directly after a verb; in "halted its raids" there is none."""
        found = self._noun_at(words[1], self._end(words[0]))
        is_owner = found is not None and self._lower[slice(*found)] in OWNERS
        return None if is_owner else found

    def _agent(self, words: Range) -> Range | None:
        end = self._end(words[0])
        for at in range(words[1], min(end, words[1] + AGENT_REACH)):
            if self._lower[at] == "by":
                return self._noun_at(at + 1, end)
            if self._lower[at] in {",", ";"}:
                break
        return None

    def _noun_at(self, at: int, end: int) -> Range | None:
        """The noun phrase that begins at a word, or after the determiners there."""
        while at < end and at not in self._last_of and self._lower[at] in load_mention_words()["determiners"]:
            at += 1
        return (at, self._last_of[at]) if at < end and at in self._last_of else None

    def _begin(self, word: int) -> int:
        return self._tokens.sentence_around(word)[0]

    def _end(self, word: int) -> int:
        return self._tokens.sentence_around(word)[1]
