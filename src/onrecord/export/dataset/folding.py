"""PLOVER's foldings: a planned act of some types is coded as the promise of it (codebook section 2).

They are made on export only; the record keeps type and status apart.

Source: ``foldings.yaml``.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

import msgspec

from onrecord.lexicon.strict import read_yaml
from onrecord.model import EventType, Quad, Status
from onrecord.ontology.load import load_quads, load_types

from .view import EventView

NEAR: Final = 120
"""Code points between two triggers of one sentence: about twenty words. Our choice, not measured; before changing it
re-run ``tests/export/dataset/test_plover.py``."""


class _Foldings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Status -> type of the record -> type that is written."""

    foldings: dict[Status, dict[EventType, EventType]]


class Coded(msgspec.Struct, frozen=True):
    """Type, mode, quad class and score as PLOVER wants them.

    Attributes:
        mode: None where a folding changed the type: modes belong to a type.
        score: -10 (conflict) to 10 (cooperation).
        folded_from: The record's type, where a folding changed it.
    """

    type: EventType
    mode: str | None
    quad: Quad
    score: float
    folded_from: EventType | None = None


@cache
def load_foldings() -> dict[Status, dict[EventType, EventType]]:
    """Status -> type of the record -> type that is written.

    Raises:
        LexiconError: The file breaks its form.
    """
    return read_yaml(resources.files(__package__).joinpath("foldings.yaml"), _Foldings).foldings


def fold(view: EventView) -> Coded:
    """An event as PLOVER codes it."""
    event = view.event
    folded = load_foldings().get(event.status, {}).get(event.type)
    if folded is not None:
        return Coded(folded, None, load_quads()[folded], load_types()[folded].score, event.type)
    modes = {mode.name: mode.score for mode in load_types()[event.type].modes}
    score = modes.get(event.mode or "")
    return Coded(event.type, event.mode, event.quad, load_types()[event.type].score if score is None else score)


def is_same_act(view: EventView, other: EventView) -> bool:
    """Whether a folded act is what another event of its report already says.

    "They agreed to hold talks" is AGREE and planned CONSULT: folded, both are one AGREE
    of the same actors, told by one sentence or claim.
    """
    actors = {party.name for party in view.actors}
    return (
        view.event.id != other.event.id
        and fold(view).type == other.event.type
        and fold(other).folded_from is None
        and bool(actors)
        and actors == {party.name for party in other.actors}
        and abs(view.trigger.start - other.trigger.start) <= NEAR
    )
