"""Group phrases that mean one actor, in one pass through the text.

A phrase joins an actor by registry entry, by equal name, by short name or acronym, as
a definite description of an actor of fitting kind, or as a pronoun; else it opens a
new one. Antecedents are looked for among the last ``WINDOW`` actors mentioned, so the
pass is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from onrecord.lexicon.actor_words import is_person_head, load_words, singular
from onrecord.lexicon.countries import find_demonym
from onrecord.model import ActorKind, Span
from onrecord.registry import RegistryEntry, key_of

from .phrase import Phrase

WINDOW: Final = 40  # actors looked back at
PRONOUN_SENTENCES: Final = 2  # how far back a pronoun reaches
DESCRIPTION_SENTENCES: Final = 12
COLLECTIVE: Final = frozenset({
    "armed_group",
    "military",
    "police",
    "civilians",
    "group",
    "media",
    "ngo",
    "igo",
    "party",
    "government",
    "company",
})


@dataclass(slots=True, eq=False)
class Cluster:
    """An actor while it grows."""

    phrases: list[Phrase] = field(default_factory=list)
    entry: RegistryEntry | None = None
    kind: ActorKind | None = None
    keys: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
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
        if phrase.name:
            self.keys.add(key_of(phrase.name))
        if phrase.head and phrase.form != "pronoun":
            self.heads.add(singular(phrase.head))
        if phrase.pronoun in ("male", "female"):
            self.gender = phrase.pronoun
        if phrase.is_person:
            words = load_words().genders
            told = (words[word] for word in phrase.span.text.lower().split()[:6] if word in words)
            self.gender = self.gender or next(told, None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: its sentence, and whether between quotation marks."""

    sentence: int
    quoted: bool = False


class Grouper:
    """Collects clusters while the text is read.

    Args:
        first_in_sentence: The phrase that opens each sentence, by sentence.
    """

    def __init__(self, first_in_sentence: dict[int, Span]) -> None:
        self.clusters: list[Cluster] = []
        self.recent: list[Cluster] = []
        self.by_key: dict[str, Cluster] = {}
        self.by_entry: dict[str, Cluster] = {}
        self.by_surname: dict[str, Cluster] = {}
        self.by_span: dict[tuple[int, int], Cluster] = {}
        self.by_start: dict[int, Phrase] = {}
        self.first = first_in_sentence

    def adopt(self, phrase: Phrase, cluster: Cluster, place: Place) -> None:
        """Add a phrase to a known actor."""
        cluster.add(phrase, place.sentence)
        self.by_span[phrase.span.start, phrase.span.end] = cluster

    def put(self, phrase: Phrase, place: Place) -> None:
        """Group one phrase; phrases come in text order, inner before outer."""
        cluster = self._find_core(phrase) or self._find(phrase, place)
        if cluster is None:
            cluster = Cluster(order=len(self.clusters))
            self.clusters.append(cluster)
        cluster.add(phrase, place.sentence)
        self._index(cluster, phrase)

    def _find_core(self, phrase: Phrase) -> Cluster | None:
        """The actor of the same phrase without its tail: "a lawyer" in "a lawyer who asked for help"."""
        core = self.by_start.get(phrase.span.start)
        if core is None or core.form == "pronoun" or phrase.form == "pronoun" or core.span.end < phrase.head_end:
            return None
        cluster = self.by_span[core.span.start, core.span.end]
        if phrase.form == "named" and phrase.entry is not None and cluster.entry not in (None, phrase.entry):
            return None
        return cluster

    def _index(self, cluster: Cluster, phrase: Phrase) -> None:
        self.by_span[phrase.span.start, phrase.span.end] = cluster
        self.by_start[phrase.span.start] = phrase
        if cluster in self.recent:
            self.recent.remove(cluster)
        self.recent.append(cluster)
        del self.recent[:-WINDOW]
        if cluster.entry is not None:
            self.by_entry.setdefault(cluster.entry.id, cluster)
        if phrase.name:
            self.by_key.setdefault(key_of(phrase.name), cluster)
            if phrase.is_person:
                self.by_surname[key_of(phrase.name).split()[-1]] = cluster

    def _find(self, phrase: Phrase, place: Place) -> Cluster | None:
        if phrase.form == "pronoun":
            return self._find_pronoun(phrase, place)
        if phrase.form == "named":
            return self._find_named(phrase)
        return self._find_partly_named(phrase) or self._find_described(phrase, place)

    def _find_named(self, phrase: Phrase) -> Cluster | None:
        if phrase.entry is not None and phrase.entry.id in self.by_entry:
            return self.by_entry[phrase.entry.id]
        key = key_of(phrase.name or "")
        if key in self.by_key:
            found = self.by_key[key]
            if found.entry is None or phrase.entry is None or found.entry is phrase.entry:
                return found
        if phrase.is_person:
            return self._find_surname(key)
        if phrase.entry is not None and phrase.entry.name.lower() != (phrase.name or "").lower():
            return None
        return self._find_short(key, phrase.name or "")

    def _find_surname(self, key: str) -> Cluster | None:
        """Same surname; two full names with other first names are two persons."""
        words = key.split()
        found = self.by_surname.get(words[-1]) if words else None
        if found is None and len(words) == 1:  # a first name alone: "Helen"
            return next(
                (c for c in reversed(self.recent) if c.is_person and any(k.split()[0] == key for k in c.keys)), None
            )
        if found is None:
            return None
        clash = any(len(k.split()) > 1 and len(words) > 1 and k.split()[0] != words[0] for k in found.keys)
        return None if clash else found

    def _find_short(self, key: str, name: str) -> Cluster | None:
        """An organisation's short name, or its acronym."""
        words = key.split()
        for cluster in reversed(self.recent):
            for known in sorted(cluster.keys):
                if cluster.is_person:
                    continue
                parts = known.split()
                ends = words in (parts[-len(words) :], parts[: len(words)])
                if 0 < len(words) < len(parts) and name[:1].isupper() and ends:
                    return cluster
                if name.isupper() and len(name) > 1 and _is_acronym(key, known):
                    return cluster
                if len(words) > 2 and len(known) > 1 and " " not in known and _is_acronym(known, key):
                    return cluster
        return None

    def _find_described(self, phrase: Phrase, place: Place) -> Cluster | None:
        head, bare = phrase.head, singular(phrase.head)
        if not phrase.definite:
            return None
        words = load_words()
        if phrase.span.text.split()[0].lower() in words.possessives:
            return self._find_equal(phrase)
        for cluster in reversed(self.recent):
            if place.sentence - cluster.sentence > DESCRIPTION_SENTENCES:
                continue
            if _is_qualified(phrase) and not _agrees(phrase, cluster):
                continue
            same_number = cluster.plural == phrase.plural or bool(cluster.keys)
            named_so = any(bare in key.split() or head in key.split() for key in cluster.keys if not cluster.is_person)
            if (bare in cluster.heads and same_number) or (named_so and not phrase.is_person):
                return cluster
        kinds = (
            words.stands_for.get(head)
            or (words.stands_for.get(bare) if head == bare else None)
            or (("person",) if phrase.is_person else ())
        )
        for cluster in reversed(self.recent):
            if cluster.kind in kinds and self._can_stand(phrase, cluster, place):
                return cluster
        return None

    def _find_equal(self, phrase: Phrase) -> Cluster | None:
        """An actor described in the same words: what somebody owns ("its forces") is nobody named before."""
        text = bare_text(phrase)
        return next((c for c in reversed(self.recent) if any(bare_text(p) == text for p in c.phrases)), None)

    def _find_partly_named(self, phrase: Phrase) -> Cluster | None:
        """An organisation that a description names in part: "the East Turkestan network", of a longer name.

        At least two capitalised words of the phrase, demonyms not counted, stand in the name.
        """
        capitals = {key_of(word) for word in phrase.span.text.split()[1:] if word[:1].isupper()}
        capitals = {word for word in capitals if word and find_demonym(word.title()) is None}
        if len(capitals) < 2 or phrase.is_person:
            return None
        for cluster in reversed(self.recent):
            if not cluster.is_person and any(capitals <= set(key.split()) for key in cluster.keys):
                return cluster
        return None

    def _can_stand(self, phrase: Phrase, cluster: Cluster, place: Place) -> bool:
        if place.sentence - cluster.sentence > DESCRIPTION_SENTENCES // 3:
            return False
        if cluster.kind == "person" and (not cluster.is_person or not _role_fits(phrase.head, cluster)):
            return False
        return (bool(cluster.keys) or cluster.plural == phrase.plural) and _agrees(phrase, cluster)

    def _find_pronoun(self, phrase: Phrase, place: Place) -> Cluster | None:
        test = FITS.get(phrase.pronoun or "")
        if test is None:
            return None
        for sentence in range(place.sentence, place.sentence - PRONOUN_SENTENCES - 1, -1):
            opener = self._opener(sentence)
            if opener is not None and test(opener):
                return opener
            for cluster in reversed(self.recent):
                if cluster.sentence == sentence and test(cluster):
                    return cluster
        return None

    def _opener(self, sentence: int) -> Cluster | None:
        """The actor that opens a sentence, if it has been grouped."""
        first = self.first.get(sentence)
        return self.by_span.get((first.start, first.end)) if first is not None else None


