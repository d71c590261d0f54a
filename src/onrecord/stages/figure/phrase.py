"""The noun phrase that a count counts, without a parser.

Method: from the count rightwards over articles and adjectives to the first plural noun
(or the last word before a word that ends a phrase). Limits: a singular head after
another plural ("arms depot") is cut; relative clauses are not followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.lexicon.figures import FigureWords, load_figures

AFTER_JOINED: Final = frozenset({"have", "has", "had", "were", "are", "was", "will", "who", "been", ".", ","})
QUOTES: Final = frozenset('"“')
LONGEST_NAME: Final = 5
"""Letters; shorter capitalised words in -is are names ("Paris", "Isis")."""
LONGEST: Final = 7
"""Words of the longest phrase that is followed."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase after a count.

    Attributes:
        end: Index one past its last token; the count's own end if there is no noun.
        head: Its noun, lower-case; empty if there is none.
        is_pronoun: Whether it ends in a pronoun ("of them").
        joined: Index of the first token after articles, if two nouns are counted together.
        has_more: Whether "more" or "others" refers to an earlier count.
    """

    end: int
    head: str
    is_pronoun: bool = False
    has_more: bool = False
    joined: int | None = None


def find_phrase(words: Sequence[str], first: int, limit: int, *, is_one: bool, is_of: bool) -> Phrase:
    """The phrase that begins at a token.

    Args:
        words: All tokens.
        first: Index of the token after the count.
        limit: Index one past the sentence.
        is_one: Whether the count is one or none, whose noun is singular.
        is_of: Whether "of" stands first.
    """
    table = load_figures()
    at = first
    if is_of and at < limit and words[at].lower() == "of":
        at += 1
    if at + 1 < limit and words[at] in QUOTES and words[at + 1][0].isalpha():
        at += 1
    has_more = at < limit and words[at].lower() in {"more", "additional"}
    at += has_more
    while (
        at < limit and words[at].lower() in table.articles and (at > first or words[at].lower() not in table.pronouns)
    ):
        at += 1
    if at > first and at <= limit and words[at - 1].lower() in table.pronouns:
        return Phrase(at, "", is_pronoun=True, has_more=has_more)
    if is_of and at < limit and words[at].lower() in table.pronouns:
        return Phrase(at + 1, "", is_pronoun=True, has_more=has_more)
    end, head = _walk(words, at, limit, table, is_one=is_one)
    if not head:
        return Phrase(first + 1 if has_more and not is_of else first, "", has_more=has_more)
    joined = _find_joined(words, end, limit, table)
    return Phrase(joined or end, head, has_more=has_more, joined=at if joined else None)


def _find_joined(words: Sequence[str], end: int, limit: int, table: FigureWords) -> int | None:
    """End of a second plural that the count also counts ("residents and militants have had …").

    A second plural that begins a clause of its own is told by the word after it, which
    must be an auxiliary or a sign.
    """
    if end + 2 >= limit or words[end].lower() != "and" or words[end + 1].lower() in table.articles:
        return None
    for at in range(end + 1, min(limit - 1, end + 4)):
        word, after = words[at].lower(), words[at + 1].lower()
        if not word[0].isalpha() or word in table.stops:
            return None
        if is_plural(word, table) and not is_plural(after, table):
            return at + 1 if after in AFTER_JOINED else None
    return None


def _walk(words: Sequence[str], first: int, limit: int, table: FigureWords, *, is_one: bool) -> tuple[int, str]:
    """End and head of a phrase that begins at ``first``; no head if it holds no noun."""
    seen = -1
    for at in range(first, min(limit, first + LONGEST)):
        word = words[at].lower()
        if word in {"'s", "’s"} and at > first:
            seen = -1
            continue
        if not (word[0].isalpha() or word[0].isdecimal()) or (word in table.stops and not _is_acronym(words, at)):
            break
        if (is_plural(word, table) or _is_people(words[at])) and not is_one:
            following = words[at + 1].lower() if at + 1 < limit else ""
            goes_on = words[at][0].isupper() or word in table.plurals
            if following in {"'s", "’s"} or (goes_on and is_plural(following, table)):
                continue
            if (
                following in {"'", "’"}
                and at + 2 < limit
                and words[at + 2][0].isalpha()
                and words[at + 2].lower() not in table.stops
            ):
                continue
            return at + 1, word
        seen = at
        if (
            word.endswith("ed")
            and at + 1 < limit
            and (words[at + 1].lower() in table.stops or not words[at + 1][0].isalpha())
        ):
            seen = at - 1 if at > first else -1
            break
        if is_one and not _is_adjective(word) and (at + 1 >= limit or not _continues(words[at + 1].lower(), table)):
            return at + 1, word
    if is_one and seen >= first and words[seen].lower() not in table.stops:
        return seen + 1, words[seen].lower()
    return first, ""


def _is_acronym(words: Sequence[str], at: int) -> bool:
    """Whether a small word in capitals is a name ("IS fighters"), the text around it not being so."""
    return words[at].isupper() and len(words[at]) > 1 and at + 1 < len(words) and not words[at + 1].isupper()


def _is_people(word: str) -> bool:
    """Whether a word names members of a people whose singular ends in -i ("Iraqis")."""
    return word[0].isupper() and word.endswith("is") and len(word) > LONGEST_NAME


def _is_adjective(word: str) -> bool:
    return word.endswith(("ian", "ish", "ese", "ed", "al", "ive", "ous", "ic", "ing", "an", "i"))


def _continues(word: str, table: FigureWords) -> bool:
    return bool(word) and word[0].isalpha() and word not in table.stops and not word.endswith("ed")


def is_plural(word: str, table: FigureWords) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    if word in table.plurals or (word.endswith("men") and len(word) > 4 and word not in table.not_men):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous"))
        and word not in table.not_plural
    )


def plural_of(head: str) -> str:
    """The plural of a head noun that may be singular.

    >>> plural_of("bullet"), plural_of("policeman"), plural_of("attacks")
    ('bullets', 'policemen', 'attacks')
    """
    table = load_figures()
    if is_plural(head, table) or (head.endswith("is") and len(head) > LONGEST_NAME):
        return head
    if head.endswith("man"):
        return head[:-3] + "men"
    if head in {"person", "child"}:
        return {"person": "people", "child": "children"}[head]
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ies"
    return head + ("es" if head.endswith(("s", "x", "z", "ch", "sh")) else "s")
