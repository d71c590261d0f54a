"""Stage phrase: who is spoken of: descriptions of people and bodies, owners, states that act, pronouns."""

from __future__ import annotations

from onrecord.model import Mention, Spans, Tokens

from .inner import find_inner_names
from .names import find_bodies, find_pronouns, find_repeats, find_states
from .owners import find_owners
from .rules import Chunker
from .view import View

__all__ = ["find_phrases"]


def find_phrases(tokens: Tokens, *, mentions: tuple[Mention, ...]) -> Spans:
    """Find the noun phrases that may stand for actors, besides the names that are marked.

    "three members of the security forces", "the Chinese jihadist group", "Chad" in "Chad's army",
    "it", "the 9th Brigade". A phrase may hold names.

    Args:
        tokens: n words.
        mentions: Names, which a phrase holds whole or not at all.

    Returns:
        In text order; one phrase may lie inside another ("the security forces").
    """
    view = View(tokens, mentions)
    chunker = Chunker(view)
    phrases, grown = chunker.find_all()
    owners = find_owners(view, chunker, sorted(phrases | grown))
    others = (*find_states(view), *find_bodies(view), *find_repeats(view), *find_pronouns(view))
    whole = {tokens.span(first, last) for first, last in {*phrases, *owners, *others}}
    return tuple(sorted({*whole, *find_inner_names(tokens)}))