# Which actors a pronoun of each group can stand for.
FITS: Final[dict[str, Callable[[Cluster], bool]]] = {
    "male": lambda c: c.is_person and c.gender != "female",
    "female": lambda c: c.is_person and c.gender != "male",
    "thing": lambda c: not c.is_person and not (c.plural and not c.keys) and c.kind not in ("civilians", None),
    "many": lambda c: not c.is_person and (c.plural or c.kind in COLLECTIVE) and c.kind != "state",
    "relative": lambda c: True,
}


def bare_text(phrase: Phrase) -> str:
    """The phrase in lower case without its determiners."""
    words = phrase.span.text.lower().split()
    while words and words[0] in load_words().determiners:
        words = words[1:]
    return " ".join(words)


def _is_qualified(phrase: Phrase) -> bool:
    """Whether more than an article stands before the head."""
    return len(bare_text(phrase).split()) > 1


def _agrees(phrase: Phrase, cluster: Cluster) -> bool:
    """Whether a country in the phrase, if any, is the actor's."""
    if phrase.country is None:
        return True
    known = cluster.country or (cluster.entry.countries[0] if cluster.entry and cluster.entry.countries else None)
    return known in (None, phrase.country)


def _role_fits(head: str, cluster: Cluster) -> bool:
    """Whether a person may be called by a head noun: it stands in the role, or none is known."""
    roles = {singular(word) for p in cluster.phrases if p.role for word in p.role.lower().replace("-", " ").split()}
    return head in roles or (not roles and head in ("man", "woman", "official")) or (not is_person_head(head))


def _is_acronym(short: str, name: str) -> bool:
    """Whether letters are the initials of a name, small words left out or not.

    >>> _is_acronym("sohr", "syrian observatory for human rights")
    True
    """
    words = [word for word in name.split() if word]
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in {"of", "for", "the", "and", "in", "de", "al", "on"})
    return len(short) > 1 and short.replace(" ", "") in (every, main)
