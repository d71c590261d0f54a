"""Whether a phrase can stand for an actor: number, kind, country, role, modifiers, initials."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from onrecord.lexicon.actor_words import is_person_head, load_words, singular

from .cluster import Cluster, modifiers_of
from .phrase import Phrase

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

# Which actors a pronoun of each group can stand for.
FITS: Final[dict[str, Callable[[Cluster], bool]]] = {
    "male": lambda c: c.is_person and c.gender != "female",
    "female": lambda c: c.is_person and c.gender != "male",
    "thing": lambda c: (
        not c.is_person
        and not (c.plural and not c.keys)
        and c.kind != "civilians"
        and (c.kind is not None or bool(c.keys))
    ),
    "many": lambda c: not c.is_person and (c.plural or c.kind in COLLECTIVE) and c.kind != "state",
    "relative": lambda c: True,
}


def bare_text(phrase: Phrase) -> str:
    """The phrase in lower case without its determiners."""
    words = phrase.span.text.lower().split()
    while words and words[0] in load_words().determiners:
        words = words[1:]
    return " ".join(words)


def is_qualified(phrase: Phrase) -> bool:
    """Whether more than an article stands before the head."""
    return len(bare_text(phrase).split()) > 1


def fits_modifiers(phrase: Phrase, cluster: Cluster) -> bool:
    """Whether the words before the head are the actor's, as far as these are known.

    "the 10th Brigade" is not the 6th, "the interior minister" not the defence minister.
    """
    return not cluster.is_modified or modifiers_of(phrase) <= cluster.words


def fits_country(phrase: Phrase, cluster: Cluster) -> bool:
    """Whether a country in the phrase, if any, is the actor's."""
    if phrase.country is None:
        return True
    known = cluster.country or (cluster.entry.countries[0] if cluster.entry and cluster.entry.countries else None)
    return known in (None, phrase.country)


def fits_role(head: str, cluster: Cluster) -> bool:
    """Whether a person may be called by a head noun: it stands in the role, or none is known."""
    roles = {singular(word) for p in cluster.phrases if p.role for word in p.role.lower().replace("-", " ").split()}
    return head in roles or (not roles and head in ("man", "woman", "official")) or (not is_person_head(head))


def is_acronym(short: str, name: str) -> bool:
    """Whether letters are the initials of a name, small words left out or not.

    >>> is_acronym("sohr", "syrian observatory for human rights")
    True
    """
    words = [word for word in name.split() if word]
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in {"of", "for", "the", "and", "in", "de", "al", "on"})
    return len(short) > 1 and short.replace(" ", "") in (every, main)
