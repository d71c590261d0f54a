"""The words that comparing needs, from ``words.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import msgspec

from onrecord.lexicon.strict import read_yaml
from onrecord.model import EventType


class StandIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Descriptions of one kind of source.

    Attributes:
        heads: Nouns that end such a description.
        cues: Words, one of which must be in it; the head counts.
        names: Words in the names that it can stand for.
    """

    heads: frozenset[str]
    cues: frozenset[str]
    names: frozenset[str]


class StateMedia(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of which a description of a state's media holds one of each."""

    heads: frozenset[str]
    cues: frozenset[str]


class CompareWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of ``words.yaml``."""

    families: dict[str, tuple[EventType, ...]]
    stand_ins: tuple[StandIn, ...]
    state_media: StateMedia
    no_credit: frozenset[str]
    background: frozenset[str]
    deaths: frozenset[str]
    parts: frozenset[str]
    tolls: frozenset[str]
    spans: frozenset[str]
    people: frozenset[str]
    subgroups: frozenset[str]
    comings: frozenset[str]
    joints: frozenset[str]
    spokesmen: frozenset[str]
    shifts: frozenset[str]
    weapons: dict[str, frozenset[str]]
    turns: tuple[str, ...]
    stops: frozenset[str]


@cache
def load_compare_words() -> CompareWords:
    """The word lists of comparing.

    Raises:
        LexiconError: The file breaks its form.
    """
    return read_yaml(resources.files("onrecord.compare").joinpath("words.yaml"), CompareWords)


@cache
def load_families() -> Mapping[EventType, str]:
    """Event type -> family; mentions of different families are never one incident."""
    families = load_compare_words().families
    return MappingProxyType({type_: name for name, types in families.items() for type_ in types})


def find_weapons(stems: Iterable[str]) -> frozenset[str]:
    """Means of violence that stems tell.

    >>> sorted(find_weapons(["mortar", "helicopt", "town"]))
    ['air', 'rockets']
    """
    told = set(stems)
    return frozenset(name for name, known in load_compare_words().weapons.items() if known & told)
