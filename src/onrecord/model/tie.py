"""The tie: a lasting relation that the text states (codebook section 7)."""

from __future__ import annotations

from typing import Literal

import msgspec

from .claim import Certainty
from .span import Spans

TieType = Literal[
    "alias", "part_of", "affiliate_of", "allied_with", "opposed_to",
    "leads", "member_of", "based_in", "present_in",
]  # fmt: skip


class Tie(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """One tie.

    Attributes:
        id: ``r1``, ``r2`` … in text order.
        from_: Actor id (``from`` in JSON).
        to: Actor id, or place id for ``based_in`` and ``present_in``. For
            ``alias`` the same actor as ``from_``; ``spans`` hold the two names.
        spans: The names and the words that state it.
        confidence: Probability that the tie is right.
    """

    id: str
    type: TieType
    from_: str
    to: str
    spans: Spans
    confidence: float = 0.5
    certainty: Certainty = "certain"
    hedges: Spans = ()
