"""An actor while it grows, and where its phrases stand."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from onrecord.lexicon.actor_words import load_words, singular
from onrecord.lexicon.countries import find_demonym
from onrecord.model import ActorKind
from onrecord.registry import RegistryEntry, key_of

from .phrase import Phrase


@dataclass(slots=True, eq=False)
class Cluster:
    """An actor while it grows.

    Attributes:
        keys: Its names.
        words: All words of its phrases.
        is_modified: Whether a description of it has more than a head.
    """

    phrases: list[Phrase] = field(default_factory=list)
    entry: RegistryEntry | None = None
    kind: ActorKind | None = None
    keys: frozenset[str] = frozenset()
    words: set[str] = field(default_factory=set)
    is_modified: bool = False
    heads: frozenset[str] = frozenset()
    country: str | None = None
    is_person: bool = False
    plural: bool = False
    gender: str | None = None
    sentence: int = -1
    order: int = 0

    def add(self, phrase: Phrase, sentence: int) -> None:
        """Take in a phrase."""
        self.phrases.append(phrase)
        self.sentence = sentence
        self.entry = self.entry or phrase.entry
        self.kind = (self.entry.kind if self.entry else None) or self.kind or phrase.kind
        self.is_person = self.is_person or phrase.is_person
        self.plural = self.plural or (phrase.form == "described" and phrase.plural)
        self.country = self.country or phrase.country
        self.words.update(map(sys.intern, _words_of(phrase)))
        self.is_modified = self.is_modified or (phrase.form == "described" and bool(modifiers_of(phrase)))
        # Most actors have no key, or no head: an empty set of its own would take more than all their words.
        if phrase.name and (key := key_of(phrase.name)) not in self.keys:
            self.keys |= {key}
        if phrase.head and phrase.form != "pronoun" and (head := singular(phrase.head)) not in self.heads:
            self.heads |= {head}
        if phrase.pronoun in ("male", "female"):
            self.gender = phrase.pronoun
        if phrase.is_person:
            words = load_words().genders
            told = (words[word] for word in phrase.span.text.lower().split()[:6] if word in words)
            self.gender = self.gender or next(told, None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands.

    Attributes:
        sentence: Its number.
        quoted: Whether between quotation marks.
        clause: Number of the clause in the report.
        governed: Whether a preposition stands before it, or it is a genitive: no subject.
        is_object: Whether it is a pronoun that the subject of its clause does not mean.
    """

    sentence: int
    quoted: bool = False
    clause: int = 0
    governed: bool = False
    is_object: bool = False


def modifiers_of(phrase: Phrase) -> set[str]:
    """The words of a description before its head, demonyms not counted."""
    stop = phrase.head_end - phrase.span.start
    return {w for w in _words_of(phrase, stop) if w != phrase.head and find_demonym(w.title()) is None}


def _words_of(phrase: Phrase, stop: int | None = None) -> list[str]:
    skipped = load_words().determiners
    return [w.strip(",.“”\"'’") for w in phrase.span.text[:stop].lower().split() if w not in skipped]
