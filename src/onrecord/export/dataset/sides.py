"""Who counts as civilian, as state and as organised group in data sets that ask it of each side."""

from __future__ import annotations

from typing import Final

from onrecord.model import ActorKind

from .view import Party

CIVILIANS: Final[frozenset[ActorKind]] = frozenset({"civilians", "person", "media", "ngo"})
STATES: Final[frozenset[ActorKind]] = frozenset({"state", "government", "military", "police", "court", "legislature"})
GROUPS: Final[frozenset[ActorKind]] = frozenset({"armed_group", "party"})


def are_civilian(parties: tuple[Party, ...]) -> bool:
    """Whether civilians are named, and no state and no organised group beside them."""
    kinds = kinds_of(parties)
    return bool(kinds & CIVILIANS) and not kinds & (STATES | GROUPS)


def kinds_of(parties: tuple[Party, ...]) -> set[ActorKind]:
    """Kinds of the actors that the words name."""
    return {party.actor.kind for party in parties if party.actor}


def put_main_first(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties, states and organised groups before "six people" and "the convoy"; else in the order of the text."""
    return tuple(sorted(parties, key=lambda party: not kinds_of((party,)) & (STATES | GROUPS)))
