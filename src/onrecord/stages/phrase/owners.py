"""Whose something is: the owner in a phrase or a name, which is an actor of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.lexicon.actor_words import is_person_head, kind_of_head, load_words, singular
from onrecord.lexicon.load import load_phrase_words

from .rules import Chunker
from .view import Range, View

OWNERS: Final = frozenset({"place", "organisation", "nationality", "person"})
OWNED_WORDS: Final = 3  # words between a genitive and the name that it owns


def find_owners(view: View, chunker: Chunker, phrases: Iterable[Range]) -> Iterator[Range]:
    """Owners in phrases and names.

    "its" in "its leader", "police" in "police spokesman", "Chad" in "Chad's army", "the president of Chad",
    and in the name "Chad's General Staff".
    """
    for first, last in phrases:
        yield from _owners_in_phrase(view, chunker, first, last)
    for at, ((first, last), type_) in view.name_at.items():
        if type_ != "organisation":
            continue
        if first < at < last - 1 and view.is_genitive(at) and view.words[at + 1][0].isupper():
            yield first, at
        if at == first:
            yield from _owners_of_name(view, chunker, first, last)


def _owners_in_phrase(view: View, chunker: Chunker, first: int, last: int) -> Iterator[Range]:
    words = load_words()
    if view.lower[first] in words.possessives and last - first > 1:
        yield first, first + 1
    for body in range(first, last - 1):
        office = singular(view.lower[body + 1])
        has_office = is_person_head(office) and office not in words.acting_members
        if has_office and view.lower[body] in load_phrase_words()["bodies"]:
            yield body, body + 1
    if view.lower[last : last + 1] == ("of",) and (state := view.state_at(last + 1)):
        yield state
    if kind_of_head(singular(view.lower[last - 1])) != "civilians":
        yield from (owner for at in range(first + 1, last) if (owner := _owner_before(view, chunker, at)))


def _owner_before(view: View, chunker: Chunker, at: int) -> Range | None:
    """The name, or the noun phrase with an article, that a genitive ending follows."""
    if at < 1 or not view.is_genitive(at):
        return None
    if at - 1 not in view.name_at:
        first = chunker.grow(at - 1)[0]
        return (first, at) if view.lower[first] in load_phrase_words()["articles"] else None
    (first, last), type_ = view.name_at[at - 1]
    first -= first > 0 and view.lower[first - 1] == "the"
    return (first, at) if last in (at, at + 1) and type_ in OWNERS else None


def _owners_of_name(view: View, chunker: Chunker, first: int, last: int) -> Iterator[Range]:
    """Whose a name is, "the ELN's Western Front", and the name with its owner."""
    for at in range(first - 1, max(first - 1 - OWNED_WORDS, 0), -1):
        if view.is_genitive(at):
            if (owner := _owner_before(view, chunker, at)) is not None:
                yield owner
                yield owner[0], last
            return
        if at in view.name_at or not view.lower[at][0].isalnum():
            return
