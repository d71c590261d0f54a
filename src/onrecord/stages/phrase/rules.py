"""Noun phrases around known head nouns, without a parser.

From each head the words before it are taken in up to a determiner, or, where there is
none, while they can only be modifiers. Words that end like verbs ("armed", "fighting")
belong to the phrase only if a determiner or number opens it. A head that other heads
follow is a modifier ("rebel fighters"). "Fighters of X" and "members of the Y forces"
take in what follows.

Limits: a noun that is no head ends a phrase too early ("the government building" gives
"the government"); bare plurals after a verb in its base form may take it in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from onrecord.lexicon.actor_words import is_person_head, load_words, singular
from onrecord.lexicon.load import load_phrase_words
from onrecord.model import Mention, Tokens

Range = tuple[int, int]
LONGEST: Final = 9  # words before a head
VERB_ENDINGS: Final = ("ed", "ing", "ly")
GENITIVES: Final = frozenset({"'s", "’s"})
OF: Final = frozenset({"of"})


@cache
def _quantities() -> tuple[frozenset[str], int]:
    """Phrases of quantity, and the words of the longest."""
    phrases = frozenset(load_words().quantity)
    return phrases, max(phrase.count(" ") for phrase in phrases) + 1


class Chunker:
    """Finds the phrases of one report.

    Args:
        tokens: The report.
        mentions: Its names.
    """

    def __init__(self, tokens: Tokens, mentions: tuple[Mention, ...]) -> None:
        self._tokens = tokens
        self._lower = [word.lower() for word in tokens.words]
        self._sentence_of = tokens.sentence_of.tolist()
        self._name_at: dict[int, tuple[Range, str]] = {}
        for mention in mentions:
            first, last = tokens.range_of(mention.span)
            for at in range(first, last):
                self._name_at[at] = ((first, last), mention.type)

    def find_all(self) -> list[Range]:
        """Ranges of words, in text order."""
        heads = [at for at, word in enumerate(self._lower) if self._is_head(at, word)]
        found = {last: first for first, last in map(self._grow, heads) if first < last}
        for last in sorted(found, reverse=True):  # from the end: what follows "of" is grown before
            tail = self._tail(last, found)
            if tail > last:
                found[tail] = min(found[last], found.get(tail, last))
        whole = {(first, last) for last, first in found.items() if self._is_full(first, last)}
        return sorted({*whole, *self._owners(whole)})

    def _owners(self, phrases: set[Range]) -> Iterator[Range]:
        """Whose the phrases are: "its" in "its leader", "police" in "police spokesman"."""
        for first, last in phrases:
            if self._lower[first] in load_words().possessives and last - first > 1:
                yield first, first + 1
            body, head = last - 2, singular(self._lower[last - 1])
            has_office = is_person_head(head) and head not in load_words().members  # "army officers" are the army
            if body >= first and has_office and self._lower[body] in load_phrase_words()["bodies"]:
                yield body, body + 1

    def _is_head(self, at: int, word: str) -> bool:
        """Whether a word is the head of a phrase: a known noun that no name holds and no other head follows."""
        if at in self._name_at or not self._is_noun(word):
            return False
        after = at + 1
        follows = after < len(self._lower) and self._sentence_of[after] == self._sentence_of[at]
        return not (follows and after not in self._name_at and self._is_noun(self._lower[after]))

    @staticmethod
    def _is_noun(word: str) -> bool:
        words = load_words()
        if word in load_phrase_words()["ambiguous"]:
            return False
        forms = (word, singular(word))
        return any(form in group for form in forms for group in (words.heads, words.persons, words.members))

    def _grow(self, head: int) -> Range:
        """A head with the words before it that belong to it."""
        begin, first, is_opened = self._left_edge(head)
        if not is_opened:
            first = begin
        if first > 1 and self._lower[first - 1] in GENITIVES:
            owner = first - 2
            first = self._name_at[owner][0][0] if owner in self._name_at else self._grow(owner)[0]
        return self._with_quantity(first), head + 1

    def _left_edge(self, head: int) -> tuple[int, int, bool]:
        """Walk to the left of a head.

        Returns:
            Where the sure part begins, where the walk ended, and whether a determiner or number opens that.
        """
        first = sure = head
        is_opened = False
        while first > 0 and head - first < LONGEST and self._sentence_of[first - 1] == self._sentence_of[head]:
            before = first - 1
            word = self._lower[before]
            if before in self._name_at:
                (start, _), type_ = self._name_at[before]
                if type_ in ("date", "money"):
                    break
                sure = start if sure == first else sure
                first = start
                continue
            is_opener = word in load_words().determiners or word[0].isdigit()
            if self._ends_phrase(before, is_opener, is_opened):
                break
            if self._is_noun(word) and (plain := self._leftmost_plain(first, head)) is not None:
                return plain + 1, plain + 1, False  # "officers beat students"
            first, is_opened = before, is_opener
            if word in load_phrase_words()["articles"]:
                break
            if not is_opener and sure == before + 1 and not word.endswith(VERB_ENDINGS):
                sure = before
        return sure, first, is_opened

    def _ends_phrase(self, at: int, is_opener: bool, is_opened: bool) -> bool:
        """Whether a word stands before the phrase and not in it."""
        word = self._lower[at]
        stops = load_phrase_words()["stops"]
        if is_opener:
            return word in stops
        return is_opened or word in stops or not word[0].isalnum() or self._is_verb(at)

    def _leftmost_plain(self, first: int, last: int) -> int | None:
        """The first word of a range that is neither a noun of the lists nor part of a name."""
        plain = (at for at in range(first, last) if at not in self._name_at and not self._is_noun(self._lower[at]))
        return next((at for at in plain if self._tokens.words[at].islower()), None)

    def _with_quantity(self, first: int) -> int:
        """A phrase with the words of quantity before it: "dozens of", "an estimated 40 to"."""
        book, longest = _quantities()
        begin = int(self._tokens.sentences[self._sentence_of[first]])
        for size in range(min(longest, first - begin), 0, -1):
            if " ".join(self._lower[first - size : first]) in book:
                return self._with_quantity(first - size)
        return first

    def _is_verb(self, at: int) -> bool:
        """Whether a word follows "to" or an auxiliary and is no known noun: "to fight rebels", "will aid troops"."""
        opens = at > 0 and self._lower[at - 1] in load_phrase_words()["auxiliaries"]
        return opens and self._tokens.words[at].islower() and not self._is_noun(self._lower[at])

    def _tail(self, last: int, found: dict[int, int]) -> int:
        """End of the phrase with what "of" joins to it: a name, or, behind a word for members, another phrase."""
        words = load_words()
        begin = last + 1
        if begin >= len(self._lower) or self._sentence_of[begin] != self._sentence_of[last - 1]:
            return last
        is_member = any(form in words.members for form in (self._lower[last - 1], singular(self._lower[last - 1])))
        if self._lower[last] not in (words.joins if is_member else OF):
            return last
        for end in range(begin + 1, min(begin + LONGEST, len(self._lower) + 1)) if is_member else ():
            if found.get(end) == begin:
                return end
        while begin < len(self._lower) and self._lower[begin] in words.determiners | {"“", '"'}:
            begin += 1
        name = self._name_at.get(begin)
        types = ("organisation", "person") if is_member else ("organisation", "place")
        return name[0][1] if name and name[1] in types else last

    def _is_full(self, first: int, last: int) -> bool:
        """Whether a phrase says enough: one person needs an article or a modifier, a plural stands alone."""
        if last - first > 1:
            return True
        word = self._lower[first]
        is_mass = load_words().irregular.get(word) == word  # "police", "people"
        return is_mass or (singular(word) != word and not is_person_head(word))
