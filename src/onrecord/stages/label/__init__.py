"""Stage 11, label: loaded words for actors, and who uses them (codebook section 8)."""

from __future__ import annotations

from onrecord.model import Actor, Claim, Label, Tokens

from .owners import Mentions, Voices
from .rules import find_loaded_words

__all__ = ["find_labels"]


def find_labels(tokens: Tokens, *, actors: tuple[Actor, ...], claims: tuple[Claim, ...]) -> tuple[Label, ...]:
    """Find the loaded words of a report.

    Args:
        tokens: Words and sentences.
        actors: Every actor with its mentions.
        claims: Every claim; a label inside the quotation of one belongs to its speaker.

    Returns:
        Labels in text order, ``l1``, ``l2`` …
    """
    mentions = Mentions(actors)
    voices = Voices(tokens.text, claims)
    labels: list[Label] = []
    for word in find_loaded_words(tokens, mentions):
        label = Label(
            id=f"l{len(labels) + 1}",
            span=word.span,
            actor=mentions.find_owner(word.span, is_predicate=word.is_predicate),
            by="report" if word.is_scare else voices.find_speaker(word.span),
            kind=word.kind,
        )
        labels.append(label)
    return tuple(labels)
