"""Stage 3, mention: typed names, from the encoder's tags and the registry."""

from __future__ import annotations

from typing import Final

from onrecord.encoder.decode import Run, best_tags, find_runs, score_runs
from onrecord.encoder.heads import MENTION_TYPES
from onrecord.gazetteer import Gazetteer
from onrecord.lexicon.countries import find_demonym, is_country
from onrecord.model import Mention, MentionType, Tokens
from onrecord.model.layers import Signals

from .dateline import mark_datelines
from .joined import part_joined
from .known import add_known, is_known_body, join_countries
from .vote import vote_types

__all__ = ["find_mentions"]

DIGITS: Final = 3  # scores are rounded: the last bits may differ between processors
LEAST: Final[dict[MentionType, float]] = {
    "organisation": 0.4,
    "person": 0.5,
    "nationality": 0.6,
    "facility": 0.6,
    "product": 0.6,
    "other": 0.6,
}
"""Least score by type; below it more than half were wrong. Chosen on worldwide newswire dev in steps of 0.1
(names F1 rises by 0.6); re-run ``make evaluate``."""
LEAST_UNLISTED: Final = 0.5
"""The same of a place that the gazetteer does not hold."""
CLOSING: Final = frozenset({",", ";", ":", "-", "–", "—", "(", '"', "“", "and", "of", "the", "to"})
OPENING: Final = frozenset({",", ";", ":", "-", "–", "—", ")", "]"})
"""Words and signs that no name ends or begins with."""
NOT_COUNTRIES: Final = frozenset({"organisation", "other", "facility"})
"""Types that a country's name is mistaken for; a person may bear one ("Jordan")."""
NOT_PEOPLES: Final = frozenset({"organisation", "place"})
"""The same of a demonym ("the Malian town")."""


def find_mentions(tokens: Tokens, *, signals: Signals, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Find the names of persons, organisations, places, facilities, nationalities, weapons, vehicles and others.

    Args:
        tokens: n words.
        signals: ``signals.mention``.
        gazetteer: A name that it does not hold is less likely a place.

    Returns:
        In text order; no two overlap, none crosses a line end.
    """
    tags = best_tags(signals.mention, tokens.sentences)
    opens = tokens.paragraph_starts
    crossing = opens[(tags[opens] > 0) & (tags[opens] % 2 == 0)]
    tags[crossing] -= 1
    runs = find_runs(tags)
    scores = score_runs(signals.mention, tags, runs)
    runs = [_trim(tokens, run) for run in runs]
    spans = [tokens.span(first, last) for first, last, _ in runs]
    names = [span.text.removeprefix("the ") for span in spans]
    runs = vote_types(
        signals.mention, runs, names, is_listed=lambda name: bool(gazetteer.find(name)), is_body=is_known_body
    )
    types = [MENTION_TYPES[label] for *_, label in runs]
    found = (
        Mention(span, _known_type(span.text, type_), round(score, DIGITS))
        for span, type_, score in zip(spans, types, scores, strict=True)
        if score >= LEAST.get(type_, 0.0) and (type_ != "place" or score >= LEAST_UNLISTED or gazetteer.find(span.text))
    )
    parts = tuple(part for mention in found for part in part_joined(mention))
    named = add_known(tokens, join_countries(tokens, parts))
    return tuple(mark_datelines(tokens, named))


def _trim(tokens: Tokens, run: Run) -> Run:
    """A run of tagged words without signs and small words at its edges."""
    first, last, label = run
    while last > first + 1 and tokens.words[last - 1] in CLOSING:
        last -= 1
    while first < last - 1 and tokens.words[first] in OPENING:
        first += 1
    return first, last, label


def _known_type(name: str, type_: MentionType) -> MentionType:
    """The type of a country's name or demonym, whatever the encoder says; else the encoder's."""
    if type_ in NOT_COUNTRIES and is_country(name):
        return "place"
    return "nationality" if type_ in NOT_PEOPLES and find_demonym(name) and not is_country(name) else type_
