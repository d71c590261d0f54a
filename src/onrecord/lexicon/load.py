"""The word lists that we ship, each loaded once into a typed, read-only structure.

All words are lower-case, several words have one blank between. Verbs and nouns are
listed in their base form and inflected here. Sources and licences: ``SOURCES.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, TypeVar, cast, get_args

import msgspec

from onrecord.errors import LexiconError
from onrecord.model import Act, Certainty, EventType, LabelKind, Status, TieType

from .inflect import inflect_noun, inflect_verb
from .strict import read_yaml

T = TypeVar("T")
LabelUse = Literal["noun", "adjective", "before_group"]
NounUse = Literal["actor", "other", "stop"]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in their base form.

    Attributes:
        verbs: Inflected; in a phrase the first word is the verb.
        nouns: Singular and plural; in a phrase the last word is the noun.
        phrases: As they stand.
    """

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def forms(self) -> Iterator[str]:
        """Every form that stands in text; a form may come twice."""
        for verb in self.verbs:
            yield from inflect_verb(verb)
        for noun in self.nouns:
            yield from inflect_noun(noun)
        yield from self.phrases


class ModeWords(Words, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that indicate one mode of an event type.

    Attributes:
        wide: They count anywhere in the sentence, not only in the trigger.
        yields: Gives way to a mode further up that the sentence indicates.
    """

    mode: str
    wide: bool = False
    yields: bool = False


class LabelWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Loaded words of one kind."""

    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    before_group: tuple[str, ...] = ()


class LabelWord(msgspec.Struct, frozen=True):
    """What a loaded word does, and how it stands.

    Attributes:
        kind: What it does to the actor.
        use: ``noun`` stands alone or before another noun; ``adjective`` needs a noun;
            ``before_group`` is loaded only directly before a noun for people.
        plural: Whether it cannot stand before another noun: a plural, or a phrase.
    """

    kind: LabelKind
    use: LabelUse
    plural: bool = False


class GroupWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that name people, acts and things that are no people, and words at which to stop looking for either."""

    actors: Words
    others: Words
    stops: frozenset[str]


class TieLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that stand between the two ends of a tie.

    Attributes:
        reverse: The tie runs from the right end to the left one.
        until: A date and "as" follow before the right end ("known until 2016 as").
        from_place: The left end is the place.
    """

    type: TieType
    phrases: tuple[str, ...]
    reverse: bool = False
    until: bool = False
    from_place: bool = False


class TieRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns for the part, whose whole follows a preposition or stands before them."""

    type: TieType
    nouns: tuple[str, ...]
    prepositions: tuple[str, ...]


class TieAffix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of one word with a name: "pro-B", "B-backed"."""

    type: TieType
    prefix: str | None = None
    suffix: str | None = None
    reverse: bool = False


class TieWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All words that state ties, and the small words around them."""

    links: tuple[TieLink, ...]
    roles: tuple[TieRole, ...]
    affixes: tuple[TieAffix, ...]
    heads: frozenset[str]
    seats: frozenset[str]
    bridges: frozenset[str]
    past: frozenset[str]
    joiners: frozenset[str]
    openers: frozenset[str]


@cache
def load_acts() -> Mapping[str, Act]:
    """Cue word or phrase, every form -> act. A form listed under two acts has the first."""
    return _invert(_read("cues.yaml", dict[Act, Words]))


@cache
def load_hedges() -> Mapping[str, Certainty]:
    """Hedge, every form -> the certainty that it leaves."""
    return _invert(_read("hedges.yaml", dict[Certainty, Words]))


@cache
def load_status_cues() -> Mapping[str, Status]:
    """Word or phrase, every form -> status of the event that it stands with."""
    return _invert(_read("statuses.yaml", dict[Status, Words]))


@cache
def load_trigger_words() -> Mapping[str, tuple[EventType, ...]]:
    """Word or phrase, every form -> the types of event that it can name as a trigger.

    Raises:
        LexiconError: A type that PLOVER does not know.
    """
    groups = _read("trigger_words.yaml", dict[str, Words])
    for name in groups:
        if unknown := set(name.split(", ")) - set(get_args(EventType)):
            raise LexiconError(f"no type {min(unknown)}", source="trigger_words.yaml")
    return _invert({cast(tuple[EventType, ...], tuple(name.split(", "))): words for name, words in groups.items()})


@cache
def load_media() -> frozenset[str]:
    """Nouns that mark a medium, singular and plural ("facebook page", "letters")."""
    return frozenset(_read("media.yaml", Words).forms())


@cache
def load_unnamed_heads() -> frozenset[str]:
    """Head nouns of unnamed sources, singular and plural ("officials", "estimates")."""
    return frozenset(_read("unnamed.yaml", Words).forms())


@cache
def load_labels() -> Mapping[str, LabelWord]:
    """Loaded word or phrase, every form -> what it does and how it stands."""
    labels: dict[str, LabelWord] = {}
    for kind, words in _read("labels.yaml", dict[LabelKind, LabelWords]).items():
        for noun in words.nouns:
            for form in inflect_noun(noun):
                labels.setdefault(form, LabelWord(kind, "noun", plural=form != noun))
        for form in words.phrases:
            labels.setdefault(form, LabelWord(kind, "noun", plural=True))
        for form in words.adjectives:
            labels.setdefault(form, LabelWord(kind, "adjective"))
        for form in words.before_group:
            labels.setdefault(form, LabelWord(kind, "before_group"))
    return MappingProxyType(labels)


@cache
def load_groups() -> Mapping[str, NounUse]:
    """Noun, singular and plural, or small word -> what it says about a word before it."""
    words = _read("groups.yaml", GroupWords)
    uses: dict[str, NounUse] = dict.fromkeys(words.stops, "stop")
    uses |= dict.fromkeys(words.others.forms(), "other")
    uses |= dict.fromkeys(words.actors.forms(), "actor")
    return MappingProxyType(uses)


@cache
def load_mode_words() -> Mapping[EventType, tuple[ModeWords, ...]]:
    """Type -> its modes with their words, in the order in which they win."""
    return MappingProxyType(_read("mode_words.yaml", dict[EventType, tuple[ModeWords, ...]]))


@cache
def load_context_words() -> Mapping[str, Words]:
    """Context -> its words, in the order of the ontology."""
    return MappingProxyType(_read("context_words.yaml", dict[str, Words]))


@cache
def load_tie_words() -> TieWords:
    """The words that state ties.

    Raises:
        LexiconError: An affix is not either a prefix or a suffix.
    """
    words = _read("ties.yaml", TieWords)
    for affix in words.affixes:
        if (affix.prefix is None) == (affix.suffix is None):
            raise LexiconError("an affix is either a prefix or a suffix", source="ties.yaml")
    return words


@cache
def load_mention_words() -> Mapping[str, frozenset[str]]:
    """Groups of words that decide names and triggers.

    ``results`` of an act, ``definite`` words that point back, ``determiners`` that open a
    noun phrase, ``combining`` first halves of joined names.
    """
    groups = _read("mention_words.yaml", dict[str, Words])
    return MappingProxyType({name: frozenset(words.forms()) for name, words in groups.items()})


@cache
def load_phrase_words() -> Mapping[str, frozenset[str]]:
    """Groups of words that bound noun phrases of people and bodies; the file says what each is for."""
    groups = _read("phrase_words.yaml", dict[str, Words])
    return MappingProxyType({name: frozenset(words.forms()) for name, words in groups.items()})


def _read(name: str, form: type[T]) -> T:
    return read_yaml(resources.files("onrecord.lexicon").joinpath(name), form)


def _invert(groups: Mapping[T, Words]) -> Mapping[str, T]:
    """Every form -> the first group that lists it."""
    inverted: dict[str, T] = {}
    for value, words in groups.items():
        for form in words.forms():
            inverted.setdefault(form, value)
    return MappingProxyType(inverted)
