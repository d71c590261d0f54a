"""The figure: a count with its bounds (codebook section 3)."""

from __future__ import annotations

import msgspec

from .claim import Certainty
from .span import Span, Spans


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure.

    Attributes:
        id: ``f1``, ``f2`` … in text order.
        low: Smallest count that the wording allows, or None.
        high: Largest, or None.
        unit: What is counted: killed, injured, missing, detained, displaced,
            abducted, troops, fighters, share, or the noun in the plural.
        of: Id of the event or actor that it belongs to.
        span: The count with the noun that it counts.
    """

    id: str
    low: float | int | None
    high: float | int | None
    unit: str
    approximate: bool = False
    cumulative: bool = False
    of: str | None = None
    span: Span
    certainty: Certainty = "certain"
    hedges: Spans = ()
