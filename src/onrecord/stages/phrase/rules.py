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

from functools import cache
from typing import Final

from onrecord.lexicon.actor_words import is_person_head, load_words, singular
from onrecord.lexicon.load import load_acts, load_phrase_words

from .view import Range, View

LONGEST: Final = 9  # words before a head
DEEPEST: Final = 4  # genitives or words of quantity before one head
VERB_ENDINGS: Final = ("ed", "ing", "ly")
OF: Final = frozenset({"of"})


@cache
def _quantities() -> tuple[frozenset[str], int]:
    """Phrases of quantity, and the words of the longest."""
    phrases = frozenset(load_words().quantity)
    return phrases, max(phrase.count(" ") for phrase in phrases) + 1


@cache
def _load_nouns() -> frozenset[str]:
    """Nouns that a phrase can have as its head."""
    words = load_words()
    return frozenset({*words.heads, *words.persons, *words.members})


class Chunker:
    """Finds the phrases of one report.

    Args:
        view: The report.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    def find_all(self) -> tuple[set[Range], set[Range]]:
        """Ranges of words.

        Returns:
            The phrases, and what each head takes in on its left, full phrase or not.
        """
        heads = [at for at, word in enumerate(self.view.lower) if self._is_head(at, word)]
        found = {last: first for first, last in map(self.grow, heads) if first < last}
        grown = {(first, last) for last, first in found.items()}
        for last in sorted(found, reverse=True):  # from the end: what follows "of" is grown before
            named = self._name_behind(last)
            tail = named or self._tail(last, found)
            if tail > last:
                found[tail] = min(found[last], found.get(tail, last))
            if named is not None:
                del found[last]  # an office, whose holder's name follows
        return {(first, last) for last, first in found.items() if self._is_full(first, last)}, grown

    def _is_head(self, at: int, word: str) -> bool:
        """Whether a word is the head of a phrase: a known noun that no name holds and no other head follows."""
        if at in self.view.name_at or not (self._is_noun(word) or self._is_named_part(at, word)):
            return False
        after = at + 1
        return not (
            self.view.are_together(at, after)
            and after not in self.view.name_at
            and self._is_noun(self.view.lower[after])
        )

    def _is_named_part(self, at: int, word: str) -> bool:
        """Whether an ambiguous word is a body here: "the armed wing", "the miners' union"."""
        words = load_phrase_words()
        return at > 0 and word in words["ambiguous"] and self.view.lower[at - 1] in words["qualifiers"]

    @staticmethod
    def _is_noun(word: str) -> bool:
        nouns = _load_nouns()
        return (word in nouns or singular(word) in nouns) and word not in load_phrase_words()["ambiguous"]

    def grow(self, head: int, deep: int = DEEPEST) -> Range:
        """A head with the words before it that belong to it; of a chain of genitives the last few."""
        begin, first, is_opened = self._left_edge(head)
        if not is_opened:
            first = begin
        if deep and first > 1 and self.view.is_genitive(first - 1):
            owner = first - 2
            if owner in self.view.name_at:
                first = self.view.name_at[owner][0][0]
                first -= first > 0 and self.view.lower[first - 1] in load_phrase_words()["articles"]
            else:
                first = self.grow(owner, deep - 1)[0]
        return self._with_quantity(first), head + 1

    def _left_edge(self, head: int) -> tuple[int, int, bool]:
        """Walk to the left of a head.

        Returns:
            Where the sure part begins, where the walk ended, and whether a determiner or number opens that.
        """
        first = sure = head
        is_opened = False
        while first > 0 and head - first < LONGEST and self.view.sentence_of[first - 1] == self.view.sentence_of[head]:
            before = first - 1
            word = self.view.lower[before]
            if before in self.view.name_at:
                (start, _), type_ = self.view.name_at[before]
                if type_ in ("date", "money"):
                    break
                sure = start if sure == first else sure
                first = start
                continue
            is_opener = word in load_words().determiners or word == "whose" or (word[0].isdigit() and ":" not in word)
            if self._ends_phrase(before, is_opener, is_opened):
                if not (is_opener or is_opened) and self._is_verb(before):
                    return sure, first, True  # "blamed unidentified attackers"
                break
            if self._is_noun(word) and (plain := self._leftmost_plain(first, head)) is not None:
                return plain + 1, plain + 1, False  # "officers beat students"
            first, is_opened = before, is_opener or is_opened
            if word in load_phrase_words()["articles"]:
                break
            if not is_opener and sure == before + 1 and ("-" in word or not word.endswith(VERB_ENDINGS)):
                sure = before
        return sure, first, is_opened

    def _ends_phrase(self, at: int, is_opener: bool, is_opened: bool) -> bool:
        """Whether a word stands before the phrase and not in it."""
        word = self.view.lower[at]
        stops = load_phrase_words()["stops"]
        if is_opener:
            return word in stops and word != "whose"
        if is_opened and word in load_phrase_words()["before_numbers"]:
            return False
        return is_opened or word in stops or not word[0].isalpha() or self._is_verb(at)

    def _leftmost_plain(self, first: int, last: int) -> int | None:
        """The first word of a range that is neither a noun of the lists nor part of a name."""
        plain = (
            at for at in range(first, last) if at not in self.view.name_at and not self._is_noun(self.view.lower[at])
        )
        return next((at for at in plain if self.view.words[at].islower()), None)

    def _with_quantity(self, first: int) -> int:
        """A phrase with the words of quantity before it: "dozens of", "an estimated 40 to"."""
        book, longest = _quantities()
        begin, _ = self.view.tokens.sentence_around(first)
        for _ in range(DEEPEST):
            sizes = range(min(longest, first - begin), 0, -1)
            size = next((size for size in sizes if " ".join(self.view.lower[first - size : first]) in book), 0)
            first -= size
        return first

    def _is_verb(self, at: int) -> bool:
        """Whether a word is a verb of a tie or of saying, or follows an auxiliary, and is no known noun."""
        word = self.view.lower[at]
        words = load_phrase_words()
        opened = at > 0 and self.view.lower[at - 1] in words["articles"]
        finite = (word in words["predicates"] or word in load_acts()) and not word.endswith("ing") and not opened
        if finite and not self._is_noun(word):
            return self.view.words[at].islower()
        opens = at > 0 and self.view.lower[at - 1] in load_phrase_words()["auxiliaries"]
        return opens and self.view.words[at].islower() and not self._is_noun(self.view.lower[at])

    def _tail(self, last: int, found: dict[int, int]) -> int:
        """End of the phrase with what "of" joins to it: a name, or, behind a word for members, another phrase."""
        words = load_words()
        begin = last + 1
        if not self.view.are_together(begin, last - 1):
            return last
        is_member = any(
            form in words.members for form in (self.view.lower[last - 1], singular(self.view.lower[last - 1]))
        )
        if self.view.lower[last] not in (words.joins if is_member else OF):
            return last
        for end in range(begin + 1, min(begin + LONGEST, len(self.view.lower) + 1)) if is_member else ():
            if found.get(end) == begin:
                return end
        while begin < len(self.view.lower) and self.view.lower[begin] in words.determiners | {"“", '"'}:
            begin += 1
        name = self.view.name_at.get(begin)
        types = ("organisation", "person") if is_member else ("organisation", "place")
        return name[0][1] if name and name[1] in types else last

    def _name_behind(self, last: int) -> int | None:
        """End of the person's name right behind a word for one person: "army spokesman Colonel Omar Saleh"."""
        head = self.view.lower[last - 1]
        if not (is_person_head(head) and head == singular(head)):
            return None
        at = last
        while (
            at < len(self.view.lower)
            and at not in self.view.name_at
            and self.view.lower[at].rstrip(".") in load_words().titles
        ):
            at += 1
        name = self.view.name_at.get(at)
        fits = name is not None and name[1] == "person" and name[0][0] == at and self.view.are_together(at, last - 1)
        return name[0][1] if name is not None and fits else None

    def _is_full(self, first: int, last: int) -> bool:
        """Whether a phrase says enough: one person needs an article or a modifier, a plural stands alone."""
        if last - first > 1:
            return True
        word = self.view.lower[first]
        is_mass = load_words().irregular.get(word) == word  # "police", "people"
        return is_mass or (singular(word) != word and not is_person_head(word))
