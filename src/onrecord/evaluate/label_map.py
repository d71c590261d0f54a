"""Load the map from our mention types to the labels of each entity corpus.

Data and rules stand in ``labels.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib import resources

import msgspec

from onrecord.errors import CorpusError
from onrecord.model import MentionType


class Counterpart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of a corpus, and the types of ours, that count as one."""

    theirs: tuple[str, ...]
    ours: tuple[MentionType, ...]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a corpus labels phrases that refer to somebody without a name, and names with their articles.

    Attributes:
        persons: Label of all mentions of actors that are persons.
        bodies: Of those of all other actors.
        places: Of places.
        peoples: Of nationalities in the plural ("Syrians").
        articles: Words that a span takes in where they stand before it.
        omitted: Pronouns that the corpus does not annotate.
    """

    persons: str
    bodies: str
    places: str
    peoples: str
    articles: frozenset[str]
    omitted: frozenset[str]


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The map of one corpus.

    Attributes:
        scored: Label of the table to its counterparts.
        phrases: For a corpus that annotates more than names.
        left_out: Label of the corpus to the reason.
    """

    scored: dict[str, Counterpart]
    phrases: Phrases | None = None
    left_out: dict[str, str] = {}

    def of_theirs(self, label: str) -> str | None:
        """Scored label of a label of the corpus; None if left out."""
        return next((name for name, c in self.scored.items() if label in c.theirs), None)

    def of_ours(self, type_: MentionType) -> str | None:
        """Scored label of a type of ours; None if left out."""
        return next((name for name, c in self.scored.items() if type_ in c.ours), None)

    def labels(self) -> set[str]:
        """All labels of the corpus."""
        return {label for c in self.scored.values() for label in c.theirs} | set(self.left_out)


@cache
def load_schemes() -> dict[str, Scheme]:
    """Schemes by the name of their corpus."""
    text = resources.files("onrecord.evaluate").joinpath("labels.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=dict[str, Scheme])


def choose_scheme(file: str, labels: Collection[str]) -> str:
    """Name of the scheme of a file: by its name, else the smallest that holds its labels.

    Raises:
        CorpusError: No scheme holds all labels.

    >>> choose_scheme("unseen.jsonl", {"PER", "ORG"})
    'uner'
    """
    schemes = load_schemes()
    named = [name for name in schemes if file.startswith(name)]
    fitting = [name for name in named or _by_size(schemes) if set(labels) <= schemes[name].labels()]
    if not fitting:
        known = "; ".join(f"{name}: {', '.join(sorted(schemes[name].labels()))}" for name in named or schemes)
        raise CorpusError(f"labels {', '.join(sorted(labels))} are in no map ({known})", source=file)
    return fitting[0]


def _by_size(schemes: dict[str, Scheme]) -> Iterable[str]:
    return sorted(schemes, key=lambda name: len(schemes[name].labels()))
