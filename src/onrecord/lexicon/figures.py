"""The words of counts and of what is counted (``figures.yaml``), typed."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from .strict import read_yaml

Bound = Literal["at_least", "more_than", "up_to", "fewer_than", "approximate", "plain"]


class Harm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs and words that say what happened to people.

    Attributes:
        object: Base forms of verbs whose object undergoes it.
        subject: Base forms of verbs whose subject undergoes it.
        nominals: Nouns for the act ("the killing of 12 people").
        words: Nouns and participles that name those it happened to.
    """

    object: tuple[str, ...]
    subject: tuple[str, ...]
    nominals: frozenset[str]
    words: frozenset[str]


class FigureWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables of ``figures.yaml``; each key is explained there."""

    bounds: dict[Bound, tuple[str, ...]]
    after: dict[Bound, tuple[str, ...]]
    vague: dict[str, tuple[int, int]]
    repeated: dict[str, tuple[int, int]]
    zero: tuple[str, ...]
    nobody: tuple[str, ...]
    harm: dict[str, Harm]
    troops: tuple[str, ...]
    fighters: tuple[str, ...]
    group_words: frozenset[str]
    owning_words: frozenset[str]
    zero_nouns: tuple[str, ...]
    emphatic: frozenset[str]
    not_counted: tuple[str, ...]
    measured: tuple[str, ...]
    currencies: dict[str, str]
    names: frozenset[str]
    naming_verbs: frozenset[str]
    subjects: frozenset[str]
    not_men: frozenset[str]
    stops: frozenset[str]
    naming_words: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    people: frozenset[str]
    cumulative: tuple[str, ...]
    plurals: frozenset[str]
    not_plural: frozenset[str]
    taking: tuple[str, ...]
    things: tuple[str, ...]
    phrases: dict[str, str]
    object_phrases: dict[str, str]
    framed: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    under_arms: tuple[str, ...]
    commanding_words: frozenset[str]
    owners: frozenset[str]
    with_group_words: frozenset[str]
    state_words: frozenset[str]
    before_over: frozenset[str]
    pairs: tuple[str, ...]
    kept: frozenset[str]
    loose: frozenset[str]
    passive: frozenset[str]
    auxiliaries: frozenset[str]
    seeming: frozenset[str]
    prepositions: frozenset[str]
    inserted: frozenset[str]
    strength_verbs: frozenset[str]
    strength_nouns: frozenset[str]
    estimating_words: frozenset[str]
    toll_cues: frozenset[str]
    toll_nouns: frozenset[str]
    comparisons: frozenset[str]
    not_before_elided: frozenset[str]
    not_after_elided: frozenset[str]


@cache
def load_figures() -> FigureWords:
    """The figure words that we ship."""
    return read_yaml(resources.files("onrecord.lexicon").joinpath("figures.yaml"), FigureWords)
