"""Stage identify: who the noun phrases are, and which of them are one actor."""

from __future__ import annotations

from itertools import groupby

from onrecord.model import Actor, Mention, Spans, Tokens
from onrecord.registry import key_of

from .actors import build_actor
from .decode import group_phrases

__all__ = ["identify_actors"]


def identify_actors(tokens: Tokens, *, mentions: tuple[Mention, ...], phrases: Spans) -> tuple[Actor, ...]:
    """Group phrases and names into actors, and look these up in the registry.

    Args:
        tokens: The report.
        mentions: Names of any type. Persons and organisations become mentions of
            actors even outside phrases; places and nationalities only inform phrases.
        phrases: Noun phrases that must become mentions: sources of claims, actors and
            recipients of events, pronouns included.

    Returns:
        Actors in the order of their first mention.
    """
    mentions = tuple(mention for mention in mentions if key_of(mention.span.text))  # "█" names nobody
    nouns = [span for span in phrases if span.text.strip()]
    names = (mention.span for mention in mentions if mention.type in ("person", "organisation"))
    spans = tuple(span for span, _ in groupby(sorted((*nouns, *names))))
    clusters = group_phrases(tokens, spans, mentions)
    ordered = sorted(clusters, key=lambda cluster: min(phrase.span for phrase in cluster.phrases))
    return tuple(build_actor(f"a{number}", cluster) for number, cluster in enumerate(ordered, 1))
