"""Stage 3, mention: typed names, from the encoder's tags and the registry."""

from __future__ import annotations

from typing import Final

import numpy as np

from onrecord.encoder.decode import best_tags, find_runs, score_runs
from onrecord.encoder.heads import MENTION_TYPES
from onrecord.lexicon.countries import find_demonym
from onrecord.model import Mention, MentionType, Tokens
from onrecord.model.layers import Signals

from .dateline import mark_datelines
from .joined import is_country, part_joined
from .known import add_known
from .vote import vote_types

__all__ = ["find_mentions"]

DIGITS: Final = 3  # scores are rounded: the last bits may differ between processors
NOT_COUNTRIES: Final = frozenset({"organisation", "other", "facility"})
"""Types that a country's name is mistaken for; a person may bear one ("Jordan")."""
NOT_PEOPLES: Final = frozenset({"organisation", "place"})
"""The same of a demonym ("the Malian town")."""


def find_mentions(tokens: Tokens, *, signals: Signals) -> tuple[Mention, ...]:
    """Find the names of persons, organisations, places, facilities, nationalities, weapons, vehicles and others.

    Args:
        tokens: n words.
        signals: ``signals.mention`` (n, 23).

    Returns:
        In text order; no two overlap, none crosses a line end.
    """
    tags = best_tags(signals.mention, tokens.sentences)
    opens = tokens.sentences[:-1][np.diff(tokens.paragraphs, prepend=-1) > 0]
    crossing = opens[(tags[opens] > 0) & (tags[opens] % 2 == 0)]
    tags[crossing] -= 1
    runs = find_runs(tags)
    scores = score_runs(signals.mention, tags, runs)
    spans = [tokens.span(first, last) for first, last, _ in runs]
    runs = vote_types(signals.mention, runs, [span.text.removeprefix("the ") for span in spans])
    types = [MENTION_TYPES[label] for *_, label in runs]
    found = (
        Mention(span, _known_type(span.text, type_), round(score, DIGITS))
        for span, type_, score in zip(spans, types, scores, strict=True)
    )
    named = add_known(tokens, tuple(part for mention in found for part in part_joined(mention)))
    return tuple(mark_datelines(tokens, named))


def _known_type(name: str, type_: MentionType) -> MentionType:
    """The type of a country's name or demonym, whatever the encoder says; else the encoder's."""
    if type_ in NOT_COUNTRIES and is_country(name):
        return "place"
    return "nationality" if type_ in NOT_PEOPLES and find_demonym(name) and not is_country(name) else type_
