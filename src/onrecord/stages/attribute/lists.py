"""The small word lists of this stage, typed (``lexicon/voices.yaml``, ``reach.yaml``, ``agencies.yaml``)."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from onrecord.lexicon.load import Words
from onrecord.lexicon.phrasebook import Phrasebook
from onrecord.lexicon.strict import read_yaml
from onrecord.model import Certainty


class VoiceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that order voices, show who heard them and weaken what they say; the file says what each list is for."""

    cite: frozenset[str]
    repeating: frozenset[str]
    persons: frozenset[str]
    inner: frozenset[str]
    inner_to: frozenset[str]
    inner_that: frozenset[str]
    inner_object: frozenset[str]
    inner_phrases: frozenset[str]
    helpers: frozenset[str]
    addressed: frozenset[str]
    conditions: frozenset[str]
    asides: frozenset[str]
    openers: frozenset[str]
    passive: frozenset[str]
    relay: frozenset[str]
    account: frozenset[str]
    interview: frozenset[str]
    tell: frozenset[str]
    own: frozenset[str]
    relaying: frozenset[str]
    audience: frozenset[str]
    particles: frozenset[str]
    ends: frozenset[str]
    gatherings: frozenset[str]
    medium_names: frozenset[str]
    medium_before: frozenset[str]
    medium_after: frozenset[str]
    medium_ends: frozenset[str]
    medium_cues: frozenset[str]
    by_media: frozenset[str]
    indefinite: frozenset[str]
    nobody: frozenset[str]
    naming: frozenset[str]
    falsehoods: frozenset[str]
    put: frozenset[str]
    pronouns: frozenset[str]
    doubt: frozenset[str]
    whether: frozenset[str]
    asking: frozenset[str]
    no_one: frozenset[str]
    negations: frozenset[str]
    auxiliaries: frozenset[str]
    bare: frozenset[str]
    impersonal: frozenset[str]
    hearsay: frozenset[str]
    faceless: frozenset[str]
    documents: frozenset[str]
    issuers: frozenset[str]
    clauses: frozenset[str]
    function_words: frozenset[str]
    determiners: frozenset[str]
    sourced: dict[Certainty, Words]
    unsourced: dict[Certainty, Words]


class ReachWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words with which an announcement reaches other sentences; the file says what each list is for."""

    carriers: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    made: tuple[str, ...]
    came: frozenset[str]
    agents: frozenset[str]
    ends: frozenset[str]
    relays: frozenset[str]
    relayed: tuple[str, ...]
    relaying: frozenset[str]
    passing: frozenset[str]
    clauses: frozenset[str]
    talks: frozenset[str]
    partners: frozenset[str]
    learning: frozenset[str]
    plans: tuple[str, ...]
    questions: frozenset[str]
    common: frozenset[str]


class AgencyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of agencies, and the phrases of credit lines."""

    names: tuple[str, ...]
    leads: tuple[str, ...]
    persons: frozenset[str]


@cache
def load_voice_words() -> VoiceWords:
    """The lists of ``voices.yaml``."""
    return read_yaml(resources.files("onrecord.lexicon").joinpath("voices.yaml"), VoiceWords)


@cache
def load_reach_words() -> ReachWords:
    """The lists of ``reach.yaml``."""
    return read_yaml(resources.files("onrecord.lexicon").joinpath("reach.yaml"), ReachWords)


@cache
def load_agency_words() -> AgencyWords:
    """The lists of ``agencies.yaml``."""
    return read_yaml(resources.files("onrecord.lexicon").joinpath("agencies.yaml"), AgencyWords)


@cache
def load_cue_hedges(*, sourced: bool) -> Phrasebook[Certainty]:
    """Cues that weaken, where a source is named or where nobody is."""
    words = load_voice_words()
    groups = words.sourced if sourced else words.unsourced
    return Phrasebook.build((form, certainty) for certainty, group in groups.items() for form in group.forms())
