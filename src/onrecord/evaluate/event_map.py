"""Load the map from the types and roles of event corpora to ours.

Data and rules stand in ``event_types.yaml``.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from onrecord.errors import CorpusError
from onrecord.model import EventType

EventRole = Literal["actor", "recipient", "place"]


class EventMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``event_types.yaml`` holds.

    Attributes:
        types: By corpus, their type or its beginning, to ours.
        dying: Their types of death.
        open: Words of death, in lower case, that leave open whether anybody was killed.
        roles: Ours to theirs, in lower case.
        mutual: Our types whose every party is an actor.
    """

    types: dict[str, dict[str, EventType]]
    dying: tuple[str, ...]
    open: frozenset[str]
    roles: dict[EventRole, frozenset[str]]
    mutual: frozenset[EventType]

    def type_of(self, corpus: str, name: str) -> EventType | None:
        """Our type of theirs, by its longest mapped beginning; None if it has no counterpart."""
        table = self.types[corpus]
        for key in sorted(table, key=len, reverse=True):
            if name == key or name.startswith(f"{key}."):
                return table[key]
        return None

    def is_open(self, name: str, words: Collection[str]) -> bool:
        """Whether a trigger of a type of death leaves open that anybody was killed.

        Args:
            name: Their type.
            words: Of the trigger, in lower case.
        """
        return name.startswith(self.dying) and not self.open.isdisjoint(words)

    def role_of(self, role: str, type_: EventType) -> EventRole | None:
        """Our role of theirs, in an event of our type; None if it has no counterpart."""
        ours = next((name for name, theirs in self.roles.items() if role.lower() in theirs), None)
        return "actor" if ours == "recipient" and type_ in self.mutual else ours


@cache
def load_event_map() -> EventMap:
    """The map, read once."""
    text = resources.files("onrecord.evaluate").joinpath("event_types.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=EventMap)


def choose_corpus(file: str, types: Collection[str]) -> str:
    """The corpus whose map holds for a file: by its name, else the one that maps most of its types.

    Raises:
        CorpusError: No map has any of them.

    >>> choose_corpus("unseen.jsonl", {"Conflict:Attack", "Life:Die"})
    'm2e2'
    """
    map_ = load_event_map()
    named = [name for name in map_.types if file.startswith(name)]
    mapped = {name: sum(map_.type_of(name, type_) is not None for type_ in types) for name in named or map_.types}
    best = max(mapped, key=lambda name: mapped[name])
    if not mapped[best]:
        known = ", ".join(map_.types)
        raise CorpusError(f"types {', '.join(sorted(types))} are in no map of {known}", source=file)
    return best
