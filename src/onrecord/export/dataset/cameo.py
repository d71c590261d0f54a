"""CAMEO: event codes with their Goldstein scores, and the codes of actors.

Sources: ``cameo.tsv``, ``cameo_actors.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from onrecord.lexicon.strict import read_tsv, read_yaml
from onrecord.model import Actor, ActorKind, EventType

from .countries import codes_of

COLUMNS: Final = ("type", "mode", "code", "goldstein", "moved")
QUADS: Final = (("06", 1), ("10", 2), ("15", 3), ("21", 4))
"""First root above a class, and its number: 01-05, 06-09, 10-14, 15-20 (CAMEO's own; PLOVER moved some roots)."""
MOST_ROLES: Final = 3


class EventCode(NamedTuple):
    """One code of an event.

    Attributes:
        code: Two to four digits.
        goldstein: -10 (conflict) to 10 (cooperation).
        is_moved: Whether the manual's conversion table gives the code to another type.
    """

    code: str
    goldstein: float
    is_moved: bool = False

    @property
    def root(self) -> str:
        """First two digits."""
        return self.code[:2]

    @property
    def quad(self) -> int:
        """CAMEO's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.

        >>> [EventCode(code, 0).quad for code in ("057", "070", "141", "190")]
        [1, 2, 3, 4]
        """
        return next(number for above, number in QUADS if self.root < above)


class ActorCodes(NamedTuple):
    """CAMEO's codes of one actor; what it does not have is empty.

    Attributes:
        roles: At most three.
    """

    country: str = ""
    group: str = ""
    roles: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All put together: ``SYRREB``."""
        return "".join((self.country, self.group, *self.roles))


class _ActorTables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    roles: dict[str, str]
    kinds: dict[ActorKind, str]
    groups: dict[str, str]


@cache
def load_event_codes() -> Mapping[tuple[str, str], EventCode]:
    """Type, mode (empty for none) -> code.

    Raises:
        LexiconError: The file breaks its form.
    """
    rows = read_tsv(resources.files(__package__).joinpath("cameo.tsv"), COLUMNS)
    return MappingProxyType({
        (type_, mode): EventCode(code, float(score), moved == "moved") for type_, mode, code, score, moved in rows
    })


def code_event(type_: EventType, mode: str | None) -> EventCode:
    """The code of a type and mode; that of the type for a mode without a code.

    >>> code_event("ASSAULT", "aerial").code, code_event("AGREE", None).code
    ('195', '030')
    """
    codes = load_event_codes()
    return codes.get((type_, mode or "")) or codes[type_, ""]


@cache
def _load_actor_tables() -> _ActorTables:
    return read_yaml(resources.files(__package__).joinpath("cameo_actors.yaml"), _ActorTables)


def code_actor(actor: Actor | None) -> ActorCodes:
    """The codes of an actor: its first country, its known group, its roles in the order of its sectors."""
    if actor is None:
        return ActorCodes()
    tables = _load_actor_tables()
    country = codes_of(actor.countries[0]).cameo if actor.countries else ""
    group = tables.groups.get(actor.registry_id or "", "")
    roles = dict.fromkeys(tables.roles[sector] for sector in actor.sectors if sector in tables.roles)
    if not roles and not group and actor.kind in tables.kinds:
        roles = {tables.kinds[actor.kind]: None}
    return ActorCodes(country, group, tuple(roles)[:MOST_ROLES])
