"""The words of time expressions (``times.yaml``), typed."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from .strict import read_yaml


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of time: its ISO 8601 letter (``T`` before it: of the day), and how many."""

    letter: str
    count: int


class TimeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables of ``times.yaml``; each key is explained there."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    ambiguous_months: frozenset[str]
    month_cues: frozenset[str]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, int]
    units: dict[str, Unit]
    day_words: dict[str, int]
    parts_of_day: tuple[str, ...]
    before_part: frozenset[str]
    before_the_part: frozenset[str]
    edges_of_night: frozenset[str]
    decade_words: dict[str, int]
    named_days: dict[str, str]
    holidays: dict[str, str]
    name_words: frozenset[str]
    approximate: tuple[str, ...]
    vague_counts: tuple[str, ...]
    no_value: dict[str, str]
    future_words: frozenset[str]
    reporting_words: frozenset[str]
    finite_past: frozenset[str]
    lasting_words: frozenset[str]
    extending_words: frozenset[str]
    inviting_words: frozenset[str]
    inviting_prepositions: frozenset[str]
    conditions: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    aged_things: tuple[str, ...]
    intent_words: frozenset[str]
    past_words: frozenset[str]
    clause_openers: frozenset[str]
    counted_nouns: tuple[str, ...]
    numbered_names: frozenset[str]
    key_words: frozenset[str]
    first_words: frozenset[str]
    prepositions: frozenset[str]
    modals: frozenset[str]


@cache
def load_times() -> TimeWords:
    """The time words that we ship."""
    return read_yaml(resources.files("onrecord.lexicon").joinpath("times.yaml"), TimeWords)
