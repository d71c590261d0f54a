"""The label: a loaded word for an actor (codebook section 8)."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span

LabelKind = Literal["condemning", "ennobling", "contested", "distancing"]


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One loaded word.

    Attributes:
        id: ``l1``, ``l2`` … in text order.
        actor: Id of the actor that it is said of.
        by: Id of the claim inside whose direct quotation it stands, or ``report``.
    """

    id: str
    span: Span
    actor: str | None
    by: str
    kind: LabelKind
