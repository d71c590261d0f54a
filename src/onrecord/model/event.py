"""The event: who did what to whom, when and where (codebook section 2)."""

from __future__ import annotations

from typing import Literal

import msgspec

from .claim import Certainty
from .span import Span, Spans

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["occurred", "ongoing", "planned", "hypothetical", "negated"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]


class Filler(msgspec.Struct, frozen=True):
    """Who fills a role of an event: the noun phrase and the actor it names."""

    actor: str | None
    span: Span


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event, with all its mentions in one report.

    Attributes:
        id: ``e1``, ``e2`` … in text order.
        triggers: The words that name it, the most telling first.
        place: Id of a place of the record.
        time: EDTF of the event.
        time_id: Id of the time expression that gives it.
        confidence: Probability that trigger and type are right.
    """

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: Quad
    status: Status
    status_cues: Spans = ()
    triggers: Spans
    actors: tuple[Filler, ...] = ()
    recipients: tuple[Filler, ...] = ()
    place: str | None = None
    time: str | None = None
    time_id: str | None = None
    figures: tuple[str, ...] = ()
    confidence: float = 0.5
    certainty: Certainty = "certain"
    hedges: Spans = ()
