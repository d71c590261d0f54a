"""The time expression (codebook section 4)."""

from __future__ import annotations

import msgspec

from .span import Span


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One time expression.

    Attributes:
        id: ``t1``, ``t2`` … in text order.
        value: EDTF, or an ISO 8601 duration; None where the wording has no value.
        anchor: EDTF value that a relative expression was resolved against.
    """

    id: str
    value: str | None
    span: Span
    anchor: str | None = None
