"""Find loaded words: which words, and with which noun.

A noun stands alone ("rebels") or before the noun that it belongs to ("rebel
fighters"); an adjective needs such a noun. A word before an act or a thing ("terrorist
attack", "rebel area") labels no actor, nor does a part of a name ("Martyrs Brigade").

Limits: no parser; the noun is looked for among the next three words. Irony without
quotation marks is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.lexicon.load import LabelUse, LabelWord, load_groups, load_labels
from onrecord.lexicon.phrasebook import Match, Phrasebook
from onrecord.model import LabelKind, Span, Tokens

from .owners import Mentions

OPENING: Final = frozenset("“\"«‘'([")
BREAKS: Final = frozenset(".!?:;—–-•…")
DETERMINERS: Final = frozenset(("a", "an", "the", "as", "its", "their", "these", "those", "some", "any", "and", "of"))
LINKING: Final = frozenset((
    "as",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "become",
    "became",
    "call",
    "called",
    "calls",
))
BETWEEN: Final = frozenset(("a", "an", "the", "no", "not", "mere", "simply", "just", "all", *OPENING))
"""Words that may stand between a linking verb and the word that it predicates."""
REACH: Final[dict[LabelUse, int]] = {"noun": 2, "adjective": 3, "before_group": 1}
"""How far behind a loaded word its noun may stand, in words ("a jihadist splinter faction")."""
SCARE_WORDS: Final = 3
"""Longest scare quotation, in words: longer ones are quotations."""
HEADLINE_SHARE: Final = 0.6
"""From this share of capitalised words on a sentence is a headline, where a capital makes no name."""


SCARE: Final = LabelWord("distancing", "noun", plural=True)


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A loaded word with its noun.

    Attributes:
        is_predicate: It is said of what stands before it ("described X as …").
        is_scare: Only the quotation marks make it a label, and they are the report's.
    """

    span: Span
    kind: LabelKind
    is_predicate: bool
    is_scare: bool


@cache
def _book() -> Phrasebook[LabelWord]:
    return Phrasebook.build(load_labels().items())


def find_loaded_words(tokens: Tokens, mentions: Mentions) -> Iterator[LoadedWord]:
    """Every loaded word of a text, from left to right."""
    lower = tokens.lower
    reached = 0
    loaded = list(_book().find_all(lower))
    scare = _find_scare_quotes(tokens, lower, {at for found in loaded for at in range(found.first, found.last)})
    for found in sorted((*loaded, *scare), key=lambda found: found.first):
        if found.first < reached or _is_name_part(tokens, found):
            continue
        last = _find_end(tokens, lower, found)
        if last is None or not _names_actor(tokens, lower, found, last, mentions):
            continue
        reached = last
        yield LoadedWord(
            tokens.span(found.first, last),
            found.value.kind,
            is_predicate=_is_predicate(lower, found.first),
            is_scare=found.value is SCARE,
        )


def _find_end(tokens: Tokens, lower: tuple[str, ...], found: Match[LabelWord]) -> int | None:
    """One past the last word of the label; None where the word labels no actor."""
    words = tokens.words
    end = tokens.sentence_around(found.first)[1]
    groups = load_groups()
    for at in range(found.last, min(found.last + REACH[found.value.use], end)):
        noun = groups.get(lower[at])
        if words[at][0].isupper() and not words[found.first][0].isupper():
            return found.last if at == found.last or found.value.use == "noun" else None
        if noun == "other":
            return found.last if found.value.plural else None
        if found.value.plural or noun == "stop" or not words[at][0].isalnum() or lower[at].endswith("ed"):
            break
        if noun == "actor":
            return at if _is_other_label(lower, at, found.value.kind) else at + 1
    if found.value.use == "noun":
        return found.last
    if found.value.use == "before_group":
        return None
    return found.last if found.value.kind == "distancing" else None


def _is_other_label(lower: tuple[str, ...], at: int, kind: LabelKind) -> bool:
    """Whether a noun is itself a loaded word, of another kind ("separatist terrorists" are two labels)."""
    other = _book().match_at(lower, at)
    return other is not None and other.value.kind != kind


def _names_actor(
    tokens: Tokens, lower: tuple[str, ...], found: Match[LabelWord], last: int, mentions: Mentions
) -> bool:
    """Whether the word is said of an actor rather than of a thing.

    A plural noun, and a noun with the noun that it belongs to, always; a singular noun
    alone only inside or beside a mention, or where it ends its phrase.
    """
    value = found.value
    if last > found.last or (value.plural and value is not SCARE):
        return True
    if mentions.touching(tokens.span(found.first, last)):
        return True
    if value.use != "noun" or value is SCARE:
        return False
    before = lower[found.first - 1] if found.first else ""
    after = lower[last] if last < len(lower) else "."
    return _is_predicate(lower, found.first) or (before in DETERMINERS and not after[0].isalnum())


def _is_predicate(lower: tuple[str, ...], first: int) -> bool:
    """Whether a linking verb stands before a word, with at most two small words between."""
    at = first - 1
    while at > first - 4 and at >= 0 and lower[at] in BETWEEN:
        at -= 1
    return at >= 0 and lower[at] in LINKING


def _is_name_part(tokens: Tokens, found: Match[LabelWord]) -> bool:
    """Whether the word is part of a proper name: a capital that the sentence does not explain."""
    words = tokens.words
    first, last = found.first, found.last
    if not words[first][0].isupper():
        return False
    begin, end = tokens.sentence_around(first)
    if found.value.kind == "distancing" or _is_headline(words[begin:end]):
        return False
    follows_name = first > begin and words[first - 1][0].isupper() and first - 1 > begin
    opens = (
        first == begin
        or all(not word[0].isalpha() for word in words[begin:first])
        or words[first - 1] in (OPENING | BREAKS)
    )
    leads_name = last < end and words[last][0].isupper()
    return not opens or leads_name or follows_name


def _is_headline(words: tuple[str, ...]) -> bool:
    """Whether most longer words of a sentence are capitalised, and it ends without a full stop."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in long)
    return len(long) > 2 and words[-1] != "." and capital >= HEADLINE_SHARE * len(long)


def _find_scare_quotes(tokens: Tokens, lower: tuple[str, ...], loaded: set[int]) -> Iterator[Match[LabelWord]]:
    """Short quotations of lower-case words that end in a noun for people and hold no loaded word."""
    words = tokens.words
    groups = load_groups()
    for at, word in enumerate(words):
        if word not in ("“", '"', "‘") or at + 2 >= len(words):
            continue
        for end in range(at + 2, min(at + 2 + SCARE_WORDS, len(words))):
            if words[end] in ("”", '"', "’"):
                inside = words[at + 1 : end]
                if (
                    all(part.islower() for part in inside)
                    and groups.get(lower[end - 1]) == "actor"
                    and end - 1 not in loaded
                ):
                    yield Match(at + 1, end, SCARE)
                break
