"""Stage phrase: noun phrases that describe people and bodies."""

from __future__ import annotations

from onrecord.model import Mention, Spans, Tokens

from .rules import Chunker

__all__ = ["find_phrases"]


def find_phrases(tokens: Tokens, *, mentions: tuple[Mention, ...]) -> Spans:
    """Find the noun phrases whose head is a word for people or a body of people.

    "three members of the security forces", "the Chinese jihadist group", "Syrian rebels".
    Bare names are mentions already; a phrase may hold names.

    Args:
        tokens: n words.
        mentions: Names, which a phrase holds whole or not at all.

    Returns:
        In text order; one phrase may lie inside another ("the security forces").
    """
    return tuple(tokens.span(first, last) for first, last in Chunker(tokens, mentions).find_all())
