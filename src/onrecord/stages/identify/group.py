"""Group phrases that mean one actor, in one pass through the text.

A phrase joins an actor by registry entry, by equal name, by short name or acronym, as
a definite description of an actor of fitting kind, or as a pronoun; else it opens a
new one. Antecedents are looked for among the last ``WINDOW`` actors mentioned, so the
pass is linear in the length of the text. A pronoun stands for the subject of its clause
or of the one before, an object pronoun not for the subject of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.lexicon.actor_words import load_words, singular
from onrecord.lexicon.countries import find_demonym
from onrecord.registry import key_of

from .cluster import Cluster, Place
from .fits import FITS, bare_text, fits_country, fits_modifiers, fits_role, is_acronym, is_qualified
from .phrase import Phrase

WINDOW: Final = 40  # actors looked back at
PRONOUN_SENTENCES: Final = 2  # how far back a pronoun reaches
DESCRIPTION_SENTENCES: Final = 12
LONGEST_LINK: Final = 40  # code points back to the end of a mention that a name may be another name of
KEPT: Final = 200  # ends of mentions, and sentences, from which those out of reach are forgotten


class Grouper:
    """Collects clusters while the text is read."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self.recent: list[Cluster] = []
        self.by_key: dict[str, Cluster] = {}
        self.by_entry: dict[str, Cluster] = {}
        self.by_surname: dict[str, Cluster] = {}
        self.last: tuple[Phrase, Cluster] | None = None
        self.texts: set[tuple[int, str]] = set()  # of each cluster's phrases, without their articles
        self.by_end: dict[int, list[Cluster]] = {}
        self.seen: dict[int, list[tuple[Place, Cluster]]] = {}

    def adopt(self, phrase: Phrase, cluster: Cluster, place: Place) -> Cluster:
        """Add a phrase to a known actor, and return that."""
        cluster.add(phrase, place.sentence)
        self._index(cluster, phrase)
        self._note(cluster, phrase, place)
        return cluster

    def _note(self, cluster: Cluster, phrase: Phrase, place: Place) -> None:
        """Note where a phrase stands, and forget what is out of reach of all that follow."""
        self.by_end.setdefault(phrase.span.end, []).append(cluster)
        self.seen.setdefault(place.sentence, []).append((place, cluster))
        if len(self.by_end) > KEPT:
            least = phrase.span.start - LONGEST_LINK
            self.by_end = {end: clusters for end, clusters in self.by_end.items() if end >= least}
        if len(self.seen) > KEPT:
            first = place.sentence - PRONOUN_SENTENCES
            self.seen = {sentence: found for sentence, found in self.seen.items() if sentence >= first}

    def ending_at(self, end: int, *, is_person: bool) -> Cluster | None:
        """The actor whose mention ends at a code point, of the outermost mention first."""
        return next((c for c in self.by_end.get(end, ()) if c.is_person == is_person), None)

    def put(self, phrase: Phrase, place: Place) -> Cluster:
        """Group one phrase, and return its actor; phrases come in text order, inner before outer."""
        phrase = self._without_namesake(phrase)
        cluster = self._find_core(phrase) or self._find(phrase, place)
        if cluster is None:
            cluster = Cluster(order=len(self.clusters))
            self.clusters.append(cluster)
        return self.adopt(phrase, cluster, place)

    def _without_namesake(self, phrase: Phrase) -> Phrase:
        """A short name of a body that the report has named in full is that body's, not a namesake's of the registry.

        "The Monitor" after "the Northern Rights Monitor" is no other paper of that name.
        """
        entry = phrase.entry
        if phrase.form != "named" or phrase.is_person or entry is None or entry.id in self.by_entry:
            return phrase
        name = phrase.span.text.removeprefix("the ").removeprefix("The ")
        if name.casefold() == entry.name.casefold() or name.isupper():
            return phrase
        found = self._find_short(key_of(name), name)
        if found is None or found.entry is not None:
            return phrase
        return replace(phrase, name=name, entry=None, kind=None)

    def _find_core(self, phrase: Phrase) -> Cluster | None:
        """The actor of the same phrase without its tail: "a lawyer" in "a lawyer who asked for help"."""
        if self.last is None or self.last[0].span.start != phrase.span.start:
            return None
        core, cluster = self.last
        if core.form == "pronoun" or phrase.form == "pronoun" or core.span.end < phrase.head_end:
            return None
        if phrase.form == "named" and phrase.entry is not None and cluster.entry not in (None, phrase.entry):
            return None
        return cluster

    def _index(self, cluster: Cluster, phrase: Phrase) -> None:
        self.last = (phrase, cluster)
        self.texts.add((cluster.order, bare_text(phrase)))
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
                if name.isupper() and len(name) > 1 and is_acronym(key, known):
                    return cluster
                if len(words) > 2 and len(known) > 1 and " " not in known and is_acronym(known, key):
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
            if is_qualified(phrase) and not (fits_country(phrase, cluster) and fits_modifiers(phrase, cluster)):
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
        return next((c for c in reversed(self.recent) if (c.order, text) in self.texts), None)

    def _find_partly_named(self, phrase: Phrase) -> Cluster | None:
        """An organisation that a description names in part: "the East Turkestan network", of a longer name.

        At least two capitalised words of the phrase, demonyms not counted, stand in the name.
        """
        head = phrase.span.text[: phrase.head_end - phrase.span.start]
        capitals = {key_of(word) for word in head.split()[1:] if word[:1].isupper()}
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
        if cluster.kind == "person" and (not cluster.is_person or not fits_role(phrase.head, cluster)):
            return False
        return (bool(cluster.keys) or cluster.plural == phrase.plural) and fits_country(phrase, cluster)

    def _find_pronoun(self, phrase: Phrase, place: Place) -> Cluster | None:
        """The antecedent: of a relative what stands before it; else a subject, of the nearest clause first."""
        test = FITS.get(phrase.pronoun or "")
        if test is None:
            return None
        if phrase.pronoun == "relative":
            before = (c for gap in (1, 2) for c in self.by_end.get(phrase.span.start - gap, ()))
            return next(before, None)
        for sentence in range(place.sentence, place.sentence - PRONOUN_SENTENCES - 1, -1):
            near = self.seen.get(sentence, [])
            near = near if len(near) <= WINDOW else near[: WINDOW // 2] + near[-WINDOW // 2 :]
            found = [(p, c) for p, c in near if test(c)]
            if place.is_object and sentence == place.sentence:
                found = [(p, c) for p, c in found if p.clause != place.clause or p.governed]
            if not found:
                continue
            subjects = [(p, c) for p, c in found if not p.governed]
            if sentence == place.sentence:
                nearest = max((p.clause for p, _ in subjects), default=-1)
                subjects = [(p, c) for p, c in subjects if p.clause == nearest]
            return subjects[0][1] if subjects else found[-1][1]
        return None
