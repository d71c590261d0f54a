"""The ontology, loaded once from YAML into typed, read-only structures.

One file a type in ``types/``; the smaller sets one file each. An unknown key, a
missing one or a wrong value is an ``OntologyError`` with file and line. What a form
cannot say (does every mode name its words, is every type there) tests ``check.py``.

Sources: ``SOURCES.md`` in this folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Literal, TypeVar

import msgspec

from onrecord.errors import OntologyError
from onrecord.lexicon.strict import read_yaml
from onrecord.model import Act, EventType, LabelKind, Quad, Status, TieType

T = TypeVar("T")
Score = Annotated[float, msgspec.Meta(ge=-10, le=10)]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One notion of a closed set.

    Attributes:
        definition: What it is, in our own words.
        examples: Sentences or phrases that are it; written by us.
        counter_examples: Near misses, and in brackets what they are instead.
        source: Where the definition comes from: document and section.
    """

    definition: Text
    examples: tuple[Text, ...]
    counter_examples: tuple[Text, ...]
    source: Text


class TieEntry(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One type of tie.

    Attributes:
        to: What it leads to; ``same`` is another name of the same actor.
        symmetric: Whether it holds in both directions.
    """

    to: Literal["actor", "place", "same"]
    symmetric: bool = False


class Mode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an event of a type was done, or what it was about.

    Attributes:
        score: PLOVER score, -10 (conflict) to 10 (cooperation); None where the manual has none.
    """

    name: Text
    definition: Text
    score: Score | None = None
    examples: tuple[Text, ...]
    counter_examples: tuple[Text, ...] = ()


class TypeEntry(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event type of PLOVER.

    Attributes:
        cameo: Root and sub-root codes of CAMEO that convert to it.
        requires_recipient: Whether an event without a recipient is incomplete.
        score: PLOVER score of an event without a mode.
        boundaries: Rules that settle what is this type and what another.
    """

    name: EventType
    quad: Quad
    cameo: tuple[Annotated[str, msgspec.Meta(pattern=r"^\d{2,4}$")], ...]
    requires_recipient: bool
    score: Score
    boundaries: tuple[Text, ...] = ()
    modes: tuple[Mode, ...] = ()


@cache
def load_types() -> Mapping[EventType, TypeEntry]:
    """The sixteen types by name, in PLOVER's order.

    Raises:
        OntologyError: A file breaks the form, or is named for another type.
    """
    types: dict[EventType, TypeEntry] = {}
    for name in _read("order.yaml", tuple[EventType, ...]):
        entry = _read(f"types/{name}.yaml", TypeEntry)
        if entry.name != name:
            raise OntologyError(f"holds type {entry.name}", source=f"{name}.yaml", line=1)
        types[name] = entry
    return MappingProxyType(types)


@cache
def load_quads() -> Mapping[EventType, Quad]:
    """Type -> quad class.

    >>> load_quads()["RETREAT"]
    'material cooperation'
    """
    return MappingProxyType({name: entry.quad for name, entry in load_types().items()})


@cache
def load_contexts() -> Mapping[str, Entry]:
    """PLOVER's general contexts."""
    return MappingProxyType(_read("contexts.yaml", dict[str, Entry]))


@cache
def load_sectors() -> Mapping[str, Entry]:
    """PLOVER's sector codes."""
    return MappingProxyType(_read("sectors.yaml", dict[str, Entry]))


@cache
def load_quad_classes() -> Mapping[Quad, Entry]:
    """The four quad classes."""
    return MappingProxyType(_read("quads.yaml", dict[Quad, Entry]))


@cache
def load_acts() -> Mapping[Act, Entry]:
    """The acts of claims (codebook section 1)."""
    return MappingProxyType(_read("acts.yaml", dict[Act, Entry]))


@cache
def load_ties() -> Mapping[TieType, TieEntry]:
    """The types of ties (codebook section 7)."""
    return MappingProxyType(_read("ties.yaml", dict[TieType, TieEntry]))


@cache
def load_units() -> Mapping[str, Entry]:
    """The fixed units of figures (codebook section 3); any other unit is the noun itself."""
    return MappingProxyType(_read("units.yaml", dict[str, Entry]))


@cache
def load_statuses() -> Mapping[Status, Entry]:
    """The statuses of events (codebook section 2)."""
    return MappingProxyType(_read("statuses.yaml", dict[Status, Entry]))


@cache
def load_label_kinds() -> Mapping[LabelKind, Entry]:
    """The kinds of labels (codebook section 8)."""
    return MappingProxyType(_read("labels.yaml", dict[LabelKind, Entry]))


def _read(name: str, form: type[T]) -> T:
    return read_yaml(resources.files("onrecord.ontology").joinpath(name), form, error=OntologyError)
