"""The actor (codebook section 6)."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Spans

ActorKind = Literal[
    "state", "government", "military", "police", "armed_group", "party", "igo", "ngo",
    "media", "company", "court", "legislature", "person", "civilians", "group",
]  # fmt: skip


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor, with all its mentions.

    Attributes:
        id: ``a1``, ``a2`` … in text order.
        name: Neutral canonical name.
        countries: ISO 3166-1 alpha-3.
        sectors: PLOVER sector codes, valid for the report's date.
        role: Office or function of a person as the text gives it.
        registry_id: Entry of our registry.
        wikidata: Wikidata item.
        unresolved: Why no registry entry was chosen.
    """

    id: str
    name: str
    kind: ActorKind
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    role: str | None = None
    registry_id: str | None = None
    wikidata: str | None = None
    mentions: Spans
    unresolved: str | None = None
