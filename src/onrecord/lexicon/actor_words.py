"""The word lists of ``lexicon/actor_words.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast, get_args

import yaml

from onrecord.errors import LexiconError
from onrecord.model import ActorKind


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the noun phrases of actors; see the file for what each list means."""

    heads: dict[str, ActorKind]
    persons: frozenset[str]
    members: frozenset[str]
    acting_members: frozenset[str]
    breaks: frozenset[str]
    joins: frozenset[str]
    titles: frozenset[str]
    pronouns: dict[str, str]
    determiners: frozenset[str]
    definite: frozenset[str]
    possessives: frozenset[str]
    renames: tuple[str, ...]
    stands_for: dict[str, tuple[ActorKind, ...]]
    features: frozenset[str]
    arms: dict[str, str]
    neutral: dict[str, str]
    name_heads: dict[str, ActorKind]
    quantity: tuple[str, ...]
    irregular: dict[str, str]
    genders: dict[str, str]
    person_endings: tuple[str, ...]
    particles: frozenset[str]
    clause_words: frozenset[str]
    governors: frozenset[str]


@cache
def load_words() -> Words:
    """Read the lists.

    Raises:
        LexiconError: A kind that the codebook does not know.
    """
    text = resources.files("onrecord.lexicon").joinpath("actor_words.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return Words(
        heads=_by_word(data["heads"]),
        persons=frozenset(data["persons"]),
        members=frozenset(data["members"]),
        acting_members=frozenset(data["acting_members"]),
        breaks=frozenset(data["breaks"]),
        joins=frozenset(data["joins"]),
        titles=frozenset(data["titles"]),
        pronouns={word: group for group, words in reversed(data["pronouns"].items()) for word in words},
        determiners=frozenset(data["determiners"]),
        definite=frozenset(data["definite"]),
        possessives=frozenset(data["possessives"]),
        renames=tuple(sorted(data["renames"], key=len, reverse=True)),
        stands_for={word: tuple(kinds) for word, kinds in data["stands_for"].items()},
        features=frozenset(data["features"]),
        arms=data["arms"],
        neutral=data["neutral"],
        irregular=data["irregular"],
        genders={word: gender for gender, words in data["genders"].items() for word in words},
        person_endings=tuple(data["person_endings"]),
        particles=frozenset(data["particles"]),
        clause_words=frozenset(data["clause_words"]),
        governors=frozenset(data["governors"]),
        name_heads=_by_word(data["name_heads"]),
        quantity=tuple(sorted(data["quantity"], key=len, reverse=True)),
    )


def _by_word(kinds: dict[str, list[str]]) -> dict[str, ActorKind]:
    """Kind by word; the first kind that lists a word keeps it.

    Raises:
        LexiconError: A kind that the codebook does not know.
    """
    by_word: dict[str, ActorKind] = {}
    for kind, words in kinds.items():
        if kind not in get_args(ActorKind):
            raise LexiconError(f"no kind {kind!r}", source="actor_words.yaml")
        for word in words:
            by_word.setdefault(word, cast(ActorKind, kind))
    return by_word


def singular(word: str) -> str:
    """A noun's singular, for nouns of the lists.

    >>> singular("militiamen"), singular("families"), singular("forces"), singular("police")
    ('militiaman', 'family', 'force', 'police')
    >>> singular("churches"), singular("press"), singular("men")
    ('church', 'press', 'man')
    """
    irregular = load_words().irregular
    if word in irregular:
        return irregular[word]
    if not word.endswith("s"):
        return word[:-3] + "man" if word.endswith("men") and word != "men" else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes")):
        return word[:-2]
    return word if word.endswith("ss") else word[:-1]


def kind_of_head(head: str) -> ActorKind | None:
    """Kind that a head noun makes, or None if the lists do not know it."""
    words = load_words()
    return words.heads.get(head) or words.heads.get(singular(head))


def kind_of_name(name: str) -> ActorKind | None:
    """Kind that the words of a body's name tell, the last word first.

    >>> kind_of_name("Levant Monitor"), kind_of_name("Hill Guard"), kind_of_name("Amun")
    ('ngo', 'armed_group', None)
    """
    words = name.lower().replace("-", " ").split()
    heads = load_words().name_heads
    stops = [index for index, word in enumerate(words) if index and word in ("of", "for", "in", "and")]
    ordered = [*reversed(words[: stops[0]]), *words[stops[0] :]] if stops else list(reversed(words))
    return next((heads[word] for word in ordered if word in heads), None)


def is_person_head(head: str) -> bool:
    """Whether a head noun in the singular means one person."""
    words = load_words()
    return head in words.persons or (head not in words.heads and len(head) > 4 and head.endswith(words.person_endings))
