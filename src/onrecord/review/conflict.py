"""A conflict: a judgement that cannot be replayed as it was meant, and why."""

from __future__ import annotations

from typing import Literal

import msgspec

from .decision import Decision

Reason = Literal["gone", "several", "changed", "unfit", "overruled", "unheeded"]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the queue.

    Attributes:
        judgement: Id of the judgement.
        reason: ``gone``: its item is not in this reading. ``several``: more than one fit. ``changed``: the
            reading is neither what was judged nor what it was corrected to. ``unfit``: its value does not fit
            the reading. ``overruled``: newer joins and splits exclude it. ``unheeded``: the last comparison
            does not follow it.
        why: One line.
        report: Id of the report.
        ref: What it was added under.
        field: What was judged, such as ``event.type``.
        item: Id of the item in this reading, if it was found.
        text: What stands there.
        span_start: First code point of it.
        span_end: One past the last.
    """

    judgement: int
    kind: str
    by: str
    reason: Reason
    why: str
    report: str | None = None
    ref: str | None = None
    field: str | None = None
    item: str | None = None
    text: str = ""
    span_start: int | None = None
    span_end: int | None = None


def raise_conflict(decision: Decision, reason: Reason, why: str, *, item: str | None = None) -> Conflict:
    """A conflict of a decision.

    Args:
        decision: It cannot be replayed.
        reason: Of what kind.
        why: One line.
        item: Id of the item in this reading.
    """
    judgement = decision.judgement
    return Conflict(
        judgement=judgement.id,
        kind=judgement.kind,
        by=judgement.by,
        reason=reason,
        why=why,
        report=judgement.report,
        ref=judgement.ref,
        field=judgement.field,
        item=item,
        text=decision.basis.text,
        span_start=judgement.span_start,
        span_end=judgement.span_end,
    )
