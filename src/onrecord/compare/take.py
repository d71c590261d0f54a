"""From a record to its digest."""

from __future__ import annotations

from datetime import date

from onrecord.model import Entry, Record, Span
from onrecord.model.edtf import bounds
from onrecord.registry import find_actor, key_of

from .digest import FORM, Digest, Source
from .passages import take_passages
from .sketch import find_quotations, find_words, sample_runs, sign
from .voices import STATE_MEDIA, Cast, state_of_medium


def digest_entry(entry: Entry) -> Digest:
    """What comparing needs of one report; the record can be dropped then."""
    record = entry.record
    cast = Cast(record)
    credits = cast.add_credits()
    published = last_day(record)
    passages = take_passages(record, cast, published=published)
    words = find_words(record.report.text)
    return Digest(
        form=FORM,
        report=entry.report,
        published=published,
        publisher=find_publisher(record),
        size=len(words),
        signature=sign([word for word, _, _ in words]),
        samples=sample_runs(record.report.text, words),
        quotations=find_quotations(record.report.text),
        affiliations=cast.affiliations(),
        sources=tuple(cast.sources),
        credits=credits,
        tellings=tuple(cast.tellings),
        passages=passages,
    )


def last_day(record: Record) -> int:
    """Ordinal of the last day on which a report can have been published; 0 if unknown."""
    span = bounds(record.report.published.value or "")
    return span[1].toordinal() if span is not None and span[1] != date.max else 0


def find_publisher(record: Record) -> Source | None:
    """The outlet, under the key that others cite it by."""
    name = record.report.publisher
    if name is None:
        return None
    known = next(filter(None, map(find_actor, (name, name.upper(), name.title()))), None)
    span = Span.cut(record.report.text, 0, 1)
    if known is None:
        return Source(key_of(name), name, "source", True, span)
    state = state_of_medium(known.id)
    return Source(STATE_MEDIA + state if state else known.id, known.name, "source", True, span)
