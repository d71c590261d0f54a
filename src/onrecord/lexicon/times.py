"""The words of time expressions (``times.yaml``), typed."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
import yaml

from onrecord.errors import LexiconError


class Unit(msgspec.Struct, frozen=True):
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
    decade_words: dict[str, int]
    named_days: dict[str, str]
    holidays: dict[str, str]
    name_words: frozenset[str]
    approximate: tuple[str, ...]
    vague_counts: tuple[str, ...]
    no_value: dict[str, str]
    future_words: frozenset[str]
    intent_words: frozenset[str]
    past_words: frozenset[str]
    clause_openers: frozenset[str]
    counted_nouns: tuple[str, ...]
    numbered_names: frozenset[str]


@cache
def load_times() -> TimeWords:
    """The time words that we ship.

    Raises:
        LexiconError: The file has another form.
    """
    text = resources.files("onrecord.lexicon").joinpath("times.yaml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(yaml.safe_load(text), TimeWords)
    except msgspec.ValidationError as error:
        raise LexiconError(str(error), source="times.yaml") from error
