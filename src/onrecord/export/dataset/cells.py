"""Parts of rows that several tables share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from onrecord.export.lookup import Lookup
from onrecord.model import Entry, Span, Spans

from .columns import Row
from .gather import days_of
from .view import chain_of

SEPARATOR: Final = "; "


def join(values: Iterable[str]) -> str | None:
    """Texts in one cell; None where there is none."""
    return SEPARATOR.join(values) or None


def ranges_of(spans: Spans) -> str | None:
    """Spans in one cell: ``10-20; 25-30``."""
    return join(f"{span.start}-{span.end}" for span in spans)


def source_of(entry: Entry) -> Row:
    """The columns that name a report."""
    return {"report": entry.report.id, "ref": entry.report.ref}


def at_span(span: Span | None) -> Row:
    """Start and end of a span."""
    return {"start": span.start if span else None, "end": span.end if span else None}


def text_at(span: Span) -> Row:
    """Start, end and words of a span."""
    return {**at_span(span), "text": span.text}


def voices_about(item_id: str, lookup: Lookup) -> str | None:
    """Who answers for an item, a chain a claim."""
    return join(dict.fromkeys(chain_of(claim, lookup) for claim in lookup.claims_about(item_id)))


def days_cells(value: str | None) -> Row:
    """First and last day that a date can mean."""
    days = days_of(value)
    return {
        "first_day": days.first.isoformat() if days else None,
        "last_day": days.last.isoformat() if days else None,
    }
